// A party's interactions lie in pages. A page that outgrows its size is split by the next character of the
// interactions' random ids; which pages exist depends only on what they hold, not on the order it came in.
import type { Interaction } from "../domain/interaction.ts";
import { timeOf } from "../domain/interaction.ts";
import { isDeleted } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import type { StoredRecord, TimelinePage } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

const pageSize = 64;

/** The random part of a record's id, by which pages are split. */
const spread = (id: RecordId): string => id.slice(id.indexOf(".") + 1);

const lastOf = (items: readonly StoredRecord[]): string =>
  items.reduce((last, { record }) => {
    if (isDeleted(record)) return last;
    const at = timeOf(record as unknown as Interaction);
    return at > last ? at : last;
  }, "");

const emptyPage = (party: RecordId | "", page: string): TimelinePage => ({ party, page, items: [], last: "" });

/** Reads the pages it needs, keeps what changed, and writes it in one go. */
export class TimelineWriter {
  readonly #db: WorkspaceDatabase;
  readonly #pages = new Map<string, TimelinePage>();
  readonly #changed = new Set<string>();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  /** Reads the first pages of these parties at once. */
  async prepare(parties: readonly (RecordId | "")[]): Promise<void> {
    const missing = [...new Set(parties)].filter((party) => !this.#pages.has(key(party, "")));
    const found = await this.#db.timeline.bulkGet(missing.map((party): [string, string] => [party, ""]));
    for (const [i, party] of missing.entries()) this.#pages.set(key(party, ""), found[i] ?? emptyPage(party, ""));
  }

  async find(party: RecordId | "", id: RecordId): Promise<StoredRecord | undefined> {
    return (await this.#pageFor(party, id)).items.find((item) => item.id === id);
  }

  async put(party: RecordId | "", stored: StoredRecord): Promise<void> {
    const page = await this.#pageFor(party, stored.id);
    const at = page.items.findIndex((item) => item.id === stored.id);
    const items = at < 0 ? [...page.items, stored] : page.items.with(at, stored);
    if (items.length <= pageSize) this.#set({ ...page, items, last: lastOf(items) });
    else this.#split(page, items);
    this.#tellParents(party, page.page);
  }

  /** When the newest interaction of a prepared party happened; empty when there is none. */
  lastOf(party: RecordId): string {
    return this.#pages.get(key(party, ""))?.last ?? "";
  }

  async flush(): Promise<void> {
    await this.#db.timeline.bulkPut([...this.#changed].map((name) => this.#pages.get(name) as TimelinePage));
    this.#changed.clear();
  }

  async #pageFor(party: RecordId | "", id: RecordId): Promise<TimelinePage> {
    let page = await this.#get(party, "");
    while (page.children) page = await this.#get(party, spread(id).slice(0, page.page.length + 1));
    return page;
  }

  async #get(party: RecordId | "", page: string): Promise<TimelinePage> {
    const name = key(party, page);
    const known = this.#pages.get(name);
    if (known) return known;
    const read = (await this.#db.timeline.get([party, page])) ?? emptyPage(party, page);
    this.#pages.set(name, read);
    return read;
  }

  #set(page: TimelinePage): void {
    const name = key(page.party, page.page);
    this.#pages.set(name, page);
    this.#changed.add(name);
  }

  #split(page: TimelinePage, items: readonly StoredRecord[]): void {
    const byChild = new Map<string, StoredRecord[]>();
    for (const item of items) {
      const child = spread(item.id).slice(0, page.page.length + 1);
      const group = byChild.get(child);
      if (group) group.push(item);
      else byChild.set(child, [item]);
    }
    const lastOfChildren: Record<string, string> = {};
    for (const [child, group] of byChild) {
      if (group.length > pageSize) this.#split(emptyPage(page.party, child), group);
      else this.#set({ ...emptyPage(page.party, child), items: group, last: lastOf(group) });
      lastOfChildren[child] = lastOf(group);
    }
    const last = Object.values(lastOfChildren).reduce((a, b) => (a > b ? a : b), "");
    this.#set({ party: page.party, page: page.page, items: [], children: [...byChild.keys()].sort(), last, lastOfChildren });
  }

  /** A split page remembers when each of its parts was last touched. */
  #tellParents(party: RecordId | "", from: string): void {
    for (let length = from.length; length > 0; length--) {
      const child = this.#pages.get(key(party, from.slice(0, length))) as TimelinePage;
      const parent = this.#pages.get(key(party, from.slice(0, length - 1))) as TimelinePage;
      const lastOfChildren = { ...parent.lastOfChildren, [child.page]: child.last };
      const last = Object.values(lastOfChildren).reduce((a, b) => (a > b ? a : b), "");
      this.#set({ ...parent, children: [...new Set([...(parent.children ?? []), child.page])].sort(), lastOfChildren, last });
    }
  }
}

const key = (party: string, page: string): string => `${party} ${page}`;

/** All interactions stored for these parties, each once, deleted ones included, in no particular order. */
export async function readTimeline(db: WorkspaceDatabase, parties: readonly RecordId[]): Promise<StoredRecord[]> {
  const found = await Promise.all(parties.map((party) => db.timeline.where("[party+page]").between([party, ""], [party, "\uffff"]).toArray()));
  const items = new Map<RecordId, StoredRecord>();
  for (const pages of found) for (const page of pages) for (const item of page.items) items.set(item.id, item);
  return [...items.values()];
}
