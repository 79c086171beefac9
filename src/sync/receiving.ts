// The receiving end of a channel: frames are opened and put together, in order; what cannot be believed, or is too much, ends it.
import { unshared } from "../journal/derive.ts";
import { Malformed, Reader } from "./binary.ts";
import { type ChannelKeys, creditWindow, frameKind, nonceOf } from "./frame.ts";
import type { CloseReason } from "./status.ts";
import type { Lane } from "./wire.ts";

/** How much the other end may send before it has proved who it is. */
export interface Caution {
  /** Of the first message, which is all that is read. */
  readonly firstBytes: number;
  /** Of everything, sealed as it came. */
  readonly bytes: number;
  /** Whether an honest end may have reason to use the bulk lane by then. */
  readonly allowsBulk: boolean;
}

export interface ReceivingParts {
  readonly keys: ChannelKeys;
  /** The bytes of the largest frame the transport carries. */
  readonly maxFrame: number;
  readonly onMessage: (lane: Lane, message: Uint8Array) => void | Promise<void>;
  /** So many bytes of bulk were dealt with. */
  readonly onDealt: (bytes: number) => void;
  /** The other end has dealt with so many bytes of bulk. */
  readonly onCredit: (bytes: number) => void;
  readonly onFail: (reason: CloseReason) => void;
  readonly caution: Caution | undefined;
}

const largestMessage: Readonly<Record<Lane, number>> = { control: 2 ** 20, bulk: 65 * 2 ** 20 };
/** Frames that wait to be opened, before it counts as a flood. Bulk is bounded by credit; frames have some overhead. */
const largestBacklog: Readonly<Record<Lane, number>> = { control: 4 * 2 ** 20, bulk: 2 * creditWindow };

const emptyLane = () => ({
  frames: 0,
  backlog: 0,
  tail: Promise.resolve(),
  parts: [] as Uint8Array[],
  length: 0,
  total: 0,
  uncredited: 0,
});

export class Receiving {
  readonly #parts: ReceivingParts;
  readonly #lanes = { control: emptyLane(), bulk: emptyLane() };
  readonly #handling: { readonly message: Uint8Array; readonly uncredited: number }[] = [];
  #unproven: { bytes: number; isReading: boolean; readonly frames: [Lane, Uint8Array][]; readonly caution: Caution } | null;
  #hasHeard = false;
  #isClosed = false;
  #owed = 0;
  /** Bytes of bulk that came and were not credited yet: what the sender has used of its window. */
  #used = 0;
  #bulkLeft: number;

  constructor(parts: ReceivingParts) {
    this.#parts = parts;
    const { caution } = parts;
    this.#unproven = caution ? { bytes: caution.bytes, isReading: false, frames: [], caution } : null;
    this.#bulkLeft = caution ? 0 : Number.POSITIVE_INFINITY;
  }

  /** Anything believable has arrived: so the other end has the same keys. */
  get hasHeard(): boolean {
    return this.#hasHeard;
  }

  /** A sealed frame as it came. */
  feed(lane: Lane, frame: Uint8Array): void {
    if (this.#isClosed) return;
    if (frame.length > this.#parts.maxFrame) return this.#fail("malformed");
    const unproven = this.#unproven;
    if (!unproven) return this.#enter(lane, frame);
    unproven.bytes -= frame.length;
    if (unproven.bytes < 0 || (lane === "bulk" && !unproven.caution.allowsBulk)) return this.#fail("flooded");
    unproven.frames.push([lane, frame]);
    void this.#readFirst();
  }

  /** Reads on: the other end has proved who it is. So many bytes of bulk it may send, until it is told again. */
  trust(bulkBytes: number): void {
    this.#bulkLeft = bulkBytes;
    const frames = this.#unproven?.frames ?? [];
    this.#unproven = null;
    for (const [lane, frame] of frames) this.#enter(lane, frame);
  }

  close(): void {
    this.#isClosed = true;
  }

  #fail(reason: CloseReason): void {
    if (!this.#isClosed) this.#parts.onFail(reason);
  }

  // ---- frames ----------------------------------------------------------------------------------------------------

  #enter(lane: Lane, frame: Uint8Array): void {
    if (this.#isClosed) return;
    const into = this.#lanes[lane];
    into.backlog += frame.length;
    if (into.backlog > largestBacklog[lane]) return this.#fail("flooded");
    const opening = this.#open(lane, frame);
    into.tail = into.tail.then(async () => {
      const plain = await opening;
      into.backlog -= frame.length;
      await this.#take(lane, plain);
    });
  }

  /** Frame by frame up to the end of the first message; whoever hears it says when to read on. */
  async #readFirst(): Promise<void> {
    const unproven = this.#unproven;
    if (!unproven || unproven.isReading) return;
    unproven.isReading = true;
    for (;;) {
      const at = this.#unproven?.frames.findIndex(([lane]) => lane === "control") ?? -1;
      const [next] = at >= 0 ? (this.#unproven?.frames.splice(at, 1) ?? []) : [];
      if (!next) break;
      await this.#take("control", await this.#open("control", next[1]));
      // Delivered whole: it stays at that.
      if (!this.#unproven || this.#lanes.control.parts.length === 0 || this.#isClosed) return;
    }
    unproven.isReading = false;
  }

  async #open(lane: Lane, frame: Uint8Array): Promise<Uint8Array | null> {
    const iv = nonceOf(this.#lanes[lane].frames++);
    try {
      const key = this.#parts.keys[lane].receive;
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, unshared(frame.subarray(1))));
    } catch {
      return null; // WebCrypto's one error for every kind of forgery
    }
  }

  async #take(lane: Lane, plain: Uint8Array | null): Promise<void> {
    if (this.#isClosed) return;
    // Nothing believable yet: the other end does not hold the room's secret.
    if (!plain) return this.#fail(this.#hasHeard ? "malformed" : "wrong-secret");
    this.#hasHeard = true;
    await this.#attempt(() => this.#assemble(lane, plain));
  }

  // ---- messages --------------------------------------------------------------------------------------------------

  #assemble(lane: Lane, plain: Uint8Array): void {
    const into = this.#lanes[lane];
    const reader = new Reader(plain);
    const kind = reader.byte();
    if (kind === frameKind.credit) {
      if (lane !== "control") throw new Malformed("credit on the wrong lane");
      this.#parts.onCredit(reader.whole(creditWindow));
      return;
    }
    const isBeginning = kind === frameKind.whole || kind === frameKind.first;
    if (isBeginning !== (into.parts.length === 0) || kind > frameKind.last) throw new Malformed("frame out of place");
    if (kind === frameKind.first) into.total = reader.whole(largestMessage[lane]);
    const chunk = reader.rest();
    if (chunk.length === 0) throw new Malformed("empty frame");
    if (this.#isTooMuch(lane, kind === frameKind.first ? into.total : into.length + chunk.length, chunk)) return this.#fail("flooded");
    if (kind === frameKind.whole) return this.#deliver(lane, chunk);
    into.parts.push(chunk);
    into.length += chunk.length;
    const isLast = kind === frameKind.last;
    if (into.length > into.total || (into.length === into.total) !== isLast) throw new Malformed("length is a lie");
    if (isLast) this.#deliver(lane, this.#joined(lane));
    else if (lane === "bulk") this.#settle();
  }

  /** Counts what came; true for more than the other end may send. */
  #isTooMuch(lane: Lane, length: number, chunk: Uint8Array): boolean {
    if (this.#unproven && length > this.#unproven.caution.firstBytes) return true;
    if (lane !== "bulk") return false;
    const into = this.#lanes.bulk;
    into.uncredited += chunk.length;
    this.#used += chunk.length;
    this.#bulkLeft -= chunk.length;
    return this.#used > creditWindow || this.#bulkLeft < 0 || into.total > into.length + chunk.length + this.#bulkLeft;
  }

  #joined(lane: Lane): Uint8Array {
    const into = this.#lanes[lane];
    const message = new Uint8Array(into.total);
    let at = 0;
    for (const part of into.parts) {
      message.set(part, at);
      at += part.length;
    }
    into.parts = [];
    into.length = 0;
    into.total = 0;
    return message;
  }

  #deliver(lane: Lane, message: Uint8Array): void {
    if (lane === "control") return void this.#attempt(() => this.#parts.onMessage("control", message));
    const { bulk } = this.#lanes;
    this.#handling.push({ message, uncredited: bulk.uncredited });
    bulk.uncredited = 0;
    if (this.#handling.length === 1) void this.#handle();
  }

  async #handle(): Promise<void> {
    for (let next = this.#handling[0]; next && !this.#isClosed; next = this.#handling[0]) {
      const { message, uncredited } = next;
      await this.#attempt(() => this.#parts.onMessage("bulk", message));
      this.#handling.shift();
      this.#owed += uncredited;
      this.#settle();
    }
  }

  /** Credit for what is being put together is given as it comes, unless somebody is still busy with what came before. */
  #settle(): void {
    const { bulk } = this.#lanes;
    if (this.#handling.length === 0) {
      this.#owed += bulk.uncredited;
      bulk.uncredited = 0;
    }
    // In large pieces: the sender still has three quarters of the window meanwhile.
    if (this.#owed < creditWindow / 4 || this.#isClosed) return;
    this.#parts.onDealt(this.#owed);
    this.#used -= this.#owed;
    this.#owed = 0;
  }

  async #attempt(run: () => void | Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#fail("malformed");
    }
  }
}
