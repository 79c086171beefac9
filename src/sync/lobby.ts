// Where devices find each other. y-webrtc does the meeting (rooms, encrypted signalling, who offers and who answers) and nothing else:
// its document is empty, its awareness says nothing, what it would send or read is dropped, and between tabs it is silent. On each
// connection it makes we open two channels of our own. Runs in windows only: workers have no RTCPeerConnection.
import { fromBase64 } from "lib0/buffer";
import * as decoding from "lib0/decoding";
import { Awareness } from "y-protocols/awareness";
import { WebrtcProvider } from "y-webrtc";
import { Doc } from "yjs";
import { randomBytes, toBase64Url } from "../lib/bytes.ts";
import { type Lane, largestFrame, type Wire } from "./wire.ts";

/** A meeting room, as a window needs to know it. */
export interface LobbyRoom {
  readonly name: string;
  readonly password: string;
}

/** How far the search for other devices is: which is missing, a meeting point, other devices or a direct path. */
export interface LobbyState {
  /** At least one meeting point answers. */
  readonly isSignalling: boolean;
  /** Devices that are there but not (yet) connected. */
  readonly met: number;
  readonly connected: number;
  /** Of those met: no direct path was found, lately. */
  readonly failed: number;
  /** Said only where this browser has no WebRTC. */
  readonly isSupported?: false;
}

/**
 * True when this browser has WebRTC. One without meets nobody: WebKitGTK as some systems build it, Safari in Lockdown Mode, or one
 * where it is off.
 */
export const canConnect = (): boolean => typeof RTCPeerConnection === "function";
export const unsupported: LobbyState = { isSignalling: false, met: 0, connected: 0, failed: 0, isSupported: false };

export interface LobbyOptions {
  readonly rooms: readonly LobbyRoom[];
  /** wss:// addresses of meeting points. */
  readonly signalling: readonly string[];
  readonly iceServers: readonly RTCIceServer[];
  readonly onWire: (wire: Wire) => void;
  readonly onState: (state: LobbyState) => void;
}

export interface Lobby {
  setRooms(rooms: readonly LobbyRoom[]): void;
  /** Shown again or online again: drops what is dead and looks for the others at once. */
  reconnect(): void;
  close(): void;
}

/** Agreed beforehand, so that no side has to announce them. Ids below 100 are left to the browser's own numbering. */
const channelIds: Readonly<Record<Lane, number>> = { control: 100, bulk: 101 };
/** Beyond this the sender waits; below a quarter of it goes on. Over 16 MiB a channel throws. */
const mostBuffered: Readonly<Record<Lane, number>> = { control: 256 * 1024, bulk: 1024 * 1024 };
/** What arrives before anybody listens: the first words of a handshake. */
const mostEarlyFrames = 64;
/**
 * simple-peer waits for an answer for ever, and y-webrtc ignores whoever it already waits for: an offer that got lost, or
 * two that crossed, would cost minutes. The first try is given up soon, the next ones later, for paths that take long.
 */
const firstConnectMs = 4_000;
const longestConnectMs = 20_000;
/** After this the person is told that no direct path was found, while we go on trying. */
const doubtMs = 10_000;
const answerMs = 3_000;
/** How long a failed path is remembered after the last try. */
const failureMs = 60_000;
const mostPeers = 30;

interface SimplePeer {
  readonly _pc: RTCPeerConnection;
  send: (data: unknown) => void;
  on(event: string, listener: () => void): void;
  removeAllListeners(event: string): void;
  destroy(): void;
}

/** What y-webrtc keeps for each meeting point; untyped there. */
interface Signalling {
  readonly connected: boolean;
  readonly lastMessageReceived: number;
  emit: (name: string, args: unknown[]) => void;
  on(name: string, listener: () => void): void;
  connect(): void;
  send(message: unknown): void;
}

interface Meeting {
  readonly remote: string;
  readonly peer: SimplePeer;
  readonly beganAt: number;
  isConnected: boolean;
}

export function openLobby(options: LobbyOptions): Lobby {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const providers = new Map<string, { readonly password: string; readonly provider: WebrtcProvider }>();
  const meetings = new Set<Meeting>();
  const failures = new Map<string, ReturnType<typeof setTimeout>>();
  /** How often each was tried in vain. */
  const tries = new Map<string, number>();
  const guarded = new WeakSet<Signalling>();
  let rooms = options.rooms;
  let reported = "";
  let isClosed = false;

  const signallings = () => [...new Set([...providers.values()].flatMap(({ provider }) => provider.signalingConns as Signalling[]))];

  function tell() {
    if (isClosed) return;
    const unconnected = new Set([...meetings].filter(({ isConnected }) => !isConnected).map(({ remote }) => remote));
    for (const remote of failures.keys()) unconnected.add(remote);
    const connected = [...meetings].filter(({ isConnected }) => isConnected).length;
    const isSignalling = signallings().some((signalling) => signalling.connected);
    const state: LobbyState = { isSignalling, met: unconnected.size, connected, failed: failures.size };
    if (JSON.stringify(state) === reported) return;
    reported = JSON.stringify(state);
    options.onState(state);
  }

  function enter({ name, password }: LobbyRoom) {
    const provider = new WebrtcProvider(name, doc, {
      password,
      awareness,
      signaling: [...options.signalling],
      maxConns: mostPeers,
      filterBcConns: false,
      peerOpts: { config: { iceServers: [...options.iceServers] } },
    });
    providers.set(name, { password, provider });
    provider.on("peers", ({ added }) => {
      for (const remote of added) {
        const connection = provider.room?.webrtcConns.get(remote);
        if (connection) meet(name, remote, connection.peer as SimplePeer);
      }
    });
    // Runs right after y-webrtc has made the room and before its first message to other tabs: all of them, and whatever other tabs
    // would say, pass through this one function.
    void provider.key.then(() => {
      if (provider.room) provider.room.mux = () => {};
    });
    for (const signalling of provider.signalingConns as Signalling[]) guard(signalling);
  }

  function leave(name: string) {
    const entered = providers.get(name);
    if (!entered) return;
    providers.delete(name);
    const { provider } = entered;
    // Each connection that ends would otherwise announce us once more, in a room we have left.
    provider.maxConns = 0;
    provider.disconnect();
    provider.destroy();
  }

  /**
   * y-webrtc reads what signalling servers pass on without looking: a message it cannot decrypt, or an answer nobody asked for, becomes
   * an unhandled rejection. Only what it can use gets through to it, in order.
   */
  function guard(signalling: Signalling) {
    if (guarded.has(signalling)) return;
    guarded.add(signalling);
    signalling.on("connect", tell);
    signalling.on("disconnect", tell);
    const emit = signalling.emit.bind(signalling);
    let tail = Promise.resolve();
    signalling.emit = (name, args) => {
      if (name !== "message") return emit(name, args);
      tail = tail.then(async () => {
        if (await isUsable(args[0])) emit(name, args);
      });
    };
  }

  async function isUsable(message: unknown): Promise<boolean> {
    if (!isObject(message)) return false;
    if (message.type !== "publish") return message.type === "pong";
    const room = typeof message.topic === "string" ? providers.get(message.topic)?.provider.room : undefined;
    if (!room || typeof message.data !== "string") return false;
    const said = await decrypt(message.data, room.key);
    if (!isObject(said) || typeof said.from !== "string" || (said.to !== undefined && typeof said.to !== "string")) return false;
    if (said.type === "announce") return true;
    if (said.type !== "signal" || !isObject(said.signal)) return false;
    return said.signal.type !== "answer" || said.to !== room.peerId || room.webrtcConns.has(said.from);
  }

  function meet(room: string, remote: string, peer: SimplePeer) {
    const meeting: Meeting = { remote, peer, beganAt: Date.now(), isConnected: false };
    meetings.add(meeting);
    peer.removeAllListeners("data");
    peer.on("data", () => {});
    peer.send = () => {};
    const connection = peer._pc;
    const end = () => peer.destroy();
    const tried = tries.get(remote) ?? 0;
    const deadline = setTimeout(
      () => {
        tries.set(remote, tried + 1);
        end();
      },
      Math.min(longestConnectMs, firstConnectMs * 2 ** tried),
    );
    const doubt = setTimeout(() => {
      if (wire.wasAnswered()) rememberFailure(remote);
      tell();
    }, doubtMs);
    const wire = openWire(room, connection, end, () => {
      if (!meetings.has(meeting)) return;
      clearTimeout(deadline);
      clearTimeout(doubt);
      meeting.isConnected = true;
      tries.delete(remote);
      forgetFailure(remote);
      tell();
      options.onWire(wire.wire);
    });
    peer.on("close", () => {
      clearTimeout(deadline);
      clearTimeout(doubt);
      if (!meetings.delete(meeting)) return;
      // It answered, so it is there, and yet no packet got through; once may be chance.
      if (!meeting.isConnected && wire.wasAnswered() && tried > 0) rememberFailure(remote);
      wire.ended();
      tell();
    });
    tell();
  }

  function rememberFailure(remote: string) {
    forgetFailure(remote);
    failures.set(
      remote,
      setTimeout(() => {
        failures.delete(remote);
        tell();
      }, failureMs),
    );
  }

  function forgetFailure(remote: string) {
    clearTimeout(failures.get(remote));
    failures.delete(remote);
  }

  function setRooms(wanted: readonly LobbyRoom[]) {
    rooms = wanted;
    const passwords = new Map(wanted.map(({ name, password }) => [name, password]));
    for (const [name, { password }] of [...providers]) if (passwords.get(name) !== password) leave(name);
    for (const room of wanted) if (!providers.has(room.name)) enter(room);
    tell();
  }

  function reopen() {
    if (isClosed) return;
    for (const name of [...providers.keys()]) leave(name);
    setRooms(rooms);
  }

  let stopWaiting = () => {};
  function reconnect() {
    const askedAt = Date.now();
    for (const { peer, isConnected, beganAt } of meetings) {
      const { connectionState } = peer._pc;
      const isStuck = !isConnected && askedAt - beganAt > answerMs;
      if (isStuck || connectionState === "disconnected" || connectionState === "failed") peer.destroy();
    }
    for (const signalling of signallings()) {
      signalling.connect();
      if (signalling.connected) signalling.send({ type: "ping" });
    }
    // A socket that outlived a sleep looks open and is not: who does not answer is left and called anew.
    stopWaiting();
    const timer = setTimeout(() => {
      const all = signallings();
      if (all.length > 0 && !all.some((one) => one.connected && one.lastMessageReceived >= askedAt)) reopen();
    }, answerMs);
    stopWaiting = () => clearTimeout(timer);
  }

  setRooms(rooms);
  return {
    setRooms(wanted) {
      if (!isClosed) setRooms(wanted);
    },
    reconnect,
    close() {
      if (isClosed) return;
      stopWaiting();
      for (const name of [...providers.keys()]) leave(name);
      for (const timer of failures.values()) clearTimeout(timer);
      isClosed = true;
      awareness.destroy();
      doc.destroy();
    },
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

/** As y-webrtc encrypts what it publishes; undefined for anything else. */
async function decrypt(text: string, key: CryptoKey): Promise<unknown> {
  try {
    const decoder = decoding.createDecoder(fromBase64(text));
    if (decoding.readVarString(decoder) !== "AES-GCM") return undefined;
    const iv = decoding.readVarUint8Array(decoder).slice();
    const sealed = decoding.readVarUint8Array(decoder).slice();
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
    return decoding.readAny(decoding.createDecoder(new Uint8Array(plain)));
  } catch {
    return undefined; // not for this room, or noise
  }
}

const fingerprintsIn = (description: RTCSessionDescription | null): string =>
  [...new Set([...(description?.sdp ?? "").matchAll(/^a=fingerprint:(.+)$/gm)].map(([, text = ""]) => text.trim().toLowerCase()))]
    .sort()
    .join(" ");

/** Our two channels on somebody else's connection. */
function openWire(room: string, connection: RTCPeerConnection, end: () => void, onOpen: () => void) {
  const channelOf = (lane: Lane) => {
    const channel = connection.createDataChannel(`kontor ${lane}`, { negotiated: true, id: channelIds[lane], ordered: true });
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = mostBuffered[lane] / 4;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!(data instanceof ArrayBuffer)) return end();
      const frame = new Uint8Array(data);
      if (listener) listener(lane, frame);
      else if (early.length < mostEarlyFrames) early.push([lane, frame]);
    };
    channel.onbufferedamountlow = () => wake(lane);
    channel.onopen = opened;
    channel.onclose = end;
    return channel;
  };
  const early: [Lane, Uint8Array][] = [];
  const wakes: Record<Lane, (() => void)[]> = { control: [], bulk: [] };
  let listener: Wire["onFrame"] = null;
  let isEnded = false;
  let wasAnswered = false;
  connection.addEventListener("signalingstatechange", () => {
    wasAnswered ||= connection.remoteDescription !== null;
  });
  const channels: Readonly<Record<Lane, RTCDataChannel>> = { control: channelOf("control"), bulk: channelOf("bulk") };

  function wake(lane: Lane) {
    for (const resume of wakes[lane].splice(0)) resume();
  }

  function opened() {
    if (channels.control.readyState === "open" && channels.bulk.readyState === "open") onOpen();
  }

  const wire: Wire = {
    id: toBase64Url(randomBytes(12)),
    room,
    get fingerprints() {
      return { local: fingerprintsIn(connection.localDescription), remote: fingerprintsIn(connection.remoteDescription) };
    },
    get maxFrame() {
      return Math.min(largestFrame, connection.sctp?.maxMessageSize || largestFrame);
    },
    async send(lane, frame) {
      const channel = channels[lane];
      if (isEnded || channel.readyState !== "open") return;
      try {
        channel.send(frame as Uint8Array<ArrayBuffer>);
      } catch {
        return end(); // closed in this very moment, or full beyond what waiting allows: either way what was sent is lost
      }
      if (channel.bufferedAmount <= mostBuffered[lane]) return;
      await new Promise<void>((resolve) => {
        wakes[lane].push(resolve);
      });
    },
    get onFrame() {
      return listener;
    },
    set onFrame(given) {
      listener = given;
      if (given) for (const [lane, frame] of early.splice(0)) given(lane, frame);
    },
    onClose: null,
    close: end,
  };

  return {
    wire,
    wasAnswered: () => wasAnswered,
    ended() {
      if (isEnded) return;
      isEnded = true;
      wake("control");
      wake("bulk");
      wire.onClose?.();
    },
  };
}
