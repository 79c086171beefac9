// Builders for what the journal is made of. Keys are made once a run: what they are does not matter to any sentence.

import { type DeviceKeys, makeDeviceKeys } from "../../src/journal/deviceKeys.ts";
import { type Entry, type EntryInput, noHash, sealEntry, type UpdateBody } from "../../src/journal/entry.ts";
import { type Epoch, makeEpochSecret, shardTag } from "../../src/journal/epoch.ts";
import { toHex } from "../../src/lib/bytes.ts";

export interface Author {
  readonly keys: DeviceKeys;
  readonly epoch: Epoch;
}

export async function anAuthor(): Promise<Author> {
  const keys = await makeDeviceKeys();
  return { keys, epoch: { id: keys.id, secret: makeEpochSecret() } };
}

export const anUpdate = (more: Partial<UpdateBody> = {}): UpdateBody => ({
  shard: "7f3kq",
  generation: 0,
  command: "edit",
  created: [],
  changes: [{ id: "7f3kq.k3v9m2x8ta", field: "name", from: "Müller", to: "Müller & Söhne" }],
  update: Uint8Array.of(1, 2, 3, 4),
  ...more,
});

export const anEntry = ({ keys, epoch }: Author, more: Partial<EntryInput> = {}): Promise<Entry> =>
  sealEntry(
    {
      kind: "update",
      workspace: epoch.id,
      device: keys.id,
      seq: 1,
      previous: noHash,
      stamp: { ms: 1_795_000_000_000, count: 3 },
      epoch,
      tag: shardTag(epoch, "7f3kq", 0),
      seen: {},
      body: anUpdate(),
      ...more,
    },
    keys,
  );

/** The feed's entries 1 … length, each following the one before. */
export async function aFeed(author: Author, length: number): Promise<Entry[]> {
  const feed: Entry[] = [];
  for (let seq = 1; seq <= length; seq++) feed.push(await anEntry(author, { seq, previous: feed.at(-1)?.hash ?? noHash }));
  return feed;
}

export const hashOf = (entry: Entry): string => toHex(entry.hash);
