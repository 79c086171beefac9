// What others wrote: whoever may be believed is sorted out, the roster first; the rest is stored and applied.

import type { MetaRow } from "../database/schema.ts";
import { type Entry, isRosterBody, verifyEntry } from "../journal/entry.ts";
import type { Counts } from "../journal/vector.ts";
import { toHex } from "../lib/bytes.ts";
import { compareStamps } from "../lib/clock.ts";
import type { ShardName } from "../lib/id.ts";
import type { Applying } from "./applying.ts";
import type { Examining } from "./examining.ts";
import type { JournalState } from "./journalState.ts";
import { type Examined, isOfRoster, type Opened, type Refusal, rosterEntryOf, rosterShard } from "./opened.ts";

export interface Received {
  readonly stored: number;
  readonly refused: readonly Refusal[];
  /** Device → number of an entry that follows one unknown here: what came before it is to be asked for. */
  readonly unplaced: Counts;
}

export class Receiving {
  readonly #state: JournalState;
  readonly #examining: Examining;
  readonly #applying: Applying;

  constructor(state: JournalState, examining: Examining, applying: Applying) {
    this.#state = state;
    this.#examining = examining;
    this.#applying = applying;
  }

  /**
   * Stores and applies what others wrote, in any order and however often it comes. Resolves when all of it is stored;
   * what cannot be trusted is refused and counted. With more to come, pages are written late. What is to be stored with it is there
   * if and only if the entries are. The caller has the queue's turn.
   */
  async receive(list: readonly Examined[], isMore: boolean, meta: readonly MetaRow[]): Promise<Received> {
    const refused: Refusal[] = [];
    const held = this.#applying.heldCount;
    const fresh = new Map<string, Exclude<Examined, Refusal>>();
    for (const one of list) {
      if ("code" in one) refused.push(one);
      else if (await this.#mend(one.entry)) continue;
      else if (!(await this.#examining.isHere(one.entry))) fresh.set(toHex(one.entry.hash), one);
    }
    const roster = [...fresh.values()].map(({ entry }) => entry).filter(isOfRoster);
    const trusted = await this.#trustedOfRoster(roster, refused);
    for (const { entry, checked } of fresh.values()) {
      if (isOfRoster(entry)) continue;
      const one = checked && "body" in checked ? checked : await this.#examining.check(entry);
      if ("body" in one) trusted.push(one);
      else refused.push(one);
    }
    const taken = this.#state.waiting.withinLimits(trusted, refused);
    const isToApply = taken.length > 0 || this.#applying.heldCount !== held;
    const pages = isMore ? "none" : "changed";
    const unplaced = isToApply ? await this.#applying.admit({ trusted: taken, refused, pages, meta, most: Infinity }) : {};
    return { stored: taken.length, refused, unplaced };
  }

  /** Tells the roster what it has to know of entries. */
  async tellRoster(list: readonly Opened[]): Promise<void> {
    await this.#state.parts.roster.add(list.flatMap(({ entry, body }) => (isRosterBody(body) ? [rosterEntryOf(entry, body.payload)] : [])));
  }

  /** An admission that comes along makes the newcomer's own entries readable: the roster goes first, until nobody new turns up. */
  async #trustedOfRoster(entries: readonly Entry[], refused: Refusal[]): Promise<Opened[]> {
    const trusted: Opened[] = [];
    let pending = [...entries].sort((a, b) => compareStamps(a.header.stamp, b.header.stamp));
    while (pending.length > 0) {
      const strangers: Entry[] = [];
      const known: Opened[] = [];
      for (const entry of pending) {
        const one = await this.#examining.check(entry);
        if ("body" in one) known.push(one);
        else if (one.code === "author-unknown") strangers.push(entry);
        else refused.push(one);
      }
      trusted.push(...known);
      // All at once: folding the roster for each would take as long as all together, again and again.
      await this.tellRoster(known);
      if (strangers.length === pending.length) {
        refused.push(...strangers.map(({ header }): Refusal => ({ code: "author-unknown", device: header.device })));
        return trusted;
      }
      pending = strangers;
    }
    return trusted;
  }

  /** Puts an entry that came in the place of the damaged one that it is; true when there is nothing more to do with it. */
  async #mend(entry: Entry): Promise<boolean> {
    const { journal, roster, db, disk, shards } = this.#state.parts;
    const { damage } = journal;
    if (damage.size === 0) return false;
    const { device, seq } = entry.header;
    const feed = journal.feeds.of(device).find((one) => damage.has(one.device, seq))?.device;
    if (feed === undefined) return false;
    const row = await db.entries.get([feed, seq]);
    if (!row || (await damage.hashOf(feed, seq)) !== toHex(entry.hash)) return true;
    const key = roster.keyOf(device);
    if (key && !(await verifyEntry(entry, key))) return true;
    await disk.write(() => db.entries.put({ ...row, bytes: entry.bytes }));
    await damage.mended(feed, seq);
    shards.discard([row.shard as ShardName]);
    this.#applying.release();
    if (row.shard === rosterShard) await this.tellRoster(await journal.roster());
    return true;
  }
}
