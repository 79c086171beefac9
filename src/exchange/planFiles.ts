// One way in for files of any kind: opened once, their kind decided once, planned by what they list, and one report of it.
import { deviceZone } from "../domain/zone.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { associatedBy, tieAssociated } from "./associated.ts";
import { countsOf, planContacts } from "./contactsPlan.ts";
import type { Hint, ImportOptions, ImportQuestion, PlanRefusal, Progress, RowProblem } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ColumnMapping } from "./mapping.ts";
import { type ImportType, isHeading, isImportType } from "./presets.ts";
import { Recogniser } from "./recognise.ts";
import { planSales } from "./salesImport.ts";
import type { AnyColumn, SalesOptions, SalesPlan } from "./salesPlan.ts";
import { keyColumnOf } from "./salesTable.ts";
import { type CalendarSource, type ImportFile, isCalendar, isTable, type ListSource, openSources, type Source } from "./source.ts";
import { foreignOf, guessImportType } from "./sourceRole.ts";
import { rowsOf, type SourceRows } from "./sourceRows.ts";
import { Turns } from "./turns.ts";

export interface FilesOptions extends Omit<SalesOptions, "type" | "known" | "isSaid"> {
  /** Whether letters that look misread are put right, which they are unless told, or kept as they stand. */
  readonly garbled?: "mend" | "keep";
  /** What the rows are; guessed from the headings otherwise. */
  readonly type?: ImportType;
  /** What the same files have made already is made once more, and made anew as they say. */
  readonly isAgain?: boolean;
}

interface PlannedSources extends SalesPlan {
  readonly type: ImportType | "appointment";
}

export interface FilesPlan extends PlannedSources {
  /** The first rows of each table as the file has them. */
  readonly firstRows: readonly SourceRows[];
}

/** A dry run of files. `known` is asked for only where the rows may be about records that the workspace has. */
export async function planFiles(
  files: readonly ImportFile[],
  options: FilesOptions,
  known: () => Promise<KnownRecords | undefined>,
  onProgress: Progress = () => true,
): Promise<Result<FilesPlan, PlanRefusal>> {
  if (options.type !== undefined && !isImportType(options.type)) return err({ code: "noun-unknown", noun: String(options.type) });
  const opened = await openSources(files, isHeading, options.garbled === "keep");
  if (!opened.ok) return opened;
  const planned = await planSources(files, opened.value, options, known, onProgress);
  if (!planned.ok) return planned;
  return ok({ ...withGarbled(planned.value, opened.value, options.garbled), firstRows: rowsOf(opened.value) });
}

/** What was misread in the files is said, and may be kept. */
function withGarbled(plan: PlannedSources, sources: readonly Source[], wanted: FilesOptions["garbled"]): PlannedSources {
  const said = sources.flatMap(({ file, garbled }) => (garbled ? [{ ...garbled, ...(file !== undefined && { file }) }] : []));
  if (said.length === 0) return plan;
  const hints = said.map(
    ({ from, to, count, lines, ...of }): Hint => ({ code: "characters-mended", count, lines, examples: [`${from} → ${to}`], ...of }),
  );
  const questions = said.map(({ lines: _lines, ...question }): ImportQuestion => ({ code: "garbled", ...question }));
  return { ...plan, hints: wanted === "keep" ? plan.hints : [...hints, ...plan.hints], questions: [...questions, ...plan.questions] };
}

async function planSources(
  files: readonly ImportFile[],
  sources: readonly Source[],
  options: FilesOptions,
  known: () => Promise<KnownRecords | undefined>,
  onProgress: Progress,
): Promise<Result<PlannedSources, PlanRefusal>> {
  const turns = new Turns(
    onProgress,
    files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
  let asked: Promise<KnownRecords | undefined> | undefined;
  const knownOnce = (): Promise<KnownRecords | undefined> => (asked ??= known());
  const calendars = sources.filter(isCalendar);
  const lists = sources.filter((source): source is ListSource => !isCalendar(source));
  const isOfCalendars = calendars.length > 0 && lists.length === 0;
  const planned = isOfCalendars ? ok(nothingPlanned) : await planLists(lists, options, knownOnce, turns);
  if (!planned.ok || calendars.length === 0) return planned;
  return ok(await withCalendars(planned.value, calendars, options, await knownOnce()));
}

const nothingPlanned: PlannedSources = {
  ...{ type: "appointment", drafts: [], problems: [], hints: [], questions: [], mapping: [], counts: countsOf(0, []) },
};

/** Calendars are planned last: they name contacts that the other files may bring. */
async function withCalendars(
  plan: PlannedSources,
  calendars: readonly CalendarSource[],
  { zone = deviceZone(), isAgain = false }: FilesOptions,
  known: KnownRecords | undefined,
): Promise<PlannedSources> {
  // Calendars and their rules are a third of the program that reads files: loaded where there is one.
  const { planCalendars } = await import("./ics/plan.ts");
  const { drafts, bornOn, problems, hints, rows } = await planCalendars(calendars, { zone, isAgain, drafts: plan.drafts, known });
  const contacts = plan.drafts.map((draft) => {
    const born = bornOn.get(draft.key);
    return born === undefined ? draft : { ...draft, fields: { ...draft.fields, bornOn: born } };
  });
  const isOfTasks = plan.type === "appointment" && drafts.length > 0 && drafts.every(({ kind }) => kind === "task");
  return {
    ...plan,
    ...(isOfTasks && { type: "task" as const }),
    drafts: [...contacts, ...drafts],
    problems: [...plan.problems, ...problems],
    hints: [...plan.hints, ...hints],
    counts: { ...plan.counts, rows: plan.counts.rows + rows },
  };
}

async function planLists(
  sources: readonly ListSource[],
  { type: wanted, key, garbled: _garbled, isAgain: _again, ...options }: FilesOptions,
  known: () => Promise<KnownRecords | undefined>,
  turns: Turns,
): Promise<Result<PlannedSources, PlanRefusal>> {
  const tables = sources.filter(isTable).map(({ table }) => table);
  const type = wanted ?? guessImportType(tables);
  // A key that no column is called by names the system whose keys the files carry.
  const isColumn = key !== undefined && tables.some(({ columns }) => keyColumnOf(columns, key) >= 0);
  const keyed = key === undefined ? {} : isColumn ? { key } : { system: key };
  if (type === "party") return planParties(sources, { ...options, ...keyed }, wanted !== undefined, known, turns);
  const records = await known();
  const planned = await planSales(
    sources,
    { ...options, ...keyed, type, isSaid: wanted !== undefined, ...(records && { known: records }) },
    turns,
  );
  return planned.ok ? ok({ ...planned.value, type }) : planned;
}

async function planParties(
  sources: readonly ListSource[],
  { mapping, sameProducts: _products, papers: _papers, sameContacts, ...options }: Omit<SalesOptions, "type">,
  isSaid: boolean,
  known: () => Promise<KnownRecords | undefined>,
  turns: Turns,
): Promise<Result<PlannedSources, PlanRefusal>> {
  const foreign = isSaid ? [] : sources.filter((source) => isTable(source) && foreignOf(source.table) !== undefined);
  const planned = await planContacts(
    sources.filter((source) => !foreign.includes(source)),
    { ...options, ...(mapping && { mapping: contactMapping(mapping) }) },
    turns,
  );
  if (!planned.ok) return planned;
  const { drafts } = planned.value;
  const recogniser = new Recogniser((await known())?.parties ?? [], sameContacts);
  const tied = tieAssociated(drafts, associatedBy(planned.value.mapping));
  const recognised = tied.drafts.map((draft) => recogniser.recognised(draft));
  const [problems, questions] = foreignFindings(foreign);
  return ok({
    ...planned.value,
    drafts: recognised,
    problems: [...problems, ...planned.value.problems],
    hints: [...planned.value.hints, ...tied.hints, ...recogniser.hints],
    questions: [...questions, ...planned.value.questions, ...recogniser.questions],
    type: "party",
  });
}

/** Files that list nothing of ours are named for what they are. */
function foreignFindings(foreign: readonly ListSource[]): [problems: RowProblem[], questions: ImportQuestion[]] {
  const problems: RowProblem[] = [];
  const questions: ImportQuestion[] = [];
  for (const source of foreign) {
    if (!isTable(source)) continue;
    const kind = foreignOf(source.table);
    if (kind === undefined) continue;
    const file = source.file === undefined ? {} : { file: source.file };
    problems.push({ line: 1, code: "file-foreign", value: kind, ...file });
    if (kind === "incoming") questions.push({ code: "whose-papers", ...file, count: source.rows().length });
  }
  return [problems, questions];
}

const contactMapping = (mapping: NonNullable<SalesOptions["mapping"]>): NonNullable<ImportOptions["mapping"]> =>
  Array.isArray(mapping)
    ? (mapping as readonly AnyColumn[]).filter((column): column is ColumnMapping => !("role" in column))
    : (mapping as Readonly<Record<string, string | null>>);
