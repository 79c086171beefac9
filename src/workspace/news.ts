// What others did, told by act: an import is one line however many entries it took, a contact with its new employer is one.
import type { StoredRecord } from "../database/rows.ts";

import { nounOf } from "../domain/nouns.ts";
import { idsOf, textIn } from "../domain/record.ts";
import { partyFieldsOf } from "../domain/shape.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import type { NewsItem } from "./api.ts";

/** One entry of another device, opened. */
export interface NewsEntry {
  readonly device: string;
  readonly seq: number;
  readonly atMs: number;
  readonly command: string;
  readonly created: readonly RecordId[];
  readonly changes: readonly { readonly id: RecordId; readonly field: string; readonly to?: unknown }[];
}

/** Entries of one device that follow each other and are one act. */
export interface NewsAct {
  readonly device: string;
  readonly command: string;
  /** When it was done, or done with. */
  readonly atMs: number;
  readonly created: Set<RecordId>;
  /** Record → its changed fields; of new ones too. */
  readonly fields: Map<RecordId, Set<string>>;
  /** Records that it took away or brought back. */
  readonly gone: Set<RecordId>;
  readonly back: Set<RecordId>;
}

/** Bulk work writes entry after entry with pauses between; what is done by hand is written at once, one entry a document. */
const bulkPauseMs = 60_000;
const savePauseMs = 1_000;
const isBulk = (command: string): boolean => /^(?:import|generate|undo|redo|restore)/.test(command);

const follows = (later: NewsEntry, entry: NewsEntry): boolean =>
  later.command === entry.command &&
  later.seq === entry.seq + 1 &&
  later.atMs - entry.atMs <= (isBulk(entry.command) ? bulkPauseMs : savePauseMs);

/** Puts entries together that are one act; given and answered with the newest first. */
export function actsOf(entries: readonly NewsEntry[]): NewsAct[] {
  const acts: NewsAct[] = [];
  const last = new Map<string, { readonly act: NewsAct; readonly entry: NewsEntry }>();
  for (const entry of entries) {
    const { device, command, atMs } = entry;
    const before = last.get(device);
    const isSame = before !== undefined && follows(before.entry, entry);
    const act = isSame
      ? before.act
      : { device, command, atMs, created: new Set<RecordId>(), fields: new Map(), gone: new Set<RecordId>(), back: new Set<RecordId>() };
    if (!isSame) acts.push(act);
    note(act, entry);
    last.set(device, { act, entry });
  }
  return acts;
}

function note(act: NewsAct, { created, changes }: NewsEntry): void {
  for (const id of created) {
    act.created.add(id);
    act.fields.set(id, act.fields.get(id) ?? new Set());
  }
  for (const { id, field, to } of changes) {
    act.fields.set(id, (act.fields.get(id) ?? new Set()).add(field));
    if (field === "deletedAt") ((to ?? null) === null ? act.back : act.gone).add(id);
  }
}

/** How many records of an act are looked at to say what it was about; of more, contacts are counted. */
const lookedAt = 12;
const named = 3;

/** What an act is told by: what happened comes before whom it was with, and a relation is told where there is nothing else. */
function importance(type: string): number {
  if (type === "party") return 1;
  if (type === "relation") return 3;
  // What belongs to a contact tells more than what stands in a catalogue.
  return (nounOf(type)?.belongsTo.length ?? 0) > 0 ? 0 : 2;
}

/** Where the names and contacts of records are looked up. */
export interface NewsSource {
  readonly stored: (id: RecordId) => Promise<StoredRecord | undefined>;
  readonly titleOf: (stored: StoredRecord) => string;
  readonly countContacts: (ids: readonly RecordId[]) => Promise<number>;
}

/** The line of an act; undefined where nothing of it is known here. */
export async function newsItemOf(act: NewsAct, memberName: string, source: NewsSource): Promise<NewsItem | undefined> {
  const ids = [...act.fields.keys()];
  const found: StoredRecord[] = [];
  for (const id of ids.slice(0, lookedAt)) {
    const stored = await source.stored(id);
    if (stored) found.push(stored);
  }
  const file = found.find(({ record }) => record.type === "import");
  const isNew = ({ id }: StoredRecord): number => Number(act.created.has(id));
  const [main = file] = found
    .filter((one) => one !== file)
    .sort((a, b) => importance(a.record.type) - importance(b.record.type) || isNew(b) - isNew(a));
  if (!main) return undefined;
  const { record } = main;
  const isFirm = (one: StoredRecord): number => Number(textIn(one.record["kind"]) !== "person");
  // People before the firms that were added with them.
  const alike = found.filter((one) => one.record.type === record.type && isNew(one) === isNew(main)).sort((a, b) => isFirm(a) - isFirm(b));
  const isMany = ids.length > lookedAt;
  const contacts = isMany ? await source.countContacts(ids) : found.filter((one) => one.record.type === "party").length;
  const whom = record.type === "party" ? alike.map(({ id }) => id) : partiesOf(main);
  const about: { readonly id: RecordId; readonly name: string }[] = [];
  for (const id of whom.slice(0, named)) {
    const party = found.find((one) => one.id === id) ?? (await source.stored(id));
    if (party) about.push({ id, name: source.titleOf(party) });
  }
  return {
    record: main.id,
    deed: deedOf(act, main.id),
    type: !isMany ? record.type : contacts > 0 ? "party" : null,
    count: !isMany ? alike.length : contacts > 0 ? contacts : ids.length,
    contacts,
    title: source.titleOf(main),
    kind: textIn(record["kind"]),
    direction: textIn(record["direction"]),
    fileName: textIn(file?.record["fileName"]),
    about,
    party: about[0]?.id ?? null,
    fields: [...(act.fields.get(main.id) ?? [])],
    memberName,
    atMs: act.atMs,
  };
}

function deedOf(act: NewsAct, main: RecordId): NewsItem["deed"] {
  if (act.command.startsWith("import")) return "imported";
  if (act.command === "undo") return "undone";
  if (act.created.has(main)) return "made";
  if (act.gone.has(main)) return "deleted";
  return act.back.has(main) ? "restored" : "changed";
}

/** Whom a record is about, in the order in which it names them. */
function partiesOf({ id, record }: StoredRecord): RecordId[] {
  if (record.type === "party") return [id];
  const named = partyFieldsOf(record.type).flatMap((field) => (typeof record[field] === "string" ? [record[field]] : idsOf(record[field])));
  return [...new Set(named)].filter(isRecordId);
}
