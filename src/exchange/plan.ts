// A dry run: what an import would make, what it could not read, and what became of each column. Bytes in, plan out.
import { err, ok, type Result } from "../lib/result.ts";
import { gatherCard } from "./cardParty.ts";
import { ContactTable } from "./contactTable.ts";
import type { CsvRow } from "./csv.ts";
import {
  type Draft,
  type Hint,
  HintList,
  type ImportCounts,
  type ImportOptions,
  type ImportPlan,
  type PlanRefusal,
  type Progress,
} from "./draft.ts";
import { isOwnTable, readOwnRow } from "./exportCsv.ts";
import { isOwnJson, readOwnJson } from "./exportJson.ts";
import { ImportBatch } from "./importBatch.ts";
import { fileLimits } from "./limits.ts";
import { applyChoices, type ColumnMapping, guessMapping } from "./mapping.ts";
import { keyColumnOf } from "./salesTable.ts";
import { guessSystem } from "./system.ts";
import { type OpenTable, openRows, openTable } from "./table.ts";
import { decodeText, isBinary } from "./text.ts";
import { openCards } from "./vcard.ts";
import { isTooLarge, readWorkbook, sheetReader } from "./workbook.ts";

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Long work lets others pass this often, and asks whether to go on. */
const turnMs = 25;
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Long work in turns, so that others pass and a person can cancel; counts in bytes of the files. */
export class Turns {
  readonly #progress: Progress;
  readonly #total: number;
  #since = performance.now();
  before = 0;

  constructor(progress: Progress, total: number) {
    this.#progress = progress;
    this.#total = total;
  }

  get isDue(): boolean {
    return performance.now() - this.#since > turnMs;
  }

  /** True when the person has cancelled. */
  async pass(done: number): Promise<boolean> {
    const answer = await this.#progress(Math.min(this.before + done, this.#total), this.#total);
    await nextTurn();
    this.#since = performance.now();
    return answer === false;
  }
}

/** Plans the import of files: CSV of any dialect, spreadsheets and vCards; several files make one import, and may point at each other. */
export async function planImport(
  files: readonly ImportFile[],
  options: ImportOptions,
  onProgress: Progress = () => true,
): Promise<Result<ImportPlan, PlanRefusal>> {
  const batch = new ImportBatch();
  const mapping: ColumnMapping[] = [];
  const hintLists: { hints: HintList; file: string | undefined }[] = [];
  const turns = new Turns(
    onProgress,
    files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
  const gatherTable = async (
    table: OpenTable,
    name: string,
    file: string | undefined,
    hints: HintList,
    bytesPerChar: number,
  ): Promise<"cancelled" | "done"> => {
    const guess = guessMapping(table, options);
    const chosen = withKey(applyChoices(guess, options.mapping, name), options.key);
    mapping.push(...chosen.map((entry) => (file === undefined ? entry : { ...entry, file })));
    const contacts = new ContactTable(batch, chosen, {
      options,
      hints,
      system: options.system ?? guessSystem(name, table.headings, table.isDatev),
      file,
    });
    let count = 0;
    for (let row = table.next(); row; row = table.next()) {
      contacts.add(row);
      if (++count % 64 === 0 && turns.isDue && (await turns.pass(table.at() * bytesPerChar))) return "cancelled";
    }
    for (const entry of chosen)
      if (entry.detail.order && isOrderOpen(entry, table.sample, table.columns))
        hints.add("day-order-open", 1, entry.examples[0], entry.column);
    return "done";
  };
  for (const { name, bytes } of files) {
    const sheets = await readWorkbook(bytes);
    if (sheets) {
      for (const sheet of sheets) {
        const label = sheets.length > 1 ? `${name} – ${sheet.name}` : name;
        const hints = new HintList();
        const file = files.length > 1 || sheets.length > 1 ? label : undefined;
        hintLists.push({ hints, file });
        if ((await gatherTable(openRows(sheetReader(sheet)), label, file, hints, 0)) === "cancelled")
          return err({ code: "import-cancelled" });
      }
      turns.before += bytes.length;
      continue;
    }
    const file = files.length > 1 ? name : undefined;
    const read = readText(name, bytes);
    if (!read.ok) return read;
    const { text, bytesPerChar } = read.value;
    const hints = new HintList();
    hintLists.push({ hints, file });
    if (text.includes("\uFFFD")) hints.add("characters-lost", 1);
    if (isVcard(name, text)) {
      const cards = openCards(text);
      let count = 0;
      for (let card = cards.next(); card; card = cards.next()) {
        if ("properties" in card) gatherCard(card, batch, options, hints, file);
        else batch.problems.push(file === undefined ? card : { ...card, file });
        if (++count % 16 === 0 && turns.isDue && (await turns.pass(cards.at() * bytesPerChar))) return err({ code: "import-cancelled" });
      }
      turns.before += bytes.length;
      continue;
    }
    if (isOwnJson(text)) {
      const own = readOwnJson(text, file);
      for (const draft of own.drafts) batch.records.push(draft);
      batch.problems.push(...own.problems);
      for (const line of own.twoValues) hints.add("two-values", line);
      batch.rows += own.drafts.length;
      if (await turns.pass(bytes.length)) return err({ code: "import-cancelled" });
      turns.before += bytes.length;
      continue;
    }
    const table = openTable(text);
    if (isOwnTable(table.headings)) {
      const rows: CsvRow[] = [];
      for (let row = table.next(); row; row = table.next()) rows.push(row);
      const ids = new Set(rows.map((row) => row.cells[0] ?? ""));
      ids.delete("");
      for (const [i, row] of rows.entries()) {
        const made = readOwnRow(table.headings, row, ids, file);
        "fields" in made ? batch.records.push(made) : batch.problems.push(made);
        if (i % 64 === 0 && turns.isDue && (await turns.pass((bytes.length * i) / rows.length))) return err({ code: "import-cancelled" });
      }
      batch.rows += rows.length;
      turns.before += bytes.length;
      continue;
    }
    if ((await gatherTable(table, name, file, hints, bytesPerChar)) === "cancelled") return err({ code: "import-cancelled" });
    turns.before += bytes.length;
  }
  batch.close(hintLists[0]?.hints ?? new HintList());
  if (await turns.pass(0)) return err({ code: "import-cancelled" });
  const hints = hintLists.flatMap(({ hints: list, file }): Hint[] => list.list(file));
  return ok(planOf(batch, hints, mapping));
}

function planOf(batch: ImportBatch, hints: Hint[], mapping: readonly ColumnMapping[]): ImportPlan {
  const drafts = batch.drafts();
  return { drafts, problems: batch.problems, hints, mapping, counts: countsOf(batch.rows, drafts) };
}

/** How many records of each kind an import is about, whether they are made or known already. */
export function countsOf(rows: number, drafts: readonly Draft[]): ImportCounts {
  const count = (is: (draft: Draft) => boolean): number => drafts.filter(is).length;
  const of = (kind: Draft["kind"]): number => count((draft) => draft.kind === kind);
  return {
    rows,
    organisations: count((draft) => draft.kind === "party" && draft.fields["kind"] === "organisation"),
    people: count((draft) => draft.kind === "party" && draft.fields["kind"] === "person"),
    relations: of("relation"),
    interactions: of("interaction"),
    products: of("product"),
    purchases: of("purchase"),
    lines: drafts.reduce(
      (sum, { kind, fields }) => sum + (kind === "purchase" && Array.isArray(fields["lines"]) ? fields["lines"].length : 0),
      0,
    ),
    deals: of("deal"),
  };
}

/** The column by which a person wants contacts to be known again is their key, if it is nothing else. */
function withKey(columns: readonly ColumnMapping[], key: string | undefined): ColumnMapping[] {
  const at =
    key === undefined
      ? -1
      : keyColumnOf(
          columns.map(({ column }) => column),
          key,
        );
  return columns.map((entry, i) => (i === at && entry.target === null ? { ...entry, target: "externalId", guess: "person" } : entry));
}

function isOrderOpen(entry: ColumnMapping, sample: readonly (readonly string[])[], columns: readonly string[]): boolean {
  const at = columns.indexOf(entry.column);
  const numbers = sample.map((row) => /^(\d{1,2})[/-](\d{1,2})[/-]\d/.exec(row[at]?.trim() ?? "")).filter((m) => m !== null);
  return numbers.length > 0 && numbers.every((m) => Number(m[1]) <= 12 && Number(m[2]) <= 12);
}

const signatures: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 3, 4]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["gzip", [0x1f, 0x8b]],
];

export const isVcard = (name: string, text: string): boolean =>
  /^\s*BEGIN\s*:\s*VCARD\s*$/im.test(text.slice(0, 4096)) || /\.(?:vcf|vcard)$/i.test(name);

/** The text of a file, or why it is none: by what is in it first, by its name second. */
export function readText(name: string, bytes: Uint8Array): Result<{ readonly text: string; readonly bytesPerChar: number }, PlanRefusal> {
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
