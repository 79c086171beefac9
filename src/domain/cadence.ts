// How often one wants to be in touch with whom, and who is about to be lost out of sight.
import { addDays, daysBetween, weekdayOf } from "../lib/calendarDay.ts";
import type { Interaction } from "./interaction.ts";
import type { Party } from "./party.ts";
import { rolesOf } from "./party.ts";
import { idsOf } from "./record.ts";

/** "role:customer", "class:A", "tag:Wartung" → days. */
export type Cadences = Readonly<Record<string, number>>;

export interface Cadence {
  readonly days: number;
  /** What it is wanted for: the contact itself ("contact"), or the key in the settings. */
  readonly because: string;
}

/** The cadences that are offered, in days: from every week to every year. */
export const cadenceChoices = [7, 14, 28, 42, 56, 91, 182, 365] as const;

const friday = 5;
/** The next working day, for which a step is planned by one tap. */
export const nextStepDay = (today: string): string => addDays(today, weekdayOf(today) >= friday ? 8 - weekdayOf(today) : 1);

/** What of a contact says how often one wants to be in touch with it. */
export interface CadenceFacts extends Pick<Party, "roles" | "cadenceDays"> {
  readonly tags?: Party["tags"] | readonly string[];
}

const tagsOf = (tags: CadenceFacts["tags"]): readonly string[] =>
  Array.isArray(tags) ? tags : Object.entries(tags ?? {}).flatMap(([tag, isOn]) => (isOn ? [tag] : []));

/**
 * The cadence of a contact: its own, else that of a tag, of its ABC class, of a role, in this order; among several of one sort the
 * shortest. Null where nobody wants one, or the contact's own is 0. Of a role only those count who have not left: a former customer is
 * owed nothing.
 */
export function cadenceOf(party: CadenceFacts, cadences: Cadences, abcClass?: string): Cadence | null {
  if (party.cadenceDays === 0) return null;
  if (party.cadenceDays) return { days: party.cadenceDays, because: "contact" };
  const tags = tagsOf(party.tags).map((tag) => `tag:${tag}`);
  const classes = abcClass ? [`class:${abcClass}`] : [];
  const roles = rolesOf(party).flatMap(([role, phase]) => (phase === "former" ? [] : [`role:${role}`]));
  for (const keys of [tags, classes, roles]) {
    const wanted = keys.flatMap((because) => {
      const days = Object.hasOwn(cadences, because) ? cadences[because] : undefined;
      return days ? [{ days, because }] : [];
    });
    if (wanted.length) return wanted.reduce((shortest, one) => (one.days < shortest.days ? one : shortest));
  }
  return null;
}

const notReached = new Set(["noAnswer", "busy", "wrongNumber", "noShow", "cancelled", "postponed", "bounced", "optedOut", "opened"]);
const noTouches = new Set(["note", "web"]);

/** Whether people were really in touch: a call that nobody answered and a newsletter that was opened are none. */
export const isTouch = ({ kind, result, parties }: Pick<Interaction, "kind" | "result" | "parties">): boolean =>
  !noTouches.has(kind) && !notReached.has(result ?? "") && idsOf(parties).length > 0;

export const touchLights = ["late", "soon", "fresh", "planned", "none"] as const;
export type TouchLight = (typeof touchLights)[number];

export interface TouchState {
  /**
   * `late`: an open deal without a next step, or longer out of touch than wanted; `soon`: nearly so; `fresh`: in touch; `planned`: a next
   * step is planned, so nothing is late; `none`: nobody wants a cadence.
   */
  readonly light: TouchLight;
  /** Why it is late. */
  readonly reason?: "deal" | "cadence";
  readonly cadence?: Cadence;
  /** The day by which one wants to be in touch. */
  readonly dueOn?: string;
  /** Since then; negative before. */
  readonly lateDays?: number;
  /** The day of the next step; "" where it comes again and again. */
  readonly plannedOn?: string;
}

export interface TouchFacts {
  /** The day of the last touch, whenever it was written down. */
  readonly lastTouchOn?: string | undefined;
  /** The day on which the contact was made. */
  readonly knownSince: string;
  /** The day of a planned step; "" for one that comes again and again. */
  readonly plannedOn?: string | undefined;
  readonly hasOpenDeal?: boolean;
}

/** "Soon" is the last quarter of the time, at least three days. */
const soonShare = 0.25;
const soonDays = 3;

/**
 * How a contact stands on a day. The clock begins with the last touch, on the day it happened, whenever it was written down; where there
 * was none, on the day the contact was made. It stands still while a next step is planned for today or later. An open deal needs a next
 * step, however lately one was in touch.
 */
export function touchState(
  cadence: Cadence | null,
  { lastTouchOn, knownSince, plannedOn, hasOpenDeal = false }: TouchFacts,
  today: string,
): TouchState {
  const clock = cadence && clockOf(cadence, lastTouchOn ?? knownSince, today);
  if (plannedOn !== undefined && (plannedOn === "" || plannedOn >= today)) return { light: "planned", plannedOn, ...clock };
  if (hasOpenDeal) return { light: "late", reason: "deal", ...clock };
  if (!clock) return { light: "none" };
  if (clock.lateDays > 0) return { light: "late", reason: "cadence", ...clock };
  return { light: -clock.lateDays <= Math.max(soonDays, clock.cadence.days * soonShare) ? "soon" : "fresh", ...clock };
}

function clockOf(cadence: Cadence, since: string, today: string): { cadence: Cadence; dueOn: string; lateDays: number } {
  const dueOn = addDays(since, cadence.days);
  return { cadence, dueOn, lateDays: daysBetween(dueOn, today) };
}

/** How pressing it is that somebody is late: a deal before all, then by how many of its cadences one is late. */
export const pressureOf = ({ reason, cadence, lateDays = 0 }: TouchState): number =>
  reason === "deal" ? Number.POSITIVE_INFINITY : cadence ? lateDays / cadence.days : 0;
