// The list of what this person did at this device, for undo and redo.

import type { ActionRow, WorkspaceDatabase } from "../database/schema.ts";
import type { Written } from "../documents/shard.ts";
import { isUpdateBody } from "../journal/entry.ts";
import type { ShardName } from "../lib/id.ts";
import type { Opened } from "./opened.ts";

/** One save: what was written to each document, and what the person called it. */
export interface Save {
  readonly command: string;
  readonly written: readonly { readonly shard: ShardName; readonly written: Written }[];
  /** Bulk work: relaxed durability, pages of directory and timeline a little later. */
  readonly isBulk?: boolean;
  /** How it stands in the list of actions that can be undone: as a new one, or as the turning of an old one. */
  readonly action: { readonly job?: string } | { readonly turns: number; readonly to: ActionRow["state"]; readonly isFirst: boolean };
}

/** Adds the save to the list of actions. */
export async function storeAction(db: WorkspaceDatabase, save: Save, applied: readonly Opened[], nowMs: number): Promise<void> {
  const from = (applied[0] as Opened).entry.header.seq;
  const to = (applied.at(-1) as Opened).entry.header.seq;
  const { action } = save;
  if ("turns" in action) {
    const turned = await db.actions.get(action.turns);
    if (!turned) return;
    const { feed: _before, ...rest } = turned;
    await db.actions.put({ ...rest, state: action.to, seqs: action.isFirst ? [[from, to]] : extended(turned.seqs, from, to) });
    return;
  }
  const records = new Set(applied.flatMap(({ body }) => (isUpdateBody(body) ? [...body.created, ...body.changes.map(({ id }) => id)] : [])))
    .size;
  const { job } = action;
  const newest =
    job === undefined
      ? undefined
      : await db.actions
          .orderBy("number")
          .filter((row) => row.job === job && row.feed === undefined)
          .last();
  if (newest) await db.actions.put({ ...newest, seqs: extended(newest.seqs, from, to), records: newest.records + records });
  else
    await db.actions.add({
      command: save.command,
      ...(job === undefined ? {} : { job }),
      seqs: [[from, to]],
      records,
      at: new Date(nowMs).toISOString(),
      state: "done",
    });
}

const extended = (seqs: ActionRow["seqs"], from: number, to: number): ActionRow["seqs"] => {
  const last = seqs.at(-1);
  return last && last[1] + 1 === from ? [...seqs.slice(0, -1), [last[0], to]] : [...seqs, [from, to]];
};
