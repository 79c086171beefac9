// What a table lists, by its headings and its first rows: decided once, before anything is read.
import { readHeading, type TargetName } from "./heading.ts";
import { isYesNo } from "./mapping.ts";
import { type Meaning, meaningsOf } from "./meanings.ts";
import { purchaseKindOf, readSalesHeading, type SalesRole, type SalesTarget } from "./salesHeading.ts";
import type { ImportType } from "./salesPlan.ts";
import type { OpenTable } from "./table.ts";
import { isEmail, isPhoneLike, readDay } from "./value.ts";

/** What a table holds that none of the records here are. */
export const foreignKinds = ["calendar", "newsletter", "postings", "payments", "stock", "activities", "incoming"] as const;
export type ForeignKind = (typeof foreignKinds)[number];
export type TableRole = SalesRole | "contact" | "baskets" | ForeignKind;

type Head = Pick<OpenTable, "headings" | "hasHeader" | "isDatev" | "sample">;

/** What an import of these tables is about: papers before deals before products before contacts. */
export function guessImportType(tables: readonly Head[]): ImportType {
  const types = new Set(tables.filter((table) => foreignKindOf(table) === undefined).map(typeOf));
  return (["purchase", "deal", "product"] as const).find((type) => types.has(type)) ?? "party";
}

const ofPeople: ReadonlySet<TargetName> = new Set<TargetName>([
  "email",
  "phone",
  "givenName",
  "familyName",
  "salutation",
  "bornOn",
  "street",
]);

interface Told {
  readonly has: (...wanted: readonly SalesTarget[]) => boolean;
}

function toldBy(headings: readonly string[], role: SalesRole): Told {
  const targets = new Set(headings.map((heading) => readSalesHeading(heading, role)));
  return { has: (...wanted) => wanted.some((target) => targets.has(target)) };
}

const money: readonly SalesTarget[] = ["net", "gross", "amount", "unitPrice", "freight", "tax"];

function typeOf(table: Head): ImportType {
  const { headings, hasHeader, isDatev, sample } = table;
  if (!hasHeader) return isBaskets(sample) ? "purchase" : "party";
  // DATEV's own files list accounts, which are contacts, or postings, which are none of ours.
  if (isDatev) return "party";
  const people = new Set(headings.map((heading) => readHeading(heading)?.target).filter((target) => target && ofPeople.has(target)));
  const [purchase, product, deal] = [toldBy(headings, "purchase"), toldBy(headings, "product"), toldBy(headings, "deal")];
  // Who sells for whom, and nothing else, comes with deals.
  const team = headings.map((heading) => readSalesHeading(heading, "team"));
  if (team.includes("owner") && team.includes("manager") && team.every((target) => target !== undefined)) return "deal";
  const isPaper = headings.some((heading) => readSalesHeading(heading, "purchase") === "number" && purchaseKindOf(heading) !== undefined);
  const isDeal = headings.some((heading) => readSalesHeading(heading, "deal") === "dealName" && meaningsOf(heading).has("deal"));
  if (isDeal && deal.has("stage", "status", "amount", "closedOn", "expectedOn", "probability") && people.size < 2) return "deal";
  if (deal.has("stage") && deal.has("amount", "closedOn", "expectedOn", "probability") && people.size < 2 && !isPaper) return "deal";
  const isSold = purchase.has(...money, "quantity", "productId", "product");
  if (purchase.has("number") && (isPaper ? purchase.has("on") || isSold : purchase.has("on") && isSold && people.size < 2))
    return "purchase";
  if (isLineItems(headings)) return "purchase";
  const isBought = purchase.has("customer", "customerId", "product", "productId", "personName", "givenName");
  if (purchase.has("on") && purchase.has(...money, "quantity") && isBought && (people.size < 2 || isOrdered(headings))) return "purchase";
  const isPriced = product.has("unitPrice", "unitCost") || (product.has("unit", "category") && product.has("productId", "sku"));
  return product.has("product", "productId") && isPriced && people.size === 0 ? "product" : "party";
}

const count = (headings: readonly string[], is: (has: (...meanings: readonly Meaning[]) => boolean) => boolean): number =>
  headings.filter((heading) => is(meaningsOf(heading).has)).length;

/** Shops name what stands in a line: "Lineitem quantity", "item-price". */
const isLineItems = (headings: readonly string[]): boolean =>
  count(headings, (has) => has("item", "quantity") || has("line", "quantity")) > 0 &&
  count(headings, (has) => has("item", "price") || has("line", "price")) > 0 &&
  count(headings, (has) => has("order") || has("bill") || has("ship")) > 1;
const isOrdered = (headings: readonly string[]): boolean =>
  count(headings, (has) => has("order", "date")) > 0 && count(headings, (has) => has("total")) > 0;

/** What a table lists that nothing here keeps, or that is none of the own papers; undefined where it may be read. */
export function foreignKindOf({ headings, hasHeader, isDatev }: Head): ForeignKind | undefined {
  if (!hasHeader) return undefined;
  const written = headings.map((heading) => heading.toLowerCase());
  const some = (pattern: RegExp): boolean => written.some((heading) => pattern.test(heading));
  const many = (pattern: RegExp): number => written.filter((heading) => pattern.test(heading)).length;
  if (
    some(/^(?:subject|betreff|summary|titel)$/) &&
    some(/^(?:start date|beginnt am|start|beginn|dtstart)$/) &&
    some(/^(?:end date|endet am|end|ende|dtend)$/)
  )
    return "calendar";
  if (many(/\b(?:opens?|clicks?|bounces?|unsubscribes?|deliver(?:ies|ed)|öffnungen|öffnungsrate|klicks|abmeldungen|recipients)\b/) > 3)
    return "newsletter";
  const isLedger = some(/soll\/haben|soll-haben|^gkonto$|gegenkonto|^buchsymbol$|^bu-schlüssel/) || (isDatev && some(/^umsatz/));
  if (isLedger) return "postings";
  const isPaid = some(/\b(?:fees?|gebühr(?:en)?)\b/) || some(/^captured$|^statement descriptor$/);
  if (
    isPaid &&
    (some(/guthaben|\bbalance\b|^captured$|^payment id$|^payout/) || (some(/transaktionscode|transaction id/) && some(/^(?:net|netto)$/)))
  )
    return "payments";
  if (
    many(/\bon hand\b|\bcommitted\b|\bavailable\b|\bunavailable\b|\bincoming\b|lagerbestand|mindestbestand|lagerort|inventory/) > 2 &&
    !some(/price|preis/)
  )
    return "stock";
  if (isActivities(written)) return "activities";
  return isIncoming(headings) ? "incoming" : undefined;
}

/** Tasks, calls and notes: a subject with a day it is due or was done, and nobody's name or amount. */
function isActivities(written: readonly string[]): boolean {
  const some = (pattern: RegExp): boolean => written.some((heading) => pattern.test(heading));
  if (written.filter((heading) => heading.startsWith("activity")).length > 2) return true;
  const isTask = some(
    /^(?:task|aufgabe|activity|aktivität)\b.*(?:title|subject|titel|betreff|type|status|typ)|^(?:subject|betreff|task|aufgabe)$/,
  );
  const isDated = some(/due date|fällig|activity date|completion date|erledigt am|^due$/);
  const isMoney = some(/amount|betrag|netto|brutto|total|preis|price|wert|value/);
  const isDone = some(/status|assigned|zugewiesen|priorit|erledigt|done/);
  return isTask && isDated && isDone && !isMoney && !some(/rechnung|invoice|deal name|deal stage/);
}

/** A paper whose other side is a supplier is no sale. */
function isIncoming(headings: readonly string[]): boolean {
  const isNumbered = count(headings, (has) => (has("document") || has("invoice")) && (has("number") || has("date"))) > 0;
  const isSuppliers = count(headings, (has) => has("supplier") && !has("item")) > 0;
  const isCustomers = count(headings, (has) => has("customer")) > 0;
  const isBilled = count(headings, (has) => has("bill") || has("ship") || has("line")) > 1;
  return isNumbered && isSuppliers && !isCustomers && !isBilled && toldBy(headings, "purchase").has(...money);
}

/** Rows of words, of many lengths and without figures: one basket a line. */
function isBaskets(rows: readonly (readonly string[])[]): boolean {
  const lengths = new Set(rows.map((row) => row.length));
  const cells = rows.flat().filter((cell) => cell.trim() !== "");
  if (rows.length < 2 || lengths.size < 3 || cells.length === 0) return false;
  if (cells.some((cell) => isEmail(cell) || isPhoneLike(cell) || readDay(cell) !== undefined || isYesNo(cell))) return false;
  return cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}

export interface RoleQuestion {
  readonly columns: readonly string[];
  readonly table: Head;
  /** What a person said of the columns. */
  readonly chosen: ReadonlyMap<string, { readonly target: SalesTarget | null }>;
  readonly type: Exclude<ImportType, "party">;
  /** The person or the script has said what the files are. */
  readonly isSaid: boolean;
  readonly isOnlyOne: boolean;
  readonly papers: "own" | "incoming" | undefined;
}

/** What a table lists within an import of sales. */
export function roleOf({ columns, table, chosen, type, isSaid, isOnlyOne, papers }: RoleQuestion): TableRole {
  const foreign = isSaid && isOnlyOne ? undefined : foreignKindOf(table);
  if (foreign !== undefined && !(foreign === "incoming" && papers === "own")) return foreign;
  const targetsOf = (role: SalesRole): ReadonlySet<SalesTarget> =>
    new Set(
      columns
        .map((column) => {
          const choice = chosen.get(column);
          return choice ? choice.target : table.hasHeader ? readSalesHeading(column, role) : undefined;
        })
        .filter((target) => target !== undefined && target !== null),
    );
  if (type === "purchase" && !table.hasHeader && chosen.size === 0 && looksLikeBaskets(table)) return "baskets";
  const team = targetsOf("team");
  const isTeam = team.has("manager") && team.has("owner");
  const deal = targetsOf("deal");
  const isStaged = deal.has("stage") || (deal.has("status") && (deal.has("dealName") || deal.has("closedOn")));
  if (type === "deal" && (isStaged || (isOnlyOne && !isTeam))) return "deal";
  const purchase = targetsOf("purchase");
  const isAmount = money.some((target) => purchase.has(target)) || purchase.has("quantity");
  if (
    type === "purchase" &&
    (isOnlyOne ||
      (purchase.has("number") && (purchase.has("on") || isAmount || purchase.has("productId"))) ||
      (purchase.has("on") && isAmount))
  )
    return "purchase";
  if (isTeam && !purchase.has("number")) return "team";
  const product = targetsOf("product");
  const category = targetsOf("category");
  if (category.has("categoryId") && category.has("category") && !product.has("unitPrice") && !product.has("unit")) return "category";
  const namesProduct = product.has("product") || product.has("productId");
  if (
    type === "product" ||
    (namesProduct && columns.some((column) => ["product", "productId"].includes(readSalesHeading(column, "purchase") ?? "")))
  )
    return "product";
  return "contact";
}

/** Rows of words, of many lengths and without figures: one basket a line. */
function looksLikeBaskets({ sample }: Head): boolean {
  const cells = sample.flat().filter((cell) => cell.trim() !== "");
  return cells.length > 0 && cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}
