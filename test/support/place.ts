import type { Page } from "@playwright/test";

/** Places by what stands behind `#/` in the address. */
export const isAt = (page: Page, place: string): Promise<boolean> =>
  page.evaluate((wanted) => location.hash.slice(2).split("?")[0] === wanted.split("?")[0], place);

/**
 * To another place of the app, as a link leads there; where what stood there goes on standing, as it does where two places share
 * their frame, in a page begun anew: it would be taken for the other place.
 */
export async function leadTo(page: Page, place: string): Promise<void> {
  const address = new URL(`#/${place}`, page.url()).href;
  await page.evaluate((hash) => {
    for (const part of document.querySelectorAll<HTMLElement>("main > *")) part.dataset["left"] = "";
    location.hash = hash;
  }, `#/${place}`);
  const parts = page.locator("main > *");
  for (let i = 0; i < 10; i++) {
    const left = await page.locator("main > [data-left]").count();
    if (left === 0 && (await parts.count()) > 0 && (await isAt(page, place))) return;
    await page.waitForTimeout(50);
  }
  await page.goto("about:blank");
  await page.goto(address);
}
