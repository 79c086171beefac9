// Orders, invoices and credit notes with their lines, from one table or from heads and lines joined by number.
import { centsOf } from "../domain/currency.ts";
import type { RevenueFrom } from "../domain/settings.ts";
import { sha256Hex } from "../lib/hash.ts";
import type { RecordId } from "../lib/id.ts";
import type { CsvRow } from "./csv.ts";
import type { Draft } from "./draft.ts";
import type { KnownRecords } from "./known.ts";
import { nameKey } from "./partyDraft.ts";
import type { Customers } from "./salesCustomers.ts";
import { DerivedKeys, filled, type Made, type SalesDesk, type Source } from "./salesDesk.ts";
import { purchaseKindOf } from "./salesHeading.ts";
import type { Products } from "./salesProducts.ts";
import type { SalesTable } from "./salesTable.ts";
import { guessSystem } from "./system.ts";

type Paper = ReturnType<typeof purchaseKindOf>;

/** An invoice that names the order it bills. */
interface OrderLink {
  readonly purchase: Made;
  readonly number: string;
  readonly table: SalesTable;
  readonly row: CsvRow;
}

export class Purchases {
  readonly #desk: SalesDesk;
  readonly #customers: Customers;
  readonly #products: Products;
  readonly #made: Made[] = [];
  readonly #links: OrderLink[] = [];
  readonly #derived = new DerivedKeys();

  constructor(desk: SalesDesk, customers: Customers, products: Products) {
    this.#desk = desk;
    this.#customers = customers;
    this.#products = products;
  }

  /** One basket a line, one line an item, names as they stand in the file. */
  addBaskets(source: Source): void {
    const hints = this.#desk.hintsFor(source.file);
    const system = this.#desk.options.system ?? guessSystem(source.name, source.headings, false);
    const print = this.#desk.printOf(source.rows);
    for (const row of source.rows) {
      this.#desk.rows++;
      const items = row.cells.filter((cell) => cell.trim() !== "");
      const lines = items.map((name, i) => ({
        key: String(i + 1),
        product: this.#products.productOf("", name, { file: source.file, system }, row),
        quantity: 1,
      }));
      hints.add("baskets", row.line);
      this.#desk.make("b", this.#made, "purchase", source, row, {
        kind: "order",
        lines,
        externalIds: { [system]: `${print}:${row.line}` },
      });
    }
  }

  add(tables: readonly SalesTable[]): void {
    // A table whose every row has its own number and no product tells of whole papers; beside lines it is their head.
    const isHead = (table: SalesTable): boolean => !table.has("product") && !table.has("productId");
    const heads = tables.filter(isHead);
    const bodies = tables.filter((table) => !isHead(table));
    const belong = (a: SalesTable, b: SalesTable): boolean => !paperOf(a) || !paperOf(b) || paperOf(a) === paperOf(b);
    const byNumber = new Map<string, Made>();
    const linesOf = new Map<Made, Record<string, unknown>[]>();
    const refused = new Set<string>();
    const start = (table: SalesTable, row: CsvRow): Made | undefined => {
      const purchase = this.#start(table, row);
      if (purchase) linesOf.set(purchase, []);
      else refused.add(table.text(row, "number"));
      return purchase;
    };
    for (const table of heads) {
      const hasLines = bodies.some((body) => belong(table, body));
      for (const row of table.rows) {
        const number = table.text(row, "number");
        if (hasLines && number === "") {
          table.problem(row, "number-missing", "number");
          continue;
        }
        // A paper whose only line cannot be read is not made.
        const figures = hasLines ? null : figuresOf(table, row);
        if (figures === undefined) continue;
        const key = hasLines ? joinedKey(paperOf(table), number) : apartKey(table, row);
        const purchase = (number === "" ? undefined : byNumber.get(key)) ?? start(table, row);
        if (!purchase) continue;
        if (number !== "") byNumber.set(key, purchase);
        if (figures) this.#addLine(table, row, figures, purchase, linesOf);
      }
    }
    for (const table of bodies) {
      const papers = heads.filter((head) => belong(head, table)).map(paperOf);
      for (const row of table.rows) {
        const number = table.text(row, "number");
        if (papers.length > 0) {
          const purchase = papers.map((paper) => byNumber.get(joinedKey(paper, number))).find((one) => one !== undefined);
          const figures = purchase && figuresOf(table, row);
          if (purchase) figures && this.#addLine(table, row, figures, purchase, linesOf, true);
          else if (!refused.has(number))
            table.problem(row, number === "" ? "number-missing" : "order-missing", "number", number || undefined);
          continue;
        }
        if (table.has("number") && number === "") {
          table.problem(row, "number-missing", "number");
          continue;
        }
        const figures = figuresOf(table, row);
        if (!figures) continue;
        const key = apartKey(table, row);
        const purchase = (number === "" ? undefined : byNumber.get(key)) ?? start(table, row);
        if (!purchase) continue;
        if (number !== "") byNumber.set(key, purchase);
        this.#addLine(table, row, figures, purchase, linesOf);
      }
    }
    for (const [purchase, lines] of linesOf) purchase.fields["lines"] = lines;
  }

  #start(table: SalesTable, row: CsvRow): Made | undefined {
    const number = table.text(row, "number");
    const on = table.day(row, "on");
    const cancelledOn = table.day(row, "cancelledOn");
    const freight = table.number(row, "freight");
    if (on === undefined || cancelledOn === undefined || freight === undefined) return undefined;
    const desk = this.#desk;
    const hints = desk.hintsFor(table.file);
    if (on === null) hints.add("day-missing", row.line, undefined, table.headingOf("on"));
    const currency = desk.currencyOf(table, row);
    const party = this.#customers.partyOf(table, row);
    const seller = table.text(row, "ownerId");
    const owner = table.text(row, "owner") || this.#customers.staffNameOf(seller);
    const orderNumber = table.text(row, "orderNumber");
    const custom = { ...table.custom(row), ...(seller !== "" && owner === "" && { [table.headingOf("ownerId")]: seller }) };
    if (freight) hints.add("freight-apart", row.line, undefined, table.headingOf("freight"));
    const key = number || table.key(row) || this.#derivedKey(table, row, on);
    desk.make("b", this.#made, "purchase", table, row, {
      kind: purchaseKindOf(table.text(row, "kind")) ?? paperOf(table) ?? "order",
      ...filled("number", number),
      ...(party !== null && { party }),
      ...(on !== null && { on }),
      currency,
      ...(freight !== null && { freightCents: centsOf(freight, currency) }),
      ...(cancelledOn !== null && { cancelledOn }),
      ...filled("owner", owner),
      ...filled("note", table.text(row, "note")),
      externalIds: { [desk.systemOf(table)]: key },
      ...(Object.keys(custom).length > 0 && { custom }),
    });
    const made = this.#made.at(-1) as Made;
    if (orderNumber !== "") this.#links.push({ purchase: made, number: orderNumber, table, row });
    return made;
  }

  /** What a row without a number is known by: customer and day; where it names nobody, all that it says; without a day, its file. */
  #derivedKey(table: SalesTable, row: CsvRow, on: string | null): string {
    if (on === null) return `${this.#desk.printOf(table.rows)}:${row.line}`;
    const who = table.text(row, "customerId") || nameKey(table.text(row, "customer"));
    return this.#derived.next(`${who || sha256Hex(row.cells.join("\u001f")).slice(0, 12)}|${on}`);
  }

  #addLine(
    table: SalesTable,
    row: CsvRow,
    { quantity, unitPrice, discount, net, unitCost, taxRate }: Figures,
    purchase: Made,
    linesOf: Map<Made, Record<string, unknown>[]>,
    isJoined = false,
  ): void {
    const hints = this.#desk.hintsFor(table.file);
    const lines = linesOf.get(purchase) as Record<string, unknown>[];
    const product = this.#products.productOf(
      table.text(row, "productId") || table.text(row, "sku"),
      table.text(row, "product"),
      { file: table.file, system: this.#desk.systemOf(table) },
      row,
      { ...filled("category", table.text(row, "category")), ...filled("unit", table.text(row, "unit")) },
    );
    const currency = purchase.fields["currency"] as string;
    let count = quantity ?? 1;
    let stated = net;
    if (purchase.fields["kind"] === "creditNote" && count >= 0 && (stated ?? unitPrice ?? 0) > 0) {
      // A credit note states what it gives back as a positive sum; here returns are negative.
      count = -count;
      stated = stated === null ? null : -stated;
      hints.add("amounts-negated", row.line, undefined, table.headingOf("number"));
    } else if (count < 0 || (stated ?? 0) < 0) hints.add("returns", row.line, undefined, table.headingOf(count < 0 ? "quantity" : "net"));
    const netCents = stated === null ? null : centsOf(stated, currency);
    // A net finer than the smallest coin is no stated amount of money but a price that was multiplied.
    const isWhole = stated === null || netCents === null || Math.abs(centsOf(stated * 1000, currency) / 1000 - netCents) < 1e-9;
    const price = unitPrice ?? (stated !== null && !isWhole && count !== 0 ? stated / count : null);
    const custom = lineCustom(table, row, isJoined ? undefined : purchase.fields["custom"]);
    const used = new Set(lines.map((line) => line["key"]));
    const lineKey = table.text(row, "lineKey");
    lines.push({
      key: lineKey !== "" && !used.has(lineKey) ? lineKey : freeKey(lines.length + 1, used),
      ...(product !== null && { product }),
      ...filled("text", table.text(row, "text")),
      quantity: count,
      ...(price !== null && { unitPrice: price }),
      ...(discount !== null && discount !== 0 && { discount }),
      ...(netCents !== null && isWhole && { netCents }),
      ...(unitCost !== null && { unitCost }),
      ...(taxRate !== null && { taxRate }),
      ...(custom && { custom }),
    });
  }

  /** Ties invoices to the orders they name: of this import, else of the workspace; a number nobody knows is kept. */
  async link(): Promise<void> {
    if (this.#links.length === 0) return;
    const orders = new Map<string, string | null>();
    for (const { key, fields } of this.#made) {
      const number = fields["kind"] === "order" ? (fields["number"] as string | undefined) : undefined;
      if (number !== undefined) orders.set(number, orders.has(number) ? null : `#${key}`);
    }
    const wanted = new Set(this.#links.map(({ number }) => number).filter((number) => !orders.has(number)));
    const known: ReadonlyMap<string, RecordId> =
      wanted.size > 0 ? ((await this.#desk.options.known?.ordersByNumber?.([...wanted])) ?? new Map()) : new Map();
    for (const { purchase, number, table, row } of this.#links) {
      const order = orders.get(number) ?? known.get(number);
      if (order && order !== `#${purchase.key}` && purchase.fields["kind"] !== "order") purchase.fields["order"] = order;
      else {
        const heading = table.headingOf("orderNumber");
        purchase.fields["custom"] = { ...(purchase.fields["custom"] as object | undefined), [heading]: number };
        this.#desk.hintsFor(table.file).add("order-unknown", row.line, number, heading);
      }
    }
  }

  /** What counts as revenue from now on, where nobody has said so yet; and a word where orders and invoices would both. */
  revenue(): Draft | undefined {
    const known = this.#desk.options.known?.revenue;
    const [first] = this.#made;
    if (!first) return undefined;
    const hasOrders = this.#made.some(({ fields }) => fields["kind"] === "order");
    const other = this.#made.find(({ fields }) => (fields["kind"] === "order") !== (revenueOf(hasOrders, known) === "order"));
    if (other) this.#desk.hintsFor(other.file).add("orders-and-invoices", other.line);
    if (!known || known.from !== null) return undefined;
    const revenueFrom = revenueOf(hasOrders, known);
    return { key: "revenue", kind: "settings", id: "meta.settings" as RecordId, fields: { revenueFrom }, line: first.line };
  }

  /** Orders before what bills them. */
  drafts(): Draft[] {
    const isOrder = ({ fields }: Made): boolean => fields["kind"] === "order";
    return [...this.#made.filter(isOrder), ...this.#made.filter((draft) => !isOrder(draft))];
  }
}

type Figures = Readonly<Record<"quantity" | "unitPrice" | "discount" | "net" | "unitCost" | "taxRate", number | null>>;

/** The figures of a line; undefined where one of them is none, which is told. */
function figuresOf(table: SalesTable, row: CsvRow): Figures | undefined {
  const [quantity, unitPrice, discount, net, unitCost, taxRate] = [
    table.number(row, "quantity"),
    table.number(row, "unitPrice"),
    table.number(row, "discount"),
    table.number(row, "net"),
    table.number(row, "unitCost"),
    table.number(row, "taxRate"),
  ];
  if (quantity === undefined || unitPrice === undefined || discount === undefined) return undefined;
  if (net === undefined || unitCost === undefined || taxRate === undefined) return undefined;
  return { quantity, unitPrice, discount, net, unitCost, taxRate };
}

/** What counts, or is going to: orders where there are any, unless somebody said otherwise. */
const revenueOf = (hasOrders: boolean, known: KnownRecords["revenue"]): RevenueFrom =>
  known?.from ?? (hasOrders || known?.hasOrders ? "order" : "invoice");

/** What kind of paper a table lists, by the heading of its numbers. */
const paperOf = (table: SalesTable): Paper => (table.has("number") ? purchaseKindOf(table.headingOf("number")) : undefined);

const joinedKey = (paper: Paper, number: string): string => `${paper ?? ""}\u0000${number}`;

/** Numbers begin anew each year in some books: without a table of heads the customer and the day must agree as well. */
const apartKey = (table: SalesTable, row: CsvRow): string =>
  [
    paperOf(table) ?? "",
    table.text(row, "number"),
    table.text(row, "on"),
    table.text(row, "customerId") || table.text(row, "customer"),
  ].join("\u0000");

/** What a line says beside its order, where the order has not said it already. */
function lineCustom(table: SalesTable, row: CsvRow, said: unknown): Record<string, string> | undefined {
  const own = Object.entries(table.custom(row) ?? {}).filter(
    ([heading, value]) => (said as Record<string, string> | undefined)?.[heading] !== value,
  );
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

function freeKey(from: number, used: ReadonlySet<unknown>): string {
  let n = from;
  while (used.has(String(n))) n++;
  return String(n);
}
