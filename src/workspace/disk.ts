import { renewLog } from "../database/renewLog.ts";
import type { CommandRefusal } from "./api.ts";

/** What a failed write means to a person; what is not the disk's doing is a bug and flies on. */
export function diskRefusal(error: unknown): CommandRefusal {
  if (isDiskFull(error)) return { code: "disk-full" };
  const known = [
    "AbortError",
    "UnknownError",
    "DatabaseClosedError",
    "InvalidStateError",
    "DataError",
    "OpenFailedError",
    "TimeoutError",
    "ReadOnlyError",
  ];
  if (causesOf(error).some(({ name }) => known.includes(name))) return { code: "disk-failed", reason: String(error) };
  throw error;
}

/** Whether trying again later may help: what is no key or no value for the database never will be. */
export function isOfDisk(error: unknown): boolean {
  try {
    diskRefusal(error);
    return !causesOf(error).some(({ name }) => name === "DataError");
  } catch {
    return false;
  }
}

/** Chromium tells a full disk as a quota, for larger values as an input/output error, for a new database as an inner one. */
const isDiskFull = (error: unknown): boolean =>
  causesOf(error).some(({ name }) => name === "QuotaExceededError") || /\(IOError\)|ENOSPC/.test(String(error));
const mayBeDiskFull = (error: unknown): boolean => isDiskFull(error) || /backing store/.test(String(error));

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 8; ) {
    causes.push(cause);
    cause = (cause as { inner?: unknown }).inner ?? cause.cause;
  }
  return causes;
}

const renewEveryMs = 2_000;
const startPatienceMs = 10_000;

/**
 * Stands between an engine and a disk that may be full, or was when the power went. Before the first write, and after one that
 * found no room, the browser's log is renewed, else Chromium may throw everything away (`renewLog`).
 */
export class Disk {
  readonly #profile: string;
  #isFull = false;
  #triedMs = -Infinity;

  constructor(profile: string) {
    this.#profile = profile;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** To be called before anything is written. A browser that cannot do it for another reason than room is used as it is. */
  async open(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer from the storage")), startPatienceMs);
    });
    try {
      await Promise.race([renewLog(this.#profile), patience]);
    } catch (error) {
      console.warn("the browser's log could not be renewed", error);
      this.#isFull = mayBeDiskFull(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Fails as the task does, and with a `QuotaExceededError` as long as the disk is full. */
  async write<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.#isFull) await this.#recover();
    try {
      return await task();
    } catch (error) {
      if (isDiskFull(error)) this.#isFull = true;
      throw error;
    }
  }

  async #recover(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.#triedMs < renewEveryMs) throw new DOMException("the disk was full a moment ago", "QuotaExceededError");
    this.#triedMs = nowMs;
    try {
      await renewLog(this.#profile);
    } catch (error) {
      console.warn("the browser's log could not be renewed", error);
      throw new DOMException("the disk is still full", "QuotaExceededError");
    }
    this.#isFull = false;
  }
}
