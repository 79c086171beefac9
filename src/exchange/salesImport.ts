// A dry run of products, purchases and deals. Several tables make one import and are joined by their keys: lines and their
// orders, products and their categories, deals and who sells for whom; a list of contacts among them is read as such.
import { err, ok, type Result } from "../lib/result.ts";
import { countsOf, planContacts } from "./contactsPlan.ts";
import type { PlanRefusal } from "./draft.ts";
import { type ColumnMapping, isTarget } from "./mapping.ts";
import { Customers, type StaffList } from "./salesCustomers.ts";
import { Deals } from "./salesDeals.ts";
import { choicesOf, SalesDesk } from "./salesDesk.ts";
import { readSalesHeading, type SalesTarget } from "./salesHeading.ts";
import type { SalesOptions, SalesPlan } from "./salesPlan.ts";
import { Products } from "./salesProducts.ts";
import { Purchases } from "./salesPurchases.ts";
import { isTable, type Source, type TableSource } from "./source.ts";
import { type ForeignKind, foreignKinds, roleOf, type TableRole } from "./sourceRole.ts";
import { guessSystem } from "./system.ts";
import type { Turns } from "./turns.ts";

/** Plans the import of products, purchases or deals; reports unreadable rows by line and column. */
export async function planSales(sources: readonly Source[], options: SalesOptions, turns: Turns): Promise<Result<SalesPlan, PlanRefusal>> {
  const tables = sources.filter(isTable);
  const desk = new SalesDesk(options);
  const customers = new Customers(desk);
  const products = new Products(desk);
  const purchases = new Purchases(desk, customers, products);
  const deals = new Deals(desk, customers, products);
  const roles = new Map(tables.map((source) => [source, tableRole(source, options, tables.length === 1)]));
  const contacts = sources.filter((source) => !isTable(source) || roles.get(source) === "contact");
  if (contacts.length > 0) {
    const lists = contacts.map((source) => (isTable(source) ? staffListOf(source, options) : undefined));
    const planned = await planContacts(
      contacts,
      {
        country: options.country,
        currency: options.currency,
        language: options.language,
        mapping: [...contactChoices(options), ...lists.flatMap((list) => list?.columns ?? [])],
        ...(options.roles && { roles: options.roles }),
        ...(options.partyKind && { partyKind: options.partyKind }),
        ...(options.system && { system: options.system }),
      },
      turns,
    );
    if (!planned.ok) return planned;
    customers.takeContacts(
      planned.value,
      lists.flatMap((list) => (list ? [list.list] : [])),
    );
  }
  for (const source of tables) {
    const role = roles.get(source) as TableRole;
    if (options.papers === "incoming" && role === "purchase") {
      roles.set(source, "incoming");
      desk.refuse(source, "incoming");
    }
    if (isForeign(role)) desk.refuse(source, role);
    if (role !== "contact") source.rows();
    turns.before += role === "contact" ? 0 : source.size;
    if (await turns.pass(0)) return err({ code: "import-cancelled" });
  }
  // What others name stands first: categories before products, products and teams before what was sold.
  const order = ["category", "product", "team", "baskets", "purchase", "deal"] as const satisfies readonly TableRole[];
  for (const role of order) {
    const of = tables.filter((source) => roles.get(source) === role);
    if (role === "baskets") for (const table of of) purchases.addBaskets(table);
    else if (role === "purchase") purchases.add(of.map((table) => desk.open(table, role)));
    else if (role === "category") for (const table of of) products.addCategories(desk.open(table, role));
    else if (role === "product") for (const table of of) products.add(desk.open(table, role));
    else if (role === "team") for (const table of of) customers.addTeam(desk.open(table, role));
    else for (const table of of) deals.add(desk.open(table, role));
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
    questions: [...desk.questions, ...products.questions()],
    counts: countsOf(desk.rows, drafts),
    // In the order of the files, not in that of the work.
    mapping: [...new Set(sources.map(({ file }) => file))].flatMap((file) => desk.mapping.filter((column) => column.file === file)),
  });
}

const isForeign = (role: TableRole): role is ForeignKind => (foreignKinds as readonly string[]).includes(role);

const tableRole = (source: TableSource, options: SalesOptions, isOnlyOne: boolean): TableRole =>
  roleOf({
    columns: source.table.columns,
    table: source.table,
    chosen: choicesOf(options, source.file),
    type: options.type,
    isSaid: options.isSaid === true,
    isOnlyOne,
    papers: options.papers,
  });

/** What a person said of the columns of lists of contacts. */
function contactChoices({ mapping }: SalesOptions): ColumnMapping[] {
  if (Array.isArray(mapping))
    return (mapping as readonly (ColumnMapping | { readonly role: string })[]).filter((one): one is ColumnMapping => !("role" in one));
  return Object.entries(mapping ?? {}).flatMap(([column, target]): ColumnMapping[] =>
    target === null || isTarget(target) ? [{ column, target, detail: {}, guess: "person", examples: [] }] : [],
  );
}

/** A list of contacts that numbers the own people and says to whom they report. */
function staffListOf(
  { table, name, file }: TableSource,
  options: SalesOptions,
): { readonly list: StaffList; readonly columns: ColumnMapping[] } | undefined {
  const columnOf = (target: SalesTarget): string | undefined => table.columns.find((column) => readSalesHeading(column, "team") === target);
  const number = columnOf("ownerId");
  if (number === undefined) return undefined;
  const system = `${options.system ?? guessSystem(name, table.headings, false)}.employee`;
  const manager = columnOf("manager");
  const column = (of: string, target: ColumnMapping["target"], detail: ColumnMapping["detail"]): ColumnMapping => ({
    ...(file !== undefined && { file }),
    column: of,
    target,
    detail,
    guess: "name",
    examples: [],
  });
  return {
    list: { file, system, managerHeading: manager },
    columns: [column(number, "externalId", { system }), ...(manager === undefined ? [] : [column(manager, null, {})])],
  };
}
