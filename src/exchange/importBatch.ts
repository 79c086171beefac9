// The contacts of one import while its files are read, and what ties them.
import type { Address, Phone } from "../domain/party.ts";
import type { Draft, HintList, RowProblem } from "./draft.ts";
import { addOnce, nameKey, PartyDraft, type PartyKindMade } from "./partyDraft.ts";
import { draftName } from "./sameContact.ts";

export interface RelationDraft {
  readonly key: string;
  readonly line: number;
  readonly file: string | undefined;
  readonly from: PartyDraft;
  readonly to: PartyDraft;
  readonly kind: string;
  readonly title?: string;
  readonly department?: string;
}

interface IdLink {
  readonly party: PartyDraft;
  readonly system: string;
  readonly id: string;
  readonly heading: string;
  readonly title: string;
  readonly department: string;
}
interface UidLink {
  readonly party: PartyDraft;
  readonly uid: string;
  readonly kind: string;
  readonly title: string;
  readonly heading: string;
}
/** Somebody whom a card only names. */
interface NameLink {
  readonly party: PartyDraft;
  readonly name: string;
  /** As the card writes it: kept where nobody of the import is meant. */
  readonly written: string;
  readonly kind: string;
  /** The tie goes from who is named to who names. */
  readonly isFromNamed: boolean;
  readonly title: string;
  readonly heading: string;
}
interface ParentLink {
  readonly party: PartyDraft;
  readonly name: string;
  readonly heading: string;
}

/** What a row says of a person at work: the firm's, if all its people share it. */
interface AtWork {
  readonly person: PartyDraft;
  readonly firm: PartyDraft;
}

/** What the files of one import make together: a firm that several rows or cards name is made once. */
export class ImportBatch {
  readonly parties: PartyDraft[] = [];
  readonly ties: RelationDraft[] = [];
  readonly problems: RowProblem[] = [];
  /** Records of Kontor's own exports, of any kind. */
  readonly records: Draft[] = [];
  readonly organisationsByName = new Map<string, PartyDraft>();
  readonly #byExternalId = new Map<string, PartyDraft>();
  readonly #idLinks: IdLink[] = [];
  readonly #parentLinks: ParentLink[] = [];
  readonly #byUid = new Map<string, PartyDraft>();
  readonly #uidLinks: UidLink[] = [];
  readonly #nameLinks: NameLink[] = [];
  readonly #atWork: AtWork[] = [];
  rows = 0;

  make(kind: PartyKindMade, line: number, file: string | undefined): PartyDraft {
    const party = new PartyDraft(`${kind.charAt(0)}${this.parties.length + 1}`, kind, line, file);
    this.parties.push(party);
    return party;
  }

  organisation(name: string, line: number, file: string | undefined): PartyDraft {
    const key = nameKey(name);
    const known = this.organisationsByName.get(key);
    if (known) return known;
    const made = this.make("organisation", line, file);
    made.fields["name"] = name;
    this.organisationsByName.set(key, made);
    return made;
  }

  tie(
    from: PartyDraft,
    to: PartyDraft,
    kind: string,
    line: number,
    more: { readonly title?: string; readonly department?: string } = {},
  ): void {
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

  known(party: PartyDraft): void {
    for (const [system, id] of party.externalIds) this.#byExternalId.set(`${system} ${party.kind} ${id}`, party);
  }

  /** The contact that a row before has numbered so. */
  numbered(system: string, kind: PartyKindMade, id: string): PartyDraft | undefined {
    return this.#byExternalId.get(`${system} ${kind} ${id}`);
  }

  /** A row names a person and where they work. */
  worksAt(person: PartyDraft, firm: PartyDraft): void {
    this.#atWork.push({ person, firm });
  }

  linkById(link: IdLink): void {
    this.#idLinks.push(link);
  }

  hasUid(uid: string, party: PartyDraft): void {
    if (!this.#byUid.has(uid)) this.#byUid.set(uid, party);
  }

  linkByUid(link: UidLink): void {
    this.#uidLinks.push(link);
  }

  linkByName(link: NameLink): void {
    this.#nameLinks.push(link);
  }

  linkToParent(link: ParentLink): void {
    this.#parentLinks.push(link);
  }

  /** Addresses and telephones at work that all people of a firm share are the firm's. */
  #shareWork(): void {
    const people = new Map<PartyDraft, PartyDraft[]>();
    for (const { person, firm } of this.#atWork) {
      const others = people.get(firm);
      if (others) others.push(person);
      else people.set(firm, [person]);
    }
    for (const [firm, staff] of people) {
      const stated = staff.map(({ addresses }) => addresses.filter(({ type }) => type === "work")).filter((list) => list.length > 0);
      const [address] = stated;
      if (address && stated.every((list) => isSame(list, address))) {
        for (const { type: _work, ...rest } of address) addOnce(firm.addresses, rest as Address);
        for (const person of staff) without(person.addresses, address);
      }
      // An extension is one person's; a number is the firm's only where nobody has another one.
      const [phones = []] = staff.map(({ phones: all }) => all.filter(({ type }) => type === "work"));
      if (
        phones.length === 0 ||
        !staff.every(({ phones: all }) =>
          isSame(
            all.filter(({ type }) => type === "work"),
            phones,
          ),
        )
      )
        continue;
      for (const phone of phones) addOnce(firm.phones, phone);
      // Of a firm with one known person nobody can tell the firm's line from that person's: both have it.
      if (staff.length > 1) for (const person of staff) without(person.phones, phones);
    }
  }

  /** After the last row: ties to firms that stand further down, or in another file. */
  close(hints: HintList): void {
    this.#shareWork();
    for (const { party, system, id, heading, title, department } of this.#idLinks) {
      const firm = this.#byExternalId.get(`${system} organisation ${id}`);
      if (firm) this.tie(party, firm, "worksFor", party.line, { title, department });
      else {
        party.keep(heading, id);
        party.keep("title", title);
        party.keep("department", department);
        hints.add("organisation-missing", party.line, id, heading);
      }
    }
    for (const { party, uid, kind, title, heading } of this.#uidLinks) {
      const other = this.#byUid.get(uid);
      if (!other || other === party) party.keep(heading, uid);
      // A group lists its members; the tie goes from member to group.
      else if (kind === "memberOf" && party.kind === "group") this.tie(other, party, kind, party.line, { title });
      else this.tie(party, other, kind, party.line, { title });
    }
    this.#tieNamed();
    for (const { party, name, heading } of this.#parentLinks) {
      const known = this.organisationsByName.get(nameKey(name));
      if (known === party) {
        party.keep(heading, name);
        continue;
      }
      if (!known) hints.add("parent-added", party.line, name, heading);
      this.tie(party, known ?? this.organisation(name, party.line, party.file), "subsidiaryOf", party.line);
    }
  }

  /** One of the import who is called so, and nobody else; whoever is only named stays a name: no contact is made of a first name. */
  #tieNamed(): void {
    if (this.#nameLinks.length === 0) return;
    const byName = new Map<string, PartyDraft | null>();
    for (const party of this.parties) {
      if (party.kind !== "person") continue;
      const name = nameKey(draftName(party.fields));
      byName.set(name, byName.has(name) ? null : party);
    }
    for (const { party, name, written, kind, isFromNamed, title, heading } of this.#nameLinks) {
      const key = nameKey(name);
      const other = key.includes(" ") ? byName.get(key) : undefined;
      if (!other || other === party) party.keep(heading, written);
      else if (isFromNamed) this.tie(other, party, kind, party.line, { title });
      else this.tie(party, other, kind, party.line, { title });
    }
  }

  drafts(): Draft[] {
    const drafts: Draft[] = this.parties.map((party) => ({
      key: party.key,
      kind: "party",
      fields: party.toFields(),
      line: party.line,
      ...(party.file !== undefined && { file: party.file }),
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

const isSame = (a: readonly object[], b: readonly object[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function without(list: (Address | Phone)[], taken: readonly object[]): void {
  const keys = new Set(taken.map((one) => JSON.stringify(one)));
  list.splice(0, list.length, ...list.filter((one) => !keys.has(JSON.stringify(one))));
}
