// What sync asks of the rest: the journal by its vector, acknowledgements, admission.
import type { AckRow } from "../database/schema.ts";
import { readAck, signAck } from "../journal/ack.ts";
import type { DeviceKeys } from "../journal/deviceKeys.ts";
import type { Entry } from "../journal/entry.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import { mergeCounts } from "../journal/vector.ts";
import { instantOf } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import type { Result } from "../lib/result.ts";
import type { AdmissionRefusal, AdmissionRequest, Batch, SyncRoom, SyncStore, WelcomeData } from "../sync/store.ts";
import type { Examined, Ledger, Refusal } from "./ledger.ts";
import { Pace, type Queue } from "./queue.ts";
import type { Team } from "./team.ts";

/** What one call brought, and how far it is. */
interface Lot {
  stored: number;
  readonly refused: Refusal[];
  missing: number;
  done: () => void;
  failed: (error: unknown) => void;
}

interface Arrived {
  readonly bytes: Uint8Array;
  readonly lot: Lot;
  /** Begun a little before its turn. */
  examined?: Promise<Examined>;
}

/** How far ahead of the turn entries are verified and opened, in bytes. */
const aheadBytes = 256 * 1024;

export class Store implements SyncStore {
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #queue: Queue;
  readonly #acks = new Map<string, AckRow>();
  readonly #news = new Set<(entries: readonly Uint8Array[]) => void>();
  readonly #rooms = new Set<() => void>();
  onAcks: () => void = () => undefined;
  /** In bytes of entries. */
  readonly #pace: Pace;
  readonly #inbox: Arrived[] = [];
  #isTaking = false;

  constructor(ledger: Ledger, team: Team, queue: Queue) {
    this.#ledger = ledger;
    this.#team = team;
    this.#queue = queue;
    this.#pace = new Pace(queue, 0.001, 512 * 1024);
  }

  async open(): Promise<void> {
    for (const row of await this.#ledger.db.acks.toArray()) this.#acks.set(row.device, row);
  }

  get workspace(): string {
    return this.#ledger.workspace;
  }
  get keys(): DeviceKeys {
    return this.#ledger.keys;
  }

  rooms(): readonly SyncRoom[] {
    return this.#team.rooms(this.#ledger.epochs);
  }
  isMember(device: string): boolean {
    return this.#team.roster.devices[device] !== undefined;
  }
  devicePublic(device: string): Uint8Array | undefined {
    return this.#team.roster.devices[device]?.signPublic;
  }
  rosterHead(): string {
    return this.#team.roster.heads.join(" ");
  }
  roster(): Promise<readonly Uint8Array[]> {
    return this.#ledger.rosterBytes();
  }
  vector(): Vector {
    return this.#ledger.vector();
  }
  entriesAfter(have: Counts, limitBytes: number, after?: number): Promise<Batch> {
    return this.#ledger.entriesAfter(have, limitBytes, after);
  }

  async receive(entries: readonly Uint8Array[]): Promise<{ readonly stored: number; readonly refused: readonly Refusal[] }> {
    const lot: Lot = { stored: 0, refused: [], missing: entries.length, done: () => undefined, failed: () => undefined };
    if (entries.length === 0) return lot;
    const finished = new Promise<void>((resolve, reject) => {
      lot.done = resolve;
      lot.failed = reject;
    });
    for (const bytes of entries) this.#inbox.push({ bytes, lot });
    this.#takeTurn();
    await finished;
    return lot;
  }

  /** Takes what has come so far, from whichever device, in turns of the queue. */
  #takeTurn(): void {
    if (this.#isTaking || this.#inbox.length === 0) return;
    this.#isTaking = true;
    void this.#queue
      .run("bulk", async () => {
        const most = this.#pace.units;
        const turn: Arrived[] = [];
        let bytes = 0;
        for (; this.#inbox.length > 0 && (turn.length === 0 || bytes + (this.#inbox[0] as Arrived).bytes.length <= most); ) {
          const next = this.#inbox.shift() as Arrived;
          bytes += next.bytes.length;
          turn.push(next);
        }
        try {
          const examined = turn.map((one) => this.#examined(one));
          this.#lookAhead();
          const { refused } = await this.#pace.measure(bytes, async () =>
            this.#ledger.receive(await Promise.all(examined), this.#inbox.length > 0),
          );
          const lots = groupBy(turn, ({ lot }) => lot);
          // Whose entry was refused does not matter to the one who asks: it drops the peer or asks again.
          for (const [lot, arrived] of lots) {
            lot.stored += arrived.length;
            lot.refused.push(...refused);
            lot.missing -= arrived.length;
            if (lot.missing === 0) lot.done();
          }
        } catch (error) {
          for (const { lot } of turn) lot.failed(error);
        }
      })
      .finally(() => {
        this.#isTaking = false;
        this.#takeTurn();
      });
  }

  #examined(arrived: Arrived): Promise<Examined> {
    arrived.examined ??= this.#ledger.examine(arrived.bytes);
    return arrived.examined;
  }

  /** Begins with those whose turn comes next: they are verified and opened while the disk is at work. */
  #lookAhead(): void {
    let bytes = 0;
    for (const arrived of this.#inbox) {
      if ((bytes += arrived.bytes.length) > aheadBytes) return;
      void this.#examined(arrived);
    }
  }

  async ack(): Promise<Uint8Array> {
    const counts = this.#ledger.storedCounts();
    const stamp = this.#ledger.clock.tick();
    const bytes = await signAck(this.keys, this.workspace, counts, stamp);
    // Strict, so that everything bulk work stored before is on the disk with it.
    await this.#keep({ device: this.keys.id, bytes, counts, atMs: stamp.ms });
    return bytes;
  }

  async acks(): Promise<readonly Uint8Array[]> {
    return [...this.#acks.values()].map((row) => row.bytes);
  }

  async receiveAcks(acks: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const news: Uint8Array[] = [];
    for (const bytes of acks) {
      const ack = await readAck(bytes, (device, workspace) => (workspace === this.workspace ? this.devicePublic(device) : undefined));
      if (!ack.ok || ack.value.device === this.keys.id) continue;
      const { device, counts, stamp } = ack.value;
      const known = this.#acks.get(device);
      if (known && known.atMs >= stamp.ms) continue;
      // A device never holds less than it once acknowledged.
      await this.#keep({ device, bytes, counts: mergeCounts(known?.counts ?? {}, counts), atMs: stamp.ms });
      news.push(bytes);
    }
    if (news.length > 0) this.onAcks();
    return news;
  }

  admit(request: AdmissionRequest): Promise<Result<WelcomeData, AdmissionRefusal>> {
    return this.#team.admit(request);
  }

  onNews(listener: (entries: readonly Uint8Array[]) => void): () => void {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  }
  onRooms(listener: () => void): () => void {
    this.#rooms.add(listener);
    return () => this.#rooms.delete(listener);
  }

  ackOf(device: string): AckRow | undefined {
    return this.#acks.get(device);
  }

  /** Everything stored so far is on the disk when this resolves. */
  async flush(): Promise<void> {
    await this.#ledger.db.meta.put({ key: "flushedAt", value: instantOf(Date.now()) });
  }

  committed(entries: readonly Entry[], _isOwn: boolean): void {
    const bytes = entries.map((entry) => entry.bytes);
    for (const listener of this.#news) listener(bytes);
  }

  rosterChanged(): void {
    for (const listener of this.#rooms) listener();
  }

  async #keep(row: AckRow): Promise<void> {
    this.#acks.set(row.device, row);
    await this.#ledger.disk.write(() => this.#ledger.db.acks.put(row));
  }
}
