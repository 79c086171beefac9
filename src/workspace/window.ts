// The window's half of the program: which workspace is open here, the way to its engine, this window's part of the
// network. The only file of this folder that screens' state may run; everything heavy in it is loaded when it is asked for.
import { registry } from "../database/registry.ts";
import { readMeta, WorkspaceDatabase } from "../database/schema.ts";
import { watchRows } from "../database/watch.ts";
import { guessRegion } from "../domain/region.ts";
import { instantOf } from "../lib/clock.ts";
import { err, ok, Refused, type Result } from "../lib/result.ts";
import type { Analysis, Analyst } from "./analyst.ts";
import type { CommandRefusal, EngineApi, WorkspaceInfo } from "./api.ts";
import { connectEngine, type EngineConnection, type EngineState } from "./connect.ts";
import { guessDeviceName } from "./deviceName.ts";
import { EngineLink } from "./engineLink.ts";
import type { ExportFormat } from "./exporter.ts";
import type { ImportChoices, ImportRefusal, ImportResult, PlannedImport, ShareDone } from "./importer.ts";
import { leaveChannel, leaveWorkspace } from "./leave.ts";
import type { Config, Network, Servers } from "./network.ts";

export interface OpenWorkspace {
  readonly info: WorkspaceInfo;
  readonly engine: EngineApi;
  readonly db: WorkspaceDatabase;
}

export type WindowState =
  /** The list of workspaces is being read. */
  | { readonly kind: "reading" }
  /** Nothing is open: there is no workspace yet, or the last one was left. */
  | { readonly kind: "none" }
  | { readonly kind: "opening"; readonly info: WorkspaceInfo }
  /** Another version of Kontor, or another tab where workers cannot be shared, has it open. */
  | { readonly kind: "waiting"; readonly info: WorkspaceInfo }
  | { readonly kind: "refused"; readonly info: WorkspaceInfo; readonly error: CommandRefusal }
  | { readonly kind: "failed"; readonly info: WorkspaceInfo; readonly reason: string }
  | { readonly kind: "open"; readonly workspace: OpenWorkspace };

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

export type DoorRefusal = { readonly code: string } & Readonly<Record<string, unknown>>;

/** What a link says before anything connects. */
export interface LinkFacts {
  readonly workspace: string;
  readonly workspaceName: string;
  readonly inviter: string;
  /** What this device already knows of that workspace. */
  readonly known: WorkspaceInfo | null;
}

interface Opened {
  readonly info: WorkspaceInfo;
  readonly link: EngineLink;
  readonly db: WorkspaceDatabase;
  connection: EngineConnection;
  network: Network | null;
  analyst: Promise<Analyst> | null;
}

/** A new engine waits a moment for its lock each time; only a longer wait is worth telling. */
const waitingShownMs = 1_200;
/** Each tab keeps its own workspace over a reload. */
const place = "kontor.workspace";

/** So long a storage that answers with an error is asked again. */
const storagePatienceMs = 30_000;
const storageRetryMs = 250;

export class KontorWindow {
  #state: WindowState = { kind: "reading" };
  readonly #listeners = new Set<(state: WindowState) => void>();
  #current: Opened | null = null;
  #waitingTimer: ReturnType<typeof setTimeout> | undefined;

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
    const farewells = new BroadcastChannel(leaveChannel);
    farewells.onmessage = ({ data }: MessageEvent<unknown>) => {
      const left = this.#current;
      if (left?.info.id !== data) return;
      this.#close();
      void left?.link.end();
      this.#set({ kind: "none" });
    };
    const all = await this.#known();
    const own = all.find(({ id }) => id === sessionStorage.getItem(place)) ?? all[0];
    if (this.#state.kind !== "reading") return;
    if (own) this.#open(own, own.state === "ready");
    else this.#set({ kind: "none" });
  }

  /**
   * What this browser holds. A storage that cannot be opened may be opened a moment later: nobody shall be shown an empty
   * Kontor for that. Where there is no storage at all the answer is nothing, and the first screen says so.
   */
  async #known(): Promise<WorkspaceInfo[]> {
    for (const deadline = performance.now() + storagePatienceMs; ; ) {
      try {
        return await this.workspaces();
      } catch (error) {
        if (isStorageMissing(error) || performance.now() > deadline) {
          console.error("this browser gives no storage", error);
          return [];
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
    this.#open(info);
    return ok(null);
  }

  /** Makes a workspace and opens it. */
  async found(wanted: NewWorkspace): Promise<Result<string, DoorRefusal>> {
    const { memberName, deviceName, ...more } = wanted;
    const region = guessRegion(navigator.languages, Intl.DateTimeFormat().resolvedOptions().timeZone);
    return guarded(async () => {
      const { foundWorkspace } = await import("./identity.ts");
      const facts = {
        ...region,
        language: navigator.language.slice(0, 2),
        isSample: false,
        ...withoutUndefined(more),
        name: wanted.name.trim(),
      };
      const id = await foundWorkspace({ ...facts, memberName: memberName.trim(), deviceName: deviceName?.trim() || this.deviceName });
      await this.open(id);
      return id;
    });
  }

  get deviceName(): string {
    return guessDeviceName(navigator);
  }

  async readLink(text: string): Promise<Result<LinkFacts, DoorRefusal>> {
    const { readLink } = await import("../journal/invitation.ts");
    const link = readLink(text);
    if (!link.ok) return err({ ...link.error });
    const { workspace, workspaceName, inviter } = link.value;
    return ok({ workspace, workspaceName, inviter, known: (await registry.workspaces.get(workspace)) ?? null });
  }

  /** Asks to be let in and opens what there is, from the first moment on. */
  async join(
    link: string,
    names: { readonly memberName: string; readonly deviceName?: string | undefined },
  ): Promise<Result<string, DoorRefusal>> {
    return guarded(async () => {
      const [{ acceptInvitation }, { readLink }] = await Promise.all([import("./identity.ts"), import("../journal/invitation.ts")]);
      const id = await acceptInvitation(link, {
        memberName: names.memberName.trim(),
        deviceName: names.deviceName?.trim() || this.deviceName,
      });
      const read = readLink(link);
      if (read.ok && (read.value.signalling.length > 0 || read.value.ice.length > 0)) {
        const db = new WorkspaceDatabase(id, "strict");
        await db.meta.put({ key: "servers", value: { signalling: read.value.signalling, ice: read.value.ice } satisfies Servers });
        db.close();
      }
      // An engine that asks with an older link begins anew with this one.
      const joining = this.#current;
      if (joining?.info.id === id && joining.info.state === "joining") await joining.link.end();
      await this.open(id);
      return id;
    });
  }

  /** Takes everything of a workspace off this device, and opens another one if there is any. */
  async leave(id: string): Promise<void> {
    const isOpen = this.#current?.info.id === id;
    // It may still run from before, and only itself can end it.
    const link = isOpen && this.#current ? this.#current.link : new EngineLink();
    const connection = isOpen ? null : connectEngine(id, (state) => link.use(state.kind === "ready" ? state.engine : null));
    await leaveWorkspace(id, async () => {
      await link.status();
      if (isOpen && this.#current?.info.id === id) this.#close();
      connection?.close();
      await link.end();
    });
    connection?.close();
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

  async exportAll(engine: EngineApi, format: ExportFormat): Promise<Blob> {
    const { exportAll } = await import("./exporter.ts");
    return exportAll(engine, format);
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

  /** Makes ready for a question that is likely to come. */
  async prepareAnalysis(): Promise<void> {
    await (await this.#analyst()).prepare();
  }

  async #analyst(): Promise<Analyst> {
    await this.ready();
    const opened = this.#current;
    if (!opened) throw new Refused({ code: "workspace-missing" });
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
        else if (state.kind === "failed") reject(new Refused({ code: "disk-failed", reason: state.reason }));
        else return;
        queueMicrotask(() => stop());
      });
    });
  }

  /** With `showsRows` screens begin to read at once, while the engine still starts: it is needed for what is written. */
  #open(info: WorkspaceInfo, showsRows = false): void {
    this.#close();
    keepPlace(info.id);
    const link = new EngineLink();
    const db = new WorkspaceDatabase(info.id, "relaxed");
    const opened: Opened = {
      info,
      link,
      db,
      connection: { takeOver: () => undefined, close: () => undefined },
      network: null,
      analyst: null,
    };
    this.#current = opened;
    this.#set(showsRows ? { kind: "open", workspace: { info, engine: link, db } } : { kind: "opening", info });
    opened.connection = connectEngine(info.id, (state) => {
      if (this.#current === opened) this.#heard(opened, state);
    });
    if (!info.isSample) void this.#joinNetwork(opened);
  }

  #heard(opened: Opened, state: EngineState): void {
    const { info, link, db } = opened;
    clearTimeout(this.#waitingTimer);
    link.use(state.kind === "ready" ? state.engine : null);
    if (state.kind === "ready") {
      void registry.workspaces.update(info.id, { lastOpenedAt: instantOf(Date.now()) });
      if (this.#state.kind !== "open") this.#set({ kind: "open", workspace: { info, engine: link, db } });
    } else if (state.kind === "waiting") this.#waitingTimer = setTimeout(() => this.#set({ kind: "waiting", info }), waitingShownMs);
    else if (state.kind === "refused") this.#set({ kind: "refused", info, error: state.error });
    else if (state.kind === "failed") this.#set({ kind: "failed", info, reason: state.reason });
  }

  async #joinNetwork(opened: Opened): Promise<void> {
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

function keepPlace(id: string): void {
  try {
    sessionStorage.setItem(place, id);
  } catch {
    // Storage is forbidden here: a reload opens the workspace used last.
  }
}

const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
