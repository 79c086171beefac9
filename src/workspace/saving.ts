// This device's own entries: sealed, and stored with their rows.

import type { EntryRow, FeedRow } from "../database/schema.ts";
import { branchOf } from "../journal/branch.ts";
import { knows, type Waiting } from "../journal/causal.ts";
import { type Change, type Entry, type EntryBody, isUpdateBody, noHash, sealEntry, type UpdateBody } from "../journal/entry.ts";
import { shardTag } from "../journal/epoch.ts";
import { verdictOnWords } from "../journal/gate.ts";
import type { RosterPayload } from "../journal/rosterEntry.ts";
import { writeSeenHashes } from "../journal/seenHashes.ts";
import { advanced, type Counts, countOf, mergeCounts } from "../journal/vector.ts";
import { fromHex, toHex } from "../lib/bytes.ts";
import type { Save } from "./actions.ts";
import type { JournalState } from "./journalState.ts";
import { entryRow, type Opened, opened, rosterEntryOf } from "./opened.ts";
import { Placing } from "./placing.ts";
import { replayed } from "./settle.ts";
import { storeEntries } from "./storing.ts";
import { type Knew, touchesOf } from "./touches.ts";

/** What changes with a save that parts this device's feed. */
interface Parted {
  readonly waiting: Waiting<Opened>;
  readonly rows: readonly EntryRow[];
  readonly gone: readonly [string, number][];
  readonly feeds: readonly FeedRow[];
  readonly elsewhere: ReadonlySet<string>;
}

export class Saving {
  readonly #state: JournalState;

  constructor(state: JournalState) {
    this.#state = state;
  }

  /** Seals and stores a save; resolves when it is durable. On failure nothing of it remains, in memory or on disk. */
  async save(save: Save): Promise<void> {
    try {
      const bodies = save.written.map(
        ({ shard, written }): UpdateBody => ({
          shard,
          generation: 0,
          command: save.command,
          created: written.created,
          changes: written.changes as readonly Change[],
          update: written.update,
        }),
      );
      const entries = await this.#seal(bodies.map((body) => ({ kind: "update" as const, body })));
      await this.#store(
        entries.map((entry, i) => opened(entry, bodies[i] as UpdateBody)),
        save,
      );
      this.#state.parts.onCommitted(entries, true);
    } catch (error) {
      this.#state.discard(save.written.map(({ shard }) => shard));
      throw error;
    }
  }

  /** Seals and stores an entry of the roster. */
  async saveRoster(payload: RosterPayload): Promise<Entry> {
    const body = { payload };
    const [entry] = (await this.#seal([{ kind: "roster", body }])) as [Entry];
    await this.#store([opened(entry, body)], null);
    await this.#state.parts.roster.add([rosterEntryOf(entry, payload)]);
    this.#state.parts.onCommitted([entry], true);
    return entry;
  }

  async #seal(list: readonly { readonly kind: "update" | "roster"; readonly body: EntryBody }[]): Promise<Entry[]> {
    const { keys, clock, parts } = this.#state;
    const { feeds, epochs } = parts.journal;
    const own = await this.#ownEnd();
    const epoch = epochs.at(-1);
    if (!epoch) throw new Error("sealing without an epoch");
    const { [keys.id]: _own, ...others } = this.#state.appliedCounts();
    // A feed of its own goes on in two ways where its profile was copied: the part that bears its name is not seen but its own.
    const { [keys.id]: _name, ...named } = feeds.named(others);
    let seen: Counts = advanced(feeds.named(own.knows), named);
    let previous: Uint8Array = own.seq === 0 ? noHash : fromHex(own.hash);
    const entries: Entry[] = [];
    if (list[0]?.kind === "roster") seen = named;
    const seenHashes = writeSeenHashes(seen, await this.#hashesOf(seen));
    for (const [i, { kind, body: said }] of list.entries()) {
      const body = i === 0 && seenHashes !== "" && !("facts" in said) ? { ...said, seenHashes } : said;
      const tag = "shard" in body ? { tag: shardTag(epoch, body.shard, body.generation) } : {};
      const stamp = clock.tick();
      const header = { kind, workspace: parts.workspace, device: keys.id, seq: own.seq + 1 + i, previous, stamp, epoch, ...tag, seen };
      const entry = await sealEntry({ ...header, body }, keys);
      entries.push(entry);
      previous = entry.hash;
      seen = {};
    }
    return entries;
  }

  /** The hashes of entries that are applied here, by the names feeds have among devices. */
  async #hashesOf(named: Counts): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const { name, feed, to, toHash } of this.#state.parts.journal.feeds.stretches()) {
      const count = countOf(named, name);
      if (count > 0) hashes[name] = (count === to ? toHash : await this.#state.hashAt(feed, count)) ?? toHex(noHash);
    }
    return hashes;
  }

  /** Where this device's feed goes on: behind what is applied here. What waits behind that a copy of its profile wrote. */
  async #ownEnd(): Promise<FeedRow> {
    const own = this.#state.feedOf(this.#state.keys.id);
    if (own.seq === own.applied) return own;
    const hash = own.applied === 0 ? toHex(noHash) : await this.#state.hashAt(own.device, own.applied);
    if (hash === undefined) throw new Error("the last entry of this device cannot be read");
    return { ...own, seq: own.applied, hash };
  }

  async #store(list: readonly Opened[], save: Save | null): Promise<void> {
    const { parts } = this.#state;
    const own = this.#state.feedOf(this.#state.keys.id);
    const last = (list.at(-1) as Opened).entry;
    const feed: FeedRow = {
      device: own.device,
      seq: last.header.seq,
      hash: toHex(last.hash),
      applied: last.header.seq,
      knows: this.#knowsAfter(list),
    };
    const rows = list.map((one, i): EntryRow => entryRow(one, parts.journal.arrival + 1 + i));
    const { runs, keys, made } = await replayed(list, parts.shards);
    const updates = list.filter(({ body }) => isUpdateBody(body));
    // What would be set aside everywhere else is not stored here.
    if (keys.size < updates.length || updates.some(({ entry, body }) => verdictOnWords(entry.header, body)))
      throw new RangeError("a save that does something else than it says, or too much");
    const knew: Knew = (device, seq) => device === own.device || knows(feed.knows, { device, seq });
    const touches = touchesOf(
      list,
      knew,
      [],
      () => true,
      (one) => keys.get(one),
    );
    const parted = await this.#partedBy(list, feed);
    await storeEntries(this.#state, {
      db: save?.isBulk ? parts.bulk : parts.db,
      applied: list,
      feeds: [feed],
      ...parted,
      rows: [...rows, ...(parted?.rows ?? [])],
      touches,
      save,
      ownSeq: own.seq,
      runs,
      merged: made,
      pages: save?.isBulk ? "none" : "changed",
    });
    if (!parted) return;
    this.#state.waiting.become(parted.waiting);
    this.#state.elsewhere = parted.elsewhere;
    parts.journal.renameFeeds();
  }

  #knowsAfter(list: readonly Opened[]): Counts {
    let { knows: known } = this.#state.feedOf((list[0] as Opened).device);
    for (const { entry } of list) known = mergeCounts(known, this.#state.parts.journal.feeds.stored(entry.header.seen));
    return known;
  }

  /** What a copy of this profile wrote and what waits here goes another way than what is stored now: it becomes a branch. */
  async #partedBy(list: readonly Opened[], feed: FeedRow): Promise<Parted | null> {
    const state = this.#state;
    const { journal } = state.parts;
    const { device, seq, applied } = state.feedOf(state.keys.id);
    if (seq === applied) return null;
    const copied = [...(state.waiting.byFeed.get(device)?.values() ?? [])].sort((a, b) => a.seq - b.seq);
    const first = copied[0] as Opened;
    const rows = new Map(journal.rows).set(device, feed);
    const feeds = new Map([[device, feed]]);
    for (const row of journal.rows.values()) {
      if (row.branch?.parent !== device || row.branch.base <= applied) continue;
      feeds.set(row.device, { ...row, branch: { ...row.branch, parent: branchOf(device, toHex(first.entry.hash)) } });
      rows.set(row.device, feeds.get(row.device) as FeedRow);
    }
    const own = new Map(list.map(({ seq: number, entry }) => [number, toHex(entry.hash)]));
    const waiting = state.waiting.copy();
    if (waiting.has(device)) waiting.set(device, new Map());
    const placing = new Placing({
      waiting,
      rows,
      hashAt: async (name, number) => (name === device ? own.get(number) : undefined) ?? state.hashAt(name, number),
      knowledgeAt: (name, number) => journal.knowledgeAt(name, number),
    });
    for (const one of copied) await placing.add(one);
    const accepted = await placing.finish();
    for (const row of placing.changed.values()) feeds.set(row.device, row);
    return {
      waiting,
      rows: accepted.map((one) => entryRow(one, null)),
      gone: copied.map((one) => [device, one.seq]),
      feeds: [...feeds.values()],
      elsewhere: new Set([...state.elsewhere, ...placing.changed.keys()]),
    };
  }
}
