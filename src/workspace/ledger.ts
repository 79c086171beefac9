// The journal on this device: own entries are sealed and stored with their rows in one transaction; others' entries
// are verified, stored, and applied in causal order, rows and all, in one transaction too.

import { DirectoryPages, type PhoneDigits } from "../database/directory.ts";
import type { Scope } from "../database/late.ts";
import { isTold, overlaid } from "../database/overlay.ts";
import {
  type CountChange,
  type Projection,
  project,
  type RecordSource,
  renewDirectory,
  renewTimeline,
  storedOf,
  type Touch,
} from "../database/project.ts";
import type { StoredRecord } from "../database/rows.ts";
import { type ActionRow, type EntryRow, type FeedRow, readMeta, type ShardRow, type WorkspaceDatabase } from "../database/schema.ts";
import { TimelinePages } from "../database/timeline.ts";
import type { FieldWrite } from "../database/writes.ts";
import { plainWritesOf } from "../documents/plain.ts";
import type { Shard, Written } from "../documents/shard.ts";
import type { Merged } from "../domain/record.ts";
import type { Kind } from "../domain/shape.ts";
import { type CausalPlace, knows, takeApplicable, type Waiting } from "../journal/causal.ts";
import type { DeviceKeys } from "../journal/deviceKeys.ts";
import {
  type Change,
  decodeEntry,
  type Entry,
  type EntryBody,
  isRosterBody,
  isUpdateBody,
  noHash,
  openEntry,
  sealEntry,
  type UpdateBody,
  verifyEntry,
} from "../journal/entry.ts";
import { type Epoch, shardTag } from "../journal/epoch.ts";
import type { RosterEntry, RosterPayload } from "../journal/roster.ts";
import { advanced, type Counts, type Vector } from "../journal/vector.ts";
import { fromHex, toHex } from "../lib/bytes.ts";
import { compareStamps, HybridClock, type Now, type Stamp } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import { type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import type { Disk } from "./disk.ts";
import type { Shards } from "./shards.ts";

/** The shard column of roster entries: no document bears this name. */
const rosterShard = "!roster";

/** One save: what was written to each document, and what the person called it. */
export interface Save {
  readonly command: string;
  readonly written: readonly { readonly shard: ShardName; readonly written: Written }[];
  /** Bulk work: relaxed durability, pages of directory and timeline a little later. */
  readonly isBulk?: boolean;
  /** How it stands in the list of actions that can be undone: as a new one, or as the turning of an old one. */
  readonly action: { readonly job?: string } | { readonly turns: number; readonly to: ActionRow["state"]; readonly isFirst: boolean };
}

export interface Refusal {
  readonly code: "entry-malformed" | "author-unknown" | "signature-wrong" | "entry-sealed" | "feed-forked" | "other-workspace";
  readonly device?: string;
}

/** An entry that came, as far as it could be looked at: opened, refused, or to be looked at in its turn. */
export type Examined = Refusal | { readonly entry: Entry; readonly checked: Opened | Refusal | null };

interface Opened extends CausalPlace {
  readonly entry: Entry;
  readonly body: EntryBody;
}

const opened = (entry: Entry, body: EntryBody): Opened => ({
  device: entry.header.device,
  seq: entry.header.seq,
  seen: entry.header.seen,
  entry,
  body,
});

export class Ledger {
  readonly workspace: string;
  readonly keys: DeviceKeys;
  /** Strict: its commits are on the disk. */
  readonly db: WorkspaceDatabase;
  /** Relaxed: its commits are on the disk once a strict one has followed. */
  readonly bulk: WorkspaceDatabase;
  readonly #directory = new DirectoryPages();
  readonly #timeline = new TimelinePages();
  readonly disk: Disk;
  readonly clock: HybridClock;
  /** Who may write, and with which key; filled from the roster. */
  authorKey: (device: string) => Uint8Array | undefined = () => undefined;
  /** The epochs whose entries can be read, the current one last. */
  epochs: readonly Epoch[] = [];
  onRoster: (entries: readonly RosterEntry[]) => Promise<void> = async () => undefined;
  onCommitted: (entries: readonly Entry[], isOwn: boolean) => void = () => undefined;
  counts: Partial<Record<Kind, number>> = {};

  readonly #now: Now;
  readonly #shards: () => Shards;
  readonly #phoneDigits: PhoneDigits;
  readonly #feeds = new Map<string, FeedRow>();
  /** Entries that are stored and wait for what their authors had applied, by device and number. */
  readonly #waiting: Waiting<Opened> = new Map();
  /** After a write that failed: pages that were to be written late are lost, and made again before anything else. */
  #hasLostPages = false;
  #arrival = 0;

  constructor(to: {
    readonly workspace: string;
    readonly keys: DeviceKeys;
    readonly db: WorkspaceDatabase;
    readonly bulk: WorkspaceDatabase;
    readonly disk: Disk;
    readonly now: Now;
    readonly shards: () => Shards;
    readonly phoneDigits: PhoneDigits;
  }) {
    this.workspace = to.workspace;
    this.keys = to.keys;
    this.db = to.db;
    this.bulk = to.bulk;
    this.clock = new HybridClock(to.now);
    this.#now = to.now;
    this.disk = to.disk;
    this.#shards = to.shards;
    this.#phoneDigits = to.phoneDigits;
  }

  /** Reads where everything stands. Epochs must be set. */
  async open(): Promise<void> {
    await this.#directory.open(this.db);
    for (const feed of await this.db.feeds.toArray()) this.#feeds.set(feed.device, feed);
    this.#arrival = (await this.db.entries.orderBy("applied").last())?.applied ?? 0;
    this.counts = (await readMeta<Partial<Record<Kind, number>>>(this.db, "counts")) ?? {};
    const own = this.#feeds.get(this.keys.id);
    const last = own && (await this.db.entries.get([this.keys.id, own.seq]));
    const decoded = last && decodeEntry(last.bytes);
    if (decoded?.ok) this.clock.observe(decoded.value.header.stamp);
    await this.#readRoster();
    for (const row of await this.db.entries.where("waits").equals(1).toArray()) {
      const one = await this.#reopen(row);
      this.#wait(one);
      await this.#tellRoster([one]);
    }
  }

  get arrival(): number {
    return this.#arrival;
  }

  /** Stored without gap, per device. */
  vector(): Vector {
    return Object.fromEntries(
      [...this.#feeds.values()].filter((feed) => feed.seq > 0).map((feed) => [feed.device, { seq: feed.seq, hash: feed.hash }]),
    );
  }

  storedCounts(): Counts {
    return Object.fromEntries([...this.#feeds.values()].map((feed) => [feed.device, feed.seq]));
  }

  appliedCounts(): Counts {
    return Object.fromEntries([...this.#feeds.values()].map((feed) => [feed.device, feed.applied]));
  }

  get waitingCount(): number {
    let count = 0;
    for (const feed of this.#waiting.values()) count += feed.size;
    return count;
  }

  // ---- own entries -------------------------------------------------------------------------------------------

  /** Seals and stores a save; resolves when it is durable. On failure nothing of it remains, in memory or on disk. */
  async save(save: Save): Promise<void> {
    const shards = save.written.map(({ shard }) => shard);
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
      this.onCommitted(entries, true);
    } catch (error) {
      await this.#shards().discard(shards);
      this.#forgetPages();
      throw error;
    }
  }

  /** Seals and stores an entry of the roster. */
  async saveRoster(payload: RosterPayload): Promise<Entry> {
    const body = { payload };
    const [entry] = (await this.#seal([{ kind: "roster", body }])) as [Entry];
    await this.#store([opened(entry, body)], null);
    await this.onRoster([rosterEntryOf(entry, payload)]);
    this.onCommitted([entry], true);
    return entry;
  }

  async #seal(list: readonly { readonly kind: "update" | "roster"; readonly body: EntryBody }[]): Promise<Entry[]> {
    const own = this.#feedOf(this.keys.id);
    const epoch = this.epochs.at(-1);
    if (!epoch) throw new Error("sealing without an epoch");
    const { [this.keys.id]: _own, ...others } = this.appliedCounts();
    let seen: Counts = advanced(own.knows, others);
    let previous: Uint8Array = own.seq === 0 ? noHash : fromHex(own.hash);
    const entries: Entry[] = [];
    if (list[0]?.kind === "roster") seen = others;
    for (const [i, { kind, body }] of list.entries()) {
      const tag = "shard" in body ? { tag: shardTag(epoch, body.shard, body.generation) } : {};
      const entry = await sealEntry(
        {
          kind,
          workspace: this.workspace,
          device: this.keys.id,
          seq: own.seq + 1 + i,
          previous,
          stamp: this.clock.tick(),
          epoch,
          ...tag,
          seen,
          body,
        },
        this.keys,
      );
      entries.push(entry);
      previous = entry.hash;
      seen = {};
    }
    return entries;
  }

  async #store(list: readonly Opened[], save: Save | null): Promise<void> {
    const own = this.#feedOf(this.keys.id);
    const db = save?.isBulk ? this.bulk : this.db;
    const last = (list.at(-1) as Opened).entry;
    const feed: FeedRow = {
      device: own.device,
      seq: last.header.seq,
      hash: toHex(last.hash),
      applied: last.header.seq,
      knows: this.#knowsAfter(list),
    };
    const rows = list.map(({ entry, body }, i): EntryRow => entryRow(entry, body, this.#arrival + 1 + i));
    const touches = touchesOf(list, (device, seq) => device === own.device || knows(feed.knows, { device, seq }));
    await this.#transact({
      db,
      applied: list,
      rows,
      feeds: [feed],
      touches,
      save,
      ownSeq: own.seq,
      pages: save?.isBulk ? "none" : "changed",
    });
  }

  #knowsAfter(list: readonly Opened[]): Counts {
    let knows = this.#feedOf((list[0] as Opened).entry.header.device).knows;
    for (const { entry } of list) knows = { ...knows, ...entry.header.seen };
    return knows;
  }

  // ---- others' entries -----------------------------------------------------------------------------------------

  /**
   * Reads, verifies and opens an entry; needs no turn of the queue, so that the next ones are looked at while those before
   * are being stored. What an entry of the roster may still make readable is looked at again when its turn has come.
   */
  async examine(bytes: Uint8Array): Promise<Examined> {
    const decoded = decodeEntry(bytes);
    if (!decoded.ok) return { code: "entry-malformed" };
    const entry = decoded.value;
    if (entry.header.workspace !== this.workspace) return { code: "other-workspace" };
    if (this.#has(entry)) return { entry, checked: null };
    return { entry, checked: isOfRoster(entry) ? null : await this.#check(entry) };
  }

  /**
   * Stores and applies what others wrote, in any order and however often it comes. Resolves when all of it is stored;
   * what cannot be trusted is refused and counted. With more to come, pages are written late. The caller has the queue's turn.
   */
  async receive(list: readonly Examined[], isMore = false): Promise<{ readonly stored: number; readonly refused: readonly Refusal[] }> {
    const refused: Refusal[] = [];
    const fresh = new Map<string, Exclude<Examined, Refusal>>();
    for (const one of list) {
      if ("code" in one) refused.push(one);
      else if (!this.#has(one.entry)) fresh.set(`${one.entry.header.device} ${one.entry.header.seq}`, one);
    }
    const others = [...fresh.values()].filter(({ entry }) => !isOfRoster(entry));
    const roster = [...fresh.values()].map(({ entry }) => entry).filter(isOfRoster);
    // An admission that comes along makes the newcomer's own entries readable: the roster goes first, until nobody new turns up.
    const trusted: Opened[] = [];
    for (let pending = roster.sort((a, b) => compareStamps(a.header.stamp, b.header.stamp)); pending.length > 0; ) {
      const strangers: Entry[] = [];
      for (const entry of pending) {
        const one = await this.#check(entry);
        if ("body" in one) {
          trusted.push(one);
          await this.#tellRoster([one]);
        } else if (one.code === "author-unknown") strangers.push(entry);
        else refused.push(one);
      }
      if (strangers.length === pending.length) {
        refused.push(...strangers.map(({ header }): Refusal => ({ code: "author-unknown", device: header.device })));
        break;
      }
      pending = strangers;
    }
    for (const { entry, checked } of others) {
      const one = checked && "body" in checked ? checked : await this.#check(entry);
      if ("body" in one) trusted.push(one);
      else refused.push(one);
    }
    if (trusted.length > 0) await this.#admit(trusted, refused, isMore ? "none" : "changed");
    return { stored: trusted.length, refused };
  }

  async #check(entry: Entry): Promise<Opened | Refusal> {
    const { device } = entry.header;
    const epoch = this.epochs.find(({ id }) => id === entry.header.epoch);
    if (!epoch) return { code: "entry-sealed", device };
    const key = this.authorKey(device) ?? (await this.#founderKey(entry, epoch));
    if (!key) return { code: "author-unknown", device };
    if (!(await verifyEntry(entry, key))) return { code: "signature-wrong", device };
    const body = await openEntry(entry, epoch);
    return body.ok ? opened(entry, body.value) : { code: "entry-sealed", device };
  }

  /** The first entry names its own key; the workspace's id is that key's hash, so it proves itself. */
  async #founderKey(entry: Entry, epoch: Epoch): Promise<Uint8Array | undefined> {
    if (entry.header.kind !== "roster" || entry.header.device !== this.workspace) return undefined;
    const body = await openEntry(entry, epoch);
    return body.ok && isRosterBody(body.value) && body.value.payload.kind === "create" ? body.value.payload.device.signPublic : undefined;
  }

  async #admit(trusted: readonly Opened[], refused: Refusal[], pages: Scope): Promise<void> {
    if (this.#hasLostPages) await this.renewPages();
    // In the order of each feed, and of feeds by their entries' stamps: most of a batch is then applicable at once.
    const inOrder = [...trusted].sort((a, b) => compareStamps(a.entry.header.stamp, b.entry.header.stamp));
    const feeds = new Map<string, FeedRow>();
    const feedOf = (device: string): FeedRow => feeds.get(device) ?? this.#feedOf(device);
    const accepted: Opened[] = [];
    for (const one of inOrder) {
      if (this.#isForked(one.entry, feedOf(one.entry.header.device)))
        refused.push({ code: "feed-forked", device: one.entry.header.device });
      else {
        accepted.push(one);
        this.#wait(one);
      }
    }
    const applicable = takeApplicable(this.#waiting, this.appliedCounts());
    const knowsOf = new Map<Opened, Counts>();
    for (const [i, one] of applicable.entries()) {
      const { header, hash } = one.entry;
      const before = feedOf(header.device);
      if (this.#isForked(one.entry, before)) {
        // Nothing that may build on it is applied: the rest waits until somebody has settled which branch is which.
        refused.push({ code: "feed-forked", device: header.device });
        for (const later of applicable.splice(i).slice(1)) this.#wait(later);
        break;
      }
      const vector = { ...before.knows, ...header.seen };
      feeds.set(header.device, {
        ...before,
        applied: header.seq,
        knows: vector,
        ...(header.seq > before.seq ? { seq: header.seq, hash: toHex(hash) } : {}),
      });
      knowsOf.set(one, vector);
    }
    // What still waits is stored too: it counts as stored as far as its feed has no gap.
    for (const device of new Set(accepted.map(({ entry }) => entry.header.device))) {
      let feed = feedOf(device);
      for (let next = this.#waiting.get(device)?.get(feed.seq + 1); next; next = this.#waiting.get(device)?.get(feed.seq + 1)) {
        feed = { ...feed, seq: next.entry.header.seq, hash: toHex(next.entry.hash) };
      }
      feeds.set(device, feed);
    }
    const applicableSet = new Set(applicable);
    const rows = [
      ...applicable.map(({ entry, body }, i) => entryRow(entry, body, this.#arrival + 1 + i)),
      ...accepted.filter((one) => !applicableSet.has(one)).map(({ entry, body }) => entryRow(entry, body, null)),
    ];
    const updates = applicable.filter((one): one is Update => isUpdateBody(one.body));
    const byShard = groupBy(updates, ({ body }) => body.shard as ShardName);
    const knew: Knew = (device, seq, author) => author.entry.header.device === device || knows(knowsOf.get(author) ?? {}, { device, seq });
    const loaded: ShardName[] = [];
    try {
      const isKnown = new Map<RecordId, boolean>();
      const touched: RecordId[] = [];
      const told = await this.#toldByRows(byShard, knew);
      for (const [name, own] of byShard) {
        const shard = told.has(name) ? null : await this.#shards().load(name);
        for (const { body } of own) for (const id of body.created as readonly RecordId[]) isKnown.set(id, shard?.has(id) ?? false);
        if (!shard) continue;
        loaded.push(name);
        shard.apply(own.map(({ body }) => body.update));
        touched.push(...shard.takeTouched());
      }
      const touches = touchesOf(updates, knew, touched, (id) => isKnown.get(id) === false);
      await this.#transact({ db: this.bulk, applied: applicable, rows, feeds: [...feeds.values()], touches, pages, told });
    } catch (error) {
      await this.#shards().discard(loaded);
      this.#forgetPages();
      for (const one of applicable) this.#wait(one);
      for (const one of accepted) this.#waiting.get(one.entry.header.device)?.delete(one.entry.header.seq);
      throw error;
    }
    for (const { entry } of applicable) this.clock.observe(entry.header.stamp);
    this.onCommitted(
      accepted.map(({ entry }) => entry),
      false,
    );
  }

  /**
   * By shard, its records after these updates, told from rows alone: a few that were made, or changed by somebody who knew
   * of what stood there. Such a document need not be loaded; it reads the entries when it is opened next. Shards whose
   * documents must be asked are left out.
   */
  async #toldByRows(
    byShard: ReadonlyMap<ShardName, readonly Update[]>,
    knew: Knew,
  ): Promise<Map<ShardName, ReadonlyMap<RecordId, Merged>>> {
    const made = new Map<ShardName, Map<RecordId, Merged>>();
    for (const [name, updates] of byShard) {
      const created = this.#shards().isOpen(name) ? null : createdBy(updates);
      if (created) made.set(name, created);
    }
    const touches = touchesOf(
      [...made.keys()].flatMap((name) => byShard.get(name) ?? []),
      knew,
    );
    const stored = await storedOf(
      this.db,
      this.#timeline,
      touches.map(({ id }) => ({ id, created: made.get(shardOf(id))?.get(id) })),
    );
    for (const { id, writes, isNew } of touches) {
      const records = made.get(shardOf(id));
      const row = stored.get(id);
      const before = isNew ? records?.get(id) : row?.record;
      // Made twice, or never, or an interaction that may lie with other contacts by now: not for rows to settle.
      const isPlain = before && isNew === (row === undefined) && (before.type !== "interaction" || writes.length === 0);
      const record = isPlain ? overlaid({ ...row, record: before }, writes) : null;
      if (record) records?.set(id, record);
      else made.delete(shardOf(id));
    }
    return made;
  }

  #has(entry: Entry): boolean {
    const { device, seq } = entry.header;
    return seq <= this.#feedOf(device).seq || this.#waiting.get(device)?.has(seq) === true;
  }

  #isForked(entry: Entry, feed: FeedRow): boolean {
    return entry.header.seq === feed.seq + 1 && toHex(entry.header.previous) !== (feed.seq === 0 ? toHex(noHash) : feed.hash);
  }

  #wait(one: Opened): void {
    const { device, seq } = one.entry.header;
    const feed = this.#waiting.get(device);
    if (feed) feed.set(seq, one);
    else this.#waiting.set(device, new Map([[seq, one]]));
  }

  // ---- storing ---------------------------------------------------------------------------------------------------

  /** The one transaction: entries, feeds, rows, counts, and the action for undo. */
  async #transact(to: {
    readonly db: WorkspaceDatabase;
    readonly applied: readonly Opened[];
    readonly rows: readonly EntryRow[];
    readonly feeds: readonly FeedRow[];
    readonly touches: readonly Touch[];
    /** Which pages of directory and timeline are written with it. */
    readonly pages: Scope;
    readonly save?: Save | null;
    /** For own entries: where the feed stood. */
    readonly ownSeq?: number;
    /** Records of shards whose documents are not needed. */
    readonly told?: ReadonlyMap<ShardName, ReadonlyMap<RecordId, Merged>>;
  }): Promise<void> {
    const { db, applied, touches, save, told } = to;
    if (this.#hasLostPages) await this.renewPages();
    const shards = this.#shards();
    const names = new Set(touches.map(({ id }) => shardOf(id)));
    for (const { body } of applied) if ("shard" in body) names.add(body.shard as ShardName);
    const source = await this.#sourceOf(names, told);
    const stampMs = applied.at(-1)?.entry.header.stamp.ms ?? this.#now();
    let counts = this.counts;
    let shardRows: ShardRow[] = [];
    const transact = async (): Promise<void> => {
      // Requests run in the order they are made: this one reads what stood before.
      const isOwnFeed = to.ownSeq === undefined ? true : db.feeds.get(this.keys.id).then((row) => (row?.seq ?? 0) === to.ownSeq);
      const journal = [
        db.entries.bulkPut(to.rows as EntryRow[]),
        db.feeds.bulkPut(to.feeds as FeedRow[]),
        save && storeAction(db, save, applied, this.#now()),
      ];
      const change = await project(this.#projection(db), source, touches);
      shardRows = [...names].flatMap((name) => {
        const lateAfter = shards.rows.get(name)?.lateAfter;
        const made = touches.filter(({ id, isNew }) => isNew && told?.get(name)?.has(id)).map(({ id }) => id);
        return shards.changedRow(name, stampMs, to.pages === "none" ? (lateAfter ?? this.#arrival) : lateAfter, {
          records: made.length,
          parties: made.filter((id) => told?.get(name)?.get(id)?.type === "party").length,
        });
      });
      counts = countsAfter(this.counts, change);
      const [isStillOwn] = await Promise.all([
        isOwnFeed,
        ...journal,
        this.#directory.write(db, to.pages),
        this.#timeline.write(db, to.pages),
        shardRows.length > 0 && db.shards.bulkPut(shardRows),
        counts !== this.counts && db.meta.put({ key: "counts", value: counts }),
      ]);
      if (!isStillOwn) throw new Error("somebody else wrote this device's feed");
    };
    await this.disk.write(() => db.transaction("rw", db.tables, transact));
    this.#directory.committed(to.pages);
    this.#timeline.committed(to.pages);
    this.counts = counts;
    for (const feed of to.feeds) this.#feeds.set(feed.device, feed);
    this.#arrival += applied.length;
    shards.committed(names, shardRows, this.#arrival);
  }

  // ---- pages that are written late ---------------------------------------------------------------------------------

  /** How many timeline rows wait to be written, about 130 interactions each. */
  get lateRows(): number {
    return this.#timeline.late;
  }

  /**
   * Writes the pages that bulk work left behind: the lines of lists, which are few, or with `all` also the timelines. The
   * caller has the queue's turn.
   */
  async flushPages(what: "lists" | "all" = "all"): Promise<void> {
    if (this.#hasLostPages) await this.renewPages();
    const shards = this.#shards();
    const timelines = what === "all" ? "all" : "none";
    const rows = what === "all" ? shards.late.map(({ lateAfter: _lateAfter, ...row }): ShardRow => row) : [];
    if (rows.length === 0 && this.#directory.late === 0 && (what === "lists" || this.#timeline.late === 0)) return;
    try {
      await this.bulk.transaction("rw", this.bulk.directory, this.bulk.timeline, this.bulk.shards, this.bulk.columns, async () => {
        await Promise.all([
          this.#directory.write(this.bulk, "all"),
          this.#timeline.write(this.bulk, timelines),
          rows.length > 0 && this.bulk.shards.bulkPut(rows),
        ]);
      });
    } catch (error) {
      this.#forgetPages();
      throw error;
    }
    this.#directory.committed("all");
    this.#timeline.committed(timelines);
    shards.committed([], rows, this.#arrival);
  }

  /** An interaction of one of these parties, also one whose page waits to be written. The caller has the queue's turn. */
  async interactionOf(parties: readonly (RecordId | "")[], id: RecordId): Promise<StoredRecord | undefined> {
    await this.#timeline.prepare(
      this.db,
      parties.map((party) => ({ party, id })),
    );
    return parties.map((party) => this.#timeline.find(party, id)).find((found) => found !== undefined);
  }

  /**
   * Makes pages again that were lost before they were written: interactions from the journal entries that the pages may
   * lack, the directory from rows. Doing it twice changes nothing, so it matters not which of them were written.
   */
  async renewPages(): Promise<void> {
    const { late } = this.#shards();
    const renewed = new Set<ShardName>();
    for (const { name, lateAfter } of late) {
      renewed.add(name);
      const rows = await this.db.entries.where("[shard+applied]").between([name, lateAfter], [name, Infinity], false, true).toArray();
      const list = await Promise.all(rows.map((row) => this.#reopen(row)));
      const hasChanges = list.some(({ body }) => isUpdateBody(body) && body.changes.length > 0);
      const knewOf = hasChanges ? await this.#knowledgeUpTo(rows.at(-1)?.applied ?? 0) : new Map<string, Counts>();
      const touches = touchesOf(list, (device, seq, { entry: { header } }) => {
        return header.device === device || knows(knewOf.get(`${header.device} ${header.seq}`) ?? {}, { device, seq });
      });
      const contacts = await renewTimeline(this.#projection(this.bulk), await this.#sourceOf([name]), touches);
      for (const id of contacts) renewed.add(shardOf(id));
    }
    await renewDirectory(this.#projection(this.bulk), renewed);
    this.#hasLostPages = false;
  }

  /** What the author of each entry knew, by device and number, for all that were applied up to an arrival number. */
  async #knowledgeUpTo(arrival: number): Promise<Map<string, Counts>> {
    const ofFeed = new Map<string, Counts>();
    const knewOf = new Map<string, Counts>();
    for (let after = 0; after < arrival; ) {
      const rows = await this.db.entries.where("applied").between(after, arrival, false, true).limit(256).toArray();
      for (const row of rows) {
        const decoded = decodeEntry(row.bytes);
        if (!decoded.ok) throw new Error(`stored entry ${row.device}/${row.seq} is unreadable: ${decoded.error.code}`);
        const known = { ...ofFeed.get(row.device), ...decoded.value.header.seen };
        ofFeed.set(row.device, known);
        knewOf.set(`${row.device} ${row.seq}`, known);
      }
      after = rows.at(-1)?.applied ?? arrival;
    }
    return knewOf;
  }

  /** Makes all rows again from the journal and the documents. The row tables are empty; the caller has the queue's turn. */
  async rebuild(): Promise<void> {
    this.counts = {};
    this.#directory.discard();
    this.#timeline.discard();
    const knowsOfFeed = new Map<string, Counts>();
    const known = new Set<string>();
    for (let after = 0; ; ) {
      const rows = await this.db.entries.where("applied").above(after).limit(256).toArray();
      const last = rows.at(-1);
      if (!last) return;
      const opened = await Promise.all(rows.map((row) => this.#reopen(row)));
      const knewOf = new Map<Opened, Counts>();
      for (const one of opened) {
        const { device, seen } = one.entry.header;
        knowsOfFeed.set(device, { ...knowsOfFeed.get(device), ...seen });
        knewOf.set(one, knowsOfFeed.get(device) as Counts);
      }
      const isNew = (id: RecordId): boolean => !known.has(id);
      const touches = touchesOf(
        opened,
        (device, seq, author) => author.entry.header.device === device || knows(knewOf.get(author) ?? {}, { device, seq }),
        [],
        isNew,
      );
      for (const { id } of touches) known.add(id);
      const source = await this.#sourceOf(new Set(touches.map(({ id }) => shardOf(id))));
      await this.db.transaction("rw", this.db.tables, async () => {
        const change = await project(this.#projection(this.db), source, touches);
        await this.#directory.write(this.db, "changed");
        await this.#timeline.write(this.db, "changed");
        this.counts = countsAfter(this.counts, change);
        await this.db.meta.put({ key: "counts", value: this.counts });
      });
      this.#directory.committed("changed");
      this.#timeline.committed("changed");
      after = last.applied as number;
    }
  }

  /** After a write that failed the pages in memory tell of what is not there, and of what was to be written late. */
  #forgetPages(): void {
    this.#directory.discard();
    this.#timeline.discard();
    this.#hasLostPages = true;
  }

  #projection(db: WorkspaceDatabase): Projection {
    return {
      db,
      pages: this.#directory,
      timeline: this.#timeline,
      phoneDigits: this.#phoneDigits,
      today: new Date(this.#now()).toISOString().slice(0, 10),
    };
  }

  async #sourceOf(names: Iterable<ShardName>, told?: ReadonlyMap<ShardName, ReadonlyMap<RecordId, Merged>>): Promise<RecordSource> {
    const open = new Map<ShardName, Shard>();
    for (const name of names) if (!told?.has(name)) open.set(name, await this.#shards().load(name));
    return {
      read: (id) => told?.get(shardOf(id))?.get(id) ?? open.get(shardOf(id))?.read(id),
      elementsEver: (id, field) => {
        const known = told?.get(shardOf(id))?.get(id);
        return known ? Object.keys(known[field] ?? {}).sort() : (open.get(shardOf(id))?.elementsEver(id, field) ?? []);
      },
    };
  }

  // ---- reading back ----------------------------------------------------------------------------------------------

  /** The updates of a shard that were applied here after an arrival number, in that order. */
  async updatesAfter(shard: ShardName, after: number): Promise<{ readonly updates: readonly Uint8Array[]; readonly reached: number }> {
    const rows = await this.db.entries.where("[shard+applied]").between([shard, after], [shard, Infinity], false, true).toArray();
    const bodies = await Promise.all(rows.map((row) => this.#reopen(row)));
    return { updates: bodies.flatMap(({ body }) => (isUpdateBody(body) ? [body.update] : [])), reached: rows.at(-1)?.applied ?? after };
  }

  /**
   * Entries that a device with these counts lacks, in the order they were applied here: at least one and then up to
   * so many bytes. `after` goes on where an earlier batch ended.
   */
  async entriesAfter(
    have: Counts,
    limitBytes: number,
    after = 0,
  ): Promise<{ readonly entries: readonly Uint8Array[]; readonly more: boolean; readonly at: number }> {
    const entries: Uint8Array[] = [];
    let bytes = 0;
    let at = after;
    let from = after > 0 ? after + 1 : await this.#firstLacking(have);
    while (from !== null) {
      const rows = await this.db.entries.where("applied").aboveOrEqual(from).limit(256).toArray();
      for (const row of rows) {
        if (row.seq > (have[row.device] ?? 0)) {
          if (bytes > 0 && bytes + row.bytes.length > limitBytes) return { entries, more: true, at };
          entries.push(row.bytes);
          bytes += row.bytes.length;
        }
        at = row.applied as number;
      }
      from = rows.length < 256 ? null : at + 1;
    }
    return { entries, more: false, at };
  }

  /** All roster entries, oldest first. */
  async rosterBytes(): Promise<readonly Uint8Array[]> {
    const rows = await this.db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).toArray();
    return rows.map((row) => row.bytes);
  }

  /** The lowest arrival number that a device with these counts may lack: of each feed, what follows its count. */
  async #firstLacking(have: Counts): Promise<number | null> {
    let first: number | null = null;
    for (const feed of this.#feeds.values()) {
      const count = have[feed.device] ?? 0;
      if (count >= feed.applied) continue;
      const next = await this.db.entries.get([feed.device, count + 1]);
      if (next?.applied !== undefined && (first === null || next.applied < first)) first = next.applied;
    }
    return first;
  }

  /** An entry of this journal, opened. Throws when it cannot be: it was readable when it was stored. */
  async #reopen(row: EntryRow): Promise<Opened> {
    const decoded = decodeEntry(row.bytes);
    if (!decoded.ok) throw new Error(`stored entry ${row.device}/${row.seq} is unreadable: ${decoded.error.code}`);
    const epoch = this.epochs.find(({ id }) => id === decoded.value.header.epoch);
    if (!epoch) throw new Error(`stored entry ${row.device}/${row.seq} belongs to an epoch whose key is missing`);
    const body = await openEntry(decoded.value, epoch);
    if (!body.ok) throw new Error(`stored entry ${row.device}/${row.seq} does not open: ${body.error.code}`);
    return opened(decoded.value, body.value);
  }

  /** The bodies of own entries in a range of numbers. */
  async ownBodies(from: number, to: number): Promise<UpdateBody[]> {
    const rows = await this.db.entries.where("[device+seq]").between([this.keys.id, from], [this.keys.id, to], true, true).toArray();
    return (await Promise.all(rows.map((row) => this.#reopen(row)))).flatMap(({ body }) => (isUpdateBody(body) ? [body] : []));
  }

  /** Others' entries applied here beyond these counts, newest first, opened; at most `limit`, and how many more there are. */
  async newsAfter(
    seen: Counts,
    limit: number,
  ): Promise<{ readonly opened: readonly { readonly entry: Entry; readonly body: UpdateBody }[]; readonly more: number }> {
    const feeds = [...this.#feeds.values()].filter(({ device, applied }) => device !== this.keys.id && applied > (seen[device] ?? 0));
    // Each feed by its numbers: what this device wrote itself is never read, however much it is.
    const newest = await Promise.all(
      feeds.map(({ device, applied }) =>
        this.db.entries
          .where("[device+seq]")
          .between([device, seen[device] ?? 0], [device, applied], false, true)
          .reverse()
          .filter((row) => row.shard !== rosterShard)
          .limit(limit)
          .toArray(),
      ),
    );
    const rows = newest
      .flat()
      .sort((a, b) => (b.applied ?? 0) - (a.applied ?? 0))
      .slice(0, limit);
    const roster = await this.db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).primaryKeys();
    const ofRoster = roster.filter(([device, seq]) => device !== this.keys.id && seq > (seen[device] ?? 0)).length;
    const all = feeds.reduce((sum, { device, applied }) => sum + applied - (seen[device] ?? 0), 0) - ofRoster;
    const opened = await Promise.all(rows.map((row) => this.#reopen(row)));
    return { opened: opened.flatMap(({ entry, body }) => (isUpdateBody(body) ? [{ entry, body }] : [])), more: all - rows.length };
  }

  async #readRoster(): Promise<void> {
    const rows = await this.db.entries.where("[shard+applied]").between([rosterShard, 0], [rosterShard, Infinity]).toArray();
    await this.#tellRoster(await Promise.all(rows.map((row) => this.#reopen(row))));
  }

  async #tellRoster(opened: readonly Opened[]): Promise<void> {
    const entries = opened.flatMap(({ entry, body }) => (isRosterBody(body) ? [rosterEntryOf(entry, body.payload)] : []));
    if (entries.length > 0) await this.onRoster(entries);
  }

  #feedOf(device: string): FeedRow {
    return this.#feeds.get(device) ?? { device, seq: 0, hash: toHex(noHash), applied: 0, knows: {} };
  }
}

const isOfRoster = (entry: Entry): boolean => entry.header.kind === "roster";

const entryRow = (entry: Entry, body: EntryBody, applied: number | null): EntryRow => ({
  device: entry.header.device,
  seq: entry.header.seq,
  shard: "shard" in body ? body.shard : rosterShard,
  bytes: entry.bytes,
  ...(applied === null ? { waits: 1 as const } : { applied }),
});

/** Roster entries tell all that their author had applied, not only what advanced, so that each can be judged by itself. */
const rosterEntryOf = (entry: Entry, payload: RosterPayload): RosterEntry => ({
  device: entry.header.device,
  seq: entry.header.seq,
  hash: toHex(entry.hash),
  stamp: entry.header.stamp,
  seen: entry.header.seen,
  payload,
});

type Update = Opened & { readonly body: UpdateBody };
/** Whether an author knew of an entry. */
type Knew = (device: string, seq: number, author: Update) => boolean;

/** The records that these updates make, if they do no more than they say: make records and set fields, and not many. */
function createdBy(updates: readonly Update[]): Map<RecordId, Merged> | null {
  const records = new Map<RecordId, Merged>();
  let count = 0;
  for (const { body } of updates) {
    if ((count += body.created.length + body.changes.length) > mostTold) return null;
    const plain = plainWritesOf(body.update);
    const isAsSaid =
      plain !== null &&
      plain.created.size === body.created.length &&
      body.created.every((id) => plain.created.has(id as RecordId)) &&
      isTold(
        plain.values,
        body.changes.map(({ to }) => to),
      );
    if (!isAsSaid) return null;
    for (const [id, record] of plain.created) records.set(id, record);
  }
  return records;
}

/** More records than this in one shard and turn are bulk work, for which loading the document pays. */
const mostTold = 64;

/** What these entries touched, in the order they are applied, each record once. */
function touchesOf(
  list: readonly Opened[],
  knew: Knew,
  also: readonly RecordId[] = [],
  isNew: (id: RecordId) => boolean = () => true,
): Touch[] {
  const touches = new Map<RecordId, { isNew: boolean; stamp: Stamp; device: string; writes: FieldWrite[] }>();
  const last = list.at(-1);
  const touch = (id: RecordId, { entry }: Opened, made: boolean): FieldWrite[] => {
    const { stamp, device } = entry.header;
    const known = touches.get(id);
    if (!known) {
      const writes: FieldWrite[] = [];
      touches.set(id, { isNew: made, stamp, device, writes });
      return writes;
    }
    if (compareStamps(stamp, known.stamp) > 0) Object.assign(known, { stamp, device });
    return known.writes;
  };
  for (const one of list) {
    if (!isUpdateBody(one.body)) continue;
    const update = one as Update;
    for (const id of update.body.created as readonly RecordId[]) touch(id, one, isNew(id));
    for (const change of update.body.changes) {
      const { device, seq } = one.entry.header;
      const key = change.element === undefined ? change.field : `${change.field} ${change.element}`;
      touch(change.id as RecordId, one, false).push({ key, value: change.to, device, seq, knew: (d, s) => knew(d, s, update) });
    }
  }
  if (last) for (const id of also) if (!touches.has(id)) touch(id, last, false);
  return [...touches].map(([id, { isNew: made, stamp, device, writes }]) => ({
    id,
    isNew: made,
    updatedMs: stamp.ms,
    updatedBy: device,
    writes,
  }));
}

function countsAfter(before: Partial<Record<Kind, number>>, change: CountChange): Partial<Record<Kind, number>> {
  const kinds = Object.keys(change) as Kind[];
  if (kinds.length === 0) return before;
  return { ...before, ...Object.fromEntries(kinds.map((kind) => [kind, (before[kind] ?? 0) + (change[kind] ?? 0)])) };
}

/** Adds the save to the list of actions. */
async function storeAction(db: WorkspaceDatabase, save: Save, applied: readonly Opened[], nowMs: number): Promise<void> {
  const from = (applied[0] as Opened).entry.header.seq;
  const to = (applied.at(-1) as Opened).entry.header.seq;
  const { action } = save;
  if ("turns" in action) {
    const turned = await db.actions.get(action.turns);
    if (turned)
      await db.actions.put({ ...turned, state: action.to, seqs: action.isFirst ? [[from, to]] : extended(turned.seqs, from, to) });
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
          .filter((row) => row.job === job)
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
