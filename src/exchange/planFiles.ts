// One way in for files of any kind: opened once, their kind decided once, planned by what they list, and one report of it.
import { err, ok, type Result } from "../lib/result.ts";
import { planContacts } from "./contactsPlan.ts";
import type { ImportOptions, ImportQuestion, PlanRefusal, Progress, RowProblem } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import type { ColumnMapping } from "./mapping.ts";
import { type ImportType, isHeading, isImportType } from "./presets.ts";
import { Recogniser } from "./recognise.ts";
import { planSales } from "./salesImport.ts";
import type { AnyColumn, SalesOptions, SalesPlan } from "./salesPlan.ts";
import { keyColumnOf } from "./salesTable.ts";
import { type ImportFile, isTable, openSources, type Source } from "./source.ts";
import { foreignOf, guessImportType } from "./sourceRole.ts";
import { Turns } from "./turns.ts";

export interface FilesOptions extends Omit<SalesOptions, "type" | "known" | "isSaid"> {
  /** What the rows are; guessed from the headings otherwise. */
  readonly type?: ImportType;
}

export interface FilesPlan extends SalesPlan {
  readonly type: ImportType;
}

/** A dry run of files. `known` is asked for only where the rows may be about records that the workspace has. */
export async function planFiles(
  files: readonly ImportFile[],
  { type: wanted, key, ...options }: FilesOptions,
  known: () => Promise<KnownRecords | undefined>,
  onProgress: Progress = () => true,
): Promise<Result<FilesPlan, PlanRefusal>> {
  if (wanted !== undefined && !isImportType(wanted)) return err({ code: "noun-unknown", noun: String(wanted) });
  const opened = await openSources(files, isHeading);
  if (!opened.ok) return opened;
  const sources = opened.value;
  const turns = new Turns(
    onProgress,
    files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
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
  sources: readonly Source[],
  { mapping, sameProducts: _products, papers: _papers, sameContacts, ...options }: Omit<SalesOptions, "type">,
  isSaid: boolean,
  known: () => Promise<KnownRecords | undefined>,
  turns: Turns,
): Promise<Result<FilesPlan, PlanRefusal>> {
  const foreign = isSaid ? [] : sources.filter((source) => isTable(source) && foreignOf(source.table) !== undefined);
  const planned = await planContacts(
    sources.filter((source) => !foreign.includes(source)),
    { ...options, ...(mapping && { mapping: contactMapping(mapping) }) },
    turns,
  );
  if (!planned.ok) return planned;
  const { drafts } = planned.value;
  const recogniser = new Recogniser((await known())?.parties ?? [], sameContacts);
  const recognised = drafts.map((draft) => recogniser.recognised(draft));
  const [problems, questions] = told(foreign);
  return ok({
    ...planned.value,
    drafts: recognised,
    problems: [...problems, ...planned.value.problems],
    hints: [...planned.value.hints, ...recogniser.hints],
    questions: [...questions, ...planned.value.questions, ...recogniser.questions],
    type: "party",
  });
}

/** Files that list nothing of ours are named for what they are. */
function told(foreign: readonly Source[]): [problems: RowProblem[], questions: ImportQuestion[]] {
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
