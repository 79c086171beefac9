const quietAfterMs = 2_000;
const bulkPauseMs = 700;

/** A turn that takes so long while this device was awake will not end any more. */
const turnPatienceMs = 60_000;
/** Time passes by ticks, so that a device that slept blames nobody. */
const ticks = 12;

/** The queue has stopped: a turn did not end, and what waited behind it has not begun. */
export class Stuck extends Error {
  constructor() {
    super("a turn of the engine did not end");
    this.name = "Stuck";
  }
}

interface Turn {
  readonly begin: () => Promise<void>;
  readonly refuse: (error: Error) => void;
  readonly patienceMs: number;
}

/** Takes turns: one task at a time, people's commands before bulk work, each kind in the order it came. */
export class Queue {
  /** When a person's command last came, in milliseconds; bulk work takes shorter turns for a while after it. */
  #urgentMs = -Infinity;
  #bulkMs = -Infinity;
  readonly #urgent: Turn[] = [];
  readonly #bulk: Turn[] = [];
  #running: Turn | null = null;
  #isStuck = false;
  readonly #patienceMs: number;
  /** A turn did not end; everybody who waits has been refused. */
  onStuck: () => void = () => undefined;

  constructor(patienceMs = turnPatienceMs) {
    this.#patienceMs = patienceMs;
  }

  /** Nobody is waiting for an answer just now: bulk work may take longer turns, which write much less in all. */
  get isQuiet(): boolean {
    return performance.now() - this.#urgentMs > quietAfterMs;
  }

  /** No bulk work has come for a moment: what can wait for its end may be done. */
  get isBulkOver(): boolean {
    return performance.now() - this.#bulkMs > bulkPauseMs;
  }

  /**
   * Resolves or rejects as the task does, and rejects as `Stuck` when its turn, or one before it, does not end. Tidying takes
   * its turns among bulk work without counting as such. Work that is known to take long says how much patience it needs.
   */
  run<Value>(priority: "urgent" | "bulk" | "tidy", task: () => Promise<Value>, patienceMs = this.#patienceMs): Promise<Value> {
    if (priority === "urgent") this.#urgentMs = performance.now();
    if (priority === "bulk") this.#bulkMs = performance.now();
    if (this.#isStuck) return Promise.reject(new Stuck());
    return new Promise<Value>((resolve, reject) => {
      const begin = async (): Promise<void> => {
        try {
          resolve(await task());
        } catch (error) {
          reject(error as Error);
        }
      };
      (priority === "urgent" ? this.#urgent : this.#bulk).push({ begin, refuse: reject, patienceMs });
      if (!this.#running) void this.#work();
    });
  }

  async #work(): Promise<void> {
    for (let turn = this.#next(); turn && !this.#isStuck; turn = this.#next()) {
      this.#running = turn;
      const stopWatch = this.#watch(turn.patienceMs);
      await turn.begin();
      stopWatch();
      this.#running = null;
    }
  }

  #watch(patienceMs: number): () => void {
    let left = ticks;
    const timer = setInterval(() => {
      if (--left === 0) this.#stop();
    }, patienceMs / ticks);
    return () => clearInterval(timer);
  }

  #stop(): void {
    this.#isStuck = true;
    const refused = [...(this.#running ? [this.#running] : []), ...this.#urgent.splice(0), ...this.#bulk.splice(0)];
    for (const { refuse } of refused) refuse(new Stuck());
    this.onStuck();
  }

  #next(): Turn | undefined {
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
