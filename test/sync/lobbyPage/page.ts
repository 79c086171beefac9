// The smallest window there can be: a lobby, wires carried over a port as to the engine, and a secured channel on each.
import { acceptWires, serveWires } from "../../../src/sync/bridge.ts";
import { greet, type Secured } from "../../../src/sync/handshake.ts";
import { type Lobby, type LobbyRoom, type LobbyState, openLobby } from "../../../src/sync/lobby.ts";
import { realTimers } from "../../../src/sync/timers.ts";
import type { Wire } from "../../../src/sync/wire.ts";

interface Met {
  readonly wire: Wire;
  secured: Secured | null;
  closed: boolean;
  received: number;
  sum: number;
}

let lobby: Lobby | null = null;
const states: LobbyState[] = [];
const met: Met[] = [];

function openWindow(room: LobbyRoom, signalling: string[]) {
  const port = new MessageChannel();
  const server = serveWires(port.port1);
  acceptWires(port.port2, (wire) => {
    const one: Met = { wire, secured: null, closed: false, received: 0, sum: 0 };
    met.push(one);
    wire.onClose = () => {
      one.closed = true;
    };
    greet({
      wire,
      room,
      timers: realTimers,
      isNewcomer: false,
      onSecured: (secured) => {
        one.secured = secured;
        void secured.channel.send("control", new Uint8Array([1]));
      },
      onMessage: (lane, message) => {
        if (lane === "control") return;
        one.received += message.length;
        one.sum = (one.sum + (message[0] ?? 0) + (message.at(-1) ?? 0)) % 65_536;
      },
      onFail: (reason) => {
        throw new Error(reason);
      },
      onBytes: () => {},
    });
  });
  lobby = openLobby({ rooms: [room], signalling, iceServers: [], onWire: server.onWire, onState: (state) => states.push(state) });
}

async function sendMegabytes(megabytes: number) {
  const channel = met.findLast(({ closed, secured }) => !closed && secured)?.secured?.channel;
  if (!channel) throw new Error("not connected");
  const message = new Uint8Array(2 ** 19).fill(7);
  for (let i = 0; i < megabytes * 2; i++) await channel.send("bulk", message);
}

declare global {
  interface Window {
    lobbyPage: typeof page;
  }
}
const page = {
  openWindow,
  sendMegabytes,
  lobby: () => lobby,
  state: () => states.at(-1) ?? null,
  met: () =>
    met.map(({ wire, secured, closed, received }) => ({
      fingerprints: wire.fingerprints,
      isSecured: secured !== null && secured.channel.hasHeard,
      closed,
      received,
    })),
};
window.lobbyPage = page;
