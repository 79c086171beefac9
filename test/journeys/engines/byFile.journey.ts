import { expect, test } from "../../support/journey.ts";
import type { Person } from "../../support/person.ts";
import { addsFirm, startsAnew } from "../../support/stories.ts";

const passphrase = "Kaffee mit vier Löffeln Zucker";

/** Everything a device has, as the file that it would hand over: sealed, in base64. */
const fileOf = (who: Person): Promise<string> =>
  who.evaluate(async (words) => {
    const file = await window.kontor?.backup({ passphrase: words });
    const bytes = new Uint8Array((await file?.arrayBuffer()) ?? []);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, passphrase);

/** Into a new workspace, or into the one that stands open; returns whether all of the file came. */
const takes = (who: Person, file: string, into?: string): Promise<boolean> =>
  who.evaluate(
    async ([words, base64, into]) => {
      const bytes = Uint8Array.from(atob(base64 as string), (letter) => letter.charCodeAt(0));
      const report = await window.kontor?.restore(new Blob([bytes]), { passphrase: words as string, ...(into && { into }) });
      return report?.damage === null && report.entries.refused === 0;
    },
    [passphrase, file, into ?? ""] as const,
  );

const digestOf = (who: Person): Promise<string | undefined> => who.evaluate(() => window.kontor?.digest("documents"));
const workspaceOf = (who: Person): Promise<string | undefined> => who.evaluate(async () => (await window.kontor?.workspaces())?.[0]?.id);

test("two devices that cannot reach each other exchange by file, and both have everything", async ({ person }) => {
  // Three files are sealed and three opened, each by a passphrase that is slow to try.
  test.slow();
  const anna = await person("anna");
  await startsAnew(anna, "Haustechnik Süd", "Anna");
  await addsFirm(anna, "Mühle Öttl KG");
  const ben = await person("ben");
  await ben.sees("button", "Neu beginnen");
  expect(await takes(ben, await fileOf(anna))).toBe(true);
  expect(await digestOf(ben)).toBe(await digestOf(anna));

  // Each writes by itself, and each takes in what the other wrote.
  await addsFirm(anna, "Sägewerk Brandl");
  await addsFirm(ben, "Hausverwaltung Löffler");
  const workspace = await workspaceOf(anna);
  expect(await takes(anna, await fileOf(ben), workspace)).toBe(true);
  expect(await takes(ben, await fileOf(anna), workspace)).toBe(true);
  for (const one of [anna, ben]) {
    await one.opens("#/contacts");
    for (const name of ["Mühle Öttl KG", "Sägewerk Brandl", "Hausverwaltung Löffler"]) await one.sees("option", new RegExp(name));
  }
  expect(await digestOf(ben)).toBe(await digestOf(anna));
  expect([...(await anna.problems()), ...(await ben.problems())]).toEqual([]);
});
