// What the columns of a contact hold beside names and addresses, one kind of value after another.
import { centsExponent } from "../domain/currency.ts";
import type { ContactColumn, ContactSource, RowParties } from "./contactRow.ts";
import type { CsvRow } from "./csv.ts";
import type { ImportBatch } from "./importBatch.ts";
import { addOnce, type PartyDraft } from "./partyDraft.ts";
import { type LabelledPart, splitEmails, splitPhones } from "./severalValues.ts";
import { systemOfKey } from "./system.ts";
import { bareEmail, isEmail, isPhoneLike, isUrl, readDay, readNumber, readSerialDay, socialHandleOf } from "./value.ts";
import { readLabel, readLanguage, readPhase, readRole, readSource } from "./words.ts";

interface Label {
  readonly type?: string;
  readonly label?: string;
}

/** A row whose values are on their way to the contacts that they are of. */
export interface ValueRow extends RowParties {
  readonly row: CsvRow;
  readonly cells: readonly string[];
  /** Of the row's address, for telephone numbers without one. */
  readonly country: string;
}

const mailboxes =
  /^(?:info|office|kontakt|contact|mail|email|post|vertrieb|sales|service|support|buchhaltung|rechnung|rechnungen|invoice|accounting|einkauf|purchasing|bestellung|bestellungen|order|orders|zentrale|verwaltung|hallo|hello|admin|webmaster|marketing|hr|jobs|bewerbung|presse|press|praxis|kanzlei|sekretariat|empfang|werkstatt|shop)\d*@/i;

/** What a cell is that names nobody: a way to reach them. */
export const channelIn = (text: string): "email" | "phone" | undefined =>
  isEmail(bareEmail(text)) ? "email" : isPhoneLike(text) ? "phone" : undefined;

export class ContactValues {
  readonly #batch: ImportBatch;
  readonly #columns: readonly ContactColumn[];
  readonly #isAddressBook: boolean;
  readonly #source: ContactSource;
  readonly #labels: ReadonlyMap<string, ContactColumn>;

  constructor(batch: ImportBatch, columns: readonly ContactColumn[], isAddressBook: boolean, source: ContactSource) {
    this.#batch = batch;
    this.#columns = columns;
    this.#isAddressBook = isAddressBook;
    this.#source = source;
    this.#labels = new Map(
      columns
        .filter(({ entry }) => entry.target?.endsWith("Label"))
        .map((column) => [`${column.entry.target} ${column.entry.detail.number ?? 1}`, column]),
    );
  }

  add(column: ContactColumn, text: string, of: ValueRow): void {
    const { whose, main, firm, person, row } = of;
    const { heading, entry } = column;
    const owner = entry.detail.of;
    switch (entry.target) {
      case null:
        this.#source.hints.add("custom-column", row.line, text, heading);
        main.keep(heading, text);
        return;
      case "ignore":
        return;
      case "phone":
      case "email":
        this.addChannel(column, text, of);
        return;
      case "url":
        this.#addUrls(column, text, of);
        return;
      case "handle":
        addOnce(whose(owner, main).handles, socialHandleOf(text) ?? { service: entry.detail.service ?? heading, value: text });
        return;
      case "industry":
      case "legalForm":
      case "registerNumber":
        setOnce(column, text, of, firm, entry.target, text);
        return;
      case "vatId":
      case "vatCountry":
        this.#addVat(column, text, of);
        return;
      case "employees": {
        const count = readNumber(text, entry.detail.decimal ?? "point");
        if (count === undefined) this.#source.hints.add("number-unreadable", row.line, text, heading);
        setOnce(column, text, of, firm, "employees", count);
        return;
      }
      case "annualRevenue":
        this.#addRevenue(column, text, of);
        return;
      case "foundedOn":
      case "bornOn": {
        const day = readDay(text, entry.detail.order) ?? readSerialDay(text);
        if (day === undefined) this.#source.hints.add("day-unreadable", row.line, text, heading);
        setOnce(column, text, of, entry.target === "bornOn" ? person : firm, entry.target, day);
        return;
      }
      case "parent":
        if (firm) this.#batch.linkToParent({ party: firm, name: text, heading });
        else main.keep(heading, text);
        return;
      case "externalId":
        this.#addNumber(column, text, of);
        return;
      case "role":
      case "phase":
        addRoles(column, text, of);
        return;
      case "tags": {
        const { tags } = whose(owner, main);
        for (const tag of text.split(/ ::: |[;,]/).map((part) => part.replace(/^\*\s*/, "").trim()))
          if (tag && tag !== "myContacts" && !tags.includes(tag)) tags.push(tag);
        return;
      }
      case "owner":
        setOnce(column, text, of, whose(owner, main), "owner", text);
        if (firm && person && firm.fields["owner"] === undefined) firm.fields["owner"] = text;
        return;
      case "source":
        setOnce(column, text, of, whose(owner, main), "source", readSource(text));
        return;
      case "language":
        setOnce(column, text, of, whose(owner, person ?? main), "language", readLanguage(text));
        return;
      case "note":
        whose(owner, main).notes.push(text);
        return;
      default:
        main.keep(heading, text);
    }
  }

  /** A mail address in a column of telephones is one, and the other way round. */
  addChannel(column: ContactColumn, text: string, of: ValueRow): void {
    const channel = channelIn(text) ?? column.entry.target;
    if (channel === "email") this.#addEmails(column, text, of);
    else this.#addPhones(column, text, of);
  }

  #labelOf(column: ContactColumn, cells: readonly string[], kind: string, part: LabelledPart): Label {
    const { type, label, number } = column.entry.detail;
    const beside = this.#labels.get(`${kind} ${number ?? 1}`);
    return {
      ...(type !== undefined && { type }),
      ...(label !== undefined && { label }),
      ...(beside && readLabel(cells[beside.at] as string)),
      ...(part.label !== undefined && readLabel(part.label)),
    };
  }

  #addPhones(column: ContactColumn, text: string, { whose, main, person, isFirmFirst, country, cells }: ValueRow): void {
    const { type: columnType, of } = column.entry.detail;
    const owner = whose(of, (columnType === "mobile" || columnType === "home") && !isFirmFirst ? (person ?? main) : main);
    for (const part of splitPhones(text)) {
      const { type, label } = this.#labelOf(column, cells, "phoneLabel", part);
      const kind = type ?? (owner.kind === "organisation" ? "work" : undefined);
      addOnce(owner.phones, {
        value: part.value,
        region: country,
        ...(kind !== undefined && { type: kind }),
        ...(label !== undefined && { label }),
      });
    }
  }

  #addEmails(column: ContactColumn, text: string, { row, whose, main, firm, person, cells }: ValueRow): void {
    const { type, of } = column.entry.detail;
    for (const part of splitEmails(text)) {
      if (!isEmail(part.value)) this.#source.hints.add("email-unreadable", row.line, part.value, column.heading);
      const isFirms = mailboxes.test(part.value) && type !== "home" && !this.#isAddressBook;
      const owner = whose(of, firm && person ? (isFirms ? firm : person) : main);
      addOnce(owner.emails, { value: part.value, ...this.#labelOf(column, cells, "emailLabel", part) });
    }
  }

  #addUrls(column: ContactColumn, text: string, { whose, main, firm, cells }: ValueRow): void {
    const { type, of } = column.entry.detail;
    const parts = text
      .split(/ ::: |[;\n]|,\s|\s+\|\s+/)
      .map((part) => part.trim())
      .filter(Boolean);
    for (const part of parts.length > 1 && parts.every(isUrl) ? parts : [text]) {
      const handle = socialHandleOf(part);
      if (handle) addOnce(whose(of, main).handles, handle);
      else
        addOnce(whose(of, type === "home" || this.#isAddressBook ? main : (firm ?? main)).urls, {
          value: part,
          ...this.#labelOf(column, cells, "urlLabel", { value: part }),
        });
    }
  }

  #addVat(column: ContactColumn, text: string, of: ValueRow): void {
    const { cells, firm, main } = of;
    if (column.entry.target === "vatCountry") {
      if (!this.#columns.some(({ at, entry }) => entry.target === "vatId" && cells[at])) main.keep(column.heading, text);
      return;
    }
    const land = this.#columns.find(({ entry }) => entry.target === "vatCountry");
    const prefix = land ? (cells[land.at] as string) : "";
    setOnce(column, text, of, firm ?? main, "vatId", prefix && !text.startsWith(prefix) ? `${prefix}${text}` : text);
  }

  #addRevenue(column: ContactColumn, text: string, of: ValueRow): void {
    const { row, firm, main } = of;
    const { hints, options } = this.#source;
    const { detail } = column.entry;
    const amount = readNumber(text, detail.decimal ?? "point");
    const currency = detail.currency ?? options.currency;
    const scale = detail.scale ?? 1;
    // 1100.04 million is 110,004,000,000 cents and not a hair less: rounded once, after scaling.
    const cents = amount === undefined ? undefined : Math.round(Number((amount * scale * 10 ** centsExponent(currency)).toPrecision(15)));
    if (cents === undefined || !Number.isSafeInteger(cents)) {
      hints.add("number-unreadable", row.line, text, column.heading);
      main.keep(column.heading, text);
      return;
    }
    if (scale === 1_000_000) hints.add("revenue-in-millions", row.line, text, column.heading);
    else if (scale === 1000) hints.add("revenue-in-thousands", row.line, text, column.heading);
    setOnce(column, text, of, firm, "annualRevenueCents", cents);
    if (firm && firm.fields["currency"] === undefined) firm.fields["currency"] = currency;
  }

  #addNumber(column: ContactColumn, text: string, { whose, main, firm }: ValueRow): void {
    const { heading, entry } = column;
    const owner = whose(entry.detail.of, /kund|customer|debitor|lief|suppl|kredit/i.test(heading) ? (firm ?? main) : main);
    const system = entry.detail.system ?? systemOfKey(this.#source.system, heading, owner.kind);
    if (owner.externalIds.has(system) && owner.externalIds.get(system) !== text) owner.keep(heading, text);
    else owner.externalIds.set(system, text);
    // DATEV's own ranges: personal accounts from 1 to 6 are customers, from 7 to 9 suppliers.
    if (system === "datev" && /^[1-9]\d{4,}$/.test(text)) owner.roles.set(text < "7" ? "customer" : "supplier", "active");
  }
}

/** The first value of a field counts; another one is kept under its heading, as is what has no place. */
function setOnce(
  column: ContactColumn,
  text: string,
  { main }: ValueRow,
  party: PartyDraft | undefined,
  field: string,
  read: unknown,
): void {
  if (!party || read === undefined) (party ?? main).keep(column.heading, text);
  else if (party.fields[field] === undefined) party.fields[field] = read;
  else if (party.fields[field] !== read) party.keep(column.heading, text);
}

function addRoles(column: ContactColumn, text: string, { whose, firm, main }: ValueRow): void {
  const { heading, entry } = column;
  const owner = whose(entry.detail.of, firm ?? main);
  if (entry.target === "phase") {
    const phase = readPhase(text);
    if (phase) owner.roles.set([...owner.roles.keys()][0] ?? "customer", phase);
    else owner.keep(heading, text);
    return;
  }
  for (const word of text.split(/[;,|]/).map((part) => part.trim())) {
    if (word === "") continue;
    const role = readRole(word);
    if (role) owner.roles.set(role, owner.roles.get(role) ?? "active");
    else owner.keep(heading, word);
  }
}
