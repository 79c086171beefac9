// A table of orders, products or deals, read whole: how a column writes its days and numbers is decided by all of it, since
// one row in the thousands may be the only one that tells 03/04 from 04/03.
import { fold } from "../lib/fold.ts";
import type { CsvRow } from "./csv.ts";
import type { HintList, ImportOptions, RowProblem } from "./draft.ts";
import { cellText, type SalesColumn } from "./salesColumns.ts";
import type { SalesTarget } from "./salesTargets.ts";
import { currencyIn } from "./salesWords.ts";
import type { TableKind, ValueKind } from "./tableKind.ts";
import { type DayOrder, type DecimalSign, dayOrderOf, decimalSignsOf, readDay, readNumber, readSerialDay } from "./value.ts";

/** More than any price, in any currency; its smallest units are still counted exactly. */
const LARGEST = 1e12;
/** Least and most of what is a share of something: a negative discount is a surcharge. */
const shares: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["discount", [-LARGEST, 1]],
  ["taxRate", [0, 1]],
  ["probability", [0, 1]],
]);
const pointCountries = new Set(["US", "GB", "IE", "CA", "AU", "IN", "CH", "LI"]);

const isNumber = (kind: ValueKind | undefined): boolean => kind === "number" || kind === "share";

/** What stands around a number taken off: "(12,50)", "12,50-", "€ 12,50", "5,-", "5 %". */
function bareNumber(text: string): string {
  const value = text
    .replace(/[−–]/g, "-")
    .replace(/(?<![A-Z])(?:AU|CA|NZ|US|HK|SG|[AC]) ?(?=\$)|[€$£¥%]|(?<![A-Z])[A-Z]{3}(?![A-Z])|\bFr\.|\b(?:kr|zł|Kč)\b/g, "")
    .replace(/[.,]-+\s*$/, "")
    .trim();
  if (/^\(.*\)$/.test(value)) return `-${value.slice(1, -1)}`;
  return /^[^-]+-$/.test(value) ? `-${value.slice(0, -1).trim()}` : value;
}

/** The rows of one file with what each column means. Cells are asked for by target; what cannot be read is a problem with row and column. */
export class SalesTable<Target extends string = SalesTarget> {
  readonly name: string;
  readonly file: string | undefined;
  readonly role: string;
  readonly columns: readonly SalesColumn<Target>[];
  readonly rows: readonly CsvRow[];
  readonly #at = new Map<Target, number>();
  readonly #headings: readonly string[];
  readonly #kept: { readonly at: number; readonly heading: string }[] = [];
  readonly #orders = new Map<Target, DayOrder>();
  readonly #signs = new Map<Target, DecimalSign>();
  /** Columns whose cells contradict each other in their sign: what could be both is not read. */
  readonly #mixed = new Set<Target>();
  readonly #percents = new Set<Target>();
  readonly #keyAt: number;
  readonly #problems: RowProblem[];
  readonly currency: string | undefined;

  constructor(
    source: { readonly name: string; readonly file: string | undefined; readonly rows: readonly CsvRow[]; readonly isSheet?: boolean },
    kind: TableKind<Target>,
    columns: readonly SalesColumn<Target>[],
    options: Pick<ImportOptions, "country" | "key">,
    hints: HintList,
    problems: RowProblem[],
  ) {
    this.name = source.name;
    this.file = source.file;
    this.role = kind.role;
    this.rows = source.rows;
    this.#problems = problems;
    this.#headings = columns.map(({ column }) => column);
    this.#keyAt = options.key === undefined ? -1 : keyColumnOf(this.#headings, options.key);
    for (const [at, { target, column }] of columns.entries()) {
      if (target === "ignore") continue;
      if (target !== null && Object.hasOwn(kind.targets, target) && !this.#at.has(target)) this.#at.set(target, at);
      else this.#kept.push({ at, heading: column });
    }
    for (const { at, heading } of this.#kept) {
      const filled = this.rows.filter((row) => cellText(row.cells[at]) !== "");
      for (const row of filled.slice(0, 20)) hints.add("custom-column", row.line, cellText(row.cells[at]), heading);
      hints.count("custom-column", heading, filled.length);
    }
    const valuesOf = (target: Target): string[] => {
      const at = this.#at.get(target);
      return at === undefined ? [] : this.rows.map((row) => cellText(row.cells[at])).filter((value) => value !== "");
    };
    const targets = [...this.#at.keys()];
    const orders = targets
      .filter((target) => kind.targets[target] === "day")
      .map((target) => ({ target, order: dayOrderOf(valuesOf(target)) }));
    const decided = new Set(orders.map(({ order }) => order).filter((order) => order === "dmy" || order === "mdy"));
    // One program writes all its columns alike: a column that leaves it open follows the one that does not.
    const fallback = decided.size === 1 ? ([...decided][0] as DayOrder) : options.country === "US" ? "mdy" : "dmy";
    for (const { target, order } of orders) {
      const chosen = columns[this.#at.get(target) as number]?.detail.order;
      this.#orders.set(target, chosen ?? (order === undefined || order === "open" ? fallback : order));
      if (order === "open" && decided.size !== 1 && chosen === undefined)
        hints.add("day-order-open", 1, valuesOf(target)[0], this.headingOf(target));
    }
    const signs = targets
      .filter((target) => isNumber(kind.targets[target]))
      .map((target) => ({ target, ...decimalSignsOf(signedValues(valuesOf(target), source.isSheet === true)) }));
    const decidedSigns = new Set(signs.map(({ sign }) => sign).filter((sign) => sign !== undefined));
    const usual: DecimalSign =
      decidedSigns.size === 1 ? ([...decidedSigns][0] as DecimalSign) : pointCountries.has(options.country) ? "point" : "comma";
    for (const { target, sign, isMixed } of signs) {
      const stated = columns[this.#at.get(target) as number]?.detail;
      const chosen = stated?.decimal ?? sign ?? usual;
      this.#signs.set(target, chosen);
      if (isMixed && (stated?.decimal === undefined || columns[this.#at.get(target) as number]?.guess !== "person"))
        this.#mixed.add(target);
      if (!shares.has(target)) continue;
      const values = valuesOf(target);
      const bare = values.filter((value) => !value.includes("%"));
      if (
        bare.some((value) => Math.abs(readNumber(bareNumber(value), chosen) ?? 0) > 1) ||
        (bare.length === 0 && values.length > 0) ||
        /%|percent|prozent/i.test(this.headingOf(target))
      )
        this.#percents.add(target);
      // "50 %" and "0,5" in one column: each is read as it stands, and that is said.
      else if (bare.length > 0 && bare.length < values.length)
        hints.add("percent-and-share", this.rows[0]?.line ?? 1, bare[0], this.headingOf(target));
    }
    const discount = "discount" as Target;
    if (this.#percents.has(discount)) hints.add("discount-in-percent", this.rows[0]?.line ?? 1, undefined, this.headingOf(discount));
    this.currency = this.#currencyOf(
      ["net", "gross", "amount", "unitPrice", "freight", "unitCost"] as unknown as readonly Target[],
      columns,
      valuesOf,
    );
    this.columns = columns.map((column) => {
      if (column.target === null || this.headingOf(column.target) !== column.column) return column;
      const order = this.#orders.get(column.target);
      const decimal = this.#signs.get(column.target);
      return { ...column, detail: { ...column.detail, ...(order && { order }), ...(decimal && { decimal }) } };
    });
  }

  /** The currency that a heading names, or every filled cell of a column. */
  #currencyOf(
    targets: readonly Target[],
    columns: readonly SalesColumn<Target>[],
    valuesOf: (target: Target) => string[],
  ): string | undefined {
    for (const target of targets) {
      const at = this.#at.get(target);
      if (at === undefined) continue;
      const stated = columns[at]?.detail.currency ?? currencyIn(columns[at]?.column ?? "");
      if (stated) return stated;
      const named = new Set(valuesOf(target).slice(0, 500).map(currencyIn));
      const [only] = named;
      if (named.size === 1 && only) return only;
    }
    return undefined;
  }

  has(target: Target): boolean {
    return this.#at.has(target);
  }

  headingOf(target: Target): string {
    const at = this.#at.get(target);
    return at === undefined ? "" : (this.#headings[at] ?? "");
  }

  columnOf(target: Target): SalesColumn<Target> | undefined {
    const at = this.#at.get(target);
    return at === undefined ? undefined : this.columns[at];
  }

  /** Headings of columns that no target takes. */
  leftOver(): string[] {
    return this.#kept.map(({ heading }) => heading);
  }

  /** What stands below a heading, empty cells aside. */
  cellsOf(heading: string): string[] {
    const at = this.#headings.indexOf(heading);
    return at < 0 ? [] : this.rows.map((row) => cellText(row.cells[at])).filter((cell) => cell !== "");
  }

  text(row: CsvRow, target: Target): string {
    const at = this.#at.get(target);
    return at === undefined ? "" : cellText(row.cells[at]);
  }

  /** What stands in the column by which a person wants rows to be known again. */
  key(row: CsvRow): string {
    return this.#keyAt < 0 ? "" : cellText(row.cells[this.#keyAt]);
  }

  /** A whole day; `null` where the cell is empty, `undefined` with a problem where it is none. */
  day(row: CsvRow, target: Target): string | null | undefined {
    const value = this.text(row, target);
    if (value === "") return null;
    const day = readSerialDay(value) ?? readDay(value, this.#orders.get(target));
    if (day !== undefined && day.length === 10 && !day.startsWith("-")) return day;
    this.problem(row, "day-unreadable", target, value);
    return undefined;
  }

  /** A day as it can be told apart from others, whatever hour stands beside it; the cell itself where it is none. */
  dayKey(row: CsvRow, target: Target): string {
    const value = this.text(row, target);
    return value === "" ? "" : (readSerialDay(value) ?? readDay(value, this.#orders.get(target)) ?? value);
  }

  /** A number as it will be read, without a word where it is none. */
  peek(row: CsvRow, target: Target): number | undefined {
    const value = this.text(row, target);
    const number = value === "" ? undefined : readNumber(bareNumber(value), this.#signs.get(target) ?? "point");
    const isShare = number !== undefined && (this.#percents.has(target) || (shares.has(target) && value.includes("%")));
    return isShare ? number / 100 : number;
  }

  /** A number, per cent as a share; `null` where the cell is empty, `undefined` with a problem where it is none or nothing can be it. */
  number(row: CsvRow, target: Target): number | null | undefined {
    const value = this.text(row, target);
    if (value === "") return null;
    const sign = this.#signs.get(target) ?? "point";
    const number = readNumber(bareNumber(value), this.#mixed.has(target) ? null : sign);
    if (number === undefined) {
      this.problem(row, "number-unreadable", target, value);
      return undefined;
    }
    const figure =
      this.#percents.has(target) || (shares.has(target) && value.includes("%")) ? Number((number / 100).toPrecision(15)) : number;
    const [least, most] = shares.get(target) ?? [-LARGEST, LARGEST];
    if (figure >= least && figure <= most) return figure;
    this.problem(row, "number-out-of-range", target, value);
    return undefined;
  }

  /** What no target takes, under its heading. */
  custom(row: CsvRow): Record<string, string> | undefined {
    let kept: Record<string, string> | undefined;
    for (const { at, heading } of this.#kept) {
      const value = cellText(row.cells[at]);
      if (value === "") continue;
      kept ??= {};
      kept[heading] = value;
    }
    return kept;
  }

  problem(row: CsvRow, code: RowProblem["code"], target?: Target, value?: string): void {
    const column = target === undefined ? "" : this.headingOf(target);
    this.#problems.push({
      line: row.line,
      ...(column !== "" && { column }),
      code,
      ...(value !== undefined && { value: value.slice(0, 200) }),
      ...(this.file !== undefined && { file: this.file }),
    });
  }
}

/**
 * What tells the sign of a column. The numbers of a spreadsheet stand with a point and never with three decimals: they say nothing of
 * the texts beside them.
 */
const signedValues = (values: readonly string[], isSheet: boolean): string[] =>
  values.filter((value) => !isSheet || !/^-?\d+(?:\.(?:\d{1,2}|\d{4,}))?$/.test(value)).map(bareNumber);

/** Where the column stands that a person names as key; -1 where none is called so. */
export const keyColumnOf = (columns: readonly string[], key: string): number => {
  const exact = columns.indexOf(key);
  return exact >= 0 ? exact : columns.findIndex((column) => fold(column) === fold(key));
};
