// Messages of any size over a wire, once both ends share keys. Each message is cut into frames, each frame is sealed with the key of its
// direction and lane under a counter, so a frame that is lost, repeated, moved or altered ends the connection instead of being believed.
// Control never waits for bulk: the lanes have queues of their own. On the bulk lane the receiver grants credit for what it has dealt with,
// so a slow disk at the far end stops the sender and fills nobody's memory; a sender that takes more than it was granted is cut off.
//
// Whoever knows the room's secret has not said yet who they are. Until then a channel reads one short message and no more: what else
// comes lies unopened, and little of it.
import type { ChannelKeys } from "./frame.ts";
import { type Caution, Receiving } from "./receiving.ts";
import { Sending } from "./sending.ts";
import type { CloseReason } from "./status.ts";
import type { Lane, Wire } from "./wire.ts";

export interface ChannelOptions {
  readonly wire: Wire;
  readonly keys: ChannelKeys;
  /** Bulk messages come one at a time: the next waits for the promise, and so does the credit. May throw Malformed. */
  readonly onMessage: (lane: Lane, message: Uint8Array) => void | Promise<void>;
  /** What arrived cannot be believed. Called once. */
  readonly onFail: (reason: CloseReason) => void;
  /** Left out: the other end is believed from the start. */
  readonly caution?: Caution;
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

export function openChannel({ wire, keys, onMessage, onFail, caution }: ChannelOptions): Channel {
  const sending = new Sending(wire, keys);
  const close = (): void => {
    sending.close();
    receiving.close();
  };
  const receiving = new Receiving({
    keys,
    maxFrame: wire.maxFrame,
    onMessage,
    onDealt: (bytes) => sending.grant(bytes),
    onCredit: (bytes) => sending.allow(bytes),
    onFail: (reason) => {
      close();
      onFail(reason);
    },
    caution,
  });
  return {
    send: (lane, message) => sending.send(lane, message),
    queued: (lane) => sending.queued(lane),
    feed: (lane, frame) => receiving.feed(lane, frame),
    trust: (bulkBytes) => receiving.trust(bulkBytes),
    get hasHeard() {
      return receiving.hasHeard;
    },
    close,
  };
}
