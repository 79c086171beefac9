// The engine's worker: shared by all windows of a browser where keys can be kept in a SharedWorker, else one window's own. It
// holds the lock `engine:<workspace>` before it opens anything, so a second one, of another build or another tab, waits.
// Under the name of a probe it only tries whether keys can be kept here.
import * as Comlink from "comlink";
import { err, ok, type Result } from "../lib/result.ts";
import type { EngineAnswer } from "./connect.ts";
import { Engine } from "./engine.ts";
import { answerProbe, canCloneKeys } from "./keyProbe.ts";

const scope = self as unknown as { readonly name: string; onconnect?: (event: MessageEvent) => void };
const isShared = "onconnect" in self;
const [, task = "engine", subject = ""] = /^kontor-(engine|probe):([^@]*)/.exec(scope.name) ?? [];

type Refusal = Extract<EngineAnswer, { readonly kind: "refused" | "unfit" | "failed" }>;

let opened: Promise<Result<Engine, Refusal>> | null = null;
/** The windows that were not told of an engine yet, and those that were. */
const waiting = new Set<MessagePort>();
const served = new Set<MessagePort>();
/** What a window hears that comes now. */
let progress: EngineAnswer = { kind: "waiting" };
let letGo: () => void = () => undefined;

const tell = (port: MessagePort, answer: EngineAnswer): void => port.postMessage(answer);

function tellAll(answer: EngineAnswer): void {
  progress = answer;
  for (const port of waiting) tell(port, answer);
}

/** Resolves with the engine once the lock is ours; the lock is kept for as long as this worker lives. */
function open(): Promise<Result<Engine, Refusal>> {
  opened ??= new Promise((resolve) => {
    let isHeld = false;
    navigator.locks
      .request(`engine:${subject}`, async () => {
        isHeld = true;
        tellAll({ kind: "opening", what: "keys" });
        const onKeys = (): void => tellAll({ kind: "opening", what: "data" });
        const engine = await Engine.open({ workspace: subject, onStuck: makeWay, onKeys });
        if (!engine.ok) {
          // A dedicated worker may keep what a shared one does not.
          const isUnfit = isShared && engine.error.code === "keys-unreadable";
          resolve(err(isUnfit ? { kind: "unfit", reason: "shared-worker-keeps-no-keys" } : { kind: "refused", error: engine.error }));
          return;
        }
        resolve(ok(engine.value));
        await new Promise<void>((release) => {
          letGo = release;
        });
      })
      .catch((error: unknown) => {
        // Somebody waited for too long and took the lock away: nothing may be written here any more.
        if (isHeld && error instanceof DOMException && error.name === "AbortError") self.close();
        resolve(err({ kind: "failed", reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }));
      });
  });
  return opened;
}

async function serve(port: MessagePort): Promise<void> {
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === "leave") leave(port);
  };
  waiting.add(port);
  if (isShared && !(await canCloneKeys())) {
    waiting.delete(port);
    tell(port, { kind: "unfit", reason: "shared-worker-keeps-no-keys" });
    return;
  }
  tell(port, progress);
  const engine = await open();
  if (!waiting.delete(port)) return;
  if (!engine.ok) {
    // Asked again, it is tried again.
    opened = null;
    progress = { kind: "waiting" };
    tell(port, engine.error);
    return;
  }
  served.add(port);
  // Each window gets a port of its own for calls, so that these first words stay apart from them.
  const { port1, port2 } = new MessageChannel();
  // A function crosses the border only as a proxy.
  const exposed = {
    end: () => end(engine.value),
    watchStatus: async (listener: Parameters<Engine["watchStatus"]>[0]) => Comlink.proxy(await engine.value.watchStatus(listener)),
    watchRooms: async (listener: Parameters<Engine["watchRooms"]>[0]) => Comlink.proxy(await engine.value.watchRooms(listener)),
  };
  Comlink.expose(Object.assign(Object.create(engine.value) as Engine, exposed), port1);
  port.postMessage({ kind: "ready", port: port2 } satisfies EngineAnswer, [port2]);
}

/** A window that waited for too long has its engine elsewhere now; with nobody left, this one makes way for it. */
function leave(port: MessagePort): void {
  waiting.delete(port);
  if (waiting.size === 0 && served.size === 0) self.close();
}

/** Makes way for another engine: writes what is left, lets go of the lock, and ends. */
async function end(engine: Engine): Promise<void> {
  await engine.close();
  makeWay();
}

/** Ends without another word, also when the engine cannot: whoever finds the lock free starts the next one. */
function makeWay(): void {
  letGo();
  self.close();
}

const answer = async (port: MessagePort): Promise<void> => {
  if (task !== "probe") return serve(port);
  port.postMessage(await answerProbe(subject));
  self.close();
};

if (isShared) scope.onconnect = (event) => void answer(event.ports[0] as MessagePort);
else
  self.onmessage = (event: MessageEvent) => {
    const port = event.ports[0];
    if (port) void answer(port);
  };
