// What an import of sales has to know of the workspace: read from its rows by the worker that plans, never by a screen.
import { recordsNaming, rowsByKeys } from "../database/questions.ts";
import type { StoredRecord } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { appointmentNoun } from "../domain/appointment.ts";
import { externalKeysOf } from "../domain/externalKeys.ts";
import { type NounName } from "../domain/nouns.ts";
import { nameOf, partyNoun } from "../domain/party.ts";
import { pipelineNoun } from "../domain/pipeline.ts";
import { namesOfProduct, productNoun } from "../domain/product.ts";
import { purchaseNoun } from "../domain/purchase.ts";
import { read } from "../domain/read.ts";
import { type Fields, isDeleted, type Merged } from "../domain/record.ts";
import type { RevenueFrom, Settings } from "../domain/settings.ts";
import { shapeOf } from "../domain/shape.ts";
import { taskNoun } from "../domain/task.ts";
import type { KnownEntry, KnownParty, KnownPipeline, KnownProduct, KnownRecords } from "../exchange/known.ts";
import { reachKeys } from "../exchange/sameContact.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import type { Draft } from "./api.ts";
import { markedKey } from "./importMarks.ts";

/** In rows: 20,000 contacts are read in ten requests, and their rows are never all in memory. */
const portion = 2_000;

/** Contacts, products and pipelines with what they are recognised by, and what counts as revenue; `earlier` are imports of these very files. */
export async function readKnown(db: WorkspaceDatabase, earlier: readonly Pick<EarlierImport, "id">[] = []): Promise<KnownRecords> {
  const [parties, products, pipelines, revenue] = await Promise.all([
    readParties(db, new Set(earlier.map(({ id }) => id))),
    ofKind(db, "product"),
    ofKind(db, "pipeline"),
    readRevenue(db),
  ]);
  return {
    parties,
    products: products.map(({ id, record }): KnownProduct => {
      const product = read(productNoun, record);
      const [name = "", ...aliases] = namesOfProduct(product);
      return {
        id,
        name,
        aliases,
        externalIds: product.externalIds ?? {},
        ...(typeof product.sku === "string" && product.sku !== "" && { sku: product.sku }),
      };
    }),
    pipelines: pipelines.map(({ id, record }): KnownPipeline => {
      const { name, stages } = read(pipelineNoun, record);
      return { id, name, stages };
    }),
    revenue,
    calendar: (names) => readCalendar(db, names),
    isOfSameFiles: earlier.length > 0,
    ordersByNumber: (numbers) => ordersByNumber(db, numbers),
  };
}

async function readParties(db: WorkspaceDatabase, earlier: ReadonlySet<RecordId>): Promise<KnownParty[]> {
  const parties: KnownParty[] = [];
  await eachPortion(
    (after) => db.parties.where("id").above(after).limit(portion).toArray(),
    ({ id, record }) => {
      if (isDeleted(record)) return;
      const party = read(partyNoun, record);
      parties.push({
        id,
        kind: party.kind,
        name: nameOf(party),
        ...(party.externalIds && { externalIds: party.externalIds }),
        ...(party.isCollective && { isCollective: true }),
        reach: reachKeys(record),
        ...(party.bornOn && { bornOn: party.bornOn }),
        ...(party.import && earlier.has(party.import as RecordId) && { isOfSameFiles: true as const }),
      });
    },
  );
  return parties;
}

/** Appointments and tasks by their UID; what Kontor made itself is known by the id in the UID under which it was given away. */
async function readCalendar(
  db: WorkspaceDatabase,
  names: readonly string[],
): Promise<{ readonly byName: ReadonlyMap<string, KnownEntry>; readonly movedOf: ReadonlyMap<RecordId, readonly KnownEntry[]> }> {
  const [byName, movedOf] = [new Map<string, KnownEntry>(), new Map<RecordId, KnownEntry[]>()];
  const keyOf = (name: string): string => (/ ics:/.test(name) ? name : name.replace(" ", " uid:"));
  const nameOfKey = new Map(names.map((name) => [keyOf(name), name]));
  for (const row of await rowsByKeys(db, "records", [...nameOfKey.keys()]))
    for (const key of row.keys) {
      const name = nameOfKey.get(key);
      if (name !== undefined && !isDeleted(row.record) && !byName.has(name)) byName.set(name, entryOf(row));
    }
  const own = names.flatMap((name): [string, RecordId][] => {
    const [, noun, id] = /^(\S+) (\S+)@kontor$/.exec(name) ?? [];
    return noun && isRecordId(id) && !byName.has(name) ? [[name, id]] : [];
  });
  for (const [i, row] of (await db.records.bulkGet(own.map(([, id]) => id))).entries()) {
    const name = own[i]?.[0] ?? "";
    if (row && name.startsWith(`${row.type} `) && !isDeleted(row.record)) byName.set(name, entryOf(row));
  }
  for (const { id, fields } of byName.values()) {
    if (fields["type"] !== "appointment") continue;
    const moved = (await recordsNaming(db, "appointment", "series", id)).filter(({ record }) => !isDeleted(record));
    if (moved.length > 0) movedOf.set(id, moved.map(entryOf));
  }
  return { byName, movedOf };
}

const entryOf = ({ id, record }: StoredRecord): KnownEntry => ({
  id,
  fields: (record.type === "task" ? read(taskNoun, record) : read(appointmentNoun, record)) as unknown as KnownEntry["fields"],
});

async function eachPortion<Row extends StoredRecord>(read: (after: string) => Promise<Row[]>, take: (row: Row) => void): Promise<void> {
  for (let after = ""; ; ) {
    const rows = await read(after);
    for (const row of rows) take(row);
    const last = rows.at(-1);
    if (!last || rows.length < portion) return;
    after = last.id;
  }
}

const ofKind = async (db: WorkspaceDatabase, kind: NounName): Promise<StoredRecord[]> =>
  (await db.records.where("type").equals(kind).toArray()).filter(({ record }) => !isDeleted(record));

/** What counts as revenue so far: said by somebody, else whether there are orders. */
export async function readRevenue(db: WorkspaceDatabase): Promise<NonNullable<KnownRecords["revenue"]>> {
  const settings = (await db.records.get("meta.settings" as RecordId))?.record as Partial<Settings> | undefined;
  const from = (settings?.revenueFrom ?? null) as RevenueFrom | null;
  if (from !== null) return { from, hasOrders: from === "order" };
  const order = await db.records
    .where("type")
    .equals("purchase")
    .filter(({ record }) => !isDeleted(record) && record.kind === "order")
    .first();
  return { from, hasOrders: order !== undefined };
}

/** Looks through all purchases: only an import of invoices whose orders are not in it asks, and pays instead of every save. */
async function ordersByNumber(db: WorkspaceDatabase, numbers: readonly string[]): Promise<Map<string, RecordId>> {
  const wanted = new Set(numbers);
  const found = new Map<string, RecordId | null>();
  await db.records
    .where("type")
    .equals("purchase")
    .each(({ id, record }) => {
      const { kind, number } = read(purchaseNoun, record);
      if (kind !== "order" || !number || !wanted.has(number) || isDeleted(record)) return;
      found.set(number, found.has(number) ? null : id);
    });
  return new Map([...found].flatMap(([number, id]): [string, RecordId][] => (id ? [[number, id]] : [])));
}

export interface KnownCounts {
  /** How many of the drafts the workspace has already, by type. */
  readonly known: Readonly<Partial<Record<NounName, number>>>;
  /** Values that stand in the workspace and differ from those of the files. */
  readonly replaced: { readonly count: number; readonly examples: readonly string[] };
}

/** How many of these records the workspace has already, and what of it they would replace. */
export async function countKnown(db: WorkspaceDatabase, drafts: readonly Pick<Draft, "kind" | "id" | "fields">[]): Promise<KnownCounts> {
  const wanted = drafts.map(({ kind, id, fields }) => ({ kind, id, fields, keys: externalKeysOf({ ...fields, type: kind }) }));
  const borne = new Map<string, Merged>();
  const byId = new Map<string, Merged>();
  for (const table of ["parties", "records"] as const) {
    const of = wanted.filter(({ kind }) => (kind === "party") === (table === "parties"));
    const keys = of.flatMap(({ keys: own }) => own);
    for (const row of await rowsByKeys(db, table, keys))
      if (!isDeleted(row.record)) for (const key of row.keys) if (!borne.has(key)) borne.set(key, row.record);
    const ids = of.flatMap(({ id }) => (id === undefined ? [] : [id]));
    for (const row of await db[table].bulkGet(ids)) if (row) byId.set(row.id, row.record);
  }
  const known: Partial<Record<NounName, number>> = {};
  let count = 0;
  const examples: string[] = [];
  for (const { kind, id, fields, keys } of wanted) {
    const key = keys.find((one) => borne.has(one));
    if (kind === "settings" || (id === undefined && key === undefined)) continue;
    known[kind] = (known[kind] ?? 0) + 1;
    const record = id === undefined ? borne.get(key as string) : byId.get(id);
    // A number may be another document's: what a purchase replaces is decided when it is made.
    if (!record || (kind === "purchase" && (record.on !== fields["on"] || record.kind !== fields["kind"]))) continue;
    for (const { from, to } of replacedIn(kind, fields, record)) {
      count++;
      if (examples.length < 5) examples.push(`${from} → ${to}`);
    }
  }
  return { known, replaced: { count, examples } };
}

/** Plain values that a file states otherwise than a record does. */
function replacedIn(kind: NounName, fields: Fields, record: Merged): { readonly from: string; readonly to: string }[] {
  const isValue = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);
  return Object.entries(fields).flatMap(([field, value]) => {
    if (field === "custom" && typeof value === "object" && value !== null) {
      const had = (record["custom"] ?? {}) as Readonly<Record<string, unknown>>;
      return Object.entries(value).flatMap(([heading, to]) =>
        isValue(had[heading]) && isValue(to) && had[heading] !== to ? [{ from: String(had[heading]), to: String(to) }] : [],
      );
    }
    const from = record[field];
    // Lines of other calendars are nothing that people read.
    if (field === "kept" || field === "sequence") return [];
    return isValue(value) && isValue(from) && from !== "" && from !== value && shapeOf(kind, field) === undefined
      ? [{ from: String(from), to: String(value) }]
      : [];
  });
}

/** An import of the same bytes that is still in the workspace. */
export interface EarlierImport {
  readonly id: RecordId;
  readonly fileName: string;
  readonly at: string;
  /** The member who did it. */
  readonly by: string;
  /** Cut off on this device, and neither gone on with nor taken back. */
  readonly isUnfinished: boolean;
}

/** The newest first. */
export async function earlierImports(db: WorkspaceDatabase, sha256: string): Promise<EarlierImport[]> {
  const rows = (await ofKind(db, "import")).filter(({ record }) => record.sha256 === sha256);
  const found = await Promise.all(
    rows.map(async ({ id, record }) => {
      const isOpen = typeof record.total === "number" && (record.finishedAt ?? null) === null;
      const action = isOpen
        ? await db.actions
            .orderBy("number")
            .filter((row) => row.job === id)
            .last()
        : undefined;
      return {
        id,
        fileName: String(record.fileName),
        at: String(record.createdAt),
        by: String(record.createdBy),
        isUnfinished: action?.state === "done",
      };
    }),
  );
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Index of a draft → what these imports made of the same row, unless it was deleted since. */
export async function madeByRows(
  db: WorkspaceDatabase,
  imports: readonly { readonly id: RecordId }[],
  drafts: readonly Pick<Draft, "key" | "kind" | "fields">[],
  marks: readonly string[],
): Promise<Map<number, RecordId>> {
  const here = new Map<number, RecordId>();
  if (imports.length === 0 || marks.length === 0) return here;
  const byKey = new Map<string, RecordId>();
  for (const ids of [await db.parties.toCollection().primaryKeys(), await db.records.where("type").equals("relation").primaryKeys()])
    for (const id of ids) byKey.set(id.slice(id.indexOf(".") + 1), id);
  for (const [at, { kind }] of drafts.entries()) {
    const found = imports.map(({ id }) => byKey.get(markedKey(id, marks[at] ?? ""))).find((id) => id !== undefined);
    if (found && (kind === "party" || kind === "relation")) here.set(at, found);
  }
  const rows = [...(await db.parties.bulkGet([...here.values()])), ...(await db.records.bulkGet([...here.values()]))];
  const alive = new Set(rows.flatMap((row) => (row && !isDeleted(row.record) ? [row.id] : [])));
  return new Map([...here].filter(([, id]) => alive.has(id)));
}
