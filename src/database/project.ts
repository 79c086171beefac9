// From merged records to rows. Everything here runs inside the transaction that also adds the journal entries, so
// rows and journal can never disagree about what is saved.
import { birthdayOf } from "../domain/birthday.ts";
import { externalKeysOf } from "../domain/externalKeys.ts";
import { changeKey, referenceKey } from "../domain/keys.ts";
import { read } from "../domain/read.ts";
import { isDeleted, type Merged, textIn } from "../domain/record.ts";
import { recordKeysOf } from "../domain/recordKeys.ts";
import { isOfFirm, isOfFirmAlways, type Relation, relationNoun } from "../domain/relation.ts";
import { titleOf } from "../domain/title.ts";
import { instantOf, isOutlier } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { ChoiceNotes } from "./choiceNotes.ts";
import { markColumns } from "./columns.ts";
import { type FactKind, isFactKind } from "./columnsRow.ts";
import { contestedAfter, documentRecordOf, isDeletion, withContest } from "./contested.ts";
import { type DirectoryPages, directoryEntryOf, employerOf, type PhoneDigits } from "./directory.ts";
import { relationKeys } from "./questions.ts";
import type { BinRow, DirectoryEntry, Newest, PartyRow, RecordRow, StoredRecord } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import type { TimelinePages } from "./timeline.ts";
import { type FieldWrite, type Work, writesAfter } from "./writes.ts";

/** The documents, as projection sees them. */
export interface RecordSource {
  read(id: RecordId): Merged | undefined;
  /** Every element that a field ever had, also removed ones. */
  elementsEver(id: RecordId, field: string): readonly string[];
}

export interface Touch {
  readonly id: RecordId;
  /** Nothing is stored of it yet: spares reading. */
  readonly isNew: boolean;
  /** The entries that made it, among those that touch it. */
  readonly made: readonly Work[];
  readonly updatedMs: number;
  readonly updatedBy: string;
  readonly writes: readonly FieldWrite[];
}

/** Type → how many more (or fewer) there are that are not deleted. */
export type CountChange = Record<string, number>;

export interface Projection {
  readonly db: WorkspaceDatabase;
  readonly pages: DirectoryPages;
  readonly timeline: TimelinePages;
  readonly phoneDigits: PhoneDigits;
  readonly nowMs: number;
}

/**
 * Writes the rows of these records; pages of directory and timeline change in memory, to be flushed by the caller. All
 * is read at once and then written at once: each request that waits for another costs a save a millisecond.
 */
export async function project(to: Projection, source: RecordSource, touches: readonly Touch[]): Promise<CountChange> {
  const groups: Groups = { party: [], interaction: [], record: [] };
  for (const touch of touches) {
    const record = source.read(touch.id);
    if (!record) continue;
    const group = record.type === "party" || record.type === "interaction" ? record.type : "record";
    groups[group].push({ touch, record });
  }
  const change: CountChange = {};
  const bin = new Bin();
  const choices = new ChoiceNotes();
  const settle = (row: StoredRecord, before: StoredRecord | undefined): void => {
    const was = before !== undefined && !isDeleted(before.record);
    const is = !isDeleted(row.record);
    const { type } = row.record;
    if (is !== was) change[type] = (change[type] ?? 0) + (is ? 1 : -1);
    bin.note(row, before);
    choices.note(row, before);
  };
  const placed = groups.interaction.map((one): Placed => ({ ...one, parties: partiesEver(source, one.touch.id) }));
  const [parties, records] = await Promise.all([
    beforeOf(groups.party, (ids) => to.db.parties.bulkGet(ids)),
    beforeOf(groups.record, (ids) => to.db.records.bulkGet(ids)),
    to.timeline.prepare(
      to.db,
      timelineKeysOf(placed),
      groups.party.filter(({ touch }) => touch.writes.some(({ key }) => key === "deletedAt")).map(({ touch }) => touch.id),
    ),
    to.pages.prepare(to.db, affectedParties(groups, placed)),
  ]);
  const works = worksOnParties(groups, placed);
  // Asked only where there is something to ask: Dexie loses sight of its transaction in awaits without a request.
  const absent = absentMet(to, groups.party, works);
  if (absent.length > 0) await reviveMet(to, groups.party, parties, absent, works);
  const unseen = groups.party.some(hasUnseen) ? await unseenAbout(to, groups.party.filter(hasUnseen)) : new Set<string>();
  const own = groups.party.map((one): PartyRow => {
    const { id } = one.touch;
    const row = storedAfter(one, parties.get(id), to.nowMs, works.get(id), ({ device, seq }) => unseen.has(`${id} ${device} ${seq}`));
    const birthday = isDeleted(row.record) ? undefined : birthdayOf(row.record["bornOn"]);
    return { ...row, externalKeys: externalKeysOf(row.record), ...(birthday !== undefined && { birthday }) };
  });
  const restored = restoredOf(own, parties);
  const writing = [putParties(to, own, parties, settle), putRecords(to, groups.record, records, settle)];
  placeInteractions(to, placed, settle);
  if (restored.length > 0) await to.timeline.prepare(to.db, [], restored);
  renewLast(to, restored);
  await Promise.all(writing);
  // What a contact's entry takes from other rows is read back from them, now that they are there.
  await Promise.all([
    renewEmployers(to, [
      ...restored,
      ...placed.flatMap(({ parties: met }) => met.filter(isRecordId)).filter((person) => to.pages.get(person)?.lastThere),
      ...relationsIn(groups)
        .filter(({ record }) => record.kind === "worksFor")
        .map(({ record }) => record.from)
        .filter(isRecordId),
    ]),
    bin.flush(to.db),
    choices.write(to.db),
  ]);
  return change;
}

/**
 * Puts interactions into their pages again, in memory, after pages that were to be written late have been lost. Answers
 * with the contacts whose directory entry may lack what these records say.
 */
export async function renewTimeline(to: Projection, source: RecordSource, touches: readonly Touch[]): Promise<readonly RecordId[]> {
  const placed: Placed[] = [];
  const contacts: unknown[] = [];
  for (const touch of touches) {
    const record = source.read(touch.id);
    if (record?.type === "relation") contacts.push(record.from);
    if (record?.type === "interaction") placed.push({ touch, record, parties: partiesEver(source, touch.id) });
  }
  await to.timeline.prepare(to.db, timelineKeysOf(placed));
  placeInteractions(to, placed, () => undefined);
  return [...new Set([...contacts, ...placed.flatMap(({ parties }) => parties)].filter(isRecordId))];
}

type Groups = Record<"party" | "interaction" | "record", Touched[]>;

const relationsIn = (groups: Groups): Touched[] => groups.record.filter(({ record }) => record.type === "relation");

/**
 * What is stored of these records. An interaction is looked for with the parties it is said to be created with: without
 * those only its document knows where it lies.
 */
export async function storedOf(
  db: WorkspaceDatabase,
  timeline: TimelinePages,
  wanted: readonly { readonly id: RecordId; readonly created: Merged | undefined }[],
): Promise<Map<RecordId, StoredRecord>> {
  const keys = wanted.flatMap(({ id, created }) =>
    created?.type === "interaction"
      ? Object.keys(created.parties ?? {})
          .filter(isRecordId)
          .map((party) => ({ party, id }))
      : [],
  );
  const ids = wanted.filter(({ created }) => created?.type !== "interaction").map(({ id }) => id);
  const [parties] = await Promise.all([db.parties.bulkGet(ids), timeline.prepare(db, keys)]);
  const rest = ids.filter((_, i) => !parties[i]);
  const records = rest.length > 0 ? await db.records.bulkGet(rest) : [];
  const rows = [...parties, ...records, ...keys.map(({ party, id }) => timeline.find(party, id))];
  return new Map(rows.flatMap((row): [RecordId, StoredRecord][] => (row ? [[row.id, row]] : [])));
}

interface Touched {
  readonly touch: Touch;
  readonly record: Merged;
}
interface Placed extends Touched {
  /** Every party it ever had, or the one page of those that have none. */
  readonly parties: readonly (RecordId | "")[];
}
type Settle = (row: StoredRecord, before: StoredRecord | undefined) => void;

function storedAfter(
  { touch, record }: Touched,
  before: StoredRecord | undefined,
  nowMs: number,
  works: readonly Work[] = [],
  isUnseen: (deletion: FieldWrite) => boolean = () => false,
): StoredRecord {
  const writes = touch.writes.length > 0 ? writesAfter(before?.writes, touch.writes) : before?.writes;
  const newest = before && isLater(before.updatedMs, touch.updatedMs, nowMs) ? before : touch;
  const contested = writes?.["deletedAt"] ? contestedAfter(before, writes, touch.writes, works, isUnseen) : [];
  return {
    id: touch.id,
    ...withContest(record, contested),
    ...(writes ? { writes } : {}),
    updatedMs: newest.updatedMs,
    updatedBy: newest.updatedBy,
  };
}

/** A clock that ran days ahead says nothing of when: any believable time counts as later than its readings. */
const isLater = (a: number, b: number, nowMs: number): boolean =>
  isOutlier(a, nowMs) === isOutlier(b, nowMs) ? a > b : isOutlier(b, nowMs);

/** What is stored of these records now; new ones need no look. */
async function beforeOf<Row>(
  touched: readonly Touched[],
  read: (ids: RecordId[]) => Promise<(Row | undefined)[]>,
): Promise<Map<RecordId, Row>> {
  const ids = touched.filter(({ touch }) => !touch.isNew).map(({ touch }) => touch.id);
  if (ids.length === 0) return new Map();
  const found = await read(ids);
  return new Map(ids.flatMap((id, i): [RecordId, Row][] => (found[i] === undefined ? [] : [[id, found[i]]])));
}

async function putParties(
  to: Projection,
  rows: readonly PartyRow[],
  before: ReadonlyMap<RecordId, PartyRow>,
  settle: Settle,
): Promise<void> {
  if (rows.length === 0) return;
  for (const row of rows) {
    settle(row, before.get(row.id));
    if (isDeleted(row.record)) to.pages.delete(row.id);
    else to.pages.set(directoryEntryOf(row.id, row.record, to.pages.get(row.id), to.phoneDigits));
  }
  await to.db.parties.bulkPut(rows);
}

/** A contact that comes back from the bin has lost its entry: what is derived from others is looked up again. */
const restoredOf = (rows: readonly PartyRow[], before: ReadonlyMap<RecordId, PartyRow>): RecordId[] =>
  rows.flatMap(({ id, record }) => {
    const row = before.get(id);
    return row && isDeleted(row.record) && !isDeleted(record) ? [id] : [];
  });

/** What was done about contacts with these relations and interactions: to delete one of them is not work on its contacts. */
function worksOnParties(groups: Groups, placed: readonly Placed[]): Map<RecordId, Work[]> {
  const works = new Map<RecordId, Work[]>();
  const note = (touch: Touch, parties: readonly unknown[]): void => {
    const done = [...touch.made, ...touch.writes.filter((write) => !isDeletion(write))];
    if (done.length === 0) return;
    for (const party of parties) if (isRecordId(party)) works.set(party, [...(works.get(party) ?? []), ...done]);
  };
  for (const { touch, record } of relationsIn(groups)) note(touch, [record.from, record.to]);
  for (const { touch, parties } of placed) note(touch, parties);
  return works;
}

/** Contacts that somebody worked with and that have no entry in the directory, so that they may be deleted: mostly none. */
function absentMet(to: Projection, touched: readonly Touched[], works: ReadonlyMap<RecordId, readonly Work[]>): RecordId[] {
  const own = new Set(touched.map(({ touch }) => touch.id));
  return [...works.keys()].filter((id) => !own.has(id) && !to.pages.get(id));
}

/** Adds deleted contacts that somebody worked with who did not know of the deletion: their rows change too. */
async function reviveMet(
  to: Projection,
  touched: Touched[],
  before: Map<RecordId, PartyRow>,
  absent: readonly RecordId[],
  works: ReadonlyMap<RecordId, readonly Work[]>,
): Promise<void> {
  for (const row of await to.db.parties.bulkGet([...absent])) {
    const deletions = row?.writes?.["deletedAt"];
    if (!row || !deletions?.some(({ device, seq }) => works.get(row.id)?.some((work) => !work.knew(device, seq)))) continue;
    before.set(row.id, row);
    const { id, updatedMs, updatedBy } = row;
    touched.push({ touch: { id, isNew: false, made: [], updatedMs, updatedBy, writes: [] }, record: documentRecordOf(row) });
  }
}

const hasUnseen = ({ touch }: Touched): boolean => touch.writes.some(({ unseen }) => unseen !== undefined && unseen.size > 0);

/** Contacts and their deletions, where relations or interactions of the contact were unknown to whoever deleted it. */
async function unseenAbout(to: Projection, touched: readonly Touched[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { touch } of touched) {
    const deletions = touch.writes.filter(({ unseen }) => unseen !== undefined && unseen.size > 0);
    const [related, met] = await Promise.all([
      to.db.records.where("keys").anyOf(relationKeys(touch.id)).primaryKeys(),
      to.timeline.idsOf(to.db, touch.id),
    ]);
    const about = [...related, ...met];
    for (const { device, seq, unseen } of deletions) if (about.some((id) => unseen?.has(id))) found.add(`${touch.id} ${device} ${seq}`);
  }
  return found;
}

function placeInteractions(to: Projection, touched: readonly Placed[], settle: Settle): void {
  for (const one of touched) {
    // A party that has just been added does not have it yet: any of the others does.
    const before = one.touch.isNew
      ? undefined
      : one.parties.map((party) => to.timeline.find(party, one.touch.id)).find((found) => found !== undefined);
    const stored = storedAfter(one, before, to.nowMs);
    settle(stored, before);
    for (const party of one.parties) to.timeline.put(party, stored);
  }
  renewLast(to, new Set(touched.flatMap(({ parties }) => parties.filter(isRecordId))));
}

const timelineKeysOf = (placed: readonly Placed[]): { party: RecordId | ""; id: RecordId }[] =>
  placed.flatMap(({ touch, parties }) => parties.map((party) => ({ party, id: touch.id })));

/** The pages an interaction stands in: of every party it ever had, so that removing one finds it again. */
const partiesEver = (source: RecordSource, id: RecordId): (RecordId | "")[] => {
  const parties = source.elementsEver(id, "parties").filter(isRecordId);
  return parties.length > 0 ? parties : [""];
};

async function putRecords(
  to: Projection,
  touched: readonly Touched[],
  before: ReadonlyMap<RecordId, RecordRow>,
  settle: Settle,
): Promise<void> {
  if (touched.length === 0) return;
  const facts = groupBy(
    touched.filter(({ record }) => isFactKind(record.type)),
    ({ record }) => record.type as FactKind,
  );
  await Promise.all([
    to.db.records.bulkPut(
      touched.map((one): RecordRow => {
        const row = storedAfter(one, before.get(one.touch.id), to.nowMs);
        settle(row, before.get(one.touch.id));
        const { type } = one.record;
        const keys = recordKeysOf(row.record);
        return { ...row, type, keys: watchedNouns.has(type) ? [...keys, changeKey(type, row.updatedMs, row.updatedBy)] : keys };
      }),
    ),
    ...[...facts].map(([kind, list]) =>
      markColumns(
        to.db,
        kind,
        list.map(({ touch }) => shardOf(touch.id)),
      ),
    ),
  ]);
}

/** Nouns that calendars watch as a whole. */
const watchedNouns: ReadonlySet<string> = new Set(["appointment", "task", "absence"]);

async function renewEmployers(to: Projection, people: readonly RecordId[]): Promise<void> {
  const known = [...new Set(people)].filter((person) => to.pages.get(person));
  if (known.length === 0) return;
  const relations = new Map<RecordId, Relation[]>(known.map((person) => [person, []]));
  const keys = known.map((person) => referenceKey("relation", "from", person));
  for (const { record } of await to.db.records.where("keys").anyOf(keys).toArray()) {
    const relation = read(relationNoun, record);
    relations.get(relation.from)?.push(relation);
  }
  const there = await newestAtFirms(to, relations);
  for (const person of known) {
    const {
      employer: _employer,
      title: _title,
      otherFirms: _firms,
      lastThere: _there,
      touchedThere: _touched,
      ...entry
    } = to.pages.get(person) as DirectoryEntry;
    const firms = employerOf(relations.get(person) ?? [], instantOf(to.nowMs).slice(0, 10));
    to.pages.set({ ...entry, ...firms, ...there.get(person) });
  }
}

type NewestThere = Required<Pick<DirectoryEntry, "lastThere" | "touchedThere">>;

/** When something last happened with a person at each firm while they were there, where a job has a begin or an end. */
async function newestAtFirms(
  to: Projection,
  relations: ReadonlyMap<RecordId, readonly Relation[]>,
): Promise<ReadonlyMap<RecordId, NewestThere>> {
  const jobs = [...relations].flatMap(([person, own]) => termsByFirm(own).map(([firm, terms]) => ({ person, firm, terms })));
  const newest = (person: RecordId): Newest => {
    const entry = to.pages.get(person);
    return { last: entry?.last ?? "", touched: entry?.touched ?? "" };
  };
  // Mostly the newest entry tells; where it happened elsewhere an older one may count.
  const others = jobs.filter(({ person, terms }) => Object.values(newest(person)).some((at: string) => at !== "" && !isOfFirm(terms, at)));
  const times = others.length > 0 ? await to.timeline.timesOf(to.db, [...new Set(others.map(({ person }) => person))]) : new Map();
  const found = new Map<RecordId, NewestThere>();
  for (const { person, firm, terms } of jobs) {
    const known: readonly Newest[] = times.get(person) ?? [newest(person)];
    const latest = (of: keyof Newest): string => known.reduce((at, one) => (one[of] > at && isOfFirm(terms, one[of]) ? one[of] : at), "");
    const before = found.get(person);
    found.set(person, {
      lastThere: { ...before?.lastThere, [firm]: latest("last") },
      touchedThere: { ...before?.touchedThere, [firm]: latest("touched") },
    });
  }
  return found;
}

/** A person's jobs by firm, of firms where none of them has neither begin nor end. */
const termsByFirm = (relations: readonly Relation[]): [RecordId, Relation[]][] =>
  [
    ...groupBy(
      relations.filter((relation) => relation.kind === "worksFor" && !isDeleted(relation)),
      ({ to: firm }) => firm,
    ),
  ].filter((one): one is [RecordId, Relation[]] => isRecordId(one[0]) && !isOfFirmAlways(one[1]));

/** When something last happened with these contacts, whose first timeline page has been read. */
function renewLast(to: Projection, parties: Iterable<RecordId>): void {
  for (const party of parties) {
    const entry = to.pages.get(party);
    const { last, touched } = to.timeline.newestOf(party);
    if (!entry || (entry.last === last && (entry.touched ?? "") === touched)) continue;
    const { touched: _touched, ...rest } = entry;
    to.pages.set({ ...rest, last, ...(touched && { touched }) });
  }
}

/** Contacts whose entry changes with these records. */
function affectedParties(groups: Groups, placed: readonly Placed[]): RecordId[] {
  const own = groups.party.map(({ touch }) => touch.id);
  const people = relationsIn(groups)
    .flatMap(({ record }) => [record.from, record.to])
    .filter(isRecordId);
  const met = placed.flatMap(({ parties }) => parties).filter(isRecordId);
  return [...own, ...people, ...met];
}

/** What is in the bin, for people who want it back. */
class Bin {
  readonly #in: BinRow[] = [];
  readonly #out: RecordId[] = [];

  note({ id, record }: StoredRecord, before: StoredRecord | undefined): void {
    if (isDeleted(record)) this.#in.push({ id, type: record.type, deletedAt: textIn(record.deletedAt), title: titleOf(record) });
    else if (before && isDeleted(before.record)) this.#out.push(id);
  }

  async flush(db: WorkspaceDatabase): Promise<void> {
    if (this.#in.length > 0) await db.bin.bulkPut(this.#in);
    if (this.#out.length > 0) await db.bin.bulkDelete(this.#out);
  }
}

/** Makes the directory pages of shards again, in memory, from rows and timeline pages. */
export async function renewDirectory(to: Projection, shards: Iterable<ShardName>): Promise<void> {
  for (const shard of shards) {
    to.pages.clear(shard);
    const rows = (await to.db.parties.where("id").between(`${shard}.`, `${shard}/`).toArray()).filter((row) => !isDeleted(row.record));
    for (const row of rows) to.pages.set(directoryEntryOf(row.id, row.record, undefined, to.phoneDigits));
    const ids = rows.map((row) => row.id);
    await to.timeline.prepare(to.db, [], ids);
    renewLast(to, ids);
    await renewEmployers(to, ids);
  }
}
