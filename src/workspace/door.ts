import { deviceZone } from "../domain/zone.ts";
import type { ImportQuestion } from "../exchange/draft.ts";

// The scripting door: `window.kontor` does what the person at the screen can do, and no more. Documented in SCRIPTING.md beside it.

import type { Slot } from "../calendar/freeSlots.ts";
import type { RivalValue } from "../database/rows.ts";
import type { NounName } from "../domain/nouns.ts";
import type { Fields } from "../domain/record.ts";
import type { ImportType } from "../exchange/presets.ts";
import { localNow } from "../lib/calendarDay.ts";
import type { Occasion } from "../lib/derivedId.ts";
import type { RecordId } from "../lib/id.ts";
import { ownValue } from "../lib/own.ts";
import { type PlainFields, plainOf } from "../lib/plain.ts";
import { Refused, type Result, unwrap } from "../lib/result.ts";
import { isStorageKept, storageRoom } from "../lib/siteStorage.ts";
import type { Occurrence } from "./agendaEntry.ts";
import type {
  EngineApi,
  EngineStatus,
  GenerateOptions,
  JobReport,
  ListOptions,
  RecordView,
  SavedChange,
  SetAside,
  UndoReport,
  WorkspaceInfo,
} from "./api.ts";
import type { DrillReport } from "./drill.ts";
import type { EngineHome, HomeReason } from "./engineHome.ts";
import type { ExportFormat } from "./exporter.ts";
import type { ImportChoices } from "./importSummary.ts";
import type { RestoreReport } from "./restore.ts";
import type { SlotsQuestion } from "./slots.ts";
import type { KontorWindow, OpenWorkspace } from "./window.ts";

export interface ImportFileOptions {
  /** What the rows are, guessed from the headings otherwise; or the format of a file whose name does not tell. */
  readonly type?: ImportType | "csv" | "vcard";
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
  readonly type: ImportType;
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
  backup(options: { passphrase: string }): Promise<Blob>;
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
  /** What is planned from one day until before another, in order; `members` by their ids. */
  agenda(span: { from: string; to: string; members?: readonly string[] }): Promise<readonly Occurrence[]>;
  /** When these members have time, from one day until before another: three slots, fewer where there are no more. */
  slots(question: DoorSlotsQuestion): Promise<readonly Slot[]>;
  export(format: ExportFormat): Promise<Blob>;
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

/** Opens the door of this window; returns how to shut it. A call made before the workspace is open waits for it. */
export function installDoor(kontor: KontorWindow): () => void {
  window.kontor = Object.freeze(doorOf(kontor));
  return () => {
    delete window.kontor;
  };
}

function doorOf(kontor: KontorWindow): KontorDoor {
  const engine = async (): Promise<EngineApi> => (await kontor.ready()).engine;
  const done = async (outcome: Promise<Result<unknown, { readonly code: string }>>): Promise<void> => void unwrap(await outcome);
  const every = (ids: RecordId | readonly RecordId[]): readonly RecordId[] => (typeof ids === "string" ? [ids] : ids);
  function restore(ids: RecordId | readonly RecordId[]): Promise<void>;
  function restore(file: Blob, options: { passphrase: string; into?: string }): Promise<RestoreReport>;
  async function restore(what: RecordId | readonly RecordId[] | Blob, options?: { passphrase: string; into?: string }): Promise<unknown> {
    if (!(what instanceof Blob)) return done((await engine()).restore(every(what)));
    if (typeof options?.passphrase !== "string") throw new Refused({ code: "passphrase-missing" });
    const report = unwrap(await kontor.restore(what, options));
    await kontor.ready();
    return report;
  }
  return {
    version: 1,
    workspaces: () => kontor.workspaces(),
    async open(workspace) {
      unwrap(await kontor.open(workspace));
      await kontor.ready();
    },
    async createWorkspace({ name, member, device, ...region }) {
      if (!name?.trim()) throw new Refused({ code: "field-missing", field: "name" });
      if (!member?.trim()) throw new Refused({ code: "field-missing", field: "member" });
      const id = unwrap(
        await kontor.createWorkspace({ name, memberName: member, ...(device === undefined ? {} : { deviceName: device }), ...region }),
      );
      await kontor.ready();
      return id;
    },
    async join(link, { member, device } = {}) {
      const id = unwrap(await kontor.join(link, { memberName: member ?? kontor.deviceName, deviceName: device }));
      await kontor.ready();
      return id;
    },
    leave: (workspace) => kontor.leave(workspace),
    async invite({ base, ...options } = {}) {
      return unwrap(await (await engine()).invite({ base: base ?? location.href.replace(/#.*$/, ""), ...options }));
    },
    ...forwarded(engine),
    save: async (changes, command) => unwrap(await (await engine()).save(plainOf(changes) as readonly SavedChange[], command)),
    put: async (type, fields) => unwrap(await (await engine()).put(type, plainOf(fields) as PlainFields)),
    patch: async (id, fields, base) =>
      done((await engine()).patch(id, plainOf(fields) as PlainFields, plainOf(base) as PlainFields | undefined)),
    remove: async (ids, { confirmed } = {}) => done((await engine()).remove(every(ids), confirmed)),
    restore,
    async backup({ passphrase }) {
      return unwrap(await kontor.backup(await engine(), { passphrase })) ?? new Blob();
    },
    checkBackup: async (file, { passphrase }) => unwrap(await kontor.checkBackup(file, passphrase)),
    importFile: async (files, options) => importFiles(kontor, await kontor.ready(), files, options ?? {}),
    async analyse(method, options) {
      // Bulk work writes timelines a little later; a script that asks after an import means all of it.
      await (await engine()).settled();
      return unwrap(await kontor.analyse(method, options ?? {}));
    },
    async agenda({ from, to, members }) {
      return unwrap(await kontor.occurrences({ from, to, zone: deviceZone(), ...(members && { members: [...members] }) }));
    },
    async slots({ members, ...question }) {
      const own = members ?? [(await (await engine()).status()).member];
      return unwrap(await kontor.slots({ ...question, members: [...own], zone: deviceZone(), now: localNow() }));
    },
    async export(format) {
      return kontor.exportAll((await kontor.ready()).engine, format);
    },
    async status() {
      const status = await (await engine()).status();
      const [room, isPersisted] = await Promise.all([storageRoom(), isStorageKept()]);
      const { home, reason } = kontor.homes;
      return { ...status, storage: room && { ...room, isPersisted: isPersisted ?? false }, engine: home, engineReason: reason };
    },
    offline: async (isOffline) => (await engine()).setOffline(isOffline),
  };
}

/** What the door passes on as it is called: an answer as it comes, of a command its value, a refusal as an error. */
const passedOn = {
  answers: ["get", "rivals", "find", "list", "count", "setAside", "digest", "settled"],
  outcomes: ["undo", "redo", "generate"],
  done: ["rename", "revokeInvitation"],
} as const satisfies Readonly<Record<string, readonly (keyof EngineApi & keyof KontorDoor)[]>>;
type PassedOn = (typeof passedOn)[keyof typeof passedOn][number];

function forwarded(engine: () => Promise<EngineApi>): Pick<KontorDoor, PassedOn> {
  const calls: [string, (...of: unknown[]) => Promise<unknown>][] = [];
  const pass = (names: readonly PassedOn[], end: (answer: unknown) => unknown): void => {
    for (const name of names)
      calls.push([name, async (...of) => end(await ((await engine())[name] as (...of: unknown[]) => Promise<unknown>)(...of))]);
  };
  const valueOf = (outcome: unknown): unknown => unwrap(outcome as Result<unknown, { readonly code: string }>);
  pass(passedOn.answers, (answer) => answer);
  pass(passedOn.outcomes, valueOf);
  pass(passedOn.done, (outcome) => void valueOf(outcome));
  return Object.fromEntries(calls) as unknown as Pick<KontorDoor, PassedOn>;
}

const endings: Readonly<Record<string, string>> = { csv: ".csv", vcard: ".vcf" };

const named = (file: Blob, type: ImportFileOptions["type"], index: number): File => {
  const name = file instanceof File ? file.name : `import-${index + 1}`;
  const ending = ownValue(endings, type ?? "") ?? "";
  return file instanceof File && name.toLowerCase().endsWith(ending) ? file : new File([file], `${name}${ending}`);
};

async function importFiles(
  kontor: KontorWindow,
  workspace: OpenWorkspace,
  given: Blob | readonly Blob[],
  { type, dryRun, ...options }: ImportFileOptions,
): Promise<ImportReport> {
  const files = (given instanceof Blob ? [given] : given).map((file, index) => named(file, type, index));
  const settings = (await workspace.engine.get("meta.settings" as RecordId)) ?? {};
  const choices: ImportChoices = {
    country: textOr(settings, "country", "DE"),
    currency: textOr(settings, "currency", "EUR"),
    language: textOr(settings, "language", "de"),
    ...(textOr(settings, "zone", "") && { zone: textOr(settings, "zone", "") }),
    // The worker that reads them refuses what no file is read as.
    ...(type === undefined || ownValue(endings, type) !== undefined ? {} : { type: type as ImportType }),
    ...options,
  };
  const never = new AbortController().signal;
  const quiet = (): void => undefined;
  const plan = unwrap(await kontor.planFiles(files, choices, quiet, never));
  const { counts, problems, hints, questions, mapping, known, replaced } = plan;
  const facts = { type: plan.type, ...counts, known, replaced, hints, questions, mapping };
  if (dryRun) {
    plan.close();
    return { ...facts, created: 0, updated: 0, unreadable: problems };
  }
  const report = unwrap(await kontor.runImport(workspace.engine, plan, quiet, never));
  const { import: _record, ...created } = report.created;
  const refused = report.refused.map(({ error, ...row }) => ({ ...row, ...error }));
  return {
    ...facts,
    created: Object.values(created).reduce((sum, count) => sum + (count ?? 0), 0),
    updated: report.updated,
    unreadable: [...problems, ...refused],
  };
}

const textOr = (fields: Readonly<Record<string, unknown>>, field: string, otherwise: string): string => {
  const value = fields[field];
  return typeof value === "string" && value !== "" ? value : otherwise;
};
