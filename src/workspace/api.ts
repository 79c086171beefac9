// What windows may ask of the engine. Types only: calls cross a worker's border by Comlink.
import type { KeptDraft } from "../database/drafts.ts";
import type { RegistryRow } from "../database/registry.ts";
import type { RivalValue } from "../database/rows.ts";
import type { FieldRefusal } from "../domain/fields.ts";
import type { FetchPolicy, FileKind } from "../domain/file.ts";
import type { NameRefusal } from "../domain/name.ts";
import type { NounName } from "../domain/nouns.ts";
import type { Fields, Merged } from "../domain/record.ts";
import type { ReferenceRefusal } from "../domain/references.ts";
import type { Trouble } from "../domain/trouble.ts";
import type { BackupChunk } from "../journal/backupContent.ts";
import type { IceServer } from "../journal/invitation.ts";
import type { Occasion } from "../lib/derivedId.ts";
import type { RecordId } from "../lib/id.ts";
import type { PlainFields } from "../lib/plain.ts";
import type { Result } from "../lib/result.ts";

export type { RegistryRow as WorkspaceInfo };

/** Why bytes were not stored. */
export type ContentRefusal =
  | { readonly code: "attachment-empty" }
  | { readonly code: "attachment-too-large"; readonly most: number }
  /** The file has gone or changed while it was read. */
  | { readonly code: "attachment-unreadable" }
  | { readonly code: "attachment-cancelled" };

export type CommandRefusal =
  | FieldRefusal
  | NameRefusal
  | { readonly code: "record-missing"; readonly id: string }
  | { readonly code: "record-deleted"; readonly id: string }
  | { readonly code: "deletion-unconfirmed"; readonly contacts: number }
  | { readonly code: "noun-unknown"; readonly noun: string }
  | ReferenceRefusal
  | { readonly code: "disk-full" }
  | { readonly code: "disk-failed"; readonly reason: string }
  | { readonly code: "not-a-member" }
  /** Only who made an invitation, or who manages the team, may close it. */
  | { readonly code: "invitation-of-another" }
  | { readonly code: "sample-workspace" }
  | { readonly code: "workspace-missing"; readonly id: string }
  /** The browser did not keep what this device proves itself with. */
  | { readonly code: "keys-unreadable" }
  | { readonly code: "browser-lacks"; readonly parts: string }
  | { readonly code: "nothing-to-undo" }
  | { readonly code: "nothing-to-redo" }
  | { readonly code: "job-missing" }
  /** A backup by itself, and no passphrase was kept for it. */
  | { readonly code: "passphrase-missing" }
  | { readonly code: "passphrase-short"; readonly least: number }
  /** A backup whose roster does not know the member who made it. */
  | { readonly code: "backup-member-unknown" }
  | { readonly code: "entry-too-large" }
  | ContentRefusal
  /** The bytes of a file are not on this device. */
  | { readonly code: "attachment-missing" }
  /** A turn of the engine did not end; it starts anew. Nobody knows how far this came. */
  | { readonly code: "engine-stuck" }
  /** An entry that this needs is damaged on this disk; it is fetched again from others. */
  | { readonly code: "journal-damaged" }
  /** The engine ended before it answered: nobody knows how far it came. */
  | { readonly code: "engine-lost" };

/** A record as `get`, `list` and `find` return it: its fields, and `name` always filled. */
export type RecordView = Readonly<Record<string, unknown>> & { readonly id: RecordId; readonly type: string; readonly name: string };

export interface ListOptions {
  /** field → value, one of several values, a range, or a text that it has or starts with. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** A field, or `-field` for descending. */
  readonly sort?: string;
  /** At most 1,000; 50 unless given. */
  readonly limit?: number;
  /** What the last answer gave as `after`. */
  readonly after?: string;
}

/** One of the person's own actions, to undo or redo. */
export interface Action {
  readonly number: number;
  readonly command: string;
  readonly records: number;
  readonly at: string;
}
/** What an undo did: fields that somebody changed meanwhile are left alone and counted. */
export interface UndoReport {
  readonly action: Action;
  readonly changed: number;
  readonly left: number;
}

/** A record to be made; "#key" refers to another draft of the same job. */
export interface Draft {
  readonly key: string;
  readonly kind: NounName;
  /** The record that it was recognised as: changed, not made. */
  readonly id?: RecordId;
  /** What the same file made of the same row before: neither made nor changed. */
  readonly isHere?: boolean;
  /** The random part of the id it gets, which follows from the import and the row: by it the same file knows it again. */
  readonly idKey?: string;
  readonly fields: Fields;
  /** The record itself, as an export of Kontor has it; its id is the key. */
  readonly exact?: Fields;
}
export interface JobInfo {
  /** All drafts are records of an export: an empty workspace takes them as they are, with ids, authors, times, and what was deleted. */
  readonly isOwn?: boolean;
  /** What it is called in undo and history. */
  readonly command: "import" | "generate";
  readonly fileName?: string;
  readonly sha256?: string;
  readonly rows?: number;
  readonly mapping?: unknown;
  /** How many records it is about to make or change. */
  readonly total?: number;
  /** An import that was cut off and goes on. */
  readonly resumes?: RecordId;
}

/** An import of this device that ended before it was through. */
export interface UnfinishedImport {
  readonly id: RecordId;
  readonly fileName: string;
  readonly sha256: string;
  readonly at: string;
  readonly done: number;
  readonly total: number;
  /** Undo this with `undoAction`. */
  readonly action: number;
}
export interface JobReport {
  readonly job: string;
  readonly created: Readonly<Partial<Record<NounName, number>>>;
  readonly updated: number;
  /** What the same file had made of the same rows before. */
  readonly here?: number;
  readonly refused: readonly { readonly key: string; readonly error: CommandRefusal }[];
  /** Undo this with `undoAction`. */
  readonly action: number;
}

export interface GenerateOptions {
  readonly contacts: number;
  readonly interactions: number;
  readonly seed: number;
  /** How far the history goes back; two unless given. */
  readonly years?: number;
  /** Products, deals and invoices as well, in euros. */
  readonly sales?: boolean;
  readonly language?: "de" | "en";
}

export interface DeviceStatus {
  readonly id: string;
  readonly name: string;
  readonly member: string;
  readonly memberName: string;
  readonly isThis: boolean;
  readonly isConnected: boolean;
  /** When something was last heard from it, in milliseconds; 0 when never. */
  readonly seenMs: number;
  /** Entries that exist here and that it has not acknowledged. */
  readonly lacks: number;
  /** What it has acknowledged: device → last number. */
  readonly acknowledged: Readonly<Record<string, number>>;
}

/** Which part of meeting others works and which is missing. */
export interface NetworkStatus {
  /** The person's own switch. */
  readonly isOffline: boolean;
  /** `absent`: no window of this browser keeps connections right now. `unsupported`: none ever can, it has no WebRTC. */
  readonly meetingPoint: "absent" | "unsupported" | "connecting" | "reached" | "unreachable";
  /** Devices that were met at the meeting point but could not be connected directly. */
  readonly unconnected: number;
  /** Devices that were met and are being connected. */
  readonly connecting: number;
  readonly connected: number;
  /** Since when no other device has been connected, in milliseconds; null while one is. */
  readonly aloneSinceMs: number | null;
}

export interface EngineStatus {
  readonly workspace: string;
  readonly name: string;
  readonly device: string;
  readonly member: string;
  readonly isSample: boolean;
  readonly state: "ready" | "joining";
  readonly devices: readonly DeviceStatus[];
  readonly members: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly invitations: readonly {
    readonly id: string;
    readonly createdAt: string;
    readonly isRevoked: boolean;
    readonly expiresAt?: string;
    /** One person comes in by it. */
    readonly once: boolean;
    /** Nobody has closed it, its time is not over, and it has not been used up. */
    readonly isOpen: boolean;
    /** Whether this person may close it. */
    readonly mayRevoke: boolean;
  }[];
  /** Changes made here that no other device has acknowledged. */
  readonly pending: number;
  /** On how many devices (this one included) the newest own change is stored. */
  readonly copies: number;
  readonly network: NetworkStatus;
  /** While much is arriving: how many contacts are here, of how many. */
  readonly receiving: { readonly have: number; readonly total: number } | null;
  /** Device → last number stored here. */
  readonly vector: Readonly<Record<string, number>>;
  /** Entries that wait for others to arrive first. */
  readonly waiting: number;
  readonly counts: Readonly<Partial<Record<NounName, number>>>;
  /** The world's refusals that the person must know of: no room on the disk, a copied profile, an alarm. */
  readonly troubles: readonly Trouble[];
  readonly traffic: { readonly sent: number; readonly received: number };
  /** For a workspace that waits to be let in: since when, why not yet. */
  readonly joining: { readonly sinceMs: number; readonly refusal: string | null } | null;
}

/** An entry that does something else than it says, or cannot be read. */
export interface SetAside {
  /** Whose feed it is in. */
  readonly feed: string;
  readonly seq: number;
  readonly verdict: string;
  readonly at: string;
  /** Signed and sealed as it came, in base 64. */
  readonly entry: string;
}

/** One act of somebody, as Today tells it in a line. */
export interface NewsItem {
  /** What it was about before all else. */
  readonly record: RecordId;
  readonly deed: "imported" | "made" | "changed" | "deleted" | "restored" | "undone";
  /** What kind of record that is; null where an act was about too many of several kinds. */
  readonly type: string | null;
  /** How many of them. */
  readonly count: number;
  /** How many contacts were among them. */
  readonly contacts: number;
  readonly title: string;
  /** Of an activity and a relation. */
  readonly kind: string;
  readonly direction: string;
  readonly fileName: string;
  /** The first contacts it was about: themselves, those an activity was with, the two ends of a relation. */
  readonly about: readonly { readonly id: RecordId; readonly name: string }[];
  readonly party: RecordId | null;
  readonly fields: readonly string[];
  readonly memberName: string;
  readonly atMs: number;
}

export interface InviteOptions {
  /** The address of the app that the link begins with. */
  readonly base: string;
  /** One person comes in by it; unless told otherwise. */
  readonly once?: boolean;
  /** Seven days from now, unless told otherwise. */
  readonly expiresAt?: string;
}

/** What a person should know of the backup. */
export interface BackupState {
  /** When the last one was made, in milliseconds. */
  readonly lastMs: number | null;
  /** How many changes have come since, from anybody. */
  readonly changes: number;
  /** Changes made here that are neither in a backup nor acknowledged by another device, and since when. */
  readonly onlyHere: number;
  readonly onlyHereSinceMs: number | null;
  /** The key of backups that are made by themselves is here. */
  readonly isLockKept: boolean;
}

/** A file that is added to a record. */
export interface NewFile {
  /** The record's id. */
  readonly about: string;
  readonly name: string;
  readonly mime?: string;
  readonly kind?: FileKind;
  readonly takenAt?: string;
  /** Of sound. */
  readonly seconds?: number;
  /** By this name its progress is asked for, and it is cancelled. */
  readonly job?: string;
}

/** What files take on this device. */
export interface FileStorage {
  readonly bytes: number;
  /** Of these, what only files in the bin hold. */
  readonly binBytes: number;
  /** Files that are not in the bin, and how many originals of them lie here. */
  readonly files: number;
  readonly filesHere: number;
}

export type Outcome<Value> = Promise<Result<Value, CommandRefusal>>;

export type SavedChange =
  | { readonly type: NounName; readonly key?: string; readonly fields: PlainFields; readonly by?: Occasion; readonly then?: PlainFields }
  | { readonly id: RecordId; readonly fields: PlainFields; readonly base?: PlainFields };

export interface EngineApi {
  /** Resolves when it is durable on this device: the tick. */
  put(kind: NounName, fields: PlainFields): Outcome<RecordId>;
  /** `base` tells what stood in these fields when the person began to type: what others wrote meanwhile is kept beside it. */
  patch(id: RecordId, fields: PlainFields, base?: PlainFields): Outcome<null>;
  /**
   * New records and changes of others in one act: one tick, one undo, refused as a whole. Those behind a new record may name it as
   * "#key"; one made `by` a rule is made once for its occasion, and what is said `then` is a change of it; answers with the ids in their order. The command "choose" settles values that rival each other.
   */
  save(changes: readonly SavedChange[], command?: string): Outcome<readonly RecordId[]>;
  /** Moves to the bin. More than twenty contacts go only when `confirmed` says how many they are. */
  remove(ids: readonly RecordId[], confirmed?: number): Outcome<null>;
  /** Brings back, and with contacts what was deleted together with them. */
  restore(ids: readonly RecordId[]): Outcome<null>;
  undo(): Outcome<UndoReport>;
  redo(): Outcome<UndoReport>;
  undoAction(number: number): Outcome<UndoReport>;
  /** Keeps what was typed and not yet saved, for this device alone; `null` lets it go. */
  keepDraft(name: string, draft: KeptDraft | null): Outcome<null>;
  /** What undo and redo would take next. */
  nextActions(): Promise<{ readonly undo: Action | null; readonly redo: Action | null }>;
  /** Opens the document of a record ahead of an edit. */
  warm(id: RecordId): Promise<void>;

  get(id: RecordId): Promise<RecordView | undefined>;
  find(text: string, limit?: number): Promise<RecordView[]>;
  list(kind: NounName, options?: ListOptions): Promise<{ readonly rows: readonly RecordView[]; readonly after: string | null }>;
  count(kind: NounName): Promise<number>;
  /** The values of a record's fields that nobody has chosen between yet: field key → values. */
  rivals(id: RecordId): Promise<Readonly<Record<string, readonly RivalValue[]>>>;

  startJob(info: JobInfo): Outcome<string>;
  /** Resolves when these drafts are durable. */
  addDrafts(job: string, drafts: readonly Draft[]): Outcome<{ readonly done: number }>;
  finishJob(job: string): Outcome<JobReport>;
  /** Imports of this device that were cut off, the newest first: to go on with the same file, or to be taken back. */
  unfinishedImports(): Promise<readonly UnfinishedImport[]>;
  /** Stops and takes back what the job has made. */
  cancelJob(job: string): Outcome<null>;
  /** Invented, seeded data of any size. */
  generate(options: GenerateOptions): Outcome<JobReport>;

  /** Stores a file and its record; resolves with the record's id when both are durable. */
  addFile(file: Blob, facts: NewFile, thumbnail?: Blob): Outcome<RecordId>;
  /** How far the adding under this name is: 0 to 1. */
  fileProgress(job: string): Promise<number>;
  cancelFile(job: string): Promise<void>;
  /** The bytes with this hash, if they lie here whole. */
  fileBytes(sha256: string): Outcome<Blob>;
  /** Names as records have them, in clear; "" for one that cannot be opened. */
  fileNames(names: readonly string[]): Promise<readonly string[]>;
  /** Asks others for originals, now or as soon as somebody has them. */
  fetchFiles(ids: readonly RecordId[]): Outcome<null>;
  cancelFetch(ids: readonly RecordId[]): Outcome<null>;
  /** Takes originals off this device alone. */
  dropFileCopies(ids: readonly RecordId[]): Outcome<null>;
  /** Lets go of the bytes of files in the bin, on all devices; without ids of all of them. */
  freeFiles(ids?: readonly RecordId[]): Outcome<null>;
  fileStorage(): Promise<FileStorage>;
  filePolicy(): Promise<FetchPolicy>;
  setFilePolicy(policy: FetchPolicy): Outcome<null>;

  invite(options: InviteOptions): Outcome<string>;
  revokeInvitation(id: string): Outcome<null>;
  rename(names: { readonly workspace?: string; readonly member?: string; readonly device?: string }): Outcome<null>;
  setOffline(isOffline: boolean): Promise<void>;

  news(limit: number): Promise<{ readonly items: readonly NewsItem[]; readonly more: number }>;
  /** Everything shown up to now is no longer news. */
  markNewsSeen(): Promise<void>;

  status(): Promise<EngineStatus>;
  /** Calls back with every change of status, at most ten times a second; returns how to stop. */
  watchStatus(listener: (status: EngineStatus) => void): Promise<() => void>;
  /** Entries that are stored and not applied, with the reason, as they came. */
  setAside(): Promise<readonly SetAside[]>;
  /** Somebody has taken note of a trouble that would last for ever. */
  dismissTrouble(code: "entries-set-aside"): Promise<void>;
  digest(of: "documents" | "rows"): Promise<string>;
  /** Resolves when everything written so far is durable here. */
  settled(): Promise<void>;
  /** Begins a backup; without a passphrase with the one that was kept. Its portions are the file, one after another. */
  startBackup(how: { readonly passphrase?: string; readonly keep?: boolean; readonly isWithoutFiles?: boolean }): Outcome<string>;
  backupPortion(job: string): Outcome<{ readonly bytes: Uint8Array | null; readonly share: number }>;
  /** Kept: from now on it counts as the last backup. */
  endBackup(job: string, isKept: boolean): Promise<void>;
  backupState(): Promise<BackupState>;
  /** Backups are no longer made by themselves. */
  forgetBackupLock(): Promise<void>;
  /** Entries out of a backup, in any order. */
  receiveBackup(entries: readonly Uint8Array[]): Outcome<{ readonly stored: number; readonly refused: number }>;
  /** A piece of a file out of a backup; one that does not prove itself is left out. */
  receiveBackupChunk(chunk: BackupChunk): Outcome<null>;
  /** All have come: this device becomes one of the member's, and what a damaged file still tells is written. */
  finishRestore(how: {
    readonly recovery: Uint8Array;
    readonly member: string;
    readonly isDamaged: boolean;
  }): Outcome<{ readonly made: number; readonly changed: number; readonly left: number }>;

  /** By id, the values of fields between which nobody has chosen. */
  exportRivals(): Promise<Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>>;
  /** All records with their fields as stored, for export, in portions. */
  exportPortion(after: string | null): Promise<{
    readonly records: readonly (Merged & { readonly id: RecordId })[];
    readonly after: string | null;
    /** The document is damaged: these are what lists and pages have of it. */
    readonly isFromRows?: boolean;
  }>;
}

/** What the window that keeps the connections may ask; it holds the lock `network`. */
export interface NetworkApi {
  /** Wires met by the window come through this port; a new port replaces the one before. */
  attachNetwork(port: MessagePort, servers: { readonly signalling: readonly string[]; readonly ice: readonly IceServer[] }): Promise<void>;
  /** Calls back with the rooms to be in, now and whenever they change; none while working offline. */
  watchRooms(listener: (rooms: readonly { readonly name: string; readonly password: string }[]) => void): Promise<() => void>;
  /** What the window sees of the meeting point; null when it lets go of the network. */
  tellLobby(
    state: { readonly isSignalling: boolean; readonly met: number; readonly connected: number; readonly failed: number } | null,
  ): Promise<void>;
}
