import { readCountry } from "../domain/country.ts";
import { readLegalForm } from "../domain/legalForm.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import type { ImportOptions } from "./draft.ts";
import { addressTargets, type ColumnDetail, type HeadingGuess, headingWords, readHeading, type TargetName } from "./heading.ts";
import { dayOrderOf, decimalSignOf, isEmail, isEmptyWord, isPhoneLike, isUrl, readDay, readNumber } from "./value.ts";

export type { ColumnMapping } from "./columnMapping.ts";
export type { ColumnDetail, TargetName } from "./heading.ts";

export type TargetGroup = "name" | "organisation" | "reach" | "address" | "record";
export interface Target {
  readonly name: TargetName;
  readonly group: TargetGroup;
  /** What can be set beside it. */
  readonly details: readonly (keyof ColumnDetail)[];
}

/** What a column can be mapped to, in the order to offer it. */
export const targets: readonly Target[] = [
  ...(
    [
      "organisation",
      "personName",
      "salutation",
      "honorificPrefix",
      "givenName",
      "additionalName",
      "familyNamePrefix",
      "familyName",
      "honorificSuffix",
      "nickname",
      "title",
      "department",
    ] as const
  ).map((name): Target => ({ name, group: "name", details: [] })),
  { name: "bornOn", group: "name", details: ["order"] },
  { name: "bornYear", group: "name", details: [] },
  { name: "bornMonth", group: "name", details: [] },
  { name: "bornDay", group: "name", details: [] },
  { name: "phone", group: "reach", details: ["type", "of", "label", "number"] },
  { name: "email", group: "reach", details: ["type", "of", "label", "number"] },
  { name: "url", group: "reach", details: ["type", "of", "label", "number"] },
  { name: "handle", group: "reach", details: ["service", "of"] },
  { name: "phoneLabel", group: "reach", details: ["number"] },
  { name: "emailLabel", group: "reach", details: ["number"] },
  { name: "urlLabel", group: "reach", details: ["number"] },
  ...(
    [
      "street",
      "houseNumber",
      "addressExtra",
      "poBox",
      "postalCode",
      "locality",
      "region",
      "country",
      "addressText",
      "addressLabel",
    ] as const
  ).map((name): Target => ({ name, group: "address", details: ["type", "of", "number"] })),
  { name: "industry", group: "organisation", details: [] },
  { name: "employees", group: "organisation", details: ["decimal"] },
  { name: "annualRevenue", group: "organisation", details: ["scale", "currency", "decimal"] },
  { name: "foundedOn", group: "organisation", details: ["order"] },
  { name: "legalForm", group: "organisation", details: [] },
  { name: "vatId", group: "organisation", details: [] },
  { name: "vatCountry", group: "organisation", details: [] },
  { name: "registerNumber", group: "organisation", details: [] },
  { name: "parent", group: "organisation", details: [] },
  { name: "organisationId", group: "organisation", details: ["system"] },
  { name: "role", group: "record", details: ["of"] },
  { name: "phase", group: "record", details: ["of"] },
  { name: "tags", group: "record", details: ["of"] },
  { name: "owner", group: "record", details: ["of"] },
  { name: "source", group: "record", details: ["of"] },
  { name: "language", group: "record", details: ["of"] },
  { name: "note", group: "record", details: ["of"] },
  { name: "externalId", group: "record", details: ["system", "of"] },
  { name: "associatedIds", group: "record", details: [] },
  { name: "ignore", group: "record", details: [] },
];
const targetNames = new Set<string>(targets.map((target) => target.name));
export const isTarget = (name: string): name is TargetName => targetNames.has(name);

export interface Table {
  /** Unique headings, one a column. */
  readonly columns: readonly string[];
  /** The first rows, to look into. */
  readonly sample: readonly (readonly string[])[];
  readonly hasHeader: boolean;
}

/** Headings made unique and never empty, so that each can stand for its column in a mapping and in `custom`. */
export function uniqueColumns(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading, i) => {
    const clean = heading.replace(/\s+/g, " ").trim() || `#${i + 1}`;
    const safe = clean === "__proto__" || clean === "constructor" || clean === "prototype" ? `${clean} ` : clean;
    const count = (seen.get(safe) ?? 0) + 1;
    seen.set(safe, count);
    return count === 1 ? safe : uniqueFrom(safe, count, seen);
  });
}

function uniqueFrom(heading: string, from: number, seen: Map<string, number>): string {
  let count = from;
  while (seen.has(`${heading} ${count}`)) count++;
  seen.set(`${heading} ${count}`, 1);
  return `${heading} ${count}`;
}

const single = new Set<TargetName>(["organisation", "personName", "salutation", "externalId", "honorificPrefix"]);

/** The mapping Kontor proposes, by the names of the columns and by what stands in them. */
export function guessMapping(table: Table, options: Pick<ImportOptions, "country" | "currency">): ColumnMapping[] {
  const values = table.columns.map((_, i) =>
    table.sample.map((row) => (row[i] ?? "").trim()).filter((value) => value !== "" && !isEmptyWord(value)),
  );
  const guesses = table.columns.map((column): HeadingGuess | undefined => (table.hasHeader ? readHeading(column) : undefined));
  for (const [i, guess] of guesses.entries())
    if (guess?.isByWords && contradicts(guess.target, values[i] as string[])) guesses[i] = undefined;
  settleNames(table.columns, guesses, values);
  settleChannels(guesses, values);
  settleOwnUser(table, guesses);
  settleAddresses(guesses);
  const isClear = (target: TargetName) => guesses.some((guess) => guess?.target === target && !guess.isWeak);
  for (const [i, guess] of guesses.entries())
    if (guess?.isWeak && single.has(guess.target) && isClear(guess.target)) guesses[i] = undefined;
  keepFirstWeak(guesses);

  const mapped = table.columns.map((column, i): ColumnMapping => {
    const examples = [...new Set(values[i])].slice(0, 3);
    const guess = guesses[i];
    if (guess) return { column, target: guess.target, detail: guess.detail, guess: "name", examples };
    const target = table.hasHeader && !isGeneric(column) ? byContentNamed(column, values[i] as string[]) : byContent(values[i] as string[]);
    return target ? { column, target, detail: {}, guess: "content", examples } : { column, target: null, detail: {}, examples };
  });
  nameByContent(mapped, values);
  return mapped.map((entry, i) => ({ ...entry, detail: detailByContent(entry, values[i] as string[], mapped, values, options) }));
}

/** "Name", "Title" and "Titel" mean what the other columns leave open. */
function settleNames(columns: readonly string[], guesses: (HeadingGuess | undefined)[], values: readonly (readonly string[])[]): void {
  const has = (target: TargetName) => guesses.some((guess) => guess?.target === target && !guess.isWeak);
  const isDatev = columns.includes("Adressattyp");
  for (const [i, column] of columns.entries()) {
    const phrase = headingWords(column).words.join(" ");
    if (phrase === "name" || phrase === "nom") {
      const isFirm = has("industry") || has("employees") || has("legalForm") || has("vatId") || firmShare(values[i] as string[]) > 0.3;
      const target: TargetName = has("givenName")
        ? has("familyName")
          ? "personName"
          : "familyName"
        : has("organisation")
          ? "personName"
          : isFirm
            ? "organisation"
            : "personName";
      guesses[i] = { target, detail: {}, isWeak: has(target) };
    } else if (phrase === "title" || phrase === "titel") {
      guesses[i] = {
        target: has("title") || has("honorificPrefix") || (phrase === "titel" && has("salutation")) ? "honorificPrefix" : "title",
        detail: {},
        isWeak: false,
      };
    } else if (["account id", "company id", "organization id", "organisation id"].includes(phrase)) {
      guesses[i] = {
        target: has("givenName") || has("familyName") || has("personName") ? "organisationId" : "externalId",
        detail: {},
        isWeak: false,
      };
    } else if (phrase === "geburtstag" && has("bornYear") && has("bornMonth")) {
      guesses[i] = { target: "bornDay", detail: {}, isWeak: false };
    } else if (phrase === "konto" && isDatev) {
      guesses[i] = { target: "externalId", detail: { system: "datev" }, isWeak: false };
    } else if (["office location", "headquarters", "hauptsitz", "standort", "sitz", "location"].includes(phrase)) {
      const where = values[i] as string[];
      if (!has("country") && where.length > 0 && share(where, (value) => readCountry(value) !== undefined) > 0.6)
        guesses[i] = { target: "country", detail: {}, isWeak: false };
    }
  }
}

/** "Contact" may say whom to ask or how to reach them: the cells tell. */
function settleChannels(guesses: (HeadingGuess | undefined)[], values: readonly (readonly string[])[]): void {
  for (const [i, guess] of guesses.entries()) {
    if (guess?.target !== "personName") continue;
    const cells = values[i] as readonly string[];
    const [mails, phones] = [share(cells, isEmail), share(cells, isPhoneLike)];
    if (mails + phones > 0.6) guesses[i] = { target: mails >= phones ? "email" : "phone", detail: {}, isWeak: false };
  }
}

/** Whoever looks after a contact is called like the contact's own person: in bexio always, elsewhere where few names stand at many firms. */
function settleOwnUser(table: Table, guesses: (HeadingGuess | undefined)[]): void {
  const isOwn = isBexio(table.columns) ? isContactPerson : isForMany(table);
  for (const [i, column] of table.columns.entries())
    if (guesses[i]?.target === "personName" && isOwn(column)) guesses[i] = { target: "owner", detail: {}, isWeak: false };
}

/** The columns of which only somebody knows whether they name the own people or the customers'. */
export const openContactPersons = (table: Table): readonly string[] =>
  table.hasHeader && !isBexio(table.columns) ? table.columns.filter(isForMany(table)) : [];

const contactPersons = new Set(
  ["Ansprechpartner", "Ansprechpartnerin", "Ansprechperson", "Kontaktperson", "Kontaktpartner", "Contact person", "Contact partner"].map(
    (heading) => headingWords(heading).words.join(" "),
  ),
);
const isContactPerson = (column: string): boolean => contactPersons.has(headingWords(column).words.join(" "));

const isBexio = (columns: readonly string[]): boolean =>
  columns.some((column) => /^name[ _]1$/i.test(column)) && columns.some((column) => /^(?:kontaktart|contact type)$/i.test(column));

/** A person is asked for at one firm, seldom at two: names that each stand beside three firms and more may be the own people's. */
const isForMany =
  ({ columns, sample }: Table) =>
  (column: string): boolean => {
    if (!isContactPerson(column)) return false;
    const at = columns.indexOf(column);
    const firmAt = columns.findIndex((heading) => readHeading(heading)?.target === "organisation");
    const names = new Set<string>();
    const pairs = new Set<string>();
    for (const [i, row] of sample.entries()) {
      const name = (row[at] ?? "").trim();
      if (name === "" || isEmptyWord(name)) continue;
      names.add(name);
      pairs.add(`${name}\n${firmAt < 0 ? i : (row[firmAt] ?? "").trim()}`);
    }
    return pairs.size >= 6 && names.size * 3 <= pairs.size;
  };

/** "Address" is the street where city or code have columns of their own, and the second of two streets is the line below it. */
function settleAddresses(guesses: (HeadingGuess | undefined)[]): void {
  const slot = (guess: HeadingGuess) => guess.detail.type ?? "";
  const isPart = (guess: HeadingGuess | undefined, target: TargetName, of: HeadingGuess) =>
    guess?.target === target && slot(guess) === slot(of);
  const hasStreet = new Set(guesses.filter((guess) => guess?.target === "street").map((guess) => slot(guess as HeadingGuess)));
  for (const [i, guess] of guesses.entries()) {
    if (!guess) continue;
    if (
      guess.target === "addressText" &&
      !hasStreet.has(slot(guess)) &&
      guesses.some((other) => isPart(other, "locality", guess) || isPart(other, "postalCode", guess))
    )
      guesses[i] = { ...guess, target: "street" };
  }
  // Outlook's bare "Ort" beside the places of three addresses is where somebody sits, not a fourth address.
  const untyped = guesses.filter(
    (guess) => guess && addressTargets.has(guess.target) && guess.detail.type === undefined && guess.detail.number === undefined,
  );
  if (untyped.length === 1 && guesses.some((guess) => guess?.target === "locality" && guess.detail.type !== undefined))
    guesses[guesses.indexOf(untyped[0])] = undefined;
  // In "Business Street 2" the number counts lines; in "Address 2 - Street" it counts addresses.
  const countsAddresses = guesses.some((guess) => guess?.target === "locality" && guess.detail.number !== undefined);
  if (countsAddresses) return;
  for (const [i, guess] of guesses.entries()) {
    if (guess?.target !== "street" && guess?.target !== "addressExtra") continue;
    const { number, ...detail } = guess.detail;
    if (number === undefined) continue;
    guesses[i] = { ...guess, detail, target: number > 1 ? "addressExtra" : guess.target };
  }
}

/** Whether what stands in a column speaks against what its heading seems to say. */
function contradicts(target: TargetName, values: readonly string[]): boolean {
  if (values.length === 0) return false;
  if (share(values, isYesNo) > 0.9) return true;
  if (target === "email") return share(values, (value) => value.includes("@")) < 0.5;
  if (target === "phone") return share(values, (value) => (value.match(/\d/g)?.length ?? 0) >= 4) < 0.5;
  if (target === "url") return share(values, (value) => value.includes(".")) < 0.5;
  if (target === "postalCode") return share(values, (value) => /\d/.test(value)) < 0.5;
  return (
    target !== "externalId" &&
    target !== "houseNumber" &&
    share(values, (value) => /\p{L}/u.test(value) || /^[\d./-]{4,}$/.test(value)) < 0.5
  );
}

/** What a person ticks: no name stands in such a column, whatever it is called. */
const yesNo = /^(?:ja|nein|j|n|yes|no|y|true|false|wahr|falsch|x|0|1|an|aus|on|off|oui|non)$/i;
export const isYesNo = (value: string): boolean => yesNo.test(value);

function keepFirstWeak(guesses: (HeadingGuess | undefined)[]): void {
  const taken = new Set<TargetName>();
  for (const [i, guess] of guesses.entries()) {
    if (!guess?.isWeak || !single.has(guess.target)) continue;
    if (taken.has(guess.target)) guesses[i] = undefined;
    taken.add(guess.target);
  }
}

const share = (values: readonly string[], is: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(is).length / values.length;
const firmShare = (values: readonly string[]): number => share(values, (value) => readLegalForm(value) !== undefined);
const isGeneric = (column: string): boolean => /^(?:#\d+|(?:column|spalte|feld|field|unnamed|f)[ :_-]*\d*)$/i.test(column);

/** A column whose name says nothing to us may still hold mail addresses; a postal code it must call itself. */
function byContentNamed(column: string, values: readonly string[]): TargetName | undefined {
  if (foreignHeading.test(column)) return undefined;
  const target = byContent(values);
  return target === "postalCode" || target === "country" ? undefined : target;
}
const foreignHeading =
  /fax|iban|konto|account|bank|date|datum|zeit|time|invoice|rechnung|steuer|tax|nummer|number|\bnr\b|\bid\b|ids\b|code|user|benutzer|bounced|photo|foto|image|bild|gültig|valid|frist|sperre/i;

function byContent(values: readonly string[]): TargetName | undefined {
  if (values.length === 0) return undefined;
  if (share(values, isEmail) > 0.8) return "email";
  if (share(values, isUrl) > 0.8) return "url";
  if (
    share(
      values,
      (value) =>
        isPhoneLike(value) &&
        /^[+0(]|[\s/-]/.test(value) &&
        readDay(value) === undefined &&
        !/^\d{8}$/.test(value) &&
        !/^\d{4}-\d{2}/.test(value) &&
        !/^\d+[.,]\d+$/.test(value),
    ) > 0.8
  )
    return "phone";
  if (
    values.length > 1 &&
    share(values, (value) => /^(?:[A-Z]{1,2}-)?\d{5}$/.test(value)) > 0.95 &&
    values.some((value, i) => i > 0 && value < (values[i - 1] as string))
  )
    return "postalCode";
  if (share(values, (value) => value.length > 2 && readCountry(value) !== undefined) > 0.8) return "country";
  return undefined;
}

/** Without any name column the first one that holds different words is it. */
function nameByContent(mapped: ColumnMapping[], values: readonly (readonly string[])[]): void {
  const names: readonly (TargetName | null)[] = ["organisation", "personName", "givenName", "familyName", "nickname"];
  if (mapped.some((entry) => names.includes(entry.target))) return;
  const isText = (i: number) =>
    share(values[i] as string[], (value) => /\p{L}{2}/u.test(value) && !/\d{3}/.test(value) && value.length < 100 && !isYesNo(value)) >
      0.8 && new Set(values[i]).size > (values[i] as string[]).length / 2;
  const at = mapped.findIndex((entry, i) => entry.target === null && (values[i] as string[]).length > 0 && isText(i));
  if (at < 0) return;
  const entry = mapped[at] as ColumnMapping;
  // Deals and tasks have texts as well, and are no contacts: the column must be nameless, alone or beside a way to reach somebody.
  if (!isGeneric(entry.column) && mapped.length > 1 && !mapped.some((other) => other.target === "email" || other.target === "phone"))
    return;
  mapped[at] = { ...entry, target: firmShare(values[at] as string[]) > 0.3 ? "organisation" : "personName", guess: "content" };
}

function detailByContent(
  entry: ColumnMapping,
  values: readonly string[],
  mapped: readonly ColumnMapping[],
  all: readonly (readonly string[])[],
  options: Pick<ImportOptions, "country" | "currency">,
): ColumnDetail {
  const { target, detail } = entry;
  if (target === "bornOn" || target === "foundedOn") {
    const order = dayOrderOf(values);
    return order === undefined ? detail : { ...detail, order: order === "open" ? (options.country === "US" ? "mdy" : "dmy") : order };
  }
  if (target !== "employees" && target !== "annualRevenue") return detail;
  const decimal = decimalSignOf(values) ?? (["US", "GB", "IE", "CA", "AU", "IN", "CH", "LI"].includes(options.country) ? "point" : "comma");
  if (target === "employees") return { ...detail, decimal };
  const people = mapped.findIndex((other) => other.target === "employees");
  const currency = /\b(EUR|USD|GBP|CHF)\b|[€$£]/i.exec(entry.column)?.[0];
  return {
    ...detail,
    decimal,
    scale: detail.scale ?? guessScale(values, decimal, people < 0 ? undefined : all[people]),
    currency: detail.currency ?? (currency ? ({ "€": "EUR", $: "USD", "£": "GBP" }[currency] ?? currency.toUpperCase()) : options.currency),
  };
}

/** Firms take at least some thousands a head and year: less says that the column counts thousands or millions. */
function guessScale(values: readonly string[], decimal: "point" | "comma", people: readonly string[] | undefined): number {
  const amounts = values.map((value) => readNumber(value, decimal)).filter((amount) => amount !== undefined && amount > 0) as number[];
  if (amounts.length === 0) return 1;
  const median = medianOf(amounts);
  const heads = people?.map((value) => readNumber(value, decimal)).filter((count) => count !== undefined && count > 0) as
    | number[]
    | undefined;
  if (heads && heads.length > 0) {
    const perHead = median / medianOf(heads);
    return [1, 1000, 1_000_000].find((scale) => perHead * scale >= 2000) ?? 1_000_000;
  }
  return median < 10_000 && amounts.some((amount) => !Number.isInteger(amount)) ? 1_000_000 : 1;
}

const medianOf = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;

/** The guess with what a person decided laid over it. */
export function applyChoices(guess: readonly ColumnMapping[], choices: ImportOptions["mapping"], file: string): ColumnMapping[] {
  if (!choices) return [...guess];
  if (Array.isArray(choices)) {
    const chosen = choices as readonly ColumnMapping[];
    return guess.map((entry) => {
      const choice = chosen.find((other) => other.column === entry.column && (other.file === undefined || other.file === file));
      return choice ? { ...entry, target: choice.target, detail: choice.detail ?? {}, guess: choice.guess ?? "person" } : entry;
    });
  }
  const byColumn = choices as Readonly<Record<string, string | null>>;
  return guess.map((entry) => {
    if (!Object.hasOwn(byColumn, entry.column)) return entry;
    const target = byColumn[entry.column];
    return { ...entry, target: target !== null && target !== undefined && isTarget(target) ? target : null, guess: "person" };
  });
}
