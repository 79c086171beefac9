import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { isEqualVector, Meeting, until } from "../support/wires.ts";

// The whole of it as it ships: ledgers with documents, rows and their stores, exchanges over wires that break in the middle of a frame.

interface Place {
  readonly name: string;
  readonly profile: string;
  engine: Engine;
}

async function writes({ engine, name }: Place, known: RecordId[], chance: Chance): Promise<void> {
  const value = `${name} ${chance.whole(0, 1_000_000)}`;
  const id = known.length > 0 ? chance.pick(known) : undefined;
  if (!id || chance.happens(0.3))
    known.push(
      unwrap(
        chance.happens(0.5)
          ? await engine.put("party", { kind: "person", givenName: value, familyName: "Weber" })
          : await engine.put("party", { kind: "organisation", name: value }),
      ),
    );
  else if ((await engine.get(id)) === undefined) return;
  else if (chance.happens(0.6)) await engine.patch(id, { [chance.pick(["nickname", "legalForm", "note"])]: value });
  else if (chance.happens(0.7))
    await engine.put("interaction", { kind: "visit", at: "2026-11-21T10:00:00.000Z", parties: [id], note: value });
  else if (chance.happens(0.5)) await engine.remove([id]);
  else await engine.undo();
}

for (const seed of [1, 2, 3])
  test(`devices that write, part in the middle of what they say, start again and meet end with the same documents and rows (seed ${seed})`, {
    timeout: 60_000,
  }, async () => {
    const chance = new Chance(seed);
    const meeting = new Meeting();
    const office = await anEngine("Zusammen", `office-${seed}`);
    const { workspace } = await office.status();
    const places: Place[] = [{ name: "Anna", profile: `office-${seed}`, engine: office }];
    for (const name of ["Ben", "Cem"]) {
      const profile = `${name}-${seed}`;
      const link = unwrap(await office.invite({ base: "https://kontor.example/" }));
      await acceptInvitation(link, { memberName: name, deviceName: name }, profile);
      const engine = await reopened(workspace, profile);
      await meeting.connect(office, engine);
      await until("the newcomer is let in", async () => (await engine.status()).state === "ready");
      places.push({ name, profile, engine });
    }
    meeting.part();

    const known: RecordId[] = [];
    for (let round = 0; round < 12; round++) {
      const [a, b] = [chance.pick(places), chance.pick(places)];
      const all = places.flatMap((place) => Array.from({ length: chance.whole(0, 6) }, () => writes(place, known, chance)));
      if (a !== b) await meeting.connect(a.engine, b.engine);
      await Promise.all(all);
      meeting.part();
      if (chance.happens(0.25)) {
        await a.engine.close();
        a.engine = await reopened(workspace, a.profile);
      }
    }

    const engines = places.map(({ engine }) => engine);
    for (const [i, engine] of engines.entries()) for (const other of engines.slice(i + 1)) await meeting.connect(engine, other);
    await until("all have the same", async () => {
      const [first, ...others] = await Promise.all(engines.map((engine) => engine.status()));
      return others.every((other) => first !== undefined && isEqualVector(first, other));
    });
    const digests = new Set<string>();
    for (const engine of engines) for (const of of ["documents", "rows"] as const) digests.add(await engine.digest(of));
    expect([...digests]).toHaveLength(1);
    for (const engine of engines) expect([(await engine.status()).waiting, (await engine.status()).troubles]).toEqual([0, []]);
    meeting.part();
    for (const engine of engines) await engine.close();
  });
