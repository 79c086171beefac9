import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/lib/canonical.ts";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

const open = new Set<Engine>();
afterEach(async () => {
  for (const engine of open) await engine.close();
  open.clear();
});

const inStep = (a: Engine, b: Engine): Promise<void> =>
  until("both have the same", async () => isEqualVector(await a.status(), await b.status()));

/** A colleague who has opened a link, in a storage of a known name. */
async function aGuest(host: Engine, profile: string): Promise<Engine> {
  const link = unwrap(await host.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: "Ben", deviceName: "Telefon" }, profile);
  return unwrap(await Engine.open({ workspace, profile }));
}

async function connected(meeting: Meeting, host: Engine, guest: Engine): Promise<void> {
  await meeting.connect(host, guest);
  await until("the guest is let in", async () => (await guest.status()).state === "ready");
  await meeting.connect(host, guest);
}

/** A few edits of two kinds: what needs the document in one round shall not hide what rows tell in another. */
async function someEdits(engine: Engine, ids: readonly RecordId[], met: readonly RecordId[], round: number, who: string): Promise<void> {
  const kinds = [round % 13, (round * 5) % 13];
  const chance = new Chance(round + who.length);
  const seed = `${who} ${round}`;
  for (let i = 0; i < 10; i++) {
    const id = chance.pick(ids);
    const deeds: (() => Promise<unknown>)[] = [
      () => engine.patch(id, { nickname: `${seed} ${i}`, industry: chance.pick(["Bau", "Handel"]) }),
      () => engine.patch(id, { tags: { add: [`t${i % 4}`] } }),
      () => engine.patch(id, { tags: { remove: [`t${i % 4}`] } }),
      () => engine.patch(id, { roles: { supplier: chance.pick(["active", "former"]) }, custom: { farbe: `${i}` } }),
      () => engine.patch(id, { note: `Notiz ${seed} ${i}` }),
      () => engine.put("party", { kind: "person", name: `Neu ${seed} ${i}` }),
      () => engine.put("interaction", { kind: "call", at: "2026-03-04", parties: [id], text: `Anruf ${i}` }),
      () => engine.put("relation", { kind: "worksFor", from: id, to: chance.pick(ids) }),
      () => engine.patch(chance.pick(met), { text: `Text ${seed} ${i}`, parties: [chance.pick(ids)] }),
      async () => {
        const call = unwrap(await engine.put("interaction", { kind: "call", at: "2026-03-05", parties: [id], text: seed }));
        await engine.patch(call, { parties: [chance.pick(ids)], text: `${seed} ${i}` });
      },
      () => engine.remove([id]),
      () => engine.restore([id]),
      // A form that was open while others' values came.
      () =>
        engine.patch(
          id,
          { nickname: `${seed} ${i}`, industry: "Bau", roles: { supplier: "lead" }, note: `${seed} ${i}` },
          { nickname: chance.pick([null, seed]), industry: chance.pick(["Bau", "Handel"]), roles: { supplier: "active" }, note: seed },
        ),
    ];
    await deeds[chance.pick(kinds)]?.();
  }
}

describe("documents that are shut", { timeout: 60_000 }, () => {
  test("rows that follow others' changes alone say what the documents say, rival values included", async () => {
    const office = await anEngine("Shut", "shut-office");
    open.add(office);
    unwrap(await office.generate({ contacts: 40, interactions: 80, seed: 6 }));
    const ids = (await office.list("party", { limit: 6 })).rows.map((row) => row.id);
    const met = (await office.list("interaction", { limit: 6 })).rows.map((row) => row.id);
    let phone = await aGuest(office, "shut-phone");
    const meeting = new Meeting();
    await connected(meeting, office, phone);
    await inStep(office, phone);
    for (let round = 1; round <= 25; round++) {
      meeting.part();
      await someEdits(office, ids, met, round, "office");
      if (round % 2 === 0) await someEdits(phone, ids, met, round, "phone");
      // Opened again, a device has no document open: what comes is told by rows as far as they can.
      await phone.close();
      phone = await reopened(office.workspace, "shut-phone");
      await meeting.connect(office, phone);
      await inStep(office, phone);
      const digests = new Set<string>();
      for (const engine of [office, phone]) for (const of of ["rows", "documents"] as const) digests.add(await engine.digest(of));
      expect([...digests], `round ${round}`).toHaveLength(1);
      for (const id of ids) expect(canonicalJson(await phone.rivals(id))).toBe(canonicalJson(await office.rivals(id)));
      expect(await phone.count("party")).toBe(await office.count("party"));
      expect(await phone.count("interaction")).toBe(await office.count("interaction"));
    }
    open.add(phone);
    meeting.part();
  });
});
