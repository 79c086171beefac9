import { type Accessor, createContext, createSignal, type JSX, onCleanup, untrack, useContext } from "solid-js";
import type { WorkspaceInfo } from "../workspace/api.ts";
import { installDoor } from "../workspace/door.ts";
import type { EngineHome, HomeReason } from "../workspace/engineHome.ts";
import { KontorWindow, type WindowState } from "../workspace/window.ts";

export type { BackupState, DeviceStatus, EngineStatus, JobReport, UnfinishedImport, WorkspaceInfo } from "../workspace/api.ts";
export type { FolderState } from "../workspace/backupFiles.ts";
export type { Slots } from "../workspace/calendar.ts";
export type { CalendarKind, CalendarSelection } from "../workspace/calendarExport.ts";
export type { Late } from "../workspace/connect.ts";
export type { DrillReport } from "../workspace/drill.ts";
export type { ExportFormat } from "../workspace/exporter.ts";
export type { ImportType, PlannedImport } from "../workspace/importer.ts";
export type { ImportChoices } from "../workspace/importSummary.ts";
export type { LinkFacts } from "../workspace/joining.ts";
export type { Mark } from "../workspace/marks.ts";
export type { Config } from "../workspace/network.ts";
export type { RestoreReport } from "../workspace/restore.ts";
export type { DoorRefusal, NewWorkspace, OpenWorkspace, WindowState } from "../workspace/window.ts";

/** What screens may ask of the window; the session passes it on. */
const passedOn = [
  "open",
  "createWorkspace",
  "readLink",
  "join",
  "leave",
  "ready",
  "takeOver",
  "reconnect",
  "config",
  "exportAll",
  "exportCalendar",
  "backup",
  "restore",
  "checkBackup",
  "addFile",
  "fileOf",
  "backupFolder",
  "lost",
  "forgetLost",
  "planFiles",
  "runImport",
  "analyse",
  "prepareAnalysis",
  "customerFigures",
  "searchTexts",
  "agenda",
  "activities",
  "slots",
  "today",
  "planSeries",
  "tours",
  "reminders",
  "prepareTexts",
] as const satisfies readonly (keyof KontorWindow)[];

/** What this window has open, and the way to something else. */
export interface WindowSession extends Pick<KontorWindow, (typeof passedOn)[number]> {
  readonly state: Accessor<WindowState>;
  /** The one used last first; undefined until they have been read. */
  readonly workspaces: Accessor<readonly WorkspaceInfo[] | undefined>;
  readonly deviceName: string;
  /** Where the engine runs in this browser, and why there. */
  readonly engineHome: () => { readonly home: EngineHome; readonly reason: HomeReason };
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
  const calls = Object.fromEntries(
    passedOn.map((name) => [name, (...of: unknown[]) => (kontor[name] as (...of: unknown[]) => unknown).apply(kontor, of)]),
  );
  return {
    ...(calls as unknown as Pick<KontorWindow, (typeof passedOn)[number]>),
    state,
    workspaces,
    deviceName: kontor.deviceName,
    engineHome: () => ({ home: kontor.homes.home, reason: kontor.homes.reason }),
  };
}
