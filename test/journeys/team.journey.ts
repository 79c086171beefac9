import { existsSync } from "node:fs";
import { join } from "node:path";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { dataFolder } from "../support/data.ts";
import { doorOf, importFiles, inStep, sameDigest } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";

/** Counts what goes over BroadcastChannels, aside from notices among the tabs of one browser (Dexie's and our own): data must travel by WebRTC. */
const countBroadcasts = `(() => {
  const post = BroadcastChannel.prototype.postMessage;
  window.broadcasts = [];
  BroadcastChannel.prototype.postMessage = function (...args) { if (!/^(x-storagemutated|kontor)/.test(this.name)) window.broadcasts.push(this.name); return post.apply(this, args); };
})()`;

const rows = (count: number): string =>
  [
    "Firma;Ansprechpartner;Telefon;Ort",
    ...Array.from({ length: count }, (_, i) => `Firma ${i};Person ${i};030 23125 ${String(i).padStart(3, "0")};Ort ${i % 7}`),
  ].join("\n");

test("a desk and a phone: import, join by link, edits both ways, 200 offline edits each, a third from the second", async ({ device }) => {
  const deskDevice = await device("desk", { initScript: countBroadcasts });
  const desk = doorOf(() => deskDevice.page);
  await desk.createWorkspace({ name: "Muster GmbH", member: "Anna" });
  const files = [join(dataFolder, "crm-pipeline/accounts.csv"), join(dataFolder, "northwind/northwind/customers.csv")];
  const [organisations, people] = existsSync(dataFolder) ? [176, 91] : [120, 120];
  if (existsSync(dataFolder)) for (const file of files) await importFiles(deskDevice.page, [file]);
  else await deskDevice.page.evaluate((text) => window.kontor?.importFile(new File([text], "kunden.csv")), rows(120));
  expect((await desk.list("party", { filter: { kind: "organisation" }, limit: 1_000 })).rows).toHaveLength(organisations);

  const link = await desk.invite({ once: false });
  const phoneDevice = await device("phone", { isPhone: true, initScript: countBroadcasts });
  const phone = doorOf(() => phoneDevice.page);
  await phone.join(link, { member: "Ben" });
  await inStep(desk, phone);
  for (const door of [desk, phone]) {
    expect((await door.list("party", { filter: { kind: "organisation" }, limit: 1_000 })).rows).toHaveLength(organisations);
    expect((await door.list("party", { filter: { kind: "person" }, limit: 1_000 })).rows).toHaveLength(people);
  }
  await sameDigest(desk, phone);

  // Live, both ways.
  const { rows: parties } = await desk.list("party", { limit: 1_000 });
  const ids = parties.map(({ id }) => id);
  await desk.patch(ids[0] as RecordId, { nickname: "vom Tisch" });
  await phone.patch(ids[1] as RecordId, { nickname: "vom Telefon" });
  await inStep(desk, phone);
  expect((await phone.get(ids[0] as RecordId))?.nickname).toBe("vom Tisch");
  expect((await desk.get(ids[1] as RecordId))?.nickname).toBe("vom Telefon");

  // Both offline, 200 edits each, judged by this test's own log.
  await Promise.all([desk.offline(true), phone.offline(true)]);
  const fields = ["nickname", "vatId", "industry", "legalForm"];
  const log = new Map<string, Map<string, string>>();
  for (const [name, door, seed] of [
    ["desk", desk, 5],
    ["phone", phone, 6],
  ] as const) {
    const chance = new Chance(seed);
    for (let i = 0; i < 200; i++) {
      const [id, field, value] = [chance.pick(ids.slice(0, 60)), chance.pick(fields), `${name} ${i}`];
      await door.patch(id, { [field]: value });
      log.set(`${id} ${field}`, (log.get(`${id} ${field}`) ?? new Map<string, string>()).set(name, value));
    }
  }
  await Promise.all([desk.offline(false), phone.offline(false)]);
  await inStep(desk, phone);
  await sameDigest(desk, phone);
  let rivals = 0;
  for (const [key, written] of log) {
    const [id, field] = key.split(" ") as [RecordId, string];
    for (const door of [desk, phone]) {
      const values = (await door.rivals(id))[field]?.map((rival) => rival.value) ?? [(await door.get(id))?.[field]];
      expect(new Set(values), key).toEqual(new Set(written.values()));
    }
    if (written.size > 1) rivals++;
  }
  expect(rivals).toBeGreaterThan(10);

  // A third joins only after the first is closed.
  await deskDevice.close();
  const thirdDevice = await device("tablet", { initScript: countBroadcasts });
  const third = doorOf(() => thirdDevice.page);
  await third.join(link, { member: "Cem" });
  await inStep(phone, third);
  await sameDigest(phone, third);
  expect(await third.count("party")).toBe(organisations + people);

  expect((await phone.status()).traffic.sent).toBeGreaterThan(10_000);
  for (const { page } of [phoneDevice, thirdDevice])
    expect(await page.evaluate(() => (window as unknown as { broadcasts: string[] }).broadcasts)).toEqual([]);
  expect([...phoneDevice.problems, ...thirdDevice.problems]).toEqual([]);
});
