export type Lane = "control" | "bulk";

/**
 * Two ordered lanes to one other device, whatever carries them: data channels, memory, a socket.
 * A wire promises nothing about who is at the other end and may lose what is sent before the other end listens.
 */
export interface Wire {
  readonly id: string;
  /** The name of the room it was met in. */
  readonly room: string;
  /** Of the DTLS certificates; "" where the transport has none. */
  readonly fingerprints: { readonly local: string; readonly remote: string };
  /** The largest frame it carries, in bytes. */
  readonly maxFrame: number;
  /** Takes the frame for its own. Resolves when the transport has room for the next one, or when the wire is closed; never rejects. */
  send(lane: Lane, frame: Uint8Array): Promise<void>;
  /** Frames that arrive before somebody listens are kept, up to a bound. */
  onFrame: ((lane: Lane, frame: Uint8Array) => void) | null;
  onClose: (() => void) | null;
  close(): void;
}

/** 64 KiB frames move 20–24 MB/s, 16 KiB half of that; larger ones are refused by some browsers. */
export const largestFrame = 65_536;
