// Orders, invoices and credit notes with their lines, from one table or from heads and lines joined by number.
import { centsOf } from "../../domain/currency.ts";
import { netOf, type PurchaseLine } from "../../domain/purchase.ts";
import type { RevenueFrom } from "../../domain/settings.ts";
import { sha256Hex } from "../../lib/hash.ts";
import type { RecordId } from "../../lib/id.ts";
import type { CsvRow } from "../csv.ts";
import type { Draft } from "../draft.ts";
import { countMeaning, money, peopleIn, targetsIn } from "../headingTargets.ts";
import type { KnownRecords } from "../known.ts";
import { isYesNo } from "../mapping.ts";
import { nameKey } from "../partyDraft.ts";
import type { Preset, PresetReader } from "../preset.ts";
import { Amounts, type Figures } from "../salesAmounts.ts";
import type { Customers } from "../salesCustomers.ts";
import { DerivedKeys, filled, type Made, type SalesDesk } from "../salesDesk.ts";
import { buyers, customers, ownerIds, owners, products } from "../salesPhrases.ts";
import { readSalesWords } from "../salesRules.ts";
import type { SalesTable } from "../salesTable.ts";
import type { SalesTarget } from "../salesTargets.ts";
import { isYes, type PaperState, paperStateOf, purchaseKindOf } from "../salesWords.ts";
import type { TableSource } from "../source.ts";
import { guessSystem } from "../system.ts";
import { tableKind } from "../tableKind.ts";
import { isEmail, isPhoneLike, readDay } from "../value.ts";
import { isDealTable } from "./deal.ts";
import type { Products } from "./product.ts";

/** Lines or heads of orders, invoices and credit notes. */
export const purchaseTable = tableKind<SalesTarget>({
  role: "purchase",
  rank: 4,
  targets: {
    customerId: "text",
    customer: "text",
    productId: "text",
    product: "text",
    sku: "text",
    quantity: "number",
    currency: "text",
    owner: "text",
    ownerId: "text",
    note: "text",
    number: "text",
    orderNumber: "text",
    kind: "text",
    on: "day",
    unitPrice: "number",
    discount: "share",
    discountAmount: "number",
    net: "number",
    gross: "number",
    amount: "number",
    tax: "number",
    taxRate: "share",
    unitCost: "number",
    profit: "number",
    freight: "number",
    status: "text",
    cancelled: "text",
    cancelledOn: "day",
    lineKey: "text",
    text: "text",
    category: "text",
    unit: "text",
    salutation: "text",
    givenName: "text",
    familyName: "text",
    personName: "text",
    email: "text",
    phone: "text",
    street: "text",
    houseNumber: "text",
    addressExtra: "text",
    postalCode: "text",
    locality: "text",
    region: "text",
    country: "text",
    tags: "text",
  },
  phrases: {
    ...customers,
    ...products,
    number:
      "Order ID|Order number|Order no|Order|Order key|Sales order|Bestellnummer|Bestellnr|Bestell-Nr|Bestellung|Auftragsnummer|Auftragsnr|Auftrags-Nr|Auftrag|Invoice|Invoice ID|Invoice number|Invoice no|Rechnung|Rechnungsnummer|Rechnungsnr|Rechnungs-Nr|Gutschrift|Gutschriftsnummer|Gutschrift-Nr|Credit note|Credit note number|Belegnummer|Belegnr|Beleg-Nr|Beleg|Bon|Bonnummer|Bon-Nr|Transaction|Transaction ID|Receipt|Receipt number|Basket ID|Document number|Document no|Vorgangsnummer",
    kind: "Document type|Belegart|Belegtyp|Vorgangsart|Order type|Invoice type|Rechnungsart|Rechnungstyp|Dokumenttyp|Dokumentart|Auftragsart",
    on: "Date|Datum|Order date|Bestelldatum|Auftragsdatum|Invoice date|Rechnungsdatum|Belegdatum|Kaufdatum|Purchase date|Transaction date|Verkaufsdatum|Buchungsdatum|Sale date|Sales date|Order purchase timestamp|Bestellt am|Ordered on|Ordered at|Order time|Gutschriftsdatum|Tag",
    product: `${products.product}|Bezeichnung|Positionstext|Description|Beschreibung`,
    category:
      "Category|Kategorie|Category name|Kategoriename|Warengruppe|Artikelgruppe|Produktgruppe|Product category|Product group|Sparte",
    quantity: "Quantity|Menge|Anzahl|Qty|Stück|Stückzahl|Units|Order quantity|Bestellmenge|Order qty|Quantity ordered|CDs|Liefermenge",
    unitPrice:
      "Unit price|Einzelpreis|Preis|Price|Stückpreis|E-Preis|EP|VK|VK-Preis|Verkaufspreis|Price each|Nettopreis|Preis pro Stück|Selling price",
    discount: "Discount|Rabatt|Nachlass|Rabatt in|Discount percent|Rabatt Prozent|Discount rate|Rabattsatz",
    net: "Net|Netto|Nettobetrag|Net amount|Net value|Nettowert|Warenwert|Subtotal|Zwischensumme|Total net|Gesamt netto|Betrag netto|Rechnungsbetrag netto|Nettobtrag",
    gross: "Brutto|Bruttobetrag|Gross|Gross amount|Gross total|Gesamt brutto|Betrag brutto|Endbetrag brutto",
    amount:
      "Amount|Betrag|Sales|Umsatz|Total|Gesamt|Gesamtpreis|Line total|Positionswert|Positionsbetrag|Positionspreis|Revenue|Summe|Sales amount|Spend|Value|Wert|Extended price|Rechnungsbetrag|Gesamtbetrag|Endbetrag|Gesamtsumme|Rechnungssumme|Bestellsumme|Order total|Order value|Total amount|Grand total|Invoice total|Total price|Amount due|Zahlbetrag|Preis gesamt",
    tax: "Tax|Taxes|Tax amount|MwSt-Betrag|USt-Betrag|Steuerbetrag|VAT amount|Steuer|Order tax",
    discountAmount: "Discount amount|Rabattbetrag|Lineitem discount|Discounts",
    profit: "Profit|Gewinn|Rohertrag|Rohgewinn|Deckungsbeitrag|DB|Gross profit",
    status:
      "Status|Order status|Bestellstatus|Auftragsstatus|Invoice status|Rechnungsstatus|Belegstatus|Financial status|Zahlungsstatus|Zahlstatus|Payment status",
    cancelled: "Storniert|Storno|Cancelled|Canceled|Annulliert|Is cancelled|Gelöscht|Deleted",
    ...buyers,
    freight: "Freight|Fracht|Frachtkosten|Versandkosten|Versand|Shipping|Shipping cost|Shipping costs|Porto|Freight cost|Shipping fee",
    cancelledOn: "Cancelled on|Cancelled at|Canceled at|Storniert am|Stornodatum|Cancellation date",
    orderNumber:
      "Order reference|Related order|Source order|Original order|Sales order reference|Zu Auftrag|Auftragsbezug|Bezug Auftrag|Zu Bestellung|Bestellbezug|Aus Auftrag",
    owner: owners,
    ownerId: ownerIds,
    lineKey: "Line|Line number|Line no|Position|Pos|Positionsnummer|Pos-Nr|Line item|Zeile|Row ID",
    note: "Note|Notiz|Bemerkung|Comment|Kommentar",
  },
  readWords: (heading) => readSalesWords(heading, "purchase"),
});

const basketsRole = "baskets";

export const purchasePreset: Preset<"purchase"> = {
  noun: "purchase",
  tables: [purchaseTable],
  speaksFor: (table) => (table.hasHeader ? !table.isDatev && !isDealTable(table) && isPurchases(table.headings) : isBaskets(table.sample)),
  open: ({ desk, customers: people, readerOf }) => new Purchases(desk, people, readerOf("product")),
  exampleOf: (fields, { partyOf }) => {
    const { number, on, currency = "" } = fields as Readonly<Record<string, string | undefined>>;
    const lines = (fields["lines"] ?? []) as readonly PurchaseLine[];
    const nets = lines.map((line) => netOf(line, currency));
    const net = nets.some((one) => one !== null) ? nets.reduce<number>((sum, one) => sum + (one ?? 0), 0) : undefined;
    const party = partyOf(fields["party"]);
    return {
      name: number ?? "",
      currency,
      ...(party !== undefined && { party }),
      ...(on !== undefined && { on }),
      lines: lines.length,
      ...(net !== undefined && { amountCents: centsOf(net, currency) }),
    };
  },
};

function isPurchases(headings: readonly string[]): boolean {
  const purchase = targetsIn(headings, purchaseTable);
  const people = peopleIn(headings);
  const isPaper = headings.some((heading) => purchaseTable.read(heading) === "number" && purchaseKindOf(heading) !== undefined);
  const isSold = purchase.has(...money, "quantity", "productId", "product");
  if (purchase.has("number") && (isPaper ? purchase.has("on") || isSold : purchase.has("on") && isSold && people < 2)) return true;
  if (isLineItems(headings)) return true;
  const isBought = purchase.has("customer", "customerId", "product", "productId", "personName", "givenName");
  const isOrdered = countMeaning(headings, (has) => has("order", "date")) > 0 && countMeaning(headings, (has) => has("total")) > 0;
  return purchase.has("on") && purchase.has(...money, "quantity") && isBought && (people < 2 || isOrdered);
}

/** Shops name what stands in a line: "Lineitem quantity", "item-price". */
const isLineItems = (headings: readonly string[]): boolean =>
  countMeaning(headings, (has) => has("item", "quantity") || has("line", "quantity")) > 0 &&
  countMeaning(headings, (has) => has("item", "price") || has("line", "price")) > 0 &&
  countMeaning(headings, (has) => has("order") || has("bill") || has("ship")) > 1;

/** Rows of words, of many lengths and without figures: one basket a line. */
function isBaskets(rows: readonly (readonly string[])[]): boolean {
  const lengths = new Set(rows.map((row) => row.length));
  const cells = rows.flat().filter((cell) => cell.trim() !== "");
  if (rows.length < 2 || lengths.size < 3 || cells.length === 0) return false;
  if (cells.some((cell) => isEmail(cell) || isPhoneLike(cell) || readDay(cell) !== undefined || isYesNo(cell))) return false;
  return cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}

type Paper = ReturnType<typeof purchaseKindOf>;

/** An invoice that names the order it bills. */
interface OrderLink {
  readonly purchase: Made;
  readonly number: string;
  readonly table: SalesTable;
  readonly row: CsvRow;
}

class Purchases implements PresetReader {
  readonly #desk: SalesDesk;
  readonly #customers: Customers;
  readonly #products: Products;
  readonly #made: Made[] = [];
  readonly #links: OrderLink[] = [];
  readonly #amounts = new Map<SalesTable, Amounts>();
  readonly #derived = new DerivedKeys();

  constructor(desk: SalesDesk, customers: Customers, products: Products) {
    this.#desk = desk;
    this.#customers = customers;
    this.#products = products;
  }

  read(role: string, sources: readonly TableSource[]): void {
    if (role === basketsRole) for (const source of sources) this.#addBaskets(source);
    else this.#add(sources.map((source) => this.#desk.open(source, purchaseTable)));
  }

  finish(): Promise<void> {
    return this.#link();
  }

  /** One basket a line, one line an item, names as they stand in the file. */
  #addBaskets(source: TableSource): void {
    const rows = source.rows();
    const hints = this.#desk.hintsFor(source.file);
    const system = this.#desk.options.system ?? guessSystem(source.name, source.table.headings, false);
    const print = this.#desk.printOf(rows);
    for (const row of rows) {
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

  #add(tables: readonly SalesTable[]): void {
    // A table whose every row has its own number and no product tells of whole papers; beside lines it is their head.
    const isHead = (table: SalesTable): boolean => !table.has("product") && !table.has("productId");
    const heads = tables.filter(isHead);
    const bodies = tables.filter((table) => !isHead(table));
    const papers = new Papers();
    for (const table of heads)
      this.#addHeads(
        table,
        bodies.some((body) => belong(table, body)),
        papers,
      );
    for (const table of tables) this.#askWhose(table);
    for (const table of bodies) {
      const of = heads.filter((head) => belong(head, table)).map(paperOf);
      if (of.length > 0) this.#addLinesOf(table, of, papers);
      else this.#addWhole(table, papers);
    }
    for (const [purchase, lines] of papers.linesOf) purchase.fields["lines"] = lines;
  }

  /** Invoices that name one customer, by number only: a supplier writes ours so, and nobody else does. */
  #askWhose(table: SalesTable): void {
    const { papers } = this.#desk.options;
    if (papers !== undefined || paperOf(table) !== "invoice" || !table.has("customerId")) return;
    if (["customer", "personName", "familyName", "email"].some((target) => table.has(target as SalesTarget))) return;
    const numbers = new Set(table.rows.map((row) => table.text(row, "customerId")));
    const [number = ""] = numbers;
    if (numbers.size !== 1 || number === "" || this.#customers.numbered(number, "organisation")) return;
    this.#desk.questions.push({ code: "whose-papers", ...(table.file !== undefined && { file: table.file }), count: table.rows.length });
  }

  #amountsOf(table: SalesTable): Amounts {
    const known = this.#amounts.get(table);
    if (known) return known;
    const made = new Amounts(table, this.#desk.hintsFor(table.file), this.#desk.questions);
    this.#amounts.set(table, made);
    return made;
  }

  /** Papers as a whole, or heads of those whose lines stand in another table. */
  #addHeads(table: SalesTable, hasLines: boolean, papers: Papers): void {
    for (const row of table.rows) {
      const number = table.text(row, "number");
      if (hasLines && number === "") {
        table.problem(row, "number-missing", "number");
        continue;
      }
      // A paper whose only line cannot be read is not made.
      const figures = hasLines ? null : this.#amountsOf(table).of(row);
      if (figures === undefined) continue;
      const key = hasLines ? joinedKey(paperOf(table), number) : papers.keyOf(table, row);
      const purchase = papers.get(number, key) ?? this.#open(table, row, papers);
      if (!purchase) continue;
      papers.set(number, key, purchase);
      if (figures) this.#addLine(table, row, figures, purchase, papers);
    }
  }

  /** Lines of papers whose heads stand in another table. */
  #addLinesOf(table: SalesTable, kinds: readonly Paper[], papers: Papers): void {
    for (const row of table.rows) {
      const number = table.text(row, "number");
      const purchase = kinds.map((paper) => papers.get(number, joinedKey(paper, number))).find((one) => one !== undefined);
      const figures = purchase && this.#amountsOf(table).of(row);
      if (purchase) figures && this.#addLine(table, row, figures, purchase, papers, true);
      else if (!papers.refused.has(number))
        table.problem(row, number === "" ? "number-missing" : "order-missing", "number", number || undefined);
    }
  }

  /** Lines that say themselves which paper they are of. */
  #addWhole(table: SalesTable, papers: Papers): void {
    for (const row of table.rows) {
      const number = table.text(row, "number");
      if (table.has("number") && number === "") {
        table.problem(row, "number-missing", "number");
        continue;
      }
      const figures = this.#amountsOf(table).of(row);
      if (!figures) continue;
      const key = papers.keyOf(table, row);
      const purchase = papers.get(number, key) ?? this.#open(table, row, papers);
      if (!purchase) continue;
      papers.set(number, key, purchase);
      this.#addLine(table, row, figures, purchase, papers);
    }
  }

  #open(table: SalesTable, row: CsvRow, papers: Papers): Made | undefined {
    if (papers.isLeftOut(table, row)) return undefined;
    const purchase = this.#start(table, row, papers);
    if (purchase) papers.linesOf.set(purchase, []);
    else papers.refused.add(table.text(row, "number"));
    return purchase;
  }

  #start(table: SalesTable, row: CsvRow, papers: Papers): Made | undefined {
    const number = table.text(row, "number");
    const state = this.#stateOf(table, row);
    if (state === "draft") {
      papers.leaveOut(table, row);
      return undefined;
    }
    const on = table.day(row, "on");
    const cancelledOn = table.day(row, "cancelledOn");
    const freight = table.number(row, "freight");
    if (on === undefined || cancelledOn === undefined || freight === undefined) return undefined;
    const desk = this.#desk;
    const hints = desk.hintsFor(table.file);
    const endedOn = cancelledOn ?? (state === "cancelled" ? on : null);
    if (state === "cancelled" && endedOn === null) {
      hints.add("drafts-left-out", row.line, table.text(row, "status") || table.text(row, "cancelled"), table.headingOf("status"));
      papers.leaveOut(table, row);
      return undefined;
    }
    if (on === null) hints.add("day-missing", row.line, undefined, table.headingOf("on"));
    const currency = desk.currencyOf(table, row);
    const party = this.#customers.partyOf(table, row);
    const seller = table.text(row, "ownerId");
    const owner = table.text(row, "owner") || this.#customers.staffNameOf(seller);
    const orderNumber = table.text(row, "orderNumber");
    const status = table.text(row, "status");
    const custom = {
      ...table.custom(row),
      ...this.#customers.beside(table, row, party),
      ...(status !== "" && { [table.headingOf("status")]: status }),
      ...(seller !== "" && owner === "" && { [table.headingOf("ownerId")]: seller }),
    };
    if (freight) hints.add("freight-apart", row.line, undefined, table.headingOf("freight"));
    const key = number || table.key(row) || this.#derivedKey(table, row, on);
    desk.make("b", this.#made, "purchase", table, row, {
      kind: purchaseKindOf(table.text(row, "kind")) ?? paperOf(table) ?? "order",
      ...filled("number", number),
      ...(party !== null && { party }),
      ...(on !== null && { on }),
      currency,
      ...(freight !== null && { freightCents: centsOf(freight, currency) }),
      ...(endedOn !== null && { cancelledOn: endedOn }),
      ...filled("owner", owner),
      ...filled("note", table.text(row, "note")),
      externalIds: { [desk.systemOf(table)]: key },
      ...(Object.keys(custom).length > 0 && { custom }),
    });
    const made = this.#made.at(-1) as Made;
    if (orderNumber !== "") this.#links.push({ purchase: made, number: orderNumber, table, row });
    return made;
  }

  /** What a status makes of a paper: cancelled and failed ones count for nothing, and drafts are none yet. */
  #stateOf(table: SalesTable, row: CsvRow): PaperState {
    const hints = this.#desk.hintsFor(table.file);
    const status = table.text(row, "status");
    if (isYes(table.text(row, "cancelled"))) {
      hints.add("cancelled-by-status", row.line, table.text(row, "cancelled"), table.headingOf("cancelled"));
      return "cancelled";
    }
    const state = status === "" ? "counts" : paperStateOf(status);
    if (state === "cancelled") hints.add("cancelled-by-status", row.line, status, table.headingOf("status"));
    else if (state === "draft") hints.add("drafts-left-out", row.line, status, table.headingOf("status"));
    else if (state === undefined) hints.add("status-unknown", row.line, status, table.headingOf("status"));
    return state ?? "counts";
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
    papers: Papers,
    isJoined = false,
  ): void {
    const hints = this.#desk.hintsFor(table.file);
    const lines = papers.linesOf.get(purchase) as Record<string, unknown>[];
    const name = table.text(row, "product");
    const product = this.#products.productOf(
      table.text(row, "productId") || table.text(row, "sku"),
      name,
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
    // It is what the line came to after its discount, which must not be taken once more.
    const share = 1 - (discount ?? 0);
    const divided = stated !== null && !isWhole && count !== 0 && share !== 0 ? Number((stated / count / share).toPrecision(15)) : null;
    const price = unitPrice ?? divided;
    const custom = lineCustom(table, row, isJoined ? undefined : purchase.fields["custom"]);
    const used = new Set(lines.map((line) => line["key"]));
    const lineKey = table.text(row, "lineKey");
    lines.push({
      key: lineKey !== "" && !used.has(lineKey) ? lineKey : freeKey(lines.length + 1, used),
      ...(product !== null && { product }),
      ...filled("text", table.text(row, "text") || this.#products.otherNameOf(product, name)),
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
  async #link(): Promise<void> {
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
  #revenue(): Draft | undefined {
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
  drafts(): readonly Draft[] {
    const isOrder = ({ fields }: Made): boolean => fields["kind"] === "order";
    const revenue = this.#revenue();
    return [...this.#made.filter(isOrder), ...this.#made.filter((draft) => !isOrder(draft)), ...(revenue ? [revenue] : [])];
  }
}

/** What counts, or is going to: orders where there are any, unless somebody said otherwise. */
const revenueOf = (hasOrders: boolean, known: KnownRecords["revenue"]): RevenueFrom =>
  known?.from ?? (hasOrders || known?.hasOrders ? "order" : "invoice");

/** What kind of paper a table lists, by the heading of its numbers. */
const paperOf = (table: SalesTable): Paper => {
  if (!papers.has(table)) papers.set(table, table.has("number") ? purchaseKindOf(table.headingOf("number")) : undefined);
  return papers.get(table);
};
/** Asked for every line. */
const papers = new WeakMap<SalesTable, Paper>();

const joinedKey = (paper: Paper, number: string): string => `${paper ?? ""}\u0000${number}`;

const belong = (a: SalesTable, b: SalesTable): boolean => !paperOf(a) || !paperOf(b) || paperOf(a) === paperOf(b);

/** The papers of an import while their lines are gathered. */
class Papers {
  readonly linesOf = new Map<Made, Record<string, unknown>[]>();
  /** Numbers of papers that could not be read, so that their lines are not told as well. */
  readonly refused = new Set<string>();
  readonly #byKey = new Map<string, Made>();
  /** Number → day and customer of the paper that bore it last. */
  readonly #last = new Map<string, { readonly day: string; readonly who: string; readonly key: string }>();
  readonly #leftOut = new Set<string>();

  /**
   * Numbers begin anew each year in some books: without a table of heads the customer and the day must agree as well. What a further line
   * leaves blank is as in the line before: shops and merged cells write the head once.
   */
  keyOf(table: SalesTable, row: CsvRow): string {
    const number = `${paperOf(table) ?? ""}\u0000${table.text(row, "number")}`;
    const day = table.dayKey(row, "on");
    const who = whoOf(table, row);
    const last = this.#last.get(number);
    if (last && (day === "" || day === last.day) && (who === "" || who === last.who)) return last.key;
    const key = [number, day, who].join("\u0000");
    this.#last.set(number, { day, who, key });
    return key;
  }

  get(number: string, key: string): Made | undefined {
    return number === "" ? undefined : this.#byKey.get(key);
  }

  set(number: string, key: string, purchase: Made): void {
    if (number !== "") this.#byKey.set(key, purchase);
  }

  leaveOut(table: SalesTable, row: CsvRow): void {
    if (table.text(row, "number") !== "") this.#leftOut.add(this.keyOf(table, row));
  }

  isLeftOut(table: SalesTable, row: CsvRow): boolean {
    return this.#leftOut.size > 0 && this.#leftOut.has(this.keyOf(table, row));
  }
}

/** Who a row says has bought, as far as it tells one row from another. */
const whoOf = (table: SalesTable, row: CsvRow): string =>
  table.text(row, "customerId") ||
  table.text(row, "customer") ||
  table.text(row, "email") ||
  [table.text(row, "givenName"), table.text(row, "familyName"), table.text(row, "personName")].filter(Boolean).join(" ");

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
