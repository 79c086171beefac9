// What entries touch: records, the writes on them, and what can be told of them without their documents.

import { isDeletion } from "../database/contested.ts";
import type { Touch } from "../database/project.ts";
import type { StructName } from "../database/rows.ts";
import type { FieldWrite, Work } from "../database/writes.ts";
import type { Done } from "../documents/asSaid.ts";
import type { Ref } from "../documents/struct.ts";
import { isUpdateBody } from "../journal/entry.ts";
import type { Counts } from "../journal/vector.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { compareStamps, type Stamp } from "../lib/clock.ts";
import type { RecordId } from "../lib/id.ts";
import type { Opened, Update } from "./opened.ts";

export type Knew = (device: string, seq: number, author: Update) => boolean;

/** Where the documents hold what entries wrote: by entry, key → the struct, and the one it stands behind. */
export type ItemsOf = (one: Update) => Done["keys"] | undefined;

/** What these entries touched, in the order they are applied, each record once. */
export function touchesOf(
  list: readonly Opened[],
  knew: Knew,
  also: readonly RecordId[] = [],
  isNew: (id: RecordId) => boolean = () => true,
  itemsOf: ItemsOf = () => undefined,
): Touch[] {
  const touches = new Map<RecordId, { isNew: boolean; stamp: Stamp; device: string; writes: FieldWrite[]; made: Work[] }>();
  const last = list.at(-1);
  const touch = (id: RecordId, { entry }: Opened, isMade: boolean): { readonly writes: FieldWrite[]; readonly made: Work[] } => {
    const { stamp, device } = entry.header;
    const known = touches.get(id);
    if (!known) {
      const fresh = { isNew: isMade, stamp, device, writes: [], made: [] };
      touches.set(id, fresh);
      return fresh;
    }
    if (compareStamps(stamp, known.stamp) > 0) Object.assign(known, { stamp, device });
    return known;
  };
  for (const one of list) {
    if (!isUpdateBody(one.body)) continue;
    const update = one as Update;
    const { device, seq } = one;
    const items = itemsOf(update);
    const work: Work = { device, seq, knew: (d, s) => knew(d, s, update) };
    for (const id of update.body.created as readonly RecordId[]) touch(id, one, isNew(id)).made.push(work);
    for (const change of update.body.changes) {
      const key = change.element === undefined ? change.field : `${change.field} ${change.element}`;
      const base = "base" in change && change.base !== undefined ? { base: change.base } : {};
      touch(change.id as RecordId, one, false).writes.push({
        ...work,
        key,
        value: change.to,
        ...base,
        ...placeIn(items, `${change.id} ${key}`),
      });
    }
  }
  if (last) for (const id of also) if (!touches.has(id)) touch(id, last, false);
  return [...touches].map(([id, { isNew: isMade, stamp, device, writes, made }]) => ({
    id,
    isNew: isMade,
    made,
    updatedMs: stamp.ms,
    updatedBy: device,
    writes,
  }));
}

const placeIn = (items: Done["keys"] | undefined, key: string): Pick<FieldWrite, "item" | "origin"> => {
  const write = items?.get(key);
  return write ? { item: nameOf(write.item), origin: write.origin && nameOf(write.origin) } : {};
};
const nameOf = ({ client, clock }: Ref): StructName => [client, clock];

/**
 * Gives deletions what others had worked on before, unknown to whoever deleted: asked of the journal, which must not be done
 * within the transaction that stores them.
 */
export async function withUnseen(
  touches: readonly Touch[],
  knewOf: (device: string, seq: number) => Counts,
  changedUnknown: (device: string, knew: Counts) => Promise<ReadonlySet<RecordId>>,
): Promise<readonly Touch[]> {
  if (!touches.some(({ writes }) => writes.some(isDeletion))) return touches;
  const asked = new Map<string, Promise<ReadonlySet<RecordId>>>();
  const unseenBy = ({ device, seq }: FieldWrite): Promise<ReadonlySet<RecordId>> => {
    const knew = knewOf(device, seq);
    const key = canonicalJson([device, knew]);
    const known = asked.get(key) ?? changedUnknown(device, knew);
    asked.set(key, known);
    return known;
  };
  return Promise.all(
    touches.map(async (touch) => {
      if (!touch.writes.some(isDeletion)) return touch;
      const writes = await Promise.all(
        touch.writes.map(async (write) => (isDeletion(write) ? { ...write, unseen: await unseenBy(write) } : write)),
      );
      return { ...touch, writes };
    }),
  );
}
