import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { Device } from "./app.ts";
import { doorOf, inStep, sameDigest } from "./door.ts";

/** What was ticked: record → the last nickname whose promise had resolved, and the one that was under way. */
interface Log {
  readonly ticked: Map<string, string>;
  underWay: [id: string, value: string] | null;
}

/** Saves as fast as it can until the page is gone; every tick is told to this process at once. */
async function editUntilKilled(device: Device, ids: readonly RecordId[], round: number, log: Log): Promise<void> {
  await device.page.evaluate(
    ([all, n]) => {
      void (async () => {
        for (let i = 0; ; i++) {
          const id = all[(i * 7 + n) % all.length] as RecordId;
          const value = `round ${n} edit ${i}`;
          await (window as unknown as { begun(id: string, value: string): Promise<void> }).begun(id, value);
          await window.kontor?.patch(id, { nickname: value });
          await (window as unknown as { ticked(id: string, value: string): Promise<void> }).ticked(id, value);
        }
      })();
    },
    [ids, round] as const,
  );
  void log;
}

/**
 * Kills the whole browser at random moments while it saves (in every third round while it also imports, and once in its
 * very first sync), starts it again and looks for every ticked edit. Throws with the list of what was lost.
 */
export async function killOften(
  device: Device,
  witness: Device,
  rounds: number,
  seed: number,
): Promise<{ readonly rounds: number; readonly ticks: number; readonly duringImport: number }> {
  const chance = new Chance(seed);
  const door = doorOf(() => device.page);
  const other = doorOf(() => witness.page);
  const log: Log = { ticked: new Map(), underWay: null };
  let ticks = 0;
  let duringImport = 0;
  const ids = (await door.list("party", { limit: 40 })).rows.map(({ id }) => id);
  const lost: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = (id: string, value: string): void => {
      log.underWay = [id, value];
    };
    const ticked = (id: string, value: string): void => {
      ticks++;
      log.ticked.set(id, value);
      log.underWay = null;
    };
    await device.context.exposeFunction("begun", begun);
    await device.context.exposeFunction("ticked", ticked);
    await editUntilKilled(device, ids, round, log);
    if (round % 3 === 1) {
      duringImport++;
      await device.page.evaluate((n) => {
        const rows = Array.from({ length: 3_000 }, (_, i) => `Firma ${n}-${i};Ort ${i % 9};030 23125 ${i % 1000}`);
        void window.kontor?.importFile(new File([["Firma;Ort;Telefon", ...rows].join("\n")], `import ${n}.csv`));
      }, round);
    }
    await new Promise((resolve) => setTimeout(resolve, chance.whole(20, 900)));
    await device.kill();
    await device.relaunch();
    for (const [id, value] of log.ticked) {
      const found = String((await door.get(id as RecordId))?.nickname);
      const mayBe = log.underWay?.[0] === id ? log.underWay[1] : value;
      if (found !== value && found !== mayBe) lost.push(`${id}: ticked "${value}", found "${found}"`);
      log.ticked.set(id, found);
    }
    log.underWay = null;
    if (lost.length > 0) throw new Error(`ticked edits lost in round ${round}:\n${lost.join("\n")}`);
  }
  await inStep(door, other);
  await sameDigest(door, other);
  return { rounds, ticks, duringImport };
}
