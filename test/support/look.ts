import AxeBuilder from "@axe-core/playwright";
import type { Device } from "./app.ts";
import { expect } from "./journey.ts";

/**
 * Looks at a screen as everybody must be able to use it: nothing that axe objects to, nothing that sticks out sideways.
 * KONTOR_SCREENSHOTS names a folder to keep a picture of each.
 */
export async function look(device: Device, name: string): Promise<void> {
  const { page } = device;
  // Whatever slides in has arrived; what breathes for as long as something lasts never does.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
  const folder = process.env["KONTOR_SCREENSHOTS"];
  if (folder) await page.screenshot({ path: `${folder}/${name}-${device.name}.png` });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
  expect.soft(found, `${name} on ${device.name}`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${name} on ${device.name} is wider than its window`).toBeLessThanOrEqual(0);
}

/** The devices on which every screen is looked at. */
export const lookedAt = [
  { name: "desk-light-de", locale: "de-DE", colorScheme: "light" },
  { name: "phone-dark-en", locale: "en-GB", colorScheme: "dark", isPhone: true, viewport: { width: 320, height: 640 } },
  // Both themes and languages have been seen by then: these are for whoever looks at the pictures.
  ...(process.env["KONTOR_SCREENSHOTS"]
    ? ([
        { name: "desk-dark-en", locale: "en-GB", colorScheme: "dark" },
        { name: "phone-light-de", locale: "de-DE", colorScheme: "light", isPhone: true },
      ] as const)
    : []),
] as const;
