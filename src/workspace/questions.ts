// What the scripting door and Today ask: answers are plain records, filtered and sorted here.

import { DirectoryView, followDirectory } from "../database/directoryView.ts";
import { partyById } from "../database/questions.ts";
import { repairContextOf } from "../database/repairContext.ts";
import type { RivalValue, StoredRecord } from "../database/rows.ts";
import { readMeta } from "../database/schema.ts";
import { eachInteraction, readTimeline } from "../database/timeline.ts";
import { rivalsOf } from "../database/writes.ts";
import { referenceKey } from "../domain/keys.ts";
import type { RepairContext } from "../domain/noun.ts";
import { fieldIn, type NounName, nounOf } from "../domain/nouns.ts";
import { readWhole } from "../domain/read.ts";
import { idsOf, isDeleted, textIn } from "../domain/record.ts";
import { shapeOf } from "../domain/shape.ts";
import { titleOf } from "../domain/title.ts";
import type { Change } from "../journal/entry.ts";
import type { Counts } from "../journal/vector.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { sortKey } from "../lib/fold.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, type RecordId, shardOf } from "../lib/id.ts";
import { ownValue } from "../lib/own.ts";
import type { ListOptions, NewsItem, RecordView } from "./api.ts";
import { DamagedEntry } from "./damage.ts";
import type { Ledger } from "./ledger.ts";
import { actsOf, newsItemOf } from "./news.ts";
import type { Queue } from "./queue.ts";
import type { Shards } from "./shards.ts";

/** The key under which stands how far others' entries were seen, as counts. */
const seenKey = "newsSeenCounts";
const maxLimit = 1_000;
/** An import takes several entries, a save mostly one. */
const entriesAnAct = 3;

export class Questions {
  readonly #ledger: Ledger;
  readonly #shards: Shards;
  readonly #queue: Queue;
  #view: Promise<DirectoryView> | null = null;
  #stopView: () => void = () => undefined;

  constructor(ledger: Ledger, shards: Shards, queue: Queue) {
    this.#ledger = ledger;
    this.#shards = shards;
    this.#queue = queue;
  }

  close(): void {
    this.#stopView();
  }

  async get(id: RecordId): Promise<RecordView | undefined> {
    const stored = await this.#stored(id);
    return stored && recordViewOf(stored, await this.#contextOf(stored.record.type));
  }

  async rivals(id: RecordId): Promise<Readonly<Record<string, readonly RivalValue[]>>> {
    const stored = await this.#stored(id);
    return stored ? rivalsOf(nounOf(stored.record.type), stored) : {};
  }

  /** Of all records: id → field key → the values. */
  async allRivals(): Promise<Record<string, Record<string, unknown[]>>> {
    const all: Record<string, Record<string, unknown[]>> = {};
    const take = (stored: StoredRecord): void => {
      if (!stored.writes) return;
      const rivals = Object.entries(rivalsOf(nounOf(stored.record.type), stored)).map(([key, values]) => [
        key,
        values.map(({ value }) => value ?? null),
      ]);
      if (rivals.length > 0) all[stored.id] = Object.fromEntries(rivals) as Record<string, unknown[]>;
    };
    const { db } = this.#ledger;
    await db.parties.each(take);
    await db.records.each(take);
    await eachInteraction(db, take);
    return all;
  }

  async find(text: string, limit = 20): Promise<RecordView[]> {
    const view = await this.#directory();
    const ids = view.search(text, Math.min(limit, maxLimit)).map((entry) => entry.id);
    const context = await this.#contextOf("party");
    return (await this.#ledger.db.parties.bulkGet(ids)).flatMap((row) => (row ? [recordViewOf(row, context)] : []));
  }

  async list(kind: NounName, options: ListOptions = {}): Promise<{ readonly rows: readonly RecordView[]; readonly after: string | null }> {
    const limit = Math.max(1, Math.min(options.limit ?? 50, maxLimit));
    const descends = options.sort?.startsWith("-") ?? false;
    const field = options.sort?.replace(/^-/, "") ?? nounOf(kind)?.sortBy ?? "createdAt";
    const context = await this.#contextOf(kind);
    const all = (await this.#ofKind(kind, options.filter ?? {}))
      .filter((stored) => !isDeleted(stored.record))
      .map((stored) => recordViewOf(stored, context))
      .filter((found) => Object.entries(options.filter ?? {}).every(([name, wanted]) => passes(found, name, wanted)))
      .map((found) => ({ found, key: [sortable(found, field), found.id] as const }))
      .sort((a, b) => (descends ? -1 : 1) * compareKeys(a.key, b.key));
    const from =
      options.after === undefined
        ? 0
        : all.findIndex(({ key }) => (descends ? -1 : 1) * compareKeys(key, JSON.parse(options.after as string)) > 0);
    const rows = from < 0 ? [] : all.slice(from, from + limit);
    const last = rows.at(-1);
    return { rows: rows.map(({ found }) => found), after: last && from + limit < all.length ? JSON.stringify(last.key) : null };
  }

  count(kind: NounName): number {
    return this.#ledger.counts[kind] ?? 0;
  }

  async news(
    limit: number,
    memberNameOf: (device: string) => string,
  ): Promise<{ readonly items: readonly NewsItem[]; readonly more: number }> {
    const seen = (await readMeta<Counts>(this.#ledger.db, seenKey)) ?? {};
    const { opened, more } = await this.#ledger.journal.newsAfter(seen, limit * entriesAnAct);
    const acts = actsOf(
      opened.map(({ entry: { header }, body }) => ({
        device: header.device,
        seq: header.seq,
        atMs: header.stamp.ms,
        command: body.command,
        created: body.created as readonly RecordId[],
        changes: body.changes as readonly (Change & { id: RecordId })[],
      })),
    );
    const items: NewsItem[] = [];
    const listed = new Set<RecordId>();
    for (const act of acts.slice(0, limit)) {
      const item = await newsItemOf(act, memberNameOf(act.device), {
        stored: (id) => this.#stored(id),
        titleOf: ({ record }) => titleOf(record),
        countContacts: (ids) => this.#countContacts(ids),
      });
      // Whoever works on one contact for an hour is one line.
      if (!item || (item.count === 1 && listed.has(item.record))) continue;
      listed.add(item.record);
      items.push(item);
    }
    return { items, more: more + Math.max(0, acts.length - limit) };
  }

  /** By the keys of whole documents: asking for thousands of ids one by one takes a hundred times as long. */
  async #countContacts(ids: readonly RecordId[]): Promise<number> {
    let count = 0;
    for (const [shard, own] of groupBy(ids, shardOf)) {
      const parties = new Set(await this.#ledger.db.parties.where("id").between(`${shard}.`, `${shard}/`).primaryKeys());
      count += own.filter((id) => parties.has(id)).length;
    }
    return count;
  }

  async markNewsSeen(): Promise<void> {
    await this.#ledger.db.meta.put({ key: seenKey, value: this.#ledger.appliedCounts() });
  }

  #contextOf(type: string): Promise<RepairContext> {
    return repairContextOf(this.#ledger.db, nounOf(type) ?? { repairsWith: [] });
  }

  async #stored(id: RecordId): Promise<StoredRecord | undefined> {
    if (!isRecordId(id)) return undefined;
    const { db } = this.#ledger;
    const row = (await partyById(db, id)) ?? (await db.records.get(id));
    if (row) return row;
    // Interactions lie in their parties' pages; which parties, the document knows.
    const shard = shardOf(id);
    if (!this.#shards.rows.has(shard)) return undefined;
    return this.#queue.run("urgent", async () => {
      const document = await this.#shards.load(shard).catch((error: unknown) => {
        if (error instanceof DamagedEntry) return null;
        throw error;
      });
      if (!document) return this.#anywhere(id);
      if (!document.has(id)) return undefined;
      const parties = document.elementsEver(id, "parties").filter(isRecordId);
      return this.#ledger.pages.interactionOf(parties.length > 0 ? parties : [""], id);
    });
  }

  /** An interaction whose document cannot say where it lies. */
  async #anywhere(id: RecordId): Promise<StoredRecord | undefined> {
    let found: StoredRecord | undefined;
    await eachInteraction(this.#ledger.db, (item) => {
      if (item.id === id) found = item;
    });
    return found;
  }

  async #ofKind(kind: NounName, filter: Readonly<Record<string, unknown>>): Promise<readonly StoredRecord[]> {
    const { db } = this.#ledger;
    if (kind === "party") return db.parties.toArray();
    if (kind === "interaction") {
      await this.#queue.run("urgent", () => this.#ledger.pages.flush());
      if (isRecordId(filter.parties)) return readTimeline(db, [filter.parties]);
      const items = new Map<RecordId, StoredRecord>();
      await eachInteraction(db, (item) => void items.set(item.id, item));
      return [...items.values()];
    }
    // What names another record is found by that one: the relations of a contact, the tasks of a deal.
    const named = Object.entries(filter).find(([field, value]) => isRecordId(value) && fieldIn(kind, field)?.refersTo !== undefined);
    return named
      ? db.records
          .where("keys")
          .equals(referenceKey(kind, named[0], String(named[1])))
          .toArray()
      : db.records.where("type").equals(kind).toArray();
  }

  #directory(): Promise<DirectoryView> {
    this.#view ??= new Promise((resolve, reject) => {
      const view = new DirectoryView();
      this.#stopView = followDirectory(this.#ledger.db, view, () => resolve(view), reject);
    });
    return this.#view;
  }
}

/**
 * As the door gives records out: repaired, ids as plain lists, `name` always filled; what is stored in a field and cannot be read
 * stands in `unreadable`.
 */
function recordViewOf({ id, record }: Pick<StoredRecord, "id" | "record">, context: RepairContext): RecordView {
  const { type } = record;
  const noun = nounOf(type);
  const read = noun ? readWhole(noun, record, context) : { record, unreadable: {} };
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(read.record)) fields[field] = shapeOf(type, field) === "ids" ? idsOf(value) : value;
  const unreadable = Object.keys(read.unreadable).length > 0 ? { unreadable: read.unreadable } : {};
  return { ...fields, ...unreadable, id, type, name: noun ? noun.title(read.record as never) : titleOf(record) };
}

/** `roles.customer` reaches into a field that has elements. */
function valueAt(record: RecordView, path: string): unknown {
  const dot = path.indexOf(".");
  if (dot < 0 || Object.hasOwn(record, path)) return ownValue(record, path);
  const inner = ownValue(record, path.slice(0, dot));
  return typeof inner === "object" && inner !== null ? ownValue(inner as Record<string, unknown>, path.slice(dot + 1)) : undefined;
}

function passes(record: RecordView, field: string, wanted: unknown): boolean {
  const value = valueAt(record, field);
  if (Array.isArray(wanted)) return wanted.some((one) => passes(record, field, one));
  if (typeof wanted === "object" && wanted !== null) {
    const { from, to, has, startsWith } = wanted as { from?: unknown; to?: unknown; has?: unknown; startsWith?: unknown };
    const text = sortKey(wordsOf(value));
    if (has !== undefined && !(holds(value, has) || text.includes(sortKey(String(has))))) return false;
    if (startsWith !== undefined && !text.startsWith(sortKey(String(startsWith)))) return false;
    if (from !== undefined && !(isComparable(value) && value >= (from as string | number))) return false;
    return to === undefined || (isComparable(value) && value <= (to as string | number));
  }
  return value === wanted || (wanted === null && value === undefined) || holds(value, wanted);
}

const holds = (value: unknown, wanted: unknown): boolean =>
  Array.isArray(value)
    ? value.includes(wanted)
    : typeof value === "object" && value !== null && typeof wanted === "string" && Object.hasOwn(value, wanted);

const sortable = (record: RecordView, field: string): string | number => {
  const value = field === "name" ? sortKey(record.type === "party" ? sortNameOf(record) : record.name) : ownValue(record, field);
  return typeof value === "number" ? value : wordsOf(value);
};

/** As text: what is no text is written as JSON, since not everything that came can be turned into one. */
const wordsOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : canonicalJson(value);
const isComparable = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

const sortNameOf = (record: RecordView): string =>
  textIn(record.sortAs) || [textIn(record.familyName), textIn(record.givenName)].filter(Boolean).join(" ") || record.name;

const compareKeys = (a: readonly [string | number, string], b: readonly [string | number, string]): number =>
  a[0] === b[0] ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : a[0] < b[0] ? -1 : 1;
