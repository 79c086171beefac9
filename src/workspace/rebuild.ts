// All rows made again from the journal and the documents, when their shape has changed.

import type { RunRow, WorkspaceDatabase } from "../database/schema.ts";
import type { NounName } from "../domain/nouns.ts";
import { knows } from "../journal/causal.ts";
import { type Counts, mergeCounts } from "../journal/vector.ts";
import { type RecordId, shardOf } from "../lib/id.ts";
import type { Journal } from "./journal.ts";
import type { Opened } from "./opened.ts";
import { countsAfter, type Pages } from "./pages.ts";
import { replayed } from "./settle.ts";
import type { Shards } from "./shards.ts";
import { type Knew, touchesOf, withUnseen } from "./touches.ts";

/** Entries that are read at once. */
const portion = 256;

/** Answers with how many records there are of each kind. The row tables are empty; the caller has the queue's turn. */
export async function rebuildRows(of: {
  readonly db: WorkspaceDatabase;
  readonly journal: Journal;
  readonly pages: Pages;
  readonly shards: Shards;
}): Promise<Partial<Record<NounName, number>>> {
  const { db, journal, pages, shards } = of;
  let counts: Partial<Record<NounName, number>> = {};
  pages.discard();
  const knowsOfFeed = new Map<string, Counts>();
  const known = new Set<string>();
  for (let after = 0; ; ) {
    const rows = await db.entries.where("applied").above(after).limit(portion).toArray();
    const last = rows.at(-1);
    if (!last) return counts;
    const opened = await Promise.all(rows.map((row) => journal.replayed(row)));
    const knewOf = new Map<Opened, Counts>();
    for (const one of opened) {
      const { device, seen } = one;
      knowsOfFeed.set(device, mergeCounts(knowsOfFeed.get(device) ?? journal.startOf(device), seen));
      knewOf.set(one, knowsOfFeed.get(device) as Counts);
    }
    const isNew = (id: RecordId): boolean => !known.has(id);
    const reached = after;
    const { runs, keys } = await replayed(opened, shards);
    const knew: Knew = (device, seq, author) => author.device === device || knows(knewOf.get(author) ?? {}, { device, seq });
    const touches = await withUnseen(
      touchesOf(opened, knew, [], isNew, (one) => keys.get(one)),
      (device, seq) => knewOf.get(opened.find((one) => one.device === device && one.seq === seq) as Opened) ?? {},
      (device, knewThen) => journal.changedUnknown(device, knewThen, reached),
    );
    for (const { id } of touches) known.add(id);
    const source = await pages.sourceOf(new Set(touches.map(({ id }) => shardOf(id))));
    await db.transaction("rw", db.tables, async () => {
      const change = await pages.project(db, source, touches);
      await pages.write(db, "changed");
      await db.runs.bulkPut(runs as RunRow[]);
      counts = countsAfter(counts, change);
      await db.meta.put({ key: "counts", value: counts });
    });
    pages.committed("changed");
    after = last.applied as number;
  }
}
