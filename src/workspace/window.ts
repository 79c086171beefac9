// The window's half of the program: which workspace is open here, the way to its engine, this window's part of the
// network. The only file of this folder that screens' state may run; everything heavy in it is loaded when it is asked for.

import { registry } from "../database/registry.ts";
import { readMeta, WorkspaceDatabase } from "../database/schema.ts";
import type { TextHit } from "../database/textIndex.ts";
import { watchRows } from "../database/watch.ts";
import type { CustomerFigures } from "../domain/brief.ts";
import { tooLongName } from "../domain/name.ts";
import { guessRegion } from "../domain/region.ts";
import { deviceZone } from "../domain/zone.ts";
import { sessionMemory } from "../lib/browserMemory.ts";
import { missingParts } from "../lib/browserParts.ts";
import { openChannel } from "../lib/channel.ts";
import { instantOf } from "../lib/clock.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, Refused, type Result, unwrap } from "../lib/result.ts";
import { withWord } from "../lib/wait.ts";
import type { ActivityAnswer } from "./activities.ts";
import type { AgendaQuestion } from "./agendaEntry.ts";
import type { Analysis, Analyst } from "./analyst.ts";
import type { CommandRefusal, EngineApi, WorkspaceInfo } from "./api.ts";
import type * as Folders from "./backupFiles.ts";
import type { BackupHow, BackupRefusal } from "./backupFiles.ts";
import type { Agenda, Calendar, Occurrences, SeriesPlan, Slots, TodayOutcome } from "./calendar.ts";
import type { CalendarExport } from "./calendarExport.ts";
import { connectEngine, type EngineConnection, type EngineState, type Late } from "./connect.ts";
import { guessDeviceName } from "./deviceName.ts";
import type { DrillRefusal, DrillReport } from "./drill.ts";
import { EngineHomes } from "./engineHome.ts";
import { createEngineLink, type EngineLink } from "./engineLink.ts";
import type { ExportFormat } from "./exporter.ts";
import type { ImportRefusal, ImportResult, PlannedImport, ShareDone } from "./importer.ts";
import type { ImportChoices } from "./importSummary.ts";
import type { LinkFacts } from "./joining.ts";
import { forgetTexts, leaveChannel, leaveWorkspace } from "./leave.ts";
import { type Mark, markWorkspaces, readMarks, unmark } from "./marks.ts";
import type { Config, Network, Servers } from "./network.ts";
import type { RestoreOptions, RestoreRefusal, RestoreReport } from "./restore.ts";
import type { SeriesRequest } from "./seriesPlan.ts";
import type { SlotsQuestion } from "./slots.ts";
import type { TextSearcher } from "./textSearcher.ts";
import type { TodayQuestion } from "./today.ts";
import type { Tours } from "./tours.ts";
import type { AddFileHow } from "./windowFiles.ts";

export interface OpenWorkspace {
  readonly info: WorkspaceInfo;
  readonly engine: EngineApi;
  readonly db: WorkspaceDatabase;
}

export type WindowState =
  /** The list of workspaces is being read. */
  | { readonly kind: "reading" }
  /** Nothing is open: there is no workspace yet, or the last one was left. */
  | { readonly kind: "none"; readonly lacks?: "storage" }
  | { readonly kind: "opening"; readonly info: WorkspaceInfo }
  /** Another version of Kontor, or another tab where workers cannot be shared, has it open. */
  | { readonly kind: "waiting"; readonly info: WorkspaceInfo }
  | { readonly kind: "refused"; readonly info: WorkspaceInfo; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly info: WorkspaceInfo; readonly reason: string }
  /** What it takes has not answered for some seconds; it may still come. */
  | { readonly kind: "late"; readonly what: Late; readonly info: WorkspaceInfo | null }
  /** `late`: screens can be read, and nothing can be saved yet; with "elsewhere" because another window has the workspace. */
  | { readonly kind: "open"; readonly workspace: OpenWorkspace; readonly late?: Late | "elsewhere" };

export interface NewWorkspace {
  readonly name: string;
  readonly memberName: string;
  readonly deviceName?: string;
  readonly country?: string;
  readonly currency?: string;
  readonly zone?: string;
  readonly language?: string;
  readonly isSample?: boolean;
}

/** What a window may do with the folder of backups by themselves. */
export type BackupFolders = Pick<
  typeof Folders,
  "keepFolder" | "forgetFolder" | "folderState" | "allowFolder" | "backUpByItself" | "backupName"
>;

export type RestoreHow = Pick<RestoreOptions, "passphrase" | "into" | "onProgress" | "signal">;

export type DoorRefusal = { readonly code: string } & Readonly<Record<string, unknown>>;

interface Opened {
  readonly info: WorkspaceInfo;
  readonly workspace: OpenWorkspace;
  readonly link: EngineLink;
  readonly db: WorkspaceDatabase;
  connection: EngineConnection;
  network: Network | null;
  analyst: Promise<Analyst> | null;
  searcher: Promise<TextSearcher> | null;
  calendar: Promise<Calendar> | null;
  tours: Promise<Tours> | null;
}

/** A new engine waits a moment for its lock each time; only a longer wait is worth telling. */
const waitingShownMs = { opening: 1_200, open: 3_000 } as const;
/** Each tab keeps its own workspace over a reload. */
const storageKey = "kontor.workspace";

/** So long a storage that answers with an error is asked again. */
const storagePatienceMs = 30_000;
const storageRetryMs = 250;
/** After so long without an answer of any kind the person is told. */
const storageLateMs = 5_000;

export class KontorWindow {
  #state: WindowState = { kind: "reading" };
  readonly #listeners = new Set<(state: WindowState) => void>();
  #current: Opened | null = null;
  #waitingTimer: ReturnType<typeof setTimeout> | undefined;
  /** Where the engine runs in this browser, and why there. */
  readonly homes = new EngineHomes();

  get state(): WindowState {
    return this.#state;
  }

  watch(listener: (state: WindowState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the workspace used last. */
  async start(): Promise<void> {
    openChannel(leaveChannel, (id) => {
      const left = this.#current;
      if (!left || left.info.id !== id) return;
      this.#close();
      forgetTexts(left.info.id, true);
      void left?.link.end();
      this.#set({ kind: "none" });
    });
    const isStarting = (): boolean => this.#state.kind === "reading" || (this.#state.kind === "late" && this.#state.what === "storage");
    const all = await withWord(this.#known(), storageLateMs, () => {
      if (isStarting()) this.#set({ kind: "late", what: "storage", info: null });
    });
    const own = all?.find(({ id }) => id === sessionMemory.get(storageKey)) ?? all?.[0];
    if (!isStarting()) return;
    if (!all) this.#set({ kind: "none", lacks: "storage" });
    else if (own) this.#open(own, true);
    else this.#set({ kind: "none" });
  }

  /**
   * What this browser holds. A storage that cannot be opened may be opened a moment later: nobody shall be shown an empty
   * Kontor for that. Where there is no storage at all the answer is null, and the first screen says so.
   */
  async #known(): Promise<WorkspaceInfo[] | null> {
    for (const deadline = performance.now() + storagePatienceMs; ; ) {
      try {
        return await this.workspaces();
      } catch (error) {
        if (isStorageMissing(error) || performance.now() > deadline) {
          return null;
        }
        registry.close({ disableAutoOpen: false });
        await new Promise((resolve) => setTimeout(resolve, storageRetryMs));
      }
    }
  }

  /** The one used last comes first. */
  async workspaces(): Promise<WorkspaceInfo[]> {
    return registry.workspaces.orderBy("lastOpenedAt").reverse().toArray();
  }

  /** Workspaces that lay here and are gone, though nobody left them: the browser has cleared its storage. */
  async lost(): Promise<Mark[]> {
    try {
      const [marks, here] = [await readMarks(), await this.workspaces()];
      return marks.filter(({ id }) => !here.some((one) => one.id === id));
    } catch {
      return []; // A storage that does not answer has not lost anything yet.
    }
  }

  /** It is no longer missed. */
  forgetLost(id: string): Promise<void> {
    return unmark(id);
  }

  /** Marks what is here, now and whenever that changes, so that its loss is noticed. */
  keepMarks(): () => void {
    return this.watchWorkspaces((all) => {
      const own = all.filter(({ isSample, state }) => !isSample && state === "ready");
      if (own.length > 0) void markWorkspaces(own.map(({ id, name, createdAt }) => ({ id, name, since: createdAt })));
    });
  }

  watchWorkspaces(listener: (workspaces: readonly WorkspaceInfo[]) => void): () => void {
    return watchRows(
      () => this.workspaces(),
      listener,
      () => listener([]),
    );
  }

  async open(id: string): Promise<Result<null, DoorRefusal>> {
    if (this.#current?.info.id === id) return ok(null);
    const info = await registry.workspaces.get(id);
    if (!info) return err({ code: "workspace-missing", id });
    // Whoever joins is told so at once; what there is comes later anyway.
    this.#open(info, info.state === "joining");
    return ok(null);
  }

  /** Makes a workspace and opens it. */
  async createWorkspace(wanted: NewWorkspace): Promise<Result<string, DoorRefusal>> {
    const { memberName, deviceName, ...more } = wanted;
    const tooLong = tooLongName({ name: wanted.name, member: memberName, device: deviceName });
    if (tooLong) return err({ ...tooLong });
    const region = guessRegion(navigator.languages, deviceZone());
    return guarded(async () => {
      await this.#tryKeys();
      const identity = await import("./identity.ts");
      const facts = {
        ...region,
        language: navigator.language.slice(0, 2),
        isSample: false,
        ...withoutUndefined(more),
        name: wanted.name.trim(),
      };
      const id = await identity.createWorkspace({
        ...facts,
        memberName: memberName.trim(),
        deviceName: deviceName?.trim() || this.deviceName,
      });
      await this.open(id);
      return id;
    });
  }

  /** Nothing is made in a browser that would not give it back. */
  async #tryKeys(): Promise<void> {
    const parts = missingParts();
    if (parts.length > 0) throw new Refused({ code: "browser-lacks", parts: parts.join(", ") });
    if (this.homes.isProved) return;
    const { probeHomes } = await import("./keyProbe.ts");
    unwrap(await probeHomes(this.homes));
  }

  get deviceName(): string {
    return guessDeviceName(navigator);
  }

  async readLink(text: string): Promise<Result<LinkFacts, DoorRefusal>> {
    const { readInvitation } = await import("./joining.ts");
    const facts = await readInvitation(text);
    return facts.ok ? facts : err({ ...facts.error });
  }

  /** Asks to be let in and opens what there is, from the first moment on. */
  async join(
    link: string,
    names: { readonly memberName: string; readonly deviceName?: string | undefined },
  ): Promise<Result<string, DoorRefusal>> {
    const tooLong = tooLongName({ member: names.memberName, device: names.deviceName });
    if (tooLong) return err({ ...tooLong });
    return guarded(async () => {
      await this.#tryKeys();
      const { acceptInvitation } = await import("./joining.ts");
      const id = await acceptInvitation(link, {
        memberName: names.memberName.trim(),
        deviceName: names.deviceName?.trim() || this.deviceName,
      });
      // An engine that asks with an older link begins anew with this one.
      const joining = this.#current;
      if (joining?.info.id === id && joining.info.state === "joining") await joining.link.end();
      await this.open(id);
      return id;
    });
  }

  /** Takes everything of a workspace off this device, and opens another one if there is any. */
  async leave(id: string): Promise<void> {
    const opened = this.#current?.info.id === id ? this.#current : null;
    // It may still run from before, and only itself can end it.
    const link = opened?.link ?? createEngineLink();
    const hear = (state: EngineState): void => link.use(state.kind === "ready" ? state.engine : null);
    const connection = opened?.connection ?? connectEngine(id, hear, this.homes);
    await unmark(id);
    await leaveWorkspace(id, async () => {
      await link.status();
      await connection.end();
      if (opened && this.#current === opened) this.#close();
    });
    connection.close();
    forgetTexts(id, opened !== null);
    await unmark(id);
    if (this.#current?.info.id === id) this.#close();
    const [next] = await this.workspaces();
    if (this.#current) return;
    if (next) this.#open(next);
    else this.#set({ kind: "none" });
  }

  takeOver(): void {
    this.#current?.connection.takeOver();
  }

  /** Looks for other devices at once. */
  reconnect(): void {
    this.#current?.network?.reconnect();
  }

  async config(): Promise<Config> {
    const { readConfig } = await import("./network.ts");
    return readConfig();
  }

  async planFiles(
    files: readonly File[],
    choices: ImportChoices,
    onProgress: ShareDone,
    signal: AbortSignal,
  ): Promise<Result<PlannedImport, ImportRefusal>> {
    const { planFiles } = await import("./importer.ts");
    return planFiles(files, choices, onProgress, signal, this.#current?.info.id);
  }

  async runImport(
    engine: EngineApi,
    plan: PlannedImport,
    onProgress: ShareDone,
    signal: AbortSignal,
  ): Promise<Result<ImportResult, ImportRefusal>> {
    const { runImport } = await import("./importer.ts");
    return runImport(engine, plan, onProgress, signal);
  }

  async exportAll(engine: EngineApi, format: ExportFormat, language?: "de" | "en"): Promise<Blob> {
    const { exportAll } = await import("./exporter.ts");
    return exportAll(engine, format, language);
  }

  /** Makes a backup of the open workspace: a Blob, or nothing when it went into a file that was chosen. */
  async backup(engine: EngineApi, how: BackupHow, into?: FileSystemFileHandle): Promise<Result<Blob | null, BackupRefusal>> {
    const { makeBackup } = await import("./backupFiles.ts");
    return makeBackup(engine, how, into);
  }

  /** Adds a file to a record, with a small picture of it where it is one; resolves with the new record's id. */
  async addFile(engine: EngineApi, about: string, file: Blob, how: AddFileHow = {}): Promise<Result<RecordId, CommandRefusal>> {
    const { addFile } = await import("./windowFiles.ts");
    return addFile(engine, about, file, how);
  }

  /** The bytes of a file, of a type that no browser runs; asked of other devices first where they are not here. */
  async fileOf(id: RecordId, patienceMs = 0): Promise<Result<File, CommandRefusal>> {
    const { engine, db } = await this.ready();
    const { fileOf } = await import("./windowFiles.ts");
    return fileOf(engine, db, id, patienceMs);
  }

  /** Restores a backup and opens it: into a new workspace, or merged into the one of that id that this device has. */
  async restore(file: Blob, how: RestoreHow): Promise<Result<RestoreReport, RestoreRefusal | DoorRefusal>> {
    const done = await guarded(async () => {
      await this.#tryKeys();
      const [{ restoreBackup }, { openEngineOf }] = await Promise.all([import("./restore.ts"), import("./backupFiles.ts")]);
      const openEngine = async (id: string) => {
        const current = this.#current;
        return current?.info.id === id ? ok({ engine: current.link, close: async () => undefined }) : openEngineOf(id, this.homes);
      };
      return restoreBackup(file, { ...how, deviceName: this.deviceName, openEngine });
    });
    const report = done.ok ? done.value : done;
    if (report.ok) await this.open(report.value.workspace);
    return report;
  }

  /** Backups by themselves, in a folder that was chosen. */
  async backupFolder(): Promise<BackupFolders> {
    return import("./backupFiles.ts");
  }

  /** Proves a backup without touching anything. */
  async checkBackup(
    file: Blob,
    passphrase: string,
    how: Pick<BackupHow, "onProgress" | "signal"> = {},
  ): Promise<Result<DrillReport, DrillRefusal>> {
    const { drillInWorker } = await import("./backupFiles.ts");
    return drillInWorker(file, passphrase, how);
  }

  /**
   * The answer of a method over the facts of the open workspace, worked out in a thread of its own. Facts that were changed a
   * moment ago count; with `signal` nobody waits any longer.
   */
  async analyse(
    method: string,
    options: unknown,
    how: { readonly signal?: AbortSignal; readonly onProgress?: ShareDone } = {},
  ): Promise<Analysis> {
    return (await this.#analyst()).analyse(method, options, how);
  }

  /** What the reports say of one contact as a customer, worked out in the same thread; null where they know nothing. */
  async customerFigures(party: RecordId): Promise<CustomerFigures | null> {
    return (await this.#analyst()).customerFigures(party);
  }

  /** Makes ready for a question that is likely to come. */
  async prepareAnalysis(): Promise<void> {
    await (await this.#analyst()).prepare();
  }

  /** Contacts whose note or activities have these words; searched in a thread of its own. */
  async searchTexts(typed: string, limit: number): Promise<readonly TextHit[]> {
    return (await this.#searcher()).search(typed, limit);
  }

  /** Reads what was written, for whoever is about to search it: the first time takes seconds where much was. */
  async prepareTexts(): Promise<void> {
    await (await this.#searcher()).prepare();
  }

  async #searcher(): Promise<TextSearcher> {
    const opened = await this.#openedNow();
    opened.searcher ??= import("./textSearcher.ts").then(({ TextSearcher }) => new TextSearcher(opened.info.id));
    return opened.searcher;
  }

  /** What is planned in some days: occurrences in order, worked out in a thread of its own. */
  async agenda(question: AgendaQuestion): Promise<Agenda> {
    return (await this.#calendar()).agenda(question);
  }

  /** The same, as little of each as a script needs. */
  async occurrences(question: AgendaQuestion): Promise<Occurrences> {
    return (await this.#calendar()).occurrences(question);
  }

  /** What was done in some days, found by the columns that reports read; null where the workspace was closed meanwhile. */
  async activities(question: AgendaQuestion): Promise<ActivityAnswer | null> {
    return (await this.#calendar()).activities(question);
  }

  /** When members of the team have time, from calendars, hours, holidays, absences and ways. */
  async slots(question: SlotsQuestion): Promise<Slots> {
    return (await this.#calendar()).slots(question);
  }

  /** What a day or more asks of somebody: asked by index, worked out in a thread of its own. */
  async today(question: TodayQuestion): Promise<TodayOutcome> {
    return (await this.#calendar()).today(question);
  }

  /** What is to be saved to change one time of a series, the later ones or all, or to leave them out. */
  async planSeries(id: RecordId, request: SeriesRequest): Promise<SeriesPlan> {
    return (await this.#calendar()).planSeries(id, request);
  }

  /** What is planned as an iCalendar file. */
  async exportCalendar(wish: Omit<CalendarExport, "zone">): Promise<Blob> {
    const file = await (await this.#calendar()).exportCalendar({ ...wish, zone: deviceZone() });
    if (!file) throw new Error("the calendar was closed meanwhile");
    return file;
  }

  async #calendar(): Promise<Calendar> {
    const opened = await this.#openedNow();
    opened.calendar ??= import("./calendar.ts").then(({ Calendar }) => new Calendar(opened.info.id));
    return opened.calendar;
  }

  /** What tours ask: places, the best order, whom to visit; worked out in a thread of its own. */
  async tours(): Promise<Omit<Tours, "close">> {
    const opened = await this.#openedNow();
    opened.tours ??= import("./tours.ts").then(({ Tours }) => new Tours(opened.info.id, (...of) => this.analyse(...of)));
    return opened.tours;
  }

  async #openedNow(): Promise<Opened> {
    await this.ready();
    if (!this.#current) throw new Refused({ code: "workspace-missing" });
    return this.#current;
  }

  async #analyst(): Promise<Analyst> {
    const opened = await this.#openedNow();
    opened.analyst ??= import("./analyst.ts").then(({ Analyst }) => new Analyst(opened.info.id));
    return opened.analyst;
  }

  /** Resolves when a workspace is open. */
  ready(): Promise<OpenWorkspace> {
    return new Promise((resolve, reject) => {
      const stop = this.watch((state) => {
        if (state.kind === "open") resolve(state.workspace);
        else if (state.kind === "none") reject(new Refused({ code: "workspace-missing" }));
        else if (state.kind === "refused") reject(new Refused({ ...state.error }));
        else if (state.kind === "failed") reject(new Refused({ code: "engine-failed", reason: state.reason }));
        else if (state.kind === "late" && state.what === "storage") reject(new Refused({ code: "storage-silent" }));
        else return;
        queueMicrotask(() => stop());
      });
    });
  }

  /** With `showsRows` screens begin to read at once, while the engine still starts: it is needed for what is written. */
  #open(info: WorkspaceInfo, showsRows = false): void {
    this.#close();
    // Where nothing can be kept, a reload opens the workspace used last.
    sessionMemory.set(storageKey, info.id);
    const link = createEngineLink();
    const db = new WorkspaceDatabase(info.id, "relaxed");
    const opened: Opened = {
      info,
      workspace: { info, engine: link, db },
      link,
      db,
      connection: { takeOver: () => undefined, close: () => undefined, end: async () => undefined },
      network: null,
      analyst: null,
      searcher: null,
      calendar: null,
      tours: null,
    };
    this.#current = opened;
    this.#set(showsRows ? { kind: "open", workspace: opened.workspace } : { kind: "opening", info });
    const hear = (state: EngineState): void => {
      if (this.#current === opened) this.#heard(opened, state);
    };
    opened.connection = connectEngine(info.id, hear, this.homes);
    if (!info.isSample) void this.#joinNetwork(opened);
  }

  #heard(opened: Opened, state: EngineState): void {
    const { info, link, workspace } = opened;
    clearTimeout(this.#waitingTimer);
    link.use(state.kind === "ready" ? state.engine : null);
    if (state.kind === "ready") {
      void registry.workspaces.update(info.id, { lastOpenedAt: instantOf(Date.now()) });
      if (this.#state.kind !== "open" || this.#state.late) this.#set({ kind: "open", workspace });
    } else if (state.kind === "waiting") {
      // What is on the screen stays there: somebody may be typing.
      const isOpen = this.#state.kind === "open";
      const say = (): void => this.#set(isOpen ? { kind: "open", workspace, late: "elsewhere" } : { kind: "waiting", info });
      this.#waitingTimer = setTimeout(say, waitingShownMs[isOpen ? "open" : "opening"]);
    } else if (state.kind === "late")
      this.#set(this.#state.kind === "open" ? { kind: "open", workspace, late: state.what } : { kind: "late", what: state.what, info });
    else if (state.kind === "refused") this.#set({ kind: "refused", info, error: state.error });
    else if (state.kind === "failed") this.#set({ kind: "failed", info, reason: state.reason });
  }

  async #joinNetwork(opened: Opened): Promise<void> {
    if (missingParts().length > 0) return;
    const { keepNetwork } = await import("./network.ts");
    if (this.#current !== opened) return;
    opened.network = keepNetwork(
      opened.info.id,
      opened.link,
      async () => (await readMeta<Servers>(opened.db, "servers")) ?? { signalling: [], ice: [] },
    );
  }

  #close(): void {
    clearTimeout(this.#waitingTimer);
    const opened = this.#current;
    if (!opened) return;
    this.#current = null;
    opened.network?.close();
    void opened.analyst?.then((analyst) => analyst.close());
    void opened.searcher?.then((searcher) => searcher.close());
    void opened.calendar?.then((calendar) => calendar.close());
    void opened.tours?.then((tours) => tours.close());
    opened.connection.close();
    opened.db.close();
  }

  #set(state: WindowState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

/** A browser that gives no storage says so in these words; any other failure may pass. */
const isStorageMissing = (error: unknown): boolean => {
  const names = [error, (error as { readonly inner?: unknown } | null)?.inner].map((one) => (one instanceof Error ? one.name : ""));
  return names.some((name) => ["MissingAPIError", "SecurityError", "InvalidStateError", "NotSupportedError"].includes(name));
};

/** Refusals travel as exceptions through the lower floors; here they become values again. */
async function guarded<Value>(work: () => Promise<Value>): Promise<Result<Value, DoorRefusal>> {
  if (!globalThis.isSecureContext) return err({ code: "insecure-page" });
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refused) return err({ ...error.facts, code: error.code });
    if (error instanceof Error && /Quota/.test(`${error.name} ${String((error as { inner?: unknown }).inner)}`))
      return err({ code: "disk-full" });
    if (error instanceof Error && ["OpenFailedError", "MissingAPIError", "InvalidStateError", "SecurityError"].includes(error.name))
      return err({ code: "storage-missing" });
    throw error;
  }
}

const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
