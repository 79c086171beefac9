// The scripting door: `window.kontor` does what the person at the screen can do, and no more. Documented in SCRIPTING.md beside it.

import type { Slot } from "../calendar/freeSlots.ts";
import type { Brief } from "../database/brief.ts";
import type { RivalValue } from "../database/rows.ts";
import type { FileKind } from "../domain/file.ts";
import type { NounName } from "../domain/nouns.ts";
import type { Fields } from "../domain/record.ts";
import type { ImportQuestion } from "../exchange/draft.ts";
import type { ImportType } from "../exchange/presets.ts";
import type { Occasion } from "../lib/derivedId.ts";
import type { RecordId } from "../lib/id.ts";
import type { Candidate, CandidateQuestion } from "../tours/candidates.ts";
import type { Occurrence } from "./agendaEntry.ts";
import type {
  EngineStatus,
  FileStorage,
  GenerateOptions,
  JobReport,
  ListOptions,
  RecordView,
  SetAside,
  UndoReport,
  WorkspaceInfo,
} from "./api.ts";
import type { CalendarSelection } from "./calendarExport.ts";
import type { DoorToday } from "./doorToday.ts";
import type { DrillReport } from "./drill.ts";
import type { EngineHome, HomeReason } from "./engineHome.ts";
import type { ExportFormat } from "./exporter.ts";
import type { RestoreReport } from "./restore.ts";
import type { SlotsQuestion } from "./slots.ts";
import type { TourReport } from "./tourAnswer.ts";
import type { KontorWindow } from "./window.ts";

export interface ImportFileOptions {
  /** What the rows are, guessed from the headings otherwise; or the format of a file whose name does not tell. */
  readonly type?: ImportType | "csv" | "vcard" | "ics";
  /** Column → target; `null` keeps the column as a field of its own. */
  readonly mapping?: Readonly<Record<string, string | null>>;
  /** The column by which records are known again, or the system whose keys the files carry. */
  readonly key?: string;
  /** Only tells what would happen. */
  readonly dryRun?: boolean;
  /** Role → phase for every contact made. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Spelling → the product it stands for; its own name says that it is another product. */
  readonly sameProducts?: Readonly<Record<string, string>>;
  /** A name as the file has it → id of the contact that it is; `"new"` says that it is another one. */
  readonly sameContacts?: Readonly<Record<string, string>>;
  /** Whose papers the files list: `incoming` ones are no sales. */
  readonly papers?: "own" | "incoming";
  /** `keep` leaves letters as they stand that look as if they had been misread ("MÃ¼ller"). */
  readonly garbled?: "mend" | "keep";
  /** What a customer is of whom only a name or number is known. */
  readonly partyKind?: "organisation" | "person";
}

export interface ImportReport {
  readonly type: ImportType | "appointment";
  readonly rows: number;
  readonly organisations: number;
  readonly people: number;
  readonly relations: number;
  readonly interactions: number;
  readonly products: number;
  readonly purchases: number;
  readonly lines: number;
  readonly deals: number;
  readonly created: number;
  readonly updated: number;
  /** NounName → how many of these records were here before. */
  readonly known: Readonly<Record<string, number>>;
  /** Values of theirs that become what the files say. */
  readonly replaced: { readonly count: number; readonly examples: readonly string[] };
  readonly unreadable: readonly {
    readonly line: number;
    readonly code: string;
    readonly file?: string;
    readonly column?: string;
    readonly value?: string;
  }[];
  readonly hints: readonly unknown[];
  /** What only a person can decide; answered with `sameProducts`, `sameContacts`, `papers` or a column's target. */
  readonly questions: readonly ImportQuestion[];
  readonly mapping: readonly unknown[];
}

export interface DoorStatus extends EngineStatus {
  /** Null where the browser does not say. */
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number; readonly isPersisted: boolean } | null;
  /** Where the engine runs in this browser, and what decided that. */
  readonly engine: EngineHome;
  readonly engineReason: HomeReason;
}

export type DoorChange =
  | { readonly type: NounName; readonly key?: string; readonly fields: Fields; readonly by?: Occasion }
  | { readonly id: RecordId; readonly fields: Fields; readonly base?: Fields };

export interface DoorSlotsQuestion extends Pick<SlotsQuestion, "minutes" | "from" | "to" | "preferred" | "count"> {
  /** Ids; absent: oneself. */
  readonly members?: readonly string[];
  /** The id of a contact, or degrees of latitude and longitude. */
  readonly near?: RecordId | { readonly lat: number; readonly lon: number };
}

export interface KontorDoor {
  readonly version: 1;
  workspaces(): Promise<WorkspaceInfo[]>;
  open(workspace: string): Promise<void>;
  createWorkspace(names: {
    name: string;
    member: string;
    device?: string;
    country?: string;
    currency?: string;
    zone?: string;
    language?: string;
  }): Promise<string>;
  join(link: string, names?: { member?: string; device?: string }): Promise<string>;
  leave(workspace: string): Promise<void>;
  invite(options?: { once?: boolean; expiresAt?: string; base?: string }): Promise<string>;
  revokeInvitation(id: string): Promise<void>;
  put(type: NounName, fields: Fields): Promise<RecordId>;
  patch(id: RecordId, fields: Fields, base?: Fields): Promise<void>;
  /** New records and changes of others in one act; a new one may be named by those behind it as "#key". The ids, in their order. */
  save(changes: readonly DoorChange[], command?: string): Promise<readonly RecordId[]>;
  remove(ids: RecordId | readonly RecordId[], options?: { readonly confirmed?: number }): Promise<void>;
  restore(ids: RecordId | readonly RecordId[]): Promise<void>;
  /** A backup: into a new workspace, or merged into the one that is here; with `into` only into that one. It is open then. */
  restore(file: Blob, options: { passphrase: string; into?: string }): Promise<RestoreReport>;
  /** Everything, sealed with the passphrase. */
  backup(options: { passphrase: string; files?: boolean }): Promise<Blob>;
  /** Reads a whole backup, verifies each entry and builds each document, and touches nothing. */
  checkBackup(file: Blob, options: { passphrase: string }): Promise<DrillReport>;
  get(id: RecordId): Promise<RecordView | undefined>;
  /** Field key → the values between which nobody has chosen yet. */
  rivals(id: RecordId): Promise<Readonly<Record<string, readonly RivalValue[]>>>;
  find(text: string, limit?: number): Promise<RecordView[]>;
  list(type: NounName, options?: ListOptions): Promise<{ readonly rows: readonly RecordView[]; readonly after: string | null }>;
  count(type: NounName): Promise<number>;
  importFile(files: Blob | readonly Blob[], options?: ImportFileOptions): Promise<ImportReport>;
  /** One of the methods of the README's table; plain JSON with parameters, fit, warnings and results by record id. */
  analyse(method: string, options?: unknown): Promise<unknown>;
  /** What one must know before meeting a contact; undefined where there is none. */
  brief(id: RecordId): Promise<Brief | undefined>;
  /** What is planned from one day until before another, in order; `members` by their ids. */
  agenda(span: { from: string; to: string; members?: readonly string[] }): Promise<readonly Occurrence[]>;
  /** When these members have time, from one day until before another: three slots, fewer where there are no more. */
  slots(question: DoorSlotsQuestion): Promise<readonly Slot[]>;
  /** What today, or so many days from today on, ask of the person here, or with `everybody` of all: as the page Today says. */
  today(options?: { days?: number; everybody?: boolean }): Promise<DoorToday>;
  /** The best order of some visits. */
  tour(question: unknown): Promise<TourReport>;
  /** Whom one might visit on a day, the best first, and why. */
  visitCandidates(question?: Partial<CandidateQuestion>): Promise<readonly Candidate[]>;
  export(format: ExportFormat): Promise<Blob>;
  /** Adds a file to a record; the new record's id, once its bytes are durable. */
  addFile(
    about: RecordId,
    file: Blob,
    options?: { readonly name?: string; readonly kind?: FileKind; readonly takenAt?: string },
  ): Promise<RecordId>;
  /** The bytes of a file; asks other devices where they are not here, and waits so long for them. */
  fileOf(id: RecordId, options?: { readonly waitMs?: number }): Promise<Blob>;
  /** What files take on this device. */
  fileStorage(): Promise<FileStorage>;
  /** Lets go of the bytes of these files in the bin, or of all of them, on every device. */
  freeFiles(ids?: readonly RecordId[]): Promise<void>;
  /** Appointments, tasks and birthdays for other calendars: all of them, some, or those from one day until before another. */
  export(format: "ics", selection?: CalendarSelection): Promise<Blob>;
  undo(): Promise<UndoReport>;
  redo(): Promise<UndoReport>;
  generate(options: GenerateOptions): Promise<JobReport>;
  rename(names: { workspace?: string; member?: string; device?: string }): Promise<void>;
  status(): Promise<DoorStatus>;
  /** Entries that are stored and not applied, with the reason, as they came. */
  setAside(): Promise<readonly SetAside[]>;
  digest(of: "documents" | "rows"): Promise<string>;
  offline(isOffline: boolean): Promise<void>;
  settled(): Promise<void>;
}

declare global {
  interface Window {
    kontor?: KontorDoor;
  }
}

/** What can be called at the door; anything missing does not compile. */
const calls = {
  workspaces: true,
  open: true,
  createWorkspace: true,
  join: true,
  leave: true,
  invite: true,
  revokeInvitation: true,
  put: true,
  patch: true,
  save: true,
  remove: true,
  restore: true,
  backup: true,
  checkBackup: true,
  get: true,
  rivals: true,
  find: true,
  list: true,
  count: true,
  importFile: true,
  analyse: true,
  brief: true,
  agenda: true,
  slots: true,
  today: true,
  tour: true,
  visitCandidates: true,
  export: true,
  addFile: true,
  fileOf: true,
  fileStorage: true,
  freeFiles: true,
  undo: true,
  redo: true,
  generate: true,
  rename: true,
  status: true,
  setAside: true,
  digest: true,
  offline: true,
  settled: true,
} satisfies Readonly<Record<Exclude<keyof KontorDoor, "version">, true>>;

/**
 * Opens the door of this window; returns how to shut it. A call made before the workspace is open waits for it. What stands behind the
 * door is loaded by the first call: people at the screen never need it.
 */
export function installDoor(kontor: KontorWindow): () => void {
  let behind: Promise<KontorDoor> | undefined;
  const open = (): Promise<KontorDoor> => {
    behind ??= import("./openDoor.ts").then(({ openDoor }) => openDoor(kontor));
    return behind;
  };
  const call =
    (name: string) =>
    async (...of: unknown[]): Promise<unknown> =>
      ((await open()) as unknown as Record<string, (...of: unknown[]) => unknown>)[name]?.(...of);
  const calling = Object.fromEntries(Object.keys(calls).map((name) => [name, call(name)]));
  window.kontor = Object.freeze({ version: 1, ...calling }) as unknown as KontorDoor;
  return () => {
    delete window.kontor;
  };
}
