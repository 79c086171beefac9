// Two devices: how long everything takes to arrive, and how soon one can work.
import type { RecordId } from "../../src/lib/id.ts";
import type { Device } from "../support/app.ts";
import { doorOf, inStep, sameDigest } from "../support/door.ts";
import { quantile, report } from "../support/figures.ts";
import { test } from "../support/journey.ts";

interface Arrival {
  readonly usableMs: number;
  readonly completeMs: number;
  readonly receivedBytes: number;
  readonly longestTaskMs: number;
  readonly savesMs: readonly number[];
}

/** Joins, watches until everything is there, and saves four times a second meanwhile. */
const joinAndWatch = (phone: Device, link: string): Promise<Arrival> =>
  phone.page.evaluate(async (text) => {
    const door = window.kontor;
    if (!door) throw new Error("no door");
    let longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
    }).observe({ entryTypes: ["longtask"] });
    const start = performance.now();
    await door.join(text, { member: "Ben" });
    let usableMs = 0;
    const savesMs: number[] = [];
    for (let own: RecordId | null = null; ; ) {
      const status = await door.status();
      if (!usableMs && status.state === "ready") location.hash = "#/contacts";
      if (!usableMs && document.querySelectorAll('[role="option"]').length > 5) usableMs = performance.now() - start;
      if (status.state === "ready" && usableMs && status.receiving === null && status.devices.length > 1) break;
      if (status.state === "ready" && usableMs) {
        const from = performance.now();
        if (own) await door.patch(own, { nickname: String(savesMs.length) });
        else own = await door.put("party", { kind: "person", name: "Eigener Kontakt" });
        savesMs.push(performance.now() - from);
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const completeMs = performance.now() - start;
    return { usableMs, completeMs, receivedBytes: (await door.status()).traffic.received, longestTaskMs, savesMs };
  }, link);

const tell = (what: string, arrival: Arrival, budgets: boolean): void => {
  report({ what: `${what}: usable`, value: arrival.usableMs / 1_000, unit: "s", ...(budgets && { budget: 3 }) });
  report({
    what: `${what}: complete`,
    value: arrival.completeMs / 1_000,
    unit: "s",
    ...(budgets && { budget: 15 }),
    note: "somebody saves meanwhile",
  });
  report({ what: `${what}: received`, value: arrival.receivedBytes / 1e6, unit: "MB" });
  report({ what: `${what}: longest task on the screen's thread`, value: arrival.longestTaskMs, unit: "ms" });
  report({ what: `${what}: a save meanwhile, p95`, value: quantile(arrival.savesMs, 0.95), unit: "ms" });
};

test("first sync of the reference set, then 50,000 single saves by three devices on top", async ({ device }) => {
  const desk = await device("desk");
  const office = doorOf(() => desk.page);
  await office.createWorkspace({ name: "Bench", member: "Anna" });
  await office.generate({ contacts: 20_000, interactions: 200_000, seed: 1 });
  const link = await office.invite({ once: false });
  const phone = await device("phone", { isPhone: true });
  const cellar = doorOf(() => phone.page);
  tell("first sync of 20,000 + 200,000", await joinAndWatch(phone, link), true);
  await inStep(office, cellar);
  await sameDigest(office, cellar);

  // Edit → on the other screen.
  const { rows } = await office.list("party", { limit: 200 });
  const ids = rows.map(({ id }) => id);
  const trips: number[] = [];
  for (let i = 0; i < 40; i++) {
    const seen = phone.page.evaluate(
      async ([id, value]) => {
        while ((await window.kontor?.get(id as RecordId))?.nickname !== value) await new Promise((resolve) => setTimeout(resolve, 4));
        return Date.now();
      },
      [ids[i % 20] as string, `trip ${i}`] as const,
    );
    const left = await desk.page.evaluate(
      async ([id, value]) => {
        const at = Date.now();
        await window.kontor?.patch(id as RecordId, { nickname: value });
        return at;
      },
      [ids[i % 20] as string, `trip ${i}`] as const,
    );
    trips.push((await seen) - left);
  }
  report({ what: "edit → on the other device, p95 of 40", value: quantile(trips, 0.95), unit: "ms", budget: 250 });

  // A day apart: 500 edits.
  await cellar.offline(true);
  await desk.page.evaluate(async (all) => {
    for (let i = 0; i < 500; i++) await window.kontor?.patch(all[i % all.length] as RecordId, { industry: `Tag ${i}` });
  }, ids);
  const before = (await cellar.status()).traffic.received;
  const back = Date.now();
  await cellar.offline(false);
  await inStep(office, cellar);
  report({ what: "resync after a day apart (500 edits)", value: (Date.now() - back) / 1_000, unit: "s", budget: 1.5 });
  report({
    what: "resync after a day apart (500 edits): received",
    value: ((await cellar.status()).traffic.received - before) / 1_000,
    unit: "kB",
    budget: 300,
  });

  // 50,000 single saves by three devices, then a fourth that has nothing yet.
  const tablet = await device("tablet");
  const third = doorOf(() => tablet.page);
  await third.join(link, { member: "Cem" });
  await inStep(office, cellar, third);
  const saves = Number(process.env["KONTOR_SAVES"] ?? 50_000);
  await Promise.all(
    [desk, phone, tablet].map((one, n) =>
      one.page.evaluate(
        async ([all, count, name]) => {
          for (let i = 0; i < count; i++)
            await window.kontor?.patch(all[(i * 13 + name) % all.length] as RecordId, { legalForm: `${name} ${i}` });
        },
        [ids, Math.ceil(saves / 3), n] as const,
      ),
    ),
  );
  await inStep(office, cellar, third);
  const fresh = await device("fresh");
  const fourth = doorOf(() => fresh.page);
  tell(`first sync of that and ${saves.toLocaleString("en")} single saves`, await joinAndWatch(fresh, link), false);
  await inStep(office, fourth);
  await sameDigest(office, cellar, third, fourth);
});
