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

/**
 * Reads the pages it needs, changes them in memory, and writes what changed in one go. Not a promise for each item:
 * Dexie loses sight of its transaction after a hundred awaits without a request.
 */
export class TimelineWriter {
  readonly #db: WorkspaceDatabase;
  readonly #pages = new Map<string, TimelinePage>();
  readonly #changed = new Set<string>();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  /** Reads the pages where these interactions lie or will lie, level by level; from then on all is done in memory. */
  async prepare(places: readonly { readonly party: RecordId | ""; readonly id: RecordId }[]): Promise<void> {
    let wanted = new Map(places.map(({ party }) => [key(party, ""), [party, ""] as [string, string]]));
    while (wanted.size > 0) {
      const missing = [...wanted].filter(([name]) => !this.#pages.has(name)).map(([, page]) => page);
      const found = missing.length > 0 ? await this.#db.timeline.bulkGet(missing) : [];
      for (const [i, [party, page]] of missing.entries()) this.#pages.set(key(party, page), found[i] ?? emptyPage(party as RecordId, page));
      const below = new Map<string, [string, string]>();
      for (const { party, id } of places) {
        const { page } = this.#pageFor(party, id);
        if (!this.#pages.has(key(party, page))) below.set(key(party, page), [party, page]);
      }
      wanted = below;
    }
  }

  find(party: RecordId | "", id: RecordId): StoredRecord | undefined {
    return this.#pageFor(party, id).items.find((item) => item.id === id);
  }

  put(party: RecordId | "", stored: StoredRecord): void {
    const page = this.#pageFor(party, stored.id);
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

  /** The page where an interaction lies, as far down as pages have been read. */
  #pageFor(party: RecordId | "", id: RecordId): TimelinePage {
    for (let name = ""; ; ) {
      const page = this.#pages.get(key(party, name)) ?? emptyPage(party, name);
      if (!page.children) return page;
      name = spread(id).slice(0, name.length + 1);
    }
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
  const found = await Promise.all(
    parties.map((party) => db.timeline.where("[party+page]").between([party, ""], [party, "\uffff"]).toArray()),
  );
  const items = new Map<RecordId, StoredRecord>();
  for (const pages of found) for (const page of pages) for (const item of page.items) items.set(item.id, item);
  return [...items.values()];
}
