// Others' entries, stored and applied in causal order, with their rows in one transaction.

import type { Scope } from "../database/late.ts";
import type { FeedRow, MetaRow } from "../database/schema.ts";
import { knows, takeApplicable } from "../journal/causal.ts";
import { isUpdateBody, openEntry } from "../journal/entry.ts";
import { verdictOnWords } from "../journal/gate.ts";
import { type Counts, mergeCounts } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";
import { compareStamps } from "../lib/clock.ts";
import type { ShardName } from "../lib/id.ts";
import { DamagedEntry } from "./damage.ts";
import { isOfDisk } from "./disk.ts";
import type { JournalState } from "./journalState.ts";
import { entryKeyOf, entryRow, type Opened, type Refusal, sealedBody, type Update } from "./opened.ts";
import { Placing } from "./placing.ts";
import { settle } from "./settle.ts";
import { storeEntries } from "./storing.ts";
import { type Knew, withUnseen } from "./touches.ts";

/** What is let out of its seal for one turn, and of one entry. */
const mostLetOut = 32 * 2 ** 20;
const mostBodyBytes = 32 * 2 ** 20;

/** What is to be stored in one turn, and how. */
interface Admission {
  readonly trusted: readonly Opened[];
  readonly refused: Refusal[];
  readonly pages: Scope;
  readonly meta: readonly MetaRow[];
  /** How many may be applied in one transaction. */
  readonly most: number;
}

/** The entries of one turn, let out, with what their authors knew. */
interface Batch {
  readonly list: Opened[];
  readonly knowsOf: Map<Opened, Counts>;
  /** Documents that hold what is not stored yet. */
  readonly loaded: ShardName[];
}

export class Applying {
  readonly #state: JournalState;
  /** By hash, entries that could not be applied although nothing seemed wrong with them. */
  readonly #failing = new Set<string>();
  /** By hash, entries that wait until their document, of which an entry is damaged, is mended. */
  readonly #held = new Set<string>();

  constructor(state: JournalState) {
    this.#state = state;
  }

  /** How many entries wait for a document to be mended. */
  get heldCount(): number {
    return this.#held.size;
  }

  /** A document was mended: whatever waited for it has its turn with what is applied next. */
  release(): void {
    this.#held.clear();
  }

  /**
   * Stores what came and applies what is applicable. What cannot be applied, for a reason that nobody foresaw, is found by
   * applying one after the other, and set aside; only a disk that refuses ends this.
   */
  async admit(what: Admission): Promise<Counts> {
    const state = this.#state;
    const { journal, pages, onCommitted } = state.parts;
    await pages.prepare();
    const before = state.waiting.copy();
    const placing = new Placing({
      waiting: state.waiting.byFeed,
      rows: journal.rows,
      hashAt: state.hashAt,
      knowledgeAt: (feed, seq) => journal.knowledgeAt(feed, seq),
    });
    // In the order of each feed, and of feeds by their entries' stamps: most of a batch is then applicable at once.
    for (const one of [...what.trusted].sort((a, b) => compareStamps(a.entry.header.stamp, b.entry.header.stamp))) await placing.add(one);
    const accepted = await placing.finish();
    what.refused.push(...placing.refused);
    const taken = this.#applicable(placing);
    const batch: Batch = { list: [], knowsOf: new Map(), loaded: [] };
    try {
      await this.#apply(what, placing, accepted, taken, batch);
    } catch (error) {
      state.discard(batch.loaded);
      state.waiting.become(before);
      return this.#admitAgain(what, batch.list, error);
    }
    what.refused.push(...placing.refused);
    if (placing.hasParted) journal.renameFeeds();
    state.waiting.seal();
    for (const { entry, verdict } of batch.list) if (!verdict) state.clock.observe(entry.header.stamp);
    onCommitted(
      accepted.map(({ entry }) => entry),
      false,
    );
    // More than may be let out at once: the rest has its turn now, with what was let out forgotten.
    if (batch.list.length < taken.length) await this.admit({ ...what, trusted: [], meta: [] });
    return placing.unplaced;
  }

  /** Takes out of what waits all that may be applied now. */
  #applicable({ changed }: Placing): Opened[] {
    const { waiting, parts } = this.#state;
    const applied = Object.fromEntries([...parts.journal.rows.values(), ...changed.values()].map((row) => [row.device, row.applied]));
    return takeApplicable(waiting.byFeed, applied, (one) => !this.#held.has(toHex(one.entry.hash)));
  }

  async #apply(what: Admission, placing: Placing, accepted: readonly Opened[], taken: readonly Opened[], batch: Batch): Promise<void> {
    const state = this.#state;
    const { journal, db, bulk, pages, shards } = state.parts;
    const feeds = await this.#letOut(what, placing, taken, batch);
    const { list, knowsOf, loaded } = batch;
    const knew: Knew = (device, seq, author) => author.device === device || knows(knowsOf.get(author) ?? {}, { device, seq });
    const updates = list.filter((one): one is Update => isUpdateBody(one.body) && one.verdict === undefined);
    const settled = await settle({ db, pages, shards }, updates, knew, loaded);
    const touches = await withUnseen(
      settled.touches,
      (device, seq) => knowsOf.get(list.find((one) => one.device === device && one.seq === seq) as Opened) ?? {},
      (device, known) => journal.changedUnknown(device, known, journal.arrival),
    );
    const applied = list.map((one): Opened => {
      const verdict = one.verdict ?? settled.verdicts.get(one as Update);
      return verdict ? { ...one, body: sealedBody, verdict } : one;
    });
    const isApplied = new Set(list.map(entryKeyOf));
    // What still waits is stored too: it counts as stored as far as its feed has no gap.
    const rows = [
      ...applied.map((one, i) => entryRow(one, journal.arrival + 1 + i)),
      ...accepted.filter((one) => !isApplied.has(entryKeyOf(one))).map((one) => entryRow(one, null)),
    ];
    const elsewhere = new Set([
      ...state.elsewhere,
      ...accepted.flatMap((one) => (one.entry.header.device === state.keys.id ? [one.device] : [])),
    ]);
    const { merged, runs } = settled;
    const { gone } = placing;
    await storeEntries(state, {
      db: bulk,
      applied,
      rows,
      gone,
      feeds,
      elsewhere,
      touches,
      pages: what.pages,
      merged,
      meta: what.meta,
      runs,
    });
    state.elsewhere = elsewhere;
    state.asideCount += applied.filter(({ verdict }) => verdict).length;
  }

  /** Lets out as many as one turn may hold; answers with the feeds as they stand behind them. The others wait on. */
  async #letOut({ most }: Admission, { changed }: Placing, taken: readonly Opened[], { list, knowsOf }: Batch): Promise<FeedRow[]> {
    const feeds = new Map(changed);
    for (let bytes = 0; list.length < Math.min(most, taken.length) && bytes < mostLetOut; ) {
      const next = taken[list.length] as Opened;
      const row = feeds.get(next.device) ?? this.#state.feedOf(next.device);
      const one = await this.looked(next);
      if (isUpdateBody(one.body)) bytes += one.body.update.length;
      const known = mergeCounts(row.knows, one.seen);
      feeds.set(one.device, { ...row, applied: one.seq, knows: known });
      knowsOf.set(one, known);
      list.push(one);
    }
    for (const one of taken.slice(list.length)) this.#state.waiting.add(one);
    return [...feeds.values()];
  }

  /** Applying failed: without those whose document is damaged, or one by one, until the one that fails is found and set aside. */
  async #admitAgain(what: Admission, batch: readonly Opened[], error: unknown): Promise<Counts> {
    const [only] = batch;
    if (!only || isOfDisk(error)) throw error;
    if (error instanceof DamagedEntry) {
      const ofDocument = batch.filter(({ body }) => isUpdateBody(body) && body.shard === error.shard);
      if (ofDocument.length === 0) throw error;
      for (const { entry } of ofDocument) this.#held.add(toHex(entry.hash));
      return this.admit(what);
    }
    if (batch.length === 1) {
      if (this.#failing.has(toHex(only.entry.hash))) throw error;
      this.#failing.add(toHex(only.entry.hash));
    }
    return this.admit({ ...what, most: 1 });
  }

  /** What comes of looking at an entry by itself, now that its turn has come. */
  async looked(one: Opened): Promise<Opened> {
    if (this.#failing.has(toHex(one.entry.hash))) return { ...one, verdict: "apply-failed" };
    if (one.verdict) return one;
    if (one.body !== sealedBody) {
      const verdict = verdictOnWords(one.entry.header, one.body);
      return verdict ? { ...one, verdict } : one;
    }
    const epoch = this.#state.parts.journal.epochs.find(({ id }) => id === one.entry.header.epoch);
    const body = epoch && (await openEntry(one.entry, epoch, mostBodyBytes));
    if (body?.ok) return this.looked({ ...one, body: body.value });
    return { ...one, verdict: body?.error.code === "entry-too-large" ? "body-too-large" : "body-unreadable" };
  }
}
