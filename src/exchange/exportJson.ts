// The full export as JSON: a line a record, in canonical form, so that equal workspaces give equal files.

import { isNounName } from "../domain/nouns.ts";
import { idsOf } from "../domain/record.ts";
import { shapeOf } from "../domain/shape.ts";
import { canonicalJson } from "../lib/canonical.ts";
import type { Draft, RowProblem } from "./draft.ts";
import { type ExportRecord, elementsOf, exactOf, type Rivals, recordFields, setOf } from "./exported.ts";

/** `rivals`: by id, the values between which nobody has chosen. */
export const exportJson = (records: readonly ExportRecord[], rivals: Readonly<Record<string, Rivals>> = {}): string =>
  [...records]
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((record) => `${canonicalJson(rivals[record.id] ? { ...record, rivals: rivals[record.id] } : record)}\n`)
    .join("");

/** Whether a text is such an export: its first line is a record with id and type. */
export function isOwnJson(text: string): boolean {
  const start = text.trimStart();
  return start.startsWith("{") && "id" in (parse(start.slice(0, start.search(/\n|$/))) ?? {});
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The records of an export as drafts; a broken line is a problem and the others are read. */
export function readOwnJson(
  text: string,
  file: string | undefined,
): { readonly drafts: Draft[]; readonly problems: RowProblem[]; readonly twoValues: readonly number[] } {
  const twoValues: number[] = [];
  const drafts: Draft[] = [];
  const problems: RowProblem[] = [];
  const where = file === undefined ? {} : { file };
  const lines = text
    .split(/\r?\n/)
    .map((line, i) => ({ line: i + 1, record: line.trim() === "" ? null : parse(line), text: line }))
    .filter(({ record }) => record !== null);
  const ids = new Set(lines.map(({ record }) => record?.["id"]).filter((id) => typeof id === "string"));
  const pointing = (value: unknown): unknown => (typeof value === "string" && ids.has(value) ? `#${value}` : value);
  for (const { line, record, text: written } of lines) {
    const [id, kind] = [record?.["id"], record?.["type"]];
    if (!record || typeof id !== "string" || typeof kind !== "string" || !isNounName(kind)) {
      problems.push({ line, code: record ? "type-unknown" : "line-unreadable", value: written.slice(0, 120), ...where });
      continue;
    }
    const fields: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(record)) {
      if (recordFields.has(field) || value === null || field === "__proto__") continue;
      const shape = shapeOf(kind, field);
      if (shape === "ordered")
        fields[field] = elementsOf(value).map((element) =>
          Object.fromEntries(Object.entries(element).map(([part, inner]) => [part, pointing(inner)])),
        );
      else if (shape === "ids") fields[field] = (Array.isArray(value) ? value : idsOf(value)).map(pointing);
      else if (shape === "set") fields[field] = setOf(value);
      else fields[field] = pointing(value);
    }
    if (record.rivals !== undefined) twoValues.push(line);
    const exact = exactOf(kind, record);
    drafts.push({ key: id, kind, fields, line, ...(exact && { exact }), ...where });
  }
  return { drafts, problems, twoValues };
}
