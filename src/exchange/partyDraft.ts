// A contact in the making: what the rows and cards of an import say of one person, firm or group.
import type { Address, Handle, LabelledValue, Phone } from "../domain/party.ts";

export type PartyKindMade = "organisation" | "person" | "group";

/** A party in the making. What is seldom filled is made when it is first asked for: 100,000 rows make 100,000 of these. */
export class PartyDraft {
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
  /** The file knows nothing but a number: no name that anybody gave. */
  isNamedByNumber = false;
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

/** Two spellings of one firm are one firm only where nothing but case and blanks differ. */
export const nameKey = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Adds an element unless the same one is there: equal but for blanks. */
export function addOnce<Element extends object>(list: Element[], element: Element): void {
  if (list.length === 0) {
    list.push(element);
    return;
  }
  const key = JSON.stringify(element);
  if (!list.some((other) => JSON.stringify(other) === key)) list.push(element);
}
