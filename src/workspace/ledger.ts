// The journal on this device: own entries are sealed and stored with their rows in one transaction; others' entries
// are verified, stored, and applied in causal order, rows and all, in one transaction too.

import type { PhoneDigits } from "../database/directory.ts";
import type { FeedRow, MetaRow, WorkspaceDatabase } from "../database/schema.ts";
import type { NounName } from "../domain/nouns.ts";
import type { DeviceKeys } from "../journal/deviceKeys.ts";
import { type Entry, noHash, verifyEntry } from "../journal/entry.ts";
import type { Epoch } from "../journal/epoch.ts";
import type { RosterPayload } from "../journal/rosterEntry.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";
import type { HybridClock } from "../lib/clock.ts";
import type { Save } from "./actions.ts";
import { Applying } from "./applying.ts";
import type { Disk } from "./disk.ts";
import { Examining } from "./examining.ts";
import type { Located } from "./feeds.ts";
import type { Journal } from "./journal.ts";
import { type JournalParts, JournalState } from "./journalState.ts";
import { type Examined, isOfRoster, largestRosterEntry, type Opened } from "./opened.ts";
import { Pages } from "./pages.ts";
import { rebuildRows } from "./rebuild.ts";
import { type Received, Receiving } from "./receiving.ts";
import { Saving } from "./saving.ts";

export class Ledger {
  readonly #state: JournalState;
  readonly #saving: Saving;
  readonly #examining: Examining;
  readonly #applying: Applying;
  readonly #receiving: Receiving;

  constructor(of: Omit<JournalParts, "pages"> & { readonly phoneDigits: PhoneDigits }) {
    this.#state = new JournalState({ ...of, pages: new Pages(of) });
    this.#saving = new Saving(this.#state);
    this.#examining = new Examining(this.#state);
    this.#applying = new Applying(this.#state);
    this.#receiving = new Receiving(this.#state, this.#examining, this.#applying);
  }

  /** Reads where everything stands. Epochs must be set. */
  async open(): Promise<void> {
    await this.pages.open();
    await this.#state.open();
    await this.#receiving.tellRoster(await this.journal.roster());
    this.#state.asideCount = await this.journal.asideCount();
    for (const row of await this.db.entries.where("waits").equals(1).toArray()) {
      const one = await this.journal.waiting(row);
      if (!one) continue;
      this.#state.waiting.add(one);
      await this.#receiving.tellRoster([one]);
    }
  }

  get workspace(): string {
    return this.#state.parts.workspace;
  }
  get keys(): DeviceKeys {
    return this.#state.keys;
  }
  get db(): WorkspaceDatabase {
    return this.#state.parts.db;
  }
  get bulk(): WorkspaceDatabase {
    return this.#state.parts.bulk;
  }
  get disk(): Disk {
    return this.#state.parts.disk;
  }
  get clock(): HybridClock {
    return this.#state.clock;
  }
  get journal(): Journal {
    return this.#state.parts.journal;
  }
  get pages(): Pages {
    return this.#state.parts.pages;
  }
  /** Feeds with entries that this device's key signed and this device did not write: a copy of its profile did. */
  get elsewhere(): ReadonlySet<string> {
    return this.#state.elsewhere;
  }
  /** How many entries are set aside. */
  get asideCount(): number {
    return this.#state.asideCount;
  }
  get counts(): Readonly<Partial<Record<NounName, number>>> {
    return this.#state.counts;
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
    return this.#state.vector();
  }

  /** What another device's heads say of the feeds here. */
  locate(vector: Vector): Promise<Located> {
    return this.#state.locate(vector);
  }

  /** Stored without gap, by the names that feeds have here. */
  storedCounts(): Counts {
    return this.#state.storedCounts();
  }

  appliedCounts(): Counts {
    return this.#state.appliedCounts();
  }

  /** Whose entries are stored here without gap, from which number to which, and the hash of the last. */
  feedSpans(): ReturnType<JournalState["feedSpans"]> {
    return this.#state.feedSpans();
  }

  /** The arrival number of the entry applied last. */
  get arrival(): number {
    return this.journal.arrival;
  }

  /** What is stored and cannot be applied yet, oldest first, each let out when it is asked for. */
  async *waiting(): AsyncGenerator<Opened> {
    for (const one of this.#state.waiting.all()) yield await this.#applying.looked(one);
  }

  get waitingCount(): number {
    return this.#state.waiting.size;
  }

  /**
   * Gives up what waits for entries that are lost, so that another device may bring all of it. The roster's stay: they
   * count from the moment they are here. The caller has the queue's turn.
   */
  async forgetWaiting(): Promise<void> {
    const gone = this.#state.waiting.all().filter(({ entry }) => !isOfRoster(entry));
    if (gone.length === 0) return;
    const feeds: FeedRow[] = [];
    for (const feed of this.journal.rows.values()) {
      if (feed.seq === feed.applied) continue;
      const { base, baseHash } = feed.branch ?? { base: 0, baseHash: toHex(noHash) };
      const hash = feed.applied > base ? await this.#state.hashAt(feed.device, feed.applied) : baseHash;
      if (hash !== undefined) feeds.push({ ...feed, seq: feed.applied, hash });
    }
    await this.db.transaction("rw", this.db.entries, this.db.feeds, async () => {
      await Promise.all([this.db.entries.bulkDelete(gone.map(({ device, seq }) => [device, seq])), this.db.feeds.bulkPut(feeds)]);
    });
    for (const one of gone) this.#state.waiting.remove(one);
    for (const feed of feeds) this.journal.rows.set(feed.device, feed);
  }

  /** From now on this device writes under another key. The caller has the queue's turn. */
  goOver(keys: DeviceKeys, former: readonly string[]): void {
    this.#state.keys = keys;
    this.journal.own = [...former, keys.id];
    this.#state.elsewhere = new Set();
  }

  async forgetElsewhere(): Promise<void> {
    this.#state.elsewhere = new Set();
    await this.db.meta.delete("elsewhere");
  }

  /** Seals and stores a save; resolves when it is durable. On failure nothing of it remains, in memory or on disk. */
  save(save: Save): Promise<void> {
    return this.#saving.save(save);
  }

  /** Seals and stores an entry of the roster. */
  saveRoster(payload: RosterPayload): Promise<Entry> {
    return this.#saving.saveRoster(payload);
  }

  /** Reads, verifies and opens an entry that came; needs no turn of the queue. */
  examine(bytes: Uint8Array): Promise<Examined> {
    return this.#examining.examine(bytes);
  }

  /** Stores and applies what others wrote; with more to come, pages are written late. The caller has the queue's turn. */
  receive(list: readonly Examined[], isMore = false, meta: readonly MetaRow[] = []): Promise<Received> {
    return this.#receiving.receive(list, isMore, meta);
  }

  /** Looks at the next few stored entries, at a pace that nobody notices. */
  async watch(): Promise<boolean> {
    return this.journal.damage.watch(async (entry) => {
      const key = this.#state.parts.roster.keyOf(entry.header.device);
      return key === undefined || verifyEntry(entry, key);
    });
  }

  /** Whether every stored entry is what it was. */
  async isWhole(): Promise<boolean> {
    while (await this.watch());
    return this.journal.damage.size === 0;
  }

  /** Makes all rows again from the journal and the documents. The row tables are empty; the caller has the queue's turn. */
  async rebuild(): Promise<void> {
    this.#state.counts = await rebuildRows(this.#state.parts);
  }

  /** All roster entries stored here, also those that wait: they count from the moment they are here. Oldest first. */
  async rosterBytes(): Promise<readonly Uint8Array[]> {
    const waiting = this.#state.waiting.all().filter(({ entry }) => isOfRoster(entry) && entry.bytes.length <= largestRosterEntry);
    return [...(await this.journal.rosterBytes()), ...waiting.map(({ entry }) => entry.bytes)];
  }
}
