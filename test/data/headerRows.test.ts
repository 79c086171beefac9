import { expect, test } from "vitest";
import { printCsv } from "../../src/exchange/csv.ts";
import { uniqueColumns } from "../../src/exchange/mapping.ts";
import { type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readDataText } from "../support/data.ts";

/** A heading row of another program, as public sources show it. */
interface Row {
  readonly program: string;
  readonly of: string;
  readonly headings: readonly string[];
  readonly example?: Readonly<Record<string, string>>;
}
interface WordRule {
  readonly target: string;
  readonly all: readonly (string | readonly string[])[];
  readonly not?: readonly string[];
}
interface Words {
  readonly meanings: Readonly<
    Record<string, { readonly de?: string[]; readonly en?: string[]; readonly fr?: string[]; readonly signs?: string[] }>
  >;
  readonly targets: readonly WordRule[];
}

const first = (JSON.parse(readDataText("crm-exports/crm-header-rows.json")) as { system: string; header: string[] }[]).map(
  ({ system, header }): Row => ({ program: system, of: /deals/i.test(system) ? "deals" : "contacts", headings: header }),
);
const second = JSON.parse(readDataText("crm-exports/header-rows-2.json")) as Row[];
const words = JSON.parse(readDataText("crm-exports/heading-words.json")) as Words;

const planOf = async ({ program, headings, example = {} }: Row): Promise<FilesPlan> => {
  const cells = headings.map((heading) => example[heading] ?? "");
  // A row without an example still has one, or nothing could be said of it.
  const filled = cells.some(Boolean) ? cells : headings.map((_, i) => (i === 0 ? "x" : ""));
  const text = printCsv([[...headings], filled], ";");
  return unwrap(
    await planFiles(
      [{ name: `${program.replace(/[^\w]+/g, " ")}.csv`, bytes: utf8(text) }],
      { country: "DE", currency: "EUR", language: "de" },
      async () => ({}),
    ),
  );
};

/** What a file is said to hold → what it must be taken for. */
const types: readonly (readonly [start: string, type: string])[] = [
  ["contacts", "party"],
  ["products", "product"],
  ["deals", "deal"],
  ["purchase invoice", "incoming"],
  ["postings", "postings"],
  ["payments", "payments"],
  ["calendar", "calendar"],
  ["newsletter", "newsletter"],
  ["stock", "stock"],
  ["activities", "task"],
];
const typeOf = (of: string): string => types.find(([start]) => of.startsWith(start))?.[1] ?? "purchase";
const foreign = (plan: FilesPlan): string | undefined => plan.problems.find(({ code }) => code === "file-foreign")?.value;
const takenFor = (plan: FilesPlan): string => foreign(plan) ?? plan.type;

/** The list of words that was made beside these rows: an independent reading of each heading, and an upper limit. */
function readByList(heading: string): string | undefined {
  const lower = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/e-mail/g, "email")
    .replace(/ust[.-]?id(?:nr)?\.?|umsatzsteuer-id/g, "ustid");
  const found = (lower.match(/[\p{L}]+|[#%]/gu) ?? []).flatMap((word) => meaningsIn(word));
  const all = new Set(found);
  const isThere = (one: string | readonly string[]): boolean =>
    typeof one === "string" ? all.has(one) : one.some((other) => all.has(other));
  return words.targets.find(({ all: wanted, not = [] }) => wanted.every(isThere) && !not.some((one) => all.has(one)))?.target;
}

const byWord = new Map<string, string[]>();
for (const [meaning, { de = [], en = [], fr = [], signs = [] }] of Object.entries(words.meanings))
  for (const word of [...de, ...en, ...fr, ...signs]) byWord.set(word, [...(byWord.get(word) ?? []), meaning]);

function meaningsIn(word: string): string[] {
  const known = byWord.get(word);
  if (known) return known;
  for (let length = word.length - 2; length > 1; length--) {
    const start = byWord.get(word.slice(0, length));
    if (!start) continue;
    for (const joint of ["", "s", "n", "en", "es"]) {
      const rest = word.slice(length);
      const end = rest.startsWith(joint) ? byWord.get(rest.slice(joint.length)) : undefined;
      if (end) return [...start, ...end];
    }
  }
  return [];
}

/** The list's targets → ours, as far as there is a field for it in a file of that kind. */
const contactFields: Readonly<Record<string, readonly string[]>> = {
  email: ["email"],
  fax: ["phone"],
  mobile: ["phone"],
  phone: ["phone"],
  "phone:other": ["phone"],
  url: ["url"],
  handle: ["handle", "url"],
  bornOn: ["bornOn", "bornDay"],
  "bornOn (parts)": ["bornYear", "bornMonth"],
  salutation: ["salutation"],
  vatId: ["vatId"],
  language: ["language"],
  houseNumber: ["houseNumber", "street", "addressExtra"],
  postalCode: ["postalCode"],
  poBox: ["poBox"],
  locality: ["locality"],
  country: ["country"],
  region: ["region"],
  street: ["street", "addressExtra"],
  addressExtra: ["addressExtra", "honorificSuffix"],
  "street or whole address": ["street", "addressText", "addressExtra"],
  tags: ["tags"],
  source: ["source"],
  owner: ["owner"],
  customerId: ["externalId"],
  givenName: ["givenName"],
  familyName: ["familyName"],
  additionalName: ["additionalName"],
  personName: ["personName"],
  nickname: ["nickname"],
  honorificPrefix: ["honorificPrefix"],
  "title (job)": ["title"],
  department: ["department"],
  industry: ["industry"],
  employees: ["employees"],
  organisation: ["organisation"],
  customer: ["organisation"],
  note: ["note"],
  category: ["tags"],
  "name (firm, person or product)": ["personName", "organisation", "familyName", "title", "honorificPrefix"],
  externalId: ["externalId", "organisationId"],
};
const salesFields: Readonly<Record<string, readonly string[]>> = {
  email: ["email"],
  phone: ["phone"],
  mobile: ["phone"],
  salutation: ["salutation"],
  givenName: ["givenName"],
  familyName: ["familyName"],
  personName: ["personName", "contact"],
  street: ["street"],
  "street or whole address": ["street", "houseNumber", "addressExtra"],
  houseNumber: ["houseNumber", "street", "addressExtra"],
  addressExtra: ["addressExtra"],
  postalCode: ["postalCode"],
  locality: ["locality"],
  region: ["region"],
  country: ["country"],
  number: ["number", "orderNumber"],
  customerId: ["customerId"],
  customer: ["customer", "personName"],
  organisation: ["customer"],
  productId: ["productId", "lineKey"],
  sku: ["sku"],
  product: ["product"],
  on: ["on", "openedOn"],
  quantity: ["quantity"],
  unit: ["unit"],
  unitPrice: ["unitPrice", "amount"],
  unitCost: ["unitCost"],
  net: ["net", "amount"],
  gross: ["gross", "amount"],
  "total (net or gross)": ["amount", "gross", "net"],
  amount: ["amount", "net", "gross"],
  tax: ["tax", "taxRate"],
  taxRate: ["taxRate"],
  discount: ["discount", "discountAmount"],
  freight: ["freight"],
  currency: ["currency"],
  cancelledOn: ["cancelledOn", "cancelled"],
  createdOn: ["on", "openedOn"],
  closedOn: ["closedOn"],
  expectedOn: ["expectedOn"],
  lossReason: ["lossReason"],
  probability: ["probability"],
  pipeline: ["pipeline"],
  stage: ["stage"],
  status: ["status", "stage"],
  owner: ["owner"],
  dealName: ["dealName"],
  dealId: ["dealId"],
  kind: ["kind"],
  category: ["category"],
  note: ["note"],
  isActive: ["isActive"],
  "name (firm, person or product)": ["product", "personName", "customer", "dealName", "number"],
};

const taskFields: Readonly<Record<string, readonly string[]>> = {
  subject: ["title"],
  dueOn: ["dueOn"],
  status: ["status"],
  note: ["text"],
  "name (firm, person or product)": ["parties"],
  organisation: ["parties"],
  personName: ["parties"],
};

type Verdict = "right" | "asked" | "wrong" | "none";

/** Headings that the list misplaces, with what they are; checked one by one. */
const better: Readonly<Record<string, readonly string[]>> = {
  "Weitere Vornamen": ["additionalName"],
  Rückmeldung: ["phone"],
  Autotelefon: ["phone"],
  "E-Mail-Typ": ["emailLabel"],
  "E-Mail 2: Typ": ["emailLabel"],
  "E-Mail 3: Typ": ["emailLabel"],
  "Business Address": ["addressText", "street"],
  "Organization Title": ["title"],
  "E-mail 1 - Label": ["emailLabel"],
  "E-mail 2 - Label": ["emailLabel"],
  "E-mail 3 - Label": ["emailLabel"],
  "E-mail 4 - Label": ["emailLabel"],
  "E-mail 1 - Type": ["emailLabel"],
  "Phone 1 - Label": ["phoneLabel"],
  "Phone 2 - Label": ["phoneLabel"],
  "Phone 3 - Label": ["phoneLabel"],
  "Phone 1 - Type": ["phoneLabel"],
  "Address 1 - Label": ["addressLabel"],
  "Address 1 - Postal Code": ["postalCode"],
  "Address / Post Code": ["postalCode"],
  "Website 1 - Label": ["urlLabel"],
  "Additional Name": ["additionalName"],
  AdditionalName: ["additionalName"],
  "Group Membership": ["tags"],
  AnnualRevenue: ["annualRevenue"],
  "Organization - Address": ["addressText"],
  "Record ID": ["externalId", "dealId"],
  "Associated Company IDs": ["customerId", "organisationId"],
  "Associated Contact IDs": ["contactId"],
  "Screen Name": ["handle"],
  "Birth Year": ["bornYear"],
  "Birth Month": ["bornMonth"],
  co_name: ["addressExtra"],
  Konto: ["externalId"],
  Unternehmensgegenstand: ["industry"],
  "Name (Adressattyp natürl. Person)": ["familyName"],
  "EU-Land": ["vatCountry"],
  "EU-UStID": ["vatId"],
  Adelstitel: ["familyNamePrefix"],
  Namensvorsatz: ["familyNamePrefix"],
  MwSt: ["taxRate", "tax"],
  USt: ["taxRate", "tax"],
  PurchasePrice: ["unitCost"],
  NACHNAMEFIRMA: ["personName", "organisation", "familyName"],
  Position: ["lineKey", "title"],
  Rechnungsart: ["kind"],
  Gelöscht: ["cancelled"],
  Positionswert: ["amount", "net"],
  "MwSt-Satz": ["taxRate"],
  "MwSt-Betrag": ["tax"],
  Rohertrag_EUR: ["profit"],
  "Verkaufspreis netto": ["unitPrice"],
  "Cost per item": ["unitCost"],
  "Order Line (w/o tax)": ["net"],
  "Order Line Tax": ["tax"],
  "Vollständiger Name des Käufers": ["customer", "personName"],
  "Customer Group": ["tags"],
  Kundengruppe: ["tags"],
  Kontaktart: ["role"],
  ID: ["externalId", "number", "productId", "dealId"],
  Id: ["externalId", "number", "productId", "dealId"],
  "Transaction ID": ["number"],
  "Activity - Subject": ["title"],
  "Activity - Due date": ["dueOn"],
  "Activity - Due time": ["dueTime"],
  "Activity - Done": ["status"],
  "Activity - Note": ["text"],
};

/** What one program means otherwise than all others. */
const ofProgram: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  bexio: { Ansprechpartner: ["owner"], Kontaktart: ["partyKind"], "Name 1": ["nameOrFirm"] },
};

function verdictOf(heading: string, target: string | null, type: string, program: string): Verdict {
  const listed =
    ofProgram[program.split(",")[0] as string]?.[heading] ??
    better[heading] ??
    (type === "party" ? contactFields : type === "task" ? taskFields : salesFields)[readByList(heading) ?? ""];
  if (target === null || target === "ignore") return listed ? "asked" : "none";
  if (!listed) return "wrong";
  return listed.includes(target) ? "right" : "wrong";
}

test("what the files of other programs are is seen, and none is booked as what it is not", async () => {
  const table: string[] = [];
  const counts = { right: 0, asked: 0, wrong: 0 };
  for (const row of [...first, ...second]) {
    const plan = await planOf(row);
    const wanted = typeOf(row.of);
    const taken = takenFor(plan);
    const verdict =
      taken === wanted
        ? "right"
        : plan.questions.some(({ code }) => code === "whose-papers") || plan.drafts.length === 0
          ? "asked"
          : "wrong";
    counts[verdict]++;
    if (verdict !== "right") table.push(`${verdict}: ${row.program} (${row.of}) taken for ${taken}`);
  }
  console.log(["type of file", JSON.stringify(counts), ...table].join("\n  "));
  expect(counts).toEqual({ right: 107, asked: 1, wrong: 0 });
});

test("columns are recognised, kept under their heading, or wrong", async () => {
  const counts = { right: 0, asked: 0, wrong: 0, none: 0 };
  const programs: string[] = [];
  const wrong: string[] = [];
  for (const row of [...first, ...second]) {
    const plan = await planOf(row);
    if (foreign(plan) !== undefined) continue;
    const columns = uniqueColumns(row.headings);
    const own = { right: 0, asked: 0, wrong: 0, none: 0 };
    for (const [at, column] of columns.entries()) {
      const mapped = plan.mapping.find((entry) => entry.column === column);
      const verdict = verdictOf(row.headings[at] as string, mapped?.target ?? null, plan.type, row.program);
      counts[verdict]++;
      own[verdict]++;
      if (verdict === "wrong")
        wrong.push(`${row.program.slice(0, 30)}: ${column} → ${mapped?.target} (list: ${readByList(row.headings[at] as string)})`);
    }
    programs.push(`${own.right}/${own.asked}/${own.wrong} ${row.program}`);
  }
  console.log(["columns right/asked/wrong", ...programs, JSON.stringify(counts), ...wrong].join("\n  "));
  expect(wrong).toEqual([]);
  // Of all headings that the list has a field for.
  expect(counts.right / (counts.right + counts.asked)).toBeGreaterThan(0.75);
});
