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

export class EngineLink implements EngineApi {
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

  readonly put: EngineApi["put"] = (...of) => this.#command("put", of);
  readonly putAll: EngineApi["putAll"] = (...of) => this.#command("putAll", of);
  readonly patch: EngineApi["patch"] = (...of) => this.#command("patch", of);
  readonly patchAll: EngineApi["patchAll"] = (...of) => this.#command("patchAll", of);
  readonly remove: EngineApi["remove"] = (...of) => this.#command("remove", of);
  readonly restore: EngineApi["restore"] = (...of) => this.#command("restore", of);
  readonly keepDraft: EngineApi["keepDraft"] = (...of) => this.#command("keepDraft", of);
  readonly undo: EngineApi["undo"] = (...of) => this.#command("undo", of);
  readonly redo: EngineApi["redo"] = (...of) => this.#command("redo", of);
  readonly undoAction: EngineApi["undoAction"] = (...of) => this.#command("undoAction", of);
  readonly startJob: EngineApi["startJob"] = (...of) => this.#command("startJob", of);
  readonly addDrafts: EngineApi["addDrafts"] = (...of) => this.#command("addDrafts", of);
  readonly finishJob: EngineApi["finishJob"] = (...of) => this.#command("finishJob", of);
  readonly unfinishedImports: EngineApi["unfinishedImports"] = (...of) => this.#ask("unfinishedImports", of);
  readonly cancelJob: EngineApi["cancelJob"] = (...of) => this.#command("cancelJob", of);
  readonly generate: EngineApi["generate"] = (...of) => this.#command("generate", of);
  readonly invite: EngineApi["invite"] = (...of) => this.#command("invite", of);
  readonly revokeInvitation: EngineApi["revokeInvitation"] = (...of) => this.#command("revokeInvitation", of);
  readonly rename: EngineApi["rename"] = (...of) => this.#command("rename", of);

  readonly startBackup: EngineApi["startBackup"] = (...of) => this.#command("startBackup", of);
  readonly backupPortion: EngineApi["backupPortion"] = (...of) => this.#command("backupPortion", of);
  readonly receiveBackup: EngineApi["receiveBackup"] = (...of) => this.#command("receiveBackup", of);
  readonly finishRestore: EngineApi["finishRestore"] = (...of) => this.#command("finishRestore", of);

  readonly endBackup: EngineApi["endBackup"] = (...of) => this.#ask("endBackup", of);
  readonly backupState: EngineApi["backupState"] = (...of) => this.#ask("backupState", of);
  readonly forgetBackupLock: EngineApi["forgetBackupLock"] = (...of) => this.#ask("forgetBackupLock", of);
  readonly nextActions: EngineApi["nextActions"] = (...of) => this.#ask("nextActions", of);
  readonly warm: EngineApi["warm"] = (...of) => this.#ask("warm", of);
  readonly get: EngineApi["get"] = (...of) => this.#ask("get", of);
  readonly find: EngineApi["find"] = (...of) => this.#ask("find", of);
  readonly list: EngineApi["list"] = (...of) => this.#ask("list", of);
  readonly count: EngineApi["count"] = (...of) => this.#ask("count", of);
  readonly rivals: EngineApi["rivals"] = (...of) => this.#ask("rivals", of);
  readonly setOffline: EngineApi["setOffline"] = (...of) => this.#ask("setOffline", of);
  readonly news: EngineApi["news"] = (...of) => this.#ask("news", of);
  readonly markNewsSeen: EngineApi["markNewsSeen"] = (...of) => this.#ask("markNewsSeen", of);
  readonly status: EngineApi["status"] = (...of) => this.#ask("status", of);
  readonly setAside: EngineApi["setAside"] = (...of) => this.#ask("setAside", of);
  readonly dismissTrouble: EngineApi["dismissTrouble"] = (...of) => this.#ask("dismissTrouble", of);
  readonly digest: EngineApi["digest"] = (...of) => this.#ask("digest", of);
  readonly settled: EngineApi["settled"] = (...of) => this.#ask("settled", of);
  readonly exportRivals: EngineApi["exportRivals"] = (...of) => this.#ask("exportRivals", of);
  readonly exportPortion: EngineApi["exportPortion"] = (...of) => this.#ask("exportPortion", of);

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
  async #ask<Answer>(question: Forwarded, of: readonly unknown[]): Promise<Answer> {
    for (;;) {
      const answer = await this.#call(question, of);
      if (answer !== lost) return answer as Answer;
    }
  }

  async #command<Value>(command: Forwarded, of: readonly unknown[]): Outcome<Value> {
    const answer = await this.#call(command, of);
    return answer === lost ? err({ code: "engine-lost" }) : (answer as Awaited<Outcome<Value>>);
  }

  /** What a screen hands over may be read through a reactive store, which no worker takes: plain data goes on its way. */
  async #call(name: Forwarded, of: readonly unknown[]): Promise<unknown> {
    const plain = of.map((one, place) => plainOf(one, `${name}[${place}]`));
    const remote = this.#remote ?? (await new Promise<RemoteEngine>((resolve) => this.#waiters.push(resolve)));
    return Promise.race([(remote[name] as (...of: unknown[]) => Promise<unknown>)(...plain), this.#lost]);
  }
}
