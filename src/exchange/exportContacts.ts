// Contacts for a spreadsheet: one row a contact, headings in the person's language, without what was deleted. What an office
// opens in Excel and sends on; nothing of it is meant to be read back.
import { isDeleted } from "../domain/record.ts";
import { holdsOn } from "../domain/relation.ts";
import { guardCell, printCsv } from "./csv.ts";
import { type ExportRecord, elementsOf, entriesOf, setOf, termOf, textIn } from "./exported.ts";

export type ContactsLanguage = "de" | "en";

const kinds: Readonly<Record<ContactsLanguage, Readonly<Record<string, string>>>> = {
  de: { person: "Person", organisation: "Organisation", household: "Haushalt", group: "Gruppe" },
  en: { person: "Person", organisation: "Organisation", household: "Household", group: "Group" },
};
const columns = [
  { de: "Name", en: "Name", of: (one: Row) => nameOf(one.record) },
  { de: "Art", en: "Kind", of: (one: Row) => kinds[one.language][textIn(one.record, "kind")] ?? "" },
  { de: "Titel", en: "Title", of: (one: Row) => textIn(one.record, "honorificPrefix") },
  { de: "Vorname", en: "First name", of: (one: Row) => textIn(one.record, "givenName") },
  { de: "Nachname", en: "Last name", of: (one: Row) => textIn(one.record, "familyName") },
  { de: "Firma", en: "Company", of: (one: Row) => one.firm?.name ?? "" },
  { de: "Position", en: "Job title", of: (one: Row) => one.firm?.title ?? "" },
  { de: "Telefon", en: "Phone", of: (one: Row) => one.phone("fax", false)[0] ?? "" },
  { de: "Weitere Telefone", en: "Other phones", of: (one: Row) => one.phone("fax", false).slice(1).join(", ") },
  { de: "Fax", en: "Fax", of: (one: Row) => one.phone("fax", true).join(", ") },
  { de: "E-Mail", en: "E-mail", of: (one: Row) => one.values("emails")[0] ?? "" },
  { de: "Weitere E-Mails", en: "Other e-mails", of: (one: Row) => one.values("emails").slice(1).join(", ") },
  { de: "Straße", en: "Street", of: (one: Row) => one.address("street") || one.address("poBox") },
  { de: "PLZ", en: "Postcode", of: (one: Row) => one.address("postalCode") },
  { de: "Ort", en: "City", of: (one: Row) => one.address("locality") },
  { de: "Land", en: "Country", of: (one: Row) => one.address("country") || one.address("countryText") },
  { de: "Webseite", en: "Website", of: (one: Row) => one.values("urls").join(", ") },
  {
    de: "Rollen",
    en: "Roles",
    of: (one: Row) =>
      entriesOf(one.record["roles"])
        .map(([role]) => role)
        .join(", "),
  },
  { de: "Schlagwörter", en: "Tags", of: (one: Row) => setOf(one.record["tags"]).join(", ") },
  { de: "Geburtstag", en: "Birthday", of: (one: Row) => textIn(one.record, "bornOn") },
  { de: "Zuständig", en: "Owner", of: (one: Row) => textIn(one.record, "owner") },
  { de: "Notiz", en: "Note", of: (one: Row) => textIn(one.record, "note") },
] as const;

/** A spreadsheet takes the comma for a decimal point where people write it as one, and the semicolon for the next cell. */
const delimiters: Readonly<Record<ContactsLanguage, string>> = { de: ";", en: "," };

interface Firm {
  readonly name: string;
  readonly title: string;
}

/** Who works where, gathered before the rows are written. */
export class FirmsOf {
  readonly #names = new Map<string, string>();
  readonly #today: string;
  readonly #jobs = new Map<string, { readonly firm: string; readonly title: string }>();

  constructor(today: string) {
    this.#today = today;
  }

  note(record: ExportRecord): void {
    if (isDeleted(record)) return;
    if (record.type === "party" && record["kind"] !== "person") this.#names.set(record.id, nameOf(record));
    if (record.type === "relation" && record["kind"] === "worksFor" && holdsOn(termOf(record), this.#today))
      this.#jobs.set(textIn(record, "from"), { firm: textIn(record, "to"), title: textIn(record, "title") });
  }

  of(person: string): Firm | undefined {
    const job = this.#jobs.get(person);
    const name = job && this.#names.get(job.firm);
    return job && name !== undefined ? { name, title: job.title } : undefined;
  }
}

function nameOf(record: ExportRecord): string {
  if (record["kind"] !== "person") return textIn(record, "name");
  const parts = ["givenName", "additionalName", "familyName"].map((field) => textIn(record, field)).filter((part) => part !== "");
  return parts.join(" ") || textIn(record, "nickname");
}

class Row {
  readonly record: ExportRecord;
  readonly firm: Firm | undefined;
  readonly language: ContactsLanguage;

  constructor(record: ExportRecord, firms: FirmsOf, language: ContactsLanguage) {
    this.record = record;
    this.firm = firms.of(record.id);
    this.language = language;
  }

  values(field: string): string[] {
    return elementsOf(this.record[field]).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  }
  phone(type: string, is: boolean): string[] {
    return elementsOf(this.record["phones"]).flatMap((one) =>
      typeof one["value"] === "string" && (one["type"] === type) === is ? [one["value"]] : [],
    );
  }
  address(part: string): string {
    const value = elementsOf(this.record["addresses"])[0]?.[part];
    return typeof value === "string" ? value : "";
  }
}

export const exportContacts = {
  head: (language: ContactsLanguage): string =>
    `\uFEFF${printCsv([columns.map((column) => guardCell(column[language]))], delimiters[language])}`,
  rows: (records: readonly ExportRecord[], firms: FirmsOf, language: ContactsLanguage): string =>
    printCsv(
      records
        .filter((record) => record.type === "party" && !isDeleted(record))
        .map((record) => {
          const row = new Row(record, firms, language);
          return columns.map(({ of }) => guardCell(of(row)));
        }),
      delimiters[language],
    ),
};
