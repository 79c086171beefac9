// What each column of a table of sales is taken for: by its heading, then by what stands in it, the person's choices laid over.
import { unguardCell } from "./csv.ts";
import { type ColumnDetail, isYesNo } from "./mapping.ts";
import { meaningsOf } from "./meanings.ts";
import type { SalesTarget } from "./salesTargets.ts";
import { purchaseKindOf } from "./salesWords.ts";
import type { TableKind } from "./tableKind.ts";
import { decimalSignOf, isEmptyWord, readDay, readNumber } from "./value.ts";

/** What became of a column of orders, products or deals; `null`: kept under its heading in `custom`. */
export interface SalesColumn<Target extends string = SalesTarget> {
  readonly file?: string;
  readonly column: string;
  readonly role: string;
  readonly target: Target | null;
  readonly detail: ColumnDetail;
  readonly guess?: "name" | "content" | "person";
  readonly examples: readonly string[];
}

export type Chosen<Target extends string = string> = ReadonlyMap<
  string,
  { readonly target: Target | null; readonly detail?: ColumnDetail }
>;

export interface TableShape {
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly { readonly cells: readonly string[] }[];
}

export const cellText = (cell: string | undefined): string => {
  if (cell === undefined || cell === "") return "";
  const value = unguardCell(cell).trim();
  // Only short cells are words for nothing.
  return value.length < 11 && isEmptyWord(value) ? "" : value;
};

/** Enough to know what a column holds. */
const sampleSize = 300;

interface Guess {
  target: SalesTarget | undefined;
  by: "name" | "content";
  readonly isPhrase: boolean;
}

/** The columns of a table as its kind reads them. */
export function salesColumns<Target extends string>(
  { columns, hasHeader, rows }: TableShape,
  kind: TableKind<Target>,
  chosen: Chosen<Target>,
  file: string | undefined,
): SalesColumn<Target>[] {
  const sample = rows.slice(0, sampleSize);
  const values = columns.map((_, at) => sample.map((row) => cellText(row.cells[at])).filter((value) => value !== ""));
  const guesses = columns.map((column): Guess => {
    const isRead = hasHeader && !chosen.has(column);
    return {
      target: isRead ? (kind.read(column) as SalesTarget | undefined) : undefined,
      by: "name",
      isPhrase: isRead && kind.isPhrase(column),
    };
  });
  if (hasHeader && kind.role === "purchase") settlePurchase(columns, guesses, values, chosen);
  // What a person chose for one column is not guessed for another; a phrase comes before single words.
  const taken = new Set<string | null>(columns.map((column) => chosen.get(column)?.target ?? null));
  const targets = new Map<number, Target>();
  for (const isPhrase of [true, false])
    for (const [at, guess] of guesses.entries()) {
      if (guess.target === undefined || guess.isPhrase !== isPhrase || taken.has(guess.target)) continue;
      if (!isPhrase && contradicts(guess.target, values[at] as string[])) continue;
      targets.set(at, guess.target as unknown as Target);
      taken.add(guess.target);
    }
  return columns.map((column, at) => {
    const choice = chosen.get(column);
    const target = choice ? choice.target : (targets.get(at) ?? null);
    const by = guesses[at]?.by ?? "name";
    return {
      ...(file !== undefined && { file }),
      column,
      role: kind.role,
      target,
      detail: choice?.detail ?? {},
      ...(choice ? { guess: "person" as const } : target !== null && { guess: by }),
      examples: [...new Set(values[at])].slice(0, 3),
    };
  });
}

const share = (values: readonly string[], is: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(is).length / values.length;
export const isNumeric = (value: string): boolean =>
  /\d/.test(value) && readNumber(value.replace(/[€$£¥%()−–-]|(?<![A-Z])[A-Z]{2,3}(?![A-Z])/g, "").trim(), "point") !== undefined;

const figures: ReadonlySet<SalesTarget> = new Set<SalesTarget>([
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
  "freight",
  "probability",
]);
const days: ReadonlySet<SalesTarget> = new Set<SalesTarget>(["on", "cancelledOn", "openedOn", "closedOn", "expectedOn"]);

/** Whether what stands in a column speaks against what its words seem to say. */
function contradicts(target: SalesTarget, values: readonly string[]): boolean {
  if (values.length === 0) return false;
  if (figures.has(target)) return share(values, isNumeric) < 0.5;
  if (days.has(target)) return share(values, (value) => readDay(value) !== undefined || /^\d{5}(?:\.\d+)?$/.test(value)) < 0.5;
  if (target === "email") return share(values, (value) => value.includes("@")) < 0.5;
  if (target === "phone") return share(values, (value) => /\d{3}/.test(value)) < 0.5;
  return false;
}

const buyerTargets: ReadonlySet<SalesTarget> = new Set<SalesTarget>([
  "customer",
  "salutation",
  "givenName",
  "familyName",
  "personName",
  "email",
  "phone",
  "street",
  "houseNumber",
  "addressExtra",
  "postalCode",
  "locality",
  "region",
  "country",
]);
const lineAmounts: ReadonlySet<SalesTarget> = new Set<SalesTarget>([
  "net",
  "gross",
  "amount",
  "tax",
  "taxRate",
  "discountAmount",
  "profit",
]);

/** What one heading leaves open the others decide, and what stands below. */
function settlePurchase(columns: readonly string[], guesses: Guess[], values: readonly (readonly string[])[], chosen: Chosen): void {
  const has = (target: SalesTarget): boolean =>
    guesses.some((guess) => guess.target === target) || [...chosen.values()].some((choice) => choice.target === target);
  settleNumbers(columns, guesses, values, has);
  settleBuyers(columns, guesses);
  settleProduct(columns, guesses, has);
  settlePrograms(columns, guesses, has);
  // A total of the order stands beside each of its lines, or beside the first: the lines have prices of their own.
  const isOfLine = (at: number): boolean => {
    const { has: means } = meaningsOf(columns[at] as string);
    return means("item") || means("line");
  };
  const hasLinePrice = guesses.some(
    ({ target }, at) => (target === "unitPrice" || target === "amount" || target === "net") && isOfLine(at),
  );
  if (hasLinePrice)
    for (const [at, guess] of guesses.entries())
      if (guess.target && lineAmounts.has(guess.target) && !isOfLine(at)) guess.target = undefined;
  for (const [at, guess] of guesses.entries()) {
    const cells = values[at] as readonly string[];
    if (guess.target === "cancelled" || guess.target === "cancelledOn") {
      if (cells.length > 0)
        guess.target =
          share(cells, isYesNo) > 0.9 ? "cancelled" : share(cells, (cell) => readDay(cell) !== undefined) > 0.9 ? "cancelledOn" : undefined;
    } else if (guess.target === "taxRate" && !/satz|rate|%|prozent|percent/i.test(columns[at] as string)) {
      if (isTaxAmount(at, guesses, values)) guess.target = "tax";
    } else if (guess.target === undefined && !has("kind") && isPaperKind(cells)) {
      guess.target = "kind";
      guess.by = "content";
    }
  }
  if (!has("on")) {
    const at = columns.findIndex((column, i) => {
      const { has: means } = meaningsOf(column);
      return (
        (means("created") || means("transaction")) &&
        guesses[i]?.target === undefined &&
        share(values[i] as string[], (cell) => readDay(cell) !== undefined) > 0.9
      );
    });
    if (at >= 0) (guesses[at] as Guess).target = "on";
  }
}

/** Its own number, that of the order it bills, and numbers of payments and till receipts, which count only where no other is. */
function settleNumbers(
  columns: readonly string[],
  guesses: Guess[],
  values: readonly (readonly string[])[],
  has: (target: SalesTarget) => boolean,
): void {
  const numbers = guesses.flatMap(({ target, isPhrase }, at) =>
    target === "number" ? [{ at, isPhrase, paper: purchaseKindOf(columns[at] as string), count: (values[at] as string[]).length }] : [],
  );
  const ranks = numbers.map(({ at, paper, count, isPhrase }) => {
    const { has: means } = meaningsOf(columns[at] as string);
    const kind = means("transaction") ? 3 : paper !== undefined ? 0 : means("document") ? 1 : 2;
    // "Verkaufsprotokollnummer" numbers a log; an empty column numbers nothing.
    return { at, paper, rank: kind + (isPhrase ? 0 : 0.5) + (count === 0 ? 10 : 0) };
  });
  const own = ranks.find(({ paper, rank }) => (paper === "invoice" || paper === "creditNote") && rank < 10);
  const best = own ?? [...ranks].sort((a, b) => a.rank - b.rank)[0];
  for (const { at, paper } of ranks) {
    if (at === best?.at) continue;
    (guesses[at] as Guess).target = own && paper === "order" && !has("orderNumber") ? "orderNumber" : undefined;
  }
  // Shops call the number of an order its name: "#1001".
  const isOrderName = (cell: string): boolean => /^#?[A-Z]{0,4}-?\d+$/.test(cell);
  const named = columns.findIndex(
    (column, at) => /^(?:name|order|id)$/i.test(column.trim()) && share(values[at] as string[], isOrderName) > 0.9,
  );
  const isMarked = named >= 0 && (values[named] as string[]).every((cell) => cell.startsWith("#"));
  if (named < 0 || (best !== undefined && !(isMarked && best.paper === undefined))) return;
  if (!guesses.some(({ target }) => target === "quantity" || target === "amount" || target === "net" || target === "unitPrice")) return;
  if (best !== undefined) (guesses[best.at] as Guess).target = undefined;
  (guesses[named] as Guess).target = "number";
}

/** What is called the item's name is the product, and not its description; a bare name is one beside a quantity. */
function settleProduct(columns: readonly string[], guesses: Guess[], has: (target: SalesTarget) => boolean): void {
  const isNamed = guesses.some(({ target, isPhrase }) => target === "product" && !isPhrase);
  if (isNamed)
    for (const [at, guess] of guesses.entries())
      if (guess.target === "product" && guess.isPhrase && meaningsOf(columns[at] as string).has("description")) guess.target = undefined;
  if (has("product") || !has("quantity")) return;
  const name = columns.findIndex((column, at) => /^(?:name|title|titel)$/i.test(column.trim()) && guesses[at]?.target === undefined);
  if (name >= 0) (guesses[name] as Guess).target = "product";
}

/** Who pays comes before who gets the parcel. */
function settleBuyers(columns: readonly string[], guesses: Guess[]): void {
  const isShipped = (at: number): boolean => meaningsOf(columns[at] as string).has("ship");
  const named: ReadonlySet<SalesTarget> = new Set(["customer", "customerId", "personName", "familyName", "email"]);
  const hasOther = guesses.some(({ target }, at) => target !== undefined && named.has(target) && !isShipped(at));
  for (const [at, guess] of guesses.entries())
    if (guess.target && buyerTargets.has(guess.target) && isShipped(at) && (hasOther || guess.target === "customer"))
      guess.target = undefined;
}

/** Programs whose columns say something else than their names do. */
function settlePrograms(columns: readonly string[], guesses: Guess[], has: (target: SalesTarget) => boolean): void {
  const lower = columns.map((column) => column.toLowerCase());
  // Amazon's price of an item is that of all its pieces.
  if (lower.includes("order-item-id") || lower.includes("amazon-order-id")) {
    const at = lower.indexOf("item-price");
    if (at >= 0) (guesses[at] as Guess).target = "amount";
  }
  // A firm beside the customer is the own one (ERPNext).
  if (has("customer") && guesses.filter(({ target }) => target === "customer").length > 1) {
    const first = guesses.findIndex(({ target }, at) => target === "customer" && meaningsOf(columns[at] as string).has("customer"));
    if (first >= 0) for (const [at, guess] of guesses.entries()) if (at !== first && guess.target === "customer") guess.target = undefined;
  }
}

/** Rates that somebody charges somewhere. */
const usualRates = new Set([
  0, 2.5, 2.6, 3.7, 3.8, 4, 5, 5.5, 6, 7, 7.7, 8, 8.1, 8.5, 9, 10, 12, 13, 13.5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27,
]);

/** "MwSt" may hold 19 or 39,90: the amounts beside it tell, else whether all of it are rates that are charged somewhere. */
function isTaxAmount(at: number, guesses: readonly Guess[], values: readonly (readonly string[])[]): boolean {
  const numbersOf = (column: number): (number | undefined)[] => {
    const sign = decimalSignOf(values[column] as string[]) ?? "comma";
    return (values[column] as string[]).map((cell) => readNumber(cell.replace(/[%€$£]|[A-Z]{3}/g, "").trim(), sign));
  };
  const cells = values[at] as readonly string[];
  if (cells.length === 0 || cells.some((cell) => cell.includes("%"))) return false;
  const own = numbersOf(at);
  const at2 = (target: SalesTarget): number => guesses.findIndex((guess) => guess.target === target);
  const [net, gross] = [at2("net"), Math.max(at2("gross"), at2("amount"))];
  if (net >= 0 && gross >= 0) {
    const [nets, grosses] = [numbersOf(net), numbersOf(gross)];
    if (nets.length === own.length && grosses.length === own.length) {
      const isAmount = own.filter((tax, i) => tax !== undefined && Math.abs((grosses[i] ?? 0) - (nets[i] ?? 0) - tax) < 0.02).length;
      const isRate = own.filter((tax, i) => {
        const rate = tax !== undefined && Math.abs(tax) > 1 ? tax / 100 : (tax ?? 0);
        return Math.abs((nets[i] ?? 0) * (1 + rate) - (grosses[i] ?? 0)) < 0.02;
      }).length;
      if (isAmount !== isRate) return isAmount > isRate;
    }
  }
  if (net < 0 && gross >= 0) {
    const grosses = numbersOf(gross);
    // What a gross leaves without its tax tells the rate: 19 of 119 is an amount.
    const isShare = (tax: number | undefined, i: number): boolean =>
      tax !== undefined && tax !== 0 && usualRates.has(Number(((tax / ((grosses[i] ?? 0) - tax)) * 100).toFixed(1)));
    if (grosses.length === own.length && own.length > 0 && own.every(isShare)) return true;
  }
  return !own.every((tax) => tax !== undefined && (usualRates.has(tax) || usualRates.has(Number((tax * 100).toPrecision(4)))));
}

/** A column whose cells all name a kind of paper tells it, whatever it is called. */
function isPaperKind(cells: readonly string[]): boolean {
  const kinds = [...new Set(cells)];
  return kinds.length > 0 && kinds.length <= 20 && kinds.every((kind) => kind.length < 40 && purchaseKindOf(kind) !== undefined);
}
