// A dry run of contacts: cards, tables of contacts, and Kontor's own exports; several sources make one import, and may point at each other.
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
  type ImportQuestion,
  type PlanRefusal,
} from "./draft.ts";
import { readOwnRow } from "./exportCsv.ts";
import { readOwnJson } from "./exportJson.ts";
import { ImportBatch } from "./importBatch.ts";
import { applyChoices, type ColumnMapping, guessMapping, openContactPersons } from "./mapping.ts";
import { keyColumnOf } from "./salesTable.ts";
import type { CardSource, ListSource, OwnSource, OwnTableSource, TableSource } from "./source.ts";
import { guessSystem } from "./system.ts";
import type { Turns } from "./turns.ts";
import { openCards } from "./vcard.ts";

type Outcome = "cancelled" | "done";

/** Contacts of an import while its sources are read. */
class ContactsImport {
  readonly batch = new ImportBatch();
  readonly mapping: ColumnMapping[] = [];
  readonly #questions: ImportQuestion[] = [];
  readonly #hintLists: { readonly hints: HintList; readonly file: string | undefined }[] = [];
  readonly #options: ImportOptions;
  readonly #turns: Turns;

  constructor(options: ImportOptions, turns: Turns) {
    this.#options = options;
    this.#turns = turns;
  }

  async add(source: ListSource): Promise<Outcome> {
    const hints = new HintList();
    this.#hintLists.push({ hints, file: source.file });
    if (source.hasLostCharacters) hints.add("characters-lost", 1);
    const outcome =
      source.form === "cards"
        ? await this.#addCards(source, hints)
        : source.form === "own"
          ? await this.#addOwn(source, hints)
          : source.form === "ownTable"
            ? await this.#addOwnTable(source)
            : await this.#addTable(source, hints);
    this.#turns.before += source.size;
    return outcome;
  }

  async #addTable({ table, name, file, bytesPerChar }: TableSource, hints: HintList): Promise<Outcome> {
    const options = this.#options;
    const chosen = withKey(applyChoices(guessMapping(table, options), options.mapping, name), options.key);
    this.mapping.push(...chosen.map((entry) => (file === undefined ? entry : { ...entry, file })));
    for (const column of openContactPersons(table))
      this.#questions.push({ code: "own-or-customers", column, ...(file !== undefined && { file }) });
    const system = options.system ?? guessSystem(name, table.headings, table.isDatev);
    const contacts = new ContactTable(this.batch, chosen, { options, hints, system, file });
    let count = 0;
    for (let row = table.next(); row; row = table.next()) {
      contacts.add(row);
      if (++count % 64 === 0 && this.#turns.isDue && (await this.#turns.pass(table.at() * bytesPerChar))) return "cancelled";
    }
    for (const entry of chosen)
      if (entry.detail.order && isOrderOpen(entry, table.sample, table.columns))
        hints.add("day-order-open", 1, entry.examples[0], entry.column);
    return "done";
  }

  async #addCards({ text, file, bytesPerChar }: CardSource, hints: HintList): Promise<Outcome> {
    const cards = openCards(text);
    let count = 0;
    for (let card = cards.next(); card; card = cards.next()) {
      if ("properties" in card) gatherCard(card, this.batch, this.#options, hints, file);
      else this.batch.problems.push(file === undefined ? card : { ...card, file });
      if (++count % 16 === 0 && this.#turns.isDue && (await this.#turns.pass(cards.at() * bytesPerChar))) return "cancelled";
    }
    return "done";
  }

  async #addOwn({ text, file, size }: OwnSource, hints: HintList): Promise<Outcome> {
    const own = readOwnJson(text, file);
    for (const draft of own.drafts) this.batch.records.push(draft);
    this.batch.problems.push(...own.problems);
    for (const line of own.twoValues) hints.add("two-values", line);
    this.batch.rows += own.drafts.length;
    return (await this.#turns.pass(size)) ? "cancelled" : "done";
  }

  async #addOwnTable({ table, file, size }: OwnTableSource): Promise<Outcome> {
    const rows: CsvRow[] = [];
    for (let row = table.next(); row; row = table.next()) rows.push(row);
    const ids = new Set(rows.map((row) => row.cells[0] ?? ""));
    ids.delete("");
    for (const [i, row] of rows.entries()) {
      const made = readOwnRow(table.headings, row, ids, file);
      "fields" in made ? this.batch.records.push(made) : this.batch.problems.push(made);
      if (i % 64 === 0 && this.#turns.isDue && (await this.#turns.pass((size * i) / rows.length))) return "cancelled";
    }
    this.batch.rows += rows.length;
    return "done";
  }

  close(): ImportPlan {
    this.batch.close(this.#hintLists[0]?.hints ?? new HintList());
    const hints = this.#hintLists.flatMap(({ hints: list, file }): Hint[] => list.list(file));
    const drafts = this.batch.drafts();
    const { problems, rows } = this.batch;
    return { drafts, problems, hints, questions: this.#questions, mapping: this.mapping, counts: countsOf(rows, drafts) };
  }
}

export async function planContacts(
  sources: readonly ListSource[],
  options: ImportOptions,
  turns: Turns,
): Promise<Result<ImportPlan, PlanRefusal>> {
  const contacts = new ContactsImport(options, turns);
  for (const source of sources) if ((await contacts.add(source)) === "cancelled") return err({ code: "import-cancelled" });
  const plan = contacts.close();
  return (await turns.pass(0)) ? err({ code: "import-cancelled" }) : ok(plan);
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
