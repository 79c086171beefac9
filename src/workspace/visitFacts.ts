// What is known of contacts that speaks for visiting them, read from the rows.
import { appointmentsAround } from "../database/appointments.ts";
import { DirectoryView } from "../database/directoryView.ts";
import { recordsOfNoun, settingsRow } from "../database/questions.ts";
import type { DirectoryEntry } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { isCancelled } from "../domain/appointment.ts";
import { cadenceOf } from "../domain/cadence.ts";
import { read } from "../domain/read.ts";
import { idsOf } from "../domain/record.ts";
import { settingsNoun } from "../domain/settings.ts";
import { isSettled, taskNoun } from "../domain/task.ts";
import { addDays } from "../lib/calendarDay.ts";
import { groupBy } from "../lib/group.ts";
import type { RecordId } from "../lib/id.ts";
import { type Candidate, type CandidateQuestion, type VisitFacts, visitCandidates } from "../tours/candidates.ts";
import type { Places } from "../tours/places.ts";
import { placesOf } from "./tourAnswer.ts";

/** What a contact brought lately, by its id. */
export type Worth = Readonly<Record<string, { readonly abcClass: number; readonly revenue: number }>>;

/** So many of those that are worth most and most urgent are placed: nobody drives past more in a day. */
const mostPlaced = 500;
const aheadDays = 60;

/** Whom one might visit on a day, the best first. */
export async function readCandidates(
  db: WorkspaceDatabase,
  places: Places,
  question: CandidateQuestion,
  worth: Worth,
): Promise<Candidate[]> {
  const view = new DirectoryView();
  const [pages, settings, tasks, { appointments }] = await Promise.all([
    db.directory.toArray(),
    settingsRow(db),
    recordsOfNoun(db, taskNoun.name),
    appointmentsAround(db, question.on, addDays(question.on, aheadDays)),
  ]);
  view.take(pages);
  const cadences = (settings && read(settingsNoun, settings.record).cadences) ?? {};
  /** What concerns somebody who works at a firm is done at the firm. */
  const visited = (id: string): string => view.get(id as RecordId)?.employer ?? id;
  const open = tasks.map(({ record }) => read(taskNoun, record)).filter((task) => !isSettled(task));
  const tasksOf = groupBy(
    open.flatMap((task) => [...new Set(idsOf(task.parties).map(visited))].map((id) => ({ id, task }))),
    ({ id }) => id,
  );
  const planned = appointments.filter(
    ({ record }) => !isCancelled(record) && record.kind !== "call" && record.start >= question.on && !record.rule,
  );
  const appointmentsOf = groupBy(
    planned.flatMap(({ record }) => [...new Set(idsOf(record.parties).map(visited))].map((id) => ({ id, record }))),
    ({ id }) => id,
  );
  const facts = view
    .all()
    .filter(
      (entry) => !entry.isCollective && !entry.employer && (isCustomer(entry) || tasksOf.has(entry.id) || appointmentsOf.has(entry.id)),
    )
    .map((entry): VisitFacts => {
      const last = view.touchedOf(entry).slice(0, 10);
      const own = worth[entry.id];
      const tags = Object.fromEntries(entry.tags.map((tag) => [tag, true as const]));
      return {
        id: entry.id,
        ...own,
        ...(last && { lastTouchOn: last }),
        knownSince: entry.createdAt.slice(0, 10) || question.on,
        cadence:
          entry.cadenceDays === 0
            ? "none"
            : cadenceOf({ roles: entry.roles, tags, cadenceDays: entry.cadenceDays ?? null }, cadences, own && "ABC"[own.abcClass]),
        tasks: (tasksOf.get(entry.id) ?? []).map(({ task }) => ({ title: task.title, dueOn: task.dueOn ?? task.due?.slice(0, 10) })),
        appointments: (appointmentsOf.get(entry.id) ?? []).map(({ record }) => ({ start: record.start, end: record.end ?? undefined })),
        place: "address-missing",
      };
    });
  const likely = visitCandidates(facts, { ...question, near: [], limit: mostPlaced }).map(({ id }) => id as RecordId);
  const placed = new Map((await placesOf(db, places, likely)).map(({ id, place }) => [id as string, place]));
  return visitCandidates(
    facts.flatMap((one) => {
      const place = placed.get(one.id);
      return place ? [{ ...one, place }] : [];
    }),
    question,
  );
}

const isCustomer = ({ roles }: DirectoryEntry): boolean => roles["customer"] !== undefined && roles["customer"] !== "former";
