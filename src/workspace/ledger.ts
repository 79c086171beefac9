// The journal on this device: own entries are sealed and stored with their rows in one transaction; others' entries
// are verified, stored, and applied in causal order, rows and all, in one transaction too.

import type { PhoneDigits } from "../database/directory.ts";
import type { Scope } from "../database/late.ts";
import type { Touch } from "../database/project.ts";
import {
  type EntryRow,
  type FeedRow,
  type MetaRow,
  type RunRow,
  readMeta,
  type ShardRow,
  type WorkspaceDatabase,
} from "../database/schema.ts";
import type { Kind } from "../domain/shape.ts";
import { branchOf } from "../journal/branch.ts";
import { knows, takeApplicable, type Waiting } from "../journal/causal.ts";
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
import { isClockCount, verdictOnWords } from "../journal/gate.ts";
import type { RecoverPayload, RosterEntry, RosterPayload } from "../journal/roster.ts";
import { writeSeenHashes } from "../journal/seenHashes.ts";
import { advanced, type Counts, countOf, type Head, mergeCounts, type Vector } from "../journal/vector.ts";
import { fromHex, toHex } from "../lib/bytes.ts";
import { compareStamps, HybridClock, type Now } from "../lib/clock.ts";
import { type ShardName, shardOf } from "../lib/id.ts";
import { type Save, storeAction } from "./actions.ts";
import { DamagedEntry } from "./damage.ts";
import { type Disk, isOfDisk } from "./disk.ts";
import { emptyFeed, Feeds, type Located } from "./feeds.ts";
import { Journal } from "./journal.ts";
import {
  type Examined,
  entryRow,
  isOfRoster,
  largestRosterEntry,
  type Opened,
  opened,
  placeNameOf,
  type Refusal,
  rosterEntryOf,
  rosterShard,
  sealedBody,
  type Update,
} from "./opened.ts";
import { countsAfter, Pages, type Told } from "./pages.ts";
import { Placing } from "./placing.ts";
import { replayed, settle } from "./settle.ts";
import type { Shards } from "./shards.ts";
import { type Knew, touchesOf, withUnseen } from "./touches.ts";

/** What is let out of its seal: early, while others are being stored; for one turn; of one entry. */
const earlyBytes = 64 * 1024;
const earlyTimes = 32;
const mostLetOut = 32 * 2 ** 20;
const mostBodyBytes = 32 * 2 ** 20;
const mostRosterBytes = 2 ** 20;
/** What may wait of one device, and how large an entry of a kind may be that this version does not use. */
const mostWaiting = 8_192;
const mostWaitingBytes = 32 * 2 ** 20;
const mostOtherBytes = 256 * 1024;

export interface Received {
  readonly stored: number;
  readonly refused: readonly Refusal[];
  /** Device → number of an entry that follows one unknown here: what came before it is to be asked for. */
  readonly unplaced: Counts;
}

/** What changes with a save that parts this device's feed. */
interface Parted {
  readonly waiting: Waiting<Opened>;
  readonly rows: readonly EntryRow[];
  readonly gone: readonly [string, number][];
  readonly feeds: readonly FeedRow[];
  readonly elsewhere: ReadonlySet<string>;
}

export class Ledger {
  readonly workspace: string;
  keys: DeviceKeys;
  /** Strict: its commits are on the disk. */
  readonly db: WorkspaceDatabase;
  /** Relaxed: its commits are on the disk once a strict one has followed. */
  readonly bulk: WorkspaceDatabase;
  readonly disk: Disk;
  readonly clock: HybridClock;
  /** Feeds with entries that this device's key signed and this device did not write: a copy of its profile did. */
  elsewhere: ReadonlySet<string> = new Set();
  /** Who may write, and with which key; filled from the roster. */
  authorKey: (device: string) => Uint8Array | undefined = () => undefined;
  /** Whether a recovery key that the roster knows vouches for this device. */
  isRecovered: (payload: RecoverPayload) => Promise<boolean> = async () => false;
  readonly journal: Journal;
  readonly pages: Pages;
  onRoster: (entries: readonly RosterEntry[]) => Promise<void> = async () => undefined;
  onCommitted: (entries: readonly Entry[], isOwn: boolean) => void = () => undefined;
  counts: Partial<Record<Kind, number>> = {};

  readonly #now: Now;
  readonly #shards: () => Shards;
  readonly #feeds = new Map<string, FeedRow>();
  /** How many entries are set aside. */
  asideCount = 0;
  /** By hash, entries that could not be applied although nothing seemed wrong with them. */
  readonly #failing = new Set<string>();
  /** By hash, entries that wait until their document, of which an entry is damaged, is mended. */
  readonly #held = new Set<string>();
  /** Entries that are stored and wait for what their authors had applied, by device and number: sealed, those of the roster apart. */
  readonly #waiting: Waiting<Opened> = new Map();
  #arrival = 0;

  constructor(to: {
    readonly workspace: string;
    readonly keys: DeviceKeys;
    /** Feeds that this device wrote with keys it had before. */
    readonly formerFeeds?: readonly string[];
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
    this.journal = new Journal(to.db, [...(to.formerFeeds ?? []), to.keys.id], this.#feeds);
    this.pages = new Pages({ ...to, journal: this.journal, reached: () => this.#arrival });
  }

  /** Reads where everything stands. Epochs must be set. */
  async open(): Promise<void> {
    await this.pages.open();
    for (const feed of await this.db.feeds.toArray()) this.#feeds.set(feed.device, feed);
    this.journal.feeds = new Feeds(this.#feeds);
    this.elsewhere = new Set(await readMeta<readonly string[]>(this.db, "elsewhere"));
    this.#arrival = (await this.db.entries.orderBy("applied").last())?.applied ?? 0;
    this.counts = (await readMeta<Partial<Record<Kind, number>>>(this.db, "counts")) ?? {};
    const own = this.#feeds.get(this.keys.id);
    const last = own && (await this.db.entries.get([this.keys.id, own.seq]));
    const decoded = last && decodeEntry(last.bytes);
    if (decoded?.ok) this.clock.resume(decoded.value.header.stamp);
    await this.#tellRoster(await this.journal.roster());
    this.asideCount = await this.journal.asideCount();
    for (const row of await this.db.entries.where("waits").equals(1).toArray()) {
      const one = await this.journal.waiting(row);
      if (!one) continue;
      this.#wait(one);
      await this.#tellRoster([one]);
    }
  }

  /** The epochs whose entries can be read, the current one last. */
  get epochs(): readonly Epoch[] {
    return this.journal.epochs;
  }
  set epochs(epochs: readonly Epoch[]) {
    this.journal.epochs = epochs;
  }

  /** Stored without gap, by the names that feeds have among devices. */
  vector(): Vector {
    const vector: Record<string, Head> = { ...this.journal.feeds.vector() };
    // What is damaged is not here: said so, it is sent again by whoever has it.
    for (const [feed, head] of this.journal.damage.whole) {
      if (head.seq === 0) delete vector[feed];
      else if ((vector[feed]?.seq ?? 0) > head.seq) vector[feed] = head;
    }
    return vector;
  }

  /** The hash of a stored entry; undefined where there is none. */
  async hashAt(feed: string, seq: number): Promise<string | undefined> {
    const row = this.#feeds.get(feed);
    if (!row || seq > row.seq || seq <= (row.branch?.base ?? 0)) return undefined;
    return row.seq === seq ? row.hash : this.journal.hashAt(feed, seq);
  }

  /** What another device's heads say of the feeds here. */
  locate(vector: Vector): Promise<Located> {
    return this.journal.feeds.locate(vector, (feed, seq) => this.hashAt(feed, seq));
  }

  /** Stored without gap, by the names that feeds have here. */
  storedCounts(): Counts {
    return Object.fromEntries([...this.#feeds.values()].map((feed) => [feed.device, feed.seq]));
  }

  /** Whose entries are stored here without gap, from which number to which, and the hash of the last. */
  feedSpans(): { readonly device: string; readonly from: number; readonly to: number; readonly hash: string }[] {
    return [...this.#feeds.values()].map(({ device, seq, hash, branch }) => ({
      device: this.journal.feeds.deviceOf(device),
      from: (branch?.base ?? 0) + 1,
      to: seq,
      hash,
    }));
  }

  appliedCounts(): Counts {
    return Object.fromEntries([...this.#feeds.values()].map((feed) => [feed.device, feed.applied]));
  }

  /** The place of the entry applied last. */
  get arrival(): number {
    return this.#arrival;
  }

  /** What is stored and cannot be applied yet, oldest first, each let out when it is asked for. */
  async *waiting(): AsyncGenerator<Opened> {
    for (const one of this.#sealed()) yield await this.#looked(one);
  }

  /** The same as it waits, the roster's alone let out. */
  #sealed(): Opened[] {
    const all = [...this.#waiting.values()].flatMap((feed) => [...feed.values()]);
    return all.sort((a, b) => compareStamps(a.entry.header.stamp, b.entry.header.stamp));
  }

  /**
   * Gives up what waits for entries that are lost, so that another device may bring all of it. The roster's stay: they
   * count from the moment they are here. The caller has the queue's turn.
   */
  async forgetWaiting(): Promise<void> {
    const gone = this.#sealed().filter(({ entry }) => !isOfRoster(entry));
    if (gone.length === 0) return;
    const feeds: FeedRow[] = [];
    for (const feed of this.#feeds.values()) {
      if (feed.seq === feed.applied) continue;
      const { base, baseHash } = feed.branch ?? { base: 0, baseHash: toHex(noHash) };
      const hash = feed.applied > base ? await this.hashAt(feed.device, feed.applied) : baseHash;
      if (hash !== undefined) feeds.push({ ...feed, seq: feed.applied, hash });
    }
    await this.db.transaction("rw", this.db.entries, this.db.feeds, async () => {
      await Promise.all([this.db.entries.bulkDelete(gone.map(({ device, seq }) => [device, seq])), this.db.feeds.bulkPut(feeds)]);
    });
    for (const { device, seq } of gone) this.#waiting.get(device)?.delete(seq);
    for (const feed of feeds) this.#feeds.set(feed.device, feed);
  }

  /** From now on this device writes under another key. The caller has the queue's turn. */
  goOver(keys: DeviceKeys, former: readonly string[]): void {
    this.keys = keys;
    this.journal.own = [...former, keys.id];
    this.elsewhere = new Set();
  }

  async forgetElsewhere(): Promise<void> {
    this.elsewhere = new Set();
    await this.db.meta.delete("elsewhere");
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
      this.#shards().discard(shards);
      this.pages.forget();
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
    const own = await this.#ownEnd();
    const epoch = this.journal.epochs.at(-1);
    if (!epoch) throw new Error("sealing without an epoch");
    const { feeds } = this.journal;
    const { [this.keys.id]: _own, ...others } = this.appliedCounts();
    // A feed of its own goes on in two ways where its profile was copied: the part that bears its name is not seen but its own.
    const { [this.keys.id]: _name, ...named } = feeds.named(others);
    let seen: Counts = advanced(feeds.named(own.knows), named);
    let previous: Uint8Array = own.seq === 0 ? noHash : fromHex(own.hash);
    const entries: Entry[] = [];
    if (list[0]?.kind === "roster") seen = named;
    const seenHashes = writeSeenHashes(seen, await this.#hashesOf(seen));
    for (const [i, { kind, body: said }] of list.entries()) {
      const body = i === 0 && seenHashes !== "" && !("facts" in said) ? { ...said, seenHashes } : said;
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

  /** The hashes of entries that are applied here, by the names feeds have among devices. */
  async #hashesOf(named: Counts): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const { name, feed, to, toHash } of this.journal.feeds.stretches()) {
      const count = countOf(named, name);
      if (count > 0) hashes[name] = (count === to ? toHash : await this.hashAt(feed, count)) ?? toHex(noHash);
    }
    return hashes;
  }

  /** Where this device's feed goes on: behind what is applied here. What waits behind that a copy of its profile wrote. */
  async #ownEnd(): Promise<FeedRow> {
    const own = this.#feedOf(this.keys.id);
    if (own.seq === own.applied) return own;
    const hash = own.applied === 0 ? toHex(noHash) : await this.hashAt(own.device, own.applied);
    if (hash === undefined) throw new Error("the last entry of this device cannot be read");
    return { ...own, seq: own.applied, hash };
  }

  /** What a copy of this profile wrote and what waits here goes another way than what is stored now: it becomes a branch. */
  async #partedBy(list: readonly Opened[], feed: FeedRow): Promise<Parted | null> {
    const { device, seq, applied } = this.#feedOf(this.keys.id);
    if (seq === applied) return null;
    const copied = [...(this.#waiting.get(device)?.values() ?? [])].sort((a, b) => a.seq - b.seq);
    const first = copied[0] as Opened;
    const rows = new Map(this.#feeds).set(device, feed);
    const feeds = new Map([[device, feed]]);
    for (const row of this.#feeds.values()) {
      if (row.branch?.parent !== device || row.branch.base <= applied) continue;
      feeds.set(row.device, { ...row, branch: { ...row.branch, parent: branchOf(device, toHex(first.entry.hash)) } });
      rows.set(row.device, feeds.get(row.device) as FeedRow);
    }
    const own = new Map(list.map(({ seq: number, entry }) => [number, toHex(entry.hash)]));
    const waiting: Waiting<Opened> = new Map([...this.#waiting].map(([name, of]) => [name, new Map(name === device ? [] : of)]));
    const placing = new Placing({
      waiting,
      rows,
      hashAt: async (name, number) => (name === device ? own.get(number) : undefined) ?? this.hashAt(name, number),
      knowledgeAt: (name, number) => this.journal.knowledgeAt(name, number),
    });
    for (const one of copied) await placing.add(one);
    const accepted = await placing.finish();
    for (const row of placing.changed.values()) feeds.set(row.device, row);
    return {
      waiting,
      rows: accepted.map((one) => entryRow(one, null)),
      gone: copied.map((one) => [device, one.seq]),
      feeds: [...feeds.values()],
      elsewhere: new Set([...this.elsewhere, ...placing.changed.keys()]),
    };
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
    const rows = list.map((one, i): EntryRow => entryRow(one, this.#arrival + 1 + i));
    const { runs, keys } = await replayed(list, this.#shards());
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
    await this.#transact({
      db,
      applied: list,
      feeds: [feed],
      ...parted,
      rows: [...rows, ...(parted?.rows ?? [])],
      touches,
      save,
      ownSeq: own.seq,
      runs,
      pages: save?.isBulk ? "none" : "changed",
    });
    if (!parted) return;
    this.#waiting.clear();
    for (const [name, of] of parted.waiting) this.#waiting.set(name, of);
    this.elsewhere = parted.elsewhere;
    this.journal.feeds = new Feeds(this.#feeds);
  }

  #knowsAfter(list: readonly Opened[]): Counts {
    let knows = this.#feedOf((list[0] as Opened).device).knows;
    for (const { entry } of list) knows = mergeCounts(knows, this.journal.feeds.stored(entry.header.seen));
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
    if (await this.#has(entry)) return { entry, checked: null };
    return { entry, checked: isOfRoster(entry) ? null : await this.#check(entry) };
  }

  /**
   * Stores and applies what others wrote, in any order and however often it comes. Resolves when all of it is stored;
   * what cannot be trusted is refused and counted. With more to come, pages are written late. What is to be stored with it is there
   * if and only if the entries are. The caller has the queue's turn.
   */
  async receive(list: readonly Examined[], isMore = false, meta: readonly MetaRow[] = []): Promise<Received> {
    const refused: Refusal[] = [];
    const held = this.#held.size;
    const fresh = new Map<string, Exclude<Examined, Refusal>>();
    for (const one of list) {
      if ("code" in one) refused.push(one);
      else if (await this.#mend(one.entry)) continue;
      else if (!(await this.#has(one.entry))) fresh.set(toHex(one.entry.hash), one);
    }
    const others = [...fresh.values()].filter(({ entry }) => !isOfRoster(entry));
    const roster = [...fresh.values()].map(({ entry }) => entry).filter(isOfRoster);
    // An admission that comes along makes the newcomer's own entries readable: the roster goes first, until nobody new turns up.
    const trusted: Opened[] = [];
    for (let pending = roster.sort((a, b) => compareStamps(a.header.stamp, b.header.stamp)); pending.length > 0; ) {
      const strangers: Entry[] = [];
      const known: Opened[] = [];
      for (const entry of pending) {
        const one = await this.#check(entry);
        if ("body" in one) known.push(one);
        else if (one.code === "author-unknown") strangers.push(entry);
        else refused.push(one);
      }
      trusted.push(...known);
      // All at once: folding the roster for each would take as long as all together, again and again.
      await this.#tellRoster(known);
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
    const taken = this.#withinLimits(trusted, refused);
    const unplaced =
      taken.length > 0 || this.#held.size !== held ? await this.#admit(taken, refused, isMore ? "none" : "changed", meta) : {};
    return { stored: taken.length, refused, unplaced };
  }

  /** Of one device so many entries may wait for what has not come, and so large; more of them are not stored and asked for again. */
  #withinLimits(trusted: readonly Opened[], refused: Refusal[]): readonly Opened[] {
    const waiting = new Map<string, { count: number; bytes: number }>();
    for (const list of this.#waiting.values())
      for (const { entry } of list.values()) {
        const sum = waiting.get(entry.header.device) ?? { count: 0, bytes: 0 };
        waiting.set(entry.header.device, { count: sum.count + 1, bytes: sum.bytes + entry.bytes.length });
      }
    return trusted.filter(({ entry }) => {
      const { count, bytes } = waiting.get(entry.header.device) ?? { count: 0, bytes: 0 };
      const isWithin =
        count < mostWaiting &&
        bytes < mostWaitingBytes &&
        (isOfRoster(entry) || entry.header.kind === "update" || entry.bytes.length <= mostOtherBytes);
      if (!isWithin) refused.push({ code: "waiting-too-many", device: entry.header.device });
      return isWithin;
    });
  }

  /** An entry that is its author's. One that inflates beyond measure is let out only when its turn has come. */
  async #check(entry: Entry): Promise<Opened | Refusal> {
    const { device } = entry.header;
    const epoch = this.journal.epochs.find(({ id }) => id === entry.header.epoch);
    if (!epoch) return { code: "entry-sealed", device };
    const key = this.authorKey(device) ?? (await this.#ownWord(entry, epoch));
    if (!key) return { code: "author-unknown", device };
    if (!(await verifyEntry(entry, key))) return { code: "signature-wrong", device };
    const body = await openEntry(entry, epoch, isOfRoster(entry) ? mostRosterBytes : earlyBytes + entry.bytes.length * earlyTimes);
    // Once its roster has been told of an entry, nothing may set it aside.
    if (body.ok && isOfRoster(entry) && !isClockCount(entry.header.stamp))
      return { ...opened(entry, sealedBody), verdict: "stamp-out-of-reach" };
    if (body.ok) return opened(entry, body.value);
    const isLarge = body.error.code === "entry-too-large" && !isOfRoster(entry);
    return { ...opened(entry, sealedBody), ...(isLarge ? {} : { verdict: "body-unreadable" as const }) };
  }

  /** Two entries name their author's key and prove it: the first of all, whose key's hash is the workspace's id, and a recovered device's. */
  async #ownWord(entry: Entry, epoch: Epoch): Promise<Uint8Array | undefined> {
    if (!isOfRoster(entry)) return undefined;
    const body = await openEntry(entry, epoch);
    if (!body.ok || !isRosterBody(body.value)) return undefined;
    const { payload } = body.value;
    const { device } = entry.header;
    const isProven =
      (payload.kind === "create" && device === this.workspace) ||
      (payload.kind === "recover" && payload.device.id === device && (await this.isRecovered(payload)));
    return isProven ? payload.device.signPublic : undefined;
  }

  /**
   * Stores what came and applies what is applicable. What cannot be applied, for a reason that nobody foresaw, is found by
   * applying one after the other, and set aside; only a disk that refuses ends this.
   */
  async #admit(trusted: readonly Opened[], refused: Refusal[], pages: Scope, meta: readonly MetaRow[], most = Infinity): Promise<Counts> {
    await this.pages.prepare();
    const before = new Map([...this.#waiting].map(([feed, list]) => [feed, new Map(list)]));
    const placing = new Placing({
      waiting: this.#waiting,
      rows: this.#feeds,
      hashAt: (feed, seq) => this.hashAt(feed, seq),
      knowledgeAt: (feed, seq) => this.journal.knowledgeAt(feed, seq),
    });
    // In the order of each feed, and of feeds by their entries' stamps: most of a batch is then applicable at once.
    for (const one of [...trusted].sort((a, b) => compareStamps(a.entry.header.stamp, b.entry.header.stamp))) await placing.add(one);
    const accepted = await placing.finish();
    refused.push(...placing.refused);
    const feeds = new Map(placing.changed);
    const feedOf = (device: string): FeedRow => feeds.get(device) ?? this.#feedOf(device);
    const applied = Object.fromEntries([...this.#feeds.values(), ...feeds.values()].map((row) => [row.device, row.applied]));
    const taken = takeApplicable(this.#waiting, applied, (one) => !this.#held.has(toHex(one.entry.hash)));
    const batch: Opened[] = [];
    const loaded: ShardName[] = [];
    try {
      const knowsOf = new Map<Opened, Counts>();
      for (let bytes = 0; batch.length < Math.min(most, taken.length) && bytes < mostLetOut; ) {
        const row = feedOf((taken[batch.length] as Opened).device);
        const one = await this.#looked(taken[batch.length] as Opened);
        if (isUpdateBody(one.body)) bytes += one.body.update.length;
        const known = mergeCounts(row.knows, one.seen);
        feeds.set(one.device, { ...row, applied: one.seq, knows: known });
        knowsOf.set(one, known);
        batch.push(one);
      }
      for (const one of taken.slice(batch.length)) this.#wait(one);
      const knew: Knew = (device, seq, author) => author.device === device || knows(knowsOf.get(author) ?? {}, { device, seq });
      const updates = batch.filter((one): one is Update => isUpdateBody(one.body) && one.verdict === undefined);
      const settled = await settle({ db: this.db, pages: this.pages, shards: this.#shards() }, updates, knew, loaded);
      const touches = await withUnseen(
        settled.touches,
        (device, seq) => knowsOf.get(batch.find((one) => one.device === device && one.seq === seq) as Opened) ?? {},
        (device, knows) => this.journal.changedUnknown(device, knows, this.#arrival),
      );
      const applicable = batch.map((one): Opened => {
        const verdict = one.verdict ?? settled.verdicts.get(one as Update);
        return verdict ? { ...one, body: sealedBody, verdict } : one;
      });
      const isApplied = new Set(batch.map(placeNameOf));
      // What still waits is stored too: it counts as stored as far as its feed has no gap.
      const rows = [
        ...applicable.map((one, i) => entryRow(one, this.#arrival + 1 + i)),
        ...accepted.filter((one) => !isApplied.has(placeNameOf(one))).map((one) => entryRow(one, null)),
      ];
      const elsewhere = new Set([
        ...this.elsewhere,
        ...accepted.flatMap((one) => (one.entry.header.device === this.keys.id ? [one.device] : [])),
      ]);
      const { told, runs } = settled;
      const { gone } = placing;
      await this.#transact({
        db: this.bulk,
        applied: applicable,
        rows,
        gone,
        feeds: [...feeds.values()],
        elsewhere,
        touches,
        pages,
        told,
        meta,
        runs,
      });
      this.elsewhere = elsewhere;
      this.asideCount += applicable.filter(({ verdict }) => verdict).length;
    } catch (error) {
      this.#shards().discard(loaded);
      this.pages.forget();
      this.#waiting.clear();
      for (const [feed, list] of before) this.#waiting.set(feed, list);
      const [only] = batch;
      if (!only || isOfDisk(error)) throw error;
      if (error instanceof DamagedEntry) {
        const ofDocument = batch.filter(({ body }) => isUpdateBody(body) && body.shard === error.shard);
        if (ofDocument.length === 0) throw error;
        for (const { entry } of ofDocument) this.#held.add(toHex(entry.hash));
        return this.#admit(trusted, refused, pages, meta, most);
      }
      if (batch.length === 1) {
        if (this.#failing.has(toHex(only.entry.hash))) throw error;
        this.#failing.add(toHex(only.entry.hash));
      }
      return this.#admit(trusted, refused, pages, meta, 1);
    }
    refused.push(...placing.refused);
    if (placing.hasParted) this.journal.feeds = new Feeds(this.#feeds);
    for (const list of this.#waiting.values())
      for (const [seq, one] of list) if (one.body !== sealedBody && !isOfRoster(one.entry)) list.set(seq, { ...one, body: sealedBody });
    for (const { entry, verdict } of batch) if (!verdict) this.clock.observe(entry.header.stamp);
    this.onCommitted(
      accepted.map(({ entry }) => entry),
      false,
    );
    // More than may be let out at once: the rest has its turn now, with what was let out forgotten.
    if (batch.length < taken.length) await this.#admit([], refused, pages, [], most);
    return placing.unplaced;
  }

  /** What comes of looking at an entry by itself, now that its turn has come. */
  async #looked(one: Opened): Promise<Opened> {
    if (this.#failing.has(toHex(one.entry.hash))) return { ...one, verdict: "apply-failed" };
    if (one.verdict) return one;
    if (one.body !== sealedBody) {
      const verdict = verdictOnWords(one.entry.header, one.body);
      return verdict ? { ...one, verdict } : one;
    }
    const epoch = this.journal.epochs.find(({ id }) => id === one.entry.header.epoch);
    const body = epoch && (await openEntry(one.entry, epoch, mostBodyBytes));
    if (body?.ok) return this.#looked({ ...one, body: body.value });
    return { ...one, verdict: body?.error.code === "entry-too-large" ? "body-too-large" : "body-unreadable" };
  }

  /** Looks at the next few stored entries, at a pace that nobody notices. */
  async watch(): Promise<boolean> {
    return this.journal.damage.watch(async (entry) => {
      const key = this.authorKey(entry.header.device);
      return key === undefined || verifyEntry(entry, key);
    });
  }

  /** Whether every stored entry is what it was. */
  async isWhole(): Promise<boolean> {
    while (await this.watch());
    return this.journal.damage.size === 0;
  }

  /** Puts an entry that came in the place of the damaged one that it is; true when there is nothing more to do with it. */
  async #mend(entry: Entry): Promise<boolean> {
    const { damage } = this.journal;
    if (damage.size === 0) return false;
    const { device, seq } = entry.header;
    const place = this.journal.feeds.of(device).find((feed) => damage.has(feed.device, seq));
    if (!place) return false;
    const row = await this.db.entries.get([place.device, seq]);
    if (!row || (await damage.hashOf(place.device, seq)) !== toHex(entry.hash)) return true;
    const key = this.authorKey(device);
    if (key && !(await verifyEntry(entry, key))) return true;
    await this.disk.write(() => this.db.entries.put({ ...row, bytes: entry.bytes }));
    await damage.mended(place.device, seq);
    this.#shards().discard([row.shard as ShardName]);
    this.#held.clear();
    if (row.shard === rosterShard) await this.#tellRoster(await this.journal.roster());
    return true;
  }

  async #has({ header: { device, seq }, hash }: Entry): Promise<boolean> {
    const wanted = toHex(hash);
    for (const { device: feed, seq: reached } of this.journal.feeds.of(device)) {
      const waiting = this.#waiting.get(feed)?.get(seq);
      if (waiting && toHex(waiting.entry.hash) === wanted) return true;
      if (seq <= reached && (await this.hashAt(feed, seq)) === wanted) return true;
    }
    return false;
  }

  #wait(one: Opened): void {
    const { device, seq } = one;
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
    /** Rows of entries that waited in the wrong place. */
    readonly gone?: readonly [string, number][];
    readonly feeds: readonly FeedRow[];
    /** Feeds with entries that this device's key signed and this device did not write. */
    readonly elsewhere?: ReadonlySet<string>;
    readonly touches: readonly Touch[];
    readonly meta?: readonly MetaRow[];
    /** Which pages of directory and timeline are written with it. */
    readonly pages: Scope;
    readonly save?: Save | null;
    /** For own entries: where the feed stood. */
    readonly ownSeq?: number;
    /** Records of shards whose documents are not needed. */
    readonly told?: Told;
    /** Who wrote which structs of which document. */
    readonly runs: readonly RunRow[];
  }): Promise<void> {
    const { db, applied, touches, save, told } = to;
    await this.pages.prepare();
    const shards = this.#shards();
    const names = new Set(touches.map(({ id }) => shardOf(id)));
    for (const { body } of applied) if ("shard" in body) names.add(body.shard as ShardName);
    const source = await this.pages.sourceOf(names, told);
    const stampMs = applied.at(-1)?.entry.header.stamp.ms ?? this.#now();
    let counts = this.counts;
    let shardRows: ShardRow[] = [];
    const transact = async (): Promise<void> => {
      // Requests run in the order they are made: this one reads what stood before.
      const isOwnFeed = to.ownSeq === undefined ? true : db.feeds.get(this.keys.id).then((row) => (row?.seq ?? 0) === to.ownSeq);
      const journal = Promise.all([
        isOwnFeed,
        to.gone && to.gone.length > 0 && db.entries.bulkDelete(to.gone as [string, number][]),
        to.elsewhere && to.elsewhere.size > this.elsewhere.size && db.meta.put({ key: "elsewhere", value: [...to.elsewhere] }),
        to.meta && to.meta.length > 0 && db.meta.bulkPut(to.meta as MetaRow[]),
        db.entries.bulkPut(to.rows as EntryRow[]),
        to.runs.length > 0 && db.runs.bulkPut(to.runs as RunRow[]),
        db.feeds.bulkPut(to.feeds as FeedRow[]),
        save && storeAction(db, save, applied, this.#now()),
      ]);
      // Awaited below: a disk that refuses before then is heard of there.
      journal.catch(() => undefined);
      const change = await this.pages.project(db, source, touches);
      shardRows = [...names].flatMap((name) => {
        const lateAfter = shards.rows.get(name)?.lateAfter;
        const made = touches.filter(({ id, isNew }) => isNew && told?.get(name)?.has(id)).map(({ id }) => id);
        return shards.changedRow(name, stampMs, to.pages === "none" ? (lateAfter ?? this.#arrival) : lateAfter, {
          records: made.length,
          parties: made.filter((id) => told?.get(name)?.get(id)?.type === "party").length,
        });
      });
      counts = countsAfter(this.counts, change);
      const [[isStillOwn]] = await Promise.all([
        journal,
        this.pages.write(db, to.pages),
        shardRows.length > 0 && db.shards.bulkPut(shardRows),
        counts !== this.counts && db.meta.put({ key: "counts", value: counts }),
      ]);
      if (!isStillOwn) throw new Error("somebody else wrote this device's feed");
    };
    await this.disk.write(() => db.transaction("rw", db.tables, transact));
    this.pages.committed(to.pages);
    this.counts = counts;
    for (const feed of to.feeds) this.#feeds.set(feed.device, feed);
    this.#arrival += applied.length;
    shards.committed(names, shardRows, this.#arrival);
  }

  /** Makes all rows again from the journal and the documents. The row tables are empty; the caller has the queue's turn. */
  async rebuild(): Promise<void> {
    this.counts = await this.pages.rebuild();
  }

  /** All roster entries stored here, also those that wait: they count from the moment they are here. Oldest first. */
  async rosterBytes(): Promise<readonly Uint8Array[]> {
    const waiting = this.#sealed().filter(({ entry }) => isOfRoster(entry) && entry.bytes.length <= largestRosterEntry);
    return [...(await this.journal.rosterBytes()), ...waiting.map(({ entry }) => entry.bytes)];
  }

  async #tellRoster(opened: readonly Opened[]): Promise<void> {
    const entries = opened.flatMap(({ entry, body }) => (isRosterBody(body) ? [rosterEntryOf(entry, body.payload)] : []));
    if (entries.length > 0) await this.onRoster(entries);
  }

  #feedOf(device: string): FeedRow {
    return this.#feeds.get(device) ?? emptyFeed(device);
  }
}
