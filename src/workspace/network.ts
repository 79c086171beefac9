// The part of a window that keeps the connections: only windows have WebRTC, and one window of a browser does it for all.
// Whoever holds the lock `network:<workspace>` meets other devices and passes their bytes to the engine. A visible window
// takes it from a hidden one, because hidden windows are put to sleep.
import * as Comlink from "comlink";
import * as z from "zod/mini";
import type { IceServer } from "../journal/invitation.ts";
import { openChannel } from "../lib/channel.ts";
import { serveWires, type WireServer } from "../sync/bridge.ts";
import { canConnect, type Lobby, type LobbyRoom, openLobby, unsupported } from "../sync/lobby.ts";
import type { RemoteEngine } from "./connect.ts";
import type { EngineLink } from "./engineLink.ts";

/** Where devices find each other. */
export interface Servers {
  readonly signalling: readonly string[];
  readonly ice: readonly IceServer[];
}

/** What stands in `config.json` beside the page; the server adds its own addresses. */
export interface Config extends Servers {
  /** Of the computer that serves this page, in its network. */
  readonly addresses: readonly string[];
}

/** A sleeping window does not answer; after this the lock is taken from it. */
const politeMs = 1_500;

const iceSchema = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
const configSchema = z.object({
  signalling: z.optional(z.array(z.string())),
  iceServers: z.optional(z.array(iceSchema)),
  addresses: z.optional(z.array(z.string())),
});

/** A missing or unreadable file means the defaults: this page's own address, and no third party. */
export async function readConfig(): Promise<Config> {
  try {
    const answer = await fetch(new URL("config.json", document.baseURI), { cache: "no-cache" });
    const read = configSchema.safeParse(await answer.json());
    if (read.success)
      return { signalling: read.data.signalling ?? [], ice: read.data.iceServers ?? [], addresses: read.data.addresses ?? [] };
  } catch {
    // No network, or no such file.
  }
  return { signalling: [], ice: [], addresses: [] };
}

/** The addresses to call: the configured ones, else this page's own server. */
export function meetingPoints(signalling: readonly string[], page: { readonly origin: string }): string[] {
  const asSocket = (address: string): string => new URL(address, page.origin).href.replace(/^http/, "ws");
  return [
    ...new Set((signalling.length > 0 ? signalling : ["/signal"]).filter((address) => URL.canParse(address, page.origin)).map(asSocket)),
  ];
}

/** What an invitation has to name: not what every copy of this page finds out by itself. */
export function serversForLinks(config: Config, page: { readonly hostname: string }): Servers {
  const ownHosts = new Set([
    page.hostname,
    ...config.addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address).hostname),
  ]);
  const isOwn = ({ urls }: IceServer): boolean =>
    [urls].flat().every((url) => ownHosts.has(/^stuns?:(\[[^\]]+\]|[^:?]+)/.exec(url)?.[1] ?? ""));
  return { signalling: config.signalling, ice: config.ice.filter((server) => !isOwn(server)) };
}

export function mergeServers(config: Config, ofLink: Servers): Servers {
  const signalling = [
    ...new Set([
      ...(config.signalling.length > 0 || ofLink.signalling.length === 0 ? config.signalling : ["/signal"]),
      ...ofLink.signalling,
    ]),
  ];
  const known = new Set(config.ice.map((server) => JSON.stringify(server)));
  return { signalling, ice: [...config.ice, ...ofLink.ice.filter((server) => !known.has(JSON.stringify(server)))] };
}

export interface Network {
  /** Looks for the others at once. */
  reconnect(): void;
  close(): void;
}

/** Takes part in keeping the network of one workspace for as long as the window has it open. */
export function keepNetwork(workspace: string, link: EngineLink, serversOfLink: () => Promise<Servers>): Network {
  const name = `network:${workspace}`;
  const ended = new AbortController();
  let lobby: Lobby | null = null;
  let served: WireServer | null = null;
  let letGo: ((isTaken: boolean) => void) | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const release = (isTaken = false): void => letGo?.(isTaken);
  const isVisible = (): boolean => document.visibilityState === "visible";

  /** Stands in line, again and again, until the window leaves the workspace. */
  const queue = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      try {
        await navigator.locks.request(name, { signal: ended.signal }, hold);
      } catch (error) {
        if (ended.signal.aborted) return;
        // Taken by a visible window while this one slept.
        if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        release(true);
      }
      // Who asked comes first.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const hold = async (): Promise<void> => {
    clearTimeout(patience);
    const stop = new Promise<boolean>((resolve) => {
      letGo = resolve;
    });
    let stopServing: (isTaken: boolean) => void = () => undefined;
    const stopWatching = link.watchRemote((remote) => {
      stopServing(false);
      stopServing = remote ? serveEngine(remote) : () => undefined;
    });
    if (!isVisible()) channel.post("held-hidden");
    const isTaken = await stop;
    letGo = null;
    stopWatching();
    stopServing(isTaken);
  };

  /** One engine, for as long as it lives and this window keeps the network. */
  const serveEngine = (remote: RemoteEngine): ((isTaken: boolean) => void) => {
    const { port1, port2 } = new MessageChannel();
    const wires = serveWires(port1);
    served = wires;
    let mine: Lobby | null = null;
    let stopRooms: (() => void) | null = null;
    let isOver = false;
    const start = async (): Promise<void> => {
      const [config, named] = await Promise.all([readConfig(), serversOfLink()]);
      if (isOver) return;
      const { signalling, ice } = mergeServers(config, named);
      await remote.attachNetwork(
        Comlink.transfer(port2, [port2]),
        mergeServers({ ...config, ...serversForLinks(config, location) }, named),
      );
      if (isOver) return;
      if (!canConnect()) {
        await remote.tellLobby(unsupported);
        return;
      }
      lobby = mine = openLobby({
        rooms: [],
        signalling: meetingPoints(signalling, location),
        iceServers: ice.map(
          ({ urls, ...more }): RTCIceServer => ({ urls: typeof urls === "string" ? urls : [...urls], ...withoutAbsent(more) }),
        ),
        onWire: wires.onWire,
        onState: (state) => {
          if (!isOver) void remote.tellLobby(state);
        },
      });
      const opened = mine;
      const stop = await remote.watchRooms(Comlink.proxy((rooms: readonly LobbyRoom[]) => opened.setRooms(rooms)));
      if (isOver) stop();
      else stopRooms = stop;
    };
    start().catch((error: unknown) => {
      // Closed in the middle: what it was reading is gone.
      if (!isOver) throw error;
    });
    return (isTaken) => {
      isOver = true;
      // A dead engine never answers; nothing waits for these words.
      stopRooms?.();
      mine?.close();
      wires.close();
      if (lobby === mine) lobby = null;
      if (served === wires) served = null;
      // Whoever took the network has told the engine of its own.
      if (!isTaken) void remote.tellLobby(null);
    };
  };

  const ask = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    if (letGo || ended.signal.aborted || !isVisible() || !held.some((lock) => lock.name === name)) return;
    channel.post("ask");
    clearTimeout(patience);
    patience = setTimeout(() => void steal(), politeMs);
  };
  /** Whoever holds it did not answer: either it is visible as well, and answers that, or it sleeps. */
  const steal = async (): Promise<void> => {
    if (letGo || ended.signal.aborted || !isVisible()) return;
    try {
      await navigator.locks.request(name, { steal: true }, hold);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      release(true);
    }
  };
  const channel = openChannel(`kontor-${name}`, (data) => {
    if (data === "ask" && letGo) {
      if (isVisible()) channel.post("held-visible");
      else release();
    } else if (data === "held-visible") clearTimeout(patience);
    else if (data === "held-hidden") void ask();
  });

  /** Dead connections look open after a sleep: the lobby looks at the meeting points, the engine asks the devices. */
  const reconnect = (): void => {
    lobby?.reconnect();
    served?.wake();
  };
  const wake = (): void => {
    if (!isVisible()) return;
    reconnect();
    void ask();
  };
  document.addEventListener("visibilitychange", wake, { signal: ended.signal });
  addEventListener("pageshow", wake, { signal: ended.signal });
  addEventListener("online", reconnect, { signal: ended.signal });
  // From the Wi-Fi to the mobile network: never offline, and yet every connection is dead. Chromium tells, others do not.
  (navigator as { readonly connection?: EventTarget }).connection?.addEventListener("change", reconnect, { signal: ended.signal });
  // The others notice at once, and not after two unanswered pings.
  addEventListener("pagehide", () => release(), { signal: ended.signal });

  void queue();
  void ask();
  return {
    reconnect,
    close() {
      ended.abort();
      release();
      clearTimeout(patience);
      channel.close();
    },
  };
}

const withoutAbsent = (more: {
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}): { username?: string; credential?: string } => ({
  ...(more.username === undefined ? {} : { username: more.username }),
  ...(more.credential === undefined ? {} : { credential: more.credential }),
});
