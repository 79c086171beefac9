// A party's interactions lie in pages. A page that outgrows its size is split by the next random character of the
// interactions' ids; which pages exist depends only on what they hold, not on the order it came in.
import { isTouch } from "../domain/cadence.ts";
import { type Interaction, timeOf } from "../domain/interaction.ts";
import { idsOf, isDeleted, type Merged } from "../domain/record.ts";
import type { RecordId, ShardName } from "../lib/id.ts";
import { packJson, unpackJson } from "../lib/pack.ts";
import { markColumns } from "./columns.ts";
import { LatePages, type Scope } from "./late.ts";
import type { Newest, StoredRecord, TimelinePage, TimelineRow } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

const pageSize = 128;

/** A page splits in four, so that its parts are neither many nor small: one digit for each random character of an id. */
const digits = (id: RecordId, count: number): string => {
  const start = id.indexOf(".") + 1;
  let name = "";
  for (let i = start; i < start + count; i++) name += id.charCodeAt(i) & 3;
  return name;
};

/** When the newest of these happened with a party, or with "" with nobody; whoever was taken off an entry has no part in it. */
const newestOf = (party: RecordId | "", items: readonly StoredRecord[]): Newest =>
  items.reduce((newest, { record }) => {
    if (isDeleted(record) || !isWith(party, record)) return newest;
    const at = timeOf(record);
    return laterOf(newest, { last: at, touched: isTouch(record as unknown as Interaction) ? at : "" });
  }, never);

export const never: Newest = { last: "", touched: "" };
const laterOf = (a: Newest, b: Newest): Newest => ({ last: later(a.last, b.last), touched: later(a.touched, b.touched) });
const isSame = (a: Newest | undefined, b: Newest): boolean => a?.last === b.last && a.touched === b.touched;

const isWith = (party: RecordId | "", record: Merged): boolean => party === "" || idsOf(record["parties"]).includes(party);

const emptyPage = (party: RecordId | "", page: string): TimelinePage => ({ party, page, items: [], newest: never });

/**
 * The engine's pages: changed in memory, written with a save or, in bulk work, a little later. Not a promise for each
 * item: Dexie loses sight of its transaction after a hundred awaits without a request.
 */
export class TimelinePages {
  readonly #pages = new Map<string, TimelinePage>();
  /** The rows that have been read, each with the names of its pages. */
  readonly #rows = new Map<string, Set<string>>();
  readonly #late = new LatePages<string>();

  /**
   * Reads the pages where these interactions lie or will lie, level by level, and the first pages of these parties; from
   * then on all is done in memory.
   */
  async prepare(
    db: WorkspaceDatabase,
    keys: readonly { readonly party: RecordId | ""; readonly id: RecordId }[],
    parties: readonly RecordId[] = [],
  ): Promise<void> {
    let wanted = new Set([...keys.map(({ party }) => party), ...parties].map((party) => rowOf(party, "")));
    while (wanted.size > 0) {
      const missing = [...wanted].filter((row) => !this.#rows.has(row));
      const found = missing.length > 0 ? await db.timeline.bulkGet(missing) : [];
      for (const [i, row] of missing.entries()) this.#take(row, found[i] ? pagesIn(found[i]) : []);
      const below = new Set<string>();
      for (const { party, id } of keys) {
        const row = rowOf(party, this.#pageFor(party, id).page);
        if (!this.#rows.has(row)) below.add(row);
      }
      wanted = below;
    }
  }

  #take(row: string, pages: readonly TimelinePage[]): void {
    this.#rows.set(row, new Set(pages.map(({ party, page }) => key(party, page))));
    for (const page of pages) this.#pages.set(key(page.party, page.page), page);
  }

  find(party: RecordId | "", id: RecordId): StoredRecord | undefined {
    return this.#pageFor(party, id).items.find((item) => item.id === id);
  }

  put(party: RecordId | "", stored: StoredRecord): void {
    const page = this.#pageFor(party, stored.id);
    const at = page.items.findIndex((item) => item.id === stored.id);
    const items = at < 0 ? [...page.items, stored] : page.items.with(at, stored);
    if (items.length > pageSize) this.#split(page, items);
    else this.#set({ ...page, items, newest: at < 0 ? laterOf(page.newest, newestOf(party, [stored])) : newestOf(party, items) });
    this.#tellParents(party, page.page);
  }

  /** The interactions of a party, also those whose pages wait to be written. */
  async idsOf(db: WorkspaceDatabase, party: RecordId): Promise<RecordId[]> {
    return (await this.#itemsOf(db, [party])).map(({ id }) => id);
  }

  /** When something happened with each of these parties, in no particular order. */
  async timesOf(db: WorkspaceDatabase, parties: readonly RecordId[]): Promise<Map<RecordId, readonly Newest[]>> {
    const times = new Map(parties.map((party): [RecordId, Newest[]] => [party, []]));
    for (const item of await this.#itemsOf(db, parties)) {
      const { record } = item;
      if (!isDeleted(record)) for (const party of idsOf(record["parties"])) times.get(party)?.push(newestOf(party, [item]));
    }
    return times;
  }

  async #itemsOf(db: WorkspaceDatabase, parties: readonly RecordId[]): Promise<StoredRecord[]> {
    const wanted = new Set<string>(parties);
    const items = new Map((await readTimeline(db, parties)).map((item) => [item.id, item]));
    for (const page of this.#pages.values()) if (wanted.has(page.party)) for (const item of page.items) items.set(item.id, item);
    return [...items.values()];
  }

  /** When the newest interactions of a prepared party happened. */
  newestOf(party: RecordId): Newest {
    return this.#pages.get(key(party, ""))?.newest ?? never;
  }

  /** How many rows wait to be written. */
  get late(): number {
    return this.#late.size;
  }

  /** Writes changed rows within the transaction that is open; `committed` tells that it is complete. */
  async write(db: WorkspaceDatabase, scope: Scope): Promise<void> {
    const rows = this.#late.in(scope).map((row): TimelineRow => {
      const pages = [...(this.#rows.get(row) ?? [])].map((name) => this.#pages.get(name));
      return { row, pages: packJson(pages) };
    });
    if (rows.length === 0) return;
    await Promise.all([
      db.timeline.bulkPut(rows),
      markColumns(
        db,
        "interaction",
        rows.map(({ row }) => shardOfRow(row)),
      ),
    ]);
  }

  committed(scope: Scope): void {
    this.#late.committed(scope);
    if (this.#late.size > 0 || this.#rows.size <= mostRows) return;
    this.#rows.clear();
    this.#pages.clear();
  }

  /** Forgets what is not stored. */
  discard(): void {
    for (const row of this.#late.discard()) {
      for (const name of this.#rows.get(row) ?? []) this.#pages.delete(name);
      this.#rows.delete(row);
    }
  }

  /** The page where an interaction lies, as far down as pages have been read. */
  #pageFor(party: RecordId | "", id: RecordId): TimelinePage {
    for (let name = ""; ; ) {
      const page = this.#pages.get(key(party, name)) ?? emptyPage(party, name);
      if (!page.children) return page;
      name = digits(id, name.length + 1);
    }
  }

  #set(page: TimelinePage): void {
    const name = key(page.party, page.page);
    const row = rowOf(page.party, page.page);
    this.#pages.set(name, page);
    const names = this.#rows.get(row);
    if (names) names.add(name);
    else this.#rows.set(row, new Set([name]));
    this.#late.add(row);
  }

  #split(page: TimelinePage, items: readonly StoredRecord[]): void {
    const byChild = new Map<string, StoredRecord[]>();
    for (const item of items) {
      const child = digits(item.id, page.page.length + 1);
      const group = byChild.get(child);
      if (group) group.push(item);
      else byChild.set(child, [item]);
    }
    const newestOfChildren: Record<string, Newest> = {};
    for (const [child, group] of byChild) {
      if (group.length > pageSize) this.#split(emptyPage(page.party, child), group);
      else this.#set({ ...emptyPage(page.party, child), items: group, newest: newestOf(page.party, group) });
      newestOfChildren[child] = newestOf(page.party, group);
    }
    const newest = Object.values(newestOfChildren).reduce(laterOf, never);
    this.#set({ party: page.party, page: page.page, items: [], children: [...byChild.keys()].sort(), newest, newestOfChildren });
  }

  /** A split page remembers when each of its parts was last touched. */
  #tellParents(party: RecordId | "", from: string): void {
    for (let length = from.length; length > 0; length--) {
      const child = this.#pages.get(key(party, from.slice(0, length))) as TimelinePage;
      const parent = this.#pages.get(key(party, from.slice(0, length - 1))) as TimelinePage;
      if (isSame(parent.newestOfChildren?.[child.page], child.newest)) return;
      const newestOfChildren = { ...parent.newestOfChildren, [child.page]: child.newest };
      const newest = Object.values(newestOfChildren).reduce(laterOf, never);
      this.#set({ ...parent, children: [...new Set([...(parent.children ?? []), child.page])].sort(), newestOfChildren, newest });
    }
  }
}

/** Beyond this what is written is forgotten, 30 kB each in memory. */
const mostRows = 512;

const later = (a: string, b: string): string => (a > b ? a : b);
const key = (party: string, page: string): string => `${party} ${page}`;

/**
 * The row a page is stored in. The first pages of parties lie together by the first character of their random part,
 * about twelve parties and 130 interactions a row; what outgrows its first page has rows of its own.
 */
const rowOf = (party: RecordId | "", page: string): string => (page === "" ? party.slice(0, party.indexOf(".") + 2) : key(party, page));

/** Empty for what happened with nobody. */
const shardOfRow = (row: string): ShardName | "" => row.slice(0, Math.max(0, row.indexOf("."))) as ShardName | "";

const pagesIn = (row: TimelineRow): readonly TimelinePage[] => unpackJson(row.pages) as readonly TimelinePage[];

/** All interactions stored for these parties, each once, deleted ones included, in no particular order. */
export async function readTimeline(db: WorkspaceDatabase, parties: readonly (RecordId | "")[]): Promise<StoredRecord[]> {
  const first = await db.timeline.bulkGet([...new Set(parties.map((party) => rowOf(party, "")))]);
  const wanted = new Set<string>(parties);
  const pages = first.flatMap((row) => (row ? pagesIn(row).filter(({ party }) => wanted.has(party)) : []));
  const split = pages.filter(({ children }) => children).map(({ party }) => party);
  const below = await Promise.all(
    split.map((party) => db.timeline.where("row").between(key(party, ""), key(party, "\uffff"), false).toArray()),
  );
  const items = new Map<RecordId, StoredRecord>();
  for (const page of [...pages, ...below.flat().flatMap(pagesIn)]) for (const item of page.items) items.set(item.id, item);
  return [...items.values()];
}

/** All interactions stored for the parties of a shard, or with "" for nobody; those of several parties several times. */
export async function timelineOfShard(db: WorkspaceDatabase, shard: ShardName | ""): Promise<StoredRecord[]> {
  const [from, to] = shard === "" ? ["", "!"] : [`${shard}.`, `${shard}/`];
  const rows = await db.timeline.where("row").between(from, to, true, false).toArray();
  return rows.flatMap(pagesIn).flatMap(({ items }) => items);
}

/** Calls back with every interaction that is stored, those of several parties several times. */
export const eachInteraction = (db: WorkspaceDatabase, take: (item: StoredRecord) => void): Promise<void> =>
  db.timeline.each((row) => {
    for (const page of pagesIn(row)) page.items.forEach(take);
  });
