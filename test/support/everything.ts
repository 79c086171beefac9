import { reportKeys } from "../../src/features/reports/reports.ts";
import type { Device, DeviceOptions } from "./app.ts";
import { doorOf } from "./door.ts";
import { expect } from "./journey.ts";
import { pressAll } from "./pressAll.ts";

export interface Surroundings {
  readonly isGerman: boolean;
  readonly isPhone: boolean;
  /** The sample company, or a workspace of one's own in which nothing is yet. */
  readonly isSample: boolean;
}

export const nameOf = ({ isGerman, isPhone, isSample }: Surroundings): string =>
  `${isSample ? "in the sample company" : "where nothing is yet"}, ${isPhone ? "on a phone" : "at a desk"}, in ${isGerman ? "German" : "English"}`;

export const optionsFor = ({ isGerman, isPhone }: Surroundings): Partial<DeviceOptions> => ({
  isPhone,
  locale: isGerman ? "de-DE" : "en-GB",
  // A dialog of the system, for which nobody is there.
  initScript: "window.print = () => undefined;",
});

const brokenWords = ["schiefgegangen", "Something went wrong"];

/** Every control of every screen, once. Leaving and removing are among them: the workspace is made anew as often as it goes. */
export async function pressEverything(
  device: Device,
  { isGerman, isSample }: Surroundings,
  reports: readonly string[] = reportKeys,
): Promise<number> {
  const { page } = device;
  const door = doorOf(() => page);
  const aContact = (): Promise<string> =>
    door.list("party", { limit: 1 }).then(
      ({ rows }) => `contacts/${rows[0]?.id ?? ""}`,
      () => "contacts",
    );
  const prepare = async (): Promise<void> => {
    await page.goto(new URL("#/", page.url()).href);
    if (isSample) {
      await page.getByRole("button", { name: isGerman ? "Beispielfirma ansehen" : "Look at a sample company" }).click();
      await expect.poll(() => door.count("party").catch(() => 0), { timeout: 60_000 }).toBe(300);
    } else await door.createWorkspace({ name: "Haustechnik Östermann", member: "Anna", country: "DE", currency: "EUR", language: "de" });
    if (!isSample) await door.put("party", { kind: "person", familyName: "Weber" });
    await page.evaluate(() => void (location.hash = "#/contacts"));
  };
  await prepare();
  const places = [
    ...["today", "contacts", "contacts/", "reports", ...reports.map((key) => `reports/${key}`)],
    ...["team", "sync", "import", "start/contacts", "more", "bin", "settings"],
  ].map((place) => () => (place === "contacts/" ? aContact() : place));
  const { pressed, places: pressedAt, faults } = await pressAll(device, places, brokenWords, prepare);
  expect(faults).toEqual([]);
  // What is the same on several places is pressed on the first of them; but nearly each has something of its own.
  const untouched = Object.keys(pressedAt).filter((place) => pressedAt[place] === 0);
  expect(untouched.length, `nothing was pressed on ${untouched.join(", ")}`).toBeLessThan(5);
  return pressed;
}
