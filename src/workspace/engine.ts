// The engine: opens one workspace and keeps it, answers windows, talks to other devices. One runs in a browser for
// each workspace, under a lock that whoever starts it holds.

import { draftKey } from "../database/drafts.ts";
import type { Registry } from "../database/registry.ts";
import { defaultProfile, readMeta, WorkspaceDatabase } from "../database/schema.ts";
import { storagePatienceMs } from "../documents/storeRequests.ts";
import { typedDigits } from "../domain/phone.ts";
import type { Entry } from "../journal/entry.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import type { ShardName } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { acceptWires } from "../sync/bridge.ts";
import type { LobbyRoom, LobbyState } from "../sync/lobby.ts";
import { openReplication, type Replication } from "../sync/replication.ts";
import type { Wire } from "../sync/wire.ts";
import { Alarms } from "./alarms.ts";
import type { CommandRefusal, EngineApi, EngineStatus, JobReport, NetworkApi, Outcome } from "./api.ts";
import { Auditor } from "./audit.ts";
import { Backups } from "./backup.ts";
import { Commands } from "./commands.ts";
import { digestDocuments, digestRows } from "./digest.ts";
import { Disk, diskRefusal } from "./disk.ts";
import { exportedShard } from "./exportShard.ts";
import { Files } from "./files.ts";
import { writeFirstEntries } from "./firstEntries.ts";
import { generateJob } from "./generate.ts";
import { epochsOf, forgetUnread, type Identity, identityOf, newWorkspaceFactsOf, registryOf } from "./identity.ts";
import { Jobs } from "./jobs.ts";
import { type Admitted, Joining } from "./joining.ts";
import { Journal } from "./journal.ts";
import { KnownRoster } from "./knownRoster.ts";
import { Ledger } from "./ledger.ts";
import { Questions } from "./questions.ts";
import { Queue, Stuck } from "./queue.ts";
import { Renewal } from "./renewal.ts";
import { renewRows } from "./renewRows.ts";
import { finishRestore } from "./restored.ts";
import { Seen } from "./seen.ts";
import { Shards } from "./shards.ts";
import { type LobbyReport, statusOf } from "./status.ts";
import { Store } from "./store.ts";
import { Team } from "./team.ts";
import { Troubles } from "./troubles.ts";

/** A shard that nobody has used for so long is written back. */
const quietMs = 2_000;
const tidyEveryMs = 1_000;
const statusEveryMs = 100;
/** That a profile exists twice is said until one of the two has a new key; of both, who is told last may not hear of it. */
const copyShownMs = 2 * 60_000;
const renewalShownMs = 10 * 60_000;
/** So long an engine that is about to end can be seen to. */
const stuckShownMs = 1_000;
/** What no one told of again for so long is over. */
const refusalShownMs = 10 * 60_000;
/** Bulk work may leave so many timeline rows unwritten: 40,000 interactions, 40 MB in memory. */
const mostLateRows = 300;

export interface EngineOptions {
  readonly workspace: string;
  readonly now?: Now;
  /** Whose storage; one browser has one. */
  readonly profile?: string;
  /** How long the storage may take to answer; a whole turn of work may take six times as long. */
  readonly patienceMs?: number;
  /** A turn did not end: whoever opened the engine ends it and opens another. */
  readonly onStuck?: () => void;
  /** This device's keys have been read; the rest may take long. */
  readonly onKeys?: () => void;
}

export class Engine implements EngineApi, NetworkApi {
  readonly workspace: string;
  readonly #now: Now;
  readonly #registry: Registry;
  readonly #db: WorkspaceDatabase;
  readonly #bulk: WorkspaceDatabase;
  readonly #identity: Identity;
  readonly #queue: Queue;
  readonly #disk: Disk;
  readonly #shards: Shards;
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #commands: Commands;
  readonly #jobs: Jobs;
  readonly #questions: Questions;
  readonly #backups: Backups;
  /** What other devices are told and give; also the door for transports of all kinds. */
  readonly store: Store;
  readonly #seen: Seen;
  readonly #renewal: Renewal;
  readonly #auditor: Auditor;
  readonly #files: Files;
  #isSample = false;
  #country = "DE";
  #joining: Joining | null = null;
  /** A backup is coming in: this device belongs to nobody yet. */
  #isRestoring = false;
  #replication: Replication | null = null;
  #isOffline = false;
  #lobby: LobbyReport | null = null;
  #aloneSinceMs: number | null;
  readonly #troubles: Troubles;
  readonly #alarms: Alarms;
  /** Rows are of an earlier build and cannot be made again, because an entry is damaged. */
  #isUnbuilt = false;
  readonly #watchers = new Set<(status: EngineStatus) => void>();
  readonly #roomWatchers = new Set<(rooms: readonly LobbyRoom[]) => void>();
  #statusTimer: ReturnType<typeof setTimeout> | null = null;
  #tidyTimer: ReturnType<typeof setInterval> | null = null;
  #isTidying = false;
  #isClosing = false;
  #endWires: (() => void) | null = null;

  private constructor(options: Required<EngineOptions>, db: WorkspaceDatabase, bulk: WorkspaceDatabase, identity: Identity) {
    this.workspace = options.workspace;
    this.#now = options.now;
    this.#registry = registryOf(options.profile);
    this.#db = db;
    this.#bulk = bulk;
    this.#identity = identity;
    this.#aloneSinceMs = this.#now();
    this.#troubles = new Troubles(this.#now, () => this.#statusSoon());
    this.#alarms = new Alarms({ troubles: this.#troubles, ledger: () => this.#ledger, team: () => this.#team, db });
    this.#queue = new Queue(6 * options.patienceMs);
    this.#queue.onStuck = () => {
      this.#troubles.begin("engine-stuck");
      setTimeout(options.onStuck, stuckShownMs);
    };
    this.#disk = new Disk(options.profile);
    const roster = new KnownRoster(this.workspace, identity, () => this.#rosterChanged());
    const journal = new Journal({ db, own: [...(identity.former ?? []), identity.keys.id], onDamage: () => this.#alarms.damage() });
    this.#shards = new Shards(db, (shard, after) => journal.updatesAfter(shard, after), this.#now, options.patienceMs);
    this.#ledger = new Ledger({
      workspace: this.workspace,
      keys: identity.keys,
      db,
      bulk,
      disk: this.#disk,
      now: this.#now,
      journal,
      shards: this.#shards,
      roster,
      phoneDigits: (value, region) => typedDigits(value, region ?? this.#country),
      onCommitted: (entries, isOwn) => this.#committed(entries, isOwn),
    });
    this.#team = new Team({ ledger: this.#ledger, roster, queue: this.#queue, identity, now: this.#now });
    this.#commands = new Commands({
      ledger: this.#ledger,
      shards: this.#shards,
      queue: this.#queue,
      now: this.#now,
      barrier: () => this.#barrier(),
      member: () => this.#team.member,
      onDisk: (refusal) => this.#alarms.disk(refusal),
    });
    this.#jobs = new Jobs(this.#ledger, this.#shards, this.#commands, this.#queue);
    this.#questions = new Questions(this.#ledger, this.#shards, this.#queue);
    this.#auditor = new Auditor({
      ledger: this.#ledger,
      shards: this.#shards,
      now: this.#now,
      onDiffering: (devices) => this.#alarms.differing(devices),
    });
    this.#renewal = new Renewal({ ledger: this.#ledger, team: this.#team, shards: this.#shards, identity, now: this.#now });
    this.#files = new Files({
      workspace: this.workspace,
      profile: options.profile,
      ledger: this.#ledger,
      commands: this.#commands,
      disk: this.#disk,
      now: this.#now,
      recordOf: (id) => this.#questions.get(id),
      onTrouble: (refusal) => this.#alarms.disk(refusal),
    });
    this.#backups = new Backups({ ledger: this.#ledger, team: this.#team, queue: this.#queue, now: this.#now, files: this.#files });
    this.store = new Store({
      files: this.#files,
      ledger: this.#ledger,
      team: this.#team,
      queue: this.#queue,
      auditor: this.#auditor,
      renewal: this.#renewal,
      onAcks: () => this.#statusSoon(),
    });
    this.#seen = new Seen(this.#ledger, this.#now);
  }

  /** Opens the workspace; the caller holds its lock. Answers with a refusal when this device does not have it. */
  static async open(given: EngineOptions): Promise<Result<Engine, CommandRefusal>> {
    const nothing = (): undefined => undefined;
    const options = {
      now: () => Date.now(),
      profile: defaultProfile,
      patienceMs: storagePatienceMs,
      onStuck: nothing,
      onKeys: nothing,
      ...given,
    };
    const db = new WorkspaceDatabase(options.workspace, "strict", options.profile);
    const identity = await identityOf(db);
    if (!identity.ok || !identity.value) {
      db.close();
      return err(identity.ok ? { code: "workspace-missing", id: options.workspace } : identity.error);
    }
    options.onKeys();
    const engine = new Engine(options, db, new WorkspaceDatabase(options.workspace, "relaxed", options.profile), identity.value);
    await engine.#start();
    return ok(engine);
  }

  async #start(): Promise<void> {
    await this.#disk.open();
    this.#ledger.epochs = await epochsOf(this.#db, this.#identity.keys);
    this.#isOffline = (await readMeta<boolean>(this.#db, "offline")) ?? false;
    await this.#shards.open();
    if (this.#ledger.epochs.length === 0) await forgetUnread(this.#db);
    await this.#ledger.open();
    await this.#alarms.open();
    await this.store.open();
    await this.#seen.open();
    await this.#renewal.finish();
    const facts = await newWorkspaceFactsOf(this.#db);
    // A roster that cannot be read was founded all the same.
    if (facts && this.#ledger.journal.isRosterWhole) {
      this.#isSample = facts.isSample;
      const to = { ledger: this.#ledger, commands: this.#commands, db: this.#db, identity: this.#identity, now: this.#now };
      if (!this.#team.isMember) await writeFirstEntries(to, facts);
    }
    this.#joining = this.#ledger.epochs.length === 0 ? await Joining.open(this.#db) : null;
    this.#isUnbuilt = !(await renewRows({ db: this.#db, ledger: this.#ledger, shards: this.#shards }));
    await this.#readSettings();
    // A disk without room for one more database keeps nobody from the rest.
    await this.#files.open().catch((error: unknown) => this.#alarms.disk(diskRefusal(error)));
    this.#isRestoring = (await readMeta<boolean>(this.#db, "restoring")) ?? false;
    if (!this.#joining && !this.#isRestoring && !this.#isSample) this.#replication = this.#openReplication();
    this.#tidyTimer = setInterval(() => void this.#tidy(), tidyEveryMs);
    await this.#registry.workspaces.update(this.workspace, { lastOpenedAt: instantOf(this.#now()) });
  }

  /** Writes what is left and lets go of everything. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#tidyTimer !== null) clearInterval(this.#tidyTimer);
    if (this.#statusTimer !== null) clearTimeout(this.#statusTimer);
    this.#replication?.close();
    this.#endWires?.();
    this.store.acknowledgements.close();
    this.#questions.close();
    this.#files.close();
    try {
      await this.#queue.run("urgent", async () => {
        await this.#ledger.pages.flush();
        await this.#shards.saveAll();
      });
    } finally {
      this.#shards.close();
      this.#db.close();
      this.#bulk.close();
    }
  }

  // ---- commands --------------------------------------------------------------------------------------------------

  readonly put: EngineApi["put"] = (kind, fields) => this.#commands.put(kind, fields);
  readonly patch: EngineApi["patch"] = (id, fields, base) => this.#commands.patch([{ id, fields, ...(base && { base }) }]);
  readonly save: EngineApi["save"] = (changes, command) => this.#commands.save(changes, command);
  readonly remove: EngineApi["remove"] = (ids, confirmed) => this.#commands.remove(ids, confirmed);
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

  readonly keepDraft: EngineApi["keepDraft"] = async (name, draft) => {
    const key = draftKey(name);
    try {
      await this.#disk.write(async () => void (await (draft ? this.#bulk.meta.put({ key, value: draft }) : this.#bulk.meta.delete(key))));
      return ok(null);
    } catch (error) {
      return err(diskRefusal(error));
    }
  };

  readonly warm: EngineApi["warm"] = async (id) => {
    const shard = id.slice(0, id.indexOf(".")) as ShardName;
    if (this.#shards.rows.has(shard)) await this.#queue.run("bulk", () => this.#shards.load(shard));
  };

  // ---- questions -------------------------------------------------------------------------------------------------

  readonly get: EngineApi["get"] = async (id) => {
    const view = await this.#questions.get(id);
    return view && (await this.#files.names.named([view]))[0];
  };
  readonly find: EngineApi["find"] = (text, limit) => this.#questions.find(text, limit);
  readonly list: EngineApi["list"] = async (kind, options) => {
    const { rows, after } = await this.#questions.list(kind, options);
    return { rows: kind === "file" ? await this.#files.names.named(rows) : rows, after };
  };
  readonly count: EngineApi["count"] = async (kind) => this.#questions.count(kind);
  readonly rivals: EngineApi["rivals"] = (id) => this.#questions.rivals(id);
  readonly news: EngineApi["news"] = (limit) => this.#questions.news(limit, (device) => this.#team.memberNameOf(device));
  readonly markNewsSeen: EngineApi["markNewsSeen"] = () => this.#questions.markNewsSeen();

  // ---- long jobs -------------------------------------------------------------------------------------------------

  readonly startJob: EngineApi["startJob"] = (info) => this.#jobs.start(info);
  readonly addDrafts: EngineApi["addDrafts"] = (job, drafts) => this.#jobs.add(job, drafts);
  readonly unfinishedImports: EngineApi["unfinishedImports"] = () => this.#jobs.unfinished();
  readonly cancelJob: EngineApi["cancelJob"] = (job) => this.#jobs.cancel(job);
  readonly finishJob: EngineApi["finishJob"] = async (job) => {
    const report = await this.#jobs.finish(job);
    await this.#queue.run("urgent", () => this.#ledger.pages.flush());
    return report;
  };
  readonly generate: EngineApi["generate"] = async (options): Promise<Result<JobReport, CommandRefusal>> => {
    const report = await generateJob(this.#jobs, this.#db, { now: this.#now(), language: "de", ...options });
    await this.#queue.run("urgent", () => this.#ledger.pages.flush());
    return report;
  };

  // ---- files -----------------------------------------------------------------------------------------------------

  readonly addFile: EngineApi["addFile"] = async (file, facts, thumbnail) => {
    const refusal = this.#barrier();
    return refusal ? err(refusal) : this.#files.add(file, facts, thumbnail);
  };
  readonly fileProgress: EngineApi["fileProgress"] = async (job) => this.#files.progressOf(job);
  readonly cancelFile: EngineApi["cancelFile"] = async (job) => this.#files.cancel(job);
  readonly fileBytes: EngineApi["fileBytes"] = (sha256) => this.#files.bytesOf(sha256);
  readonly fileNames: EngineApi["fileNames"] = (names) => Promise.all(names.map((name) => this.#files.names.clear(name)));
  readonly fetchFiles: EngineApi["fetchFiles"] = (ids) => this.#ofDisk(() => this.#files.fetch(ids));
  readonly cancelFetch: EngineApi["cancelFetch"] = (ids) => this.#ofDisk(() => this.#files.cancelFetch(ids));
  readonly dropFileCopies: EngineApi["dropFileCopies"] = (ids) => this.#ofDisk(() => this.#files.dropCopies(ids));
  readonly freeFiles: EngineApi["freeFiles"] = async (ids) => this.#files.free(ids ?? (await this.#files.inBin()));
  readonly fileStorage: EngineApi["fileStorage"] = () => this.#files.storage();
  readonly filePolicy: EngineApi["filePolicy"] = async () => this.#files.policy;
  readonly setFilePolicy: EngineApi["setFilePolicy"] = (policy) => this.#ofDisk(() => this.#files.setPolicy(policy));

  async #ofDisk(work: () => Promise<void>): Outcome<null> {
    try {
      await work();
      return ok(null);
    } catch (error) {
      return err(diskRefusal(error));
    }
  }

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

  readonly setAside: EngineApi["setAside"] = () => this.#ledger.journal.setAside();
  readonly dismissTrouble: EngineApi["dismissTrouble"] = async (code) => {
    if (code === "entries-set-aside") await this.#alarms.dismissAside();
  };

  readonly digest: EngineApi["digest"] = (of) =>
    this.#queue.run("bulk", async () => {
      await this.#ledger.pages.flush();
      return of === "documents" ? digestDocuments(this.#shards) : digestRows(this.#ledger);
    });

  readonly settled: EngineApi["settled"] = () =>
    this.#queue.run("bulk", async () => {
      await this.#ledger.pages.flush();
      await this.store.flush();
    });

  readonly exportRivals: EngineApi["exportRivals"] = () => this.#questions.allRivals();
  readonly exportPortion: EngineApi["exportPortion"] = async (after) => {
    const names = [...this.#shards.rows.keys()].sort();
    const name = names.find((one) => after === null || one > after);
    if (name === undefined) return { records: [], after: null };
    const { records, isFromRows } = await this.#queue.run("bulk", async () => {
      await this.#ledger.pages.flush();
      return exportedShard(this.#db, this.#shards, name);
    });
    return {
      records: await Promise.all(records.map((record) => this.#files.names.exported(record))),
      ...(isFromRows && { isFromRows }),
      after: names.indexOf(name) === names.length - 1 ? null : name,
    };
  };

  // ---- backup ----------------------------------------------------------------------------------------------------

  readonly startBackup: EngineApi["startBackup"] = async (how) =>
    this.#barrier() ? err({ code: "not-a-member" }) : this.#backups.start(how);
  readonly backupPortion: EngineApi["backupPortion"] = (job) => this.#backups.portion(job);
  readonly endBackup: EngineApi["endBackup"] = (job, isKept) => this.#backups.end(job, isKept);
  readonly backupState: EngineApi["backupState"] = async () => {
    const { devices } = this.#status();
    return this.#backups.state(Math.max(0, ...devices.map((one) => (one.isThis ? 0 : (one.acknowledged[this.#identity.keys.id] ?? 0)))));
  };
  readonly forgetBackupLock: EngineApi["forgetBackupLock"] = () => this.#backups.forgetLock();

  readonly receiveBackup: EngineApi["receiveBackup"] = async (entries) => {
    try {
      const { stored, refused } = await this.store.receive(entries);
      return ok({ stored, refused: refused.length });
    } catch (error) {
      return err(diskRefusal(error));
    }
  };

  readonly receiveBackupChunk: EngineApi["receiveBackupChunk"] = ({ index, sealed, hashes, ...content }) =>
    this.#ofDisk(async () => void (await this.#files.take(content, index, sealed, hashes)));

  readonly finishRestore: EngineApi["finishRestore"] = async (how) => {
    const { ledger, team, shards, db } = { ledger: this.#ledger, team: this.#team, shards: this.#shards, db: this.#db };
    const finished = await this.#queue.run("urgent", () => finishRestore({ ledger, team, shards, db, identity: this.#identity }, how));
    if (!finished.ok || !this.#isRestoring) return finished;
    this.#isRestoring = false;
    await this.#readSettings();
    this.#replication ??= this.#openReplication();
    this.#tellRooms();
    this.#statusSoon();
    return finished;
  };

  // ---- network: the window that keeps the connections talks to this half -------------------------------------------

  readonly attachNetwork: NetworkApi["attachNetwork"] = async (port, servers) => {
    this.#endWires?.();
    this.#team.servers = servers;
    this.#endWires = acceptWires(
      port,
      (wire) => this.#onWire(wire),
      () => this.#replication?.wake(),
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
    else if (this.#replication) this.#replication.addWire(wire);
    else void this.#ask(wire);
  }

  async #rooms(): Promise<readonly LobbyRoom[]> {
    if (this.#isOffline || this.#isSample || this.#isRestoring) return [];
    return this.#joining ? this.#joining.rooms() : this.store.rooms();
  }

  #tellRooms(): void {
    void this.#rooms().then((rooms) => {
      for (const listener of this.#roomWatchers) listener(rooms);
    });
  }

  #openReplication(): Replication {
    const replication = openReplication(this.store, {
      onNotice: (notice) => {
        if (notice.code === "entries-refused")
          this.#troubles.begin(notice.code, { detail: notice.codes.join(", "), forMs: refusalShownMs });
        else if (notice.code === "profile-copied") {
          this.#troubles.begin(notice.code, { forMs: copyShownMs });
          if (notice.isOurs) this.#renewal.suspect();
        } else this.#troubles.begin(notice.code, { detail: notice.reason, forMs: refusalShownMs });
      },
    });
    replication.onStatus(() => {
      this.#statusSoon();
      const connected = replication
        .status()
        .flatMap(({ device, state }) => (device !== null && (state === "syncing" || state === "live") ? [device] : []));
      this.#seen.note(new Set(connected)).catch((error: unknown) => this.#alarms.disk(diskRefusal(error)));
    });
    return replication;
  }

  // ---- joining ---------------------------------------------------------------------------------------------------

  /** Asks the device at the other end to be let in. */
  async #ask(wire: Wire): Promise<void> {
    const joining = this.#joining;
    if (!joining) return wire.close();
    const admitted = await joining.ask(wire, this.#identity);
    if (admitted) await this.#queue.run("urgent", () => this.#enter(joining, admitted));
    this.#statusSoon();
  }

  async #enter(joining: Joining, admitted: Admitted): Promise<void> {
    if (this.#joining !== joining) return;
    if (!(await joining.store(admitted, this.#ledger))) return this.#troubles.begin("store-failed");
    await this.#registry.workspaces.update(this.workspace, { state: "ready", name: this.#team.roster.name });
    // In one turn: a wire that comes in between would find neither somebody who asks nor somebody who belongs.
    this.#replication = this.#openReplication();
    this.#joining = null;
    this.#tellRooms();
    this.#statusSoon();
  }

  // ---- within ----------------------------------------------------------------------------------------------------

  #barrier(): CommandRefusal | null {
    if (!this.#ledger.journal.isRosterWhole || this.#isUnbuilt) return { code: "journal-damaged" };
    return this.#joining || this.#ledger.epochs.length === 0 || !this.#team.isMember ? { code: "not-a-member" } : null;
  }

  #committed(entries: readonly Entry[], isOwn: boolean): void {
    this.#troubles.end("store-failed");
    if (!isOwn) this.#alarms.aside();
    this.store.committed(entries, isOwn);
    this.#statusSoon();
  }

  #rosterChanged(): void {
    this.store.rosterChanged();
    this.#tellRooms();
    this.#statusSoon();
    const { name } = this.#team.roster;
    if (name && !this.#joining) void this.#registry.workspaces.update(this.workspace, { name });
  }

  async #readSettings(): Promise<void> {
    const settings = await this.#questions.get("meta.settings" as never);
    if (typeof settings?.country === "string") this.#country = settings.country;
  }

  async #tidy(): Promise<void> {
    this.#troubles.tidy();
    // On a slow or busy machine it takes longer than the pause: turns that pile up would keep everything else waiting.
    if (this.#isTidying) return;
    this.#isTidying = true;
    try {
      await this.#queue.run("tidy", async () => {
        const { isBulkOver } = this.#queue;
        const hasWritten = await this.#disk.write(async () => {
          const hasFlushed = await this.#ledger.pages.flush(isBulkOver || this.#ledger.pages.lateRows > mostLateRows ? "all" : "lists");
          // A checkpoint is a megabyte for the disk: it waits until nobody waits for a tick or for the rest of a sync.
          const isTime = (isBulkOver && this.#queue.isQuiet) || this.#shards.isCrowded;
          return (isTime && (await this.#shards.tidyOne(quietMs))) || hasFlushed;
        });
        if (hasWritten) this.#alarms.disk(null);
        else if (this.#queue.isQuiet) await this.#ledger.watch();
      });
      await this.#renewKey();
      await this.#auditWhenQuiet();
    } catch (error) {
      if (!(error instanceof Stuck)) this.#alarms.disk(diskRefusal(error));
    } finally {
      this.#isTidying = false;
    }
  }

  /** Where this profile exists twice: waits until all that is on its way has come, and goes over to a new key if it must. */
  async #renewKey(): Promise<void> {
    const replication = this.#replication;
    if (
      !replication ||
      !this.#renewal.isSuspected ||
      !this.#queue.isBulkOver ||
      replication.status().some(({ toReceive }) => toReceive > 0)
    )
      return;
    await this.#queue.run("urgent", async () => {
      if (this.#isClosing || !this.#team.isMember || !(await this.#renewal.isDue())) return;
      this.#troubles.begin("profile-copied", { forMs: copyShownMs });
      await this.#renewal.renewDeviceKey();
      this.#troubles.end("profile-copied");
      this.#troubles.begin("profile-renewed", { forMs: renewalShownMs });
      // Everybody is met anew, by the new key.
      replication.close();
      if (this.#isClosing) return;
      this.#replication = this.#openReplication();
      this.#tellRooms();
    });
  }

  /** A digest costs what opening a document does: nobody waits for a tick or for others' entries, and somebody is there to compare with. */
  async #auditWhenQuiet(): Promise<void> {
    const isAlone = !(this.#replication?.status() ?? []).some(({ state }) => state === "live");
    if (isAlone || !this.#queue.isQuiet || !this.#queue.isBulkOver || this.#disk.isFull) return;
    await this.#queue.run("tidy", () => this.#auditor.look());
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
    const peers = this.#replication?.status() ?? [];
    const isConnected = peers.some((peer) => peer.device !== null && (peer.state === "syncing" || peer.state === "live"));
    if (isConnected) this.#aloneSinceMs = null;
    else this.#aloneSinceMs ??= this.#now();
    return statusOf({
      ledger: this.#ledger,
      team: this.#team,
      store: this.store,
      seen: this.#seen,
      peers,
      lobby: this.#lobby,
      identity: this.#identity,
      isSample: this.#isSample,
      isOffline: this.#isOffline,
      joining: this.#joining,
      aloneSinceMs: this.#aloneSinceMs,
      troubles: this.#troubles.all,
    });
  }
}
