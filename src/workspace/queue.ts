/** Takes turns: one task at a time, people's commands before bulk work, each kind in the order it came. */
export class Queue {
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #bulk: (() => Promise<void>)[] = [];
  #isRunning = false;

  /** Resolves or rejects as the task does. */
  run<Value>(priority: "urgent" | "bulk", task: () => Promise<Value>): Promise<Value> {
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
