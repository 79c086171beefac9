// Which entry wrote which structs of a document. Who stands beside a struct, or deletes it, must have known of the entry that
// wrote it; and a number in Yjs belongs to the device that used it first.

import type { RunRow, WorkspaceDatabase } from "../database/schema.ts";
import type { Range, Ref } from "../documents/struct.ts";
import type { ShardName } from "../lib/id.ts";

/** What is known of some writers of one document, and what is added to it in a turn before it is stored. */
export class Runs {
  readonly #shard: ShardName;
  /** By writer, in order and without a gap. */
  readonly #known: ReadonlyMap<number, RunRow[]>;
  readonly added: RunRow[] = [];

  private constructor(shard: ShardName, known: ReadonlyMap<number, RunRow[]>) {
    this.#shard = shard;
    this.#known = known;
  }

  static async of(db: WorkspaceDatabase, shard: ShardName, clients: ReadonlySet<number>): Promise<Runs> {
    const known = await Promise.all(
      [...clients].map(async (client): Promise<[number, RunRow[]]> => {
        const rows = db.runs.where("[shard+client+clock]").between([shard, client, 0], [shard, client, Infinity], true, true);
        return [client, await rows.toArray()];
      }),
    );
    return new Runs(shard, new Map(known));
  }

  /** The newest run of a writer, and with it whose number that is. */
  last(client: number): RunRow | undefined {
    return this.#known.get(client)?.at(-1);
  }

  /** The run that a struct belongs to. */
  at({ client, clock }: Ref): RunRow | undefined {
    const runs = this.#known.get(client) ?? [];
    let [low, high] = [0, runs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle] as RunRow;
      if (clock < run.clock) high = middle - 1;
      else if (clock >= run.clock + run.length) low = middle + 1;
      else return run;
    }
    return undefined;
  }

  /** All runs that a range touches; null when part of it is nobody's. */
  within(range: Range): readonly RunRow[] | null {
    const runs: RunRow[] = [];
    for (let clock = range.clock; clock < range.clock + range.length; ) {
      const run = this.at({ client: range.client, clock });
      if (!run) return null;
      runs.push(run);
      clock = run.clock + run.length;
    }
    return runs;
  }

  add(run: Range | null, by: Pick<RunRow, "feed" | "seq" | "device">): void {
    if (!run) return;
    const row = rowOf(this.#shard, run, by);
    this.added.push(row);
    this.#known.get(run.client)?.push(row);
  }
}

export const rowOf = (
  shard: ShardName,
  { client, clock, length }: Range,
  { feed, seq, device }: Pick<RunRow, "feed" | "seq" | "device">,
): RunRow => ({
  shard,
  client,
  clock,
  length,
  feed,
  seq,
  device,
});
