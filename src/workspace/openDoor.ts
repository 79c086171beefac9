// What stands behind the scripting door.

import { deviceZone } from "../domain/zone.ts";
import type { ImportType } from "../exchange/presets.ts";
import { isDay, localNow } from "../lib/calendarDay.ts";
import { instantOf } from "../lib/clock.ts";
import type { RecordId } from "../lib/id.ts";
import { ownValue } from "../lib/own.ts";
import { type PlainFields, plainOf } from "../lib/plain.ts";
import { Refused, type Result, unwrap } from "../lib/result.ts";
import { isStorageKept, storageRoom } from "../lib/siteStorage.ts";
import type { EngineApi, SavedChange } from "./api.ts";
import type { CalendarSelection } from "./calendarExport.ts";
import type { ImportFileOptions, ImportReport, KontorDoor } from "./door.ts";
import type { ExportFormat } from "./exporter.ts";
import type { ImportChoices } from "./importSummary.ts";
import type { RestoreReport } from "./restore.ts";
import type { KontorWindow, OpenWorkspace } from "./window.ts";

/** The functions of the door of this window. */
export function openDoor(kontor: KontorWindow): KontorDoor {
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
    async backup({ passphrase, files = true }) {
      return unwrap(await kontor.backup(await engine(), { passphrase, isWithoutFiles: !files })) ?? new Blob();
    },
    checkBackup: async (file, { passphrase }) => unwrap(await kontor.checkBackup(file, passphrase)),
    importFile: async (files, options) => importFiles(kontor, await kontor.ready(), files, options ?? {}),
    async analyse(method, options) {
      // Bulk work writes timelines a little later; a script that asks after an import means all of it.
      await (await engine()).settled();
      return unwrap(await kontor.analyse(method, options ?? {}));
    },
    async brief(id) {
      const { engine, db } = await kontor.ready();
      await engine.settled();
      const { wholeBrief } = await import("./brief.ts");
      const now = instantOf(Date.now());
      return wholeBrief(db, id, (party) => kontor.customerFigures(party), { zone: deviceZone(), now });
    },
    async agenda({ from, to, members }) {
      return unwrap(await kontor.occurrences({ from, to, zone: deviceZone(), ...(members && { members: [...members] }) }));
    },
    async slots({ members, ...question }) {
      const own = members ?? [(await (await engine()).status()).member];
      return unwrap(await kontor.slots({ ...question, members: [...own], zone: deviceZone(), now: localNow() }));
    },
    addFile: async (about, file, options = {}) => unwrap(await kontor.addFile(await engine(), about, file, options)),
    fileOf: async (id, { waitMs = 30_000 } = {}) => unwrap(await kontor.fileOf(id, waitMs)),
    async today({ days = 1, everybody = false } = {}) {
      if (!Number.isSafeInteger(days) || days < 1) throw new Refused({ code: "field-invalid", field: "days" });
      const { readToday } = await import("./doorToday.ts");
      return readToday(kontor, await engine(), days, everybody);
    },
    tour: async (question) => unwrap(await (await kontor.tours()).tour(question)),
    visitCandidates: async (question) => unwrap(await (await kontor.tours()).candidates(question ?? {})),
    async export(format: ExportFormat | "ics", selection: CalendarSelection = {}) {
      const { engine: opened, info } = await kontor.ready();
      if (format !== "ics") return kontor.exportAll(opened, format);
      return kontor.exportCalendar({ ...calendarSelection(selection), language: await languageOf(opened), name: info.name });
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

/** Days and kinds as they have to be; anything else is refused. */
function calendarSelection({ ids, from, to, kinds }: CalendarSelection): CalendarSelection {
  for (const [field, day] of Object.entries({ from, to }))
    if (day !== undefined && !isDay(day)) throw new Refused({ code: "field-invalid", field });
  if (kinds?.some((kind) => !calendarKinds.includes(kind))) throw new Refused({ code: "field-invalid", field: "kinds" });
  return { ...(ids && { ids: [...ids] }), ...(from && { from }), ...(to && { to }), ...(kinds && { kinds: [...kinds] }) };
}
const calendarKinds = ["appointment", "task", "birthday"];

const languageOf = async (engine: EngineApi): Promise<"de" | "en"> =>
  ((await engine.get("meta.settings" as RecordId)) as { readonly language?: string } | undefined)?.language === "en" ? "en" : "de";

/** What the door passes on as it is called: an answer as it comes, of a command its value, a refusal as an error. */
const passedOn = {
  answers: ["get", "rivals", "find", "list", "count", "setAside", "digest", "settled", "fileStorage"],
  outcomes: ["undo", "redo", "generate"],
  done: ["rename", "revokeInvitation", "freeFiles"],
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

const endings: Readonly<Record<string, string>> = { csv: ".csv", vcard: ".vcf", ics: ".ics" };

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
  // What is all here already is no import.
  if (dryRun || plan.records === 0) {
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
