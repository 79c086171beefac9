// The engine: opens one workspace and keeps it, answers windows, talks to other devices. One runs in a browser for
// each workspace, under a lock that whoever starts it holds.
import type { Registry } from "../database/registry.ts";
import { defaultProfile, readMeta, rowsVersion, rowTables, WorkspaceDatabase } from "../database/schema.ts";
import { digitsOf, readPhone } from "../domain/phone.ts";
import { type Epoch, openEpoch } from "../journal/epoch.ts";
import { makeInvitation, readLink } from "../journal/invitation.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import type { ShardName } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { requestAdmission, type Welcome } from "../sync/admission.ts";
import { acceptWires } from "../sync/bridge.ts";
import { type Exchange, openExchange } from "../sync/exchange.ts";
import type { LobbyRoom, LobbyState } from "../sync/lobby.ts";
import type { Wire } from "../sync/wire.ts";
import type { CommandRefusal, EngineApi, EngineStatus, JobReport, NetworkApi } from "./api.ts";
import { Commands } from "./commands.ts";
import { digestDocuments, digestRows } from "./digest.ts";
import { Disk, diskRefusal } from "./disk.ts";
import { generateJob } from "./generate.ts";
import {
  epochsOf,
  type Founding,
  foundingOf,
  type Identity,
  identityOf,
  type Joining,
  joiningOf,
  registryOf,
  storeEpochs,
} from "./identity.ts";
import { Jobs } from "./jobs.ts";
import { Ledger } from "./ledger.ts";
import { Questions } from "./questions.ts";
import { Queue } from "./queue.ts";
import { Shards } from "./shards.ts";
import { type LobbyReport, statusOf } from "./status.ts";
import { Store } from "./store.ts";
import { Team } from "./team.ts";

/** A shard that nobody has used for so long is written back. */
const quietMs = 2_000;
const tidyEveryMs = 1_000;
const statusEveryMs = 100;
/** Bulk work may leave so many timeline rows unwritten: 40,000 interactions, 40 MB in memory. */
const mostLateRows = 300;

export interface EngineOptions {
  readonly workspace: string;
  readonly now?: Now;
  /** Whose storage; one browser has one. */
  readonly profile?: string;
}

export class Engine implements EngineApi, NetworkApi {
  readonly workspace: string;
  readonly #now: Now;
  readonly #registry: Registry;
  readonly #db: WorkspaceDatabase;
  readonly #bulk: WorkspaceDatabase;
  readonly #identity: Identity;
  readonly #queue = new Queue();
  readonly #disk: Disk;
  readonly #shards: Shards;
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #commands: Commands;
  readonly #jobs: Jobs;
  readonly #questions: Questions;
  /** What other devices are told and give; also the door for transports of all kinds. */
  readonly store: Store;
  #isSample = false;
  #country = "DE";
  #joining: Joining | null = null;
  #exchange: Exchange | null = null;
  #isOffline = false;
  #lobby: LobbyReport | null = null;
  #aloneSinceMs: number | null;
  readonly #troubles = new Map<string, { readonly sinceMs: number; readonly detail?: string }>();
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  readonly #roomWatchers = new Set<(rooms: readonly LobbyRoom[]) => void>();
  #statusTimer: ReturnType<typeof setTimeout> | null = null;
  #tidyTimer: ReturnType<typeof setInterval> | null = null;
  #endWires: (() => void) | null = null;

  private constructor(options: Required<EngineOptions>, db: WorkspaceDatabase, bulk: WorkspaceDatabase, identity: Identity) {
    this.workspace = options.workspace;
    this.#now = options.now;
    this.#registry = registryOf(options.profile);
    this.#db = db;
    this.#bulk = bulk;
    this.#identity = identity;
    this.#aloneSinceMs = this.#now();
    this.#disk = new Disk(options.profile);
    this.#shards = new Shards(db, (shard, after) => this.#ledger.updatesAfter(shard, after), this.#now);
    this.#ledger = new Ledger({
      workspace: this.workspace,
      keys: identity.keys,
      db,
      bulk,
      disk: this.#disk,
      now: this.#now,
      shards: () => this.#shards,
      phoneDigits: (value, region) => phoneDigits(value, region ?? this.#country),
    });
    this.#team = new Team(this.#ledger, this.#queue, identity, this.#now);
    this.#commands = new Commands({
      ledger: this.#ledger,
      shards: this.#shards,
      queue: this.#queue,
      now: this.#now,
      barrier: () => this.#barrier(),
      member: () => this.#team.member,
      onDisk: (refusal) => this.#diskSaid(refusal),
    });
    this.#jobs = new Jobs(this.#ledger, this.#shards, this.#commands, this.#queue);
    this.#questions = new Questions(this.#ledger, this.#shards, this.#queue);
    this.store = new Store(this.#ledger, this.#team, this.#queue);
    this.#team.onChange = () => this.#rosterChanged();
    this.#ledger.onCommitted = (entries, isOwn) => {
      this.store.committed(entries, isOwn);
      this.#statusSoon();
    };
    this.store.onAcks = () => this.#statusSoon();
  }

  /** Opens the workspace; the caller holds its lock. Answers with a refusal when this device does not have it. */
  static async open(given: EngineOptions): Promise<Result<Engine, CommandRefusal>> {
    const options = { now: () => Date.now(), profile: defaultProfile, ...given };
    const db = new WorkspaceDatabase(options.workspace, "strict", options.profile);
    const identity = await identityOf(db);
    if (!identity) {
      db.close();
      return err({ code: "workspace-missing", id: options.workspace });
    }
    const engine = new Engine(options, db, new WorkspaceDatabase(options.workspace, "relaxed", options.profile), identity);
    await engine.#start();
    return ok(engine);
  }

  async #start(): Promise<void> {
    await this.#disk.open();
    this.#ledger.epochs = await epochsOf(this.#db, this.#identity.keys);
    this.#isOffline = (await readMeta<boolean>(this.#db, "offline")) ?? false;
    await this.#shards.open();
    await this.#ledger.open();
    await this.store.open();
    const founding = await foundingOf(this.#db);
    if (founding) await this.#found(founding);
    this.#joining = this.#ledger.epochs.length === 0 ? ((await joiningOf(this.#db)) ?? null) : null;
    await this.#renewRows();
    await this.#readSettings();
    if (!this.#joining && !this.#isSample) this.#exchange = this.#openExchange();
    this.#tidyTimer = setInterval(() => void this.#tidy(), tidyEveryMs);
    await this.#registry.workspaces.update(this.workspace, { lastOpenedAt: instantOf(this.#now()) });
  }

  /** Writes what is left and lets go of everything. */
  async close(): Promise<void> {
    if (this.#tidyTimer !== null) clearInterval(this.#tidyTimer);
    if (this.#statusTimer !== null) clearTimeout(this.#statusTimer);
    this.#exchange?.close();
    this.#endWires?.();
    this.#questions.close();
    await this.#queue.run("urgent", async () => {
      await this.#ledger.flushPages();
      await this.#shards.saveAll();
      await this.#shards.close();
    });
    this.#db.close();
    this.#bulk.close();
  }

  // ---- commands --------------------------------------------------------------------------------------------------

  readonly put: EngineApi["put"] = (kind, fields) => this.#commands.put(kind, fields);
  readonly patch: EngineApi["patch"] = (id, fields) => this.#commands.patch([{ id, fields }]);
  readonly patchAll: EngineApi["patchAll"] = (patches, command) => this.#commands.patch(patches, command);
  readonly remove: EngineApi["remove"] = (ids) => this.#commands.remove(ids);
  readonly restore: EngineApi["restore"] = (ids) => this.#commands.restore(ids);
  readonly undoAction: EngineApi["undoAction"] = (number) => this.#commands.turnAction(number);
  readonly nextActions: EngineApi["nextActions"] = () => this.#commands.nextActions();

  readonly undo: EngineApi["undo"] = async () => {
    const { undo } = await this.#commands.nextActions();
    return undo ? this.#commands.turnAction(undo.number) : err({ code: "nothing-to-undo" });
  };
  readonly redo: EngineApi["redo"] = async () => {
    const { redo } = await this.#commands.nextActions();
    return redo ? this.#commands.turnAction(redo.number) : err({ code: "nothing-to-redo" });
  };

  readonly warm: EngineApi["warm"] = async (id) => {
    const shard = id.slice(0, id.indexOf(".")) as ShardName;
    if (this.#shards.rows.has(shard)) await this.#queue.run("bulk", () => this.#shards.load(shard));
  };

  // ---- questions -------------------------------------------------------------------------------------------------

  readonly get: EngineApi["get"] = (id) => this.#questions.get(id);
  readonly find: EngineApi["find"] = (text, limit) => this.#questions.find(text, limit);
  readonly list: EngineApi["list"] = (kind, options) => this.#questions.list(kind, options);
  readonly count: EngineApi["count"] = async (kind) => this.#questions.count(kind);
  readonly rivals: EngineApi["rivals"] = (id) => this.#questions.rivals(id);
  readonly news: EngineApi["news"] = (limit) => this.#questions.news(limit, (device) => this.#team.memberNameOf(device));
  readonly markNewsSeen: EngineApi["markNewsSeen"] = () => this.#questions.markNewsSeen();

  // ---- long jobs -------------------------------------------------------------------------------------------------

  readonly startJob: EngineApi["startJob"] = (info) => this.#jobs.start(info);
  readonly addDrafts: EngineApi["addDrafts"] = (job, drafts) => this.#jobs.add(job, drafts);
  readonly cancelJob: EngineApi["cancelJob"] = (job) => this.#jobs.cancel(job);
  readonly finishJob: EngineApi["finishJob"] = async (job) => {
    const report = await this.#jobs.finish(job);
    await this.#queue.run("urgent", () => this.#ledger.flushPages());
    return report;
  };
  readonly generate: EngineApi["generate"] = async (options): Promise<Result<JobReport, CommandRefusal>> => {
    const report = await generateJob(this.#jobs, this.#db, { now: this.#now(), language: "de", ...options });
    await this.#queue.run("urgent", () => this.#ledger.flushPages());
    return report;
  };

  // ---- team ------------------------------------------------------------------------------------------------------

  readonly invite: EngineApi["invite"] = async (options) => {
    if (this.#isSample) return err({ code: "sample-workspace" });
    return this.#team.isMember ? this.#team.invite(options) : err({ code: "not-a-member" });
  };
  readonly revokeInvitation: EngineApi["revokeInvitation"] = (id) => this.#team.revoke(id);
  readonly rename: EngineApi["rename"] = (names) => this.#team.rename(names);

  readonly setOffline: EngineApi["setOffline"] = async (isOffline) => {
    this.#isOffline = isOffline;
    await this.#db.meta.put({ key: "offline", value: isOffline });
    this.#tellRooms();
    this.#statusSoon();
  };

  // ---- status ----------------------------------------------------------------------------------------------------

  readonly status: EngineApi["status"] = async () => this.#status();
  readonly watchStatus: EngineApi["watchStatus"] = async (listener) => {
    this.#watchers.add(listener);
    listener(this.#status());
    return () => this.#watchers.delete(listener);
  };

  readonly digest: EngineApi["digest"] = (of) =>
    this.#queue.run("bulk", async () => {
      await this.#ledger.flushPages();
      return of === "documents" ? digestDocuments(this.#ledger, this.#shards) : digestRows(this.#ledger);
    });

  readonly settled: EngineApi["settled"] = () =>
    this.#queue.run("bulk", async () => {
      await this.#ledger.flushPages();
      await this.store.flush();
    });

  readonly exportPortion: EngineApi["exportPortion"] = async (after) => {
    const names = [...this.#shards.rows.keys()].sort();
    const name = names.find((one) => after === null || one > after);
    if (name === undefined) return { records: [], after: null };
    const records = await this.#queue.run("bulk", async () => {
      const shard = await this.#shards.load(name);
      return [...shard.ids()].sort().flatMap((id) => {
        const record = shard.read(id);
        return record ? [{ ...record, id }] : [];
      });
    });
    return { records, after: names.indexOf(name) === names.length - 1 ? null : name };
  };

  // ---- network: the window that keeps the connections talks to this half -------------------------------------------

  readonly attachNetwork: NetworkApi["attachNetwork"] = async (port, servers) => {
    this.#endWires?.();
    this.#team.servers = servers;
    this.#endWires = acceptWires(
      port,
      (wire) => this.#onWire(wire),
      () => this.#exchange?.wake(),
    );
  };
  readonly watchRooms: NetworkApi["watchRooms"] = async (listener) => {
    this.#roomWatchers.add(listener);
    listener(await this.#rooms());
    return () => this.#roomWatchers.delete(listener);
  };
  readonly tellLobby: NetworkApi["tellLobby"] = async (state: LobbyState | null) => {
    this.#lobby = state && { ...state, sinceMs: this.#lobby?.isSignalling === state.isSignalling ? this.#lobby.sinceMs : this.#now() };
    if (!state) {
      this.#endWires?.();
      this.#endWires = null;
    }
    this.#statusSoon();
  };

  #onWire(wire: Wire): void {
    if (this.#isOffline) wire.close();
    else if (this.#exchange) this.#exchange.addWire(wire);
    else void this.#ask(wire);
  }

  async #rooms(): Promise<readonly LobbyRoom[]> {
    if (this.#isOffline || this.#isSample) return [];
    if (!this.#joining) return this.store.rooms();
    const link = readLink(this.#joining.link);
    return link.ok ? [(await makeInvitation(link.value.seed)).room] : [];
  }

  #tellRooms(): void {
    void this.#rooms().then((rooms) => {
      for (const listener of this.#roomWatchers) listener(rooms);
    });
  }

  #openExchange(): Exchange {
    const exchange = openExchange(this.store, {
      onNotice: (notice) => {
        this.#trouble(notice.code, "codes" in notice ? notice.codes.join(", ") : "device" in notice ? notice.device : notice.reason);
      },
    });
    exchange.onStatus(() => this.#statusSoon());
    return exchange;
  }

  // ---- joining ---------------------------------------------------------------------------------------------------

  /** Asks the device at the other end to be let in. */
  async #ask(wire: Wire): Promise<void> {
    const link = this.#joining && readLink(this.#joining.link);
    if (!link?.ok) return wire.close();
    const answer = await requestAdmission(wire, link.value, this.#identity.keys, {
      member: this.#identity.memberName,
      device: this.#identity.deviceName,
    });
    if (answer.ok) {
      const refusal = await this.#enter(answer.value, link.value.rosterHead);
      if (refusal) await this.#refused(refusal);
      return;
    }
    const { code } = answer.error;
    if (code !== "connection-ended" && code !== "no-member") await this.#refused(code);
    this.#statusSoon();
  }

  async #refused(code: string): Promise<void> {
    if (!this.#joining) return;
    this.#joining = { ...this.#joining, refusal: code };
    await this.#db.meta.put({ key: "joining", value: this.#joining });
    this.#statusSoon();
  }

  /** Believes a welcome only if its roster begins with the link's workspace, holds the link's head, and knows both ends. */
  async #enter(welcome: Welcome, head: string): Promise<string | null> {
    return this.#queue.run("urgent", async () => {
      if (!this.#joining) return null;
      const epochs: Epoch[] = [];
      for (const sealed of welcome.epochs) {
        const epoch = await openEpoch(this.#identity.keys, sealed);
        if (!epoch.ok) return "welcome-unreadable";
        epochs.push(epoch.value);
      }
      this.#ledger.epochs = epochs;
      await this.#ledger.receive(await Promise.all(welcome.roster.map((bytes) => this.#ledger.examine(bytes))));
      const host = this.#team.roster.devices[welcome.host.device];
      if (
        !this.#team.knows(head) ||
        !this.#team.isMember ||
        !host ||
        host.signPublic.some((byte, i) => byte !== welcome.host.signPublic[i])
      ) {
        this.#ledger.epochs = [];
        return "roster-untrusted";
      }
      await storeEpochs(this.#db, this.#identity.keys, epochs);
      await this.#registry.workspaces.update(this.workspace, { state: "ready", name: this.#team.roster.name });
      await this.#db.meta.delete("joining");
      // In one turn: a wire that comes in between would find neither somebody who asks nor somebody who belongs.
      this.#exchange = this.#openExchange();
      this.#joining = null;
      this.#tellRooms();
      this.#statusSoon();
      return null;
    });
  }

  // ---- within ----------------------------------------------------------------------------------------------------

  async #found(founding: Founding): Promise<void> {
    this.#isSample = founding.isSample;
    if (this.#team.isMember) return;
    const { keys, memberName, deviceName } = this.#identity;
    const device = { id: keys.id, name: deviceName, signPublic: keys.signPublic, receivePublic: keys.receivePublic };
    await this.#ledger.saveRoster({
      kind: "create",
      name: founding.name,
      member: { id: keys.id, name: memberName },
      device,
      createdAt: instantOf(this.#now()),
    });
    const { isSample: _isSample, ...settings } = founding;
    const stored = await this.#commands.put("settings", settings);
    if (!stored.ok) throw new Error(`settings could not be stored: ${stored.error.code}`);
    // Founding is not something to undo.
    await this.#db.actions.clear();
  }

  #barrier(): CommandRefusal | null {
    return this.#joining || this.#ledger.epochs.length === 0 || !this.#team.isMember ? { code: "not-a-member" } : null;
  }

  #rosterChanged(): void {
    this.store.rosterChanged();
    this.#tellRooms();
    this.#statusSoon();
    const { name } = this.#team.roster;
    if (name && !this.#joining) void this.#registry.workspaces.update(this.workspace, { name });
  }

  /** Finishes what bulk work left when the engine ended, and rebuilds the rows when their shape has changed. */
  async #renewRows(): Promise<void> {
    const version = await readMeta<number>(this.#db, "rowsVersion");
    if (version !== undefined && version !== rowsVersion) await this.#rebuildRows();
    await this.#db.meta.put({ key: "rowsVersion", value: rowsVersion });
    if (this.#shards.late.length === 0) return;
    await this.#ledger.renewPages();
    await this.#ledger.flushPages();
  }

  async #rebuildRows(): Promise<void> {
    await this.#db.transaction("rw", this.#db.tables, async () => {
      for (const table of rowTables) await this.#db.table(table).clear();
    });
    await this.#ledger.rebuild();
  }

  async #readSettings(): Promise<void> {
    const settings = await this.#questions.get("meta.settings" as never);
    if (typeof settings?.country === "string") this.#country = settings.country;
  }

  async #tidy(): Promise<void> {
    await this.#queue.run("tidy", async () => {
      try {
        const { isBulkOver } = this.#queue;
        const wasFull = this.#disk.isFull;
        await this.#disk.write(async () => {
          await this.#ledger.flushPages(isBulkOver || this.#ledger.lateRows > mostLateRows ? "all" : "lists");
          // A checkpoint is a megabyte for the disk: it waits until nobody waits for a tick or for the rest of a sync.
          if ((isBulkOver && this.#queue.isQuiet) || this.#shards.isCrowded) await this.#shards.tidyOne(quietMs);
        });
        if (wasFull) this.#diskSaid(null);
      } catch (error) {
        this.#diskSaid(diskRefusal(error));
      }
    });
  }

  /** A refusal of the disk is shown until it takes something again. */
  #diskSaid(refusal: CommandRefusal | null): void {
    if (refusal) this.#trouble(refusal.code, "reason" in refusal ? refusal.reason : undefined);
    else if (this.#troubles.delete("disk-full") || this.#troubles.delete("disk-failed")) this.#statusSoon();
  }

  #trouble(code: string, detail?: string): void {
    if (!this.#troubles.has(code)) this.#troubles.set(code, { sinceMs: this.#now(), ...(detail === undefined ? {} : { detail }) });
    this.#statusSoon();
  }

  #statusSoon(): void {
    if (this.#statusTimer !== null || this.#watchers.size === 0) return;
    this.#statusTimer = setTimeout(() => {
      this.#statusTimer = null;
      const status = this.#status();
      for (const watcher of this.#watchers) watcher(status);
    }, statusEveryMs);
  }

  #status(): EngineStatus {
    const peers = this.#exchange?.status() ?? [];
    const isConnected = peers.some((peer) => peer.device !== null && (peer.state === "syncing" || peer.state === "live"));
    if (isConnected) this.#aloneSinceMs = null;
    else this.#aloneSinceMs ??= this.#now();
    return statusOf({
      ledger: this.#ledger,
      team: this.#team,
      store: this.store,
      peers,
      lobby: this.#lobby,
      identity: this.#identity,
      isSample: this.#isSample,
      isOffline: this.#isOffline,
      joining: this.#joining,
      aloneSinceMs: this.#aloneSinceMs,
      troubles: this.#troubles,
    });
  }
}

/** A phone's digits in the ways people type them: international, national with its zero, and as written. */
function phoneDigits(value: string, region: string): string[] {
  const read = readPhone(value, region);
  const written = digitsOf(value, region);
  return [...new Set([read?.e164.slice(1) ?? written, read ? `0${read.national}` : "", value.replace(/\D+/g, "")])].filter(
    (digits) => digits.length > 2,
  );
}
