const quietAfterMs = 2_000;

/** Takes turns: one task at a time, people's commands before bulk work, each kind in the order it came. */
export class Queue {
  /** When a person's command last came, in milliseconds; bulk work takes shorter turns for a while after it. */
  #urgentMs = -Infinity;
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #bulk: (() => Promise<void>)[] = [];
  #isRunning = false;

  /** Nobody is waiting for an answer just now: bulk work may take longer turns, which write much less in all. */
  get isQuiet(): boolean {
    return performance.now() - this.#urgentMs > quietAfterMs;
  }

  /** Resolves or rejects as the task does. */
  run<Value>(priority: "urgent" | "bulk", task: () => Promise<Value>): Promise<Value> {
    if (priority === "urgent") this.#urgentMs = performance.now();
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
