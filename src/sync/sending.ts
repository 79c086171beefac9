// The sending end of a channel: messages are cut into frames and sealed, and bulk waits for the credit of the other end.
import { Writer } from "./binary.ts";
import { type ChannelKeys, creditWindow, frameKind, nonceOf, sealedFrame, tagBytes } from "./frame.ts";
import type { Lane, Wire } from "./wire.ts";

const emptyLane = () => ({ frames: 0, queued: 0, frameTail: Promise.resolve(), messageTail: Promise.resolve() });

export class Sending {
  readonly #wire: Wire;
  readonly #keys: ChannelKeys;
  readonly #lanes = { control: emptyLane(), bulk: emptyLane() };
  #allowance = creditWindow;
  #onAllowance: (() => void) | null = null;
  #isClosed = false;

  constructor(wire: Wire, keys: ChannelKeys) {
    this.#wire = wire;
    this.#keys = keys;
  }

  /** Resolves when the transport has taken it, or the channel is closed. */
  send(lane: Lane, message: Uint8Array): Promise<void> {
    const out = this.#lanes[lane];
    out.queued += message.length;
    const sent = out.messageTail.then(() => this.#transmit(lane, message));
    out.messageTail = sent.then(() => {
      out.queued -= message.length;
    });
    return out.messageTail;
  }

  /** Bytes that wait to be sent. */
  queued(lane: Lane): number {
    return this.#lanes[lane].queued;
  }

  /** Tells the other end that it may send so many bytes of bulk more. */
  grant(bytes: number): void {
    void this.#put("control", new Writer().byte(frameKind.credit).whole(bytes).done());
  }

  /** The other end has granted so many bytes of bulk more. */
  allow(bytes: number): void {
    this.#allowance = Math.min(creditWindow, this.#allowance + bytes);
    this.#onAllowance?.();
  }

  close(): void {
    this.#isClosed = true;
    this.#onAllowance?.();
  }

  async #transmit(lane: Lane, message: Uint8Array): Promise<void> {
    const room = this.#wire.maxFrame - 1 - tagBytes;
    const isWhole = message.length + 1 <= room;
    for (let at = 0; at < message.length && !this.#isClosed; ) {
      const head = new Writer();
      if (isWhole) head.byte(frameKind.whole);
      else if (at === 0) head.byte(frameKind.first).whole(message.length);
      else head.byte(message.length - at < room ? frameKind.last : frameKind.middle);
      const start = head.done();
      const chunk = message.subarray(at, at + room - start.length);
      at += chunk.length;
      if (lane === "bulk" && !(await this.#isAllowed(chunk.length))) return;
      await this.#put(lane, new Writer().take(start).take(chunk).done());
    }
  }

  /** Takes so many bytes of the allowance, once there are as many; false when the channel is closed meanwhile. */
  async #isAllowed(bytes: number): Promise<boolean> {
    while (this.#allowance < bytes && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#onAllowance = resolve;
      });
    }
    if (this.#isClosed) return false;
    this.#allowance -= bytes;
    return true;
  }

  #put(lane: Lane, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const out = this.#lanes[lane];
    const sealing = crypto.subtle.encrypt({ name: "AES-GCM", iv: nonceOf(out.frames++) }, this.#keys[lane].send, plain);
    out.frameTail = out.frameTail.then(async () => {
      const sealed = new Uint8Array(await sealing);
      if (this.#isClosed) return;
      const frame = new Uint8Array(1 + sealed.length);
      frame[0] = sealedFrame;
      frame.set(sealed, 1);
      await this.#wire.send(lane, frame);
    });
    return out.frameTail;
  }
}
