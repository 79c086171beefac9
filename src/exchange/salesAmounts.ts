// What a line of an order or invoice was sold for, net, by whatever its columns say: a stated net, a gross with its tax, a price.
import type { CsvRow } from "./csv.ts";
import type { HintList, ImportQuestion } from "./draft.ts";
import { isNumeric } from "./salesColumns.ts";
import type { SalesTable } from "./salesTable.ts";
import type { SalesTarget } from "./salesTargets.ts";
import { readNumber } from "./value.ts";

export interface Figures {
  readonly quantity: number | null;
  readonly unitPrice: number | null;
  readonly discount: number | null;
  /** Of the whole line. */
  readonly net: number | null;
  readonly unitCost: number | null;
  readonly taxRate: number | null;
}

/** Which columns tell the net of a line. */
type Way = "net" | "gross" | "amount" | "price" | "none";

export class Amounts {
  readonly #table: SalesTable;
  readonly #hints: HintList;
  readonly #way: Way;

  constructor(table: SalesTable, hints: HintList, questions: ImportQuestion[]) {
    this.#table = table;
    this.#hints = hints;
    this.#way = wayOf(table);
    const file = table.file === undefined ? {} : { file: table.file };
    const hasTax = table.has("tax") || table.has("taxRate");
    const column = table.columnOf("amount");
    if (this.#way === "amount" && hasTax && column?.guess !== "person")
      questions.push({ code: "net-or-gross", column: table.headingOf("amount"), ...file, count: table.rows.length });
    if (this.#way !== "none" || table.rows.length === 0) return;
    const columns = moneyColumns(table);
    if (columns.length > 0) questions.push({ code: "which-amount", columns, ...file, count: table.rows.length });
    hints.add("amount-missing", table.rows[0]?.line ?? 1, columns[0]);
  }

  /** The figures of a line; undefined where one of them is none, which is told. */
  of(row: CsvRow): Figures | undefined {
    const table = this.#table;
    const read = new Map<SalesTarget, number | null>();
    for (const target of numbers) {
      const number = table.number(row, target);
      if (number === undefined) return undefined;
      read.set(target, number);
    }
    const of = (target: SalesTarget): number | null => read.get(target) ?? null;
    const [quantity, unitPrice, discount, taxRate] = [of("quantity"), of("unitPrice"), of("discount"), of("taxRate")];
    const net = this.#netOf(row, of);
    return {
      quantity,
      unitPrice,
      discount,
      net,
      taxRate,
      unitCost: costOf(of("unitCost"), of("profit"), net, { quantity, unitPrice, discount }),
    };
  }

  #netOf(row: CsvRow, of: (target: SalesTarget) => number | null): number | null {
    const table = this.#table;
    if (this.#way === "net" || this.#way === "none") return of("net");
    if (this.#way === "price") {
      const off = of("discountAmount");
      const price = of("unitPrice");
      return off === null || off === 0 || price === null ? null : toCents((of("quantity") ?? 1) * price - Math.abs(off));
    }
    if (this.#way === "amount") {
      const amount = of("amount");
      if (amount !== null && !table.has("unitPrice"))
        this.#hints.add("amount-as-it-stands", row.line, table.text(row, "amount"), table.headingOf("amount"));
      return amount;
    }
    const gross = of("gross");
    if (gross === null) return null;
    const [tax, rate] = [of("tax"), of("taxRate")];
    const heading = table.headingOf("gross");
    if (tax === null && rate === null) {
      this.#hints.add("gross-without-tax", row.line, table.text(row, "gross"), heading);
      return gross;
    }
    this.#hints.add("gross-made-net", row.line, table.text(row, "gross"), heading);
    // What is given back is negative, and its tax may stand without a sign.
    return toCents(tax !== null ? gross - Math.sign(gross || 1) * Math.abs(tax) : gross / (1 + (rate as number)));
  }
}

const numbers: readonly SalesTarget[] = [
  "quantity",
  "unitPrice",
  "discount",
  "discountAmount",
  "net",
  "gross",
  "amount",
  "tax",
  "taxRate",
  "unitCost",
  "profit",
];

const toCents = (amount: number): number => Number(amount.toFixed(2));

function wayOf(table: SalesTable): Way {
  if (table.has("net")) return "net";
  if (table.has("amount") && !(table.has("unitPrice") && !agrees(table))) return "amount";
  if (table.has("unitPrice")) return "price";
  return table.has("gross") ? "gross" : table.has("amount") ? "amount" : "none";
}

/** Whether an amount is that of its line: quantity times price, at least as often as not. */
function agrees(table: SalesTable): boolean {
  let seen = 0;
  let same = 0;
  for (const row of table.rows.slice(0, 300)) {
    const of = (target: SalesTarget): number | undefined => table.peek(row, target);
    const [price, amount] = [of("unitPrice"), of("amount")];
    if (price === undefined || amount === undefined) continue;
    seen++;
    const net = (of("quantity") ?? 1) * price * (1 - (of("discount") ?? 0));
    if (Math.abs(Math.abs(net) - Math.abs(amount)) <= Math.max(0.02, Math.abs(amount) * 0.01)) same++;
  }
  return seen === 0 || same >= seen / 2;
}

/** What an article cost, where a list states what was earned with it. */
function costOf(
  unitCost: number | null,
  profit: number | null,
  net: number | null,
  { quantity, unitPrice, discount }: Pick<Figures, "quantity" | "unitPrice" | "discount">,
): number | null {
  if (unitCost !== null || profit === null) return unitCost;
  const count = quantity ?? 1;
  const sold = net ?? (unitPrice === null ? null : count * unitPrice * (1 - (discount ?? 0)));
  return sold === null || count === 0 ? null : Number(((sold - profit) / count).toPrecision(12));
}

/** Columns that nobody knows and that hold amounts of money. */
function moneyColumns(table: SalesTable): string[] {
  return table.leftOver().filter((heading) => {
    const cells = table.cellsOf(heading).slice(0, 300);
    if (cells.length === 0 || cells.filter(isNumeric).length < cells.length * 0.9) return false;
    return cells.some(
      (cell) =>
        /[€$£¥]|(?<![A-Z])[A-Z]{3}(?![A-Z])|[.,]\d{2}$/.test(cell) && readNumber(cell.replace(/[^\d.,-]/g, ""), "comma") !== undefined,
    );
  });
}
