// What sync asks of the rest: the journal by its vector, acknowledgements, admission.
import type { DeviceKeys } from "../journal/deviceKeys.ts";
import type { Entry } from "../journal/entry.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import { instantOf } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import type { Result } from "../lib/result.ts";
import type { FileStore } from "../sync/fileStore.ts";
import type {
  AdmissionRefusal,
  AdmissionRequest,
  Audit,
  Batch,
  Compared,
  OwnAck,
  SyncRoom,
  SyncStore,
  WelcomeData,
} from "../sync/store.ts";
import { Acks } from "./acks.ts";
import type { Auditor } from "./audit.ts";
import type { Ledger } from "./ledger.ts";
import type { Examined, Refusal } from "./opened.ts";
import { Pace, type Queue } from "./queue.ts";
import type { Received } from "./receiving.ts";
import type { Renewal } from "./renewal.ts";
import type { Team } from "./team.ts";

/** What one call brought, and how far it is. */
interface Lot {
  stored: number;
  readonly refused: Refusal[];
  unplaced: Counts;
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
  readonly acknowledgements: Acks;
  readonly auditor: Auditor;
  readonly files: FileStore;
  readonly #ackListeners = new Set<(acks: readonly Uint8Array[]) => void>();
  readonly #news = new Set<(entries: readonly Uint8Array[]) => void>();
  readonly #rooms = new Set<() => void>();
  /** In bytes of entries. */
  readonly #pace: Pace;
  readonly #inbox: Arrived[] = [];
  #isTaking = false;

  constructor(of: {
    readonly files: FileStore;
    readonly ledger: Ledger;
    readonly team: Team;
    readonly queue: Queue;
    readonly auditor: Auditor;
    readonly renewal: Renewal;
    /** More is known of what others have. */
    readonly onAcks: () => void;
  }) {
    this.auditor = of.auditor;
    this.files = of.files;
    this.#ledger = of.ledger;
    this.#team = of.team;
    this.#queue = of.queue;
    this.acknowledgements = new Acks(of.ledger, of.team, (event) => {
      if (event.type === "own") return of.renewal.hear(event.ack);
      if (event.type === "changed") return of.onAcks();
      for (const listener of this.#ackListeners) listener(event.acks);
    });
    this.#pace = new Pace(of.queue, 0.001, 512 * 1024);
  }

  async open(): Promise<void> {
    await this.acknowledgements.open();
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
  async credentials(): Promise<readonly Uint8Array[]> {
    const first = await this.#ledger.db.entries.get([this.keys.id, 1]);
    return first && this.#team.isRecovered ? [first.bytes] : [];
  }
  vector(): Vector {
    return this.#ledger.vector();
  }
  entriesAfter(have: Counts, limitBytes: number, after?: number): Promise<Batch> {
    return this.#ledger.journal.entriesAfter(have, limitBytes, after);
  }

  async receive(entries: readonly Uint8Array[]): Promise<Received> {
    const lot: Lot = { stored: 0, refused: [], unplaced: {}, missing: entries.length, done: () => undefined, failed: () => undefined };
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
    const turn: Arrived[] = [];
    void this.#queue
      .run("bulk", async () => {
        const most = this.#pace.units;
        let bytes = 0;
        for (; this.#inbox.length > 0 && (turn.length === 0 || bytes + (this.#inbox[0] as Arrived).bytes.length <= most); ) {
          const next = this.#inbox.shift() as Arrived;
          bytes += next.bytes.length;
          turn.push(next);
        }
        try {
          const examined = turn.map((one) => this.#examined(one));
          this.#lookAhead();
          const { refused, unplaced } = await this.#pace.measure(bytes, async () =>
            this.#ledger.receive(await Promise.all(examined), this.#inbox.length > 0),
          );
          const lots = groupBy(turn, ({ lot }) => lot);
          // Whose entry was refused does not matter to the one who asks: it drops the peer or asks again.
          for (const [lot, arrived] of lots) {
            lot.stored += arrived.length;
            lot.refused.push(...refused);
            lot.unplaced = { ...unplaced, ...lot.unplaced };
            lot.missing -= arrived.length;
            if (lot.missing === 0) lot.done();
          }
        } catch (error) {
          for (const { lot } of turn) lot.failed(error);
        }
      })
      // Only a queue that has stopped refuses a turn: nothing of what came is stored.
      .catch((error: unknown) => {
        for (const { lot } of this.#inbox.splice(0)) lot.failed(error);
        for (const { lot } of turn) lot.failed(error);
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
      // What goes wrong is heard of when its turn has come, which it may never do.
      this.#examined(arrived).catch(() => undefined);
    }
  }

  async ack(): Promise<OwnAck> {
    const { bytes, former } = await this.acknowledgements.own();
    return { bytes, former: former ?? bytes };
  }
  acks(isFormer: boolean): Promise<readonly Uint8Array[]> {
    return this.acknowledgements.all(isFormer);
  }
  receiveAcks(acks: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    return this.acknowledgements.receive(acks);
  }
  onAcks(listener: (acks: readonly Uint8Array[]) => void): () => void {
    this.#ackListeners.add(listener);
    return () => this.#ackListeners.delete(listener);
  }
  meet(device: string, vector: Vector): Promise<Compared> {
    return this.acknowledgements.meet(device, vector);
  }

  audit(): Audit | null {
    return this.auditor.ready;
  }
  hearAudit(device: string, audit: Audit): void {
    this.auditor.hear(device, audit);
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

  /** Everything stored so far is on the disk when this resolves. */
  async flush(): Promise<void> {
    await this.#ledger.db.meta.put({ key: "flushedAt", value: instantOf(Date.now()) });
  }

  committed(entries: readonly Entry[], _isOwn: boolean): void {
    const bytes = entries.map((entry) => entry.bytes);
    for (const listener of this.#news) listener(bytes);
    this.acknowledgements.recheckSoon();
  }

  rosterChanged(): void {
    for (const listener of this.#rooms) listener();
  }
}
