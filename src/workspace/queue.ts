const quietAfterMs = 2_000;
const bulkPauseMs = 700;

/** Takes turns: one task at a time, people's commands before bulk work, each kind in the order it came. */
export class Queue {
  /** When a person's command last came, in milliseconds; bulk work takes shorter turns for a while after it. */
  #urgentMs = -Infinity;
  #bulkMs = -Infinity;
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #bulk: (() => Promise<void>)[] = [];
  #isRunning = false;

  /** Nobody is waiting for an answer just now: bulk work may take longer turns, which write much less in all. */
  get isQuiet(): boolean {
    return performance.now() - this.#urgentMs > quietAfterMs;
  }

  /** No bulk work has come for a moment: what can wait for its end may be done. */
  get isBulkOver(): boolean {
    return performance.now() - this.#bulkMs > bulkPauseMs;
  }

  /** Resolves or rejects as the task does. Tidying takes its turns among bulk work without counting as such. */
  run<Value>(priority: "urgent" | "bulk" | "tidy", task: () => Promise<Value>): Promise<Value> {
    if (priority === "urgent") this.#urgentMs = performance.now();
    if (priority === "bulk") this.#bulkMs = performance.now();
    return new Promise<Value>((resolve, reject) => {
      (priority === "urgent" ? this.#urgent : this.#bulk).push(() => task().then(resolve, reject));
      if (!this.#isRunning) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    for (let task = this.#next(); task; task = this.#next()) await task();
    this.#isRunning = false;
  }

  #next(): (() => Promise<void>) | undefined {
    return this.#urgent.shift() ?? this.#bulk.shift();
  }
}

/** How long bulk work may take in one turn, in milliseconds: while somebody is at work, and while nobody is. */
const busyTurnMs = 40;
const quietTurnMs = 300;

/** How much bulk work fits into one turn, by what it took lately. */
export class Pace {
  readonly #queue: Queue;
  readonly #most: number;
  #unitMs: number;

  /** Units are the caller's, records or bytes; `unitMs` is a first guess, `most` what a turn never exceeds. */
  constructor(queue: Queue, unitMs: number, most: number) {
    this.#queue = queue;
    this.#unitMs = unitMs;
    this.#most = most;
  }

  get units(): number {
    return Math.max(1, Math.min(this.#most, Math.floor((this.#queue.isQuiet ? quietTurnMs : busyTurnMs) / this.#unitMs)));
  }

  async measure<Value>(units: number, task: () => Promise<Value>): Promise<Value> {
    const startMs = performance.now();
    const value = await task();
    const tookMs = (performance.now() - startMs) / Math.max(1, units);
    this.#unitMs = this.#unitMs * 0.7 + tookMs * 0.3;
    return value;
  }
}
