// What the rows of files are, by their headings: contacts unless something speaks clearly for products, papers or deals.
import { isOwnTable } from "./exportCsv.ts";
import { isOwnJson } from "./exportJson.ts";
import { readHeading, type TargetName } from "./heading.ts";
import { type ImportFile, isVcard, readText } from "./plan.ts";
import { isSalesHeading, purchaseKindOf, readSalesHeading, type SalesTarget } from "./salesHeading.ts";
import type { ImportType } from "./salesPlan.ts";
import { type OpenTable, openRows, openTable } from "./table.ts";
import { isEmail, isPhoneLike, readDay } from "./value.ts";
import { readWorkbook, sheetReader } from "./workbook.ts";

/** A file's tables as far as their first rows; none of a file that is no table, or is one of Kontor's own exports. */
export async function tablesOf(file: ImportFile): Promise<Pick<OpenTable, "columns" | "headings" | "hasHeader" | "isDatev" | "sample">[]> {
  const sheets = await readWorkbook(file.bytes);
  if (sheets) return sheets.map((sheet) => openRows(sheetReader(sheet), isSalesHeading));
  const read = readText(file.name, file.bytes);
  if (!read.ok || isVcard(file.name, read.value.text) || isOwnJson(read.value.text)) return [];
  const table = openTable(read.value.text, isSalesHeading);
  return isOwnTable(table.headings) ? [] : [table];
}

/** What an import of these tables is about: papers before deals before products before contacts. */
export function guessImportType(tables: readonly Pick<OpenTable, "headings" | "hasHeader" | "isDatev" | "sample">[]): ImportType {
  const types = new Set(tables.map(typeOf));
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

function typeOf({ headings, hasHeader, isDatev, sample }: Pick<OpenTable, "headings" | "hasHeader" | "isDatev" | "sample">): ImportType {
  if (!hasHeader) return isBaskets(sample) ? "purchase" : "party";
  // DATEV's own files list accounts, which are contacts, or postings, which are none of ours.
  if (isDatev) return "party";
  const people = new Set(headings.map((heading) => readHeading(heading)?.target).filter((target) => target && ofPeople.has(target)));
  const among = (role: "purchase" | "product" | "deal") => {
    const targets = new Set(headings.map((heading) => readSalesHeading(heading, role)));
    return (...wanted: readonly SalesTarget[]): boolean => wanted.some((target) => targets.has(target));
  };
  const [purchase, product, deal] = [among("purchase"), among("product"), among("deal")];
  const isPaper = headings.some((heading) => readSalesHeading(heading, "purchase") === "number" && purchaseKindOf(heading) !== undefined);
  const isSold = purchase("quantity", "net", "unitPrice", "freight") || purchase("productId", "product");
  // Who sells for whom, and nothing else, comes with deals.
  const team = headings.map((heading) => readSalesHeading(heading, "team"));
  if (team.includes("owner") && team.includes("manager") && team.every((target) => target !== undefined)) return "deal";
  if (deal("stage") && deal("amount", "closedOn", "expectedOn", "probability") && people.size < 2) return "deal";
  if (purchase("number") && (isPaper ? purchase("on") || isSold : purchase("on") && isSold && people.size < 2)) return "purchase";
  if (purchase("on") && purchase("net", "quantity") && purchase("customer", "customerId", "product", "productId") && people.size < 2)
    return "purchase";
  const isPriced = product("unitPrice", "unitCost") || (product("unit", "category") && product("productId", "sku"));
  return product("product", "productId") && isPriced && people.size === 0 ? "product" : "party";
}

/** Rows of words, of many lengths and without figures: one basket a line. */
function isBaskets(rows: readonly (readonly string[])[]): boolean {
  const lengths = new Set(rows.map((row) => row.length));
  const cells = rows.flat().filter((cell) => cell.trim() !== "");
  if (rows.length < 2 || lengths.size < 3 || cells.length === 0) return false;
  if (cells.some((cell) => isEmail(cell) || isPhoneLike(cell) || readDay(cell) !== undefined)) return false;
  return cells.filter((cell) => /\p{L}/u.test(cell)).length > cells.length * 0.95;
}
