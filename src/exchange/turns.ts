import type { Progress } from "./draft.ts";

/** Long work lets others pass this often, and asks whether to go on. */
const turnMs = 25;
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Long work in turns, so that others pass and a person can cancel; counts in bytes of the files. */
export class Turns {
  readonly #progress: Progress;
  readonly #total: number;
  #since = performance.now();
  before = 0;

  constructor(progress: Progress, total: number) {
    this.#progress = progress;
    this.#total = total;
  }

  get isDue(): boolean {
    return performance.now() - this.#since > turnMs;
  }

  /** True when the person has cancelled. */
  async pass(done: number): Promise<boolean> {
    const answer = await this.#progress(Math.min(this.before + done, this.#total), this.#total);
    await nextTurn();
    this.#since = performance.now();
    return answer === false;
  }
}
