// One way in for files of any kind: contacts, products, orders and invoices, deals.
import { ok, type Result } from "../lib/result.ts";
import type { ImportOptions, PlanRefusal, Progress } from "./draft.ts";
import { guessImportType, tablesOf } from "./importType.ts";
import { isCustomerSystem, KeyIndex, type KnownRecords, recognisedByKey } from "./known.ts";
import type { ColumnMapping } from "./mapping.ts";
import { type ImportFile, planImport } from "./plan.ts";
import { planSales } from "./sales.ts";
import type { AnyColumn, ImportType, SalesOptions, SalesPlan } from "./salesPlan.ts";
import { keyColumnOf } from "./salesTable.ts";

export interface FilesOptions extends Omit<SalesOptions, "type" | "known"> {
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
  onProgress?: Progress,
): Promise<Result<FilesPlan, PlanRefusal>> {
  const tables = wanted === undefined || key !== undefined ? (await Promise.all(files.map(tablesOf))).flat() : [];
  const type = wanted ?? guessImportType(tables);
  // A key that no column is called by names the system whose keys the files carry.
  const isColumn = key !== undefined && tables.some(({ columns }) => keyColumnOf(columns, key) >= 0);
  const keyed = key === undefined ? {} : isColumn ? { key } : { system: key };
  if (type === "party") {
    const { mapping, sameProducts: _products, ...rest } = options;
    const planned = await planImport(files, { ...rest, ...keyed, ...(mapping && { mapping: contactMapping(mapping) }) }, onProgress);
    if (!planned.ok) return planned;
    const { drafts } = planned.value;
    // Orders that came before their customers made these under their numbers.
    const index = drafts.some(({ fields }) => fields["externalIds"])
      ? new KeyIndex((await known())?.parties ?? [], isCustomerSystem)
      : undefined;
    const recognised = index ? drafts.map((draft) => recognisedByKey(draft, index)) : drafts;
    return ok({ ...planned.value, drafts: recognised, questions: [], type });
  }
  const records = await known();
  const planned = await planSales(files, { ...options, ...keyed, type, ...(records && { known: records }) }, onProgress);
  return planned.ok ? ok({ ...planned.value, type }) : planned;
}

const contactMapping = (mapping: NonNullable<SalesOptions["mapping"]>): NonNullable<ImportOptions["mapping"]> =>
  Array.isArray(mapping)
    ? (mapping as readonly AnyColumn[]).filter((column): column is ColumnMapping => !("role" in column))
    : (mapping as Readonly<Record<string, string | null>>);
