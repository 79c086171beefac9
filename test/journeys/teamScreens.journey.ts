import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { look } from "../support/look.ts";

// What only shows with a file, a colleague or an obstacle: each state of an import and of an invitation, seen once in
// each theme and language, at the desk and on the smallest of phones.

const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
const insideAnotherApp = iPhone.replace(/ Version\/.*/, " Mobile/15E148");
const pretend = (userAgent: string): string => `Object.defineProperty(navigator, "userAgent", { get: () => ${JSON.stringify(userAgent)} })`;

const list = [
  "Firma;Ansprechpartner;Telefon;Geburtstag;Lieblingsfarbe",
  "Mühle Öttl KG;Vera Öttl;089 123456;03.04.1985;blau",
  "Östermann GmbH;Jan Östermann;NULL;05.06.1979;rot",
  ";;;;grün",
].join("\r\n");

const variants = [
  { name: "desk-light-de", locale: "de-DE", colorScheme: "light" },
  { name: "phone-dark-en", locale: "en-GB", colorScheme: "dark", isPhone: true, viewport: { width: 320, height: 640 } },
] as const;

for (const options of variants) {
  const isGerman = options.locale === "de-DE";
  const says = (german: string, english: string): string => (isGerman ? german : english);

  test(`everybody can bring contacts and colleagues (${options.name})`, async ({ device }) => {
    test.slow();
    const host = await device(options.name, options);
    const { page } = host;
    const door = doorOf(() => page);
    await door.createWorkspace({ name: "Haustechnik Süd", member: "Anna" });
    const go = async (place: string): Promise<void> => {
      const address = new URL(`#/${place}`, page.url()).href;
      await page.goto("about:blank");
      await page.goto(address);
    };
    await go("import");
    await page.locator("input[type=file]").setInputFiles({ name: "kunden.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await expect(page.getByRole("button", { name: says("4 Kontakte übernehmen", "Import 4 contacts") })).toBeVisible();
    await look(host, "import-preview");
    await page.getByRole("button", { name: says("4 Kontakte übernehmen", "Import 4 contacts") }).click();
    await expect(page.getByRole("heading", { name: says("Übernommen.", "Imported.") })).toBeVisible();
    await look(host, "imported");

    await go("team");
    await page.getByRole("button", { name: says("Team einladen", "Invite team") }).click();
    const link = await page.getByLabel(says("Einladungslink", "Invitation link")).inputValue();
    await look(host, "invite");

    const guest = await device(`guest-${options.name}`, options);
    await guest.page.goto(link);
    await guest.page.getByLabel(says("Ihr Name", "Your name")).fill("Ben");
    await look(guest, "join");
    await guest.page.getByRole("button", { name: says("Beitreten", "Join"), exact: true }).click();
    await expect(page.locator(".invitation-live[data-state=done]")).toBeVisible({ timeout: 30_000 });
    await look(host, "invite-done");
    await page.keyboard.press("Escape");
    await look(host, "team-of-two");
    await go("sync");
    await expect(page.getByText(says("Alles ist auf 2 von 2 Geräten.", "Everything is on 2 of 2 devices."))).toBeVisible({
      timeout: 30_000,
    });
    await look(host, "sync-connected");
    await door.offline(true);
    await door.put("party", { kind: "person", familyName: "Weber" });
    await expect(page.getByText(says("Eine Änderung liegt nur auf diesem Gerät.", "One change exists only on this device."))).toBeVisible();
    await look(host, "sync-offline");
    await door.offline(false);

    const second = await door.invite();
    for (const [name, userAgent] of [
      ["join-iphone", iPhone],
      ["join-inside-another-app", insideAnotherApp],
    ] as const) {
      const other = await device(`${name}-${options.name}`, { ...options, initScript: pretend(userAgent) });
      await other.page.goto(second);
      await expect(other.page.getByRole("button", { name: says("Link kopieren", "Copy link") })).toBeVisible();
      await look(other, name);
      await other.close();
    }
    const stranger = await device(`stranger-${options.name}`, options);
    for (const { id } of (await door.status()).invitations.slice(-1)) await door.revokeInvitation(id);
    await stranger.page.goto(second);
    await stranger.page.getByLabel(says("Ihr Name", "Your name")).fill("Cem");
    await stranger.page.getByRole("button", { name: says("Beitreten", "Join"), exact: true }).click();
    await expect(stranger.page.getByText(/gilt nicht mehr|no longer valid/)).toBeVisible({ timeout: 30_000 });
    await look(stranger, "join-revoked");

    // Nobody there: the team has closed Kontor before the newcomer opens the link.
    const third = await door.invite();
    await Promise.all([host.close(), guest.close()]);
    await stranger.page.goto("about:blank");
    await stranger.page.goto(third);
    await stranger.page.getByLabel(says("Ihr Name", "Your name")).fill("Cem");
    await stranger.page.getByRole("button", { name: says("Beitreten", "Join"), exact: true }).click();
    await expect(stranger.page.getByText(/ist gerade kein Gerät erreichbar|No device of the team can be reached/)).toBeVisible({
      timeout: 30_000,
    });
    await look(stranger, "join-nobody");
    expect([...host.problems, ...guest.problems]).toEqual([]);
  });

  test(`a page without https says what to open instead (${options.name})`, async ({ device, server }) => {
    const flags = ["--host-resolver-rules=MAP kontor.test 127.0.0.1"];
    const plain = await device(`plain-${options.name}`, { ...options, flags, url: server.url.replace("localhost", "kontor.test") });
    await expect(plain.page.getByRole("link", { name: "https://kontor.test" })).toBeVisible();
    await look(plain, "insecure");
  });
}
