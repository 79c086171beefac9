import { type Accessor, createContext, createSignal, type JSX, onCleanup, untrack, useContext } from "solid-js";
import type { Result } from "../lib/result.ts";
import type { EngineApi, JobReport, WorkspaceInfo } from "../workspace/api.ts";
import { installDoor } from "../workspace/door.ts";
import type { EngineHome, HomeReason } from "../workspace/engineHome.ts";
import type { ExportFormat } from "../workspace/exporter.ts";
import type { ImportChoices, ImportRefusal, PlannedImport, ShareDone } from "../workspace/importer.ts";
import type { Config } from "../workspace/network.ts";
import {
  type DoorRefusal,
  KontorWindow,
  type LinkFacts,
  type NewWorkspace,
  type OpenWorkspace,
  type WindowState,
} from "../workspace/window.ts";

export type { BackupState, DeviceStatus, EngineStatus, JobReport, UnfinishedImport, WorkspaceInfo } from "../workspace/api.ts";
export type { FolderState } from "../workspace/backupFiles.ts";
export type { Late } from "../workspace/connect.ts";
export type { DrillReport } from "../workspace/drill.ts";
export type { ExportFormat } from "../workspace/exporter.ts";
export type { ImportChoices, ImportType, PlannedImport } from "../workspace/importer.ts";
export type { Mark } from "../workspace/marks.ts";
export type { Config } from "../workspace/network.ts";
export type { RestoreReport } from "../workspace/restore.ts";
export type { DoorRefusal, LinkFacts, NewWorkspace, OpenWorkspace, WindowState } from "../workspace/window.ts";

/** What this window has open, and the way to something else. */
export interface WindowSession {
  readonly state: Accessor<WindowState>;
  /** The one used last first; undefined until they have been read. */
  readonly workspaces: Accessor<readonly WorkspaceInfo[] | undefined>;
  readonly open: (id: string) => Promise<Result<null, DoorRefusal>>;
  readonly found: (wanted: NewWorkspace) => Promise<Result<string, DoorRefusal>>;
  readonly readLink: (text: string) => Promise<Result<LinkFacts, DoorRefusal>>;
  readonly join: (
    link: string,
    names: { readonly memberName: string; readonly deviceName?: string },
  ) => Promise<Result<string, DoorRefusal>>;
  readonly leave: (id: string) => Promise<void>;
  /** Resolves when a workspace is open. */
  readonly ready: () => Promise<OpenWorkspace>;
  readonly takeOver: () => void;
  readonly reconnect: () => void;
  readonly config: () => Promise<Config>;
  readonly exportAll: (engine: EngineApi, format: ExportFormat, language?: "de" | "en") => Promise<Blob>;
  readonly backup: KontorWindow["backup"];
  readonly restore: KontorWindow["restore"];
  readonly checkBackup: KontorWindow["checkBackup"];
  readonly backupFolder: KontorWindow["backupFolder"];
  /** Workspaces that lay here and are gone, though nobody left them. */
  readonly lost: KontorWindow["lost"];
  readonly forgetLost: KontorWindow["forgetLost"];
  readonly deviceName: string;
  /** Where the engine runs in this browser, and why there. */
  readonly engineHome: () => { readonly home: EngineHome; readonly reason: HomeReason };
  readonly planFiles: (
    files: readonly File[],
    choices: ImportChoices,
    onProgress: ShareDone,
    signal: AbortSignal,
  ) => Promise<Result<PlannedImport, ImportRefusal>>;
  readonly runImport: (
    engine: EngineApi,
    plan: PlannedImport,
    onProgress: ShareDone,
    signal: AbortSignal,
  ) => Promise<Result<JobReport, ImportRefusal>>;
  readonly analyse: KontorWindow["analyse"];
  readonly prepareAnalysis: KontorWindow["prepareAnalysis"];
}

const Context = createContext<WindowSession>();

export function useSession(): WindowSession {
  const session = useContext(Context);
  if (!session) throw new Error("useSession needs a SessionProvider above it");
  return session;
}

/** Once a window, around everything; opens the workspace used last and the scripting door. */
export function SessionProvider(props: { readonly children: JSX.Element; readonly session?: WindowSession }): JSX.Element {
  const session = untrack(() => props.session) ?? createSession();
  return <Context.Provider value={session}>{props.children}</Context.Provider>;
}

function createSession(): WindowSession {
  const kontor = new KontorWindow();
  const [state, setState] = createSignal<WindowState>(kontor.state);
  const [workspaces, setWorkspaces] = createSignal<readonly WorkspaceInfo[]>();
  onCleanup(kontor.watch(setState));
  onCleanup(kontor.watchWorkspaces(setWorkspaces));
  onCleanup(kontor.keepMarks());
  onCleanup(installDoor(kontor));
  void kontor.start();
  return {
    state,
    workspaces,
    open: (id) => kontor.open(id),
    found: (wanted) => kontor.found(wanted),
    readLink: (text) => kontor.readLink(text),
    join: (link, names) => kontor.join(link, names),
    leave: (id) => kontor.leave(id),
    ready: () => kontor.ready(),
    takeOver: () => kontor.takeOver(),
    reconnect: () => kontor.reconnect(),
    config: () => kontor.config(),
    exportAll: (...of) => kontor.exportAll(...of),
    backup: (...of) => kontor.backup(...of),
    restore: (...of) => kontor.restore(...of),
    checkBackup: (...of) => kontor.checkBackup(...of),
    backupFolder: () => kontor.backupFolder(),
    lost: () => kontor.lost(),
    forgetLost: (id) => kontor.forgetLost(id),
    deviceName: kontor.deviceName,
    engineHome: () => ({ home: kontor.homes.home, reason: kontor.homes.reason }),
    planFiles: (...of) => kontor.planFiles(...of),
    runImport: (...of) => kontor.runImport(...of),
    analyse: (...of) => kontor.analyse(...of),
    prepareAnalysis: () => kontor.prepareAnalysis(),
  };
}
