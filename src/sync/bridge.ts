// Connections live in windows, the conversation in the engine: a MessagePort carries the wires from one to the other.
// Frames are transferred, not copied. Each sender has so many bytes under way and then waits for the other side of the port.
import { type Lane, largestFrame, type Wire } from "./wire.ts";

interface WireNote {
  readonly id: string;
  readonly room: string;
  readonly fingerprints: Wire["fingerprints"];
  readonly maxFrame: number;
}

/** From the window. */
type Arrival =
  | { readonly kind: "open"; readonly wire: WireNote }
  | { readonly kind: "frame"; readonly id: string; readonly lane: Lane; readonly frame: Uint8Array }
  /** The transport has taken so many bytes. */
  | { readonly kind: "taken"; readonly id: string; readonly lane: Lane; readonly bytes: number }
  | { readonly kind: "closed"; readonly id: string }
  /** The window was shown again, or is online again. */
  | { readonly kind: "wake" };

/** From the engine. */
type Order =
  | { readonly kind: "send"; readonly id: string; readonly lane: Lane; readonly frame: Uint8Array }
  | { readonly kind: "close"; readonly id: string };

/** Bytes of one lane that may be on their way through the port: enough to keep the transport busy during one turn of both sides. */
const underWay = 8 * largestFrame;

/** What arrives before anybody listens: the first words of a handshake. */
const mostEarlyFrames = 64;

/** The window's half of the bridge: every wire is handed to it. */
export interface WireServer {
  readonly onWire: (wire: Wire) => void;
  /** Tells the engine that time may have stood still. */
  readonly wake: () => void;
  readonly close: () => void;
}

export function serveWires(port: MessagePort): WireServer {
  const wires = new Map<string, Wire>();
  const tell = (arrival: Arrival, transfer: Transferable[] = []) => port.postMessage(arrival, transfer);

  port.onmessage = ({ data: order }: MessageEvent<Order>) => {
    const wire = wires.get(order.id);
    if (!wire) return;
    if (order.kind === "close") {
      wires.delete(order.id);
      wire.onClose = null;
      wire.close();
      return;
    }
    const { id, lane, frame } = order;
    const bytes = frame.length;
    void wire.send(lane, frame).then(() => tell({ kind: "taken", id, lane, bytes }));
  };

  return {
    onWire(wire) {
      const { id, room, fingerprints, maxFrame } = wire;
      wires.set(id, wire);
      tell({ kind: "open", wire: { id, room, fingerprints, maxFrame } });
      wire.onFrame = (lane, given) => {
        // A view would drag along, and detach, whatever it is a view of.
        const frame = given.byteLength === given.buffer.byteLength ? given : given.slice();
        tell({ kind: "frame", id, lane, frame }, [frame.buffer]);
      };
      wire.onClose = () => {
        wires.delete(id);
        tell({ kind: "closed", id });
      };
    },
    wake: () => tell({ kind: "wake" }),
    close() {
      for (const [id, wire] of wires) {
        wire.onClose = null;
        wire.close();
        tell({ kind: "closed", id });
      }
      wires.clear();
      port.close();
    },
  };
}

/** The engine's end of one wire. */
interface Crossing {
  readonly wire: Wire;
  readonly hear: (lane: Lane, frame: Uint8Array) => void;
  readonly taken: (lane: Lane, bytes: number) => void;
  readonly end: () => void;
}

/**
 * The engine's half of the bridge: takes the wires that come by this port. The answer ends every wire that came by this port: for
 * when its window is gone, which a port does not tell.
 */
export function acceptWires(port: MessagePort, onWire: (wire: Wire) => void, onWake: () => void = () => {}): () => void {
  const crossings = new Map<string, Crossing>();
  const order = (message: Order, transfer: Transferable[] = []) => port.postMessage(message, transfer);

  port.onmessage = ({ data: arrival }: MessageEvent<Arrival>) => {
    if (arrival.kind === "open") {
      const crossing = openCrossing(arrival.wire, order, () => crossings.delete(arrival.wire.id));
      crossings.set(arrival.wire.id, crossing);
      return onWire(crossing.wire);
    }
    if (arrival.kind === "wake") return onWake();
    const crossing = crossings.get(arrival.id);
    if (arrival.kind === "closed") crossing?.end();
    else if (arrival.kind === "taken") crossing?.taken(arrival.lane, arrival.bytes);
    else crossing?.hear(arrival.lane, arrival.frame);
  };

  return () => {
    for (const crossing of [...crossings.values()]) crossing.end();
    port.close();
  };
}

function openCrossing(note: WireNote, order: (message: Order, transfer?: Transferable[]) => void, onEnd: () => void): Crossing {
  const waiting: Record<Lane, number> = { control: 0, bulk: 0 };
  const early: [Lane, Uint8Array][] = [];
  const wakes: (() => void)[] = [];
  let listener: Wire["onFrame"] = null;
  let isOpen = true;

  function wake() {
    for (const resume of wakes.splice(0)) resume();
  }

  function end() {
    isOpen = false;
    early.length = 0;
    wake();
    onEnd();
  }

  const wire: Wire = {
    ...note,
    async send(lane, given) {
      if (!isOpen) return;
      waiting[lane] += given.length;
      const frame = given.byteLength === given.buffer.byteLength ? given : given.slice();
      order({ kind: "send", id: note.id, lane, frame }, [frame.buffer]);
      while (isOpen && waiting[lane] > underWay) {
        await new Promise<void>((resolve) => {
          wakes.push(resolve);
        });
      }
    },
    get onFrame() {
      return listener;
    },
    set onFrame(given) {
      listener = given;
      if (given) for (const [lane, frame] of early.splice(0)) given(lane, frame);
    },
    onClose: null,
    close() {
      if (!isOpen) return;
      end();
      order({ kind: "close", id: note.id });
    },
  };

  return {
    wire,
    hear(lane, frame) {
      if (listener) listener(lane, frame);
      else if (early.length < mostEarlyFrames) early.push([lane, frame]);
    },
    taken(lane, bytes) {
      waiting[lane] -= bytes;
      wake();
    },
    end() {
      if (!isOpen) return;
      end();
      wire.onClose?.();
    },
  };
}
