// Files of the workspace: what records say of them, joined with the bytes that lie here. Decides what is to come from others, what
// may go, and gives names and bytes to windows.
import { FileDatabase, policyKey } from "../database/fileDatabase.ts";
import type { RecordRow } from "../database/rows.ts";
import { watchRows } from "../database/watch.ts";
import {
  type Content,
  chunkCount,
  comesByItself,
  defaultPolicy,
  type FetchPolicy,
  type FileRecord,
  fileNoun,
  isFreed,
  kindOfFile,
  originalOf,
  policyOf,
  smallFile,
  thumbnailOf,
} from "../domain/file.ts";
import { read } from "../domain/read.ts";
import { idsOf, isDeleted, type Merged } from "../domain/record.ts";
import { partyFieldsOf } from "../domain/shape.ts";
import type { BackupChunk } from "../journal/backupContent.ts";
import type { Now } from "../lib/clock.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { FileStore, Holdings, Wanted } from "../sync/fileStore.ts";
import type { CommandRefusal, FileStorage, NewFile, RecordView } from "./api.ts";
import type { Commands } from "./commands.ts";
import { Contents } from "./contents.ts";
import { type Disk, diskRefusal } from "./disk.ts";
import { FileNames } from "./fileNames.ts";
import type { Ledger } from "./ledger.ts";

/** What comes only when others are served first, in this order. */
type Rank = 0 | 1 | 2 | 3;

/** What a record says of its bytes. */
interface Known {
  readonly original: Content;
  readonly thumbnail: Content | undefined;
  readonly record: FileRecord;
  readonly isFreed: boolean;
  readonly isInBin: boolean;
}

export class Files implements FileStore {
  readonly #db: FileDatabase;
  readonly #ledger: Ledger;
  readonly #commands: Commands;
  readonly #now: Now;
  readonly names: FileNames;
  readonly #recordOf: (id: RecordId) => Promise<RecordView | undefined>;
  readonly #onTrouble: (refusal: CommandRefusal) => void;
  readonly #contents: Contents;
  readonly #heldListeners = new Set<(held: readonly string[], dropped: readonly string[]) => void>();
  readonly #wantedListeners = new Set<() => void>();
  readonly #jobs = new Map<string, { share: number; readonly stop: AbortController }>();
  /** What is being added and has no record yet. */
  readonly #pending = new Map<string, number>();
  #policy: FetchPolicy = defaultPolicy;
  #known: readonly Known[] = [];
  #wanted: readonly Wanted[] | null = null;
  #adding: Promise<unknown> = Promise.resolve();
  #sweeping: Promise<void> = Promise.resolve();
  #stopWatch: () => void = () => undefined;
  readonly #ended = new AbortController();

  constructor(of: {
    readonly workspace: string;
    readonly profile: string;
    readonly ledger: Ledger;
    readonly commands: Commands;
    readonly disk: Disk;
    readonly now: Now;
    readonly recordOf: (id: RecordId) => Promise<RecordView | undefined>;
    /** The disk has refused something that nobody waits for. */
    readonly onTrouble: (refusal: CommandRefusal) => void;
  }) {
    this.#db = new FileDatabase(of.workspace, "strict", of.profile);
    this.#ledger = of.ledger;
    this.#commands = of.commands;
    this.#now = of.now;
    this.names = new FileNames(of.ledger);
    this.#recordOf = of.recordOf;
    this.#onTrouble = of.onTrouble;
    this.#contents = new Contents({
      db: this.#db,
      disk: of.disk,
      keys: () => this.names.keys,
      onChange: (held, dropped) => {
        this.#wanted = null;
        for (const listener of this.#heldListeners) listener(held, dropped);
        this.#tellWanted();
      },
    });
  }

  async open(): Promise<void> {
    await this.#contents.open(async (unbound) => {
      const named = new Set((await this.#rows()).flatMap(({ record }) => contentsIn(record)).map(({ sha256 }) => sha256));
      return new Set(unbound.filter((sha256) => named.has(sha256)));
    });
    this.#policy = policyOf((await this.#db.meta.get(policyKey))?.value);
    this.#stopWatch = watchRows(
      () => this.#rows(),
      (rows) => this.#hear(rows),
      (error) => console.warn("files could not be read", error),
    );
    // From the Wi-Fi to the mobile network, where the browser tells.
    networkOf()?.addEventListener?.("change", () => this.#renewWanted(), { signal: this.#ended.signal });
  }

  close(): void {
    this.#stopWatch();
    this.#ended.abort();
    for (const { stop } of this.#jobs.values()) stop.abort();
    this.#db.close();
  }

  // ---- for windows -----------------------------------------------------------------------------------------------------

  /** Stores bytes and the record of them; resolves with its id when both are durable. One after another. */
  add(file: Blob, facts: NewFile, thumbnail?: Blob): Promise<Result<RecordId, CommandRefusal>> {
    const job = { share: 0, stop: new AbortController() };
    if (facts.job !== undefined) this.#jobs.set(facts.job, job);
    const added = this.#adding.then(() => this.#add(file, facts, thumbnail, job));
    this.#adding = added.catch(() => undefined);
    return added.catch((error: unknown) => err(diskRefusal(error))).finally(() => void (facts.job && this.#jobs.delete(facts.job)));
  }

  async #add(
    file: Blob,
    { about, ...facts }: NewFile,
    thumbnail: Blob | undefined,
    job: { share: number; readonly stop: AbortController },
  ): Promise<Result<RecordId, CommandRefusal>> {
    const parties = await this.#partiesOf(about);
    if (!parties.ok) return parties;
    const small = thumbnail && (await this.#contents.add(thumbnail));
    const signal = job.stop.signal;
    const original = await this.#contents.add(file, { signal, onProgress: (share) => void (job.share = share) });
    if (!original.ok) return original;
    const { sha256, bytes, root } = original.value;
    const mime = facts.mime ?? file.type;
    const own = [sha256, ...(small?.ok ? [small.value.sha256] : [])];
    for (const hash of own) this.#pending.set(hash, (this.#pending.get(hash) ?? 0) + 1);
    try {
      const saved = await this.#commands.put("file", {
        ...{ about, parties: parties.value, sha256, bytes, root },
        kind: facts.kind ?? kindOfFile(mime),
        name: await this.names.sealed(facts.name),
        ...(mime && { mime: mime.slice(0, 120) }),
        ...(small?.ok && { thumbnail: `${small.value.sha256}.${small.value.bytes}.${small.value.root}` }),
        ...(facts.takenAt && { takenAt: facts.takenAt }),
        ...(facts.seconds !== undefined && { seconds: facts.seconds }),
      });
      if (saved.ok) await this.#contents.bind(own);
      return saved;
    } finally {
      for (const hash of own) {
        const left = (this.#pending.get(hash) ?? 1) - 1;
        if (left > 0) this.#pending.set(hash, left);
        else this.#pending.delete(hash);
      }
    }
  }

  /** The contacts of the record that a file is added to; it must be here. */
  async #partiesOf(about: string): Promise<Result<readonly RecordId[], CommandRefusal>> {
    const record = isRecordId(about) ? await this.#recordOf(about) : undefined;
    if (!record || !isRecordId(about)) return err({ code: "record-missing", id: String(about) });
    if (isDeleted(record)) return err({ code: "record-deleted", id: about });
    if (record.type === "party") return ok([about]);
    const named = partyFieldsOf(record.type).flatMap((field) => {
      const value = record[field];
      return Array.isArray(value) ? (value as unknown[]) : typeof value === "string" ? [value] : idsOf(value);
    });
    return ok([...new Set(named.filter(isRecordId))]);
  }

  /** How far the adding under this name is: 0 to 1. */
  progressOf(job: string): number {
    return this.#jobs.get(job)?.share ?? 1;
  }

  cancel(job: string): void {
    this.#jobs.get(job)?.stop.abort();
  }

  async bytesOf(sha256: string): Promise<Result<Blob, CommandRefusal>> {
    const file = await this.#contents.read(sha256);
    return file ? ok(file) : err({ code: "attachment-missing" });
  }

  /** Asks others for the originals of these files, now or as soon as somebody has them. */
  async fetch(ids: readonly RecordId[]): Promise<void> {
    const known = await this.#originalsOf(ids);
    await this.#contents.demand(known.filter(({ sha256 }) => !this.#contents.isWhole(sha256)));
    this.#renewWanted();
  }

  async cancelFetch(ids: readonly RecordId[]): Promise<void> {
    for (const { sha256 } of await this.#originalsOf(ids)) await this.#contents.renounce(sha256);
    this.#renewWanted();
  }

  async #originalsOf(ids: readonly RecordId[]): Promise<Content[]> {
    const rows = await this.#ledger.db.records.bulkGet([...ids]);
    return rows.flatMap((row) => (row?.type === "file" ? (originalOf(row.record) ?? []) : []));
  }

  /** Takes originals off this device alone; who shows one of them has it fetched again. */
  async dropCopies(ids: readonly RecordId[]): Promise<void> {
    await this.#contents.drop((await this.#originalsOf(ids)).map(({ sha256 }) => sha256));
  }

  /** Lets go of the bytes of files in the bin, here and on every device that hears of it: nobody brings them back. */
  async free(ids: readonly RecordId[]): Promise<Result<null, CommandRefusal>> {
    const rows = (await this.#ledger.db.records.bulkGet([...ids])).filter((row) => row?.type === "file" && isDeleted(row.record));
    const freedAt = new Date(this.#now()).toISOString();
    const patches = rows.flatMap((row) =>
      row ? [{ id: row.id, fields: { freedAt, deletedAt: (row.record as { deletedAt?: unknown }).deletedAt } }] : [],
    );
    return patches.length > 0 ? this.#commands.patch(patches, "free") : ok(null);
  }

  /** What files take on this device, and how much of it would go with those in the bin. */
  async storage(): Promise<FileStorage> {
    this.#note(await this.#rows());
    const live = new Set(
      this.#known
        .filter(({ isInBin }) => !isInBin)
        .flatMap(contentsOf)
        .map(({ sha256 }) => sha256),
    );
    const held = this.#contents.held();
    const inBin = held.filter((sha256) => !live.has(sha256) && !this.#pending.has(sha256));
    const sum = (hashes: readonly string[]): number => hashes.reduce((bytes, sha256) => bytes + this.#contents.bytesOf(sha256), 0);
    const whole = this.#known.filter(({ original, isInBin }) => !isInBin && this.#contents.isWhole(original.sha256)).length;
    const total = this.#known.filter(({ isInBin }) => !isInBin).length;
    return { bytes: sum(held), binBytes: sum(inBin), files: total, filesHere: whole };
  }

  /** The ids of the files in the bin whose bytes are still kept. */
  async inBin(): Promise<readonly RecordId[]> {
    const rows = await this.#rows();
    return rows.filter(({ record }) => isDeleted(record) && !isFreed(record, this.#now())).map(({ id }) => id);
  }

  get policy(): FetchPolicy {
    return this.#policy;
  }

  async setPolicy(policy: FetchPolicy): Promise<void> {
    this.#policy = policyOf(policy);
    await this.#db.meta.put({ key: policyKey, value: this.#policy });
    this.#renewWanted();
  }

  // ---- backups ---------------------------------------------------------------------------------------------------------

  /** What lies here whole and is not freed. */
  async toBackUp(): Promise<readonly Content[]> {
    this.#note(await this.#rows());
    const needed = new Map(
      this.#known
        .filter((one) => !one.isFreed)
        .flatMap(contentsOf)
        .map((one) => [one.sha256, one]),
    );
    return [...needed.values()].filter(({ sha256 }) => this.#contents.isWhole(sha256));
  }

  async *chunksToBackUp(contents: readonly Content[]): AsyncGenerator<BackupChunk> {
    for (const content of contents)
      for (let index = 0; index < chunkCount(content.bytes); index++) {
        const chunk = await this.#contents.chunk(content.sha256, index);
        // Deleted and freed meanwhile.
        if (!chunk) break;
        yield { ...content, index, ...chunk };
      }
  }

  // ---- for other devices ------------------------------------------------------------------------------------------------

  readonly held = (): readonly string[] => this.#contents.held();
  readonly missing: FileStore["missing"] = (content) => this.#contents.missing(content);
  readonly chunk: FileStore["chunk"] = (sha256, index) => this.#contents.chunk(sha256, index);
  readonly take: FileStore["take"] = async (...of) => {
    const taken = await this.#contents.take(...of);
    this.#wanted = null;
    return taken;
  };

  onHeld(listener: (held: readonly string[], dropped: readonly string[]) => void): () => void {
    this.#heldListeners.add(listener);
    return () => void this.#heldListeners.delete(listener);
  }

  onWanted(listener: () => void): () => void {
    this.#wantedListeners.add(listener);
    return () => void this.#wantedListeners.delete(listener);
  }

  async hearHoldings(device: string, { isWhole, held, dropped }: Holdings): Promise<void> {
    await this.#db.transaction("rw", this.#db.holders, async () => {
      if (isWhole) await this.#db.holders.where("[device+sha256]").between([device, ""], [device, "g"]).delete();
      await this.#db.holders.bulkDelete(dropped.map((sha256): [string, string] => [device, sha256]));
      await this.#db.holders.bulkPut(held.map((sha256) => ({ device, sha256 })));
    });
  }

  wanted(): readonly Wanted[] {
    this.#wanted ??= this.#listWanted();
    return this.#wanted;
  }

  #listWanted(): Wanted[] {
    const isOnWifi = isUnmetered();
    const ranked = new Map<string, { readonly rank: Rank; readonly wanted: Wanted }>();
    const want = (content: Content, rank: Rank): void => {
      const before = ranked.get(content.sha256);
      if (this.#contents.isWhole(content.sha256) || (before && before.rank <= rank)) return;
      ranked.set(content.sha256, { rank, wanted: { ...content, isDemanded: rank === 0 } });
    };
    for (const { original, thumbnail, record, isInBin } of this.#known) {
      if (isInBin) continue;
      if (thumbnail) want(thumbnail, 1);
      if (this.#contents.isDemanded(original.sha256)) want(original, 0);
      else if (comesByItself(record, this.#policy, isOnWifi)) want(original, original.bytes <= smallFile ? 2 : 3);
    }
    return [...ranked.values()].sort((a, b) => a.rank - b.rank).map(({ wanted }) => wanted);
  }

  #renewWanted(): void {
    this.#wanted = null;
    this.#tellWanted();
  }

  #tellWanted(): void {
    for (const listener of this.#wantedListeners) listener();
  }

  #rows(): Promise<RecordRow[]> {
    return this.#ledger.db.records.where("type").equals("file").toArray();
  }

  /** Records of files have changed. */
  #hear(rows: readonly RecordRow[]): void {
    this.#note(rows);
    this.#renewWanted();
    this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch((error: unknown) => this.#onTrouble(diskRefusal(error)));
  }

  #note(rows: readonly RecordRow[]): void {
    const nowMs = this.#now();
    this.#known = rows.flatMap(({ record }): Known[] => {
      const sound = read(fileNoun, record);
      const original = originalOf(sound);
      if (!original) return [];
      const isOver = isFreed(record as Merged, nowMs);
      return [{ original, thumbnail: thumbnailOf(sound), record: sound, isFreed: isOver, isInBin: isDeleted(record) }];
    });
  }

  /** Frees the bytes of which records say that nobody wants them any more. What no record speaks of stays: its record may come yet. */
  async #sweep(): Promise<void> {
    const needed = new Set(
      this.#known
        .filter((one) => !one.isFreed)
        .flatMap(contentsOf)
        .map(({ sha256 }) => sha256),
    );
    const gone = this.#known.filter((one) => one.isFreed).flatMap(contentsOf);
    const here = new Set(this.#contents.all());
    const drop = new Set(gone.map(({ sha256 }) => sha256).filter((one) => here.has(one) && !needed.has(one) && !this.#pending.has(one)));
    await this.#contents.drop([...drop]);
  }
}

const contentsIn = (record: object): Content[] => [originalOf(record), thumbnailOf(record)].flatMap((one) => one ?? []);
const contentsOf = ({ original, thumbnail }: Known): Content[] => (thumbnail ? [original, thumbnail] : [original]);

interface NetworkInformation extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
}

const networkOf = (): NetworkInformation | undefined =>
  (globalThis.navigator as { readonly connection?: NetworkInformation } | undefined)?.connection;

/** Whether the browser says that bytes cost nothing here; most do not say. */
const isUnmetered = (): boolean => {
  const network = networkOf();
  return (network?.type === "wifi" || network?.type === "ethernet") && network.saveData !== true;
};
