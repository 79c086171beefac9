// A window's way to the engine: find or start it, notice when it has died, start it again.
import * as Comlink from "comlink";
import type { CommandRefusal, EngineApi, NetworkApi } from "./api.ts";

export type RemoteEngine = Comlink.Remote<EngineApi & NetworkApi & { end(): Promise<void> }>;

/** The worker's first words to a window. */
export type EngineAnswer =
  /** Another engine of this workspace runs: an older build, or another tab where workers cannot be shared. */
  | { readonly kind: "waiting" }
  | { readonly kind: "ready"; readonly port: MessagePort }
  | { readonly kind: "refused"; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly reason: string };

export type EngineState =
  | { readonly kind: "starting" }
  | { readonly kind: "waiting" }
  | { readonly kind: "ready"; readonly engine: RemoteEngine }
  | { readonly kind: "refused"; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly reason: string };

export interface EngineConnection {
  /** Asks whoever runs the engine now to make way for this window. */
  takeOver(): void;
  close(): void;
}

const takeOverChannel = (workspace: string): string => `kontor-take-over:${workspace}`;
/** Chrome lets go of a killed worker's lock at once; what comes back in less is not a crash loop. */
const restartMs = 250;

/** Connects and stays connected; `onState` hears of every change. */
export function connectEngine(workspace: string, onState: (state: EngineState) => void): EngineConnection {
  let isClosed = false;
  let remote: RemoteEngine | null = null;
  let stopWatch = new AbortController();
  let worker: Worker | null = null;

  const start = (): void => {
    if (isClosed) return;
    onState({ kind: "starting" });
    const port = reach();
    port.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
      if (isClosed) return;
      if (data.kind === "ready") {
        remote = Comlink.wrap(data.port) as unknown as RemoteEngine;
        onState({ kind: "ready", engine: remote });
        watch();
      } else onState(data);
    };
  };

  const reach = (): MessagePort => {
    const name = `kontor-engine:${workspace}`;
    if (typeof SharedWorker !== "undefined") {
      return new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name }).port;
    }
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port2]);
    return port1;
  };

  /** The engine holds its lock for as long as it lives: whoever gets it in turn knows that it is gone. */
  const watch = (): void => {
    stopWatch = new AbortController();
    navigator.locks
      .request(`engine:${workspace}`, { signal: stopWatch.signal }, () => undefined)
      .then(
        () => {
          remote = null;
          if (!isClosed) setTimeout(start, restartMs);
        },
        (error: unknown) => {
          if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        },
      );
  };

  // A window that wants the engine for itself says so; who has it lets go.
  const channel = new BroadcastChannel(takeOverChannel(workspace));
  channel.onmessage = () => {
    const engine = remote;
    if (!engine) return;
    stopWatch.abort();
    remote = null;
    // Who ends does not answer any more: that it is gone, the lock tells.
    void engine.end();
    onState({ kind: "waiting" });
    // Stands in line again, behind whoever asked.
    setTimeout(start, restartMs);
  };

  start();
  return {
    takeOver: () => channel.postMessage("take-over"),
    close() {
      isClosed = true;
      stopWatch.abort();
      channel.close();
      worker?.terminate();
    },
  };
}
