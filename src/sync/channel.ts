// Messages of any size over a wire, once both ends share keys. Each message is cut into frames, each frame is sealed with the key of its
// direction and lane under a counter, so a frame that is lost, repeated, moved or altered ends the connection instead of being believed.
// Control never waits for bulk: the lanes have queues of their own. On the bulk lane the receiver grants credit for what it has dealt with,
// so a slow disk at the far end stops the sender and fills nobody's memory; a sender that takes more than it was granted is cut off.
//
// Whoever knows the room's secret has not said yet who they are. Until then a channel reads one short message and no more: what else
// comes lies unopened, and little of it.
import { unshared } from "../journal/derive.ts";
import { Malformed, Reader, Writer } from "./binary.ts";
import type { CloseReason } from "./status.ts";
import type { Lane, Wire } from "./wire.ts";

export interface LaneKeys {
  readonly send: CryptoKey;
  readonly receive: CryptoKey;
}

export interface ChannelOptions {
  readonly wire: Wire;
  readonly keys: Readonly<Record<Lane, LaneKeys>>;
  /** Bulk messages come one at a time: the next waits for the promise, and so does the credit. May throw Malformed. */
  readonly onMessage: (lane: Lane, message: Uint8Array) => void | Promise<void>;
  /** What arrived cannot be believed. Called once. */
  readonly onFail: (reason: CloseReason) => void;
  /** Left out: the other end is believed from the start. */
  readonly caution?: Caution;
}

/** How much the other end may send before it has proved who it is. */
export interface Caution {
  /** Of the first message, which is all that is read. */
  readonly firstBytes: number;
  /** Of everything, sealed as it came. */
  readonly bytes: number;
  /** Whether an honest end may have reason to use the bulk lane by then. */
  readonly allowsBulk: boolean;
}

export interface Channel {
  /** Resolves when the transport has taken it, or the channel is closed. */
  send(lane: Lane, message: Uint8Array): Promise<void>;
  /** Bytes that wait to be sent. */
  queued(lane: Lane): number;
  /** A sealed frame as it came. */
  feed(lane: Lane, frame: Uint8Array): void;
  /** Reads on: the other end has proved who it is. So many bytes of bulk it may send, until it is told again. */
  trust(bulkBytes: number): void;
  /** Anything believable has arrived: so the other end has the same keys. */
  readonly hasHeard: boolean;
  close(): void;
}

/** The first byte of a frame on the wire. */
export const sealedFrame = 1;

const largestMessage: Readonly<Record<Lane, number>> = { control: 2 ** 20, bulk: 65 * 2 ** 20 };
/** What the sender may have under way on the bulk lane before the receiver has dealt with any of it. */
const creditWindow = 4 * 2 ** 20;
/** Frames that wait to be opened, before it counts as a flood. Bulk is bounded by credit; frames have some overhead. */
const largestBacklog: Readonly<Record<Lane, number>> = { control: 4 * 2 ** 20, bulk: 2 * creditWindow };
const tagBytes = 16;

const whole = 0;
const first = 1;
const middle = 2;
const last = 3;
const credit = 4;

function nonceOf(counter: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(counter));
  return nonce;
}

export function openChannel({ wire, keys, onMessage, onFail, caution }: ChannelOptions): Channel {
  const outgoing = { control: makeOutgoing(), bulk: makeOutgoing() };
  const incoming = { control: makeIncoming(), bulk: makeIncoming() };
  let isClosed = false;
  let hasHeard = false;
  let allowance = creditWindow;
  let onAllowance: (() => void) | null = null;
  let owed = 0;
  /** Bytes of bulk that came and were not credited yet: what the sender has used of its window. */
  let used = 0;
  let bulkLeft = caution ? 0 : Number.POSITIVE_INFINITY;
  let unproven = caution ? { ...caution, frames: [] as [Lane, Uint8Array][], isReading: false } : null;
  const handling: { message: Uint8Array; uncredited: number }[] = [];

  function close() {
    isClosed = true;
    onAllowance?.();
  }

  function fail(reason: CloseReason) {
    if (isClosed) return;
    close();
    onFail(reason);
  }

  function put(lane: Lane, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const out = outgoing[lane];
    const sealing = crypto.subtle.encrypt({ name: "AES-GCM", iv: nonceOf(out.frames++) }, keys[lane].send, plain);
    out.frameTail = out.frameTail.then(async () => {
      const sealed = new Uint8Array(await sealing);
      if (isClosed) return;
      const frame = new Uint8Array(1 + sealed.length);
      frame[0] = sealedFrame;
      frame.set(sealed, 1);
      await wire.send(lane, frame);
    });
    return out.frameTail;
  }

  async function transmit(lane: Lane, message: Uint8Array) {
    const room = wire.maxFrame - 1 - tagBytes;
    const isWhole = message.length + 1 <= room;
    for (let at = 0; at < message.length && !isClosed; ) {
      const head = new Writer();
      if (isWhole) head.byte(whole);
      else if (at === 0) head.byte(first).whole(message.length);
      else head.byte(message.length - at < room ? last : middle);
      const start = head.done();
      const chunk = message.subarray(at, at + room - start.length);
      at += chunk.length;
      if (lane === "bulk") {
        while (allowance < chunk.length && !isClosed) {
          await new Promise<void>((resolve) => {
            onAllowance = resolve;
          });
        }
        if (isClosed) return;
        allowance -= chunk.length;
      }
      await put(lane, new Writer().take(start).take(chunk).done());
    }
  }

  async function open(lane: Lane, frame: Uint8Array): Promise<Uint8Array | null> {
    const iv = nonceOf(incoming[lane].frames++);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, keys[lane].receive, unshared(frame.subarray(1))));
    } catch {
      return null; // WebCrypto's one error for every kind of forgery
    }
  }

  /** Credit for what is being put together is given as it comes, unless somebody is still busy with what came before. */
  function settle() {
    const bulk = incoming.bulk;
    if (handling.length === 0) {
      owed += bulk.uncredited;
      bulk.uncredited = 0;
    }
    // In large pieces: the sender still has three quarters of the window meanwhile.
    if (owed < creditWindow / 4 || isClosed) return;
    void put("control", new Writer().byte(credit).whole(owed).done());
    used -= owed;
    owed = 0;
  }

  async function handle() {
    for (let next = handling[0]; next && !isClosed; next = handling[0]) {
      await attempt(() => onMessage("bulk", next.message));
      handling.shift();
      owed += next.uncredited;
      settle();
    }
  }

  async function attempt(run: () => void | Promise<void>) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      fail("malformed");
    }
  }

  function deliver(lane: Lane, message: Uint8Array): void {
    if (lane === "control") return void attempt(() => onMessage("control", message));
    handling.push({ message, uncredited: incoming.bulk.uncredited });
    incoming.bulk.uncredited = 0;
    if (handling.length === 1) void handle();
  }

  function assemble(lane: Lane, plain: Uint8Array): void {
    const into = incoming[lane];
    const reader = new Reader(plain);
    const kind = reader.byte();
    if (kind === credit) {
      if (lane !== "control") throw new Malformed("credit on the wrong lane");
      allowance = Math.min(creditWindow, allowance + reader.whole(creditWindow));
      onAllowance?.();
      return;
    }
    if ((kind === whole || kind === first) !== (into.parts.length === 0) || kind > last) throw new Malformed("frame out of place");
    if (kind === first) into.total = reader.whole(largestMessage[lane]);
    const chunk = reader.rest();
    if (chunk.length === 0) throw new Malformed("empty frame");
    if (unproven && (kind === first ? into.total : into.length + chunk.length) > unproven.firstBytes) return fail("flooded");
    if (lane === "bulk") {
      into.uncredited += chunk.length;
      used += chunk.length;
      bulkLeft -= chunk.length;
      if (used > creditWindow || bulkLeft < 0 || into.total > into.length + chunk.length + bulkLeft) return fail("flooded");
    }
    if (kind === whole) return deliver(lane, chunk);
    into.parts.push(chunk);
    into.length += chunk.length;
    if (into.length > into.total || (into.length === into.total) !== (kind === last)) throw new Malformed("length is a lie");
    if (kind !== last) return lane === "bulk" ? settle() : undefined;
    const message = new Uint8Array(into.total);
    let at = 0;
    for (const part of into.parts) {
      message.set(part, at);
      at += part.length;
    }
    into.parts = [];
    into.length = 0;
    into.total = 0;
    return deliver(lane, message);
  }

  function enter(lane: Lane, frame: Uint8Array): void {
    if (isClosed) return;
    const into = incoming[lane];
    into.backlog += frame.length;
    if (into.backlog > largestBacklog[lane]) return fail("flooded");
    const opening = open(lane, frame);
    into.tail = into.tail.then(async () => {
      const plain = await opening;
      into.backlog -= frame.length;
      await take(lane, plain);
    });
  }

  async function take(lane: Lane, plain: Uint8Array | null): Promise<void> {
    if (isClosed) return;
    // Nothing believable yet: the other end does not hold the room's secret.
    if (!plain) return fail(hasHeard ? "malformed" : "wrong-secret");
    hasHeard = true;
    await attempt(() => assemble(lane, plain));
  }

  /** Frame by frame up to the end of the first message; whoever hears it says when to read on. */
  async function readFirst(): Promise<void> {
    if (!unproven || unproven.isReading) return;
    unproven.isReading = true;
    for (;;) {
      const at = unproven?.frames.findIndex(([lane]) => lane === "control") ?? -1;
      const [next] = at >= 0 ? (unproven?.frames.splice(at, 1) ?? []) : [];
      if (!next) break;
      await take("control", await open("control", next[1]));
      // Delivered whole: it stays at that.
      if (unproven && incoming.control.parts.length === 0) return;
      if (!unproven || isClosed) return;
    }
    unproven.isReading = false;
  }

  return {
    send(lane, message) {
      const out = outgoing[lane];
      out.queued += message.length;
      const sent = out.messageTail.then(() => transmit(lane, message));
      out.messageTail = sent.then(() => {
        out.queued -= message.length;
      });
      return out.messageTail;
    },
    queued: (lane) => outgoing[lane].queued,
    feed(lane, frame) {
      if (isClosed) return;
      if (frame.length > wire.maxFrame) return fail("malformed");
      if (!unproven) return enter(lane, frame);
      unproven.bytes -= frame.length;
      if (unproven.bytes < 0 || (lane === "bulk" && !unproven.allowsBulk)) return fail("flooded");
      unproven.frames.push([lane, frame]);
      void readFirst();
    },
    trust(bulkBytes) {
      bulkLeft = bulkBytes;
      if (!unproven) return;
      const { frames } = unproven;
      unproven = null;
      for (const [lane, frame] of frames) enter(lane, frame);
    },
    get hasHeard() {
      return hasHeard;
    },
    close,
  };
}

const makeOutgoing = () => ({ frames: 0, queued: 0, frameTail: Promise.resolve(), messageTail: Promise.resolve() });
const makeIncoming = () => ({
  frames: 0,
  backlog: 0,
  tail: Promise.resolve(),
  parts: [] as Uint8Array[],
  length: 0,
  total: 0,
  uncredited: 0,
});
