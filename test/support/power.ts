import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Chance } from "../../src/lib/chance.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { Device } from "./app.ts";
import { doorOf } from "./door.ts";
import type { VolatileDisk } from "./volatileDisk.ts";

/** What this process was told: record → the last nickname that was ticked, and the one that was under way. */
interface Log {
  readonly ticked: Map<string, string>;
  underWay: [id: string, value: string] | null;
  ticks: number;
}

/** Saves as fast as it can until the page is gone; every tick is told to this process at once. */
async function editUntilKilled(device: Device, ids: readonly RecordId[], round: number): Promise<void> {
  await device.page.evaluate(
    ([all, n]) => {
      void (async () => {
        const { begun, ticked } = window as unknown as Record<"begun" | "ticked", (id: string, value: string) => Promise<void>>;
        for (let i = 0; ; i++) {
          const id = all[(i * 7 + n) % all.length] as RecordId;
          const value = `round ${n} edit ${i}`;
          await begun(id, value);
          await window.kontor?.patch(id, { nickname: value });
          await ticked(id, value);
        }
      })();
    },
    [ids, round] as const,
  );
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface Outages {
  readonly rounds: number;
  /** How the device ends: killed, or its disk loses its power first. */
  readonly disk?: VolatileDisk;
  /** In every third round it also imports. */
  readonly withImports?: boolean;
  readonly seed: number;
}

/**
 * Ends the whole browser at random moments while it saves, starts it again and looks for every ticked edit. Throws with the list of
 * what was lost.
 */
export async function endOften(
  device: Device,
  { rounds, disk, withImports = false, seed }: Outages,
): Promise<{ readonly ticks: number; readonly duringImport: number }> {
  const chance = new Chance(seed);
  const door = doorOf(() => device.page);
  const log: Log = { ticked: new Map(), underWay: null, ticks: 0 };
  let duringImport = 0;
  const ids = (await door.list("party", { limit: 40 })).rows.map(({ id }) => id);
  for (let round = 0; round < rounds; round++) {
    await device.context.exposeFunction("begun", (id: string, value: string): void => {
      log.underWay = [id, value];
    });
    await device.context.exposeFunction("ticked", (id: string, value: string): void => {
      log.ticks++;
      log.ticked.set(id, value);
      log.underWay = null;
    });
    const before = log.ticks;
    await editUntilKilled(device, ids, round);
    if (withImports && round % 3 === 1) {
      duringImport++;
      await device.page.evaluate((n) => {
        const rows = Array.from({ length: 3_000 }, (_, i) => `Firma ${n}-${i};Ort ${i % 9};030 23125 ${i % 1000}`);
        void window.kontor?.importFile(new File([["Firma;Ort;Telefon", ...rows].join("\n")], `import ${n}.csv`));
      }, round);
    }
    // At least one tick, or the round would show nothing.
    while (log.ticks === before) await pause(5);
    await pause(chance.whole(20, 900));
    disk?.cutPower();
    await device.kill();
    await disk?.restorePower();
    await device.relaunch();
    const lost = await missing(log, async (id) => String((await door.get(id))?.nickname));
    if (lost.length > 0) throw new Error(`ticked edits lost in round ${round}:\n${lost.join("\n")}`);
    log.underWay = null;
  }
  return { ticks: log.ticks, duringImport };
}

/** An edit that was under way may be there or not; what was ticked must be, or what came after it. */
async function missing(log: Log, nicknameOf: (id: RecordId) => Promise<string>): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const [id, value] of log.ticked) {
    const found = await nicknameOf(id as RecordId);
    const mayBe = log.underWay?.[0] === id ? log.underWay[1] : value;
    if (found !== value && found !== mayBe) lost.push(`${id}: ticked "${value}", found "${found}"`);
    log.ticked.set(id, found);
  }
  return lost;
}

/** Where Chromium keeps this device's databases: the story must be about the storage it says. */
export function storageOf({ profile }: Device): "leveldb" | "sqlite" {
  const names = readdirSync(join(profile, "Default", "IndexedDB"));
  return names.some((name) => name.endsWith(".leveldb")) ? "leveldb" : "sqlite";
}
