// A window's view of all contacts: every page in memory, in order of name, searched by one scan.
import { liveQuery, type Subscription } from "dexie";
import { sortKey } from "../lib/fold.ts";
import type { RecordId } from "../lib/id.ts";
import { foldForSearch } from "./directory.ts";
import type { DirectoryEntry, DirectoryPage, PageName } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

export interface DirectoryFilter {
  readonly kind?: string;
  readonly role?: string;
  readonly phase?: string;
  readonly tag?: string;
  readonly owner?: string;
  /** Nothing has happened with them since then: an instant. */
  readonly notSince?: string;
}

/** In which order a list stands. */
export type ContactOrder = "name" | "last" | "place";

export class DirectoryView {
  readonly #pages = new Map<PageName, DirectoryPage>();
  readonly #entries = new Map<RecordId, DirectoryEntry>();
  /** When something last happened with any contact of a page. */
  readonly #last = new Map<PageName, string>();
  /** Firm → who works or worked there. */
  readonly #people = new Map<RecordId, Set<RecordId>>();
  /** All contacts in other orders than by name, until something changes. */
  readonly #ordered = new Map<ContactOrder, readonly DirectoryEntry[]>();
  #sorted: DirectoryEntry[] | null = null;
  #ids: readonly RecordId[] | null = null;
  #scan: Scan | null = null;

  /** How many contacts there are. */
  get size(): number {
    return this.#entries.size;
  }

  get(id: RecordId): DirectoryEntry | undefined {
    return this.#entries.get(id);
  }

  take(pages: readonly DirectoryPage[]): void {
    if (pages.length === 0) return;
    const before = new Map<RecordId, DirectoryEntry>();
    const after: DirectoryEntry[] = [];
    for (const page of pages) {
      for (const entry of this.#pages.get(page.page)?.entries ?? []) {
        before.set(entry.id, entry);
        this.#entries.delete(entry.id);
        for (const firm of firmsOf(entry)) this.#people.get(firm)?.delete(entry.id);
      }
      this.#pages.set(page.page, page);
      this.#last.set(
        page.page,
        page.entries.reduce((last, entry) => (entry.last > last ? entry.last : last), ""),
      );
      for (const entry of page.entries) {
        this.#entries.set(entry.id, entry);
        for (const firm of firmsOf(entry)) {
          const people = this.#people.get(firm);
          if (people) people.add(entry.id);
          else this.#people.set(firm, new Set([entry.id]));
        }
      }
      after.push(...page.entries);
    }
    this.#scan = null;
    this.#ordered.clear();
    // An edit changes one page of fifty: finding their places again takes microseconds, sorting 20,000 again 22 ms.
    const isSmall = this.#sorted !== null && (before.size + after.length) * 4 < this.#sorted.length;
    if (!isSmall) this.#sorted = this.#ids = null;
    else this.#replace(before, after);
  }

  #replace(before: Map<RecordId, DirectoryEntry>, after: readonly DirectoryEntry[]): void {
    const sorted = (this.#sorted ?? []).slice();
    const come = after.filter((entry) => {
      const old = before.get(entry.id);
      if (old?.sort !== entry.sort) return true;
      before.delete(entry.id);
      sorted[indexOf(sorted, old)] = entry;
      return false;
    });
    for (const old of before.values()) sorted.splice(indexOf(sorted, old), 1);
    for (const entry of come) sorted.splice(indexOf(sorted, entry), 0, entry);
    this.#sorted = sorted;
    if (before.size + come.length > 0) this.#ids = null;
  }

  /** All contacts that pass the filter, in order of name. */
  all(filter: DirectoryFilter = {}): readonly DirectoryEntry[] {
    this.#sorted ??= [...this.#entries.values()].sort(byName);
    return isEmpty(filter) ? this.#sorted : this.#sorted.filter((entry) => this.#passes(entry, filter));
  }

  /** Their ids; the same list as long as neither its members nor their order change. */
  ids(filter: DirectoryFilter = {}, order: ContactOrder = "name"): readonly RecordId[] {
    if (!isEmpty(filter) || order !== "name") {
      const inOrder = this.#in(order);
      return (isEmpty(filter) ? inOrder : inOrder.filter((entry) => this.#passes(entry, filter))).map(({ id }) => id);
    }
    this.#ids ??= this.all().map(({ id }) => id);
    return this.#ids;
  }

  /** These contacts in another order than they came; by name within the same town or day. */
  sorted(entries: readonly DirectoryEntry[], order: ContactOrder): readonly DirectoryEntry[] {
    if (order === "name") return [...entries].sort(byName);
    const keyed = entries.map((entry) => ({ entry, key: order === "last" ? this.lastOf(entry) : sortKey(this.#localityOf(entry)) }));
    const sign = order === "last" ? -1 : 1;
    // Who has no town, or nothing to be remembered by, stands at the end.
    keyed.sort((a, b) =>
      a.key === b.key ? byName(a.entry, b.entry) : a.key === "" ? 1 : b.key === "" ? -1 : sign * (a.key < b.key ? -1 : 1),
    );
    return keyed.map(({ entry }) => entry);
  }

  /** The town of the firm, for whom has none of their own. */
  #localityOf({ place, employer }: DirectoryEntry): string {
    return place || (employer === undefined ? "" : (this.#entries.get(employer)?.place ?? ""));
  }

  #in(order: ContactOrder): readonly DirectoryEntry[] {
    if (order === "name") return this.all();
    const known = this.#ordered.get(order);
    if (known) return known;
    const made = this.sorted(this.all(), order);
    this.#ordered.set(order, made);
    return made;
  }

  /** When something last happened with a contact; with a firm also what happened with its people while they were there. */
  lastOf(entry: DirectoryEntry): string {
    let last = entry.last;
    for (const id of this.#people.get(entry.id) ?? []) {
      const person = this.#entries.get(id);
      const there = person?.lastThere?.[entry.id] ?? person?.last ?? "";
      if (there > last) last = there;
    }
    return last;
  }

  /** When one was last really in touch with a contact; with a firm also with its people while they were there. "" for never. */
  touchedOf(entry: DirectoryEntry): string {
    let touched = entry.touched ?? "";
    for (const id of this.#people.get(entry.id) ?? []) {
      const person = this.#entries.get(id);
      const there = person?.touchedThere?.[entry.id] ?? person?.touched ?? "";
      if (there > touched) touched = there;
    }
    return touched;
  }

  /** Those who work at a firm today. */
  staffOf(firm: RecordId): readonly RecordId[] {
    return [...(this.#people.get(firm) ?? [])].filter((id) => this.#entries.get(id)?.employer === firm);
  }

  /** Whether it is here and passes the filter. */
  fits(id: RecordId, filter: DirectoryFilter): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && this.#passes(entry, filter);
  }

  #passes(entry: DirectoryEntry, filter: DirectoryFilter): boolean {
    return passes(entry, filter) && (!filter.notSince || this.lastOf(entry) < filter.notSince);
  }

  /**
   * Contacts that have every word of the text, at most `limit`: first those whose name begins with it, then those
   * with words that begin with it, then those that have it inside a word; each in order of name.
   */
  search(text: string, limit: number, filter: DirectoryFilter = {}): readonly DirectoryEntry[] {
    const words = searchWords(text);
    if (words.length === 0) return this.all(filter).slice(0, limit);
    const sorted = this.all();
    const scan = this.#scanOf(sorted);
    const [longest = "", ...others] = [...words].sort((a, b) => b.length - a.length);
    const [first] = words as [string];
    const named = new Set<DirectoryEntry>();
    const begun: DirectoryEntry[] = [];
    const within: DirectoryEntry[] = [];
    const has = (entry: DirectoryEntry, begins: string, wanted: readonly string[]): boolean =>
      wanted.every((word) => entry.text.includes(begins + word)) && this.#passes(entry, filter);
    eachBeginning(scan, first, (index) => {
      const entry = sorted[index] as DirectoryEntry;
      if (entry.text.startsWith(first, 1) && has(entry, " ", words)) named.add(entry);
      return named.size < limit;
    });
    // One or two letters stand inside nearly every line: ".example" alone has most of them.
    const mayBeWithin = longest.length > 2;
    if (named.size < limit)
      eachLine(scan, longest, (index, beginsWord) => {
        if (!beginsWord && (!mayBeWithin || within.length === limit)) return true;
        const entry = sorted[index] as DirectoryEntry;
        if (named.has(entry)) return true;
        if (beginsWord && has(entry, " ", others)) begun.push(entry);
        else if (mayBeWithin && within.length < limit && has(entry, "", others)) within.push(entry);
        return named.size + begun.length < limit;
      });
    return [...named, ...begun, ...within].slice(0, limit);
  }

  /** Every tag and owner in use, for filters, in order. */
  choices(): { readonly tags: readonly string[]; readonly owners: readonly string[] } {
    const tags = new Set<string>();
    const owners = new Set<string>();
    for (const entry of this.#entries.values()) {
      for (const tag of entry.tags) tags.add(tag);
      if (entry.owner) owners.add(entry.owner);
    }
    return { tags: [...tags].sort(), owners: [...owners].sort() };
  }

  /** The contacts with whom something happened last. */
  recent(limit: number): readonly DirectoryEntry[] {
    const newest: DirectoryEntry[] = [];
    for (const [name, last] of this.#last) {
      const least = newest.length === limit ? newest.at(-1) : undefined;
      // Most pages have nothing that is recent enough: 400 looks instead of 20,000 after each edit.
      if (last === "" || (least && last < least.last)) continue;
      newest.push(...(this.#pages.get(name)?.entries ?? []).filter((entry) => entry.last !== ""));
      newest.sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : a.id < b.id ? -1 : 1));
      newest.length = Math.min(newest.length, limit);
    }
    return newest;
  }

  #scanOf(sorted: readonly DirectoryEntry[]): Scan {
    if (this.#scan) return this.#scan;
    const starts = new Uint32Array(sorted.length);
    const beginnings = new Uint16Array(sorted.length * beginning);
    let at = 0;
    for (const [i, { text }] of sorted.entries()) {
      starts[i] = at;
      at += text.length + 1;
      // After the blank that every line begins with.
      for (let k = 0; k < beginning && k + 1 < text.length; k++) beginnings[i * beginning + k] = text.charCodeAt(k + 1);
    }
    this.#scan = { text: sorted.map(({ text }) => `${text}\n`).join(""), starts, beginnings };
    return this.#scan;
  }
}

/** How many letters of a name's beginning are kept apart. */
const beginning = 4;

/** What search reads: all lines in order of name, each ending with a line break. */
interface Scan {
  readonly text: string;
  /** Where each line begins. */
  readonly starts: Uint32Array;
  /** The first letters of each, so many a line: finding names that begin with a word takes a glance at each. */
  readonly beginnings: Uint16Array;
}

const firmsOf = (entry: DirectoryEntry): RecordId[] => [
  ...(entry.employer ? [entry.employer] : []),
  ...(entry.otherFirms ? (Object.keys(entry.otherFirms) as RecordId[]) : []),
];

const byName = (a: DirectoryEntry, b: DirectoryEntry): number => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.id < b.id ? -1 : 1);

/** Where an entry stands in a list in order, or would. */
function indexOf(sorted: readonly DirectoryEntry[], entry: DirectoryEntry): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (byName(sorted[middle] as DirectoryEntry, entry) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Folded words; digits with signs between them are one number, however they were typed. */
function searchWords(text: string): string[] {
  const digits = text.replace(/[^\d]/g, "");
  if (digits.length >= 3 && /^[\d\s+()/.-]+$/.test(text)) return [digits.replace(/^00/, "")];
  return foldForSearch(text).split(" ").filter(Boolean);
}

/** Calls back with every line whose first letters are those of the word, in order, for as long as the answer is true. */
function eachBeginning({ beginnings, starts }: Scan, word: string, take: (index: number) => boolean): void {
  const letters = Array.from({ length: Math.min(beginning, word.length) }, (_, k) => word.charCodeAt(k));
  const [first = 0] = letters;
  for (let i = 0; i < starts.length; i++) {
    const at = i * beginning;
    if (beginnings[at] === first && letters.every((letter, k) => beginnings[at + k] === letter) && !take(i)) return;
  }
}

/** Calls back with every line that has the text, once each and in order, and whether it begins a word there, for as long as the answer is true. */
function eachLine({ text, starts }: Scan, needle: string, take: (index: number, beginsWord: boolean) => boolean): void {
  let index = 0;
  for (let at = text.indexOf(needle); at >= 0; ) {
    while (index + 1 < starts.length && (starts[index + 1] as number) <= at) index++;
    const end = starts[index + 1] ?? text.length;
    // Looking for it with the blank before it would stop at every word of all lines.
    let beginsWord = false;
    for (; at >= 0 && at < end && !beginsWord; at = text.indexOf(needle, at + 1)) beginsWord = text[at - 1] === " ";
    if (!take(index, beginsWord)) return;
    if (at >= 0 && at < end) at = text.indexOf(needle, end);
  }
}

const isEmpty = (filter: DirectoryFilter): boolean => Object.values(filter).every((value) => value === undefined || value === "");

function passes(entry: DirectoryEntry, filter: DirectoryFilter): boolean {
  if (filter.kind && entry.kind !== filter.kind) return false;
  if (filter.role && !(filter.role in entry.roles)) return false;
  if (filter.phase && !(filter.role ? entry.roles[filter.role] === filter.phase : Object.values(entry.roles).includes(filter.phase)))
    return false;
  if (filter.tag && !entry.tags.includes(filter.tag)) return false;
  return !filter.owner || entry.owner === filter.owner;
}

/** Keeps a view in step with the database: first all pages, then those that change. */
export function followDirectory(
  db: WorkspaceDatabase,
  view: DirectoryView,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  let seen = -1;
  const subscription: Subscription = liveQuery(() => db.directory.where("version").above(seen).toArray()).subscribe({
    next: (pages) => {
      const fresh = pages.filter((page) => page.version > seen);
      for (const page of fresh) if (page.version > seen) seen = page.version;
      view.take(fresh);
      onChange();
    },
    error: onError,
  });
  return () => subscription.unsubscribe();
}

/** The word of a contact's that was searched for, where what is shown of the contact does not have it; "" where it does. */
export function unseenMatch(entry: DirectoryEntry, typed: string, shown: string): string {
  const visible = ` ${foldForSearch(shown)} `;
  const word = searchWords(typed).find((one) => !visible.includes(one));
  if (word === undefined) return "";
  const own = entry.text.split(" ");
  // Of the ways to write one number the shortest is the one at home.
  const shortest = (all: readonly string[]): string => [...all].sort((a, b) => a.length - b.length)[0] ?? "";
  return shortest(own.filter((one) => one.startsWith(word))) || shortest(own.filter((one) => one.includes(word)));
}
