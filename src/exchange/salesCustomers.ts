// Who bought, and who sold: customers by key or name, the one that stands for all who gave neither, and the own people.
import { readLegalForm } from "../domain/legalForm.ts";
import { splitPersonName } from "../domain/personName.ts";
import type { CsvRow } from "./csv.ts";
import type { Draft, Hint, ImportPlan } from "./draft.ts";
import { isCustomerSystem, KeyIndex, type KnownParty, recognisedByKey } from "./known.ts";
import { nameKey } from "./partyDraft.ts";
import { filled, type Made, madeAs, type SalesDesk } from "./salesDesk.ts";
import { collectiveName, isCollectiveKey, isCollectiveName } from "./salesHeading.ts";
import type { SalesTable } from "./salesTable.ts";
import { systemOfKey } from "./system.ts";

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
  readonly #knownById = new Map<string, KnownParty>();
  /** Organisations of the workspace by name, `null` where several bear it. */
  readonly #knownFirms = new Map<string, KnownParty | null>();
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
    for (const party of known) {
      const name = nameKey(party.name);
      this.#knownById.set(party.id, party);
      if (!this.#byName.has(name)) this.#byName.set(name, party.id);
      if (party.kind === "organisation") this.#knownFirms.set(name, this.#knownFirms.has(name) ? null : party);
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
    desk.mapping.push(...plan.mapping);
    desk.rows += plan.counts.rows;
    this.#hasList = true;
    const people: { draft: Draft; list: StaffList }[] = [];
    for (const planned of plan.drafts) {
      const list = staff.find((one) => one.file === planned.file);
      const isStaff = list !== undefined && planned.kind === "party" && planned.fields["kind"] === "person";
      const draft = this.#recognised(isStaff ? { ...planned, fields: { ...planned.fields, roles: { employee: "active" } } } : planned);
      this.#contacts.push(draft);
      if (draft.kind !== "party") continue;
      if (isStaff) people.push({ draft, list });
      this.#drafts.set(`#${draft.key}`, draft);
      for (const [system, key] of Object.entries(externalIdsOf(draft)))
        if (isCustomerSystem(system) && !this.#byKey.has(key)) this.#byKey.set(key, `#${draft.key}`);
      const name = draft.fields["name"];
      if (typeof name === "string") this.#byName.set(nameKey(name), `#${draft.key}`);
    }
    this.#tieStaff(people);
  }

  /** A listed firm is the one of the workspace with its key, or the only one of its name that no other key speaks for. */
  #recognised(draft: Draft): Draft {
    const byKey = recognisedByKey(draft, this.#known);
    const { kind, name } = draft.fields as { kind?: string; name?: string };
    if (byKey.id !== undefined || draft.kind !== "party" || kind !== "organisation" || !name) return byKey;
    const known = this.#knownFirms.get(nameKey(name));
    const isOther = Object.keys(externalIdsOf(draft)).some((system) => known?.externalIds?.[system] !== undefined);
    return known && !isOther ? { ...draft, id: known.id } : draft;
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

  /** The party a row names: by key, by name, or the one that stands for all who gave neither. */
  partyOf(table: SalesTable, row: CsvRow): string | null {
    const hasKey = table.has("customerId");
    if (!hasKey && !table.has("customer")) return null;
    const { options } = this.#desk;
    const key = table.text(row, "customerId");
    const name = table.text(row, "customer");
    const hints = this.#desk.hintsFor(table.file);
    const system = systemOfKey(this.#desk.systemOf(table), table.headingOf("customerId"), "organisation");
    const isNamedOtherwise = isCollectiveKey(key) && name !== "" && !isCollectiveName(name);
    const byKey = isNamedOtherwise ? undefined : (this.#byKey.get(key) ?? this.#known.find(system, key, name)?.id);
    if (isCollectiveName(name) || (isCollectiveKey(key) && name === "")) {
      hints.add("collective-customer", row.line, name || key, table.headingOf(hasKey ? "customerId" : "customer"));
      return this.#collectiveParty(table, row, byKey, name);
    }
    if (byKey !== undefined) return byKey;
    const isKeyed = !isCollectiveKey(key);
    const known = name === "" ? undefined : this.#byName.get(nameKey(name));
    if (known !== undefined && (!isKeyed || !this.#isKeyedOtherwise(known, key, system))) {
      if (isKeyed) this.#byKey.set(key, known);
      return known;
    }
    if (name === "") hints.add("customer-unnamed", row.line, key, table.headingOf("customerId"));
    else if (this.#hasList) hints.add("customer-added", row.line, name, table.headingOf("customer"));
    const isFirm = name !== "" && (readLegalForm(name) !== undefined || /account|compan|firm|organi/i.test(table.headingOf("customer")));
    const made = this.#desk.make("c", this.#parties, "party", table, row, {
      kind: isFirm ? "organisation" : (options.partyKind ?? "organisation"),
      name: name || key,
      roles: options.roles ?? { customer: table.role === "deal" ? "prospect" : "active" },
      ...(isKeyed && { externalIds: { [system]: key } }),
    });
    if (isKeyed) this.#byKey.set(key, made);
    if (name !== "") this.#byName.set(nameKey(name), made);
    return made;
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

const personNameOf = ({ fields }: Draft): string =>
  typeof fields["name"] === "string" ? fields["name"] : [fields["givenName"], fields["familyName"]].filter(Boolean).join(" ");
