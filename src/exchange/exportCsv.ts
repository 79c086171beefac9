// The full export as CSV: field names as they stand in the model, one row a record, and read back as it was written.

import { schemaOf } from "../domain/fields.ts";
import { isNounName } from "../domain/nouns.ts";
import { idsOf } from "../domain/record.ts";
import { shapeOf } from "../domain/shape.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { type CsvRow, guardCell, printCsv, unguardCell } from "./csv.ts";
import type { Draft, RowProblem } from "./draft.ts";
import { type ExportRecord, elementsOf, entriesOf, exactOf, type Rivals, recordFields, setOf } from "./exported.ts";

const first = [
  "id",
  "type",
  "kind",
  "name",
  "honorificPrefix",
  "givenName",
  "additionalName",
  "familyName",
  "honorificSuffix",
  "nickname",
  "salutation",
  "form",
  "language",
  "sortAs",
  "bornOn",
  "legalForm",
  "industry",
  "employees",
  "annualRevenueCents",
  "currency",
  "foundedOn",
  "vatId",
  "registerNumber",
  "phones",
  "emails",
  "urls",
  "handles",
  "addresses",
  "roles",
  "tags",
  "from",
  "to",
  "title",
  "department",
  "startOn",
  "endOn",
  "strength",
  "at",
  "parties",
  "channel",
  "direction",
  "by",
  "result",
  "subject",
  "text",
  "mood",
  "durationMinutes",
  "note",
  "owner",
  "source",
  "externalIds",
];
const last = ["custom", "import", "createdAt", "createdBy", "updatedAt", "updatedBy", "deletedAt"];
const elementOrder = [
  "value",
  "service",
  "url",
  "type",
  "label",
  "region",
  "extra",
  "street",
  "poBox",
  "postalCode",
  "locality",
  "country",
  "countryText",
  "geo",
];

/** The last column: the record itself, for cells cannot tell a number from a text and nothing from an empty word. */
const exactColumn = "record";

/** All records as UTF-8 text with byte order mark, which spreadsheets need to see the umlauts. */
export function exportCsv(records: readonly ExportRecord[], rivals: Readonly<Record<string, Rivals>> = {}): string {
  const columns = new Set<string>();
  for (const record of records) noteColumns(record, columns, rivals[record.id]);
  const order = inOrderOfColumns(columns);
  return printHead(order) + printRecords(records, order, rivals);
}

/** A table in portions: first all columns there are, then the rows. */
export function noteColumns(record: ExportRecord, columns: Set<string>, rivals: Rivals = {}): void {
  for (const [column] of [...cellsOf(record), ...rivalCells(rivals)]) columns.add(column);
}
export const inOrderOfColumns = (columns: ReadonlySet<string>): string[] => [...[...columns].sort(compareColumns), exactColumn];
export const printHead = (columns: readonly string[]): string => `\uFEFF${printCsv([columns.map(guardCell)])}`;
export const printRecords = (
  records: readonly ExportRecord[],
  columns: readonly string[],
  rivals: Readonly<Record<string, Rivals>> = {},
): string =>
  printCsv(
    records.map((record) => {
      const cells = new Map([...cellsOf(record), ...rivalCells(rivals[record.id] ?? {}), [exactColumn, exactCell(record)] as const]);
      return columns.map((column) => cells.get(column) ?? "");
    }),
  );

/** A spreadsheet that splits at semicolons finds none: a formula could begin behind it. To JSON the escape is the same. */
const exactCell = (record: ExportRecord): string => canonicalJson(record).replaceAll(";", "\\u003b");

function* rivalCells(rivals: Rivals): Generator<[column: string, cell: string]> {
  for (const [field, values] of Object.entries(rivals))
    for (const [i, value] of values.entries())
      yield [`rivals.${field}.${i + 1}`, guardCell(typeof value === "string" ? value : JSON.stringify(value))];
}

const fieldRank = (field: string): number => {
  const at = first.indexOf(field);
  if (at >= 0) return at;
  const end = last.indexOf(field);
  return end >= 0 ? 2000 + end : 1000;
};

function compareColumns(a: string, b: string): number {
  const [x, y] = [a.split("."), b.split(".")] as [string[], string[]];
  const [fieldX, fieldY] = [x[0] as string, y[0] as string];
  const byField = fieldRank(fieldX) - fieldRank(fieldY) || (fieldX < fieldY ? -1 : fieldX > fieldY ? 1 : 0);
  if (byField !== 0) return byField;
  const byNumber = Number(x[1]) - Number(y[1]);
  if (byNumber) return byNumber;
  const [partX, partY] = [elementOrder.indexOf(x[2] ?? ""), elementOrder.indexOf(y[2] ?? "")];
  return partX - partY || (a < b ? -1 : a > b ? 1 : 0);
}

function* cellsOf(record: ExportRecord): Generator<[column: string, cell: string]> {
  for (const [field, value] of Object.entries(record)) {
    if (value === null || value === undefined) continue;
    const shape = shapeOf(record.type, field);
    if (shape === "ordered") {
      for (const [i, element] of elementsOf(value).entries())
        for (const [part, inner] of Object.entries(element)) yield* plainCells(`${field}.${i + 1}.${part}`, inner);
    } else if (shape === "set" || shape === "ids") {
      const all = shape === "ids" && !Array.isArray(value) ? idsOf(value) : setOf(value).sort();
      for (const [i, element] of all.entries()) yield [`${field}.${i + 1}`, guardCell(element)];
    } else if (shape === "map") {
      for (const [key, entry] of Array.isArray(value) ? value.map((role) => [String(role), true] as [string, unknown]) : entriesOf(value))
        yield* plainCells(`${field}.${key}`, entry === true ? "active" : entry);
    } else yield* plainCells(field, value);
  }
}

function* plainCells(column: string, value: unknown): Generator<[string, string]> {
  if (typeof value === "string") yield [column, guardCell(value)];
  else if (typeof value === "number" || typeof value === "boolean") yield [column, String(value)];
  else if (typeof value === "object" && value !== null && !Array.isArray(value))
    for (const [part, inner] of Object.entries(value)) yield* plainCells(`${column}.${part}`, inner);
  else if (Array.isArray(value)) yield [column, canonicalJson(value)];
}

/** Whether a table's headings are Kontor's own. */
export const isOwnTable = (headings: readonly string[]): boolean => headings[0] === "id" && headings[1] === "type";

/** A row of a full export as a draft; what points at a row of the same file points at its draft. */
export function readOwnRow(
  headings: readonly string[],
  row: CsvRow,
  ids: ReadonlySet<string>,
  file: string | undefined,
): Draft | RowProblem {
  const cells = row.cells.map(unguardCell);
  const [id, kind] = cells;
  const where = file === undefined ? {} : { file };
  if (!id || !kind || !isNounName(kind)) return { line: row.line, column: "type", code: "type-unknown", value: kind ?? "", ...where };
  const exact = exactOfRow(headings, cells);
  const fields: Record<string, unknown> = {};
  for (const [i, heading] of headings.entries()) {
    if (heading === exactColumn) continue;
    const cell = cells[i] ?? "";
    const dot = heading.indexOf(".");
    const field = dot < 0 ? heading : heading.slice(0, dot);
    if (cell === "" || recordFields.has(field) || field === "" || field === "__proto__") continue;
    const value = field !== "custom" && field !== "externalIds" && ids.has(cell) ? `#${cell}` : cell;
    const shape = shapeOf(kind, field);
    if (dot < 0) fields[field] = typed(kind, field, value);
    else if (shape === "map") setIn(fields, [field], heading.slice(dot + 1), value);
    else if (shape === "set" || shape === "ids") fields[field] = [...((fields[field] as string[] | undefined) ?? []), value];
    else
      setIn(
        fields,
        heading.split(".").slice(0, -1),
        heading.slice(heading.lastIndexOf(".") + 1),
        heading.includes(".geo.") && Number.isFinite(Number(value)) && !heading.endsWith(".at") ? Number(value) : value,
      );
  }
  for (const [field, value] of Object.entries(fields))
    if (shapeOf(kind, field) === "ordered" && typeof value === "object" && value !== null) fields[field] = Object.values(value);
  return { key: id, kind, fields, line: row.line, ...(exact && { exact }), ...where };
}

/** The record of a row in which nobody has changed a cell since it was written. */
function exactOfRow(headings: readonly string[], cells: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  let record: unknown;
  try {
    record = JSON.parse(cells[headings.indexOf(exactColumn)] ?? "");
  } catch {
    return undefined; // Of an older version, cut by a spreadsheet, or edited.
  }
  if (typeof record !== "object" || record === null || Array.isArray(record)) return undefined;
  const written = new Map(cellsOf(record as ExportRecord));
  const isUntouched = headings.every(
    (heading, i) =>
      heading === exactColumn || heading.startsWith("rivals.") || unguardCell(written.get(heading) ?? "") === (cells[i] ?? ""),
  );
  return isUntouched ? exactOf((record as ExportRecord).type, record as ExportRecord) : undefined;
}

/** A cell as number or truth value where its field must be one. */
function typed(kind: string, field: string, cell: string): unknown {
  const schema = schemaOf(kind, field);
  if (!schema || schema.safeParse(cell).success) return cell;
  const number = Number(cell);
  if (Number.isFinite(number) && schema.safeParse(number).success) return number;
  if ((cell === "true" || cell === "false") && schema.safeParse(cell === "true").success) return cell === "true";
  return cell;
}

function setIn(fields: Record<string, unknown>, path: readonly string[], key: string, value: unknown): void {
  let at = fields;
  for (const step of path) {
    const inner = at[step];
    const next = typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
    Object.defineProperty(at, step, { value: next, enumerable: true, writable: true, configurable: true });
    at = next;
  }
  Object.defineProperty(at, key === "__proto__" ? "__proto__ " : key, { value, enumerable: true, writable: true, configurable: true });
}
