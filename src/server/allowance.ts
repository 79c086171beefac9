/** So much at once, and so much a second from then on. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #countedAt = performance.now();

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
  }

  /** False when it is used up; then nothing is taken. */
  take(amount: number): boolean {
    this.#earn();
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }

  /** Nothing is owed: forgetting it changes nothing. */
  get isFull(): boolean {
    this.#earn();
    return this.#left === this.#burst;
  }

  #earn(): void {
    const now = performance.now();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#countedAt) / 1000) * this.#perSecond);
    this.#countedAt = now;
  }
}
