// Reading a backup: its manifest, its entries a portion at a time, and a reckoning of what is missing.
import { type BackupChunk, type BackupManifest, readChunk, readEntries, readManifest, readNames } from "../journal/backupContent.ts";
import { type BackupFileRefusal, type Damage, type Frame, openBackupFile } from "../journal/backupFile.ts";
import { decodeEntry } from "../journal/entry.ts";
import { toHex } from "../lib/bytes.ts";
import { instantOf } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/result.ts";

export type BackupRefusal =
  | BackupFileRefusal
  /** Frames are there, and none that says whose they are. */
  | { readonly code: "backup-manifest-lost" };

/** Entries of one device that the backup held and the file no longer has. */
export interface LostEntries {
  readonly device: string;
  readonly count: number;
  /** When the last one before them and the first one after them were written, as far as those are here. */
  readonly after?: string;
  readonly before?: string;
}

export interface BackupPart {
  readonly entries: readonly Uint8Array[];
  /** A piece of a file, where that is what was read. */
  readonly chunk?: BackupChunk | undefined;
  /** How much of the file has been read, between 0 and 1. */
  readonly share: number;
}

export class Backup {
  readonly manifest: BackupManifest;
  readonly #file: Blob;
  readonly #frames: () => AsyncGenerator<Frame | Damage>;
  /** Device → number → time in milliseconds, of what was read; each entry that shares its number with another comes to the count. */
  readonly #read = new Map<string, Map<number, number>>();
  readonly #parted: ReadonlySet<string>;
  readonly #twins = new Map<string, Set<string>>();
  #damages = 0;
  #hasEnd = false;

  constructor(file: Blob, manifest: BackupManifest, frames: () => AsyncGenerator<Frame | Damage>) {
    this.#file = file;
    this.manifest = manifest;
    this.#frames = frames;
    const devices = manifest.feeds.map(({ device }) => device);
    this.#parted = new Set(devices.filter((device, i) => devices.indexOf(device) !== i));
    for (const bytes of manifest.roster) this.#note(bytes);
  }

  /** All of it once, in the file's order; afterwards the reckoning is complete. */
  async *parts(): AsyncGenerator<BackupPart> {
    for await (const frame of this.#frames()) {
      if (!("kind" in frame)) {
        this.#damages++;
        continue;
      }
      const { kind, content, to } = frame;
      if (kind === "end") this.#hasEnd = true;
      const entries = kind === "entries" ? readEntries(content) : [];
      for (const bytes of entries) this.#note(bytes);
      const chunk = kind === "chunk" ? readChunk(content) : undefined;
      yield { entries, ...(chunk && { chunk }), share: to / Math.max(1, this.#file.size) };
    }
  }

  /** Id → name of contacts, a portion at a time. */
  async *names(): AsyncGenerator<Readonly<Record<string, string>>> {
    for await (const frame of this.#frames()) if ("kind" in frame && frame.kind === "names") yield readNames(frame.content);
  }

  /** Places where bytes had changed or were missing. */
  get damages(): number {
    return this.#damages;
  }
  /** The file ends before the backup did. */
  get isCut(): boolean {
    return !this.#hasEnd;
  }
  get entries(): { readonly held: number; readonly read: number } {
    const held = this.manifest.feeds.reduce((sum, { from, to }) => sum + Math.max(0, to - from + 1), 0);
    return { held, read: held - this.lost().reduce((sum, { count }) => sum + count, 0) };
  }

  lost(): LostEntries[] {
    return [...new Set(this.manifest.feeds.map(({ device }) => device))].flatMap((device) => {
      const feeds = this.manifest.feeds.filter((feed) => feed.device === device);
      const read = this.#read.get(device) ?? new Map<number, number>();
      /** How many entries of a number are missing: more than one where the feed went on in two ways. */
      const missing = (seq: number): number => {
        const held = feeds.filter(({ from, to }) => seq >= from && seq <= to).length;
        return Math.max(0, held - (this.#twins.get(`${device} ${seq}`)?.size ?? (read.has(seq) ? 1 : 0)));
      };
      const last = Math.max(0, ...feeds.map(({ to }) => to));
      const lost: LostEntries[] = [];
      for (let from = 1; from <= last; from++) {
        let count = missing(from);
        if (count === 0) continue;
        let to = from;
        while (to < last && missing(to + 1) > 0) count += missing(++to);
        const [after, before] = [read.get(from - 1), read.get(to + 1)];
        lost.push({
          device,
          count,
          ...(after === undefined ? {} : { after: instantOf(after) }),
          ...(before === undefined ? {} : { before: instantOf(before) }),
        });
        from = to;
      }
      return lost;
    });
  }

  #note(bytes: Uint8Array): void {
    const entry = decodeEntry(bytes);
    if (!entry.ok) return;
    const { device, seq, stamp } = entry.value.header;
    if (this.#parted.has(device)) {
      const entryKey = `${device} ${seq}`;
      this.#twins.set(entryKey, (this.#twins.get(entryKey) ?? new Set()).add(toHex(entry.value.hash)));
    }
    const known = this.#read.get(device);
    if (known) known.set(seq, stamp.ms);
    else this.#read.set(device, new Map([[seq, stamp.ms]]));
  }
}

/** Tells a wrong passphrase and another kind of file from damage; damage is told by what is read then. */
export async function openBackup(file: Blob, passphrase: string): Promise<Result<Backup, BackupRefusal>> {
  const opened = await openBackupFile(file, passphrase);
  if (!opened.ok) return opened;
  for await (const frame of opened.value.frames()) {
    if (!("kind" in frame) || (frame.kind !== "manifest" && frame.kind !== "end")) continue;
    const manifest = readManifest(frame.content);
    if (manifest) return ok(new Backup(file, manifest, opened.value.frames));
  }
  return err({ code: "backup-manifest-lost" });
}
