// Which contacts the people of a calendar entry are: by mail, else by name, and only where exactly one can be meant.
import type { RecordId } from "../../lib/id.ts";
import { unescapeText } from "../contentLine.ts";
import type { Draft } from "../draft.ts";
import type { KnownParty } from "../known.ts";
import { nameKey } from "../partyDraft.ts";
import { draftName, reachKeys } from "../sameContact.ts";
import type { IcsEntry, IcsPerson } from "./entry.ts";

/** A contact of the workspace, or one that the same import makes. */
export interface TiedParty {
  /** An id, or "#key". */
  readonly reference: string;
  readonly name: string;
  readonly isPerson: boolean;
  readonly bornOn: string | undefined;
}

export class Ties {
  readonly #byMail = new Map<string, TiedParty | null>();
  readonly #byName = new Map<string, TiedParty | null>();
  readonly #byId = new Map<string, TiedParty>();

  constructor(parties: readonly KnownParty[], drafts: readonly Draft[]) {
    const known = new Set<RecordId>();
    for (const draft of drafts) {
      if (draft.kind !== "party" || draft.exact) continue;
      if (draft.id) known.add(draft.id);
      const { kind, bornOn } = draft.fields as { readonly kind?: string; readonly bornOn?: string };
      const party = { reference: `#${draft.key}`, name: draftName(draft.fields), isPerson: kind === "person", bornOn };
      this.#add(party, reachKeys(draft.fields));
    }
    for (const { id, name, kind, bornOn, reach = [] } of parties) {
      if (known.has(id)) continue;
      const party = { reference: id, name, isPerson: kind === "person", bornOn };
      this.#byId.set(id, party);
      this.#add(party, reach);
    }
  }

  #add(party: TiedParty, reach: readonly string[]): void {
    for (const key of reach) if (key.startsWith("mail ")) addOnly(this.#byMail, key.slice(5), party);
    if (party.name) addOnly(this.#byName, nameKey(party.name), party);
  }

  byId(id: string): TiedParty | undefined {
    return this.#byId.get(id);
  }

  /** Nobody where several are called so. */
  named(name: string): TiedParty | undefined {
    return this.#byName.get(nameKey(name)) ?? undefined;
  }

  /** Whom an entry names: who is a contact, and the names of those who are none. */
  of(entry: IcsEntry): { readonly parties: readonly TiedParty[]; readonly others: readonly string[] } {
    const parties = new Map<string, TiedParty>();
    const others = new Set<string>();
    const people = [...entry.people, ...contactsOf(entry), ...(entry.organiser ? [entry.organiser] : [])];
    for (const person of people) {
      const party = this.#meant(person);
      if (party) parties.set(party.reference, party);
      else others.add(person.name ?? person.email ?? "");
    }
    return { parties: [...parties.values()], others: [...others].filter(Boolean) };
  }

  #meant({ name, email }: IcsPerson): TiedParty | undefined {
    const byMail = email ? this.#byMail.get(email.toLowerCase()) : undefined;
    const byName = name ? this.named(name) : undefined;
    return byMail ?? byName;
  }
}

/** `null` where several bear it. */
function addOnly(index: Map<string, TiedParty | null>, key: string, party: TiedParty): void {
  const other = index.get(key);
  index.set(key, other === undefined || other?.reference === party.reference ? party : null);
}

/** CONTACT is a text: a name, and often more behind commas. */
const contactsOf = ({ kept }: IcsEntry): readonly IcsPerson[] =>
  kept.flatMap((line) => {
    const text = /^CONTACT(?:;[^:]*)?:(.+)$/.exec(line)?.[1];
    if (text === undefined) return [];
    const [name = "", ...more] = unescapeText(text).split(/,\s*/);
    const email = [name, ...more].find((one) => /^[^\s@]+@[^\s@]+$/.test(one));
    return [{ name, ...(email && { email }) }];
  });
