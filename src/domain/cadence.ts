// How often one wants to be in touch with whom, and who is about to be lost out of sight.
import { addDays, daysBetween } from "../lib/calendarDay.ts";
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

/**
 * The cadence of a contact: its own, else that of a tag, of its ABC class, of a role, in this order; among several of one sort the
 * shortest. Null where nobody wants one. Of a role only those count who have not left: a former customer is owed nothing.
 */
export function cadenceOf(
  party: Pick<Party, "roles" | "tags"> & { readonly cadenceDays?: number | null },
  cadences: Cadences,
  abcClass?: string,
): Cadence | null {
  if (party.cadenceDays) return { days: party.cadenceDays, because: "contact" };
  const tags = Object.entries(party.tags ?? {}).flatMap(([tag, isOn]) => (isOn ? [`tag:${tag}`] : []));
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

export const touchLights = ["none", "planned", "fresh", "soon", "late"] as const;
export type TouchLight = (typeof touchLights)[number];

export interface TouchState {
  /** `none`: nobody wants a cadence; `planned`: the next step is planned, so nothing is late. */
  readonly light: TouchLight;
  /** The day by which one wants to be in touch. */
  readonly dueOn?: string;
  /** Since then; negative before. */
  readonly lateDays?: number;
}

/** "Soon" is the last quarter of the time, at least three days. */
const soonShare = 0.25;
const soonDays = 3;

/**
 * How a contact stands on a day. The clock begins with the last touch, on the day it happened, whenever it was written down; where there
 * was none, on the day the contact was made. It stands still while a next step is planned for today or later.
 */
export function touchState(
  cadence: Cadence | null,
  { lastTouchOn, knownSince, plannedOn }: { readonly lastTouchOn?: string; readonly knownSince: string; readonly plannedOn?: string },
  today: string,
): TouchState {
  if (!cadence) return { light: "none" };
  const dueOn = addDays(lastTouchOn ?? knownSince, cadence.days);
  const lateDays = daysBetween(dueOn, today);
  if (plannedOn && plannedOn >= today) return { light: "planned", dueOn, lateDays };
  if (lateDays > 0) return { light: "late", dueOn, lateDays };
  return { light: -lateDays <= Math.max(soonDays, cadence.days * soonShare) ? "soon" : "fresh", dueOn, lateDays };
}
