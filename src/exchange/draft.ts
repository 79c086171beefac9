import type { NounName } from "../domain/nouns.ts";
import type { Fields } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import type { IcsProblem } from "./ics/component.ts";

/** A record to be made; references to other drafts of the same import are written as "#key". */
export interface Draft {
  readonly key: string;
  readonly kind: NounName;
  /** The record of the workspace that this one was recognised as: it is changed, and none is made. */
  readonly id?: RecordId;
  /** As at the door: lists as arrays, sets as arrays, roles as role → phase. */
  readonly fields: Fields;
  /** The record itself as Kontor wrote it, without its id, which is the key: an empty workspace takes it as it is. */
  readonly exact?: Fields;
  /** Line of the file it came from, counted from 1 and with the header. */
  readonly line: number;
  /** Which file, where there are several. */
  readonly file?: string;
}

/** Why a row or card was not imported: no name; a card without end, text outside cards; a line or kind that nobody knows. */
export type ProblemCode =
  | "name-missing"
  | "card-unclosed"
  | "card-line-outside"
  | "line-unreadable"
  | "type-unknown"
  // Of orders and deals: a figure or day that would make every sum wrong, a line without its order, a deal without a stage.
  | "day-unreadable"
  | "number-unreadable"
  | "number-out-of-range"
  | "number-missing"
  | "order-missing"
  | "product-missing"
  | "stage-missing"
  | "columns-missing"
  // An appointment without a time, and a file that is called a calendar and holds none.
  | "start-unreadable"
  | "calendar-missing"
  // A whole file that lists nothing of ours; its value says what.
  | "file-foreign";

/** What a person should know although the row was imported. */
export type HintCode =
  // Read otherwise than written: emptied, taken apart, multiplied, guessed, named after an address.
  | "empty-words"
  | "name-split"
  | "name-from-address"
  | "total-row"
  // A German address with four digits: the zero in front was lost somewhere.
  | "postal-code-short"
  | "same-number"
  // Who was here already, though no number says so.
  | "known-by-name"
  | "revenue-in-millions"
  | "revenue-in-thousands"
  | "day-order-open"
  // Kept as text, because it could not be read.
  | "custom-column"
  | "country-unreadable"
  | "number-unreadable"
  | "day-unreadable"
  | "email-unreadable"
  | "line-unreadable"
  | "characters-lost"
  // What was misread on its way here and put right again.
  | "characters-mended"
  | "picture-too-large"
  // The shape of rows.
  | "row-short"
  | "row-long"
  | "quote-unclosed"
  // Firms: joined by name, kept apart by number, missing, added.
  | "same-name"
  | "same-name-apart"
  | "organisation-missing"
  | "parent-added"
  // Orders and deals: who bought, what was read otherwise than written, what is missing.
  | "collective-customer"
  | "customer-added"
  | "customer-unnamed"
  | "product-added"
  | "product-unnamed"
  | "returns"
  | "amounts-negated"
  | "day-missing"
  | "discount-in-percent"
  | "percent-and-share"
  // How an amount was read that says neither net nor gross, or is gross without a tax beside it.
  | "amount-as-it-stands"
  | "gross-without-tax"
  | "gross-made-net"
  | "amount-missing"
  | "amount-of-order"
  // What a status says of an order or a deal.
  | "cancelled-by-status"
  | "drafts-left-out"
  | "status-unknown"
  // A word of a few that nobody knows: kept as it stands.
  | "word-unknown"
  | "papers-incoming"
  | "contact-unknown"
  | "deal-unknown"
  | "freight-apart"
  | "baskets"
  // Both are in the workspace, and only one of them may count as revenue.
  | "orders-and-invoices"
  | "order-unknown"
  // Of calendars: what was taken otherwise than written, what is here already, and what is left over. A column names the component.
  | CalendarHint
  // Of an own file: of two values the one that stood there was taken.
  | "two-values";

export type CalendarHint =
  | `calendar-${IcsProblem["code"]}`
  | "calendar-answer"
  | "calendar-left-out"
  | "calendar-unchanged"
  | "calendar-older"
  | "calendar-cancelled"
  | "calendar-cancel-unknown"
  | "calendar-contact"
  | "calendar-person-kept"
  | "birthday-taken";

/** A row that was not imported, and why. */
export interface RowProblem {
  readonly line: number;
  readonly column?: string;
  readonly code: ProblemCode;
  readonly value?: string;
  readonly file?: string;
}

/** Something the person should know, which kept no row out. */
export interface Hint {
  readonly code: HintCode;
  readonly column?: string;
  readonly count: number;
  readonly examples: readonly string[];
  /** The first lines it was seen in. */
  readonly lines: readonly number[];
  readonly file?: string;
}

/** What only a person can decide. A plan can be carried out without: it says then how it read what was open. */
export type ImportQuestion =
  /** Two spellings that may be one product: `a` as this file has it, `b` as another does. `count` lines say `a`. Answered by `sameProducts`. */
  | { readonly code: "same-product"; readonly a: string; readonly b: string; readonly count: number }
  /** Two contacts that may be one: `a` as the file has it, `b` as the workspace does, whose id is `id`. Answered by `sameContacts`. */
  | { readonly code: "same-contact"; readonly a: string; readonly b: string; readonly id: string; readonly count: number }
  /** An amount beside a tax that says neither net nor gross. Answered by the column's target. */
  | { readonly code: "net-or-gross"; readonly column: string; readonly file?: string; readonly count: number }
  /** Papers without an amount, and columns that may hold it. Answered by a column's target. */
  | { readonly code: "which-amount"; readonly columns: readonly string[]; readonly file?: string; readonly count: number }
  /** Papers that may have come from a supplier. Answered by `papers`. */
  | { readonly code: "whose-papers"; readonly file?: string; readonly count: number }
  /** Letters that were misread on their way, mended: `from` became `to` in `count` rows. Answered by `garbled`. */
  | { readonly code: "garbled"; readonly from: string; readonly to: string; readonly file?: string; readonly count: number }
  /** Few names beside many firms: the own people, or the customers'. Answered by the column's target. */
  | { readonly code: "own-or-customers"; readonly column: string; readonly file?: string };

export interface ImportCounts {
  /** Filled rows or cards. */
  readonly rows: number;
  readonly organisations: number;
  readonly people: number;
  readonly relations: number;
  readonly interactions: number;
  readonly products: number;
  readonly purchases: number;
  readonly lines: number;
  readonly deals: number;
}

export interface ImportPlan {
  readonly drafts: Draft[];
  readonly problems: RowProblem[];
  readonly hints: Hint[];
  readonly questions: ImportQuestion[];
  readonly counts: ImportCounts;
  /** What became of each column; empty for vCards. */
  readonly mapping: readonly ColumnMapping[];
}

export interface ImportOptions {
  /** ISO 3166: phones without an address are read with it, and it decides between 03/04 and 04/03 where the file does not. */
  readonly country: string;
  /** ISO 4217: the currency of amounts that name none. */
  readonly currency: string;
  readonly language: string;
  /** IANA: times that name no zone are of its clocks; of the device's where it is not said. */
  readonly zone?: string;
  /** Role → phase for every contact that the import makes, e.g. `{ customer: "active" }`. */
  readonly roles?: Readonly<Record<string, string>>;
  /** The whole mapping as the person left it, or only what differs from the guess: column → target. */
  readonly mapping?: readonly ColumnMapping[] | Readonly<Record<string, string | null>>;
  /** The system whose keys the file carries (`northwind`); guessed from the file's name otherwise. */
  readonly system?: string;
  /** What a customer is of whom only a name or number is known. */
  readonly partyKind?: "organisation" | "person";
  /** The column by which records are known again when the file comes once more; a system's name where no column is called so. */
  readonly key?: string;
}

/** Called as work goes on; answering false cancels. */
export type Progress = (done: number, total: number) => boolean | void | Promise<boolean | void>;

export type PlanRefusal =
  | { readonly code: "file-unreadable"; readonly file: string }
  | { readonly code: "file-empty"; readonly file: string }
  /** More than this device has room for in its memory. */
  | { readonly code: "file-too-large"; readonly file: string }
  | { readonly code: "file-type-unsupported"; readonly file: string; readonly type: string }
  /** Somebody said that the rows are what no file is read as. */
  | { readonly code: "noun-unknown"; readonly noun: string }
  | { readonly code: "import-cancelled" };

/** Collects hints while rows go by: each code and column once, with its count and a few examples. */
export class HintList {
  readonly #hints = new Map<string, { code: HintCode; column?: string; count: number; examples: string[]; lines: number[] }>();

  add(code: HintCode, line: number, example?: string, column?: string): void {
    const key = `${code} ${column ?? ""}`;
    let hint = this.#hints.get(key);
    if (!hint) {
      hint = { code, ...(column !== undefined && { column }), count: 0, examples: [], lines: [] };
      this.#hints.set(key, hint);
    }
    hint.count++;
    if (hint.lines.length < 20) hint.lines.push(line);
    if (example !== undefined && hint.examples.length < 5 && !hint.examples.includes(example)) hint.examples.push(example.slice(0, 200));
  }

  /** How often it was seen, where only the first were added one by one. */
  count(code: HintCode, column: string, count: number): void {
    const hint = this.#hints.get(`${code} ${column}`);
    if (hint) hint.count = count;
  }

  list(file?: string): Hint[] {
    return [...this.#hints.values()].map((hint) => (file === undefined ? hint : { ...hint, file }));
  }
}
