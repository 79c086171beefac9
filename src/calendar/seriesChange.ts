// What is saved when one time of a series, the later ones, or all of them are changed or left out. A moved time is an appointment of
// its own that names the day it replaces: so it stays replaced when somebody else changes the hour of the series meanwhile.
import type { Appointment } from "../domain/appointment.ts";
import { idsOf } from "../domain/record.ts";
import { repeatOf, ruleOf } from "../domain/repeat.ts";
import { daysBetween, weekdayOf } from "../lib/calendarDay.ts";
import type { Occasion } from "../lib/derivedId.ts";
import type { RecordId } from "../lib/id.ts";
import type { PlainFields } from "../lib/plain.ts";
import { occurrencesIn } from "./series.ts";
import { addDays, dayOf, instantOf, isDay, isZone, type WallTime, wallLength } from "./wallTime.ts";

export interface SeriesAt {
  readonly id: RecordId;
  readonly record: Appointment;
}

export type SeriesScope = "one" | "following" | "all";

/** The new time of one occurrence, and what else shall be so. */
export interface SeriesWish {
  readonly scope: SeriesScope;
  /** The start of the occurrence, as the series has it. */
  readonly occurrence: WallTime;
  readonly start: WallTime;
  readonly end: WallTime;
  /** Another rule, or with null none; absent: as it is. */
  readonly rule?: string | null;
  readonly fields?: PlainFields;
}

export type AppointmentChange =
  | { readonly id: RecordId; readonly fields: PlainFields }
  | {
      readonly type: "appointment";
      readonly key?: string;
      readonly fields: PlainFields;
      readonly by: Occasion;
      readonly then?: PlainFields;
    };

/** `moved` are all that replace a time of the series. */
export function changeSeries(series: SeriesAt, moved: readonly SeriesAt[], wish: SeriesWish): readonly AppointmentChange[] {
  if (wish.scope === "one") return changeOne(series, moved, wish);
  const isFirst = dayOf(wish.occurrence) <= dayOf(series.record.start);
  return wish.scope === "all" || isFirst ? changeAll(series, moved, wish) : changeFollowing(series, moved, wish);
}

function changeOne(series: SeriesAt, moved: readonly SeriesAt[], { occurrence, start, end, fields = {} }: SeriesWish): AppointmentChange[] {
  const day = dayOf(occurrence);
  const known = moved.find(({ record }) => dayOf(record.replaces ?? "") === day);
  if (known) return [{ id: known.id, fields: { ...fields, start, end } }];
  const { record } = series;
  const usual = withTimeOf(day, record.start);
  return [
    {
      type: "appointment",
      fields: {
        ...inheritedFields(record),
        ...zoneOf(record, start),
        ...fields,
        ...{ start: usual, end: withLengthOf(usual, record.start, record.end ?? record.start), series: series.id, replaces: day },
      },
      by: { rule: "appointment occurrence", subject: series.id, occasion: day },
      // Said apart from what makes it: of two who move this time to different ones, both stay to choose from.
      then: { start, end },
    },
  ];
}

function changeAll(
  series: SeriesAt,
  moved: readonly SeriesAt[],
  { occurrence, start, end, rule, fields = {} }: SeriesWish,
): AppointmentChange[] {
  const { record } = series;
  const days = daysBetween(dayOf(occurrence), dayOf(start));
  const first = withTimeOf(addDays(dayOf(record.start), days), start);
  const isSameStart = first === record.start;
  const next = rule === undefined || rule === record.rule ? shiftedRule(record.rule, record.start, first) : rule;
  const shifted = (names: Appointment["exceptions"]): PlainFields => replacedNames(names, (name) => addDays(dayOf(name), days));
  return [
    {
      id: series.id,
      fields: {
        ...fields,
        ...(!isSameStart && { start: first }),
        end: withLengthOf(first, start, end),
        ...(next !== (record.rule ?? null) && { rule: next }),
        ...(!isSameStart && namesIn(record.exceptions).length > 0 && { exceptions: shifted(record.exceptions) }),
        ...(!isSameStart &&
          namesIn(record.additions).length > 0 && {
            additions: replacedNames(record.additions, (name) => withTimeOf(addDays(dayOf(name), days), start)),
          }),
      },
    },
    ...(days === 0 ? [] : moved.map((one) => ({ id: one.id, fields: { replaces: addDays(dayOf(one.record.replaces ?? ""), days) } }))),
  ];
}

function changeFollowing(series: SeriesAt, moved: readonly SeriesAt[], wish: SeriesWish): AppointmentChange[] {
  const { record } = series;
  const [day, { start, end }] = [dayOf(wish.occurrence), wish];
  const days = daysBetween(day, dayOf(start));
  const isLater = (name: string): boolean => dayOf(name) >= day;
  const rest =
    wish.rule === undefined || wish.rule === record.rule ? shiftedRule(restOfRule(series.record, day), wish.occurrence, start) : wish.rule;
  const exceptions = namesIn(record.exceptions).filter(isLater);
  const additions = namesIn(record.additions).filter((name) => isLater(name) && dayOf(name) !== day);
  return [
    {
      type: "appointment",
      key: "rest",
      fields: {
        ...inheritedFields(record),
        ...zoneOf(record, start),
        ...wish.fields,
        ...{ start, end },
        ...(rest !== null && { rule: rest }),
        ...(exceptions.length > 0 && { exceptions: exceptions.map((name) => addDays(dayOf(name), days)) }),
        ...(additions.length > 0 && { additions: additions.map((name) => withTimeOf(addDays(dayOf(name), days), start)) }),
      },
      by: { rule: "appointment series", subject: series.id, occasion: day },
    },
    endedBefore(series, day),
    ...moved
      .filter((one) => isLater(one.record.replaces ?? ""))
      .map((one) => ({ id: one.id, fields: { series: "#rest", replaces: addDays(dayOf(one.record.replaces ?? ""), days) } })),
  ];
}

/** Without one time, or without that and all later ones; of a whole series that is put away its moved times go with it. */
export function leaveOut(
  series: SeriesAt,
  moved: readonly SeriesAt[],
  { scope, occurrence }: Pick<SeriesWish, "scope" | "occurrence">,
  now: string,
): readonly AppointmentChange[] {
  const day = dayOf(occurrence);
  const away = (which: readonly SeriesAt[]): AppointmentChange[] => which.map(({ id }) => ({ id, fields: { deletedAt: now } }));
  const replacing = (isMeant: (replaced: string) => boolean): AppointmentChange[] =>
    away(moved.filter(({ record }) => isMeant(dayOf(record.replaces ?? ""))));
  if (scope === "one") return [{ id: series.id, fields: { exceptions: { add: [day] } } }, ...replacing((replaced) => replaced === day)];
  if (scope === "all" || day <= dayOf(series.record.start)) return away([series, ...moved]);
  return [endedBefore(series, day), ...replacing((replaced) => replaced >= day)];
}

function endedBefore({ id, record }: SeriesAt, day: string): AppointmentChange {
  const until = `UNTIL=${addDays(day, -1).replaceAll("-", "")}`;
  const gone = namesIn(record.additions).filter((name) => dayOf(name) >= day);
  return {
    id,
    fields: {
      ...(record.rule && { rule: [...partsOf(record.rule).filter((part) => !/^(UNTIL|COUNT)=/i.test(part)), until].join(";") }),
      ...(gone.length > 0 && { additions: { remove: gone } }),
    },
  };
}

/** Of so many times, those are over that lie before the day. */
function restOfRule(record: Appointment, day: string): string | null {
  const { rule, start, end } = record;
  const count = Number(/COUNT=(\d+)/i.exec(rule ?? "")?.[1]);
  if (!rule || !(count > 0)) return rule ?? null;
  const zone = isDay(start) || !record.zone || !isZone(record.zone) ? "UTC" : record.zone;
  const span = { from: instantOf(dayOf(start), zone), to: instantOf(day, zone), zone };
  const past = occurrencesIn({ start, end, zone, rule }, span).filter((one) => dayOf(one.start) < day);
  return rule.replace(/COUNT=\d+/i, `COUNT=${Math.max(1, count - past.length)}`);
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** A rule that says its weekday or day goes with the start when that is moved to another one. */
function shiftedRule(rule: string | null | undefined, from: WallTime, to: WallTime): string | null {
  if (!rule || dayOf(from) === dayOf(to)) return rule ?? null;
  const { every, ...ends } = repeatOf(rule, from);
  if (every !== "other") {
    // Its end stays as it was written, by whichever calendar.
    const written = partsOf(rule).filter((part) => /^(UNTIL|COUNT)=/i.test(part));
    return [ruleOf({ every, ...ends, until: "", count: null }, to), ...written].join(";");
  }
  if (!/FREQ=WEEKLY/i.test(rule)) return rule;
  const days = weekdayOf(dayOf(to)) - weekdayOf(dayOf(from));
  return rule.replace(/BYDAY=([A-Z,]+)/i, (_, list: string) => {
    const shifted = list.split(",").map((name) => weekdays[(weekdays.indexOf(name.toUpperCase() as "MO") + days + 7) % 7] ?? name);
    return `BYDAY=${shifted.join()}`;
  });
}

const partsOf = (rule: string): string[] => rule.split(";").filter(Boolean);

/** The day, at the time of day of another time; or all day, as that is. */
const withTimeOf = (day: string, time: WallTime): WallTime => `${day}${time.slice(10)}`;

/** The end of what begins then and lasts as long as something else does. */
function withLengthOf(first: WallTime, start: WallTime, end: WallTime): WallTime {
  const days = daysBetween(dayOf(start), dayOf(end));
  return wallLength(start, end) < 0 ? first : `${addDays(dayOf(first), days)}${end.slice(10)}`;
}

/** All day counts on nobody's clocks; what was all day gets those of whoever gives it a time, said in `fields`. */
const zoneOf = ({ zone }: Appointment, start: WallTime): PlainFields => (isDay(start) || !zone ? {} : { zone });

const namesIn = (names: Appointment["exceptions"]): string[] =>
  Object.entries(names ?? {}).flatMap(([name, isIn]) => (isIn === true ? [name] : []));

function replacedNames(names: Appointment["exceptions"], next: (name: string) => string): PlainFields {
  const [before, after] = [namesIn(names), namesIn(names).map(next)];
  return { add: after, remove: before.filter((name) => !after.includes(name)) };
}

/** What an appointment taken from a series has of it. */
function inheritedFields(record: Appointment): PlainFields {
  const { title, kind, place, status, deal, text, owner } = record;
  const plain = { title, kind, place, status, deal, text, owner };
  const [parties, members, reminders, tags] = [
    idsOf(record.parties),
    idsOf(record.members),
    namesIn(record.reminders),
    namesIn(record.tags),
  ];
  return {
    ...(Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined && value !== null)) as PlainFields),
    ...(parties.length > 0 && { parties }),
    ...(members.length > 0 && { members }),
    ...(reminders.length > 0 && { reminders }),
    ...(tags.length > 0 && { tags }),
  };
}
