// A table of orders, products or deals, read whole: how a column writes its days and numbers is decided by all of it, since
// one row in the thousands may be the only one that tells 03/04 from 04/03.
import { fold } from "../lib/fold.ts";
import { type CsvRow, unguardCell } from "./csv.ts";
import type { HintList, ImportOptions, RowProblem } from "./draft.ts";
import type { ColumnDetail } from "./mapping.ts";
import { currencyIn, purchaseKindOf, readSalesHeading, type SalesRole, type SalesTarget } from "./salesHeading.ts";
import { type DayOrder, type DecimalSign, dayOrderOf, decimalSignOf, isEmptyWord, readDay, readNumber, readSerialDay } from "./value.ts";

/** What became of a column of orders, products or deals; `null`: kept under its heading in `custom`. */
export interface SalesColumn {
  readonly file?: string;
  readonly column: string;
  readonly role: SalesRole;
  readonly target: SalesTarget | null;
  readonly detail: ColumnDetail;
  readonly guess?: "name" | "person";
  readonly examples: readonly string[];
}

const dayTargets: ReadonlySet<string> = new Set<SalesTarget>(["on", "cancelledOn", "openedOn", "closedOn", "expectedOn"]);
const numberTargets: ReadonlySet<string> = new Set<SalesTarget>([
  "quantity",
  "unitPrice",
  "discount",
  "net",
  "unitCost",
  "taxRate",
  "freight",
  "amount",
  "probability",
]);
/** More than any price, in any currency; its smallest units are still counted exactly. */
const LARGEST = 1e12;
/** Least and most of what is a share of something: a negative discount is a surcharge. */
const shares: ReadonlyMap<SalesTarget, readonly [number, number]> = new Map([
  ["discount", [-LARGEST, 1]],
  ["taxRate", [0, 1]],
  ["probability", [0, 1]],
]);
const sold = ["customerId", "customer", "productId", "product", "sku", "quantity", "currency", "owner", "ownerId", "note"] as const;
/** What each kind of table has a place for; any other column is kept under its heading. */
const places: Readonly<Record<SalesRole, ReadonlySet<SalesTarget>>> = {
  purchase: new Set<SalesTarget>([
    ...sold,
    ...(["number", "orderNumber", "kind", "on", "unitPrice", "discount", "net", "unitCost", "taxRate", "freight", "cancelledOn"] as const),
    ...(["lineKey", "text", "category", "unit"] as const),
  ]),
  product: new Set<SalesTarget>([
    ...(["productId", "product", "sku", "unit", "unitPrice", "unitCost", "taxRate", "currency"] as const),
    ...(["category", "categoryId", "isActive", "discontinued"] as const),
  ]),
  category: new Set<SalesTarget>(["categoryId", "category", "text"]),
  deal: new Set<SalesTarget>([
    ...sold,
    ...(["dealId", "dealName", "stage", "openedOn", "closedOn", "expectedOn", "amount", "probability"] as const),
    ...(["lossReason", "competitor", "pipeline"] as const),
  ]),
  team: new Set<SalesTarget>(["owner", "manager", "department"]),
};
/** What a column of each kind of table can be mapped to, in the order to offer it. */
export const targetsByRole: Readonly<Record<SalesRole, readonly SalesTarget[]>> = {
  purchase: [...places.purchase, "ignore"],
  product: [...places.product, "ignore"],
  category: [...places.category, "ignore"],
  deal: [...places.deal, "ignore"],
  team: [...places.team, "ignore"],
};

const pointCountries = new Set(["US", "GB", "IE", "CA", "AU", "IN", "CH", "LI"]);

const cellText = (cell: string | undefined): string => {
  const value = unguardCell(cell ?? "").trim();
  return isEmptyWord(value) ? "" : value;
};

/** What stands around a number taken off: "(12,50)", "12,50-", "€ 12,50", "5,-", "5 %". */
function bareNumber(text: string): string {
  const value = text
    .replace(/[−–]/g, "-")
    .replace(/[€$£¥%]|(?<![A-Z])[A-Z]{3}(?![A-Z])/g, "")
    .replace(/[.,]-+\s*$/, "")
    .trim();
  if (/^\(.*\)$/.test(value)) return `-${value.slice(1, -1)}`;
  return /^[^-]+-$/.test(value) ? `-${value.slice(0, -1).trim()}` : value;
}

/** A thousands sign never follows a lone zero, so 0.125 tells the decimal sign that 1.125 leaves open. */
function signOf(values: readonly string[]): DecimalSign | undefined {
  const bare = values.map(bareNumber);
  const zero = bare.find((value) => /^-?0[.,]\d+$/.test(value));
  return zero === undefined ? decimalSignOf(bare) : zero.includes(",") ? "comma" : "point";
}

/** The rows of one file with what each column means. Cells are asked for by target; what cannot be read is a problem with row and column. */
export class SalesTable {
  readonly name: string;
  readonly file: string | undefined;
  readonly role: SalesRole;
  readonly columns: readonly SalesColumn[];
  readonly rows: readonly CsvRow[];
  readonly #at = new Map<SalesTarget, number>();
  readonly #headings: readonly string[];
  readonly #kept: { readonly at: number; readonly heading: string }[] = [];
  readonly #orders = new Map<SalesTarget, DayOrder>();
  readonly #signs = new Map<SalesTarget, DecimalSign>();
  readonly #percents = new Set<SalesTarget>();
  readonly #keyAt: number;
  readonly #problems: RowProblem[];
  readonly currency: string | undefined;

  constructor(
    source: { readonly name: string; readonly file: string | undefined; readonly role: SalesRole; readonly rows: readonly CsvRow[] },
    columns: readonly SalesColumn[],
    options: Pick<ImportOptions, "country" | "key">,
    hints: HintList,
    problems: RowProblem[],
  ) {
    this.name = source.name;
    this.file = source.file;
    this.role = source.role;
    this.rows = source.rows;
    this.#problems = problems;
    this.#headings = columns.map(({ column }) => column);
    this.#keyAt = options.key === undefined ? -1 : keyColumnOf(this.#headings, options.key);
    for (const [at, { target, column }] of columns.entries()) {
      if (target === "ignore") continue;
      if (target !== null && places[source.role].has(target) && !this.#at.has(target)) this.#at.set(target, at);
      else this.#kept.push({ at, heading: column });
    }
    const valuesOf = (target: SalesTarget): string[] => {
      const at = this.#at.get(target);
      return at === undefined ? [] : this.rows.map((row) => cellText(row.cells[at])).filter((value) => value !== "");
    };
    const targets = [...this.#at.keys()];
    const orders = targets.filter((target) => dayTargets.has(target)).map((target) => ({ target, order: dayOrderOf(valuesOf(target)) }));
    const decided = new Set(orders.map(({ order }) => order).filter((order) => order === "dmy" || order === "mdy"));
    // One program writes all its columns alike: a column that leaves it open follows the one that does not.
    const fallback = decided.size === 1 ? ([...decided][0] as DayOrder) : options.country === "US" ? "mdy" : "dmy";
    for (const { target, order } of orders) {
      const chosen = columns[this.#at.get(target) as number]?.detail.order;
      this.#orders.set(target, chosen ?? (order === undefined || order === "open" ? fallback : order));
      if (order === "open" && decided.size !== 1 && chosen === undefined)
        hints.add("day-order-open", 1, valuesOf(target)[0], this.headingOf(target));
    }
    const signs = targets.filter((target) => numberTargets.has(target)).map((target) => ({ target, sign: signOf(valuesOf(target)) }));
    const decidedSigns = new Set(signs.map(({ sign }) => sign).filter((sign) => sign !== undefined));
    const usual: DecimalSign =
      decidedSigns.size === 1 ? ([...decidedSigns][0] as DecimalSign) : pointCountries.has(options.country) ? "point" : "comma";
    for (const { target, sign } of signs) {
      const chosen = columns[this.#at.get(target) as number]?.detail.decimal ?? sign ?? usual;
      this.#signs.set(target, chosen);
      if (!shares.has(target)) continue;
      const values = valuesOf(target);
      if (
        values.some((value) => value.includes("%") || Math.abs(readNumber(bareNumber(value), chosen) ?? 0) > 1) ||
        /%|percent|prozent/i.test(this.headingOf(target))
      )
        this.#percents.add(target);
    }
    if (this.#percents.has("discount")) hints.add("discount-in-percent", this.rows[0]?.line ?? 1, undefined, this.headingOf("discount"));
    this.currency = this.#currencyOf(["net", "unitPrice", "amount", "freight", "unitCost"], columns, valuesOf);
    this.columns = columns.map((column) => {
      if (column.target === null || this.headingOf(column.target) !== column.column) return column;
      const order = this.#orders.get(column.target);
      const decimal = this.#signs.get(column.target);
      return { ...column, detail: { ...column.detail, ...(order && { order }), ...(decimal && { decimal }) } };
    });
  }

  /** The currency that a heading names, or every filled cell of a column. */
  #currencyOf(
    targets: readonly SalesTarget[],
    columns: readonly SalesColumn[],
    valuesOf: (target: SalesTarget) => string[],
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

  has(target: SalesTarget): boolean {
    return this.#at.has(target);
  }

  headingOf(target: SalesTarget): string {
    const at = this.#at.get(target);
    return at === undefined ? "" : (this.#headings[at] ?? "");
  }

  text(row: CsvRow, target: SalesTarget): string {
    const at = this.#at.get(target);
    return at === undefined ? "" : cellText(row.cells[at]);
  }

  /** What stands in the column by which a person wants rows to be known again. */
  key(row: CsvRow): string {
    return this.#keyAt < 0 ? "" : cellText(row.cells[this.#keyAt]);
  }

  /** A whole day; `null` where the cell is empty, `undefined` with a problem where it is none. */
  day(row: CsvRow, target: SalesTarget): string | null | undefined {
    const value = this.text(row, target);
    if (value === "") return null;
    const day = readSerialDay(value) ?? readDay(value, this.#orders.get(target));
    if (day !== undefined && day.length === 10 && !day.startsWith("-")) return day;
    this.problem(row, "day-unreadable", target, value);
    return undefined;
  }

  /** A number, per cent as a share; `null` where the cell is empty, `undefined` with a problem where it is none or nothing can be it. */
  number(row: CsvRow, target: SalesTarget): number | null | undefined {
    const value = this.text(row, target);
    if (value === "") return null;
    const number = readNumber(bareNumber(value), this.#signs.get(target) ?? "point");
    if (number === undefined) {
      this.problem(row, "number-unreadable", target, value);
      return undefined;
    }
    const figure = this.#percents.has(target) ? Number((number / 100).toPrecision(15)) : number;
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

  problem(row: CsvRow, code: RowProblem["code"], target?: SalesTarget, value?: string): void {
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

/** Where the column stands that a person names as key; -1 where none is called so. */
export const keyColumnOf = (columns: readonly string[], key: string): number => {
  const exact = columns.indexOf(key);
  return exact >= 0 ? exact : columns.findIndex((column) => fold(column) === fold(key));
};

/**
 * An invoice names its own number and often that of its order: where both stand in one table, its own is that of the paper
 * which bills.
 */
function numbersOf(guesses: readonly (SalesTarget | undefined)[], columns: readonly string[]): (SalesTarget | undefined)[] {
  const numbers = guesses.flatMap((guess, at) => (guess === "number" ? [{ at, paper: purchaseKindOf(columns[at] as string) }] : []));
  const own = numbers.find(({ paper }) => paper === "invoice" || paper === "creditNote");
  if (!own) return [...guesses];
  const orders = numbers.filter(({ paper }) => paper === "order").map(({ at }) => at);
  return guesses.map((guess, at) => (orders.includes(at) ? "orderNumber" : guess));
}

/** The columns of a table as its role reads them, the person's choices laid over. */
export function salesColumns(
  columns: readonly string[],
  hasHeader: boolean,
  role: SalesRole,
  rows: readonly CsvRow[],
  chosen: ReadonlyMap<string, { readonly target: SalesTarget | null; readonly detail?: ColumnDetail }>,
  file: string | undefined,
): SalesColumn[] {
  // What a person chose for one column is not guessed for another.
  const taken = new Set<SalesTarget | null>(columns.map((column) => chosen.get(column)?.target ?? null));
  const guesses = numbersOf(
    columns.map((column) => (hasHeader && !chosen.has(column) ? readSalesHeading(column, role) : undefined)),
    columns,
  );
  return columns.map((column, at) => {
    const examples = [...new Set(rows.slice(0, 50).map((row) => cellText(row.cells[at])))].filter(Boolean).slice(0, 3);
    const choice = chosen.get(column);
    const guess = guesses[at];
    const target = choice ? choice.target : guess !== undefined && !taken.has(guess) ? guess : null;
    if (target !== null) taken.add(target);
    return {
      ...(file !== undefined && { file }),
      column,
      role,
      target,
      detail: choice?.detail ?? {},
      ...(choice ? { guess: "person" as const } : target !== null && { guess: "name" as const }),
      examples,
    };
  });
}
