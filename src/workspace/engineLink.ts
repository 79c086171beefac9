// The engine as a window's screens see it: always the same object, whichever engine is behind it. While none is there,
// questions wait; a command that was under way when the engine died is refused, because nobody knows how far it came.
import * as Comlink from "comlink";
import { err } from "../lib/result.ts";
import type { EngineApi, EngineStatus, Outcome } from "./api.ts";
import type { RemoteEngine } from "./connect.ts";

const lost = Symbol("the engine has ended");

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

  readonly put: EngineApi["put"] = (kind, fields) => this.#command((engine) => engine.put(kind, fields));
  readonly patch: EngineApi["patch"] = (id, fields) => this.#command((engine) => engine.patch(id, fields));
  readonly patchAll: EngineApi["patchAll"] = (patches, command) => this.#command((engine) => engine.patchAll(patches, command));
  readonly remove: EngineApi["remove"] = (ids) => this.#command((engine) => engine.remove(ids));
  readonly restore: EngineApi["restore"] = (ids) => this.#command((engine) => engine.restore(ids));
  readonly undo: EngineApi["undo"] = () => this.#command((engine) => engine.undo());
  readonly redo: EngineApi["redo"] = () => this.#command((engine) => engine.redo());
  readonly undoAction: EngineApi["undoAction"] = (number) => this.#command((engine) => engine.undoAction(number));
  readonly startJob: EngineApi["startJob"] = (info) => this.#command((engine) => engine.startJob(info));
  readonly addDrafts: EngineApi["addDrafts"] = (job, drafts) => this.#command((engine) => engine.addDrafts(job, drafts));
  readonly finishJob: EngineApi["finishJob"] = (job) => this.#command((engine) => engine.finishJob(job));
  readonly cancelJob: EngineApi["cancelJob"] = (job) => this.#command((engine) => engine.cancelJob(job));
  readonly generate: EngineApi["generate"] = (options) => this.#command((engine) => engine.generate(options));
  readonly invite: EngineApi["invite"] = (options) => this.#command((engine) => engine.invite(options));
  readonly revokeInvitation: EngineApi["revokeInvitation"] = (id) => this.#command((engine) => engine.revokeInvitation(id));
  readonly rename: EngineApi["rename"] = (names) => this.#command((engine) => engine.rename(names));

  readonly nextActions: EngineApi["nextActions"] = () => this.#ask((engine) => engine.nextActions());
  readonly warm: EngineApi["warm"] = (id) => this.#ask((engine) => engine.warm(id));
  readonly get: EngineApi["get"] = (id) => this.#ask((engine) => engine.get(id));
  readonly find: EngineApi["find"] = (text, limit) => this.#ask((engine) => engine.find(text, limit));
  readonly list: EngineApi["list"] = (kind, options) => this.#ask((engine) => engine.list(kind, options));
  readonly count: EngineApi["count"] = (kind) => this.#ask((engine) => engine.count(kind));
  readonly rivals: EngineApi["rivals"] = (id) => this.#ask((engine) => engine.rivals(id));
  readonly setOffline: EngineApi["setOffline"] = (isOffline) => this.#ask((engine) => engine.setOffline(isOffline));
  readonly news: EngineApi["news"] = (limit) => this.#ask((engine) => engine.news(limit));
  readonly markNewsSeen: EngineApi["markNewsSeen"] = () => this.#ask((engine) => engine.markNewsSeen());
  readonly status: EngineApi["status"] = () => this.#ask((engine) => engine.status());
  readonly digest: EngineApi["digest"] = (of) => this.#ask((engine) => engine.digest(of));
  readonly settled: EngineApi["settled"] = () => this.#ask((engine) => engine.settled());
  readonly exportPortion: EngineApi["exportPortion"] = (after) => this.#ask((engine) => engine.exportPortion(after));

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
  async #ask<Answer>(question: (engine: RemoteEngine) => Promise<unknown>): Promise<Answer> {
    for (;;) {
      const remote = this.#remote ?? (await new Promise<RemoteEngine>((resolve) => this.#waiters.push(resolve)));
      const answer = await Promise.race([question(remote), this.#lost]);
      if (answer !== lost) return answer as Answer;
    }
  }

  async #command<Value>(command: (engine: RemoteEngine) => Promise<unknown>): Outcome<Value> {
    const remote = this.#remote ?? (await new Promise<RemoteEngine>((resolve) => this.#waiters.push(resolve)));
    const answer = await Promise.race([command(remote), this.#lost]);
    return answer === lost ? err({ code: "engine-lost" }) : (answer as Awaited<Outcome<Value>>);
  }
}
