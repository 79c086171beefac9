// The bytes of files on this device: each content once, in sealed chunks of 256 KiB, of which a few are in memory at a time. A
// content counts once it is whole; what was being added when the power went is cleared, what was being fetched goes on.
import { type ContentRow, deleteContents, type FileDatabase, storedChunks } from "../database/fileDatabase.ts";
import { type Content, chunkBytes, chunkCount, largestFile } from "../domain/file.ts";
import { type FileKeys, openChunk, sealBytes, sealChunk, sha256Of } from "../journal/fileKey.ts";
import { concat, isEqual, toHex } from "../lib/bytes.ts";
import { hashing } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { ContentRefusal } from "./api.ts";
import type { Disk } from "./disk.ts";

/** Chunks in one transaction. */
const chunksATurn = 4;
const hashBytes = 32;

export interface AddHow {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** What is known of a content without asking the disk. */
type Known = Pick<ContentRow, "bytes" | "root" | "state" | "isDemanded">;

export class Contents {
  readonly #db: FileDatabase;
  readonly #disk: Disk;
  readonly #keys: () => FileKeys;
  readonly #onChange: (held: readonly string[], dropped: readonly string[]) => void;
  readonly #known = new Map<string, Known>();

  constructor(of: {
    readonly db: FileDatabase;
    readonly disk: Disk;
    readonly keys: () => FileKeys;
    /** Contents that lie here whole since now, and such that do no longer. */
    readonly onChange: (held: readonly string[], dropped: readonly string[]) => void;
  }) {
    this.#db = of.db;
    this.#disk = of.disk;
    this.#keys = of.keys;
    this.#onChange = of.onChange;
  }

  /** Reads what there is, and clears what was being added when this device ended: half, or whole without a record. */
  async open(isNamed: (unbound: readonly string[]) => Promise<ReadonlySet<string>>): Promise<void> {
    const rows = await this.#db.contents.toArray();
    const unbound = rows.filter((row) => row.isUnbound).map(({ sha256 }) => sha256);
    const named = unbound.length > 0 ? await isNamed(unbound) : new Set<string>();
    const isLeft = (row: ContentRow): boolean => row.state === "adding" || (row.isUnbound === true && !named.has(row.sha256));
    const left = rows.filter(isLeft).map(({ sha256 }) => sha256);
    if (left.length > 0) await deleteContents(this.#db, left);
    for (const row of rows) if (!isLeft(row)) this.#note(row);
    await this.bind([...named]);
  }

  /** A record speaks of them now. */
  async bind(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    await this.#db.contents
      .where("sha256")
      .anyOf([...hashes])
      .modify((row: { isUnbound?: true }) => {
        delete row.isUnbound;
      });
  }

  isWhole(sha256: string): boolean {
    return this.#known.get(sha256)?.state === "whole";
  }

  isDemanded(sha256: string): boolean {
    return this.#known.get(sha256)?.isDemanded === true;
  }

  /** The hashes of all that lies here whole. */
  held(): string[] {
    return [...this.#known].filter(([, { state }]) => state === "whole").map(([sha256]) => sha256);
  }

  /** All that lies here, whole or not. */
  all(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Bytes of what lies here whole. */
  bytesOf(sha256: string): number {
    const known = this.#known.get(sha256);
    return known?.state === "whole" ? known.bytes : 0;
  }

  /** Stores bytes, and resolves when they are durable. Reads them twice: their key comes from their hash. */
  async add(file: Blob, { onProgress = () => undefined, signal }: AddHow = {}): Promise<Result<Content, ContentRefusal>> {
    const { size: bytes } = file;
    if (bytes === 0) return err({ code: "attachment-empty" });
    if (bytes > largestFile) return err({ code: "attachment-too-large", most: largestFile });
    const hash = hashing();
    for (let index = 0; index < chunkCount(bytes); index++) {
      if (signal?.aborted) return err({ code: "attachment-cancelled" });
      const plain = await pieceOf(file, index);
      if (!plain) return err({ code: "attachment-unreadable" });
      hash.update(plain);
      onProgress((0.3 * index) / chunkCount(bytes));
    }
    const sha256 = toHex(hash.digest());
    const known = this.#known.get(sha256);
    if (known?.state === "whole") return ok({ sha256, bytes, root: known.root });
    const root = await this.#store(file, sha256, (share) => onProgress(0.3 + 0.7 * share), signal).catch(async (error: unknown) => {
      await this.drop([sha256]).catch(() => undefined);
      throw error;
    });
    if (!root.ok) {
      await this.drop([sha256]);
      return root;
    }
    return ok({ sha256, bytes, root: root.value });
  }

  async #store(
    file: Blob,
    sha256: string,
    onProgress: (share: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<Result<string, ContentRefusal>> {
    const { size: bytes } = file;
    const count = chunkCount(bytes);
    const key = await this.#keys().contentKey(sha256);
    const row: ContentRow = { sha256, bytes, root: "", hashes: new Uint8Array(), chunks: 0, state: "adding" };
    await this.#disk.write(() => this.#db.contents.put(row));
    const again = hashing();
    const hashes: Uint8Array[] = [];
    for (let from = 0; from < count; from += chunksATurn) {
      const turn: { sha256: string; index: number; sealed: Uint8Array }[] = [];
      for (let index = from; index < Math.min(from + chunksATurn, count); index++) {
        if (signal?.aborted) return err({ code: "attachment-cancelled" });
        const plain = await pieceOf(file, index);
        if (!plain) return err({ code: "attachment-unreadable" });
        again.update(plain);
        const sealed = await sealChunk(key, index, plain);
        hashes.push(await sha256Of(sealed));
        turn.push({ sha256, index, sealed });
      }
      await this.#disk.write(() => this.#db.chunks.bulkPut(turn));
      onProgress(Math.min(from + chunksATurn, count) / count);
    }
    // Another program has written to it between the two readings.
    if (toHex(again.digest()) !== sha256) return err({ code: "attachment-unreadable" });
    const all = concat(...hashes);
    const root = toHex(await sha256Of(all));
    await this.#become({ ...row, root, hashes: all, chunks: count, state: "whole", isUnbound: true });
    return ok(root);
  }

  /** The bytes, let out; undefined where they are not here, or no longer what they were: then they are fetched again. */
  async read(sha256: string): Promise<Blob | undefined> {
    const row = await this.#db.contents.get(sha256);
    if (row?.state !== "whole") return undefined;
    const parts: Blob[] = [];
    // Each part is the browser's at once, not this program's memory.
    if (await this.#eachPlain(row, (plain) => void parts.push(new Blob([plain])))) return new Blob(parts);
    await this.demand([row]);
    return undefined;
  }

  async #eachPlain({ sha256, bytes }: Content, take: (plain: Uint8Array<ArrayBuffer>) => void): Promise<boolean> {
    const key = await this.#keys().contentKey(sha256);
    for (let index = 0; index < chunkCount(bytes); index++) {
      const chunk = await this.#db.chunks.get([sha256, index]);
      try {
        if (!chunk) return false;
        take(await openChunk(key, index, chunk.sealed));
      } catch {
        return false;
      }
    }
    return true;
  }

  /** Somebody wants these, which are not here or are damaged. */
  async demand(contents: readonly Content[]): Promise<void> {
    for (const { sha256, bytes, root } of contents) {
      const wasWhole = this.isWhole(sha256);
      const before = wasWhole ? undefined : await this.#db.contents.get(sha256);
      if (wasWhole) await this.drop([sha256]);
      const kept = before?.root === root ? before : { hashes: new Uint8Array(), chunks: 0 };
      const row: ContentRow = { sha256, bytes, root, hashes: kept.hashes, chunks: kept.chunks, state: "fetching", isDemanded: true };
      await this.#disk.write(() => this.#db.contents.put(row));
      this.#note(row);
    }
  }

  /** Nobody wants it any more: what has come of it goes. */
  async renounce(sha256: string): Promise<void> {
    if (this.#known.get(sha256)?.state === "fetching") await this.drop([sha256]);
  }

  async drop(hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    const dropped = hashes.filter((sha256) => this.isWhole(sha256));
    for (const sha256 of hashes) this.#known.delete(sha256);
    await deleteContents(this.#db, hashes);
    if (dropped.length > 0) this.#onChange([], dropped);
  }

  // ---- for other devices -----------------------------------------------------------------------------------------------

  /** A chunk for another device, with the hashes of all where it is the first. */
  async chunk(sha256: string, index: number): Promise<{ readonly sealed: Uint8Array; readonly hashes: Uint8Array } | undefined> {
    if (!this.isWhole(sha256)) return undefined;
    const chunk = await this.#db.chunks.get([sha256, index]);
    const hashes = index === 0 ? (await this.#db.contents.get(sha256))?.hashes : undefined;
    return chunk && { sealed: chunk.sealed, hashes: hashes ?? new Uint8Array() };
  }

  /** Which chunks are to be asked for: the first alone while nothing proves the others. */
  async missing({ sha256, bytes, root }: Content): Promise<readonly number[]> {
    const row = await this.#db.contents.get(sha256);
    if (row?.state === "whole") return [];
    if (row?.root !== root || row.hashes.length === 0) return [0];
    const here = new Set(await storedChunks(this.#db, sha256));
    return Array.from({ length: chunkCount(bytes) }, (_, index) => index).filter((index) => !here.has(index));
  }

  /** Keeps a chunk that another device sent, if it is what the record proves; `refused` if it is not. */
  async take(content: Content, index: number, sealed: Uint8Array, given: Uint8Array): Promise<"stored" | "whole" | "refused"> {
    const { sha256, bytes, root } = content;
    if (this.isWhole(sha256)) return "whole";
    const before = await this.#db.contents.get(sha256);
    const isBegun = before?.state === "fetching" && before.root === root && before.hashes.length > 0;
    const hashes = isBegun ? before.hashes : given;
    if (!isBegun && !(await isProof(content, hashes))) return "refused";
    const right = Math.min(chunkBytes, bytes - index * chunkBytes) + sealBytes;
    const wanted = hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
    if (sealed.length !== right || !isEqual(await sha256Of(sealed), wanted)) return "refused";
    const row = await this.#disk.write(() => this.#keep(content, hashes, { sha256, index, sealed }));
    this.#note(row);
    if (row.chunks < chunkCount(bytes)) return "stored";
    return (await this.#isWhatItSays(row)) ? "whole" : "refused";
  }

  /** In one transaction, since chunks of one content come from several devices at once. */
  #keep({ sha256, bytes, root }: Content, hashes: Uint8Array, chunk: { sha256: string; index: number; sealed: Uint8Array }) {
    return this.#db.transaction("rw", this.#db.contents, this.#db.chunks, async (): Promise<ContentRow> => {
      const now = await this.#db.contents.get(sha256);
      const own = now?.root === root && now.hashes.length > 0 ? now : { hashes, chunks: 0 };
      const isNew = (await this.#db.chunks.where("[sha256+index]").equals([sha256, chunk.index]).count()) === 0;
      const row: ContentRow = {
        ...{ sha256, bytes, root, hashes: own.hashes, chunks: own.chunks + (isNew ? 1 : 0), state: "fetching" },
        ...(now?.isDemanded && { isDemanded: true }),
      };
      await Promise.all([this.#db.chunks.put(chunk), this.#db.contents.put(row)]);
      return row;
    });
  }

  /** The whole is hashed once: who made the record may have proved chunks of something else. */
  async #isWhatItSays(row: ContentRow): Promise<boolean> {
    const hash = hashing();
    const isRead = await this.#eachPlain(row, (plain) => void hash.update(plain));
    if (!isRead || toHex(hash.digest()) !== row.sha256) {
      await this.drop([row.sha256]);
      return false;
    }
    const { isDemanded: _over, ...rest } = row;
    await this.#become({ ...rest, state: "whole" });
    return true;
  }

  async #become(row: ContentRow): Promise<void> {
    await this.#disk.write(() => this.#db.contents.put(row));
    this.#note(row);
    this.#onChange([row.sha256], []);
  }

  #note({ sha256, bytes, root, state, isDemanded }: ContentRow): void {
    this.#known.set(sha256, { bytes, root, state, ...(isDemanded && { isDemanded }) });
  }
}

const isProof = async ({ bytes, root }: Content, hashes: Uint8Array): Promise<boolean> =>
  hashes.length === chunkCount(bytes) * hashBytes && toHex(await sha256Of(hashes)) === root;

/** A piece of a file, or undefined where the browser cannot read it any more. */
async function pieceOf(file: Blob, index: number): Promise<Uint8Array | undefined> {
  try {
    const piece = new Uint8Array(await file.slice(index * chunkBytes, (index + 1) * chunkBytes).arrayBuffer());
    return piece.length === Math.min(chunkBytes, file.size - index * chunkBytes) ? piece : undefined;
  } catch {
    return undefined;
  }
}
