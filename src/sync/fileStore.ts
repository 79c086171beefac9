import type { Content } from "../domain/file.ts";
import type { DeviceId } from "../journal/deviceKeys.ts";

/** What a device says of the contents it holds whole: all of them from now on, or what is new and what is gone. */
export interface Holdings {
  /** Forget what it said before. */
  readonly isWhole: boolean;
  readonly held: readonly string[];
  readonly dropped: readonly string[];
}

/** A content that shall come here. */
export interface Wanted extends Content {
  /** Somebody waits for it: it comes also while entries arrive. */
  readonly isDemanded: boolean;
}

/** The part of the program that keeps the bytes of files, as sync needs it. */
export interface FileStore {
  /** Hashes of all contents that lie here whole. */
  held(): readonly string[];
  /** Which came whole, which are gone. */
  onHeld(listener: (held: readonly string[], dropped: readonly string[]) => void): () => void;
  /** Another member's word. */
  hearHoldings(device: DeviceId, holdings: Holdings): Promise<void>;
  /** What shall come, the most urgent first. */
  wanted(): readonly Wanted[];
  onWanted(listener: () => void): () => void;
  /** Which chunks are to be asked for: the first alone while nothing proves the others. */
  missing(content: Content): Promise<readonly number[]>;
  /** A sealed chunk, with the hashes of all behind the first; undefined where it is not here. */
  chunk(sha256: string, index: number): Promise<{ readonly sealed: Uint8Array; readonly hashes: Uint8Array } | undefined>;
  /** Keeps a chunk if it is what the record proves, durably; `refused` if it is not. */
  take(content: Content, index: number, sealed: Uint8Array, hashes: Uint8Array): Promise<"stored" | "whole" | "refused">;
}
