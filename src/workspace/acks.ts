// Who has what on disk, by everybody's own signed word, as far as it can be checked: a copy counts where the hash that was
// named lies on a feed as it is here. Word of entries that are not here yet is kept in memory until they are. What is
// stored and passed on only ever grows by entries that exist, so nobody can keep others busy with claims; time plays no part.
import type { AckRow } from "../database/schema.ts";
import { type Ack, readAck, signAck, signNumbersOnly } from "../journal/ack.ts";
import { advanced, type Counts, countOf, covers, mergeCounts, type Vector } from "../journal/vector.ts";
import type { Compared } from "../sync/store.ts";
import type { Ledger } from "./ledger.ts";
import type { Team } from "./team.ts";

/** A device's newest word, when it speaks of entries that are not here. */
interface Early {
  readonly ack: Ack;
  readonly bytes: Uint8Array;
}

/** What a busy moment brings is looked at once. */
const recheckMs = 200;

export type AckEvent =
  /** Something was learned. */
  | { readonly type: "changed" }
  /** Acknowledgements became checkable, and are worth passing on. */
  | { readonly type: "checked"; readonly acks: readonly Uint8Array[] }
  /** This device's own word, from somebody else: it may be of a copy of its profile. */
  | { readonly type: "own"; readonly ack: Ack };

export class Acks {
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #rows = new Map<string, AckRow>();
  readonly #early = new Map<string, Early>();
  /** Of devices met in person: the entries that they named by hash, and that are the same here. */
  readonly #met = new Map<string, Counts>();
  #recheckTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #onEvent: (event: AckEvent) => void | Promise<void>;

  constructor(ledger: Ledger, team: Team, onEvent: (event: AckEvent) => void | Promise<void>) {
    this.#ledger = ledger;
    this.#team = team;
    this.#onEvent = onEvent;
  }

  async open(): Promise<void> {
    for (const row of await this.#ledger.db.acks.toArray()) this.#rows.set(row.device, row);
  }

  close(): void {
    if (this.#recheckTimer !== null) clearTimeout(this.#recheckTimer);
    this.#recheckTimer = null;
  }

  /** This device's word on all it has stored, made durable first; signed anew only when there is more to say. */
  async own(): Promise<AckRow> {
    const { keys, workspace, clock } = this.#ledger;
    const vector = this.#ledger.vector();
    const known = this.#rows.get(keys.id);
    if (known?.former && isSameVector(known.heads ?? {}, vector)) return known;
    const counts = Object.fromEntries(Object.entries(vector).map(([feed, { seq }]) => [feed, seq]));
    const stamp = clock.tick();
    const bytes = await signAck(keys, workspace, vector, stamp);
    const former = await signNumbersOnly(keys, workspace, counts, stamp);
    const row: AckRow = { device: keys.id, bytes, former, counts, heads: vector, atMs: stamp.ms };
    // Strict, so that everything bulk work stored before is on the disk with it; not this device's word before it is.
    await this.#write(row);
    this.#rows.set(row.device, row);
    return row;
  }

  /** What there is to pass on; devices of the first protocol read this one's word in its older form. */
  async all(isFormer: boolean): Promise<readonly Uint8Array[]> {
    const own = await this.own();
    const others = [...this.#rows.values()].filter((row) => row.device !== own.device).map(({ bytes }) => bytes);
    return [isFormer && own.former ? own.former : own.bytes, ...others];
  }

  /** Returns those that say more of entries that exist here than was known: they are stored, and worth passing on. */
  async receive(list: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const news: Uint8Array[] = [];
    const { workspace } = this.#ledger;
    for (const bytes of list) {
      const read = await readAck(bytes, (device, where) =>
        where === workspace ? this.#team.roster.devices[device]?.signPublic : undefined,
      );
      if (!read.ok) continue;
      // Asked anew for each: this device may go over to another key while the list is read.
      if (read.value.device === this.#ledger.keys.id) {
        await this.#onEvent({ type: "own", ack: read.value });
        continue;
      }
      if (await this.#take(read.value, bytes)) news.push(bytes);
    }
    if (news.length > 0) await this.#onEvent({ type: "changed" });
    return news;
  }

  /** A device met in person says how far it is, or sends entries: with hashes, which its own numbers may have lacked. */
  async meet(device: string, vector: Vector): Promise<Compared> {
    const { held, foreign, ahead } = await this.#ledger.locate(vector);
    const met = this.#together(device, this.#met.get(device) ?? {}, held);
    if (met) this.#met.set(device, met);
    const row = this.#rows.get(device);
    if (row && isNumbersOnly(row.bytes)) await this.#grow(row, row.bytes, {}, this.#least(device, row.counts), row.atMs);
    return { foreign, ahead };
  }

  /** Entries were stored: some of what was said may be checkable now. */
  recheckSoon(): void {
    if (this.#early.size === 0 || this.#recheckTimer !== null) return;
    this.#recheckTimer = setTimeout(() => {
      this.#recheckTimer = null;
      // The storage may be closed meanwhile, or refuse: what was said is looked at again when more has come.
      this.#recheck().catch(() => undefined);
    }, recheckMs);
  }

  /** What a device has by its own word, checked: feed → number. */
  heldBy(device: string): Counts {
    return this.#rows.get(device)?.held ?? {};
  }

  /** What it says to have beyond what is here. */
  aheadOf(device: string): Counts {
    return this.#early.get(device)?.ack.counts ?? {};
  }

  /** Which entries of those here it has shown to have when it was met, on its disk or not. */
  metOf(device: string): Counts {
    return this.#met.get(device) ?? {};
  }

  /** When it last said something, by its own clock, in milliseconds. */
  saidMs(device: string): number {
    return this.#rows.get(device)?.atMs ?? 0;
  }

  async #recheck(): Promise<void> {
    const news: Uint8Array[] = [];
    for (const { ack, bytes } of [...this.#early.values()]) if (await this.#take(ack, bytes)) news.push(bytes);
    if (news.length === 0) return;
    await this.#onEvent({ type: "changed" });
    await this.#onEvent({ type: "checked", acks: news });
  }

  /** True when something was learned. */
  async #take(ack: Ack, bytes: Uint8Array): Promise<boolean> {
    const { device, counts, hashes, stamp } = ack;
    const stored = this.#ledger.storedCounts();
    if (isNumbersOnly(bytes)) {
      // Nobody can say which of two chains it means: believed as far as the device itself named hashes of ours.
      const said = Object.fromEntries(Object.keys(stored).map((feed) => [feed, Math.min(countOf(counts, feed), countOf(stored, feed))]));
      return this.#grow(this.#rows.get(device), bytes, said, this.#least(device, said), stamp.ms, device);
    }
    const vector = Object.fromEntries(Object.entries(hashes).map(([feed, hash]) => [feed, { seq: countOf(counts, feed), hash }]));
    const { held, ahead } = await this.#ledger.locate(vector);
    const isAhead = Object.keys(ahead).length > 0;
    const early = this.#early.get(device);
    if (isAhead && (!early || !covers(early.ack.counts, counts))) {
      this.#early.set(device, { ack, bytes });
      // What it speaks of may have come while this was being looked at.
      this.recheckSoon();
    } else if (!isAhead && early && covers(counts, early.ack.counts)) this.#early.delete(device);
    return this.#grow(this.#rows.get(device), bytes, held, held, stamp.ms, device);
  }

  #least(device: string, said: Counts): Counts {
    const met = this.#met.get(device) ?? {};
    return Object.fromEntries(Object.keys(said).map((feed) => [feed, Math.min(countOf(said, feed), countOf(met, feed))]));
  }

  async #grow(
    known: AckRow | undefined,
    bytes: Uint8Array,
    said: Counts,
    held: Counts,
    atMs: number,
    device = known?.device,
  ): Promise<boolean> {
    const grows = (before: Counts, now: Counts): boolean => Object.keys(advanced(before, now)).length > 0;
    if (device === undefined || (!grows(known?.counts ?? {}, said) && !grows(known?.held ?? {}, held))) return false;
    const all = this.#together(device, known?.held ?? {}, held);
    if (all) await this.#keep({ device, bytes, counts: mergeCounts(known?.counts ?? {}, said), held: all, atMs });
    return all !== null;
  }

  /**
   * Under one key two may have spoken, until one of them got another. Whoever knows of the other's new key is one of them only:
   * what was said before may have been the other's word. Null for such a word that comes late.
   */
  #together(device: string, before: Counts, now: Counts): Counts | null {
    const knownIn = (held: Counts): string[] => this.#renewalsOf(device).filter((renewal) => countOf(held, renewal) > 0);
    const [known, said] = [knownIn(before), knownIn(now)];
    if (known.some((renewal) => !said.includes(renewal))) return null;
    return said.length > known.length ? now : mergeCounts(before, now);
  }

  /** The devices that a device's profile became where it existed more than once. */
  #renewalsOf(device: string): readonly string[] {
    return Object.values(this.#team.roster.devices).flatMap(({ id, renews }) => (renews === device ? [id] : []));
  }

  async #keep(row: AckRow): Promise<void> {
    this.#rows.set(row.device, row);
    await this.#write(row);
  }

  async #write(row: AckRow): Promise<void> {
    await this.#ledger.disk.write(() => this.#ledger.db.acks.put(row));
  }
}

const isNumbersOnly = (bytes: Uint8Array): boolean => bytes[0] === 1;

const isSameVector = (a: Vector, b: Vector): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(b).every((feed) => a[feed]?.hash === b[feed]?.hash);
