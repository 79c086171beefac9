// Rows of a table become firms, people and what ties them. Each value goes where its column says; where the row has no
// such place, to the row's other contact; where nobody can take it, into `custom` under its heading. Nothing is dropped.
import { readCountry } from "../domain/country.ts";
import { centsExponent } from "../domain/currency.ts";
import type { Address, Handle, LabelledValue, Phone } from "../domain/party.ts";
import { keepsWords, readSalutation, splitPersonName } from "../domain/personName.ts";
import { fold } from "../lib/fold.ts";
import { type CsvRow, unguardCell } from "./csv.ts";
import type { Draft, HintList, ImportOptions, RowProblem } from "./draft.ts";
import { addressTargets } from "./heading.ts";
import type { ColumnMapping, TargetName } from "./mapping.ts";
import { keyColumnOf } from "./salesTable.ts";
import { systemOfKey } from "./system.ts";
import { bareEmail, isEmail, isEmptyWord, isPhoneLike, isUrl, readDay, readNumber, readSerialDay, socialHandleOf } from "./value.ts";
import { readLabel, readLanguage, readPhase, readRole, readSource } from "./words.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type PartyKindMade = "organisation" | "person" | "group";

/** A party in the making. What is seldom filled is made when it is first asked for: 100,000 rows make 100,000 of these. */
export class Sheet {
  readonly key: string;
  readonly kind: PartyKindMade;
  readonly line: number;
  readonly file: string | undefined;
  readonly fields: Record<string, unknown>;
  readonly phones: Phone[] = [];
  readonly emails: LabelledValue[] = [];
  readonly urls: LabelledValue[] = [];
  readonly handles: Handle[] = [];
  readonly addresses: Address[] = [];
  readonly tags: string[] = [];
  readonly notes: string[] = [];
  #externalIds: Map<string, string> | undefined;
  #roles: Map<string, string> | undefined;
  #custom: Map<string, string> | undefined;
  /** Heading → how often it was kept, and every kept value: a file of 9,000 deals names few firms. */
  #kept: Map<string, number> | undefined;

  constructor(key: string, kind: PartyKindMade, line: number, file: string | undefined) {
    this.key = key;
    this.kind = kind;
    this.line = line;
    this.file = file;
    this.fields = { kind };
  }

  get externalIds(): Map<string, string> {
    this.#externalIds ??= new Map();
    return this.#externalIds;
  }

  get roles(): Map<string, string> {
    this.#roles ??= new Map();
    return this.#roles;
  }

  /** Keeps what has no field, under its heading or under the next that is free. */
  keep(under: string, value: string): void {
    if (value === "") return;
    // The one key that objects do not keep as their own.
    const heading = under === "__proto__" ? "__proto__ " : under;
    this.#custom ??= new Map();
    if (!this.#custom.has(heading)) {
      this.#custom.set(heading, value);
      return;
    }
    if (this.#custom.get(heading) === value) return;
    this.#kept ??= new Map();
    const pair = `${heading}\u0000${value}`;
    if (this.#kept.has(pair)) return;
    this.#kept.set(pair, 1);
    let n = (this.#kept.get(heading) ?? 1) + 1;
    while (this.#custom.has(`${heading} ${n}`)) n++;
    this.#kept.set(heading, n);
    this.#custom.set(`${heading} ${n}`, value);
  }

  /** As fields at the door. */
  toFields(): Record<string, unknown> {
    const fields = this.fields;
    for (const list of ["phones", "emails", "urls", "handles", "addresses", "tags"] as const)
      if (this[list].length > 0) fields[list] = this[list];
    if (this.notes.length > 0) fields["note"] = this.notes.join("\n\n");
    if (this.#externalIds?.size) fields["externalIds"] = Object.fromEntries(this.#externalIds);
    if (this.#roles?.size) fields["roles"] = Object.fromEntries(this.#roles);
    if (this.#custom) fields["custom"] = Object.fromEntries(this.#custom);
    return fields;
  }
}

export interface Tie {
  readonly key: string;
  readonly line: number;
  readonly file: string | undefined;
  readonly from: Sheet;
  readonly to: Sheet;
  readonly kind: string;
  readonly title?: string;
  readonly department?: string;
}

interface IdLink {
  readonly sheet: Sheet;
  readonly system: string;
  readonly id: string;
  readonly heading: string;
  readonly title: string;
  readonly department: string;
}
interface UidLink {
  readonly sheet: Sheet;
  readonly uid: string;
  readonly kind: string;
  readonly title: string;
  readonly heading: string;
}
interface ParentLink {
  readonly sheet: Sheet;
  readonly name: string;
  readonly heading: string;
}

/** Two spellings of one firm are one firm only where nothing but case and blanks differ. */
export const nameKey = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** What the files of one import make together: a firm that several rows or cards name is made once. */
export class Gathering {
  readonly parties: Sheet[] = [];
  readonly ties: Tie[] = [];
  readonly problems: RowProblem[] = [];
  /** Records of Kontor's own exports, of any kind. */
  readonly records: Draft[] = [];
  readonly organisationsByName = new Map<string, Sheet>();
  readonly #byExternalId = new Map<string, Sheet>();
  readonly #idLinks: IdLink[] = [];
  readonly #parentLinks: ParentLink[] = [];
  readonly #byUid = new Map<string, Sheet>();
  readonly #uidLinks: UidLink[] = [];
  rows = 0;

  make(kind: PartyKindMade, line: number, file: string | undefined): Sheet {
    const sheet = new Sheet(`${kind.charAt(0)}${this.parties.length + 1}`, kind, line, file);
    this.parties.push(sheet);
    return sheet;
  }

  organisation(name: string, line: number, file: string | undefined): Sheet {
    const key = nameKey(name);
    const known = this.organisationsByName.get(key);
    if (known) return known;
    const made = this.make("organisation", line, file);
    made.fields["name"] = name;
    this.organisationsByName.set(key, made);
    return made;
  }

  tie(from: Sheet, to: Sheet, kind: string, line: number, more: { readonly title?: string; readonly department?: string } = {}): void {
    const key = `r${this.ties.length + 1}`;
    this.ties.push({
      key,
      line,
      file: from.file,
      from,
      to,
      kind,
      ...(more.title && { title: more.title }),
      ...(more.department && { department: more.department }),
    });
  }

  known(sheet: Sheet): void {
    for (const [system, id] of sheet.externalIds) this.#byExternalId.set(`${system} ${sheet.kind} ${id}`, sheet);
  }

  linkById(link: IdLink): void {
    this.#idLinks.push(link);
  }

  hasUid(uid: string, sheet: Sheet): void {
    if (!this.#byUid.has(uid)) this.#byUid.set(uid, sheet);
  }

  linkByUid(link: UidLink): void {
    this.#uidLinks.push(link);
  }

  linkToParent(link: ParentLink): void {
    this.#parentLinks.push(link);
  }

  /** After the last row: ties to firms that stand further down, or in another file. */
  close(hints: HintList): void {
    for (const { sheet, system, id, heading, title, department } of this.#idLinks) {
      const firm = this.#byExternalId.get(`${system} organisation ${id}`);
      if (firm) this.tie(sheet, firm, "worksFor", sheet.line, { title, department });
      else {
        sheet.keep(heading, id);
        sheet.keep("title", title);
        sheet.keep("department", department);
        hints.add("organisation-missing", sheet.line, id, heading);
      }
    }
    for (const { sheet, uid, kind, title, heading } of this.#uidLinks) {
      const other = this.#byUid.get(uid);
      if (!other || other === sheet) sheet.keep(heading, uid);
      // A group lists its members; the tie goes from member to group.
      else if (kind === "memberOf" && sheet.kind === "group") this.tie(other, sheet, kind, sheet.line, { title });
      else this.tie(sheet, other, kind, sheet.line, { title });
    }
    for (const { sheet, name, heading } of this.#parentLinks) {
      const known = this.organisationsByName.get(nameKey(name));
      if (known === sheet) {
        sheet.keep(heading, name);
        continue;
      }
      if (!known) hints.add("parent-added", sheet.line, name, heading);
      this.tie(sheet, known ?? this.organisation(name, sheet.line, sheet.file), "subsidiaryOf", sheet.line);
    }
  }

  drafts(): Draft[] {
    const drafts: Draft[] = this.parties.map((sheet) => ({
      key: sheet.key,
      kind: "party",
      fields: sheet.toFields(),
      line: sheet.line,
      ...(sheet.file !== undefined && { file: sheet.file }),
    }));
    for (const { key, line, file, from, to, kind, title, department } of this.ties) {
      const fields = { from: `#${from.key}`, to: `#${to.key}`, kind, ...(title && { title }), ...(department && { department }) };
      drafts.push({ key, kind: "relation", fields, line, ...(file !== undefined && { file }) });
    }
    // Whoever makes them knows each draft that another points at: contacts come first.
    return [
      ...drafts,
      ...this.records.filter((draft) => draft.kind === "party"),
      ...this.records.filter((draft) => draft.kind !== "party"),
    ];
  }
}

/** Adds an element unless the same one is there: equal but for blanks. */
export function addOnce<Element extends object>(list: Element[], element: Element): void {
  if (list.length === 0) {
    list.push(element);
    return;
  }
  const key = JSON.stringify(element);
  if (!list.some((other) => JSON.stringify(other) === key)) list.push(element);
}

const mailboxes =
  /^(?:info|office|kontakt|contact|mail|email|post|vertrieb|sales|service|support|buchhaltung|rechnung|rechnungen|invoice|accounting|einkauf|purchasing|bestellung|bestellungen|order|orders|zentrale|verwaltung|hallo|hello|admin|webmaster|marketing|hr|jobs|bewerbung|presse|press|praxis|kanzlei|sekretariat|empfang|werkstatt|shop)\d*@/i;

interface Column {
  readonly at: number;
  readonly heading: string;
  readonly entry: ColumnMapping;
}

/** Turns a table's rows into parties. `hints` hears what a person should know. */
export function openContacts(
  gathering: Gathering,
  mapping: readonly ColumnMapping[],
  options: ImportOptions,
  hints: HintList,
  system: string,
  file: string | undefined,
): { add(row: CsvRow): void } {
  const columns: Column[] = mapping.map((entry, at) => ({ at, heading: entry.column, entry }));
  const keyAt =
    options.key === undefined
      ? -1
      : keyColumnOf(
          mapping.map(({ column }) => column),
          options.key,
        );
  // A mail address or a name is the same whichever program wrote it: its own heading says which key it is.
  const keyColumn = columns.find(({ at, entry }) => at === keyAt && entry.target !== "externalId");
  const of = (target: TargetName): Column[] => columns.filter((column) => column.entry.target === target);
  const organisationColumns = of("organisation");
  const personNameColumns = of("personName");
  const partColumns = [...of("givenName"), ...of("familyName")];
  const isFirmList = organisationColumns.length > 0 && partColumns.length === 0;
  const addressColumns = columns.filter((column) => column.entry.target !== null && addressTargets.has(column.entry.target));
  const isAddressBook = addressColumns.some((column) => column.entry.detail.type === "home" || column.entry.target === "addressLabel");
  // A list without any names tells its customers by their numbers, if it says that they are customers; in one that has names a row without is incomplete.
  const hasNames = columns.some(({ entry }) => entry.target !== null && nameTargets.has(entry.target));
  const numberColumns = of("externalId").filter(({ at, heading }) => at === keyAt || ofCustomers.test(heading));
  const unnamedKind =
    options.partyKind ??
    (columns.some(({ entry, heading }) => entry.target === "salutation" || entry.target === "bornOn" || personal.test(heading))
      ? "person"
      : "organisation");
  const otherColumns = columns.filter((column) => column.entry.target === null || !handledFirst.has(column.entry.target));
  const labelColumns = new Map(
    columns
      .filter((column) => column.entry.target?.endsWith("Label"))
      .map((column) => [`${column.entry.target} ${column.entry.detail.number ?? 1}`, column]),
  );
  const width = mapping.length;
  const personFields: readonly (readonly [TargetName, string])[] = [
    ["honorificPrefix", "honorificPrefix"],
    ["givenName", "givenName"],
    ["additionalName", "additionalName"],
    ["honorificSuffix", "honorificSuffix"],
    ["nickname", "nickname"],
  ];
  const namedColumns = personFields.map(([target, field]) => ({ field, columns: of(target) }));
  const familyColumns = of("familyName");
  const familyPrefixColumns = of("familyNamePrefix");
  const titleColumns = of("title");
  const departmentColumns = of("department");
  const idColumns = of("organisationId");
  const salutationColumns = of("salutation");
  const bornColumns = { year: of("bornYear")[0], month: of("bornMonth")[0], day: of("bornDay")[0] };

  const severalColumns = [
    organisationColumns,
    personNameColumns,
    ...namedColumns.map((named) => named.columns),
    familyColumns,
    titleColumns,
    departmentColumns,
    idColumns,
    of("bornYear"),
    of("bornMonth"),
    of("bornDay"),
    of("vatCountry"),
  ].filter((list) => list.length > 1);

  const add = (row: CsvRow): void => {
    gathering.rows++;
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
    const first = (list: readonly Column[]): string => {
      for (const column of list) if (cells[column.at]) return cells[column.at] as string;
      return "";
    };

    const firmName = first(organisationColumns);
    const parts: Record<string, string> = {};
    for (const { field, columns: named } of namedColumns) {
      const value = first(named);
      if (value) parts[field] = value;
    }
    const family = [...familyPrefixColumns.map((column) => cells[column.at]), first(familyColumns)].filter(Boolean).join(" ");
    if (family) parts["familyName"] = family;
    const oneName = first(personNameColumns);
    // A person's name has letters; a firm may be called 4711.
    const hasParts = hasLetter.test(`${parts["givenName"] ?? ""}${parts["familyName"] ?? ""}`);
    const hasPerson = hasParts || hasLetter.test(oneName) || parts["nickname"] !== undefined;
    const canBeReached = columns.some(
      (column) => (column.entry.target === "email" || column.entry.target === "phone") && cells[column.at] !== "",
    );
    const number = !firmName && !hasPerson && !canBeReached && !hasNames ? first(numberColumns) : "";
    if (!firmName && !hasPerson && !canBeReached && number === "") {
      gathering.problems.push({
        line: row.line,
        code: "name-missing",
        value: cells.filter(Boolean).join(", ").slice(0, 120),
        ...(file !== undefined && { file }),
      });
      return;
    }

    // A firm with a contact, or a person with a firm: it decides whose the open values are.
    const isFirmFirst = firmName !== "" && !hasParts;
    const isLoneFirm = number !== "" ? unnamedKind === "organisation" : !hasPerson && (firmName !== "" || isFirmList);
    let firm: Sheet | undefined;
    if (firmName) firm = isFirmFirst ? firmOfRow(firmName, row) : gathering.organisation(firmName, row.line, file);
    else if (isLoneFirm) firm = gathering.make("organisation", row.line, file);
    const person = isLoneFirm ? undefined : gathering.make("person", row.line, file);
    const main = (isFirmFirst ? firm : (person ?? firm)) as Sheet;
    if (number !== "") {
      main.fields["name"] = number;
      hints.add("customer-unnamed", row.line, number, numberColumns[0]?.heading);
    }
    const whose = (owner: "organisation" | "person" | undefined, otherwise: Sheet): Sheet =>
      (owner === "organisation" ? firm : owner === "person" ? person : undefined) ?? otherwise;

    if (person) {
      if (hasParts || !oneName) Object.assign(person.fields, parts);
      else {
        const { salutation, ...split } = splitPersonName(oneName);
        Object.assign(person.fields, parts, split);
        if (salutation) person.fields["salutation"] = salutation;
        hints.add("name-split", row.line, [split.honorificPrefix, split.givenName, split.familyName].filter(Boolean).join(" · "));
      }
      if (hasParts && oneName && !keepsWords(parts, oneName)) {
        // Another spelling of the same name is the name as written; a different one is somebody else ("Ansprechpartner").
        if (sharesWord(Object.values(parts).join(" "), oneName)) person.fields["name"] = oneName;
        else person.keep(personNameColumns[0]?.heading ?? "", oneName);
      }
      const { year, month, day } = bornColumns;
      if (year && cells[year.at]) {
        const text = [cells[year.at], month && cells[month.at], day && cells[day.at]]
          .filter(Boolean)
          .map((part, i) => (part as string).padStart(i === 0 ? 4 : 2, "0"))
          .join("-");
        const born = readDay(text);
        if (born) person.fields["bornOn"] = born;
        else person.keep(year.heading, text);
      }
    }
    for (const column of salutationColumns) {
      const value = cells[column.at] as string;
      if (!value) continue;
      const read = readSalutation(value);
      if (person && read.salutation) person.fields["salutation"] = read.salutation;
      if (person && read.honorificPrefix && !person.fields["honorificPrefix"]) person.fields["honorificPrefix"] = read.honorificPrefix;
      if (!person || (!read.salutation && !read.honorificPrefix)) main.keep(column.heading, value);
    }
    if (!person)
      for (const { columns: named } of namedColumns) for (const column of named) main.keep(column.heading, cells[column.at] as string);

    const title = first(titleColumns);
    const department = first(departmentColumns);
    const idColumn = idColumns[0];
    const firmIds = idColumn
      ? (cells[idColumn.at] as string)
          .split(/[;,]/)
          .map((id) => id.trim())
          .filter(Boolean)
      : [];
    if (person && firm) {
      gathering.tie(person, firm, "worksFor", row.line, { title, department });
      for (const id of firmIds) {
        const of = idColumn?.entry.detail.system ?? system;
        if (!firm.externalIds.has(of)) firm.externalIds.set(of, id);
        else if (firm.externalIds.get(of) !== id) person.keep(idColumn?.heading ?? "", id);
      }
    } else if (person && firmIds.length > 0) {
      for (const id of firmIds)
        gathering.linkById({
          sheet: person,
          system: idColumn?.entry.detail.system ?? system,
          id,
          heading: idColumn?.heading ?? "",
          title,
          department,
        });
    } else {
      for (const column of titleColumns) main.keep(column.heading, cells[column.at] as string);
      for (const column of departmentColumns) main.keep(column.heading, cells[column.at] as string);
      if (idColumn && !person) main.keep(idColumn.heading, cells[idColumn.at] as string);
    }

    // Of several columns for one thing the first that is filled counts, and the others are kept.
    for (const list of severalColumns) {
      const counted = first(list);
      for (const column of list) if (cells[column.at] !== counted) main.keep(column.heading, cells[column.at] as string);
    }
    const country = addAddresses(
      row,
      cells,
      (owner, type) => whose(owner, type === "home" ? (person ?? main) : isAddressBook ? main : (firm ?? main)),
      main,
    );
    for (const column of otherColumns) {
      const value = cells[column.at] as string;
      if (value !== "") addValue(column, value, { row, firm, person, main, isFirmFirst, country, whose, cells });
    }
    for (let i = width; i < cells.length; i++) main.keep(`#${i + 1}`, cells[i] as string);
    if (keyColumn && cells[keyColumn.at]) main.externalIds.set(fold(keyColumn.heading), cells[keyColumn.at] as string);
    // A firm's contact has no number of its own; with the firm's and the name a second import finds it again.
    if (person && firm && isFirmFirst)
      for (const [system, id] of firm.externalIds) person.externalIds.set(`${system}.contact`, `${id} ${nameKey(oneName)}`);
    for (const [role, phase] of Object.entries(options.roles ?? {})) (firm ?? main).roles.set(role, phase);
    gathering.known(main);
    if (firm && firm !== main) gathering.known(firm);
  };

  /** In a list of firms, a second row of the same name is another contact of that firm, unless its number differs. */
  const firmOfRow = (name: string, row: CsvRow): Sheet => {
    const known = gathering.organisationsByName.get(nameKey(name));
    if (!known) return gathering.organisation(name, row.line, file);
    const ids = of("externalId").map((column) => ({
      system: column.entry.detail.system ?? systemOfKey(system, column.heading, "organisation"),
      id: (row.cells[column.at] ?? "").trim(),
    }));
    if (!ids.some(({ system: of, id }) => id !== "" && (known.externalIds.get(of) ?? id) !== id)) {
      if (known.file === file && known.line !== row.line) hints.add("same-name", row.line, name);
      return known;
    }
    hints.add("same-name-apart", row.line, name);
    const apart = gathering.make("organisation", row.line, file);
    apart.fields["name"] = name;
    return apart;
  };

  const addAddresses = (
    row: CsvRow,
    cells: readonly string[],
    owner: (of: "organisation" | "person" | undefined, type: string | undefined) => Sheet,
    main: Sheet,
  ): string => {
    if (addressColumns.length === 0) return options.country;
    const slots = new Map<
      string,
      {
        address: Writable<Address>;
        of: "organisation" | "person" | undefined;
        text: string;
        textHeading: string;
        houseNumber: string;
        label: string;
      }
    >();
    for (const { at, heading, entry } of addressColumns) {
      const value = cells[at] as string;
      if (value === "") continue;
      const { type, number, of } = entry.detail;
      const key = `${type ?? ""} ${number ?? 1} ${of ?? ""}`;
      let slot = slots.get(key);
      if (!slot) {
        slot = { address: type === undefined ? {} : { type }, of, text: "", textHeading: "", houseNumber: "", label: "" };
        slots.set(key, slot);
      }
      const { address } = slot;
      const append = (
        field: "street" | "addressExtra" | "poBox" | "postalCode" | "locality" | "region",
        to: keyof Address,
        separator: string,
      ): void => {
        const had = (address as Record<string, unknown>)[to];
        (address as Record<string, unknown>)[to] =
          had === undefined || field === "postalCode" ? value : `${String(had)}${separator}${value}`;
      };
      switch (entry.target) {
        case "street":
          append("street", "street", ", ");
          break;
        case "addressExtra":
          append("addressExtra", "extra", ", ");
          break;
        case "poBox":
          append("poBox", "poBox", ", ");
          break;
        case "postalCode":
          append("postalCode", "postalCode", " ");
          break;
        case "locality":
          append("locality", "locality", ", ");
          break;
        case "region":
          append("region", "region", ", ");
          break;
        case "houseNumber":
          slot.houseNumber = value;
          break;
        case "addressLabel":
          slot.label = value;
          break;
        case "addressText":
          slot.text = value;
          slot.textHeading = heading;
          break;
        case "country": {
          const code = readCountry(value);
          if (code) address.country = code;
          else {
            address.countryText = value;
            hints.add("country-unreadable", row.line, value, heading);
          }
        }
      }
    }
    let country: string | undefined;
    for (const slot of slots.values()) {
      const { address } = slot;
      if (slot.houseNumber) address.street = `${address.street ?? ""} ${slot.houseNumber}`.trim();
      if (slot.text && Object.keys(address).every((field) => field === "type" || field === "country" || field === "countryText"))
        Object.assign(address, readAddressLine(slot.text));
      else if (slot.text && slot.text !== "-") {
        // Google's and Outlook's formatted address says again what the parts have said.
        const said = Object.values(address).join(" ").toLowerCase();
        if (
          !(slot.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => said.includes(word) || readCountry(word) !== undefined)
        )
          main.keep(slot.textHeading, slot.text);
      }
      if (slot.label) {
        const { type, label } = readLabel(slot.label);
        if (type === "home" || type === "work") address.type = type;
        else if (label && Object.keys(address).length > 0) address.type = label;
      }
      if (Object.keys(address).some((field) => field !== "type")) addOnce(owner(slot.of, address.type).addresses, address);
      country ??= address.country;
    }
    return country ?? options.country;
  };

  interface RowContext {
    readonly row: CsvRow;
    readonly firm: Sheet | undefined;
    readonly person: Sheet | undefined;
    readonly main: Sheet;
    readonly isFirmFirst: boolean;
    readonly country: string;
    readonly whose: (owner: "organisation" | "person" | undefined, otherwise: Sheet) => Sheet;
    readonly cells: readonly string[];
  }

  const addValue = (
    { heading, entry }: Column,
    value: string,
    { row, firm, person, main, isFirmFirst, country, whose, cells }: RowContext,
  ): void => {
    const { target, detail } = entry;
    const labelled = (kind: string): { readonly type?: string; readonly label?: string } => {
      const column = labelColumns.get(`${kind} ${detail.number ?? 1}`);
      const read = column ? readLabel(cells[column.at] as string) : {};
      return {
        ...(detail.type !== undefined && { type: detail.type }),
        ...(detail.label !== undefined && { label: detail.label }),
        ...read,
      };
    };
    const setOnce = (sheet: Sheet | undefined, field: string, read: unknown): void => {
      if (!sheet || read === undefined) (sheet ?? main).keep(heading, value);
      else if (sheet.fields[field] === undefined) sheet.fields[field] = read;
      else if (sheet.fields[field] !== read) sheet.keep(heading, value);
    };
    switch (target) {
      case null:
        hints.add("custom-column", row.line, value, heading);
        main.keep(heading, value);
        return;
      case "ignore":
        return;
      case "phone": {
        const owner = whose(detail.of, (detail.type === "mobile" || detail.type === "home") && !isFirmFirst ? (person ?? main) : main);
        for (const part of splitValues(value, isPhoneLike)) {
          const { type, label } = labelled("phoneLabel");
          const kind = type ?? (owner.kind === "organisation" ? "work" : undefined);
          addOnce(owner.phones, {
            value: part,
            region: country,
            ...(kind !== undefined && { type: kind }),
            ...(label !== undefined && { label }),
          });
        }
        return;
      }
      case "email":
        for (const part of splitValues(value, (text) => isEmail(bareEmail(text)))) {
          const address = bareEmail(part);
          if (!isEmail(address)) hints.add("email-unreadable", row.line, part, heading);
          const owner = whose(
            detail.of,
            firm && person ? (mailboxes.test(address) && detail.type !== "home" && !isAddressBook ? firm : person) : main,
          );
          addOnce(owner.emails, { value: address, ...labelled("emailLabel") });
        }
        return;
      case "url":
        for (const part of splitValues(value, isUrl)) {
          const handle = socialHandleOf(part);
          if (handle) addOnce(whose(detail.of, main).handles, handle);
          else
            addOnce(whose(detail.of, detail.type === "home" || isAddressBook ? main : (firm ?? main)).urls, {
              value: part,
              ...labelled("urlLabel"),
            });
        }
        return;
      case "handle": {
        const handle = socialHandleOf(value);
        addOnce(whose(detail.of, main).handles, handle ?? { service: detail.service ?? heading, value });
        return;
      }
      case "industry":
      case "legalForm":
      case "registerNumber":
        setOnce(firm, target, value);
        return;
      case "vatId": {
        const land = columns.find((column) => column.entry.target === "vatCountry");
        const prefix = land ? (cells[land.at] as string) : "";
        setOnce(firm ?? main, "vatId", prefix && !value.startsWith(prefix) ? `${prefix}${value}` : value);
        return;
      }
      case "vatCountry":
        if (!columns.some((column) => column.entry.target === "vatId" && cells[column.at])) main.keep(heading, value);
        return;
      case "employees": {
        const count = readNumber(value, detail.decimal ?? "point");
        if (count === undefined) hints.add("number-unreadable", row.line, value, heading);
        setOnce(firm, "employees", count);
        return;
      }
      case "annualRevenue": {
        const amount = readNumber(value, detail.decimal ?? "point");
        const currency = detail.currency ?? options.currency;
        const scale = detail.scale ?? 1;
        // 1100.04 million is 110,004,000,000 cents and not a hair less: rounded once, after scaling.
        const cents =
          amount === undefined ? undefined : Math.round(Number((amount * scale * 10 ** centsExponent(currency)).toPrecision(15)));
        if (cents === undefined || !Number.isSafeInteger(cents)) {
          hints.add("number-unreadable", row.line, value, heading);
          main.keep(heading, value);
          return;
        }
        if (scale === 1_000_000) hints.add("revenue-in-millions", row.line, value, heading);
        else if (scale === 1000) hints.add("revenue-in-thousands", row.line, value, heading);
        setOnce(firm, "annualRevenueCents", cents);
        if (firm && firm.fields["currency"] === undefined) firm.fields["currency"] = currency;
        return;
      }
      case "foundedOn":
      case "bornOn": {
        const day = readDay(value, detail.order) ?? readSerialDay(value);
        if (day === undefined) hints.add("day-unreadable", row.line, value, heading);
        setOnce(target === "bornOn" ? person : firm, target, day);
        return;
      }
      case "parent":
        if (firm) gathering.linkToParent({ sheet: firm, name: value, heading });
        else main.keep(heading, value);
        return;
      case "externalId": {
        const owner = whose(detail.of, /kund|customer|debitor|lief|suppl|kredit/i.test(heading) ? (firm ?? main) : main);
        const of = detail.system ?? systemOfKey(system, heading, owner.kind);
        if (owner.externalIds.has(of) && owner.externalIds.get(of) !== value) owner.keep(heading, value);
        else owner.externalIds.set(of, value);
        // DATEV's own ranges: personal accounts from 1 to 6 are customers, from 7 to 9 suppliers.
        if (of === "datev" && /^[1-9]\d{4,}$/.test(value)) owner.roles.set(value < "7" ? "customer" : "supplier", "active");
        return;
      }
      case "role": {
        const owner = whose(detail.of, firm ?? main);
        for (const word of value
          .split(/[;,|]/)
          .map((part) => part.trim())
          .filter(Boolean)) {
          const role = readRole(word);
          if (role) owner.roles.set(role, owner.roles.get(role) ?? "active");
          else owner.keep(heading, word);
        }
        return;
      }
      case "phase": {
        const owner = whose(detail.of, firm ?? main);
        const phase = readPhase(value);
        if (phase) owner.roles.set([...owner.roles.keys()][0] ?? "customer", phase);
        else owner.keep(heading, value);
        return;
      }
      case "tags":
        for (const tag of value.split(/ ::: |[;,]/).map((part) => part.replace(/^\*\s*/, "").trim()))
          if (tag && tag !== "myContacts" && !whose(detail.of, main).tags.includes(tag)) whose(detail.of, main).tags.push(tag);
        return;
      case "owner":
        setOnce(whose(detail.of, main), "owner", value);
        if (firm && person && firm.fields["owner"] === undefined) firm.fields["owner"] = value;
        return;
      case "source":
        setOnce(whose(detail.of, main), "source", readSource(value));
        return;
      case "language":
        setOnce(whose(detail.of, person ?? main), "language", readLanguage(value));
        return;
      case "note":
        whose(detail.of, main).notes.push(value);
        return;
      default:
        main.keep(heading, value);
    }
  };
  return { add };
}

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

/** Several values in one cell, where each of them is one by itself. */
function splitValues(value: string, is: (part: string) => boolean): string[] {
  if (value.includes(" ::: "))
    return value
      .split(" ::: ")
      .map((part) => part.trim())
      .filter(Boolean);
  const parts = value
    .split(/[;\n]|,\s/)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.every(is) ? parts : [value];
}

/** "Hauptstr. 5, 12345 Berlin, Germany" taken apart; else the whole text as street. */
function readAddressLine(text: string): Address {
  const parts = text.split(/\s*(?:,|\r?\n)\s*/).filter(Boolean);
  const last = parts.at(-1);
  const country = parts.length > 1 && last ? readCountry(last) : undefined;
  if (country) parts.pop();
  const at = parts.findIndex((part) => /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{L}/u.test(part));
  const found = at > 0 ? /^((?:[A-Z]{1,2}-)?\d{4,5})\s+(.+)$/.exec(parts[at] as string) : null;
  if (!found) return { street: parts.join(", "), ...(country && { country }) };
  return {
    street: parts.slice(0, at).join(", "),
    postalCode: found[1] as string,
    locality: [found[2], ...parts.slice(at + 1)].join(", "),
    ...(country && { country }),
  };
}
