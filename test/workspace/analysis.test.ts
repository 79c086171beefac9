import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";
import { analyse, type MethodOptions } from "../../src/analytics/analyse.ts";
import { answerHash } from "../../src/analytics/answerHash.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Draft } from "../../src/workspace/api.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { openFactSource } from "../../src/workspace/facts.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine } from "../support/engine.ts";
import { inventedShop, questions, type Shop } from "../support/shop.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** The shop as records that point at each other. */
function draftsOf(shop: Shop): Draft[] {
  const keyOf = new Map<string, string>();
  const keyed = (id: string): string => `#${keyOf.get(id) ?? keyOf.set(id, `k${keyOf.size}`).get(id)}`;
  const draft = (id: string, kind: Draft["kind"], fields: Draft["fields"]): Draft => ({ key: keyed(id).slice(1), kind, fields });
  const cents = (value: number): number => Math.round(value * 100);
  const [pipeline] = shop.pipelines;
  const stages = Object.fromEntries(pipeline?.stages.map(({ key, name, kind }, i) => [key, { name, kind, order: `a${i}` }]) ?? []);
  const dayOf = (number: number | null): string | null =>
    number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);
  return [
    draft(pipeline?.id ?? "", "pipeline", { name: "Sales", stages }),
    ...Object.entries(shop.products).map(([id, { name, category }]) => draft(id, "product", { name, ...(category && { category }) })),
    ...Object.entries(shop.fields).map(([id, { employees, isCollective, "custom.Sector": sector, "custom.Answered": answered }]) =>
      draft(id, "party", {
        ...{ kind: "organisation", name: `Firm ${id}`, employees, owner: shop.parties[id]?.owner },
        custom: { Sector: sector, ...(answered ? { Answered: answered } : {}) },
        ...(isCollective ? { isCollective } : {}),
      }),
    ),
    ...shop.purchases.map(({ id, party, on, lines }) =>
      draft(id, "purchase", {
        ...{ kind: "order", on, ...(party && { party: keyed(party) }) },
        lines: lines.map(({ product, quantity, net, cost }, i) => ({
          ...{ key: `${i}`, quantity, netCents: cents(net) },
          ...(product && { product: keyed(product) }),
          ...(cost !== null && { unitCost: cost / quantity }),
        })),
      }),
    ),
    ...shop.deals.map(({ id, party, owner, product, stage, amount, openedOn, closedOn, stages: history }) =>
      draft(id, "deal", {
        ...{ owner, stage, pipeline: keyed(pipeline?.id ?? ""), openedOn: dayOf(openedOn), closedOn: dayOf(closedOn) },
        ...(party && { parties: [keyed(party)] }),
        ...(product && { lines: [{ key: "a", product: keyed(product), quantity: 1 }] }),
        ...(amount !== null && { amountCents: cents(amount) }),
        stages: Object.fromEntries(history.map((one) => [`${dayOf(one.on)}|${one.stage}`, { at: dayOf(one.on), stage: one.stage }])),
      }),
    ),
    ...shop.interactions.map(({ id, party, kind, by, on, minutes }) =>
      draft(id, "interaction", { kind, at: on, parties: [keyed(party)], ...(by && { by }), ...(minutes && { durationMinutes: minutes }) }),
    ),
  ];
}

test("two devices that have the same say the same, to nine digits, after work on both", { timeout: 120_000 }, async () => {
  const shop = inventedShop(11);
  const office = await anEngine("Laden", "analysis-office");
  endings.push(() => office.close());
  const job = unwrap(await office.startJob({ command: "import" }));
  unwrap(await office.addDrafts(job, draftsOf(shop)));
  expect(unwrap(await office.finishJob(job)).refused).toEqual([]);

  const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, "analysis-phone");
  const phone = unwrap(await Engine.open({ workspace, profile: "analysis-phone" }));
  endings.push(() => phone.close());
  let meeting = new Meeting();
  await meeting.connect(office, phone);
  await until("the phone is let in", async () => (await phone.status()).state === "ready");
  await meeting.connect(office, phone);
  const inStep = (): Promise<void> =>
    until("both have the same", async () => isEqualVector(await office.status(), await phone.status()), 60);
  await inStep();
  meeting.part();

  const [sold] = (await office.list("purchase", { limit: 1 })).rows;
  const [party, other] = (await office.list("party", { limit: 2 })).rows;
  unwrap(await office.patch(sold?.id as RecordId, { cancelledOn: "2026-02-01" }));
  const line = { key: "a", quantity: 2, netCents: 1999 };
  unwrap(await phone.put("purchase", { kind: "order", party: other?.id, on: "2026-05-05", lines: [line] }));
  unwrap(await phone.patch(party?.id as RecordId, { owner: "Dora", custom: { Sector: "Mill" } }));
  unwrap(await office.put("purchase", { kind: "order", party: party?.id, on: "2026-05-06", lines: [line] }));
  meeting = new Meeting();
  endings.push(() => meeting.part());
  await meeting.connect(office, phone);
  await inStep();
  // What bulk work left to be written later is written.
  await Promise.all([office.settled(), phone.settled()]);

  const hashesOf = async (profile: string): Promise<string[]> => {
    const db = new WorkspaceDatabase(workspace, "relaxed", profile);
    endings.push(() => db.close());
    const source = await openFactSource(db, () => Date.parse("2026-06-30T10:00:00.000Z"));
    const hashes: string[] = [];
    for (const [method, options] of questions) {
      const answer = await analyse(method, options as MethodOptions[typeof method], source);
      hashes.push(`${method} ${answer.ok ? answerHash(answer.value) : JSON.stringify(answer.error)}`);
    }
    return hashes;
  };
  const there = await hashesOf("analysis-office");
  expect(await hashesOf("analysis-phone")).toEqual(there);
  for (const hash of there) expect(hash).toMatch(/ [0-9a-f]{64}$/);
});
