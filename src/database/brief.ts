// What a brief about one contact is made of, asked by index: nothing here reads a list of everybody.

import { type Appointment, appointmentNoun, isCancelled, isReported } from "../domain/appointment.ts";
import {
  type Birthday,
  type BriefFacts,
  birthdaysAround,
  type CustomerFigures,
  lastTouches,
  type PermissionFlag,
  permissionFlags,
  type TalkingPoint,
  talkingPoints,
} from "../domain/brief.ts";
import { type Deal, dealNoun, stateOf } from "../domain/deal.ts";
import type { Interaction } from "../domain/interaction.ts";
import { referenceKey } from "../domain/keys.ts";
import type { Noun, RecordOf } from "../domain/noun.ts";
import { type Address, nameOf, type Party, type Phone, partyNoun } from "../domain/party.ts";
import { type Pipeline, pipelineNoun, stagesOf } from "../domain/pipeline.ts";
import { comparePromises, type GivenPromise, isOpenPromise, promiseNoun } from "../domain/promise.ts";
import { addressToVisit, phoneToCall, type Reached } from "../domain/reach.ts";
import { read } from "../domain/read.ts";
import { inOrder, isDeleted } from "../domain/record.ts";
import { holdsOn } from "../domain/relation.ts";
import { compareTasks, isSettled, type Task, taskNoun } from "../domain/task.ts";
import type { RecordId } from "../lib/id.ts";
import { employerOf } from "./directory.ts";
import { partyById, type RelationEntry, recordsOfNoun, relationsOf, timelineOf } from "./questions.ts";
import { repairContextOf } from "./repairContext.ts";
import type { WorkspaceDatabase } from "./schema.ts";

interface At<Record> {
  readonly id: RecordId;
  readonly record: Record;
}

/** A contact with all that a brief tells of it, but for what the reports say. */
export interface BriefRows {
  readonly id: RecordId;
  readonly party: Party;
  /** What a person does at their firm. */
  readonly title: string;
  readonly firm: At<Party> | null;
  /** The contact and, of a firm, its people of today. */
  readonly people: readonly { readonly id: RecordId; readonly name: string; readonly title: string; readonly bornOn?: string | null }[];
  /** What happened, the newest first. */
  readonly interactions: readonly At<Interaction>[];
  /** Open ones of the contact, of its firm, of the firm's people. */
  readonly tasks: readonly At<Task>[];
  readonly promises: readonly At<GivenPromise>[];
  readonly deals: readonly (At<Deal> & { readonly stage: string })[];
  /** The next one that is planned and does not come again; absent where there is none. */
  readonly next: At<Appointment> | null;
}

/** So many people of a firm are read; a brief about a larger one names these. */
const mostPeople = 50;

/** Reads what a brief about a contact is made of, as of a day; null where there is no such contact. */
export async function readBrief(db: WorkspaceDatabase, id: RecordId, today: string): Promise<BriefRows | null> {
  const [row, relations] = await Promise.all([partyById(db, id), relationsOf(db, id)]);
  if (!row) return null;
  const party = read(partyNoun, row.record);
  const { employer, title = "" } = employerOf(
    relations.flatMap(({ relation }) => (relation.from === id ? [relation] : [])),
    today,
  );
  const staff = party.kind === "person" ? [] : staffOf(relations, id, today).slice(0, mostPeople);
  const circle = [id, ...(employer ? [employer] : []), ...staff.map((one) => one.person)];
  const [firmRow, people, interactions, tasks, promises, deals, appointments, pipelines] = await Promise.all([
    employer ? partyById(db, employer) : undefined,
    db.parties.bulkGet(staff.map((one) => one.person)),
    timelineOf(db, id),
    recordsAbout(db, taskNoun, circle),
    recordsAbout(db, promiseNoun, circle),
    recordsAbout(db, dealNoun, circle, ["parties", "contacts"]),
    recordsAbout(db, appointmentNoun, circle),
    recordsOfNoun(db, pipelineNoun.name),
  ]);
  const pipelineOf = new Map(pipelines.map((one) => [one.id, read(pipelineNoun, one.record)]));
  return {
    ...{ id, party, title },
    firm: employer && firmRow ? { id: employer, record: read(partyNoun, firmRow.record) } : null,
    people: [
      { id, name: nameOf(party), title, bornOn: party.bornOn ?? null },
      ...people.flatMap((one, i) => personOf(one?.record, staff[i])),
    ],
    interactions: interactions.map((one) => ({ id: one.id, record: one.interaction })),
    tasks: tasks.filter(({ record }) => !isSettled(record)),
    promises: promises.filter(({ record }) => isOpenPromise(record)),
    deals: deals
      .filter(({ record }) => stateOf(record, record.pipeline ? pipelineOf.get(record.pipeline) : undefined) === "open")
      .map((deal) => ({ ...deal, stage: stageName(deal.record, pipelineOf) })),
    next: nextOf(appointments, today),
  };
}

const staffOf = (relations: readonly RelationEntry[], firm: RecordId, today: string) =>
  relations.flatMap(({ relation }) =>
    relation.kind === "worksFor" && relation.to === firm && holdsOn(relation, today)
      ? [{ person: relation.from as RecordId, title: relation.title ?? "" }]
      : [],
  );

function personOf(stored: { readonly type: string } | undefined, job: { readonly person: RecordId; readonly title: string } | undefined) {
  if (!stored || !job || isDeleted(stored)) return [];
  const party = read(partyNoun, stored);
  return [{ id: job.person, name: nameOf(party), title: job.title, bornOn: party.bornOn ?? null }];
}

/** Records of a noun that name one of these contacts and are not deleted, each once. */
async function recordsAbout<Of extends Noun>(
  db: WorkspaceDatabase,
  noun: Of,
  parties: readonly RecordId[],
  fields: readonly string[] = noun.belongsTo,
): Promise<At<RecordOf<Of>>[]> {
  const keys = fields.flatMap((field) => parties.map((party) => referenceKey(noun.name, field, party)));
  const [rows, context] = await Promise.all([db.records.where("keys").anyOf(keys).distinct().toArray(), repairContextOf(db, noun)]);
  return rows.filter(({ record }) => !isDeleted(record)).map(({ id, record }) => ({ id, record: read(noun, record, context) }));
}

function stageName({ stage, pipeline }: Deal, pipelines: ReadonlyMap<string, Pipeline>): string {
  const known = pipeline ? pipelines.get(pipeline) : undefined;
  return stagesOf(known).find(({ key }) => key === stage)?.name ?? "";
}

function nextOf(appointments: readonly At<Appointment>[], today: string): At<Appointment> | null {
  const coming = appointments.filter(({ record }) => record.start.slice(0, 10) >= today && !isCancelled(record) && !isReported(record));
  coming.sort((a, b) => (a.record.start < b.record.start ? -1 : 1));
  return coming[0] ?? null;
}

// ---- what is told of it ----------------------------------------------------------------------------------------------

/** All that one must know before meeting a contact, as plain values. */
export interface Brief extends Pick<BriefRows, "id" | "title" | "people" | "promises" | "deals" | "next"> {
  readonly name: string;
  readonly kind: string;
  readonly firm: { readonly id: RecordId; readonly name: string } | null;
  /** Own ones, else the firm's. */
  readonly phone: Reached<Phone> | null;
  readonly email: string | null;
  readonly address: Reached<Address> | null;
  /** The last five times people were really in touch, the newest first. */
  readonly touches: readonly At<Interaction>[];
  /** As they are to be done. */
  readonly tasks: readonly At<Task>[];
  /** Of the contact and its people, a few days before and after. */
  readonly birthdays: readonly Birthday[];
  readonly points: readonly TalkingPoint[];
  readonly flags: readonly PermissionFlag[];
}

/** Composes a brief of what was read and of what the reports say, null while they have said nothing. Pure. */
export function briefOf(rows: BriefRows, figures: CustomerFigures | null, now: Pick<BriefFacts, "today" | "dayOf">): Brief {
  const { id, party, firm, title, people, deals, next, interactions } = rows;
  const promises = [...rows.promises].sort((a, b) => comparePromises(a.record, b.record, now.today));
  const tasks = [...rows.tasks].sort((a, b) => compareTasks(a.record, b.record, now.today));
  const facts: BriefFacts = { ...now, people, interactions, tasks, promises, deals, figures, plannedOn: next?.record.start.slice(0, 10) };
  return {
    ...{ id, title, people, next, tasks, promises },
    name: nameOf(party),
    kind: party.kind,
    firm: firm && { id: firm.id, name: nameOf(firm.record) },
    phone: phoneToCall(party, firm?.record) ?? null,
    email: inOrder(party.emails)[0]?.value ?? null,
    address: addressToVisit(party, firm?.record) ?? null,
    deals: [...deals].sort((a, b) => (b.record.amountCents ?? 0) - (a.record.amountCents ?? 0)),
    touches: lastTouches(interactions),
    birthdays: birthdaysAround(people, now.today),
    points: talkingPoints(facts),
    flags: permissionFlags(party, interactions, now.dayOf),
  };
}
