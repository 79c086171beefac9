// When this device was last connected to each other one: not what they say, but what happened here.
import { readMeta } from "../database/schema.ts";
import type { Ledger } from "./ledger.ts";

const betweenWritesMs = 60_000;

export class Seen {
  readonly #ledger: Ledger;
  readonly #now: () => number;
  readonly #at = new Map<string, number>();
  #connected: ReadonlySet<string> = new Set();
  #writtenMs = 0;

  constructor(ledger: Ledger, now: () => number) {
    this.#ledger = ledger;
    this.#now = now;
  }

  async open(): Promise<void> {
    for (const [device, ms] of Object.entries((await readMeta<Record<string, number>>(this.#ledger.db, "seen")) ?? {})) {
      this.#at.set(device, ms);
    }
  }

  /** Who is connected just now. */
  async note(connected: ReadonlySet<string>): Promise<void> {
    const now = this.#now();
    const isSame = connected.size === this.#connected.size && [...connected].every((device) => this.#connected.has(device));
    for (const device of [...connected, ...this.#connected]) this.#at.set(device, now);
    this.#connected = connected;
    if (connected.size === 0 && isSame) return;
    if (!isSame || now - this.#writtenMs >= betweenWritesMs) await this.#write(now);
  }

  /** In milliseconds; 0 when it was never connected. */
  lastMs(device: string): number {
    return this.#connected.has(device) ? this.#now() : (this.#at.get(device) ?? 0);
  }

  async #write(now: number): Promise<void> {
    this.#writtenMs = now;
    await this.#ledger.disk.write(() => this.#ledger.bulk.meta.put({ key: "seen", value: Object.fromEntries(this.#at) }));
  }
}
