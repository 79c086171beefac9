// The engine as a window's screens see it: always the same object, whichever engine is behind it. While none is there,
// questions wait; a command that was under way when the engine died is refused, because nobody knows how far it came.
import * as Comlink from "comlink";
import { plainOf } from "../lib/plain.ts";
import { err } from "../lib/result.ts";
import type { EngineApi, EngineStatus, Outcome } from "./api.ts";
import type { RemoteEngine } from "./connect.ts";

const lost = Symbol("the engine has ended");
/** What goes on to the engine as it is called; a callback cannot. */
type Forwarded = Exclude<keyof EngineApi, "watchStatus">;

/** How each call goes on: a question is asked again of the next engine when one has died; of a command nobody knows how far it came. */
const calls = {
  put: "command",
  patch: "command",
  save: "command",
  remove: "command",
  restore: "command",
  keepDraft: "command",
  undo: "command",
  redo: "command",
  undoAction: "command",
  startJob: "command",
  addDrafts: "command",
  finishJob: "command",
  cancelJob: "command",
  generate: "command",
  invite: "command",
  revokeInvitation: "command",
  rename: "command",
  startBackup: "command",
  backupPortion: "command",
  receiveBackup: "command",
  receiveBackupChunk: "command",
  finishRestore: "command",
  addFile: "command",
  fetchFiles: "command",
  cancelFetch: "command",
  dropFileCopies: "command",
  freeFiles: "command",
  setFilePolicy: "command",
  fileBytes: "question",
  fileProgress: "question",
  cancelFile: "question",
  fileNames: "question",
  fileStorage: "question",
  filePolicy: "question",
  unfinishedImports: "question",
  endBackup: "question",
  backupState: "question",
  forgetBackupLock: "question",
  nextActions: "question",
  warm: "question",
  get: "question",
  find: "question",
  list: "question",
  count: "question",
  rivals: "question",
  setOffline: "question",
  news: "question",
  markNewsSeen: "question",
  status: "question",
  setAside: "question",
  dismissTrouble: "question",
  digest: "question",
  settled: "question",
  exportRivals: "question",
  exportPortion: "question",
} as const satisfies Readonly<Record<Forwarded, "command" | "question">>;

class Link {
  #remote: RemoteEngine | null = null;
  #lose: () => void = () => undefined;
  #lost: Promise<typeof lost> = new Promise(() => undefined);
  #waiters: ((remote: RemoteEngine) => void)[] = [];
  readonly #statusListeners = new Set<(status: EngineStatus) => void>();
  readonly #remoteListeners = new Set<(remote: RemoteEngine | null) => void>();

  /** Another engine is there, or none. */
  use(remote: RemoteEngine | null): void {
    if (remote === this.#remote) return;
    this.#lose();
    this.#remote = remote;
    if (remote) {
      this.#lost = new Promise((resolve) => {
        this.#lose = () => resolve(lost);
      });
      for (const waiter of this.#waiters.splice(0)) waiter(remote);
      for (const listener of this.#statusListeners) void this.#subscribe(remote, listener);
    }
    for (const listener of this.#remoteListeners) listener(remote);
  }

  /** For the part of the window that keeps the network: which engine to serve, now and whenever it changes. */
  watchRemote(listener: (remote: RemoteEngine | null) => void): () => void {
    this.#remoteListeners.add(listener);
    listener(this.#remote);
    return () => this.#remoteListeners.delete(listener);
  }

  /** Asks the engine to write what is left and end; at once when there is none. */
  async end(): Promise<void> {
    if (this.#remote) await Promise.race([this.#remote.end(), this.#lost]);
  }

  readonly watchStatus: EngineApi["watchStatus"] = async (listener) => {
    this.#statusListeners.add(listener);
    if (this.#remote) await this.#subscribe(this.#remote, listener);
    return () => this.#statusListeners.delete(listener);
  };

  async #subscribe(remote: RemoteEngine, listener: (status: EngineStatus) => void): Promise<void> {
    const tell = Comlink.proxy((status: EngineStatus) => {
      if (this.#statusListeners.has(listener)) listener(status);
    });
    // The engine ends the subscription itself when it calls a window that has gone.
    await Promise.race([remote.watchStatus(tell), this.#lost]);
  }

  /** Asked again when the engine died meanwhile: a question changes nothing. */
  async ask<Answer>(question: Forwarded, of: readonly unknown[]): Promise<Answer> {
    for (;;) {
      const answer = await this.#call(question, of);
      if (answer !== lost) return answer as Answer;
    }
  }

  async command<Value>(command: Forwarded, of: readonly unknown[]): Outcome<Value> {
    const answer = await this.#call(command, of);
    return answer === lost ? err({ code: "engine-lost" }) : (answer as Awaited<Outcome<Value>>);
  }

  /** What a screen hands over may be read through a reactive store, which no worker takes: plain data and files go on their way. */
  async #call(name: Forwarded, of: readonly unknown[]): Promise<unknown> {
    const plain = of.map((one, index) => (one instanceof Blob ? one : plainOf(one, `${name}[${index}]`)));
    const remote = this.#remote ?? (await new Promise<RemoteEngine>((resolve) => this.#waiters.push(resolve)));
    return Promise.race([(remote[name] as (...of: unknown[]) => Promise<unknown>)(...plain), this.#lost]);
  }
}

export type EngineLink = EngineApi & Pick<Link, "use" | "watchRemote" | "end">;

export function createEngineLink(): EngineLink {
  const link = new Link();
  const forwarded = Object.entries(calls).map(([name, how]) => [
    name,
    (...of: unknown[]) => (how === "command" ? link.command(name as Forwarded, of) : link.ask(name as Forwarded, of)),
  ]);
  return Object.assign(link, Object.fromEntries(forwarded) as Pick<EngineApi, Forwarded>);
}
