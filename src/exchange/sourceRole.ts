// What a table lists, by its headings and its first rows: decided once, before anything is read.
import { type ForeignKind, foreignKindOf } from "./foreign.ts";
import { money } from "./headingTargets.ts";
import type { Preset } from "./preset.ts";
import { dealTable, teamTable } from "./presets/deal.ts";
import { categoryTable, productTable } from "./presets/product.ts";
import { purchaseTable } from "./presets/purchase.ts";
import { type ImportType, presets } from "./presets.ts";
import { choicesOf } from "./salesDesk.ts";
import type { SalesOptions } from "./salesPlan.ts";
import type { SalesTarget } from "./salesTargets.ts";
import type { TableSource } from "./source.ts";
import type { TableHead } from "./table.ts";
import type { TableKind } from "./tableKind.ts";

export type TableRole =
  | { readonly kind: TableKind }
  | { readonly foreign: ForeignKind }
  | { readonly baskets: true }
  | { readonly contacts: true };

/** The noun that a table lists; undefined where it is one of contacts. */
const speakerFor = (table: TableHead): Preset | undefined => presets.find((preset) => preset.speaksFor(table));

/** What a table is that nobody speaks for; a noun of its own comes before the guess that its rows are activities. */
export const foreignOf = (table: TableHead): ForeignKind | undefined => (speakerFor(table)?.isFlat ? undefined : foreignKindOf(table));

/** What an import of these tables is about: papers before deals before products before all else. */
export function guessImportType(tables: readonly TableHead[]): ImportType {
  const spoken = new Set(tables.filter((table) => foreignOf(table) === undefined).map(speakerFor));
  return presets.find((preset) => spoken.has(preset))?.noun ?? "party";
}

/** What a table lists within an import of a noun. */
export function roleOf(source: TableSource, options: SalesOptions, isOnlyOne: boolean): TableRole {
  const { table, file } = source;
  const { type, papers } = options;
  const isSaid = options.isSaid === true && isOnlyOne;
  const foreign = isSaid ? undefined : foreignOf(table);
  if (foreign !== undefined && !(foreign === "incoming" && papers === "own")) return { foreign };
  const flat = isSaid ? presets.find(({ noun, isFlat }) => isFlat && noun === type) : speakerFor(table);
  if (flat?.isFlat && flat.tables[0]) return { kind: flat.tables[0] };
  const targetsOf = (kind: TableKind<SalesTarget>): ReadonlySet<SalesTarget> => {
    const chosen = choicesOf(options, file, kind);
    const read = (column: string): SalesTarget | null | undefined =>
      chosen.has(column) ? chosen.get(column)?.target : table.hasHeader ? kind.read(column) : undefined;
    return new Set(table.columns.map(read).filter((target) => target !== undefined && target !== null));
  };
  if (type === "purchase" && !table.hasHeader && choicesOf(options, file, purchaseTable).size === 0 && looksLikeBaskets(table))
    return { baskets: true };
  const team = targetsOf(teamTable);
  const isTeam = team.has("manager") && team.has("owner");
  const deal = targetsOf(dealTable);
  const isStaged = deal.has("stage") || (deal.has("status") && (deal.has("dealName") || deal.has("closedOn")));
  if (type === "deal" && (isStaged || (isOnlyOne && !isTeam))) return { kind: dealTable };
  const purchase = targetsOf(purchaseTable);
  const isAmount = money.some((target) => purchase.has(target)) || purchase.has("quantity");
  const isPaper =
    (purchase.has("number") && (purchase.has("on") || isAmount || purchase.has("productId"))) || (purchase.has("on") && isAmount);
  if (type === "purchase" && (isOnlyOne || isPaper)) return { kind: purchaseTable };
  if (isTeam && !purchase.has("number")) return { kind: teamTable };
  const product = targetsOf(productTable);
  const category = targetsOf(categoryTable);
  if (category.has("categoryId") && category.has("category") && !product.has("unitPrice") && !product.has("unit"))
    return { kind: categoryTable };
  const namesProduct = product.has("product") || product.has("productId");
  const isSold = table.columns.some((column) => ["product", "productId"].includes(purchaseTable.read(column) ?? ""));
  return type === "product" || (namesProduct && isSold) ? { kind: productTable } : { contacts: true };
}

/** Rows of words, of many lengths and without figures: one basket a line. */
function looksLikeBaskets({ sample }: TableHead): boolean {
  const cells = sample.flat().filter((cell) => cell.trim() !== "");
  return cells.length > 0 && cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}
