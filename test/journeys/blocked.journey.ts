import { expect, test } from "../support/journey.ts";

/** As Firefox has it with all cookies blocked: the mere mention of a storage throws, and a channel cannot be opened. */
const blocked = `
  const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
  for (const part of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, part, { configurable: true, get: refuse });
  for (const part of ["BroadcastChannel", "SharedWorker"]) window[part] = class { constructor() { refuse(); } };
  navigator.locks.request = async () => refuse();
`;

test("where site data is blocked the first screen says so, and so does whoever begins all the same", async ({ device }) => {
  const { page } = await device("desk", { initScript: blocked });
  const sentence = page.getByText("Dieser Browser lässt Kontor hier nichts speichern.").first();
  await expect(sentence).toBeVisible();
  await expect(page.getByText(/Privates Fenster/)).toBeHidden();
  await page.getByRole("button", { name: "Neu beginnen" }).click();
  await page.getByLabel("Firma oder Team").fill("Haustechnik Süd");
  await page.getByLabel("Ihr Name").fill("Anna");
  await page.keyboard.press("Enter");
  await expect(
    page
      .getByRole("status")
      .or(page.getByRole("alert"))
      .filter({ hasText: /fehlt, was Kontor braucht|nichts speichern/ })
      .first(),
  ).toBeVisible();
});
