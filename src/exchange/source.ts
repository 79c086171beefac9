// From bytes to what they are: each file is opened once, into cards, a calendar, an export of Kontor's own, or tables, one a sheet.
import { err, ok, type Result } from "../lib/result.ts";
import type { CsvRow } from "./csv.ts";
import type { PlanRefusal } from "./draft.ts";
import { isOwnTable } from "./exportCsv.ts";
import { isOwnJson } from "./exportJson.ts";
import { type Garbled, mendRows, mendText } from "./garbled.ts";
import { fileLimits } from "./limits.ts";
import { type IsHeading, type OpenTable, openRows, openTable } from "./table.ts";
import { decodeText, isBinary } from "./text.ts";
import { isTooLarge, readWorkbook, sheetReader } from "./workbook.ts";

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Place {
  /** The file, with the sheet where it has several. */
  readonly name: string;
  /** The same, where several are imported at once: said with problems, hints and columns. */
  readonly file: string | undefined;
  /** Of the file, for the progress; none of the second sheet of one. */
  readonly size: number;
  /** What was already lost in the file itself. */
  readonly hasLostCharacters: boolean;
  /** What was misread on its way here, mended or left as it stands. */
  readonly garbled: Garbled | undefined;
}
export interface CardSource extends Place {
  readonly form: "cards";
  readonly text: string;
  readonly bytesPerChar: number;
}
export interface CalendarSource extends Place {
  readonly form: "calendar";
  readonly text: string;
}
export interface OwnSource extends Place {
  readonly form: "own";
  readonly text: string;
}
export interface OwnTableSource extends Place {
  readonly form: "ownTable";
  readonly table: OpenTable;
}
/** Rows under headings, before anybody knows what they list. */
export interface TableSource extends Place {
  readonly form: "table";
  readonly table: OpenTable;
  /** Of a spreadsheet: its numbers stand with a point. */
  readonly isSheet: boolean;
  readonly bytesPerChar: number;
  /** All rows, read when they are first asked for. */
  readonly rows: () => readonly CsvRow[];
}
/** What holds contacts, or rows of any kind. */
export type ListSource = CardSource | OwnSource | OwnTableSource | TableSource;
export type Source = ListSource | CalendarSource;

/** Opens files, whose headings `isHeading` knows; refuses what is no text, nothing, or more than this device can take. */
export async function openSources(
  files: readonly ImportFile[],
  isHeading: IsHeading,
  keepsGarbled = false,
): Promise<Result<readonly Source[], PlanRefusal>> {
  const sources: Source[] = [];
  for (const { name, bytes } of files) {
    const isOneOfSeveral = files.length > 1;
    const sheets = await readWorkbook(bytes);
    if (sheets) {
      for (const [i, sheet] of sheets.entries()) {
        const label = sheets.length > 1 ? `${name} – ${sheet.name}` : name;
        const mended = mendRows(sheet.rows);
        const place = {
          name: label,
          file: isOneOfSeveral || sheets.length > 1 ? label : undefined,
          hasLostCharacters: false,
          garbled: mended.garbled,
        };
        const read = keepsGarbled ? sheet : { ...sheet, rows: mended.rows };
        sources.push(tableSource({ ...place, size: i === 0 ? bytes.length : 0 }, openRows(sheetReader(read), isHeading), true, 0));
      }
      continue;
    }
    const read = readText(name, bytes);
    if (!read.ok) return read;
    const { text: written, bytesPerChar } = read.value;
    const untouched = {
      name,
      file: isOneOfSeveral ? name : undefined,
      size: bytes.length,
      hasLostCharacters: written.includes("\uFFFD"),
      garbled: undefined,
    };
    // What Kontor wrote itself is taken to the letter.
    if (isOwnJson(written)) sources.push({ ...untouched, form: "own", text: written });
    else {
      const mended = mendText(written);
      const place = { ...untouched, garbled: mended.garbled };
      const text = keepsGarbled ? written : mended.text;
      if (isIcalendar(name, text)) sources.push({ ...place, form: "calendar", text });
      else if (isVcard(name, text)) sources.push({ ...place, form: "cards", text, bytesPerChar });
      else sources.push(tableOf(openTable(text, isHeading), written, isHeading, place, bytesPerChar));
    }
  }
  return ok(sources);
}

function tableOf(table: OpenTable, written: string, isHeading: IsHeading, place: Place, bytesPerChar: number): Source {
  if (!isOwnTable(table.headings)) return tableSource(place, table, false, bytesPerChar);
  const own = place.garbled === undefined ? table : openTable(written, isHeading);
  return { ...place, garbled: undefined, form: "ownTable", table: own };
}

export const isCalendar = (source: Source): source is CalendarSource => source.form === "calendar";
export const isTable = (source: Source): source is TableSource => source.form === "table";

function tableSource(place: Place, table: OpenTable, isSheet: boolean, bytesPerChar: number): TableSource {
  let all: CsvRow[] | undefined;
  return {
    ...place,
    form: "table",
    table,
    isSheet,
    bytesPerChar,
    rows: () => {
      if (all) return all;
      all = [];
      for (let row = table.next(); row; row = table.next()) all.push(row);
      return all;
    },
  };
}

const signatures: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 3, 4]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["gzip", [0x1f, 0x8b]],
];

const isVcard = (name: string, text: string): boolean =>
  /^\s*BEGIN\s*:\s*VCARD\s*$/im.test(text.slice(0, 4096)) || /\.(?:vcf|vcard)$/i.test(name);

const isIcalendar = (name: string, text: string): boolean =>
  /^\s*BEGIN\s*:\s*V(?:CALENDAR|EVENT|TODO)\s*$/im.test(text.slice(0, 4096)) || /\.(?:ics|ical|ifb|icalendar)$/i.test(name);

/** The text of a file, or why it is none: by what is in it first, by its name second. */
function readText(name: string, bytes: Uint8Array): Result<{ readonly text: string; readonly bytesPerChar: number }, PlanRefusal> {
  if (isTooLarge(bytes) || bytes.length > fileLimits().bytes) return err({ code: "file-too-large", file: name });
  if (bytes.length === 0) return err({ code: "file-empty", file: name });
  const signed = signatures.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0];
  const ending = /\.([a-z\d]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  if (signed) return err({ code: "file-type-unsupported", file: name, type: signed === "zip" && ending ? ending : signed });
  const { text, encoding } = decodeText(bytes);
  if (isBinary(text)) return err({ code: "file-unreadable", file: name });
  if (text.trim() === "") return err({ code: "file-empty", file: name });
  return ok({ text, bytesPerChar: encoding.startsWith("utf-16") ? 2 : 1 });
}
