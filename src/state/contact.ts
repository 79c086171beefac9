// The questions screens ask about contacts, each kept up to date.
import type { Accessor } from "solid-js";
import { partyById, type RelationEntry, relationsOf, type TimelineEntry, timelineOf } from "../database/questions.ts";
import type { PartyRow, RivalValue, StoredRecord } from "../database/rows.ts";
import { rivalsOf as rivalsIn } from "../database/writes.ts";
import { interactionNoun } from "../domain/interaction.ts";
import { type Party, partyNoun } from "../domain/party.ts";
import { readWhole } from "../domain/read.ts";
import type { Relation } from "../domain/relation.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";

export type { ContactOrder, DirectoryFilter } from "../database/directoryView.ts";
export { unseenMatch } from "../database/directoryView.ts";
export type { TimelineEntry } from "../database/questions.ts";
export type { DirectoryEntry, RivalValue } from "../database/rows.ts";

export interface ContactView {
  readonly id: RecordId;
  readonly party: Party;
  /** Field → what is stored there and cannot be read. */
  readonly unreadable: Readonly<Record<string, unknown>>;
  readonly updatedMs: number;
  readonly updatedBy: string;
  /** Field key → the values nobody has chosen between yet. */
  readonly rivals: Readonly<Record<string, readonly RivalValue[]>>;
  /** Field key → the device that wrote it last; undefined while it stands as it was made. */
  readonly writerOf: (key: string) => string | undefined;
  readonly contest: Contest | null;
}

/** Field key → the values of an activity nobody has chosen between yet. */
export const rivalsOf = (entry: TimelineEntry): Readonly<Record<string, readonly RivalValue[]>> => rivalsIn(interactionNoun, entry);

/** A deletion that met work its author did not know of: who deleted, who worked, and what kind of activity that was, if one. */
export interface Contest {
  readonly deletedBy: string;
  readonly workedBy: string;
  readonly met: string | null;
}

function contactOf(row: PartyRow, contest: Contest | null): ContactView {
  const { record: party, unreadable } = readWhole(partyNoun, row.record);
  return {
    id: row.id,
    party,
    unreadable,
    updatedMs: row.updatedMs,
    updatedBy: row.updatedBy,
    rivals: rivalsIn(partyNoun, row),
    writerOf: (key) => row.writes?.[key]?.at(-1)?.device,
    contest,
  };
}

/** Told by the first contested deletion, and by the newest work on the record or with the contact that is not the deleter's. */
export function contestOf(row: StoredRecord, met: readonly TimelineEntry[] = []): Contest | null {
  const deletedBy = row.contested?.[0]?.split(" ")[0];
  if (deletedBy === undefined) return null;
  const writers = Object.values(row.writes ?? {}).flatMap((heads) => heads.map(({ device }) => device));
  const own = writers.find((device) => device !== deletedBy);
  const [activity] = met.filter(({ updatedBy }) => updatedBy !== deletedBy).sort((a, b) => b.updatedMs - a.updatedMs);
  return { deletedBy, workedBy: activity?.updatedBy ?? own ?? row.updatedBy, met: activity?.interaction.kind ?? null };
}

/** `null` when there is no such contact. */
export const createContact = (id: () => RecordId | undefined): Accessor<ContactView | null | undefined> =>
  createLiveQuery(id, async (db, wanted) => {
    const row = await partyById(db, wanted);
    if (!row) return null;
    return contactOf(row, row.contested ? contestOf(row, await timelineOf(db, wanted)) : null);
  });

export interface RelationView {
  readonly id: RecordId;
  readonly relation: Relation;
  /** Which end this contact is. */
  readonly side: "from" | "to";
  readonly other: RecordId;
}

const relationView = ({ id, relation }: RelationEntry, party: RecordId): RelationView => {
  const side = relation.from === party ? "from" : "to";
  return { id, relation, side, other: side === "from" ? relation.to : relation.from };
};

export const createRelations = (id: () => RecordId | undefined): Accessor<readonly RelationView[] | undefined> =>
  createLiveQuery(id, async (db, party) => (await relationsOf(db, party)).map((row) => relationView(row, party)));

/** The newest first; an organisation sees its people's. */
export const createTimeline = (id: () => RecordId | undefined): Accessor<readonly TimelineEntry[] | undefined> =>
  createLiveQuery(id, timelineOf);

/** An activity of a contact as it stands, and who wrote which field last. */
export interface ActivityView {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly writerOf: (field: string) => string | undefined;
}

/** Undefined while it is looked for, and when it is not among what happened with this contact. */
export const createActivity = (party: () => RecordId | undefined, id: () => RecordId): Accessor<ActivityView | undefined> =>
  createLiveQuery(party, async (db, wanted) => {
    const found = (await timelineOf(db, wanted)).find((entry) => entry.id === id());
    return found && { fields: found.record, writerOf: (field) => found.writes?.[field]?.at(-1)?.device };
  });
