// The report of what happened: an activity, the appointment it was planned as, and what comes next, all in one save.
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { PlainFields } from "../lib/plain.ts";
import { appointmentKinds } from "./appointment.ts";
import { isTouch } from "./cadence.ts";
import type { Interaction } from "./interaction.ts";
import { idsOf } from "./record.ts";

/** So many weeks ahead a next step is offered. */
export const nextStepWeeks = [1, 2, 4] as const;

/** What is planned behind a report: a task or an appointment so many weeks on, or a task by the words of a line alone (0 weeks). */
export interface NextStep {
  readonly does: "task" | "appointment";
  readonly weeks: number;
  readonly title: string;
  /** The day or wall time that the words of a task name: it goes before the weeks. */
  readonly dueOn?: string | undefined;
  readonly due?: string | undefined;
}

/** What the report is of: an appointment, and the start of the time that is meant. */
export interface ReportedTime {
  readonly id: RecordId;
  readonly start: string;
}

/** The one who reports, and when: a wall time on the clocks of `zone` (IANA). */
export interface ReportedBy {
  readonly member: string;
  readonly zone: string;
  readonly now: string;
}

export type ReportChange =
  | { readonly type: "interaction" | "task" | "appointment"; readonly fields: PlainFields }
  | { readonly id: RecordId; readonly fields: PlainFields };

/** What is saved in one act: the activity, that the appointment has been reported on, and the next step. */
export function reportChanges(
  interaction: PlainFields,
  time: ReportedTime | undefined,
  next: NextStep | undefined,
  by: ReportedBy,
): readonly ReportChange[] {
  return [
    { type: "interaction", fields: interaction },
    ...(time ? [{ id: time.id, fields: { reported: { add: [time.start] } } }] : []),
    ...(next ? [nextStepChange(next, interaction, by)] : []),
  ];
}

/** So long a next appointment is planned where the last one had no length. */
const usualMinutes = 60;

function nextStepChange(next: NextStep, interaction: PlainFields, { member, zone, now }: ReportedBy): ReportChange {
  const parties = partiesOf(interaction);
  const today = now.slice(0, 10);
  const day = addDays(today, next.weeks * 7);
  if (next.does === "task") {
    const when = next.due ? { due: next.due, zone } : next.dueOn ? { dueOn: next.dueOn } : next.weeks > 0 ? { dueOn: day } : {};
    return {
      type: "task",
      fields: { title: next.title, ...when, ...(parties.length > 0 && { parties }), ...(member && { owner: member }) },
    };
  }
  const start = `${day}T${quarterOf(now)}`;
  const minutes = typeof interaction["durationMinutes"] === "number" ? interaction["durationMinutes"] : 0;
  return {
    type: "appointment",
    fields: {
      ...{ kind: appointmentKindOf(interaction["kind"]), title: next.title, start, end: laterBy(start, minutes || usualMinutes), zone },
      ...(parties.length > 0 && { parties }),
      ...(member && { members: [member] }),
    },
  };
}

const partiesOf = (fields: PlainFields): readonly RecordId[] => {
  const { parties } = fields;
  return Array.isArray(parties) ? (parties as RecordId[]) : idsOf(parties);
};

const appointmentKindOf = (kind: unknown): string =>
  typeof kind === "string" && (appointmentKinds as readonly string[]).includes(kind) ? kind : "other";

/** The quarter of an hour that a wall time lies in. */
const quarterOf = (wallTime: string): string =>
  `${wallTime.slice(11, 14)}${String(Math.floor(Number(wallTime.slice(14, 16)) / 15) * 15).padStart(2, "0")}`;

const laterBy = (wallTime: string, minutes: number): string =>
  new Date(Date.parse(`${wallTime}Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** What can be planned at all: a note or a letter cannot. */
const plannable: readonly string[] = ["visit", "meeting", "call", "event"];
/** A form that was opened a moment ago, or a clock that runs ahead, makes no plan. */
const graceMs = 5 * 60_000;

/** Whether what is written down has yet to happen: then it is an appointment, and no activity. */
export function isAhead(
  { kind, at }: { readonly kind: string; readonly at: string },
  now: { readonly ms: number; readonly day: string },
): boolean {
  if (!plannable.includes(kind)) return false;
  return at.length === 10 ? at > now.day : Date.parse(at) > now.ms + graceMs;
}

/** The appointment that stands for what has yet to happen; `start` is a day, or a wall time on the clocks of whoever writes. */
export function plannedInstead(interaction: PlainFields, start: string, { member, zone }: ReportedBy): ReportChange {
  const parties = partiesOf(interaction);
  const { subject, text, durationMinutes } = interaction;
  const isDay = start.length === 10;
  const minutes = typeof durationMinutes === "number" && durationMinutes > 0 ? durationMinutes : usualMinutes;
  return {
    type: "appointment",
    fields: {
      ...{ kind: appointmentKindOf(interaction["kind"]), start },
      ...(!isDay && { end: laterBy(start, minutes), zone }),
      ...(typeof subject === "string" && { title: subject }),
      ...(typeof text === "string" && { text }),
      ...(parties.length > 0 && { parties }),
      ...(member && { members: [member] }),
    },
  };
}

/** What was spoken of with a contact, the newest first, each subject once: offered for the next report. */
export function lastSubjects(
  interactions: readonly Pick<Interaction, "kind" | "result" | "parties" | "subject">[],
  most = 3,
): readonly string[] {
  const subjects = interactions.filter(isTouch).flatMap(({ subject }) => subject?.trim() || []);
  return [...new Set(subjects)].slice(0, most);
}
