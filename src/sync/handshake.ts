// Who may be hostile here: anybody who reaches the room (they know its name), anybody between the two (they can drop, replay, alter), and
// anybody who once knew the room's password. What each gets is one hello: a throw-away key and a nonce, the same for everybody.
//
// HELLO, in the clear, repeated until something believable comes back: what is sent before the other end exists is lost.
// Session keys come from both throw-away keys, salted with the room's password and both hellos: without the password nothing that follows
// can be read or forged. Then each proves its device with a signature over both hellos, its role (so that its own words cannot be returned
// to it) and both DTLS certificates (so that nobody sits in the middle). Whoever fails hears nothing, and the connection ends after the
// same time for every reason.

import { derive, unshared } from "../journal/derive.ts";
import { type DeviceKeys, signBytes, verifyBytes } from "../journal/deviceKeys.ts";
import { concat, isEqual, randomBytes, utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import { makeKeyPair } from "../lib/keyPair.ts";
import { Malformed, Reader } from "./binary.ts";
import { type Channel, openChannel } from "./channel.ts";
import { sealedFrame } from "./frame.ts";
import type { Proof, Role } from "./message.ts";
import type { Caution } from "./receiving.ts";
import type { CloseReason } from "./status.ts";
import type { SyncRoom } from "./store.ts";
import type { Timers } from "./timers.ts";
import type { Lane, Wire } from "./wire.ts";

/** The protocols spoken here, oldest and newest. */
const spoken = { oldest: 1, newest: 3 };
const helloFrame = 0;
const largestHello = 256;
/** Sealed frames that may arrive while the keys are still being made. */
const earlyFrames = 64;
const firstRepeatMs = 250;
const slowestRepeatMs = 2_000;

/** After how long a connection that has not proved itself is ended: never earlier, whatever was wrong, and never told why. */
export const handshakeMs = 10_000;

interface Hello {
  readonly oldest: number;
  readonly newest: number;
  /** Comes with an invitation and no membership. */
  readonly isNewcomer: boolean;
  readonly key: Uint8Array;
}

/** A channel whose other end knows the room's password; who it is, is still open. */
export interface Secured {
  readonly channel: Channel;
  /** The newest that both speak. From 2 on: acknowledgements with hashes, questions about hashes, digests. From 3 on: files. */
  readonly protocol: number;
  readonly isNewcomer: boolean;
  readonly prove: (keys: DeviceKeys) => Promise<Proof>;
  readonly isProven: (proof: Proof) => Promise<boolean>;
}

export interface GreetOptions {
  readonly wire: Wire;
  readonly room: SyncRoom;
  readonly timers: Timers;
  readonly isNewcomer: boolean;
  /** Speaks no newer protocol than this, as an older build does. */
  readonly newest?: number;
  /** Until `trust` is called on the channel; left out, the other end is believed. */
  readonly caution?: Caution;
  readonly onMessage: (lane: Lane, message: Uint8Array) => void | Promise<void>;
  /** The other end spoke, and its words are meant for us. Called once, before any message. */
  readonly onSecured: (secured: Secured) => void;
  /** The conversation has failed; the wire is still open. Called once at most. */
  readonly onFail: (reason: CloseReason) => void;
  readonly onBytes: (direction: "sent" | "received", bytes: number) => void;
}

/** Performs the handshake on a wire and takes its frames from here on. The answer stops it. */
export function greet({
  wire: given,
  room,
  timers,
  isNewcomer,
  newest = spoken.newest,
  caution,
  onMessage,
  onSecured,
  onFail,
  onBytes,
}: GreetOptions): () => void {
  const wire = counted(given, onBytes);
  const early: [Lane, Uint8Array][] = [];
  let earlyBytes = 0;
  let state: "greeting" | "securing" | "secured" | "over" = "greeting";
  let channel: Channel | null = null;
  let stopRepeating = () => {};

  function stop() {
    state = "over";
    stopRepeating();
    channel?.close();
    given.onFrame = () => {};
  }

  function fail(reason: CloseReason) {
    if (state === "over") return;
    stop();
    onFail(reason);
  }

  async function begin() {
    const own = await makeKeyPair("X25519", false);
    const ownHello = concat(
      Uint8Array.of(helloFrame, spoken.oldest, newest, isNewcomer ? 1 : 0),
      new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey)),
      randomBytes(16),
    );

    async function secure(otherHello: Uint8Array, hello: Hello) {
      const secured = await agree(own.privateKey, ownHello, otherHello, hello);
      if (state !== "securing") return;
      if (!secured) return fail("malformed");
      channel = secured.channel;
      state = "secured";
      onSecured(secured);
      for (const [lane, frame] of early.splice(0)) channel.feed(lane, frame);
    }

    async function agree(secret: CryptoKey, mine: Uint8Array, other: Uint8Array, hello: Hello): Promise<Secured | null> {
      let shared: Uint8Array;
      try {
        const key = await crypto.subtle.importKey("raw", unshared(hello.key), "X25519", false, []);
        shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: key }, secret, 256));
      } catch {
        return null; // a key of small order: everybody could know what comes out
      }
      const role: Role = isSmaller(mine, other) ? 0 : 1;
      const transcript = sha256(role === 0 ? concat(mine, other) : concat(other, mine));
      const salt = sha256(concat(utf8(`kontor/1/wire\n${room.name}\n${room.password}\n`), transcript));
      const keyOf = (from: number, lane: Lane, use: KeyUsage) =>
        crypto.subtle.importKey("raw", derive(shared, `wire/${from}/${lane}`, 32, salt), "AES-GCM", false, [use]);
      const pair = async (lane: Lane) => ({ send: await keyOf(role, lane, "encrypt"), receive: await keyOf(1 - role, lane, "decrypt") });
      const keys = { control: await pair("control"), bulk: await pair("bulk") };
      const said = (speaker: Role) => concat(utf8("kontor/1/wire-proof\n"), Uint8Array.of(speaker), transcript, certificates(given));
      return {
        channel: openChannel({
          wire,
          keys,
          onMessage: (lane, message) => deliver(lane, message),
          onFail: fail,
          ...(caution && { caution }),
        }),
        isNewcomer: hello.isNewcomer,
        protocol: Math.min(hello.newest, newest),
        prove: async (device) => ({ role, signPublic: device.signPublic, signature: await signBytes(device, said(role)) }),
        isProven: async (proof) => proof.role !== role && verifyBytes(proof.signPublic, said(proof.role), proof.signature),
      };
    }

    function deliver(lane: Lane, message: Uint8Array) {
      stopRepeating();
      return onMessage(lane, message);
    }

    function hear(lane: Lane, frame: Uint8Array) {
      onBytes("received", frame.length);
      if (frame[0] === sealedFrame) {
        if (state === "secured") channel?.feed(lane, frame);
        else if (state === "securing") {
          earlyBytes += frame.length;
          if (early.length === earlyFrames || earlyBytes > (caution?.bytes ?? Number.POSITIVE_INFINITY)) return fail("flooded");
          early.push([lane, frame]);
        }
        return;
      }
      if (state !== "greeting" || lane !== "control") return; // a repeated hello, or noise
      const hello = readHello(frame);
      if (hello === null) return fail("malformed");
      if (isEqual(frame, ownHello)) return fail("reflected");
      if (hello.newest < spoken.oldest || hello.oldest > newest) return fail("version-unknown");
      state = "securing";
      // Once more, in case ours was lost: the other listens now, and has to know us before it can read what follows.
      void wire.send("control", ownHello.slice());
      void secure(frame, hello);
    }

    function repeat(afterMs: number) {
      void wire.send("control", ownHello.slice());
      stopRepeating = timers.after(afterMs, () => {
        if (state !== "over" && !channel?.hasHeard) repeat(Math.min(afterMs * 2, slowestRepeatMs));
      });
    }

    if (state === "over") return;
    given.onFrame = hear;
    repeat(firstRepeatMs);
  }

  void begin();
  return stop;
}

function readHello(frame: Uint8Array): Hello | null {
  if (frame.length > largestHello) return null;
  const reader = new Reader(frame);
  try {
    if (reader.byte() !== helloFrame) return null;
    const [oldest, newest, flags] = [reader.byte(), reader.byte(), reader.byte()];
    const key = reader.take(32);
    reader.take(16);
    return { oldest, newest, isNewcomer: (flags & 1) === 1, key };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function isSmaller(a: Uint8Array, b: Uint8Array): boolean {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at >= 0 && (b[at] === undefined || (a[at] as number) < b[at]);
}

/** The same for both ends, and for nobody in the middle. */
const certificates = ({ fingerprints: { local, remote } }: Wire) => sha256(utf8([local, remote].sort().join("\n")));

const counted = (wire: Wire, onBytes: GreetOptions["onBytes"]): Wire => ({
  id: wire.id,
  room: wire.room,
  fingerprints: wire.fingerprints,
  maxFrame: wire.maxFrame,
  onFrame: null,
  onClose: null,
  send(lane, frame) {
    onBytes("sent", frame.length);
    return wire.send(lane, frame);
  },
  close: () => wire.close(),
});
