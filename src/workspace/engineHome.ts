// Where the engine runs in this browser: in a SharedWorker, one for all windows, or in a Worker of each window, of which one
// works and the others wait. What decides is whether this device's keys can be kept there, and that is tried: in WebKit no
// key passes in or out of a SharedWorker.

export type EngineHome = "shared-worker" | "worker";

export type HomeReason =
  /** Not tried yet: no workspace has been opened or made on this page. */
  | "untried"
  /** Keys were stored there and came back, or a workspace opened with its own. */
  | "keys-kept"
  | "no-shared-worker"
  | "shared-worker-keeps-no-keys"
  | "shared-worker-silent"
  | "shared-worker-failed";

/** What this page has found out. Not kept over a start: browsers are updated, and switches are turned. */
export class EngineHomes {
  #hasShared = typeof SharedWorker !== "undefined";
  #reason: HomeReason = this.#hasShared ? "untried" : "no-shared-worker";
  #isProved = false;

  get home(): EngineHome {
    return this.#hasShared ? "shared-worker" : "worker";
  }

  get reason(): HomeReason {
    return this.#reason;
  }

  /** Keys have been read and used where the engine runs now. */
  get isProved(): boolean {
    return this.#isProved;
  }

  proved(): void {
    this.#isProved = true;
    if (this.#hasShared) this.#reason = "keys-kept";
  }

  leaveShared(reason: HomeReason): void {
    if (!this.#hasShared) return;
    this.#hasShared = false;
    this.#isProved = false;
    this.#reason = reason;
  }
}

export interface StartedWorker {
  readonly port: MessagePort;
  /** Nobody here listens any more. A shared worker ends if nobody else does either. */
  abandon(): void;
  /** The page goes, or wants another workspace: its own worker ends, a shared one goes on for the others. */
  close(): void;
}

/** May throw where the browser forbids workers. `onFailure` hears when the program does not load. */
export function startWorker(name: string, home: EngineHome, onFailure: (reason: string) => void): StartedWorker {
  if (home === "shared-worker") {
    const shared = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name });
    shared.onerror = (event) => onFailure(reasonOf(event));
    return {
      port: shared.port,
      abandon: () => {
        shared.port.postMessage("leave");
        shared.port.onmessage = null;
      },
      close: () => undefined,
    };
  }
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
  worker.onerror = (event) => onFailure(reasonOf(event));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  return { port: port1, abandon: () => worker.terminate(), close: () => worker.terminate() };
}

const reasonOf = (event: Event): string => (event as Partial<ErrorEvent>).message || "the program did not load";
