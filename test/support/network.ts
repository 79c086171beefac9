import { Chance } from "../../src/lib/chance.ts";
import type { Timers } from "../../src/sync/timers.ts";
import { type Lane, largestFrame, type Wire } from "../../src/sync/wire.ts";

let cryptoUnderWay = 0;
let isWatching = false;

/** WebCrypto answers when it likes: virtual time may only move while nothing is being computed. */
function watchCrypto() {
  if (isWatching) return;
  isWatching = true;
  const subtle = Object.getPrototypeOf(crypto.subtle) as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const name of ["encrypt", "decrypt", "sign", "verify", "digest", "generateKey", "deriveBits", "importKey", "exportKey"]) {
    const original = subtle[name] as (...given: unknown[]) => Promise<unknown>;
    subtle[name] = function (this: unknown, ...given: unknown[]) {
      cryptoUnderWay++;
      const done = () => {
        cryptoUnderWay--;
      };
      const result = original.apply(this, given);
      result.then(done, done);
      return result;
    };
  }
}

/** Time that stands still until it is told to pass; in whole milliseconds, like a device's. */
export class VirtualClock implements Timers {
  #now = 1_750_000_000_000;
  #count = 0;
  #timers: { at: number; order: number; run: () => void }[] = [];

  constructor() {
    watchCrypto();
  }

  readonly now = () => this.#now;

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.ceil(Math.max(0, ms)), order: this.#count++, run };
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle] as typeof timer).at <= timer.at) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  /** Everything that can happen at this moment has happened. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet = cryptoUnderWay === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + Math.ceil(ms);
    await this.settle();
    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#now = next.at;
      while (this.#timers[0] && this.#timers[0].at <= this.#now) this.#timers.shift()?.run();
      await this.settle();
    }
    this.#now = end;
  }

  /** Lets time pass until it is so; says whether it became so within the limit. */
  async until(isSo: () => boolean, limitMs = 600_000): Promise<boolean> {
    const end = this.#now + limitMs;
    await this.settle();
    for (let next = this.#timers[0]; !isSo() && next && next.at <= end; next = this.#timers[0]) await this.pass(next.at - this.#now);
    return isSo();
  }
}

/** What may go wrong with a frame: each a probability. */
export interface Faults {
  readonly drop: number;
  readonly duplicate: number;
  readonly reorder: number;
  readonly truncate: number;
  readonly corrupt: number;
}

export interface LinkSettings {
  readonly latencyMs: number;
  readonly bytesPerSecond: number;
  readonly faults: Partial<Faults>;
  readonly maxFrame: number;
  /** As the two ends see the certificates; equal pairs unless somebody sits in the middle. */
  readonly fingerprints: readonly [Wire["fingerprints"], Wire["fingerprints"]];
}

/** What a transport keeps before it asks the sender to wait. */
const roomFor: Readonly<Record<Lane, number>> = { control: 256 * 1024, bulk: 1024 * 1024 };

export interface Link {
  readonly wires: readonly [Wire, Wire];
  readonly isOpen: boolean;
  /** Frames as they were given to the wire, from the first end and from the second. */
  readonly sent: readonly [{ lane: Lane; frame: Uint8Array }[], { lane: Lane; frame: Uint8Array }[]];
  readonly sentBytes: readonly [number, number];
  /** Bytes accepted from the sender and not yet delivered. */
  waitingBytes(): number;
  /** The receivers stop taking anything, and the connection stands. */
  stall(isStalled: boolean): void;
  /** Puts a frame on the wire as if one of the ends had sent it. */
  inject(to: 0 | 1, lane: Lane, frame: Uint8Array): void;
  break(): void;
}

/** Devices and the connections between them, in memory, under a seeded chance and a clock that the test owns. */
export class MemoryNetwork {
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #settings: LinkSettings;
  readonly links = new Set<Link>();
  #count = 0;
  /** Keeps what was sent, for tests that look at it. */
  isRecording = false;

  constructor(clock: VirtualClock, seed: number, settings: Partial<LinkSettings> = {}) {
    this.#clock = clock;
    this.#chance = new Chance(seed);
    const same = { local: "sha-256 aa", remote: "sha-256 bb" };
    this.#settings = {
      latencyMs: 20,
      bytesPerSecond: 5_000_000,
      faults: {},
      maxFrame: largestFrame,
      fingerprints: [same, { local: same.remote, remote: same.local }],
      ...settings,
    };
  }

  connect(room: string, settings: Partial<LinkSettings> = {}): Link {
    const { latencyMs, bytesPerSecond, faults, maxFrame, fingerprints } = { ...this.#settings, ...settings };
    const clock = this.#clock;
    const chance = this.#chance;
    const id = `wire ${++this.#count}`;
    const sent: [{ lane: Lane; frame: Uint8Array }[], { lane: Lane; frame: Uint8Array }[]] = [[], []];
    const sentBytes: [number, number] = [0, 0];
    let isOpen = true;
    let isStalled = false;
    const held: (() => void)[] = [];
    let waiting = 0;

    const makeEnd = (end: 0 | 1): Wire & { deliver(lane: Lane, frame: Uint8Array): void } => {
      const early: [Lane, Uint8Array][] = [];
      let listener: Wire["onFrame"] = null;
      return {
        id: `${id}${end === 0 ? "a" : "b"}`,
        room,
        fingerprints: fingerprints[end],
        maxFrame,
        send: (lane, frame) => transmit(end, lane, frame),
        get onFrame() {
          return listener;
        },
        set onFrame(given) {
          listener = given;
          if (given) for (const [lane, frame] of early.splice(0)) given(lane, frame);
        },
        onClose: null,
        close: () => finish(end),
        deliver(lane, frame) {
          if (!isOpen) return;
          if (listener) listener(lane, frame);
          else if (early.length < 64) early.push([lane, frame]);
        },
      };
    };
    const wires = [makeEnd(0), makeEnd(1)] as const;
    const busyUntil: [number, number] = [0, 0];
    const lastArrival: Record<Lane, [number, number]> = { control: [0, 0], bulk: [0, 0] };
    const backlog: Record<Lane, [number, number]> = { control: [0, 0], bulk: [0, 0] };
    const wakes: (() => void)[] = [];

    /** The other end hears of it later, as in life. */
    const finish = (by: 0 | 1 | null) => {
      if (!isOpen) return;
      isOpen = false;
      this.links.delete(link);
      for (const wake of wakes.splice(0)) wake();
      for (const end of [0, 1] as const) if (end !== by) clock.after(latencyMs, () => wires[end].onClose?.());
    };

    function arrive(from: 0 | 1, lane: Lane, frame: Uint8Array | null, size: number) {
      const deliver = () => {
        waiting -= size;
        backlog[lane][from] -= size;
        for (const wake of wakes.splice(0)) wake();
        if (frame) wires[from === 0 ? 1 : 0].deliver(lane, frame);
      };
      if (isStalled) held.push(deliver);
      else deliver();
    }

    const transmit = async (from: 0 | 1, lane: Lane, frame: Uint8Array): Promise<void> => {
      if (!isOpen) return;
      if (frame.length > maxFrame) throw new RangeError("frame too large for this wire");
      sentBytes[from] += frame.length;
      if (this.isRecording) sent[from].push({ lane, frame: frame.slice() });
      const now = clock.now();
      const takes = (frame.length / bytesPerSecond) * 1_000;
      // Control has a queue of its own and is served first, so it waits for nothing but its own length.
      if (lane === "bulk") busyUntil[from] = Math.max(now, busyUntil[from]) + takes;
      const leaves = lane === "bulk" ? busyUntil[from] : now + takes;
      let copies: Uint8Array[] = [frame];
      if (chance.happens(faults.drop ?? 0)) copies = [];
      else if (chance.happens(faults.duplicate ?? 0)) copies = [frame, frame.slice()];
      else if (chance.happens(faults.truncate ?? 0)) copies = [frame.subarray(0, chance.whole(0, frame.length - 1))];
      else if (chance.happens(faults.corrupt ?? 0)) copies = [withOneBitFlipped(frame, chance)];
      waiting += frame.length;
      backlog[lane][from] += frame.length;
      const order = lastArrival[lane];
      const isLate = chance.happens(faults.reorder ?? 0);
      const at = isLate ? leaves + latencyMs * chance.whole(2, 5) : Math.max(order[from], leaves + latencyMs);
      if (!isLate) order[from] = at;
      for (const [index, copy] of copies.entries()) clock.after(at - now, () => arrive(from, lane, copy, index === 0 ? frame.length : 0));
      if (copies.length === 0) clock.after(at - now, () => arrive(from, lane, null, frame.length));
      while (isOpen && backlog[lane][from] > roomFor[lane]) {
        await new Promise<void>((resolve) => {
          wakes.push(resolve);
        });
      }
    };

    const link: Link = {
      wires,
      get isOpen() {
        return isOpen;
      },
      sent,
      sentBytes,
      waitingBytes: () => waiting,
      stall(stalled) {
        isStalled = stalled;
        if (!stalled) for (const deliver of held.splice(0)) deliver();
      },
      inject: (to, lane, frame) => wires[to].deliver(lane, frame),
      break: () => finish(null),
    };
    this.links.add(link);
    return link;
  }
}

function withOneBitFlipped(frame: Uint8Array, chance: Chance): Uint8Array {
  const changed = frame.slice();
  const at = chance.whole(0, frame.length - 1);
  changed[at] = (changed[at] as number) ^ (1 << chance.whole(0, 7));
  return changed;
}
