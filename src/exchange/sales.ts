// A dry run for products, purchases and deals. Several files make one import and are joined by their keys: lines and their
// orders, products and their categories, deals and who sells for whom; a list of contacts among them is read as such.
import { utf8 } from "../lib/bytes.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type CsvRow, printCsv } from "./csv.ts";
import type { PlanRefusal, Progress } from "./draft.ts";
import { type ColumnMapping, isTarget } from "./mapping.ts";
import { countsOf, type ImportFile, planImport, readText, Turns } from "./plan.ts";
import { Customers, type StaffList } from "./salesCustomers.ts";
import { Deals } from "./salesDeals.ts";
import { choicesOf, SalesDesk, type Source } from "./salesDesk.ts";
import { isSalesHeading, readSalesHeading, type SalesRole, type SalesTarget } from "./salesHeading.ts";
import type { SalesOptions, SalesPlan } from "./salesPlan.ts";
import { Products } from "./salesProducts.ts";
import { Purchases } from "./salesPurchases.ts";
import { guessSystem } from "./system.ts";
import { openRows, openTable } from "./table.ts";
import { readWorkbook, type Sheet, sheetReader } from "./workbook.ts";

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
  const desk = new SalesDesk(options);
  const customers = new Customers(desk);
  const products = new Products(desk);
  const purchases = new Purchases(desk, customers, products);
  const deals = new Deals(desk, customers, products);
  const roles = sources.map((source) => roleOf(source, options, sources.length));
  const contacts = sources.filter((_, i) => roles[i] === "contact");
  if (contacts.length > 0) {
    const lists = contacts.map((source) => staffListOf(source, options));
    const planned = await planImport(
      contacts.map(({ input }) => input()),
      {
        country: options.country,
        currency: options.currency,
        language: options.language,
        mapping: [...contactChoices(options), ...lists.flatMap((list) => list?.columns ?? [])],
        ...(options.roles && { roles: options.roles }),
        ...(options.partyKind && { partyKind: options.partyKind }),
        ...(options.system && { system: options.system }),
      },
    );
    if (!planned.ok) return planned;
    customers.takeContacts(
      planned.value,
      contacts.length === 1 ? contacts[0]?.file : undefined,
      lists.flatMap((list) => (list ? [list.list] : [])),
    );
  }
  // What others name stands first: categories before products, products and teams before what was sold.
  const order: readonly TableRole[] = ["category", "product", "team", "baskets", "purchase", "deal"];
  for (const role of order) {
    const tables = sources.filter((_, i) => roles[i] === role);
    if (role === "baskets") for (const table of tables) purchases.addBaskets(table);
    else if (role === "purchase") purchases.add(tables.map((table) => desk.open(table, role)));
    else if (role === "category") for (const table of tables) products.addCategories(desk.open(table, role));
    else if (role === "product") for (const table of tables) products.add(desk.open(table, role));
    else if (role === "team") for (const table of tables) customers.addTeam(desk.open(table, role));
    else if (role === "deal") for (const table of tables) deals.add(desk.open(table, role));
    if (await turns.pass(0)) return err({ code: "import-cancelled" });
  }
  await purchases.link();
  const revenue = purchases.revenue();
  const drafts = [
    ...customers.drafts(),
    ...products.made,
    ...deals.drafts().filter(({ kind }) => kind === "pipeline"),
    ...purchases.drafts(),
    ...deals.drafts().filter(({ kind }) => kind === "deal"),
    ...(revenue ? [revenue] : []),
  ];
  return ok({
    drafts,
    problems: desk.problems,
    hints: [...customers.hints, ...desk.hints()],
    questions: products.questions(),
    counts: countsOf(desk.rows, drafts),
    // In the order of the files, not in that of the work.
    mapping: [...new Set(sources.map(({ file }) => file))].flatMap((file) => desk.mapping.filter((column) => column.file === file)),
  });
}

/** What a person said of the columns of lists of contacts. */
function contactChoices({ mapping }: SalesOptions): ColumnMapping[] {
  if (Array.isArray(mapping))
    return (mapping as readonly (ColumnMapping | { readonly role: string })[]).filter((one): one is ColumnMapping => !("role" in one));
  return Object.entries(mapping ?? {}).flatMap(([column, target]): ColumnMapping[] =>
    target === null || isTarget(target) ? [{ column, target, detail: {}, guess: "person", examples: [] }] : [],
  );
}

/** A list of contacts that numbers the own people and says to whom they report. */
function staffListOf(source: Source, options: SalesOptions): { readonly list: StaffList; readonly columns: ColumnMapping[] } | undefined {
  const columnOf = (target: SalesTarget): string | undefined =>
    source.columns.find((column) => readSalesHeading(column, "team") === target);
  const number = columnOf("ownerId");
  if (number === undefined) return undefined;
  const system = `${options.system ?? guessSystem(source.name, source.headings, false)}.employee`;
  const manager = columnOf("manager");
  const column = (name: string, target: ColumnMapping["target"], more: ColumnMapping["detail"]): ColumnMapping => ({
    ...(source.file !== undefined && { file: source.file }),
    column: name,
    target,
    detail: more,
    guess: "name",
    examples: [],
  });
  return {
    list: { file: source.file, system, managerHeading: manager },
    columns: [column(number, "externalId", { system }), ...(manager === undefined ? [] : [column(manager, null, {})])],
  };
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
  const team = targetsOf("team");
  const isTeam = team.has("manager") && team.has("owner");
  const deal = targetsOf("deal");
  if (type === "deal" && (deal.has("stage") || (fileCount === 1 && !isTeam))) return "deal";
  const purchase = targetsOf("purchase");
  if (
    type === "purchase" &&
    (fileCount === 1 ||
      (purchase.has("number") && (purchase.has("on") || purchase.has("quantity") || purchase.has("net") || purchase.has("productId"))) ||
      (purchase.has("on") && (purchase.has("net") || purchase.has("quantity"))))
  )
    return "purchase";
  if (isTeam && !purchase.has("number")) return "team";
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
