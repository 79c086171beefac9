// Whom to visit: what somebody is worth to us, how urgent it is and how near they are, each as a share of one, multiplied; and why.
import { type Cadence, type TouchState, touchState } from "../domain/cadence.ts";
import { addDays, daysBetween } from "../lib/calendarDay.ts";
import type { Placed, UnplacedReason } from "./places.ts";
import { type Point, roadKilometres } from "./point.ts";

export interface VisitFacts {
  readonly id: string;
  /** 0 is A, 1 is B …; absent where nothing is known of what they buy. */
  readonly abcClass?: number | undefined;
  /** Of the last twelve months, in the workspace's currency. */
  readonly revenue?: number | undefined;
  /** Days: the last touch, and since when they are known. */
  readonly lastTouchOn?: string | undefined;
  readonly knownSince: string;
  /** How often one wants to be in touch, where somebody has said so; "none": not by the calendar at all. */
  readonly cadence: Cadence | "none" | null;
  readonly tasks: readonly { readonly title: string; readonly dueOn?: string | undefined }[];
  /** Appointments with them from the day of the tour on: "2026-12-01T10:00", or a day. */
  readonly appointments: readonly { readonly start: string; readonly end?: string | undefined }[];
  readonly place: Placed | UnplacedReason;
}

/** Why somebody is proposed, the weightiest first. */
export type VisitReason =
  | { readonly code: "appointment"; readonly at: string }
  | { readonly code: "task-late" | "task-due" | "task-soon"; readonly title: string; readonly dueOn: string; readonly more: number }
  | { readonly code: "touch-late"; readonly days: number; readonly every: number }
  | { readonly code: "touch-soon"; readonly dueOn: string; readonly every: number }
  | { readonly code: "unseen"; readonly lastOn: string }
  | { readonly code: "never-seen" }
  | { readonly code: "value"; readonly abcClass: number; readonly revenue: number | undefined }
  | { readonly code: "near"; readonly kilometres: number };

export interface Candidate {
  readonly id: string;
  /** Between 0 and 1; only compared. */
  readonly score: number;
  readonly reasons: readonly VisitReason[];
  readonly place: Placed | UnplacedReason;
  /** By road, to the nearest place of the tour; absent where one of both is unknown. */
  readonly kilometres?: number | undefined;
  /** What was agreed for that day. */
  readonly appointment?: { readonly start: string; readonly end?: string | undefined } | undefined;
}

export interface CandidateQuestion {
  /** The day of the tour. */
  readonly on: string;
  /** Where one starts, ends and stops anyway. */
  readonly near: readonly Point[];
  readonly limit: number;
}

/** A, B and everything below; somebody of whom nothing is known may become anything. */
const classWorth = [1, 0.6, 0.35];
const unknownWorth = 0.45;
/** So far away somebody counts half as much. */
const halfKm = 15;
const unknownNearness = 0.3;
/** A task of that many days ahead can be done on the way. */
const soonDays = 7;
/** Nobody has said how often: half a year is long. */
const usualDays = 182;
/** Who has an appointment in the next days is not visited before it. */
const plannedDays = 14;

/** The best candidates for a day, the best first; equal ones by id, so that two devices propose alike. */
export function visitCandidates(all: readonly VisitFacts[], question: CandidateQuestion): Candidate[] {
  return all
    .flatMap((facts) => candidateOf(facts, question) ?? [])
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, question.limit);
}

function candidateOf(facts: VisitFacts, { on, near }: CandidateQuestion): Candidate | undefined {
  const { id, place, appointments } = facts;
  const appointment = appointments.find(({ start }) => start.slice(0, 10) === on);
  const isPlanned = appointments.some(({ start }) => start.slice(0, 10) > on && start.slice(0, 10) <= addDays(on, plannedDays));
  const kilometres =
    typeof place === "string" || near.length === 0 ? undefined : Math.min(...near.map((point) => roadKilometres(point, place)));
  const reasons: VisitReason[] = [];
  if (appointment) reasons.push({ code: "appointment", at: appointment.start });
  const urgency = Math.max(taskUrgency(facts, on, reasons), isPlanned ? 0 : touchUrgency(facts, on, reasons));
  if (!appointment && urgency === 0) return undefined;
  if (facts.abcClass !== undefined && facts.abcClass < 2) reasons.push({ code: "value", abcClass: facts.abcClass, revenue: facts.revenue });
  if (kilometres !== undefined && kilometres <= halfKm) reasons.push({ code: "near", kilometres });
  const score = appointment ? 1 : worthOf(facts) * urgency * nearnessOf(kilometres);
  return { id, score, reasons, place, ...(kilometres !== undefined && { kilometres }), ...(appointment && { appointment }) };
}

const worthOf = ({ abcClass }: VisitFacts): number =>
  abcClass === undefined ? unknownWorth : (classWorth[Math.min(abcClass, classWorth.length - 1)] as number);

const nearnessOf = (kilometres: number | undefined): number =>
  kilometres === undefined ? unknownNearness : halfKm / (halfKm + kilometres);

function taskUrgency({ tasks }: VisitFacts, on: string, reasons: VisitReason[]): number {
  const due = tasks
    .flatMap(({ title, dueOn }) => (dueOn && dueOn <= addDays(on, soonDays) ? [{ title, dueOn }] : []))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const [first] = due;
  if (!first) return 0;
  const [code, urgency] =
    first.dueOn < on ? (["task-late", 1] as const) : first.dueOn === on ? (["task-due", 0.9] as const) : (["task-soon", 0.6] as const);
  reasons.push({ code, ...first, more: due.length - 1 });
  return urgency;
}

function touchUrgency({ cadence, lastTouchOn, knownSince }: VisitFacts, on: string, reasons: VisitReason[]): number {
  if (cadence === "none") return 0;
  const state: TouchState = touchState(
    cadence ?? { days: usualDays, because: "usual" },
    { ...(lastTouchOn && { lastTouchOn }), knownSince },
    on,
  );
  const every = cadence?.days ?? usualDays;
  const late = state.lateDays ?? 0;
  if (!lastTouchOn && !cadence) {
    reasons.push({ code: "never-seen" });
    return 0.3 + Math.min(0.3, daysBetween(knownSince, on) / 1_000);
  }
  if (state.light === "late") {
    reasons.push(cadence ? { code: "touch-late", days: late, every } : { code: "unseen", lastOn: lastTouchOn as string });
    return (cadence ? 0.6 : 0.45) + (0.4 * late) / (late + every);
  }
  if (state.light === "soon" && cadence && state.dueOn) {
    reasons.push({ code: "touch-soon", dueOn: state.dueOn, every });
    return 0.4;
  }
  return 0;
}
