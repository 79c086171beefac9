// Who bought, and who sold: customers by key or name, the one that stands for all who gave neither, and the own people.

import { readCountry } from "../domain/country.ts";
import { readLegalForm } from "../domain/legalForm.ts";
import { readSalutation, splitPersonName } from "../domain/personName.ts";
import type { CsvRow } from "./csv.ts";
import type { Draft, Hint, ImportPlan } from "./draft.ts";
import { isFirmName } from "./firmName.ts";
import { isCustomerSystem, KeyIndex, type KnownParty } from "./known.ts";
import { nameKey } from "./partyDraft.ts";
import { Recogniser } from "./recognise.ts";
import { filled, type Made, madeAs, type SalesDesk } from "./salesDesk.ts";
import type { SalesTable } from "./salesTable.ts";
import { buyerFields, type SalesTarget } from "./salesTargets.ts";
import { collectiveName, isCollectiveKey, isCollectiveName } from "./salesWords.ts";
import { draftName } from "./sameContact.ts";
import { splitEmails, splitPhones } from "./severalValues.ts";
import { systemOfKey } from "./system.ts";
import { bareEmail, isEmail } from "./value.ts";

/** A list of the own people within an import: which columns hold their numbers and the numbers of whom they report to. */
export interface StaffList {
  readonly file: string | undefined;
  readonly system: string;
  readonly managerHeading: string | undefined;
}

export class Customers {
  readonly #desk: SalesDesk;
  readonly #contacts: Draft[] = [];
  readonly #parties: Made[] = [];
  readonly #relations: Made[] = [];
  readonly #byKey = new Map<string, string>();
  readonly #byName = new Map<string, string>();
  readonly #drafts = new Map<string, Draft>();
  readonly #known: KeyIndex<KnownParty>;
  readonly #recogniser: Recogniser;
  /** People of lists by any number, and buyers by mail. */
  readonly #peopleByKey = new Map<string, string>();
  readonly #byMail = new Map<string, string>();
  /** Contact → what a row has already said of it, by column. */
  readonly #said = new Map<string, ReadonlyMap<SalesTarget, string>>();
  readonly #knownById = new Map<string, KnownParty>();
  readonly #members = new Map<string, string>();
  /** Number of one of the own people → name. */
  readonly #staffNames = new Map<string, string>();
  #hasList = false;
  #collective: string | undefined;
  readonly hints: Hint[] = [];

  constructor(desk: SalesDesk) {
    this.#desk = desk;
    const known = desk.options.known?.parties ?? [];
    this.#known = new KeyIndex(known, isCustomerSystem);
    this.#recogniser = new Recogniser(known, desk.options.sameContacts, this.#known);
    for (const party of known) {
      const name = nameKey(party.name);
      this.#knownById.set(party.id, party);
      if (!this.#byName.has(name)) this.#byName.set(name, party.id);
      for (const key of party.reach ?? []) if (key.startsWith("mail ") && party.kind === "person") this.#byMail.set(key.slice(5), party.id);
      if (party.isCollective) this.#collective ??= party.id;
      for (const [system, key] of Object.entries(party.externalIds ?? {}))
        if (system.endsWith(".employee")) this.#staffNames.set(key, party.name);
    }
  }

  /** Takes over what lists of contacts make. */
  takeContacts(plan: ImportPlan, staff: readonly StaffList[]): void {
    const desk = this.#desk;
    desk.problems.push(...plan.problems);
    this.hints.push(...plan.hints);
    desk.questions.push(...plan.questions);
    desk.mapping.push(...plan.mapping);
    desk.rows += plan.counts.rows;
    this.#hasList = true;
    const people: { draft: Draft; list: StaffList }[] = [];
    for (const planned of plan.drafts) {
      const list = staff.find((one) => one.file === planned.file);
      const isStaff = list !== undefined && planned.kind === "party" && planned.fields["kind"] === "person";
      const draft = this.#recogniser.recognised(
        isStaff ? { ...planned, fields: { ...planned.fields, roles: { employee: "active" } } } : planned,
      );
      this.#contacts.push(draft);
      if (draft.kind !== "party") continue;
      if (isStaff) people.push({ draft, list });
      this.#drafts.set(`#${draft.key}`, draft);
      for (const [system, key] of Object.entries(externalIdsOf(draft)))
        if (isCustomerSystem(system) && !this.#byKey.has(key)) this.#byKey.set(key, `#${draft.key}`);
      for (const { value } of (draft.fields["emails"] ?? []) as readonly { readonly value: string }[])
        if (draft.fields["kind"] === "person") this.#byMail.set(value.toLowerCase(), `#${draft.key}`);
      if (draft.fields["kind"] === "person")
        for (const key of Object.values(externalIdsOf(draft))) if (!this.#peopleByKey.has(key)) this.#peopleByKey.set(key, `#${draft.key}`);
      const name = draftName(draft.fields);
      if (name !== "") this.#byName.set(nameKey(name), `#${draft.key}`);
    }
    this.hints.push(...this.#recogniser.hints);
    desk.questions.push(...this.#recogniser.questions);
    this.#tieStaff(people);
  }

  /** Who of a list of the own people reports to whom, by their numbers. */
  #tieStaff(people: readonly { readonly draft: Draft; readonly list: StaffList }[]): void {
    const byNumber = new Map(
      people.flatMap(({ draft, list }): [string, string][] => {
        const number = externalIdsOf(draft)[list.system];
        if (number === undefined) return [];
        this.#staffNames.set(number, personNameOf(draft));
        return [[number, `#${draft.key}`]];
      }),
    );
    for (const { draft, list } of people) {
      this.#members.set(nameKey(personNameOf(draft)), `#${draft.key}`);
      const custom = draft.fields["custom"] as Record<string, string> | undefined;
      const number = list.managerHeading === undefined ? undefined : custom?.[list.managerHeading];
      const manager = number === undefined ? undefined : byNumber.get(number);
      if (!custom || manager === undefined || manager === `#${draft.key}`) continue;
      // The tie says it now.
      delete custom[list.managerHeading as string];
      this.#desk.make("t", this.#relations, "relation", list, draft, { from: `#${draft.key}`, to: manager, kind: "reportsTo" });
    }
  }

  /** The name of one of the own people by number; empty where nobody knows it. */
  staffNameOf(number: string): string {
    return this.#staffNames.get(number) ?? "";
  }

  /** The contacts of a list or of the workspace that bear these numbers; `null` where nobody does. */
  numbered(numbers: string, kind: "organisation" | "person"): readonly string[] | null {
    const found = numbers
      .split(/[;,]/)
      .map((number) => number.trim())
      .filter(Boolean)
      .map(
        (number) =>
          (kind === "person" ? this.#peopleByKey.get(number) : undefined) ??
          this.#byKey.get(number) ??
          this.#known.find("", number, "")?.id,
      );
    return found.length > 0 && found.every((one) => one !== undefined) ? found : null;
  }

  /** Whom a cell names, several separated by ";": by number, mail or name. */
  found(cell: string): { readonly known: readonly string[]; readonly unknown: readonly string[] } {
    const known: string[] = [];
    const unknown: string[] = [];
    for (const part of cell.split(/[;|]/).map((one) => one.trim())) {
      if (part === "") continue;
      const one =
        this.#peopleByKey.get(part) ??
        this.#byKey.get(part) ??
        this.#byMail.get(part.toLowerCase()) ??
        this.#byName.get(nameKey(part)) ??
        this.#known.find("", part, "")?.id;
      if (one === undefined) unknown.push(part);
      else if (!known.includes(one)) known.push(one);
    }
    return { known, unknown };
  }

  /** Whoever of a list or of the workspace is called so. */
  named(name: string): string | undefined {
    return this.#byName.get(nameKey(name)) ?? this.#byMail.get(bareEmail(name).toLowerCase());
  }

  /** The party a row names: by key, by mail, by name, or the one that stands for all who gave none of them. */
  partyOf(table: SalesTable, row: CsvRow): string | null {
    const hasKey = table.has("customerId");
    if (!hasKey && !naming.some((target) => table.has(target))) return null;
    const key = table.text(row, "customerId");
    const person = personIn(table, row);
    const firm = withoutMail(table.text(row, "customer"));
    const name = firm || person.name;
    const mail = firm === "" ? person.email.toLowerCase() : "";
    const hints = this.#desk.hintsFor(table.file);
    const system = systemOfKey(this.#desk.systemOf(table), table.headingOf("customerId"), "organisation");
    const isNamedOtherwise = isCollectiveKey(key) && name !== "" && !isCollectiveName(name);
    const byKey = isNamedOtherwise ? undefined : (this.#byKey.get(key) ?? this.#known.find(system, key, name)?.id);
    if (isCollectiveName(name) || (isCollectiveKey(key) && name === "" && mail === "")) {
      hints.add("collective-customer", row.line, name || key, table.headingOf(hasKey ? "customerId" : "customer"));
      return this.#collectiveParty(table, row, byKey, name);
    }
    if (byKey !== undefined) return byKey;
    const isKeyed = !isCollectiveKey(key);
    const known = mail === "" ? (name === "" ? undefined : this.#byName.get(nameKey(name))) : this.#byMail.get(mail);
    if (known !== undefined && (!isKeyed || !this.#isKeyedOtherwise(known, key, system))) {
      if (isKeyed) this.#byKey.set(key, known);
      return known;
    }
    if (name === "" && mail === "") hints.add("customer-unnamed", row.line, key, table.headingOf("customerId"));
    else if (this.#hasList) hints.add("customer-added", row.line, name || mail, table.headingOf("customer"));
    const made = this.#make(table, row, firm, person, isKeyed ? { [system]: key } : undefined);
    if (isKeyed) this.#byKey.set(key, made);
    if (name !== "") this.#byName.set(nameKey(name), made);
    if (mail !== "") this.#byMail.set(mail, made);
    return made;
  }

  /** A buyer that nobody knows yet, with all that the row says of them. */
  #make(table: SalesTable, row: CsvRow, firm: string, person: PersonIn, externalIds: Record<string, string> | undefined): string {
    const { options } = this.#desk;
    const isPerson = firm === "" && (person.name !== "" || person.email !== "") && !isFirmName(person.name);
    const name = firm || person.name || Object.values(externalIds ?? {})[0] || "";
    const isFirm = readLegalForm(name) !== undefined || /account|compan|firm|organi/i.test(table.headingOf("customer"));
    const facts = factsIn(table, row, options.country);
    const made = this.#desk.make("c", this.#parties, "party", table, row, {
      ...(isPerson
        ? { kind: "person", ...person.fields }
        : {
            kind:
              (firm !== "" && isFirm) || firm === ""
                ? firm === "" && person.name === ""
                  ? (options.partyKind ?? "organisation")
                  : "organisation"
                : (options.partyKind ?? "organisation"),
            name,
          }),
      roles: options.roles ?? { customer: table.role === "deal" ? "prospect" : "active" },
      ...facts.fields,
      ...(externalIds && { externalIds }),
    });
    this.#said.set(made, facts.said);
    // The person who ordered for a firm.
    if (firm !== "" && person.name !== "" && nameKey(person.name) !== nameKey(firm)) {
      const contact = this.#desk.make("c", this.#parties, "party", table, row, { kind: "person", ...person.fields });
      this.#desk.make("t", this.#relations, "relation", table, row, { from: contact, to: made, kind: "worksFor" });
    }
    return made;
  }

  /** What a row says of its buyer beside what the contact has: it stays with the order. */
  beside(table: SalesTable, row: CsvRow, party: string | null): Record<string, string> {
    const said = party === null ? undefined : this.#said.get(party);
    const kept: Record<string, string> = {};
    for (const target of buyerFields) {
      const value = table.text(row, target);
      if (value !== "" && said?.get(target) !== value) kept[table.headingOf(target)] = value;
    }
    return kept;
  }

  #isKeyedOtherwise(reference: string, key: string, system: string): boolean {
    const known = this.#knownById.get(reference)?.externalIds?.[system];
    if (known !== undefined) return known !== key;
    const keys = Object.values(externalIdsOf(madeAs(this.#parties, reference)));
    return keys.length > 0 && !keys.includes(key);
  }

  #collectiveParty(table: SalesTable, row: CsvRow, listed: string | undefined, name: string): string {
    const known = listed ?? (name === "" ? undefined : this.#byName.get(nameKey(name)));
    const draft = known === undefined ? undefined : this.#drafts.get(known);
    if (draft && this.#collective === undefined) {
      (draft.fields as Record<string, unknown>)["isCollective"] = true;
      this.#collective = known;
    }
    this.#collective ??= this.#desk.make("c", this.#parties, "party", table, row, {
      kind: "group",
      name: name || collectiveName(this.#desk.options.language),
      isCollective: true,
      roles: { customer: "active" },
      // The next import finds it again.
      externalIds: { collective: "customer" },
    });
    return this.#collective;
  }

  /** Who sells for whom: colleagues and the tie between them; an owner stays the name that its file gives. */
  addTeam(table: SalesTable): void {
    const member = (name: string, row: CsvRow): string => {
      const known = this.#members.get(nameKey(name)) ?? this.#byName.get(nameKey(name));
      if (known !== undefined) return known;
      const { salutation, honorificPrefix, givenName, familyName } = splitPersonName(name);
      const made = this.#desk.make("c", this.#parties, "party", table, row, {
        kind: "person",
        ...(salutation && { salutation }),
        ...filled("honorificPrefix", honorificPrefix ?? ""),
        ...(givenName || familyName ? { ...filled("givenName", givenName ?? ""), ...filled("familyName", familyName ?? "") } : { name }),
        roles: { employee: "active" },
        externalIds: { "owner-name": name },
      });
      this.#members.set(nameKey(name), made);
      return made;
    };
    for (const row of table.rows) {
      const owner = table.text(row, "owner");
      const manager = table.text(row, "manager");
      if (owner === "") {
        table.problem(row, "name-missing", "owner");
        continue;
      }
      const from = member(owner, row);
      if (manager === "" || nameKey(manager) === nameKey(owner)) continue;
      const custom = table.custom(row);
      this.#desk.make("t", this.#relations, "relation", table, row, {
        from,
        to: member(manager, row),
        kind: "reportsTo",
        ...filled("department", table.text(row, "department")),
        ...(custom && { custom }),
      });
    }
  }

  /** Contacts before what ties them. */
  drafts(): Draft[] {
    return [
      ...this.#contacts.filter((draft) => draft.kind === "party"),
      ...this.#parties,
      ...this.#contacts.filter((draft) => draft.kind !== "party"),
      ...this.#relations,
    ];
  }
}

const externalIdsOf = (draft: Draft | undefined): Readonly<Record<string, string>> =>
  (draft?.fields["externalIds"] as Record<string, string> | undefined) ?? {};

const personNameOf = ({ fields }: Draft): string => draftName(fields);

const naming: readonly SalesTarget[] = ["customer", "personName", "givenName", "familyName", "email"];

/** Whoever is named by a mail address is reached by it. */
const mailOf = (table: SalesTable, row: CsvRow): string =>
  table.text(row, "email") || (["personName", "customer"] as const).map((target) => bareEmail(table.text(row, target))).find(isEmail) || "";
const withoutMail = (name: string): string => (isEmail(bareEmail(name)) ? "" : name);

/** A person as the columns of an order name them. */
interface PersonIn {
  readonly name: string;
  readonly email: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function personIn(table: SalesTable, row: CsvRow): PersonIn {
  const [given, family] = [table.text(row, "givenName"), table.text(row, "familyName")];
  const one = withoutMail(table.text(row, "personName"));
  const { salutation, ...split } =
    given || family || !one
      ? { salutation: undefined, ...filled("givenName", given), ...filled("familyName", family) }
      : splitPersonName(one);
  const greeted = readSalutation(table.text(row, "salutation")).salutation ?? salutation;
  return {
    name: [given, family].filter(Boolean).join(" ") || one,
    email: mailOf(table, row),
    fields: { ...split, ...(greeted && { salutation: greeted }) },
  };
}

/** Mail, telephone and address of a buyer, and by which columns they were said. */
function factsIn(
  table: SalesTable,
  row: CsvRow,
  usualCountry: string,
): { readonly fields: Record<string, unknown>; readonly said: ReadonlyMap<SalesTarget, string> } {
  const said = new Map(buyerFields.map((target) => [target, table.text(row, target)] as const).filter(([, value]) => value !== ""));
  const of = (target: SalesTarget): string => table.text(row, target);
  const mail = mailOf(table, row);
  const country = of("country") === "" ? undefined : readCountry(of("country"));
  const street = [of("street"), of("houseNumber")].filter(Boolean).join(" ");
  const address = {
    ...filled("street", street),
    ...filled("extra", of("addressExtra")),
    ...filled("postalCode", of("postalCode")),
    ...filled("locality", of("locality")),
    ...filled("region", of("region")),
    ...(country ? { country } : filled("countryText", of("country"))),
  };
  return {
    fields: {
      ...(mail !== "" && { emails: splitEmails(mail).map(({ value }) => ({ value })) }),
      ...(of("phone") !== "" && { phones: splitPhones(of("phone")).map(({ value }) => ({ value, region: country ?? usualCountry })) }),
      ...(Object.keys(address).length > 0 && { addresses: [address] }),
      ...(of("tags") !== "" && { tags: [of("tags")] }),
    },
    said,
  };
}
