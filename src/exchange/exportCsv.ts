// The full export as CSV: field names as they stand in the model, one row a record, and read back as it was written.

import { schemaOf } from "../domain/fields.ts";
import { idsOf } from "../domain/record.ts";
import { isKind, shapeOf } from "../domain/shape.ts";
import { type CsvRow, guardCell, printCsv, unguardCell } from "./csv.ts";
import type { Draft, RowProblem } from "./draft.ts";
import { type ExportRecord, elementsOf, entriesOf, recordFields, setOf } from "./exported.ts";

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

/** All records as UTF-8 text with byte order mark, which spreadsheets need to see the umlauts. */
export function exportCsv(records: readonly ExportRecord[]): string {
  const rows = records.map((record) => new Map(cellsOf(record)));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort(compareColumns);
  return `\uFEFF${printCsv([columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ""))])}`;
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
      const all = shape === "ids" && !Array.isArray(value) ? idsOf(value) : setOf(value);
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
  else if (Array.isArray(value)) yield [column, JSON.stringify(value)];
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
  if (!id || !kind || !isKind(kind)) return { line: row.line, column: "type", code: "type-unknown", value: kind ?? "", ...where };
  const fields: Record<string, unknown> = {};
  for (const [i, heading] of headings.entries()) {
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
  return { key: id, kind, fields, line: row.line, ...where };
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
