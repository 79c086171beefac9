// The engine's worker: shared by all windows of a browser where there is SharedWorker, else one window's own. It holds
// the lock `engine:<workspace>` before it opens anything, so a second one, of another build or another tab, waits.
import * as Comlink from "comlink";
import type { EngineAnswer } from "./connect.ts";
import { Engine } from "./engine.ts";

const scope = self as unknown as { readonly name: string; onconnect?: (event: MessageEvent) => void };
const workspace = scope.name.replace(/^kontor-engine:/, "").replace(/@.*$/, "");

let opened: Promise<Engine | null> | null = null;
/** Ports of windows that wait for the engine. */
const ports = new Set<MessagePort>();
let isHeld = false;

function tell(port: MessagePort | typeof globalThis, answer: EngineAnswer): void {
  (port as MessagePort).postMessage(answer);
}

/** Resolves with the engine once the lock is ours; the lock is kept for as long as this worker lives. */
function open(): Promise<Engine | null> {
  opened ??= new Promise((resolve, reject) => {
    navigator.locks
      .request(`engine:${workspace}`, async () => {
        isHeld = true;
        const engine = await Engine.open({ workspace });
        if (!engine.ok) {
          for (const port of ports) tell(port, { kind: "refused", error: engine.error });
          resolve(null);
          return;
        }
        resolve(engine.value);
        await new Promise<void>((release) => {
          engineClosed = release;
        });
      })
      .catch(reject);
  });
  return opened;
}
let engineClosed: () => void = () => undefined;

async function serve(port: MessagePort): Promise<void> {
  ports.add(port);
  if (!isHeld) tell(port, { kind: "waiting" });
  try {
    const engine = await open();
    if (!engine) return;
    // Each window gets a port of its own for calls, so that these first words stay apart from them.
    const { port1, port2 } = new MessageChannel();
    // A function crosses the border only as a proxy.
    const served = {
      end: () => end(engine),
      watchStatus: async (listener: Parameters<Engine["watchStatus"]>[0]) => Comlink.proxy(await engine.watchStatus(listener)),
      watchRooms: async (listener: Parameters<Engine["watchRooms"]>[0]) => Comlink.proxy(await engine.watchRooms(listener)),
    };
    Comlink.expose(Object.assign(Object.create(engine) as Engine, served), port1);
    port.postMessage({ kind: "ready", port: port2 } satisfies EngineAnswer, [port2]);
  } catch (error) {
    tell(port, { kind: "failed", reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  } finally {
    ports.delete(port);
  }
}

/** Makes way for another engine: writes what is left, lets go of the lock, and ends. */
async function end(engine: Engine): Promise<void> {
  await engine.close();
  engineClosed();
  self.close();
}

if ("onconnect" in self) scope.onconnect = (event) => void serve(event.ports[0] as MessagePort);
else
  self.onmessage = (event: MessageEvent) => {
    const port = event.ports[0];
    if (port) void serve(port);
  };
