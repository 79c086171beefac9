// A dry run of products, purchases and deals. Several tables make one import and are joined by their keys: lines and their
// orders, products and their categories, deals and who sells for whom; a list of contacts among them is read as such.
import { err, ok, type Result } from "../lib/result.ts";
import { associatedBy, tieAssociated } from "./associated.ts";
import { countsOf, planContacts } from "./contactsPlan.ts";
import type { PlanRefusal } from "./draft.ts";
import { type ColumnMapping, isTarget } from "./mapping.ts";
import type { Preset, PresetReader } from "./preset.ts";
import { teamTable } from "./presets/deal.ts";
import { presets } from "./presets.ts";
import { Customers, type StaffList } from "./salesCustomers.ts";
import { SalesDesk } from "./salesDesk.ts";
import type { SalesOptions, SalesPlan } from "./salesPlan.ts";
import type { SalesTarget } from "./salesTargets.ts";
import { isTable, type ListSource, type TableSource } from "./source.ts";
import { roleOf, type TableRole } from "./sourceRole.ts";
import { guessSystem } from "./system.ts";
import type { Turns } from "./turns.ts";

/** Plans the import of products, purchases, deals and plain nouns; reports unreadable rows by line and column. */
export async function planSales(
  sources: readonly ListSource[],
  options: SalesOptions,
  turns: Turns,
): Promise<Result<SalesPlan, PlanRefusal>> {
  const tables = sources.filter(isTable);
  const desk = new SalesDesk(options);
  const customers = new Customers(desk);
  const readers = openReaders(desk, customers);
  const roles = new Map(tables.map((source) => [source, decidedRole(source, options, tables)]));
  const isContacts = (source: ListSource): boolean => !isTable(source) || "contacts" in (roles.get(source) as TableRole);
  const contacts = sources.filter(isContacts);
  if (contacts.length > 0) {
    const planned = await readContacts(contacts, customers, options, turns);
    if (!planned.ok) return planned;
  }
  for (const source of tables) {
    const role = roles.get(source) as TableRole;
    if ("foreign" in role) desk.refuse(source, role.foreign);
    if (isContacts(source)) continue;
    source.rows();
    turns.before += source.size;
    if (await turns.pass(0)) return err({ code: "import-cancelled" });
  }
  // What others name stands first: categories before products, products and teams before what was sold.
  for (const { noun, role } of inOrder) {
    const of = tables.filter((source) => roleName(roles.get(source) as TableRole) === role);
    if (of.length > 0) readers.get(noun)?.read(role, of);
    if (await turns.pass(0)) return err({ code: "import-cancelled" });
  }
  for (const reader of readers.values()) await reader.finish?.();
  const made = inMaking.flatMap((noun) => readers.get(noun)?.drafts() ?? []);
  const { drafts, hints } = tieAssociated([...customers.drafts(), ...made], associatedBy(desk.mapping));
  return ok({
    drafts,
    problems: desk.problems,
    hints: [...customers.hints, ...desk.hints(), ...hints],
    questions: [...desk.questions, ...[...readers.values()].flatMap((reader) => reader.questions?.() ?? [])],
    counts: countsOf(desk.rows, drafts),
    // In the order of the files, not in that of the work.
    mapping: [...new Set(sources.map(({ file }) => file))].flatMap((file) => desk.mapping.filter((column) => column.file === file)),
  });
}

/** Every kind of table with its noun, in the order to read them; baskets are orders without headings. */
const inOrder: readonly { readonly noun: string; readonly role: string }[] = presets
  .flatMap(({ noun, tables }) => tables.map(({ role, rank }) => ({ noun: noun as string, role, rank })))
  .concat({ noun: "purchase", role: "baskets", rank: 3 })
  .sort((a, b) => a.rank - b.rank);
/** What another noun names is made before it. */
const inMaking: readonly string[] = [...presets].sort((a, b) => rankOf(a) - rankOf(b)).map(({ noun }) => noun);

function rankOf({ tables }: Preset): number {
  return Math.max(...tables.map(({ rank }) => rank));
}

function openReaders(desk: SalesDesk, customers: Customers): ReadonlyMap<string, PresetReader> {
  const readers = new Map<string, PresetReader>();
  const readerOf = <Reader>(noun: string): Reader => {
    const known = readers.get(noun);
    const preset = presets.find((one) => one.noun === noun) as Preset;
    const opened = known ?? preset.open({ desk, customers, readerOf });
    readers.set(noun, opened);
    return opened as Reader;
  };
  for (const { noun } of presets) readerOf(noun);
  return readers;
}

const roleName = (role: TableRole): string | undefined => ("kind" in role ? role.kind.role : "baskets" in role ? "baskets" : undefined);

/** A table of orders that somebody says came in is none of sales. */
function decidedRole(source: TableSource, options: SalesOptions, all: readonly TableSource[]): TableRole {
  const role = roleOf(source, options, all);
  return options.papers === "incoming" && roleName(role) === "purchase" ? { foreign: "incoming" } : role;
}

async function readContacts(
  contacts: readonly ListSource[],
  customers: Customers,
  options: SalesOptions,
  turns: Turns,
): Promise<Result<null, PlanRefusal>> {
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
  return ok(null);
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
function staffListOf(
  { table, name, file }: TableSource,
  options: SalesOptions,
): { readonly list: StaffList; readonly columns: ColumnMapping[] } | undefined {
  const columnOf = (target: SalesTarget): string | undefined => table.columns.find((column) => teamTable.read(column) === target);
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
