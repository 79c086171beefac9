// What somebody should know before they meet a contact: what is worth a word, each with the facts it rests on.
import { addDays, daysBetween } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import { birthdayBetween } from "./birthday.ts";
import { isTouch } from "./cadence.ts";
import { type Deal, historyOf } from "./deal.ts";
import { type Interaction, timeOf } from "./interaction.ts";
import type { Party } from "./party.ts";
import { comparePromises, type GivenPromise, type PromiseSide, sideOf, stateOfPromise } from "./promise.ts";
import { dueDayOf, type Task } from "./task.ts";

interface At<Record> {
  readonly id: RecordId;
  readonly record: Record;
}

/** A product that suits a customer, the one of theirs that speaks most for it, and how many customers have both. */
export interface NextProduct {
  readonly product: RecordId;
  readonly name: string;
  readonly because: RecordId;
  readonly becauseName: string;
  readonly together: number;
}

/** What the reports say of one customer, as of a day. What they do not know is null. */
export interface CustomerFigures {
  /** Whose purchases these are: the contact's own, or those of the firm the contact works for. */
  readonly customer: RecordId;
  readonly asOf: string;
  readonly currency: string;
  /** In units of the currency and days with a purchase: of the 365 days up to `asOf`, and of the 365 before them. */
  readonly revenue: {
    readonly recent: number;
    readonly before: number;
    readonly recentDays: number;
    readonly beforeDays: number;
  } | null;
  readonly rhythm: {
    readonly lastOn: string;
    readonly silentDays: number;
    readonly usualDays: number | null;
    readonly longestDays: number | null;
    readonly state: "within" | "later" | "broken" | null;
  } | null;
  /** The probability of still being a customer. */
  readonly alive: number | null;
  readonly next: NextProduct | null;
}

/** All that a brief's talking points are chosen from. Days are those of the person who asks. */
export interface BriefFacts {
  readonly today: string;
  /** An instant or a day as the day it is for the person who asks. */
  readonly dayOf: (at: string) => string;
  /** The contact and, of a firm, its people of today. */
  readonly people: readonly { readonly id: RecordId; readonly name: string; readonly bornOn?: Party["bornOn"] }[];
  /** What happened, the newest first. */
  readonly interactions: readonly At<Interaction>[];
  /** Open ones. */
  readonly tasks: readonly At<Task>[];
  readonly deals: readonly At<Deal>[];
  readonly promises: readonly At<GivenPromise>[];
  /** The day of the next appointment; absent where none is planned. */
  readonly plannedOn?: string | undefined;
  /** Null until the reports have answered, or where they cannot. */
  readonly figures: CustomerFigures | null;
}

/** A reason to speak of something, with the facts it rests on. */
export type TalkingPoint =
  | {
      readonly kind: "promiseOverdue" | "theirPromiseOverdue";
      readonly record: RecordId;
      readonly text: string;
      readonly dueOn: string;
      readonly days: number;
    }
  | { readonly kind: "overdueTask"; readonly record: RecordId; readonly title: string; readonly dueOn: string; readonly days: number }
  | { readonly kind: "badMood"; readonly record: RecordId; readonly mood: number; readonly on: string; readonly text: string }
  | {
      readonly kind: "dealOverdue" | "dealWithoutNextStep";
      readonly record: RecordId;
      readonly title: string;
      readonly amountCents: number | null;
      readonly currency: string | null;
      /** When it was to be decided; or since when nothing has happened. */
      readonly on: string;
      readonly days: number;
    }
  | {
      readonly kind: "rhythmBroken" | "boughtLaterThanUsual";
      readonly lastOn: string;
      readonly silentDays: number;
      readonly usualDays: number;
      readonly asOf: string;
    }
  | {
      readonly kind: "revenueDrop";
      readonly recent: number;
      readonly before: number;
      /** Of what it was: 0.4 is 40 % less. */
      readonly share: number;
      readonly currency: string;
      readonly asOf: string;
    }
  | { readonly kind: "mayHaveLeft"; readonly alive: number; readonly asOf: string }
  | {
      readonly kind: "birthday";
      readonly party: RecordId;
      readonly name: string;
      readonly on: string;
      /** Until then; negative afterwards. */
      readonly days: number;
      readonly age: number | null;
    }
  | ({ readonly kind: "crossSelling"; readonly asOf: string } & NextProduct)
  | { readonly kind: "longNoTouch"; readonly on: string; readonly days: number }
  | { readonly kind: "neverMet" };

export type TalkingPointKind = TalkingPoint["kind"];

/** Where a point leads: what it is about, so that two points do not say the same. */
const themes: Readonly<Record<TalkingPointKind, string>> = {
  promiseOverdue: "owed",
  overdueTask: "owed",
  badMood: "mood",
  theirPromiseOverdue: "owing",
  dealOverdue: "deal",
  dealWithoutNextStep: "deal",
  rhythmBroken: "leaving",
  revenueDrop: "leaving",
  mayHaveLeft: "leaving",
  boughtLaterThanUsual: "leaving",
  birthday: "birthday",
  crossSelling: "offer",
  longNoTouch: "touch",
  neverMet: "touch",
};

/** First what we owe, then what may be lost, then what pleases, then what may be won; the order in which they are proposed. */
export const talkingPointKinds = Object.keys(themes) as readonly TalkingPointKind[];

/** A deal of which nothing has been heard for so long, and nothing planned, needs a word. */
const quietDealDays = 14;
/** So many days before and after, a birthday is worth a word. */
const [birthdayAhead, birthdayBehind] = [14, 3];
/** Below that the model says rather left than still a customer. */
const leastAlive = 0.5;
/** A quarter less than the year before, of a year with so many purchase days that it says something. */
const [leastDrop, leastPurchaseDays] = [0.25, 3];
/** So many customers have both, at least; fewer may be chance. */
const leastTogether = 3;
const longDays = 180;

/** Chooses the most pressing reasons to speak of something, at most one of each theme, each with its facts; none is invented. */
export function talkingPoints(facts: BriefFacts, most = 3): readonly TalkingPoint[] {
  const found = [
    overduePromise(facts, "ours"),
    overduePromise(facts, "theirs"),
    overdueTask(facts),
    badMood(facts),
    ...facts.deals.flatMap((deal) => dealPoint(deal, facts) ?? []),
    ...figurePoints(facts.figures),
    ...facts.people.flatMap((person) => birthdayPoint(person, facts.today) ?? []),
    touchPoint(facts),
  ].flatMap((point) => point ?? []);
  found.sort((a, b) => talkingPointKinds.indexOf(a.kind) - talkingPointKinds.indexOf(b.kind) || weightOf(b) - weightOf(a));
  const chosen: TalkingPoint[] = [];
  for (const point of found) if (chosen.length < most && chosen.every((one) => themes[one.kind] !== themes[point.kind])) chosen.push(point);
  return chosen;
}

/** Among points of one kind: the longest overdue, the nearest birthday, the dearest deal first. */
function weightOf(point: TalkingPoint): number {
  if (point.kind === "birthday") return -Math.abs(point.days);
  if (point.kind === "dealOverdue" || point.kind === "dealWithoutNextStep") return point.amountCents ?? 0;
  return 0;
}

/** The one that is overdue longest, of those that we gave, or they. */
function overduePromise({ promises, today }: BriefFacts, side: PromiseSide): TalkingPoint | undefined {
  const [first] = promises
    .filter(({ record }) => sideOf(record) === side && stateOfPromise(record, today) === "overdue")
    .sort((a, b) => comparePromises(a.record, b.record, today));
  if (!first) return undefined;
  const dueOn = first.record.dueOn ?? "";
  const kind = side === "ours" ? "promiseOverdue" : "theirPromiseOverdue";
  return { kind, record: first.id, text: first.record.text, dueOn, days: daysBetween(dueOn, today) };
}

function overdueTask({ tasks, today }: BriefFacts): TalkingPoint | undefined {
  const [first] = tasks
    .map(({ id, record }) => ({ id, title: record.title, dueOn: dueDayOf(record) }))
    .filter(({ dueOn }) => dueOn !== "" && dueOn < today)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  return first && { kind: "overdueTask", record: first.id, title: first.title, dueOn: first.dueOn, days: daysBetween(first.dueOn, today) };
}

/** The mood of the last time that anybody noted one. */
function badMood({ interactions, dayOf }: BriefFacts): TalkingPoint | undefined {
  const noted = interactions.find(({ record }) => record.mood !== undefined && record.mood !== null);
  const mood = noted?.record.mood ?? 0;
  if (!noted || mood >= 0) return undefined;
  return { kind: "badMood", record: noted.id, mood, on: dayOf(noted.record.at), text: noted.record.subject || noted.record.text || "" };
}

function dealPoint({ id, record }: At<Deal>, facts: BriefFacts): TalkingPoint | undefined {
  const { today } = facts;
  const own = { record: id, title: record.name ?? "", amountCents: record.amountCents ?? null, currency: record.currency ?? null };
  if (record.expectedOn && record.expectedOn < today)
    return { kind: "dealOverdue", ...own, on: record.expectedOn, days: daysBetween(record.expectedOn, today) };
  const isFollowedUp = facts.plannedOn !== undefined || facts.tasks.length > 0;
  const on = lastOfDeal(record, facts);
  const days = on === undefined ? 0 : daysBetween(on, today);
  return on !== undefined && !isFollowedUp && days >= quietDealDays ? { kind: "dealWithoutNextStep", ...own, on, days } : undefined;
}

/** The day of the last stage, of its opening, or of the last touch with the contact, whichever came last. */
function lastOfDeal(deal: Deal, { interactions, dayOf }: BriefFacts): string | undefined {
  const moved = historyOf(deal).at(-1)?.at;
  const touched = interactions.find(({ record }) => isTouch(record))?.record.at;
  const days = [deal.openedOn ?? undefined, moved && dayOf(moved), touched && dayOf(touched)].filter((day) => day !== undefined);
  return days.sort().at(-1);
}

function figurePoints(figures: CustomerFigures | null): TalkingPoint[] {
  if (!figures) return [];
  const { asOf, currency, rhythm, revenue, alive, next } = figures;
  const points: TalkingPoint[] = [];
  if (rhythm && rhythm.usualDays !== null && (rhythm.state === "broken" || rhythm.state === "later")) {
    const { lastOn, silentDays, usualDays } = rhythm;
    points.push({ kind: rhythm.state === "broken" ? "rhythmBroken" : "boughtLaterThanUsual", lastOn, silentDays, usualDays, asOf });
  }
  if (revenue && revenue.before > 0 && revenue.beforeDays >= leastPurchaseDays) {
    const { recent, before } = revenue;
    const share = (before - recent) / before;
    if (share >= leastDrop) points.push({ kind: "revenueDrop", recent, before, share, currency, asOf });
  }
  if (alive !== null && alive < leastAlive) points.push({ kind: "mayHaveLeft", alive, asOf });
  if (next && next.together >= leastTogether) points.push({ kind: "crossSelling", ...next, asOf });
  return points;
}

function birthdayPoint(
  { id, name, bornOn }: BriefFacts["people"][number],
  today: string,
): Extract<TalkingPoint, { readonly kind: "birthday" }> | undefined {
  const near = bornOn ? nearBirthday(bornOn, today) : undefined;
  return near && { kind: "birthday", party: id, name, ...near };
}

export type Birthday = Omit<Extract<TalkingPoint, { readonly kind: "birthday" }>, "kind">;

/** The birthdays of these people around a day, the nearest first. */
export const birthdaysAround = (people: BriefFacts["people"], today: string): readonly Birthday[] =>
  people
    .flatMap((person) => birthdayPoint(person, today) ?? [])
    .map(({ kind: _kind, ...birthday }) => birthday)
    .sort((a, b) => Math.abs(a.days) - Math.abs(b.days));

/** The birthday that lies within the days of notice around a day. */
export function nearBirthday(
  bornOn: string,
  today: string,
): { readonly on: string; readonly days: number; readonly age: number | null } | undefined {
  const near = birthdayBetween(bornOn, addDays(today, -birthdayBehind), addDays(today, birthdayAhead + 1));
  return near && { on: near.day, days: daysBetween(today, near.day), age: near.turns };
}

/** How long nobody has been in touch; nothing where a meeting is planned anyway. */
function touchPoint({ interactions, today, dayOf }: BriefFacts): TalkingPoint | undefined {
  const last = interactions.find(({ record }) => isTouch(record));
  if (!last) return { kind: "neverMet" };
  const on = dayOf(last.record.at);
  const days = daysBetween(on, today);
  return days >= longDays ? { kind: "longNoTouch", on, days } : undefined;
}

/** The last times people were really in touch, the newest first. */
export const lastTouches = <Of extends At<Interaction>>(interactions: readonly Of[], most = 5): readonly Of[] =>
  interactions.filter(({ record }) => isTouch(record)).slice(0, most);

// ---- what may be done with the contact -------------------------------------------------------------------------------

/** What stands against using a way to reach somebody, or keeping what is known of them. */
export type PermissionFlag =
  | { readonly kind: "dataScope"; readonly scope: string }
  | { readonly kind: "optedOut" | "bounced" | "wrongNumber"; readonly through: string; readonly on: string }
  | { readonly kind: "tag"; readonly tag: string };

/** "kein Telefon", "nicht anrufen", "no calls", "do not contact", "never mail". */
const forbids = /^(kein|keine|keinen|nicht|nie|no|not|do not|don[’']t|never)\b/i;

/**
 * What a contact's record and history say about how to reach them: a narrower data scope, tags that forbid something, who opted out, and
 * ways that led nowhere the last time they were tried.
 */
export function permissionFlags(
  party: Pick<Party, "dataScope" | "tags">,
  interactions: readonly At<Interaction>[],
  dayOf: (at: string) => string,
): readonly PermissionFlag[] {
  const flags: PermissionFlag[] = [];
  if (party.dataScope && party.dataScope !== "full") flags.push({ kind: "dataScope", scope: party.dataScope });
  for (const [tag, isOn] of Object.entries(party.tags ?? {})) if (isOn && forbids.test(tag.trim())) flags.push({ kind: "tag", tag });
  const newest = [...interactions].sort((a, b) => (timeOf(a.record) < timeOf(b.record) ? 1 : -1));
  const tried = new Set<string>();
  const left = new Set<string>();
  for (const { record } of newest) {
    const { kind: through, result, at } = record;
    if (result === "optedOut" && !left.has(through)) {
      left.add(through);
      flags.push({ kind: "optedOut", through, on: dayOf(at) });
    }
    if (!result || tried.has(through)) continue;
    tried.add(through);
    const kind = result === "bounced" ? "bounced" : result === "wrongNumber" ? "wrongNumber" : undefined;
    if (kind) flags.push({ kind, through, on: dayOf(at) });
  }
  return flags;
}
