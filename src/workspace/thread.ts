// A worker beside the screen: started for the first question, let go when nobody has asked for a while.
import * as Comlink from "comlink";

/** What it has read lies in its memory: too much to keep for nobody. */
const idleMs = 120_000;

interface Running<Work> {
  readonly work: Comlink.Remote<Work>;
  /** Rejects when the worker breaks. */
  readonly failed: Promise<never>;
  /** Resolves when the worker is let go, for whoever still waits. */
  readonly ended: Promise<null>;
  readonly end: () => void;
}

export class Thread<Work> {
  readonly #start: () => Worker;
  #running: Running<Work> | null = null;
  #waiting = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** The answer; null where the worker was let go, or `signal` given, before there was one. */
  async ask<Answer>(question: (work: Comlink.Remote<Work>) => Promise<Answer>, signal?: AbortSignal): Promise<Answer | null> {
    if (signal?.aborted) return null;
    clearTimeout(this.#idleTimer);
    const { work, failed, ended } = (this.#running ??= this.#begin());
    this.#waiting++;
    const cancelled = new Promise<null>((resolve) => signal?.addEventListener("abort", () => resolve(null), { once: true }));
    try {
      return await Promise.race([question(work), cancelled, failed, ended]);
    } finally {
      this.#waiting--;
      // Only ending the thread ends what it is working at.
      if (this.#waiting === 0 && signal?.aborted) this.close();
      else this.#rest();
    }
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.#running?.end();
    this.#running = null;
  }

  #rest(): void {
    clearTimeout(this.#idleTimer);
    if (this.#waiting === 0 && this.#running) this.#idleTimer = setTimeout(() => this.close(), idleMs);
  }

  #begin(): Running<Work> {
    const worker = this.#start();
    const failed = new Promise<never>((_resolve, reject) => {
      worker.onerror = (event) => {
        reject(new Error(event.message || "a worker could not start"));
        this.close();
      };
    });
    // Heard by whoever waits; nobody may be waiting.
    failed.catch(() => undefined);
    const { promise: ended, resolve } = Promise.withResolvers<null>();
    const end = (): void => {
      worker.terminate();
      resolve(null);
    };
    return { work: Comlink.wrap<Work>(worker), failed, ended, end };
  }
}
