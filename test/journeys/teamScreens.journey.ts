import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { startServer } from "../support/app.ts";
import { doorOf } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";
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

const tagOf = ({ name }: (typeof variants)[number]): string[] => (name === "desk-light-de" ? [LONG] : []);

for (const options of variants) {
  const isGerman = options.locale === "de-DE";
  const says = (german: string, english: string): string => (isGerman ? german : english);

  test(`everybody can bring contacts and colleagues (${options.name})`, { tag: LONG }, async ({ device }) => {
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
    // The newcomer has everything from this device, and says so of it, while both are connected and afterwards.
    const rowOfHost = guest.page.locator(".sync-device").filter({ hasText: "Anna" });
    await guest.page.goto(`${new URL(guest.page.url()).origin}/#/sync`);
    await expect(rowOfHost).toContainText(says("hat alles", "has everything"));
    await expect(rowOfHost).toContainText(says("jetzt verbunden", "connected now"));
    await look(guest, "sync-newcomer");
    await door.offline(true);
    await door.put("party", { kind: "person", familyName: "Weber" });
    await expect(page.getByText(says("Eine Änderung liegt nur auf diesem Gerät.", "One change exists only on this device."))).toBeVisible();
    await look(host, "sync-offline");
    await expect(rowOfHost).not.toContainText(says("jetzt verbunden", "connected now"), { timeout: 30_000 });
    await expect(rowOfHost).toContainText(says("hat alles", "has everything"));
    await expect(rowOfHost).toContainText(says("gerade noch da", "online a moment ago"));
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

  test(`a page without https says what to open instead, if anybody answers there (${options.name})`, { tag: tagOf(options) }, async ({
    device,
    server,
  }) => {
    const flags = ["--host-resolver-rules=MAP kontor.test 127.0.0.1"];
    const url = server.url.replace("localhost", "kontor.test");
    const plain = await device(`plain-${options.name}`, { ...options, flags, url });
    await expect(plain.page.getByText(/npm start -- --https/)).toBeVisible();
    await expect(plain.page.getByRole("link")).toHaveCount(0);
    await look(plain, "insecure-nobody");

    // A server that has both on one port, and sends nobody from one to the other.
    const secure = await startServer({ https: true });
    const both = createServer((socket) => {
      socket.once("data", (first) => {
        const behind = connect(first[0] === 0x16 ? secure.port : server.port, "127.0.0.1");
        behind.write(first);
        for (const [from, to] of [
          [socket, behind],
          [behind, socket],
        ] as const)
          from.on("error", () => to.destroy()).pipe(to);
      });
    }).listen(0, "127.0.0.1");
    await once(both, "listening");
    const { port } = both.address() as AddressInfo;
    await plain.page.goto(url.replace(String(server.port), String(port)));
    await plain.page.getByRole("link", { name: `https://kontor.test:${port}` }).click();
    await expect(plain.page.getByRole("button", { name: says("Neu beginnen", "Start new") })).toBeVisible();
    await plain.close();
    both.close();
    await secure.stop();
  });

  test(`an invitation made at localhost is one that a phone can use, or says what that takes (${options.name})`, {
    tag: tagOf(options),
  }, async ({ device }) => {
    const invite = async (name: string, url?: string) => {
      const host = await device(`${name}-${options.name}`, { ...options, ...(url ? { url } : {}) });
      const { page } = host;
      await page.getByRole("button", { name: says("Neu beginnen", "Start new") }).click();
      await page.getByLabel(says("Firma oder Team", "Company or team")).fill("Haustechnik Süd");
      await page.getByLabel(says("Ihr Name", "Your name")).fill("Anna");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: says("Später", "Later") })).toBeVisible();
      const go = new URL("#/team", page.url()).href;
      await page.goto("about:blank");
      await page.goto(go);
      await page.getByRole("button", { name: says("Team einladen", "Invite team") }).click();
      await expect(page.getByLabel(says("Einladungslink", "Invitation link"))).toBeVisible();
      return host;
    };
    const link = says("Einladungslink", "Invitation link");
    const plain = await invite("http");
    await expect(plain.page.getByText(/npm start -- --https/)).toBeVisible();
    await expect(plain.page.locator(".qr-code")).toHaveCount(0);
    await expect(plain.page.getByLabel(link)).toHaveValue(/^http:\/\/localhost/);
    await look(plain, "invite-http");
    await plain.close();

    const server = await startServer({ https: true });
    const secure = await invite("https", server.url);
    await expect(secure.page.getByLabel(link)).toHaveValue(/^https:\/\/(?!localhost)/);
    await expect(secure.page.locator(".qr-code")).toBeVisible();
    await look(secure, "invite-https");
    await secure.page.getByRole("button", { name: says("Link für diesen Computer", "Link for this computer") }).click();
    await expect(secure.page.getByLabel(link)).toHaveValue(/^https:\/\/localhost/);
    await expect(secure.page.locator(".qr-code")).toHaveCount(0);
    await secure.close();
    await server.stop();
  });
}
