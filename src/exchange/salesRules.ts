// Headings of orders, products and deals read word by word, where no phrase is known: the first rule that fits.
import { firstOf, type Meaning, meaningsOf, type Rule } from "./meanings.ts";
import type { SalesRole, SalesTarget } from "./salesTargets.ts";

type Target = SalesTarget | "none";

/** Nothing that an import of sales reads stands in such a column. */
const foreign: readonly Rule<Target>[] = (
  ["bank", "ledger", "technical", "image", "weight", "stock", "option", "event", "by", "changed", "voucher", "list", "poBox"] as const
).map((meaning): Rule<Target> => ["none", [meaning]]);

/** Who bought: the same columns as of a contact. */
const buyer: readonly Rule<Target>[] = [
  ["email", ["mail"], ["date", "status", "kind", "flag", "name"]],
  ["none", ["fax"]],
  ["phone", ["mobile"], ["flag", "status", "kind"]],
  ["phone", ["phone"], ["flag", "status", "kind", "name"]],
  ["salutation", ["salutation"]],
  ["houseNumber", ["house"]],
  ["postalCode", ["postcode"]],
  ["country", ["country"], ["price", "tax", "phone"]],
  ["region", ["region"], ["price"]],
  ["locality", ["city"], ["price"]],
  ["street", ["street"]],
  ["addressExtra", ["extra"]],
  ["givenName", ["given"]],
  ["givenName", ["first", "name"]],
  ["familyName", ["family"]],
  ["familyName", ["last", "name"]],
  ["none", ["nick"]],
  ["none", ["web"]],
  ["none", ["born"]],
];

const notMoney: readonly Meaning[] = [
  "date",
  "method",
  "status",
  "kind",
  "flag",
  "name",
  "number",
  "group",
  "term",
  "reason",
  "list",
  "note",
  "description",
  "address",
  "street",
  "firm",
  "source",
];
const besideNumber: readonly Meaning[] = ["date", "amount", "price", "total", "phone", "group", "status", "name", "note", "rate", "flag"];

const besideDay: readonly Meaning[] = [
  "quantity",
  "amount",
  "price",
  "unit",
  "item",
  "method",
  "term",
  "note",
  "number",
  "status",
  "due",
  "pay",
  "changed",
];

const orderNumbers: readonly Rule<Target>[] = [
  ["lineKey", ["order", "item", "number"], besideNumber],
  ["lineKey", ["line", "number"], besideNumber],
  ["none", ["customer", "order"], ["date", "total", "amount", "number"]],
  ["number", ["invoice", "number"], [...besideNumber, "customer", "item", "tax", "line", "supplier"]],
  ["number", ["order", "number"], [...besideNumber, "customer", "item", "tax", "supplier"]],
  ["number", ["document", "number"], [...besideNumber, "customer", "item", "line"]],
  ["number", ["credit", "number"], [...besideNumber, "customer"]],
];

const amounts: readonly Rule<Target>[] = [
  ["none", ["refund"]],
  ["none", ["open"]],
  ["none", ["fee"]],
  ["none", ["pay", "kind"]],
  ["none", ["due"], ["amount"]],
  ["freight", ["freight"], [...notMoney, "city", "postcode", "region", "country", "first", "last", "person", "tax", "discount", "phone"]],
  ["none", ["ship", "price"]],
  ["taxRate", ["tax", "rate"], ["amount", "number", "name"]],
  ["tax", ["tax", "amount"], ["net", "gross"]],
  ["none", ["tax", "item"]],
  ["none", ["tax", "freight"]],
  ["none", ["tax", "ship"]],
  ["tax", ["tax"], [...notMoney, "net", "gross", "price", "total", "line", "country", "flag"]],
  ["discount", ["discount", "rate"], notMoney],
  ["discountAmount", ["discount", "amount"], [...notMoney, "ship", "tax"]],
  ["discount", ["discount"], [...notMoney, "ship", "tax", "line"]],
  ["currency", ["currency"], ["amount", "price", "rate", "date"]],
  ["profit", ["profit"], notMoney],
  ["unitPrice", ["order", "for"], ["invoice"]],
  ["gross", ["gross"], [...notMoney, "weight"]],
  ["net", ["net"], [...notMoney, "price", "weight"]],
  ["unitPrice", ["net", "price"], [...notMoney, "total"]],
  ["none", ["item", "cost"]],
  ["unitCost", ["cost"], [...notMoney, "freight", "order", "total", "amount", "transaction"]],
  ["amount", ["total", "price"], notMoney],
  ["unitPrice", ["price"], [...notMoney, "unit", "quantity"]],
  ["unitPrice", ["unit", "price"], notMoney],
  ["amount", ["total"], [...notMoney, "quantity", "item"]],
  ["amount", ["item", "total"], notMoney],
  ["amount", ["amount"], [...notMoney, "quantity"]],
];

const goods: readonly Rule<Target>[] = [
  ["productId", ["item", "number"], [...besideNumber, "tax", "category", "order", "kind"]],
  ["sku", ["sku"], ["name"]],
  ["quantity", ["quantity"], ["price", "discount", "unit", "date", "total", "mail", "name"]],
  ["unit", ["unit"], ["price", "number", "quantity", "cost"]],
  ["category", ["category"], ["number", "mail", "phone", "web", "address"]],
  ["product", ["item", "name"], ["number", "tax"]],
  ["product", ["line", "name"], ["number", "tax"]],
];

const cancelled: readonly Rule<Target>[] = [
  ["cancelledOn", ["cancel", "date"]],
  ["cancelled", ["cancel"], ["amount", "number", "total", "reason", "by"]],
  ["none", ["ship", "status"]],
  ["none", ["item", "status"]],
  ["none", ["tax", "status"]],
  ["status", ["status"], ["name", "address", "category"]],
];

const purchase: readonly Rule<Target>[] = [
  ...foreign,
  ...cancelled,
  ["kind", ["kind", "invoice"], ["date"]],
  ["kind", ["kind", "document"], ["date"]],
  ["kind", ["kind", "order"], ["date", "item"]],
  ["none", ["kind"], ["number", "item", "name", "price"]],
  ["none", ["pay", "date"]],
  ["none", ["ship", "date"]],
  ["none", ["due", "date"]],
  ...orderNumbers,
  ["customerId", ["customer", "number"], [...besideNumber, "tax", "order", "invoice", "supplier"]],
  ...buyer,
  ["on", ["invoice", "date"], besideDay],
  ["on", ["order", "date"], [...besideDay, "ship"]],
  ["on", ["document", "date"], besideDay],
  ...goods,
  ...amounts,
  ["owner", ["owner"], ["number", "mail"]],
  ["customer", ["customer", "name"], ["kind", "group"]],
  ["customer", ["customer", "firm"], []],
  ["customer", ["bill", "firm"], []],
  ["customer", ["firm", "name"], []],
  ["personName", ["bill", "name"], []],
  ["personName", ["full", "name"], []],
  ["personName", ["ship", "name"], []],
  ["personName", ["person", "name"], []],
  ["customer", ["ship", "firm"], []],
  ["customer", ["customer"], ["group", "kind", "note", "list", "number", "date", "description", "address", "flag"]],
  ["street", ["address"], ["mail", "status", "web", "kind"]],
  ["note", ["note"], ["item", "line"]],
];

const product: readonly Rule<Target>[] = [
  ...foreign,
  ["productId", ["item", "number"], [...besideNumber, "tax", "category", "supplier"]],
  ["sku", ["sku"], ["name"]],
  ["category", ["category"], ["number", "ledger"]],
  ["taxRate", ["tax", "rate"], ["amount"]],
  ["taxRate", ["tax"], [...notMoney, "amount", "price", "net", "gross"]],
  ["unitCost", ["cost"], notMoney],
  ["unitPrice", ["price"], [...notMoney, "cost", "unit", "discount", "quantity"]],
  ["unit", ["unit"], ["price", "quantity", "weight"]],
  ["product", ["item", "name"], ["number", "supplier", "kind"]],
  ["currency", ["currency"], ["amount"]],
];

const deal: readonly Rule<Target>[] = [
  ...foreign,
  ["lossReason", ["loss", "reason"]],
  ["closedOn", ["won", "date"]],
  ["none", ["loss", "date"]],
  ["expectedOn", ["expected", "closed"]],
  ["expectedOn", ["expected", "date"]],
  ["none", ["expected"]],
  ["closedOn", ["closed"], ["flag", "reason", "status", "note"]],
  ["probability", ["probability"]],
  ["pipeline", ["pipeline"], ["number", "source"]],
  ["stage", ["stage"], ["date", "changed", "number"]],
  ["status", ["deal", "status"]],
  ["openedOn", ["created"], ["by", "owner"]],
  ["dealId", ["deal", "number"], ["amount", "firm", "person", "note"]],
  ["owner", ["owner"], ["number", "mail"]],
  ["currency", ["currency"], ["amount", "rate"]],
  ["amount", ["deal", "amount"], ["note", "quantity"]],
  ["customer", ["deal", "firm"], ["number"]],
  ["customer", ["firm", "name"], ["number"]],
  ["contact", ["deal", "person"], ["number"]],
  ["contact", ["person", "name"], ["number", "first", "last"]],
  ["dealName", ["deal", "name"]],
];

const rules: Readonly<Partial<Record<SalesRole, readonly Rule<Target>[]>>> = { purchase, product, deal };

/** Amounts of a heading that says without tax, or with it. */
const withoutTax = /(?:w\/o|without|excl\w*\.?|ohne|vor|ex|before|zzgl\.?|hors)\s*(?:the\s)?(?:tax|vat|mwst|mw\.?st|ust|steuer|gst|tva)/i;
const withTax = /(?:incl\w*\.?|with|inkl\w*\.?|mit|einschl\w*\.?)\s*(?:the\s)?(?:tax|vat|mwst|mw\.?st|ust|steuer|gst|tva)/i;

/** What a heading means in such a table by its words; undefined where they say nothing, or nothing certain. */
export function readSalesWords(heading: string, role: SalesRole): SalesTarget | undefined {
  const of = rules[role];
  if (!of || heading.length > 80) return undefined;
  const { has, unknown, count, head } = meaningsOf(heading);
  if (count === 0 || count > 8) return undefined;
  if (role === "purchase" && (has("amount") || has("total") || has("line") || has("price"))) {
    const isPrice = has("price") && !has("total") && !has("line");
    if (withoutTax.test(heading)) return isPrice ? "unitPrice" : "net";
    if (withTax.test(heading)) return isPrice ? undefined : "gross";
  }
  if (count > 6 || unknown > 1) return undefined;
  const target = firstOf(heading, of);
  if (target === undefined || target === "none") return undefined;
  // A word that nobody knows may turn everything round; what stands last says what the column is.
  if (unknown > 0 && !(anyway.has(target) && head.length > 0)) return undefined;
  return target;
}

/** These say so whatever word stands beside them. */
const anyway: ReadonlySet<SalesTarget> = new Set<SalesTarget>(["email", "phone", "postalCode", "gross", "net", "sku"]);
