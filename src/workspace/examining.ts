// Whether an entry that came is its author's: verified and opened, before its turn to be stored.

import { decodeEntry, type Entry, isRosterBody, openEntry, verifyEntry } from "../journal/entry.ts";
import type { Epoch } from "../journal/epoch.ts";
import { isClockCount } from "../journal/gate.ts";
import { toHex } from "../lib/bytes.ts";
import type { JournalState } from "./journalState.ts";
import { type Examined, isOfRoster, type Opened, opened, type Refusal, sealedBody } from "./opened.ts";

/** What is let out of its seal early, while others are being stored. */
const earlyBytes = 64 * 1024;
const earlyTimes = 32;
const mostRosterBytes = 2 ** 20;

export class Examining {
  readonly #state: JournalState;

  constructor(state: JournalState) {
    this.#state = state;
  }

  /**
   * Reads, verifies and opens an entry; needs no turn of the queue, so that the next ones are looked at while those before
   * are being stored. What an entry of the roster may still make readable is looked at again when its turn has come.
   */
  async examine(bytes: Uint8Array): Promise<Examined> {
    const decoded = decodeEntry(bytes);
    if (!decoded.ok) return { code: "entry-malformed" };
    const entry = decoded.value;
    if (entry.header.workspace !== this.#state.parts.workspace) return { code: "other-workspace" };
    if (await this.isHere(entry)) return { entry, checked: null };
    return { entry, checked: isOfRoster(entry) ? null : await this.check(entry) };
  }

  /** Whether this entry is stored already. */
  async isHere(entry: Entry): Promise<boolean> {
    const { device, seq } = entry.header;
    for (const { device: feed, seq: reached } of this.#state.parts.journal.feeds.of(device)) {
      if (this.#state.waiting.isHere(feed, entry)) return true;
      if (seq <= reached && (await this.#state.hashAt(feed, seq)) === toHex(entry.hash)) return true;
    }
    return false;
  }

  /** An entry that is its author's. One that inflates beyond measure is let out only when its turn has come. */
  async check(entry: Entry): Promise<Opened | Refusal> {
    const { device } = entry.header;
    const { journal, roster } = this.#state.parts;
    const epoch = journal.epochs.find(({ id }) => id === entry.header.epoch);
    if (!epoch) return { code: "entry-sealed", device };
    const key = roster.keyOf(device) ?? (await this.#ownWord(entry, epoch));
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
    const { workspace, roster } = this.#state.parts;
    const { payload } = body.value;
    const { device } = entry.header;
    const isProven =
      (payload.kind === "create" && device === workspace) ||
      (payload.kind === "recover" && payload.device.id === device && (await roster.isRecovered(payload)));
    return isProven ? payload.device.signPublic : undefined;
  }
}
