// The questions screens ask about contacts, each kept up to date.
import type { Accessor } from "solid-js";
import { binRows, partyById, relationsOf, type TimelineEntry, timelineOf } from "../database/questions.ts";
import type { BinRow, PartyRow, RelationRow, RivalValue } from "../database/rows.ts";
import { rivalsOf } from "../database/writes.ts";
import type { Party } from "../domain/party.ts";
import { type Relation, repairRelation } from "../domain/relation.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";

export type { DirectoryFilter } from "../database/directoryView.ts";
export type { TimelineEntry } from "../database/questions.ts";
export type { BinRow, DirectoryEntry, RivalValue } from "../database/rows.ts";

export interface ContactView {
  readonly id: RecordId;
  readonly party: Party;
  readonly updatedMs: number;
  readonly updatedBy: string;
  /** Field key → the values nobody has chosen between yet. */
  readonly rivals: Readonly<Record<string, readonly RivalValue[]>>;
}

const contactOf = (row: PartyRow): ContactView => ({
  id: row.id,
  party: row.record as unknown as Party,
  updatedMs: row.updatedMs,
  updatedBy: row.updatedBy,
  rivals: rivalsOf(row),
});

/** `null` when there is no such contact. */
export const createContact = (id: () => RecordId | undefined): Accessor<ContactView | null | undefined> =>
  createLiveQuery(id, async (db, wanted) => {
    const row = await partyById(db, wanted);
    return row ? contactOf(row) : null;
  });

export interface RelationView {
  readonly id: RecordId;
  readonly relation: Relation;
  /** Which end this contact is. */
  readonly side: "from" | "to";
  readonly other: RecordId;
}

const relationView = (row: RelationRow, party: RecordId): RelationView => {
  const relation = repairRelation(row.record as unknown as Relation);
  const side = row.from === party ? "from" : "to";
  return { id: row.id, relation, side, other: side === "from" ? row.to : row.from };
};

export const createRelations = (id: () => RecordId | undefined): Accessor<readonly RelationView[] | undefined> =>
  createLiveQuery(id, async (db, party) => (await relationsOf(db, party)).map((row) => relationView(row, party)));

/** The newest first; an organisation sees its people's. */
export const createTimeline = (id: () => RecordId | undefined): Accessor<readonly TimelineEntry[] | undefined> =>
  createLiveQuery(id, timelineOf);

export const createBin = (limit: () => number): Accessor<readonly BinRow[] | undefined> => createLiveQuery(limit, binRows);
