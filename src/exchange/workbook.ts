// Spreadsheets (.xlsx) as tables. The library reads the sheets; it is loaded when the first one is met, since few imports need it.
import { unzipSync, zipSync } from "fflate";
import { sum } from "../lib/sum.ts";
import type { CsvRow } from "./csv.ts";
import { fileLimits, sheetArea } from "./limits.ts";
import { shownNumbers } from "./numberFormats.ts";

export interface Sheet {
  readonly name: string;
  /** One a row of the sheet, so that a problem names the row a person sees; cells as CSV would have them. */
  readonly rows: readonly CsvRow[];
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

const tooLarge = new WeakSet<Uint8Array>();

/** Whether a workbook was not read because it would not fit into this device's memory. */
export const isTooLarge = (bytes: Uint8Array): boolean => tooLarge.has(bytes);

const isSheet = (name: string): boolean => /^xl\/worksheets\/[^/]+\.xml$/i.test(name);

/** The filled sheets of a workbook; undefined where the bytes are none, or none that can be read. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[] | undefined> {
  if (!isZip(bytes)) return undefined;
  let parts: Record<string, Uint8Array>;
  const limits = fileLimits();
  let unpacked = 0;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(?:xml|rels)$/i.test(name)) return false;
        unpacked += originalSize;
        return unpacked <= limits.unpacked;
      },
    });
  } catch {
    return undefined; // Cut off or encrypted: no archive that can be opened.
  }
  const area = (): number => sum(Object.entries(parts).flatMap(([name, xml]) => (isSheet(name) ? [sheetArea(xml)] : [])));
  if (unpacked > limits.unpacked || area() > limits.cells) {
    tooLarge.add(bytes);
    return undefined;
  }
  if (!("xl/workbook.xml" in parts)) return undefined;
  // Packed again without compression: the library would unpack large parts in workers made from text, which the
  // Content-Security-Policy forbids; stored parts it takes as they are.
  const stored = zipSync(shownNumbers(parts, isSheet), { level: 0 });
  const { default: readSheets } = await import("read-excel-file/universal");
  try {
    const sheets = await readSheets<string>(new Blob([stored as Uint8Array<ArrayBuffer>]), { trim: false, parseNumber: numberText });
    return sheets
      .map(({ sheet, data }) => ({
        name: sheet,
        rows: data.map((cells, i): CsvRow => ({ line: i + 1, cells: withoutTail(cells.map(cellText)) })),
      }))
      .filter(({ rows }) => rows.some(({ cells }) => cells.some((cell) => cell.trim() !== "")));
  } catch (error) {
    if (error instanceof Error) return undefined; // What the library cannot read is refused with the file's name.
    throw error;
  }
}

/**
 * A number as text that no column can misread: always with a point, and never with exactly three decimals, which could be
 * a thousands sign. Digits beyond the fifteenth are what binary fractions add ("0.30000000000000004").
 */
export function numberText(written: string): string {
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  const text = String(Number(number.toPrecision(15)));
  if (text.includes("e")) return Math.abs(number) < 1e-6 ? number.toFixed(12) : BigInt(Math.round(number)).toString();
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Cells of dates hold days and times of no zone; the library gives them as if they were UTC. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return "";
    // The hour is a fraction of a day, and may lie a millisecond beside itself.
    const text = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
  }
  return String(cell);
}

/** Rows of a sheet are as wide as its widest; a short row is no row with empty cells. */
function withoutTail(cells: string[]): string[] {
  let length = cells.length;
  while (length > 1 && cells[length - 1] === "") length--;
  return cells.slice(0, length);
}

/** The rows of a sheet one after another, as of a file of text. */
export function sheetReader(sheet: Sheet): { next(): CsvRow | undefined; at(): number } {
  let at = 0;
  return { next: () => sheet.rows[at++], at: () => at };
}
