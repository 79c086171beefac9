// Whom of the workspace a listed contact is, where no number tells: a firm by its name, a person by name together with mail, telephone or
// address. Whoever only has the same name is asked about.
import { fold, foldedWords } from "../lib/fold.ts";
import type { Draft } from "./draft.ts";
import { isCustomerSystem, type KnownParty } from "./known.ts";
import { nameKey } from "./partyDraft.ts";

/** What somebody is reached by, as it can be compared: mail addresses, ends of telephone numbers, places. */
export function reachKeys(fields: Readonly<Record<string, unknown>>): string[] {
  const keys: string[] = [];
  for (const { value } of elementsOf(fields["emails"])) if (typeof value === "string") keys.push(`mail ${value.trim().toLowerCase()}`);
  for (const { value } of elementsOf(fields["phones"])) {
    const digits = typeof value === "string" ? value.replace(/\D/g, "") : "";
    // Without the country and the zero before the area: "+49 30 231 25" and "030/231 25".
    if (digits.length >= 6) keys.push(`phone ${digits.slice(-8)}`);
  }
  for (const { street, postalCode, locality } of elementsOf(fields["addresses"])) {
    const town = typeof postalCode === "string" ? postalCode : typeof locality === "string" ? fold(locality) : "";
    if (town !== "" && typeof street === "string") keys.push(`place ${town} ${streetKey(street)}`);
  }
  return keys;
}

/** Its first letters, since "straße" is shortened in many ways, and its whole house number: 10 and 100 are two doors. */
function streetKey(street: string): string {
  const folded = fold(street);
  const letters = folded.replace(/\d+\s*(?:[a-z](?![\p{L}]))?/gu, "").replace(/[^\p{L}]/gu, "");
  const numbers = [...folded.matchAll(/(\d+)\s*([a-z](?!\p{L}))?/gu)].map(([, number = "", letter = ""]) => number + letter);
  return `${letters.slice(0, 8)} ${numbers.join(" ")}`.trim();
}

/** Lists of a draft, and those of a stored record, whose elements have keys. */
const elementsOf = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(list) ? list : typeof list === "object" && list !== null ? Object.values(list) : []).filter(
    (element): element is Record<string, unknown> => typeof element === "object" && element !== null,
  );

/** A person's name as it can be compared, in whatever order it is written, with accents or without. */
const personKey = (name: string): string => foldedWords(name).sort().join(" ");
/** A firm's likewise; only the very spelling is the firm without asking. */
const firmKey = (name: string): string => foldedWords(name).join(" ");

/** The very spelling, in whatever order. */
const wordsKey = (name: string): string => (nameKey(name).match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(" ");

/** `null` where several bear the key. */
function addUnique(index: Map<string, KnownParty | null>, key: string, party: KnownParty): void {
  const other = index.get(key);
  index.set(key, other === undefined || other === party ? party : null);
}

export type Match = { readonly known: KnownParty; readonly isCertain: boolean } | undefined;

export class ContactIndex {
  readonly #firms = new Map<string, KnownParty | null>();
  readonly #firmsAlike = new Map<string, KnownParty | null>();
  readonly #people = new Map<string, KnownParty[]>();
  readonly #byMail = new Map<string, KnownParty | null>();

  constructor(parties: readonly KnownParty[]) {
    for (const party of parties) {
      if (party.isOfSameFiles) continue;
      if (party.kind === "organisation") {
        addUnique(this.#firms, nameKey(party.name), party);
        addUnique(this.#firmsAlike, firmKey(party.name), party);
      } else if (party.kind === "person") {
        const key = personKey(party.name);
        const same = this.#people.get(key);
        if (same) same.push(party);
        else this.#people.set(key, [party]);
      }
      for (const key of party.reach ?? []) if (key.startsWith("mail ")) addUnique(this.#byMail, key, party);
    }
  }

  match({ fields }: Draft): Match {
    const { kind, externalIds = {} } = fields as { readonly kind?: string; readonly externalIds?: Readonly<Record<string, string>> };
    // Another number of the same program is another contact.
    const isOther = (known: KnownParty): boolean =>
      Object.entries(externalIds).some(([system, id]) => isCustomerSystem(system) && (known.externalIds?.[system] ?? id) !== id);
    const name = draftName(fields);
    if (kind === "organisation") {
      const exact = name === "" ? undefined : this.#firms.get(nameKey(name));
      if (exact !== undefined) return exact && !isOther(exact) ? { known: exact, isCertain: true } : undefined;
      const alike = name === "" ? undefined : this.#firmsAlike.get(firmKey(name));
      return alike && !isOther(alike) ? { known: alike, isCertain: false } : undefined;
    }
    if (kind !== "person") return undefined;
    const reach = reachKeys(fields);
    if (name === "") {
      const known = reach
        .filter((key) => key.startsWith("mail "))
        .map((key) => this.#byMail.get(key))
        .find((one) => one);
      return known && !isOther(known) ? { known, isCertain: true } : undefined;
    }
    const alike = (this.#people.get(personKey(name)) ?? []).filter((known) => !isOther(known));
    const same = alike.filter((known) => wordsKey(known.name) === wordsKey(name));
    const named = same.length > 0 ? same : alike;
    const reached = named.filter((known) => known.reach?.some((key) => reach.includes(key)));
    if (reached.length === 1) return { known: reached[0] as KnownParty, isCertain: true };
    return named.length === 1 ? { known: named[0] as KnownParty, isCertain: false } : undefined;
  }
}

export const draftName = (fields: Readonly<Record<string, unknown>>): string => {
  const { name, givenName, additionalName, familyName } = fields as Readonly<Record<string, string | undefined>>;
  return name ?? [givenName, additionalName, familyName].filter(Boolean).join(" ");
};
