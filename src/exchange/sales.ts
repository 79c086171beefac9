// A dry run for products, purchases and deals. Several files make one import and are joined by their keys: lines and their
// orders, products and their categories, deals and who sells for whom; a list of contacts among them is read as such.
import { centsOf } from "../domain/currency.ts";
import { stageEntryKey } from "../domain/deal.ts";
import { readLegalForm } from "../domain/legalForm.ts";
import { splitPersonName } from "../domain/personName.ts";
import { spellingOf } from "../domain/product.ts";
import { utf8 } from "../lib/bytes.ts";
import { fold } from "../lib/fold.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { nameKey } from "./contacts.ts";
import { type CsvRow, printCsv } from "./csv.ts";
import { type Draft, type Hint, HintList, type ImportOptions, type PlanRefusal, type Progress, type RowProblem } from "./draft.ts";
import type { ColumnDetail, ColumnMapping } from "./mapping.ts";
import { type ImportFile, planImport, readText, Turns } from "./plan.ts";
import {
  collectiveName,
  isCollectiveKey,
  isCollectiveName,
  isSalesHeading,
  isSalesTarget,
  pipelineName,
  purchaseKindOf,
  readSalesHeading,
  type SalesRole,
  type SalesTarget,
  stageKindOfName,
  stageRankOf,
} from "./salesHeading.ts";
import { type SalesColumn, SalesTable, salesColumns } from "./salesTable.ts";
import { guessSystem, systemOfKey } from "./system.ts";
import { openRows, openTable } from "./table.ts";
import { readWorkbook, type Sheet, sheetReader } from "./workbook.ts";

export type SalesType = "product" | "purchase" | "deal";

/** What the workspace has already, so that a file with keys or names points at it instead of making it again. */
export interface KnownRecords {
  readonly parties?: readonly KnownRecord[];
  readonly products?: readonly KnownRecord[];
  readonly pipelines?: readonly { readonly id: string; readonly name: string; readonly stages: Readonly<Record<string, string>> }[];
}
export interface KnownRecord {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** System → key. */
  readonly externalIds?: Readonly<Record<string, string>>;
  readonly isCollective?: boolean;
}

export interface SalesOptions extends Omit<ImportOptions, "mapping"> {
  readonly type: SalesType;
  /** Column → target, or the whole mapping as the person left it; `null` keeps a column as a field of its own. */
  readonly mapping?: readonly SalesColumn[] | Readonly<Record<string, string | null>>;
  /** Spelling → the product it stands for, as a question was answered; its own name says that it is another product. */
  readonly sameProducts?: Readonly<Record<string, string>>;
  /** What a customer is of whom only a name or key is known. */
  readonly partyKind?: "organisation" | "person";
  readonly known?: KnownRecords;
}

/** Two spellings that may be one product: `a` as this file has it, `b` as another does. */
export interface SalesQuestion {
  readonly code: "same-product";
  readonly a: string;
  readonly b: string;
  /** How many lines say `a`. */
  readonly count: number;
}

export interface SalesCounts {
  /** Filled rows of all files. */
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

export interface SalesPlan {
  /** In the order to be made: what others point at ("#key") stands before them. */
  readonly drafts: Draft[];
  readonly problems: RowProblem[];
  readonly hints: Hint[];
  readonly questions: SalesQuestion[];
  readonly counts: SalesCounts;
  readonly mapping: readonly (SalesColumn | ColumnMapping)[];
}

interface Source {
  readonly name: string;
  readonly file: string | undefined;
  readonly columns: readonly string[];
  readonly headings: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly CsvRow[];
  /** As a file of its own, should it turn out to list contacts. */
  readonly input: () => ImportFile;
}
type Made = Draft & { readonly fields: Record<string, unknown> };

/** Plans the import of products, purchases or deals; refuses unreadable files, and reports unreadable rows by line and column. */
export async function planSales(
  files: readonly ImportFile[],
  options: SalesOptions,
  onProgress: Progress = () => true,
): Promise<Result<SalesPlan, PlanRefusal>> {
  const turns = new Turns(
    onProgress,
    files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
  const sources: Source[] = [];
  for (const input of files) {
    const sheets = await readWorkbook(input.bytes);
    if (sheets) {
      for (const sheet of sheets) {
        const label = sheets.length > 1 ? `${input.name} – ${sheet.name}` : input.name;
        const table = openRows(sheetReader(sheet), isSalesHeading);
        const { columns, headings, hasHeader } = table;
        const rows: CsvRow[] = [];
        for (let row = table.next(); row; row = table.next()) rows.push(row);
        const file = files.length > 1 || sheets.length > 1 ? label : undefined;
        sources.push({ name: label, file, columns, headings, hasHeader, rows, input: () => fileOf(label, sheet) });
      }
      turns.before += input.bytes.length;
      if (await turns.pass(0)) return err({ code: "import-cancelled" });
      continue;
    }
    const read = readText(input.name, input.bytes);
    if (!read.ok) return read;
    const table = openTable(read.value.text, isSalesHeading);
    const rows: CsvRow[] = [];
    for (let row = table.next(); row; row = table.next()) {
      rows.push(row);
      if (rows.length % 256 === 0 && turns.isDue && (await turns.pass(table.at() * read.value.bytesPerChar)))
        return err({ code: "import-cancelled" });
    }
    turns.before += input.bytes.length;
    const { columns, headings, hasHeader } = table;
    sources.push({
      name: input.name,
      file: files.length > 1 ? input.name : undefined,
      columns,
      headings,
      hasHeader,
      rows,
      input: () => input,
    });
  }
  const work = new SalesWork(options);
  const roles = sources.map((source) => roleOf(source, options, sources.length));
  const contacts = sources.filter((_, i) => roles[i] === "contact");
  if (contacts.length > 0) {
    const planned = await planImport(
      contacts.map(({ input }) => input()),
      {
        country: options.country,
        currency: options.currency,
        language: options.language,
        ...(options.system && { system: options.system }),
      },
    );
    if (!planned.ok) return planned;
    work.takeContacts(planned.value, contacts.length === 1 ? contacts[0]?.file : undefined);
  }
  // What others name stands first: categories before products, products and teams before what was sold.
  const order: readonly TableRole[] = ["category", "product", "team", "baskets", "purchase", "deal"];
  for (const role of order) {
    const tables = sources.filter((_, i) => roles[i] === role);
    if (role === "baskets") for (const table of tables) work.addBaskets(table);
    else if (role === "purchase") work.addPurchases(tables.map((table) => work.open(table, role)));
    else if (role !== "contact") for (const table of tables) work.add(work.open(table, role), role);
    if (await turns.pass(0)) return err({ code: "import-cancelled" });
  }
  return ok(work.plan());
}

const fileOf = (name: string, sheet: Sheet): ImportFile => ({ name, bytes: utf8(printCsv(sheet.rows.map(({ cells }) => cells))) });

type TableRole = SalesRole | "contact" | "baskets";

/** What a file lists, by its headings. */
function roleOf(source: Source, options: SalesOptions, fileCount: number): TableRole {
  const { type } = options;
  const choices = choicesOf(options, source.file);
  const targetsOf = (role: SalesRole): Set<SalesTarget> =>
    new Set(
      source.columns
        .map((column) => {
          const choice = choices.get(column);
          return choice ? choice.target : source.hasHeader ? readSalesHeading(column, role) : undefined;
        })
        .filter((target) => target !== undefined && target !== null),
    );
  if (type === "purchase" && !source.hasHeader && choices.size === 0 && looksLikeBaskets(source)) return "baskets";
  const deal = targetsOf("deal");
  if (type === "deal" && (deal.has("stage") || fileCount === 1)) return "deal";
  const purchase = targetsOf("purchase");
  if (
    type === "purchase" &&
    (fileCount === 1 ||
      (purchase.has("number") && (purchase.has("on") || purchase.has("quantity") || purchase.has("net") || purchase.has("productId"))) ||
      (purchase.has("on") && (purchase.has("net") || purchase.has("quantity"))))
  )
    return "purchase";
  const team = targetsOf("team");
  if (team.has("manager") && team.has("owner") && !purchase.has("number")) return "team";
  const product = targetsOf("product");
  const namesProduct = product.has("product") || product.has("productId");
  if (targetsOf("category").has("categoryId") && targetsOf("category").has("category") && !product.has("unitPrice") && !product.has("unit"))
    return "category";
  if (
    type === "product" ||
    (namesProduct && source.columns.some((column) => ["product", "productId"].includes(readSalesHeading(column, "purchase") ?? "")))
  )
    return "product";
  return "contact";
}

/** Rows of words, of many lengths and without figures: one basket a line. */
function looksLikeBaskets(source: Source): boolean {
  const sample = source.rows.slice(0, 300);
  const cells = sample.flatMap((row) => row.cells).filter((cell) => cell.trim() !== "");
  return cells.length > 0 && cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}

type Choices = ReadonlyMap<string, { readonly target: SalesTarget | null; readonly detail?: ColumnDetail }>;

function choicesOf(options: SalesOptions, file: string | undefined): Choices {
  const choices = new Map<string, { target: SalesTarget | null; detail?: ColumnDetail }>();
  if (Array.isArray(options.mapping)) {
    for (const { column, target, detail, file: of } of options.mapping as readonly SalesColumn[])
      if (of === undefined || of === file) choices.set(column, { target, detail });
    return choices;
  }
  for (const [column, target] of Object.entries(options.mapping ?? {}))
    if (target === null || isSalesTarget(target)) choices.set(column, { target });
  return choices;
}

class SalesWork {
  readonly #options: SalesOptions;
  readonly #problems: RowProblem[] = [];
  readonly #hintLists: { readonly hints: HintList; readonly file: string | undefined }[] = [];
  readonly #mapping: (SalesColumn | ColumnMapping)[] = [];
  readonly #systems = new Map<SalesTable, string>();
  readonly #contactHints: Hint[] = [];
  #rows = 0;

  readonly #contacts: Draft[] = [];
  readonly #parties: Made[] = [];
  readonly #partyById = new Map<string, string>();
  readonly #partyByName = new Map<string, string>();
  readonly #partyDrafts = new Map<string, Draft>();
  #hasList = false;
  #collective: string | undefined;

  readonly #products: Made[] = [];
  readonly #productById = new Map<string, string>();
  readonly #productByName = new Map<string, string>();
  readonly #namesBySpelling = new Map<string, string>();
  readonly #categories = new Map<string, string>();
  readonly #asked = new Map<string, { a: string; b: string; count: number }>();
  #hasProductList = false;

  readonly #pipelines: Made[] = [];
  readonly #relations: Made[] = [];
  readonly #members = new Map<string, string>();
  readonly #purchases: Made[] = [];
  readonly #deals: Made[] = [];

  constructor(options: SalesOptions) {
    this.#options = options;
    for (const party of options.known?.parties ?? []) {
      for (const [system, key] of Object.entries(party.externalIds ?? {})) if (isCustomerSystem(system)) this.#partyById.set(key, party.id);
      if (!this.#partyByName.has(nameKey(party.name))) this.#partyByName.set(nameKey(party.name), party.id);
      if (party.isCollective) this.#collective ??= party.id;
    }
    for (const product of options.known?.products ?? []) {
      for (const key of Object.values(product.externalIds ?? {})) this.#productById.set(key, product.id);
      for (const name of [product.name, ...(product.aliases ?? [])]) {
        this.#productByName.set(name, product.id);
        this.#namesBySpelling.set(spellingOf(name), product.name);
      }
    }
  }

  open(source: Source, role: SalesRole): SalesTable {
    const hints = this.#hintsFor(source.file);
    const columns = salesColumns(source.columns, source.hasHeader, role, source.rows, choicesOf(this.#options, source.file), source.file);
    const table = new SalesTable({ ...source, role }, columns, this.#options, hints, this.#problems);
    this.#mapping.push(...table.columns);
    this.#rows += source.rows.length;
    this.#systems.set(table, this.#options.system ?? guessSystem(source.name, source.headings, false));
    for (const row of source.rows) {
      if (row.isUnclosed) hints.add("quote-unclosed", row.line, row.cells.join(" ").slice(0, 80));
      if (row.cells.length < source.columns.length) hints.add("row-short", row.line);
      else if (row.cells.length > source.columns.length) hints.add("row-long", row.line);
    }
    return table;
  }

  #hintsFor(file: string | undefined): HintList {
    const known = this.#hintLists.find((list) => list.file === file);
    if (known) return known.hints;
    const hints = new HintList();
    this.#hintLists.push({ hints, file });
    return hints;
  }

  takeContacts(
    plan: { drafts: Draft[]; problems: RowProblem[]; hints: Hint[]; counts: { rows: number }; mapping: readonly ColumnMapping[] },
    file?: string,
  ) {
    const placed = <Item extends { readonly file?: string }>(item: Item): Item =>
      file === undefined || item.file ? item : { ...item, file };
    this.#problems.push(...plan.problems.map(placed));
    this.#contactHints.push(...plan.hints.map(placed));
    this.#mapping.push(...plan.mapping.map(placed));
    this.#rows += plan.counts.rows;
    this.#hasList = true;
    for (const draft of plan.drafts.map(placed)) {
      this.#contacts.push(draft);
      if (draft.kind !== "party") continue;
      this.#partyDrafts.set(`#${draft.key}`, draft);
      const { name, externalIds } = draft.fields as { name?: string; externalIds?: Record<string, string> };
      for (const [system, key] of Object.entries(externalIds ?? {}))
        if (isCustomerSystem(system) && !this.#partyById.has(key)) this.#partyById.set(key, `#${draft.key}`);
      if (name !== undefined && !this.#partyByName.has(nameKey(name))) this.#partyByName.set(nameKey(name), `#${draft.key}`);
    }
  }

  add(table: SalesTable, role: "category" | "product" | "team" | "deal"): void {
    if (role === "category") for (const row of table.rows) this.#categories.set(table.text(row, "categoryId"), table.text(row, "category"));
    else if (role === "product") this.#addProducts(table);
    else if (role === "team") this.#addTeam(table);
    else this.#addDeals(table);
  }

  // ---- Customers

  /** The party a row names: by key, by name, or the one that stands for all who gave neither. */
  #partyOf(table: SalesTable, row: CsvRow): string | null {
    const hasKey = table.has("customerId");
    const hasName = table.has("customer");
    if (!hasKey && !hasName) return null;
    const key = table.text(row, "customerId");
    const name = table.text(row, "customer");
    const hints = this.#hintsFor(table.file);
    const byKey = isCollectiveKey(key) && name !== "" && !isCollectiveName(name) ? undefined : this.#partyById.get(key);
    if (isCollectiveName(name) || (isCollectiveKey(key) && name === "")) {
      hints.add("collective-customer", row.line, name || key, table.headingOf(hasKey ? "customerId" : "customer"));
      return this.#collectiveParty(table, row, byKey, name);
    }
    if (byKey !== undefined) return byKey;
    const isKeyed = !isCollectiveKey(key);
    const known = name === "" ? undefined : this.#partyByName.get(nameKey(name));
    if (known !== undefined && (!isKeyed || !this.#isKeyedOtherwise(known, key))) {
      if (isKeyed) this.#partyById.set(key, known);
      return known;
    }
    if (name === "") hints.add("customer-unnamed", row.line, key, table.headingOf("customerId"));
    else if (this.#hasList) hints.add("customer-added", row.line, name, table.headingOf("customer"));
    const isFirm = name !== "" && (readLegalForm(name) !== undefined || /account|compan|firm|organi/i.test(table.headingOf("customer")));
    const system = systemOfKey(this.#systems.get(table) ?? "import", table.headingOf("customerId"), "organisation");
    const made = this.#make("c", this.#parties, "party", table, row, {
      kind: isFirm ? "organisation" : (this.#options.partyKind ?? "organisation"),
      name: name || key,
      roles: this.#options.roles ?? { customer: table.role === "deal" ? "prospect" : "active" },
      ...(isKeyed && { externalIds: { [system]: key } }),
    });
    if (isKeyed) this.#partyById.set(key, made);
    if (name !== "") this.#partyByName.set(nameKey(name), made);
    return made;
  }

  #isKeyedOtherwise(reference: string, key: string): boolean {
    const draft = madeAs(this.#parties, reference);
    const keys = Object.values((draft?.fields["externalIds"] as Record<string, string> | undefined) ?? {});
    return keys.length > 0 && !keys.includes(key);
  }

  #collectiveParty(table: SalesTable, row: CsvRow, listed: string | undefined, name: string): string {
    const known = listed ?? (name === "" ? undefined : this.#partyByName.get(nameKey(name)));
    const draft = known === undefined ? undefined : this.#partyDrafts.get(known);
    if (draft && this.#collective === undefined) {
      (draft.fields as Record<string, unknown>)["isCollective"] = true;
      this.#collective = known;
    }
    this.#collective ??= this.#make("c", this.#parties, "party", table, row, {
      kind: "group",
      name: name || collectiveName(this.#options.language),
      isCollective: true,
      roles: { customer: "active" },
      // The next import finds it again.
      externalIds: { collective: "customer" },
    });
    return this.#collective;
  }

  #make(
    prefix: string,
    list: Made[],
    kind: Draft["kind"],
    at: { readonly file: string | undefined },
    row: CsvRow,
    fields: Record<string, unknown>,
  ): string {
    const key = `${prefix}${list.length + 1}`;
    list.push({ key, kind, fields, line: row.line, ...(at.file !== undefined && { file: at.file }) });
    return `#${key}`;
  }

  // ---- Products

  #addProducts(table: SalesTable): void {
    this.#hasProductList = true;
    for (const row of table.rows) {
      const id = table.text(row, "productId");
      const sku = table.text(row, "sku");
      const name = table.text(row, "product") || id || sku;
      if (name === "") {
        table.problem(row, "product-missing", "product");
        continue;
      }
      const unitPrice = table.number(row, "unitPrice");
      const unitCost = table.number(row, "unitCost");
      const taxRate = table.number(row, "taxRate");
      if (unitPrice === undefined || unitCost === undefined || taxRate === undefined) continue;
      const category = table.text(row, "category") || this.#categories.get(table.text(row, "categoryId")) || "";
      const flag = table.text(row, "isActive");
      const isOver = isYes(table.text(row, "discontinued"));
      const named = this.#categories.has(table.text(row, "categoryId"));
      const custom = {
        ...table.custom(row),
        ...(!named && table.text(row, "categoryId") !== "" && { [table.headingOf("categoryId")]: table.text(row, "categoryId") }),
      };
      const fields = {
        name,
        ...((sku || (id !== "" && !/^\d+$/.test(id))) && { sku: sku || id }),
        ...(category !== "" && { category }),
        ...text("unit", table.text(row, "unit")),
        ...(unitPrice !== null && { unitPrice }),
        ...(unitCost !== null && { unitCost }),
        ...((unitPrice !== null || unitCost !== null) && { currency: this.#currencyOf(table, row) }),
        ...(taxRate !== null && { taxRate }),
        ...((table.has("isActive") || table.has("discontinued")) && { isActive: !isOver && (flag === "" || isYes(flag)) }),
        ...(id !== "" && { externalIds: { [this.#systems.get(table) ?? "import"]: id } }),
        ...(Object.keys(custom).length > 0 && { custom }),
      };
      const known = (id !== "" ? this.#productById.get(id) : undefined) ?? this.#productByName.get(name);
      if (known !== undefined && !known.startsWith("#")) continue; // The workspace has it.
      const made = known ?? this.#make("g", this.#products, "product", table, row, fields);
      if (id !== "") this.#productById.set(id, made);
      if (sku !== "") this.#productById.set(sku, made);
      this.#nameProduct(name, made);
    }
  }

  #nameProduct(name: string, reference: string): void {
    if (!this.#productByName.has(name)) this.#productByName.set(name, reference);
    const spelling = spellingOf(name);
    if (!this.#namesBySpelling.has(spelling)) this.#namesBySpelling.set(spelling, name);
  }

  #productOf(
    id: string,
    name: string,
    at: { readonly file: string | undefined; readonly system: string },
    row: CsvRow,
    more: Readonly<Record<string, string>> = {},
  ): string | null {
    if (id === "" && name === "") return null;
    const byId = id === "" ? undefined : this.#productById.get(id);
    if (byId !== undefined) return byId;
    const answer = name === "" ? undefined : this.#options.sameProducts?.[name];
    const meant = answer ?? name;
    const known = meant === "" ? undefined : (this.#productByName.get(meant) ?? this.#productByName.get(name));
    if (known !== undefined && (id === "" || meant !== "")) {
      const asked = this.#asked.get(name);
      if (asked) asked.count++;
      if (id !== "") this.#productById.set(id, known);
      if (answer !== undefined && answer !== name) this.#addAlias(known, name);
      return known;
    }
    const hints = this.#hintsFor(at.file);
    if (name === "") hints.add("product-unnamed", row.line, id);
    else if (this.#hasProductList) hints.add("product-added", row.line, name);
    const made = this.#make("g", this.#products, "product", at, row, {
      name: meant || id,
      ...more,
      ...(id !== "" && { externalIds: { [at.system]: id } }),
    });
    if (id !== "") this.#productById.set(id, made);
    if (meant !== "") {
      const other = this.#namesBySpelling.get(spellingOf(meant));
      if (other !== undefined && other !== meant && answer === undefined) this.#asked.set(meant, { a: meant, b: other, count: 1 });
      this.#nameProduct(meant, made);
      if (meant !== name && name !== "") this.#addAlias(made, name);
    }
    return made;
  }

  #addAlias(reference: string, alias: string): void {
    this.#productByName.set(alias, reference);
    const draft = madeAs(this.#products, reference);
    if (!draft) return; // The workspace's own: its aliases are edited there.
    const aliases = (draft.fields["aliases"] as string[] | undefined) ?? [];
    if (!aliases.includes(alias)) draft.fields["aliases"] = [...aliases, alias];
  }

  #currencyOf(table: SalesTable, row: CsvRow): string {
    const stated = table.text(row, "currency").toUpperCase();
    return /^[A-Z]{3}$/.test(stated) ? stated : (table.currency ?? this.#options.currency);
  }

  // ---- Purchases

  /** One basket a line, one line an item, names as they stand in the file. */
  addBaskets(source: Source): void {
    const hints = this.#hintsFor(source.file);
    const system = this.#options.system ?? guessSystem(source.name, source.headings, false);
    for (const row of source.rows) {
      this.#rows++;
      const items = row.cells.filter((cell) => cell.trim() !== "");
      const lines = items.map((name, i) => ({
        key: String(i + 1),
        product: this.#productOf("", name, { file: source.file, system }, row),
        quantity: 1,
      }));
      hints.add("baskets", row.line);
      this.#make("b", this.#purchases, "purchase", source, row, { kind: "order", lines });
    }
  }

  addPurchases(tables: readonly SalesTable[]): void {
    // A table whose every row has its own number and no product tells of whole orders; beside lines it is their head.
    const isHead = (table: SalesTable): boolean => !table.has("product") && !table.has("productId");
    const heads = tables.filter(isHead);
    const bodies = tables.filter((table) => !isHead(table));
    const byNumber = new Map<string, Made>();
    const linesOf = new Map<Made, Record<string, unknown>[]>();
    const refused = new Set<string>();
    const start = (table: SalesTable, row: CsvRow): Made | undefined => {
      const number = table.text(row, "number");
      const on = table.day(row, "on");
      const cancelledOn = table.day(row, "cancelledOn");
      const freight = table.number(row, "freight");
      if (on === undefined || cancelledOn === undefined || freight === undefined) {
        refused.add(number);
        return undefined;
      }
      const hints = this.#hintsFor(table.file);
      if (on === null) hints.add("day-missing", row.line, undefined, table.headingOf("on"));
      const currency = this.#currencyOf(table, row);
      const party = this.#partyOf(table, row);
      const custom = table.custom(row);
      if (freight) hints.add("freight-apart", row.line, undefined, table.headingOf("freight"));
      const kind =
        purchaseKindOf(table.text(row, "kind")) ?? (table.has("number") ? purchaseKindOf(table.headingOf("number")) : undefined) ?? "order";
      this.#make("b", this.#purchases, "purchase", table, row, {
        kind,
        ...text("number", number),
        ...(party !== null && { party }),
        ...(on !== null && { on }),
        currency,
        ...(freight !== null && { freightCents: centsOf(freight, currency) }),
        ...(cancelledOn !== null && { cancelledOn }),
        ...text("owner", table.text(row, "owner")),
        ...text("note", table.text(row, "note")),
        ...(number !== "" && { externalIds: { [this.#systems.get(table) ?? "import"]: number } }),
        ...(custom && { custom }),
      });
      const made = this.#purchases.at(-1) as Made;
      linesOf.set(made, []);
      return made;
    };
    for (const table of heads) {
      const hasLines = bodies.length > 0;
      for (const row of table.rows) {
        const number = table.text(row, "number");
        if (hasLines && number === "") {
          table.problem(row, "number-missing", "number");
          continue;
        }
        const had = number === "" ? undefined : byNumber.get(this.#keyOf(table, row, hasLines));
        const purchase = had ?? start(table, row);
        if (!purchase) continue;
        if (number !== "") byNumber.set(this.#keyOf(table, row, hasLines), purchase);
        if (!hasLines) this.#addLine(table, row, purchase, linesOf);
      }
    }
    for (const table of bodies) {
      for (const row of table.rows) {
        const number = table.text(row, "number");
        if (heads.length > 0) {
          const purchase = byNumber.get(number);
          if (purchase) this.#addLine(table, row, purchase, linesOf, true);
          else if (!refused.has(number))
            table.problem(row, number === "" ? "number-missing" : "order-missing", "number", number || undefined);
          continue;
        }
        if (table.has("number") && number === "") {
          table.problem(row, "number-missing", "number");
          continue;
        }
        const key = this.#keyOf(table, row, false);
        const purchase = (number === "" ? undefined : byNumber.get(key)) ?? start(table, row);
        if (!purchase) continue;
        if (number !== "") byNumber.set(key, purchase);
        this.#addLine(table, row, purchase, linesOf);
      }
    }
    for (const [purchase, lines] of linesOf) purchase.fields["lines"] = lines;
  }

  /** Numbers begin anew each year in some books: without a table of heads the customer and the day must agree as well. */
  #keyOf(table: SalesTable, row: CsvRow, isJoined: boolean): string {
    const number = table.text(row, "number");
    if (isJoined) return number;
    return [number, table.text(row, "on"), table.text(row, "customerId") || table.text(row, "customer")].join("\u0000");
  }

  #addLine(table: SalesTable, row: CsvRow, purchase: Made, linesOf: Map<Made, Record<string, unknown>[]>, isJoined = false): void {
    const quantity = table.number(row, "quantity");
    const unitPrice = table.number(row, "unitPrice");
    const discount = table.number(row, "discount");
    const net = table.number(row, "net");
    const unitCost = table.number(row, "unitCost");
    const taxRate = table.number(row, "taxRate");
    if ([quantity, unitPrice, discount, net, unitCost, taxRate].includes(undefined)) return;
    const hints = this.#hintsFor(table.file);
    const lines = linesOf.get(purchase) as Record<string, unknown>[];
    const id = table.text(row, "productId") || table.text(row, "sku");
    const name = table.text(row, "product");
    const product = this.#productOf(id, name, { file: table.file, system: this.#systems.get(table) ?? "import" }, row, {
      ...text("category", table.text(row, "category")),
      ...text("unit", table.text(row, "unit")),
    });
    const currency = purchase.fields["currency"] as string;
    let count = quantity ?? 1;
    let stated = net ?? null;
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
    const custom = this.#lineCustom(table, row, isJoined ? undefined : purchase.fields["custom"]);
    const used = new Set(lines.map((line) => line["key"]));
    const lineKey = table.text(row, "lineKey");
    lines.push({
      key: lineKey !== "" && !used.has(lineKey) ? lineKey : freeKey(lines.length + 1, used),
      ...(product !== null && { product }),
      ...text("text", table.text(row, "text")),
      quantity: count,
      ...(price !== null && { unitPrice: price }),
      ...(discount !== null && discount !== 0 && { discount }),
      ...(netCents !== null && isWhole && { netCents }),
      ...(unitCost !== null && { unitCost }),
      ...(taxRate !== null && { taxRate }),
      ...(custom && { custom }),
    });
  }

  /** What a line says beside its order, where the order has not said it already. */
  #lineCustom(table: SalesTable, row: CsvRow, said: unknown): Record<string, string> | undefined {
    const own = Object.entries(table.custom(row) ?? {}).filter(
      ([heading, value]) => (said as Record<string, string> | undefined)?.[heading] !== value,
    );
    return own.length > 0 ? Object.fromEntries(own) : undefined;
  }

  // ---- Deals

  /** Who sells for whom: colleagues and the tie between them; a deal's owner stays the name that its file gives. */
  #addTeam(table: SalesTable): void {
    const member = (name: string, row: CsvRow): string => {
      const known = this.#members.get(nameKey(name)) ?? this.#partyByName.get(nameKey(name));
      if (known !== undefined) return known;
      const { salutation, honorificPrefix, givenName, familyName } = splitPersonName(name);
      const made = this.#make("c", this.#parties, "party", table, row, {
        kind: "person",
        ...(salutation && { salutation }),
        ...text("honorificPrefix", honorificPrefix ?? ""),
        ...(givenName || familyName ? { ...text("givenName", givenName ?? ""), ...text("familyName", familyName ?? "") } : { name }),
        roles: { employee: "active" },
        externalIds: { "owner-name": name },
      });
      this.#members.set(nameKey(name), made);
      return made;
    };
    for (const row of table.rows) {
      const owner = table.text(row, "owner");
      const manager = table.text(row, "manager");
      if (owner === "") {
        table.problem(row, "name-missing", "owner");
        continue;
      }
      const from = member(owner, row);
      if (manager === "" || nameKey(manager) === nameKey(owner)) continue;
      const custom = table.custom(row);
      this.#make("t", this.#relations, "relation", table, row, {
        from,
        to: member(manager, row),
        kind: "reportsTo",
        ...text("department", table.text(row, "department")),
        ...(custom && { custom }),
      });
    }
  }

  #addDeals(table: SalesTable): void {
    if (!table.has("stage")) {
      const [first] = table.rows;
      if (first) table.problem(first, "columns-missing", undefined, "stage");
      return;
    }
    const pipelines = this.#pipelinesOf(table);
    for (const row of table.rows) {
      const stageName = table.text(row, "stage");
      const pipeline = pipelines.get(table.text(row, "pipeline"));
      const stage = pipeline?.keys.get(stageName);
      if (!pipeline || stage === undefined) {
        table.problem(row, "stage-missing", "stage");
        continue;
      }
      const openedOn = table.day(row, "openedOn");
      const closedOn = table.day(row, "closedOn");
      const expectedOn = table.day(row, "expectedOn");
      const amount = table.number(row, "amount");
      const probability = table.number(row, "probability");
      const quantity = table.number(row, "quantity");
      if ([openedOn, closedOn, expectedOn, amount, probability, quantity].includes(undefined)) continue;
      const isClosed = stageKindOfName(stageName) !== "open";
      const currency = this.#currencyOf(table, row);
      const productName = table.text(row, "product");
      const product = this.#productOf(
        table.text(row, "productId") || table.text(row, "sku"),
        productName,
        { file: table.file, system: this.#systems.get(table) ?? "import" },
        row,
      );
      const account = table.text(row, "customer");
      // An open deal may have no customer yet; that is nobody, not the walk-in customer.
      const party = account === "" && isCollectiveKey(table.text(row, "customerId")) ? null : this.#partyOf(table, row);
      const id = table.text(row, "dealId");
      const stages: Record<string, { at: string; stage: string }> = {};
      const enter = (at: string, key: string): void => {
        stages[stageEntryKey(at, key)] = { at, stage: key };
      };
      if (openedOn) {
        // The column says which stage it dates ("engage date"); else the stage an open deal is in, or the first one.
        const dated = pipeline.stageOfHeading(table.headingOf("openedOn"));
        enter(openedOn, dated ?? pipeline.first ?? stage);
      }
      if (closedOn && isClosed) enter(closedOn, stage);
      const custom = table.custom(row);
      this.#make("d", this.#deals, "deal", table, row, {
        name: table.text(row, "dealName") || [productName, account].filter(Boolean).join(" – ") || id || stageName,
        pipeline: pipeline.reference,
        stage,
        ...(party !== null && { parties: [party] }),
        ...(amount !== null && amount !== undefined && { amountCents: centsOf(amount, currency) }),
        currency,
        ...(openedOn && { openedOn }),
        ...(closedOn && { [isClosed ? "closedOn" : "expectedOn"]: closedOn }),
        ...(expectedOn && { expectedOn }),
        ...(probability !== null && { probability }),
        ...text("lossReason", table.text(row, "lossReason")),
        ...text("competitor", table.text(row, "competitor")),
        ...text("owner", table.text(row, "owner")),
        ...text("note", table.text(row, "note")),
        ...(product !== null && { lines: [{ key: "1", product, quantity: quantity ?? 1 }] }),
        ...(Object.keys(stages).length > 0 && { stages }),
        ...(id !== "" && { externalIds: { [this.#systems.get(table) ?? "import"]: id } }),
        ...(custom && { custom }),
      });
    }
  }

  #pipelinesOf(table: SalesTable): Map<string, PipelineInFile> {
    const stagesByName = new Map<string, Map<string, CsvRow>>();
    for (const row of table.rows) {
      const name = table.text(row, "pipeline");
      const stage = table.text(row, "stage");
      if (stage === "") continue;
      const stages = stagesByName.get(name) ?? new Map<string, CsvRow>();
      if (!stages.has(stage)) stages.set(stage, row);
      stagesByName.set(name, stages);
    }
    const made = new Map<string, PipelineInFile>();
    for (const [written, stages] of stagesByName) {
      const name = written || pipelineName(this.#options.language);
      const known = this.#options.known?.pipelines?.find((one) => nameKey(one.name) === nameKey(name));
      const knownKeys = new Map(Object.entries(known?.stages ?? {}).map(([key, stage]) => [fold(stage), key]));
      const inOrder = [...stages.keys()]
        .map((stage, at) => ({ stage, at, kind: stageKindOfName(stage), rank: stageRankOf(stage) }))
        .sort((a, b) => kindRank[a.kind] - kindRank[b.kind] || a.rank - b.rank || a.at - b.at);
      const keys = new Map<string, string>();
      const used = new Set<string>();
      for (const { stage, kind } of inOrder) {
        const base = knownKeys.get(fold(stage)) ?? (kind === "open" ? fold(stage).replace(/[^\p{L}\p{N}]+/gu, "-") || "stage" : kind);
        let key = base;
        for (let n = 2; used.has(key); n++) key = `${base}-${n}`;
        used.add(key);
        keys.set(stage, key);
      }
      const first = inOrder.find(({ kind }) => kind === "open")?.stage;
      const [row] = stages.values();
      const isWhole = known !== undefined && [...stages.keys()].every((stage) => knownKeys.has(fold(stage)));
      const reference =
        known && isWhole
          ? known.id
          : this.#make("l", this.#pipelines, "pipeline", table, row as CsvRow, {
              name,
              stages: inOrder.map(({ stage, kind }) => ({
                key: keys.get(stage) as string,
                name: stage,
                kind,
                ...(kind === "open" ? {} : { probability: kind === "won" ? 1 : 0 }),
              })),
            });
      made.set(written, {
        reference,
        keys,
        first: first === undefined ? undefined : keys.get(first),
        stageOfHeading: (heading) => {
          const words = heading
            .split(/[^\p{L}]+/u)
            .map(fold)
            .filter((word) => word.length >= 5);
          const stage = inOrder.find(({ stage: one }) => words.some((word) => fold(one).startsWith(word.slice(0, 5))))?.stage;
          return stage === undefined ? undefined : keys.get(stage);
        },
      });
    }
    return made;
  }

  // ---- The plan

  plan(): SalesPlan {
    const drafts: Draft[] = [
      ...this.#contacts.filter((draft) => draft.kind === "party"),
      ...this.#parties,
      ...this.#contacts.filter((draft) => draft.kind !== "party"),
      ...this.#relations,
      ...this.#products,
      ...this.#pipelines,
      ...this.#purchases,
      ...this.#deals,
    ];
    const count = (is: (draft: Draft) => boolean): number => drafts.filter(is).length;
    return {
      drafts,
      problems: this.#problems,
      hints: [...this.#contactHints, ...this.#hintLists.flatMap(({ hints, file }) => hints.list(file))],
      questions: [...this.#asked.values()].map((question) => ({ code: "same-product", ...question })),
      mapping: this.#mapping,
      counts: {
        rows: this.#rows,
        organisations: count((draft) => draft.kind === "party" && draft.fields["kind"] === "organisation"),
        people: count((draft) => draft.kind === "party" && draft.fields["kind"] === "person"),
        relations: count((draft) => draft.kind === "relation"),
        interactions: 0,
        products: this.#products.length,
        purchases: this.#purchases.length,
        lines: this.#purchases.reduce((sum, purchase) => sum + ((purchase.fields["lines"] as unknown[] | undefined)?.length ?? 0), 0),
        deals: this.#deals.length,
      },
    };
  }
}

interface PipelineInFile {
  readonly reference: string;
  /** Stage's name in the file → its key. */
  readonly keys: ReadonlyMap<string, string>;
  readonly first: string | undefined;
  readonly stageOfHeading: (heading: string) => string | undefined;
}

/** Made records are numbered in their order: "#c12" is the twelfth. */
const madeAs = (list: readonly Made[], reference: string): Made | undefined => {
  const made = list[Number(reference.slice(2)) - 1];
  return made && `#${made.key}` === reference ? made : undefined;
};

const kindRank = { open: 0, won: 1, lost: 2 } as const;
const isCustomerSystem = (system: string): boolean => !/\.(?:contact|supplier)$|^supplierNumber$/.test(system);
const isYes = (value: string): boolean => /^(?:1|x|ja|yes|true|wahr|aktiv|active|y|j)$/i.test(value);
const text = (field: string, value: string): Record<string, string> => (value === "" ? {} : { [field]: value });

function freeKey(from: number, used: ReadonlySet<unknown>): string {
  let n = from;
  while (used.has(String(n))) n++;
  return String(n);
}
