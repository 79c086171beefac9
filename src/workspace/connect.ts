// A window's way to the engine: find or start it, notice when it has died, start it again, and never wait without a word.
import * as Comlink from "comlink";
import { missingParts } from "../lib/browserParts.ts";
import { openChannel } from "../lib/channel.ts";
import { within } from "../lib/wait.ts";
import type { CommandRefusal, EngineApi, NetworkApi } from "./api.ts";
import { type EngineHome, EngineHomes, type HomeReason, type StartedWorker, startWorker } from "./engineHome.ts";
import { engineLock, stealEngineLock } from "./engineLock.ts";

export type RemoteEngine = Comlink.Remote<EngineApi & NetworkApi & { end(): Promise<void> }>;

/** The worker's first words to a window. */
export type EngineAnswer =
  /** Another engine of this workspace runs: an older build, or another tab where workers cannot be shared. */
  | { readonly kind: "waiting" }
  /** It is its turn, and it reads its keys, or all the rest. */
  | { readonly kind: "opening"; readonly what: "keys" | "data" }
  /** It cannot work where it was started. */
  | { readonly kind: "unfit"; readonly reason: HomeReason }
  | { readonly kind: "ready"; readonly port: MessagePort }
  | { readonly kind: "refused"; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly reason: string };

/** What has not answered for some seconds. */
export type Late = "storage" | "engine" | "keys" | "data";

export type EngineState =
  | { readonly kind: "starting" }
  | { readonly kind: "waiting" }
  /** Nothing was heard for some seconds; it may still come. */
  | { readonly kind: "late"; readonly what: Late }
  | { readonly kind: "ready"; readonly engine: RemoteEngine }
  | { readonly kind: "refused"; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly reason: string };

export interface EngineConnection {
  /** Asks whoever runs the engine now to make way for this window; who does not answer loses it. */
  takeOver(): void;
  close(): void;
  /** Closes, and asks the engine to write what is left and end; one that does not answer is not waited for. */
  end(): Promise<void>;
}

export interface EngineWaits {
  /** A started worker says its first word, and later has read its keys. */
  readonly lateMs: Readonly<Record<"engine" | "keys" | "data", number>>;
  /** After that word a shared worker gets so long before the engine moves to a worker of this window. */
  readonly moveMs: number;
  /** Whoever is asked to make way has so long to do it. */
  readonly takeOverMs: number;
  /** After the way out of the page began and it is still there. */
  readonly stayMs: number;
}

const defaultWaits: EngineWaits = { lateMs: { engine: 6_000, keys: 6_000, data: 20_000 }, moveMs: 9_000, takeOverMs: 3_000, stayMs: 1_500 };

const takeOverChannel = (workspace: string): string => `kontor-take-over:${workspace}`;
/** Chrome lets go of a killed worker's lock at once; what comes back in less is not a crash loop. */
const restartMs = 250;

type StartWorker = (name: string, home: EngineHome, onFailure: (reason: string) => void) => StartedWorker;

/** Connects and stays connected; `onState` hears of every change. */
export function connectEngine(
  workspace: string,
  onState: (state: EngineState) => void,
  homes: EngineHomes = new EngineHomes(),
  { waits = defaultWaits, start: startIn = startWorker }: { readonly waits?: EngineWaits; readonly start?: StartWorker } = {},
): EngineConnection {
  const closed = new AbortController();
  let isAway = false;
  let isWaiting = false;
  let remote: RemoteEngine | null = null;
  let stopWatch = new AbortController();
  let worker: StartedWorker | null = null;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;
  let takeOverTimer: ReturnType<typeof setTimeout> | undefined;
  let stayTimer: ReturnType<typeof setTimeout> | undefined;

  const start = (): void => {
    if (closed.signal.aborted || isAway) return;
    const parts = missingParts();
    if (parts.length > 0) {
      onState({ kind: "refused", error: { code: "browser-lacks", parts: parts.join(", ") } });
      return;
    }
    isWaiting = false;
    onState({ kind: "starting" });
    expect("engine");
    let mine: StartedWorker | null = null;
    let hasSpoken = false;
    const fail = (reason: string): void => {
      // Once it has spoken, a fault in it is not one of its start.
      if (worker === mine && !hasSpoken) notStarted(reason);
    };
    try {
      mine = startIn(`kontor-engine:${workspace}`, homes.home, fail);
    } catch (error) {
      notStarted(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return;
    }
    worker = mine;
    mine.port.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
      if (closed.signal.aborted || worker !== mine) return;
      hasSpoken = true;
      hear(data);
    };
  };

  const hear = (answer: EngineAnswer): void => {
    clearTimeout(lateTimer);
    isWaiting = answer.kind === "waiting";
    if (answer.kind === "ready") {
      homes.proved();
      remote = Comlink.wrap(answer.port) as unknown as RemoteEngine;
      onState({ kind: "ready", engine: remote });
      watch();
    } else if (answer.kind === "opening") expect(answer.what);
    else if (answer.kind === "unfit") move(answer.reason);
    else onState(answer);
  };

  /** Says a word when nothing comes; a shared worker that then stays silent is left for one of this window's own. */
  const expect = (what: "engine" | "keys" | "data"): void => {
    clearTimeout(lateTimer);
    lateTimer = setTimeout(() => {
      onState({ kind: "late", what });
      if (homes.home === "shared-worker" && what !== "data") lateTimer = setTimeout(() => move("shared-worker-silent"), waits.moveMs);
    }, waits.lateMs[what]);
  };

  const notStarted = (reason: string): void => {
    clearTimeout(lateTimer);
    if (homes.home === "shared-worker") move("shared-worker-failed");
    else onState({ kind: "failed", reason });
  };

  const move = (reason: HomeReason): void => {
    worker?.abandon();
    worker = null;
    homes.leaveShared(reason);
    start();
  };

  /** The engine holds its lock for as long as it lives: whoever gets it in turn knows that it is gone. */
  const watch = (): void => {
    const watching = new AbortController();
    stopWatch = watching;
    navigator.locks
      .request(engineLock(workspace), { signal: watching.signal }, () => undefined)
      .then(
        () => {
          remote = null;
          // It may only have been robbed of the lock, and hang.
          worker?.close();
          setTimeout(start, restartMs);
        },
        (error: unknown) => {
          if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        },
      );
  };

  // A window that wants the engine for itself says so; who has it lets go.
  const channel = openChannel(takeOverChannel(workspace), () => {
    const engine = remote;
    if (!engine) return;
    stopWatch.abort();
    remote = null;
    // Who ends does not answer any more: that it is gone, the lock tells.
    void engine.end();
    onState({ kind: "waiting" });
    // Stands in line again, behind whoever asked.
    setTimeout(start, restartMs);
  });

  // WebKit keeps a page that was left for the way back, with its workers and their locks, and all of it frozen: nobody could
  // open the workspace in the meantime. So its engine ends with it, and starts again when the page comes back. A worker that
  // is ended with the page leaves a transaction it is in for ever, so it is asked to end when the way out begins; that may
  // have been a link to a telephone, after which the page is still there.
  const leaving = (): void => {
    if (homes.home === "shared-worker" || !remote) return;
    const engine = remote;
    stopWatch.abort();
    remote = null;
    void engine.end();
    onState({ kind: "starting" });
    clearTimeout(stayTimer);
    stayTimer = setTimeout(start, waits.stayMs);
  };
  const away = (): void => {
    isAway = true;
    clearTimeout(stayTimer);
    clearTimeout(lateTimer);
    clearTimeout(takeOverTimer);
    stopWatch.abort();
    remote = null;
    worker?.close();
    worker = null;
    onState({ kind: "starting" });
  };
  const back = (): void => {
    if (!isAway) return;
    isAway = false;
    start();
  };
  addEventListener("beforeunload", leaving, { signal: closed.signal });
  addEventListener("pagehide", away, { signal: closed.signal });
  addEventListener("pageshow", back, { signal: closed.signal });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && back(), { signal: closed.signal });

  const stop = (): void => {
    closed.abort();
    stopWatch.abort();
    clearTimeout(lateTimer);
    clearTimeout(takeOverTimer);
    clearTimeout(stayTimer);
    channel.close();
  };

  start();
  return {
    takeOver() {
      channel.post("take-over");
      clearTimeout(takeOverTimer);
      takeOverTimer = setTimeout(() => {
        if (!isWaiting || closed.signal.aborted) return;
        // Who stood in line before this window gets it now, and is asked as well.
        void stealEngineLock(workspace).then(() => channel.post("take-over"));
      }, waits.takeOverMs);
    },
    close() {
      stop();
      worker?.close();
    },
    async end() {
      stop();
      const engine = remote;
      remote = null;
      if (engine) await within(engine.end(), waits.takeOverMs);
      worker?.close();
    },
  };
}
