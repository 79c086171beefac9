// Rows of a table become firms, people and what ties them. Each value goes where its column says; where the row has no
// such place, to the row's other contact; where nobody can take it, into `custom` under its heading. Nothing is dropped.
import { keepsWords, readSalutation, splitPersonName } from "../domain/personName.ts";
import { fold } from "../lib/fold.ts";
import { addAddresses } from "./contactAddresses.ts";
import type { ContactColumn, ContactSource, RowParties } from "./contactRow.ts";
import { ContactValues, channelIn, type ValueRow } from "./contactValues.ts";
import { type CsvRow, unguardCell } from "./csv.ts";
import { firmInParts, isFirmName } from "./firmName.ts";
import { addressTargets, type TargetName } from "./heading.ts";
import type { ImportBatch } from "./importBatch.ts";
import type { ColumnMapping } from "./mapping.ts";
import { nameKey, type PartyDraft } from "./partyDraft.ts";
import { keyColumnOf } from "./salesTable.ts";
import { googleSign } from "./severalValues.ts";
import { systemOfKey } from "./system.ts";
import { isTotalRow } from "./table.ts";
import { isEmptyWord, readDay } from "./value.ts";

const nameParts: readonly TargetName[] = ["honorificPrefix", "givenName", "additionalName", "honorificSuffix", "nickname"];
const single: readonly TargetName[] = [
  "organisation",
  "personName",
  ...nameParts,
  "familyName",
  "title",
  "department",
  "organisationId",
  "bornYear",
  "bornMonth",
  "bornDay",
  "vatCountry",
];

export class ContactTable {
  readonly #batch: ImportBatch;
  readonly #source: ContactSource;
  readonly #columns: readonly ContactColumn[];
  readonly #byTarget = new Map<TargetName, ContactColumn[]>();
  readonly #addressColumns: readonly ContactColumn[];
  readonly #otherColumns: readonly ContactColumn[];
  readonly #reachColumns: readonly ContactColumn[];
  readonly #severalColumns: readonly (readonly ContactColumn[])[];
  readonly #numberColumns: readonly ContactColumn[];
  readonly #keyColumn: ContactColumn | undefined;
  readonly #values: ContactValues;
  readonly #isFirmList: boolean;
  readonly #hasNames: boolean;
  readonly #unnamedKind: "organisation" | "person";
  readonly #isAddressBook: boolean;

  constructor(batch: ImportBatch, mapping: readonly ColumnMapping[], source: ContactSource) {
    this.#batch = batch;
    this.#source = source;
    const { options } = source;
    this.#columns = mapping.map((entry, at) => ({ at, heading: entry.column, entry }));
    for (const column of this.#columns) {
      const { target } = column.entry;
      if (target === null) continue;
      const same = this.#byTarget.get(target);
      if (same) same.push(column);
      else this.#byTarget.set(target, [column]);
    }
    const keyAt =
      options.key === undefined
        ? -1
        : keyColumnOf(
            mapping.map(({ column }) => column),
            options.key,
          );
    // A mail address or a name is the same whichever program wrote it: its own heading says which key it is.
    this.#keyColumn = this.#columns.find(({ at, entry }) => at === keyAt && entry.target !== "externalId");
    this.#isFirmList = this.#of("organisation").length > 0 && this.#of("givenName").length === 0 && this.#of("familyName").length === 0;
    this.#addressColumns = this.#columns.filter(({ entry }) => entry.target !== null && addressTargets.has(entry.target));
    this.#isAddressBook = this.#addressColumns.some(({ entry }) => entry.detail.type === "home" || entry.target === "addressLabel");
    // A list without any names tells its customers by their numbers, if it says that they are customers; in one that has names a row without is incomplete.
    this.#hasNames = this.#columns.some(({ entry }) => entry.target !== null && nameTargets.has(entry.target));
    this.#numberColumns = this.#of("externalId").filter(({ at, heading }) => at === keyAt || ofCustomers.test(heading));
    this.#unnamedKind =
      options.partyKind ??
      (this.#columns.some(({ entry, heading }) => entry.target === "salutation" || entry.target === "bornOn" || personal.test(heading))
        ? "person"
        : "organisation");
    this.#otherColumns = this.#columns.filter(({ entry }) => entry.target === null || !handledFirst.has(entry.target));
    this.#reachColumns = this.#columns.filter(({ entry }) => entry.target === "email" || entry.target === "phone");
    this.#severalColumns = single.map((target) => this.#of(target)).filter((list) => list.length > 1);
    this.#values = new ContactValues(batch, this.#columns, this.#isAddressBook, source);
  }

  #of(target: TargetName): readonly ContactColumn[] {
    return this.#byTarget.get(target) ?? none;
  }

  add(row: CsvRow): void {
    const batch = this.#batch;
    const { hints, options, file } = this.#source;
    const cells = this.#cellsOf(row);
    if (isTotalRow(cells)) {
      hints.add("total-row", row.line, cells.filter(Boolean).join(" ").slice(0, 80));
      return;
    }
    batch.rows++;
    const name = this.#nameOf(cells);
    const channels = this.#of("personName").filter(({ at }) => channelIn(cells[at] as string) !== undefined);
    const canBeReached = channels.length > 0 || this.#reachColumns.some(({ at }) => cells[at] !== "");
    const number = !name.firm && !name.hasPerson && !canBeReached && !this.#hasNames ? firstIn(cells, this.#numberColumns) : "";
    if (!name.firm && !name.hasPerson && !canBeReached && number === "") {
      batch.problems.push({
        line: row.line,
        code: "name-missing",
        value: cells.filter(Boolean).join(", ").slice(0, 120),
        ...(file !== undefined && { file }),
      });
      return;
    }
    const parties = this.#partiesOf(row, name, number);
    const { firm, person, main, isFirmFirst, whose } = parties;
    if (person) this.#namePerson(row, cells, person, name);
    this.#greet(cells, parties);
    if (!person) for (const target of nameParts) for (const { at, heading } of this.#of(target)) main.keep(heading, cells[at] as string);
    this.#tie(row, cells, parties, name);

    // Of several columns for one thing the first that is filled counts, and the others are kept.
    for (const list of this.#severalColumns) {
      const counted = firstIn(cells, list);
      for (const column of list)
        if (cells[column.at] !== counted && !channels.includes(column)) main.keep(column.heading, cells[column.at] as string);
    }
    const country = addAddresses(
      this.#addressColumns,
      {
        row,
        cells,
        main,
        ownerOf: (owner, type) => whose(owner, type === "home" ? (person ?? main) : this.#isAddressBook ? main : (firm ?? main)),
      },
      options.country,
      hints,
    );
    const values: ValueRow = { row, cells, country, firm, person, main, isFirmFirst, whose };
    for (const column of channels) this.#values.addChannel(column, cells[column.at] as string, values);
    for (const column of this.#otherColumns) {
      const value = cells[column.at] as string;
      if (value !== "") this.#values.add(column, value, values);
    }
    for (let i = this.#columns.length; i < cells.length; i++) main.keep(`#${i + 1}`, cells[i] as string);
    if (this.#keyColumn && cells[this.#keyColumn.at])
      main.externalIds.set(fold(this.#keyColumn.heading), cells[this.#keyColumn.at] as string);
    // A firm's contact has no number of its own; with the firm's and the name a second import finds it again.
    if (person && firm && isFirmFirst)
      for (const [system, id] of firm.externalIds) person.externalIds.set(`${system}.contact`, `${id} ${nameKey(name.one)}`);
    if (person && firm && !isFirmFirst) batch.worksAt(person, firm);
    for (const [role, phase] of Object.entries(options.roles ?? {})) (firm ?? main).roles.set(role, phase);
    batch.known(main);
    if (firm && firm !== main) batch.known(firm);
  }

  #cellsOf(row: CsvRow): string[] {
    const { hints } = this.#source;
    const width = this.#columns.length;
    const cells: string[] = new Array(Math.max(width, row.cells.length));
    for (let i = 0; i < cells.length; i++) {
      const value = unguardCell(row.cells[i] ?? "").trim();
      if (value !== "" && isEmptyWord(value)) {
        hints.add("empty-words", row.line, value);
        cells[i] = "";
      } else cells[i] = value;
    }
    if (row.isUnclosed) hints.add("quote-unclosed", row.line, row.cells.join(" ").slice(0, 80));
    if (row.cells.length < width) hints.add("row-short", row.line, String(row.line));
    if (cells.length > width && cells.slice(width).some(Boolean)) hints.add("row-long", row.line, String(row.line));
    return cells;
  }

  /** What a row calls its firm and its person; a firm that stands in the columns of a person is none. */
  #nameOf(cells: readonly string[]): RowName {
    const firms = firstIn(cells, this.#of("organisation"))
      .split(googleSign)
      .map((part) => part.trim());
    const parts: Record<string, string> = {};
    for (const target of nameParts) {
      const value = firstIn(cells, this.#of(target));
      if (value) parts[target] = value;
    }
    const family = [...this.#of("familyNamePrefix").map(({ at }) => cells[at]), firstIn(cells, this.#of("familyName"))]
      .filter(Boolean)
      .join(" ");
    if (family) parts["familyName"] = family;
    const one = firstIn(
      cells,
      this.#of("personName").filter(({ at }) => channelIn(cells[at] as string) === undefined),
    );
    const [firm = "", ...otherFirms] = firms;
    const inParts = firmInParts(parts["givenName"] ?? "", family);
    const isFirmInParts = inParts !== undefined && (firm === "" || nameKey(inParts) === nameKey(firm));
    const isFirmInOne =
      one !== "" &&
      (firm === "" ? isFirmName(one) && !hasLetter.test(`${parts["givenName"] ?? ""}${family}`) : nameKey(one) === nameKey(firm));
    if (isFirmInParts) for (const target of ["givenName", "familyName"]) delete parts[target];
    const name = isFirmInOne && firm === "" ? one : isFirmInParts && firm === "" ? (inParts as string) : firm;
    const person = isFirmInOne ? "" : one;
    // A person's name has letters; a firm may be called 4711.
    const hasParts = hasLetter.test(`${parts["givenName"] ?? ""}${parts["familyName"] ?? ""}`);
    return {
      firm: name,
      otherFirms,
      parts,
      one: person,
      hasParts,
      hasPerson: hasParts || hasLetter.test(person) || parts["nickname"] !== undefined,
    };
  }

  #partiesOf(row: CsvRow, name: RowName, number: string): RowParties {
    const { file, hints, system } = this.#source;
    // A firm with a contact, or a person with a firm: it decides whose the open values are.
    const isFirmFirst = name.firm !== "" && !name.hasParts;
    const isLoneFirm = number !== "" ? this.#unnamedKind === "organisation" : !name.hasPerson && (name.firm !== "" || this.#isFirmList);
    const heading = this.#numberColumns[0]?.heading ?? "";
    // Of a list of numbers every row is about the one contact that bears it.
    const numbered =
      number === ""
        ? undefined
        : this.#batch.numbered(
            this.#numberColumns[0]?.entry.detail.system ?? systemOfKey(system, heading, this.#unnamedKind),
            this.#unnamedKind,
            number,
          );
    let firm: PartyDraft | undefined;
    if (name.firm) firm = isFirmFirst ? this.#firmOfRow(name.firm, row) : this.#batch.organisation(name.firm, row.line, file);
    else if (isLoneFirm) firm = numbered ?? this.#batch.make("organisation", row.line, file);
    const person = isLoneFirm ? undefined : (numbered ?? this.#batch.make("person", row.line, file));
    const main = (isFirmFirst ? firm : (person ?? firm)) as PartyDraft;
    if (number !== "" && numbered) hints.add("same-number", row.line, number, heading);
    else if (number !== "") {
      main.fields["name"] = number;
      main.isNamedByNumber = true;
      hints.add("customer-unnamed", row.line, number, heading);
    }
    return {
      firm,
      person,
      main,
      isFirmFirst,
      whose: (owner, otherwise) => (owner === "organisation" ? firm : owner === "person" ? person : undefined) ?? otherwise,
    };
  }

  /** In a list of firms, a second row of the same name is another contact of that firm, unless its number differs. */
  #firmOfRow(name: string, row: CsvRow): PartyDraft {
    const { file, hints, system } = this.#source;
    const known = this.#batch.organisationsByName.get(nameKey(name));
    if (!known) return this.#batch.organisation(name, row.line, file);
    const ids = this.#of("externalId").map(({ at, heading, entry }) => ({
      system: entry.detail.system ?? systemOfKey(system, heading, "organisation"),
      id: (row.cells[at] ?? "").trim(),
    }));
    if (!ids.some(({ system: of, id }) => id !== "" && (known.externalIds.get(of) ?? id) !== id)) {
      if (known.file === file && known.line !== row.line) hints.add("same-name", row.line, name);
      return known;
    }
    hints.add("same-name-apart", row.line, name);
    const apart = this.#batch.make("organisation", row.line, file);
    apart.fields["name"] = name;
    return apart;
  }

  #namePerson(row: CsvRow, cells: readonly string[], person: PartyDraft, { parts, one, hasParts }: RowName): void {
    const { hints } = this.#source;
    if (hasParts || !one) Object.assign(person.fields, parts);
    else {
      const { salutation, ...split } = splitPersonName(one);
      Object.assign(person.fields, parts, split);
      if (salutation) person.fields["salutation"] = salutation;
      hints.add("name-split", row.line, [split.honorificPrefix, split.givenName, split.familyName].filter(Boolean).join(" · "));
    }
    if (hasParts && one && !keepsWords(parts, one)) {
      // Another spelling of the same name is the name as written; a different one is somebody else ("Ansprechpartner").
      if (sharesWord(Object.values(parts).join(" "), one)) person.fields["name"] = one;
      else person.keep(this.#of("personName")[0]?.heading ?? "", one);
    }
    const [year, month, day] = (["bornYear", "bornMonth", "bornDay"] as const).map((target) => this.#of(target)[0]);
    if (!year || !cells[year.at]) return;
    const text = [cells[year.at], month && cells[month.at], day && cells[day.at]]
      .filter(Boolean)
      .map((part, i) => (part as string).padStart(i === 0 ? 4 : 2, "0"))
      .join("-");
    const born = readDay(text);
    if (born) person.fields["bornOn"] = born;
    else person.keep(year.heading, text);
  }

  #greet(cells: readonly string[], { person, main }: RowParties): void {
    for (const { at, heading } of this.#of("salutation")) {
      const value = cells[at] as string;
      if (!value) continue;
      const read = readSalutation(value);
      if (person && read.salutation) person.fields["salutation"] = read.salutation;
      if (person && read.honorificPrefix && !person.fields["honorificPrefix"]) person.fields["honorificPrefix"] = read.honorificPrefix;
      if (!person || (!read.salutation && !read.honorificPrefix)) main.keep(heading, value);
    }
  }

  /** Where a person works: at the row's firm, or at the firms whose numbers it names. */
  #tie(row: CsvRow, cells: readonly string[], { firm, person, main }: RowParties, { otherFirms }: RowName): void {
    const { system, file } = this.#source;
    const [title = "", ...otherTitles] = firstIn(cells, this.#of("title")).split(googleSign);
    const department = firstIn(cells, this.#of("department"));
    const idColumn = this.#of("organisationId")[0];
    const idSystem = idColumn?.entry.detail.system ?? system;
    const firmIds = idColumn
      ? (cells[idColumn.at] as string)
          .split(/[;,]/)
          .map((id) => id.trim())
          .filter(Boolean)
      : [];
    if (person && firm) {
      this.#batch.tie(person, firm, "worksFor", row.line, { title: title.trim(), department });
      for (const [i, name] of otherFirms.entries())
        if (name)
          this.#batch.tie(person, this.#batch.organisation(name, row.line, file), "worksFor", row.line, {
            title: otherTitles[i]?.trim() ?? "",
          });
      for (const id of firmIds) {
        if (!firm.externalIds.has(idSystem)) firm.externalIds.set(idSystem, id);
        else if (firm.externalIds.get(idSystem) !== id) person.keep(idColumn?.heading ?? "", id);
      }
    } else if (person && firmIds.length > 0) {
      for (const id of firmIds)
        this.#batch.linkById({ party: person, system: idSystem, id, heading: idColumn?.heading ?? "", title, department });
    } else {
      for (const target of ["title", "department"] as const)
        for (const { at, heading } of this.#of(target)) main.keep(heading, cells[at] as string);
      if (idColumn && !person) main.keep(idColumn.heading, cells[idColumn.at] as string);
    }
  }
}

interface RowName {
  readonly firm: string;
  /** Google joins several firms in one cell. */
  readonly otherFirms: readonly string[];
  readonly parts: Readonly<Record<string, string>>;
  /** A person's name in one line. */
  readonly one: string;
  readonly hasParts: boolean;
  readonly hasPerson: boolean;
}

const none: readonly ContactColumn[] = [];
const firstIn = (cells: readonly string[], list: readonly ContactColumn[]): string => {
  for (const { at } of list) if (cells[at]) return cells[at];
  return "";
};

const nameTargets: ReadonlySet<TargetName> = new Set<TargetName>([
  "organisation",
  "personName",
  "givenName",
  "familyName",
  "nickname",
  "email",
  "phone",
]);
const ofCustomers = /kund|customer|client|debitor|member|mitglied|patient|subscriber|abonnent/i;
/** What is asked of people and never of firms. */
const personal = /^(?:gender|geschlecht|sex|age|alter|marital|familienstand)\b/i;
const hasLetter = /\p{L}/u;
const sharesWord = (a: string, b: string): boolean => {
  const words = new Set(a.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? []);
  return (b.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? []).some((word) => words.has(word));
};

/** Targets that a row's names, ties and addresses have used already. */
const handledFirst: ReadonlySet<TargetName> = new Set<TargetName>([
  "personName",
  "salutation",
  "honorificPrefix",
  "givenName",
  "additionalName",
  "familyNamePrefix",
  "familyName",
  "honorificSuffix",
  "nickname",
  "organisation",
  "title",
  "department",
  "organisationId",
  "bornYear",
  "bornMonth",
  "bornDay",
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
  "phoneLabel",
  "emailLabel",
  "urlLabel",
]);
