import type { RecordId } from "../lib/id.ts";
import type { PlainFields } from "../lib/plain.ts";
import { choice, defineNoun, ids, type Mark, members, type RecordOf, ref, set, text, wallTimeOrDay, whole } from "./noun.ts";
import { idsOf, type Merged, textIn } from "./record.ts";
import { lastDayOf } from "./repeat.ts";
import { seriesMark, stepMark } from "./stepMark.ts";

export const appointmentKinds = ["visit", "call", "meeting", "other"] as const;
export const appointmentStatuses = ["tentative", "confirmed", "cancelled"] as const;

/** Something that is planned to happen (RFC 5545: VEVENT). What then happened is an interaction. */
export const appointmentNoun = defineNoun("appointment", {
  lies: "withParty",
  fields: {
    kind: choice(appointmentKinds),
    title: text,
    /** A day: it lasts all day. */
    start: wallTimeOrDay,
    /** Of all-day ones the day after the last. Absent: that day, or no time at all. */
    end: wallTimeOrDay,
    /** IANA: on whose clocks. Absent: on those of whoever looks. */
    zone: text,
    place: text,
    parties: ids("party"),
    members,
    /** Absent counts as confirmed. */
    status: choice(appointmentStatuses),
    /** RRULE without its name: it comes again. */
    rule: text,
    /** Starts that are left out; a day leaves out whatever starts on it. */
    exceptions: set,
    /** Starts beside the rule. */
    additions: set,
    /** Minutes before it starts. */
    reminders: set,
    /** The series of which this one replaces the occurrence that started there. */
    series: ref("appointment"),
    replaces: wallTimeOrDay,
    /** The starts of the times that somebody has reported on: it took place, or did not, and an activity says so. */
    reported: set,
    deal: ref("deal"),
    text,
    /** Held until a customer has chosen: the offer of free slots (slotOffer.ts) that it is one of. */
    offer: text,
    /** By which other calendars know it, and which version of it this is. */
    uid: text,
    sequence: whole(0),
    /** What another calendar says of it that Kontor has no field for: content lines of iCalendar, as they stood. */
    kept: text,
  },
  required: ["start"],
  belongsTo: ["parties"],
  title: ({ title }) => title ?? "",
  /** What begins or ends within a span is asked by index, and what comes again. */
  keys: [["start"], ["end"], ["rule"], ["uid"], ["offer"]],
  /** The next step with each contact: on its day; of a series as long as it goes on. */
  marks: (appointment) => stepMarks(appointment),
  sortBy: "start",
  matchBy: ["uid"],
  personal: ["title", "text", "place", "kept"],
  /** One of two who moved start and end apart may have arrived alone. */
  repair: (appointment) => {
    const { start, end } = appointment;
    return end && (end < start || isDayText(end) !== isDayText(start)) ? { ...appointment, end: null } : appointment;
  },
});

function stepMarks(appointment: Merged): readonly Mark[] {
  const start = textIn(appointment["start"]);
  if (start === "" || appointment["status"] === "cancelled") return [];
  const rule = textIn(appointment["rule"]);
  // What has been reported on is no next step any more.
  if (rule === "" && isSetIn(appointment["reported"])) return [];
  const [name, day] = rule === "" ? [stepMark, start.slice(0, 10)] : [seriesMark, lastDayOf(rule, start)];
  return idsOf(appointment["parties"]).map((party): Mark => [name, day, party]);
}

const isSetIn = (set: unknown): boolean => typeof set === "object" && set !== null && Object.values(set).includes(true);

export type Appointment = RecordOf<typeof appointmentNoun>;

const isDayText = (time: string): boolean => time.length === 10;
export const isAllDay = ({ start }: Pick<Appointment, "start">): boolean => isDayText(start);
export const isCancelled = ({ status }: Pick<Appointment, "status">): boolean => status === "cancelled";

interface HeldAt {
  readonly id: RecordId;
  readonly record: Appointment;
}

/** One of the times that were held is made firm, and the others are let go, in one act; with no time all are let go. */
export const settleHeld = (held: readonly HeldAt[], chosen: RecordId | undefined, now: string): readonly HeldChange[] =>
  held.map(({ id }) => ({ id, fields: id === chosen ? { status: "confirmed", offer: null } : { deletedAt: now } }));

interface HeldChange {
  readonly id: RecordId;
  readonly fields: PlainFields;
}

/** Whether it has been reported on; of a series, the time that is called by this start in it. */
export const isReported = ({ reported, rule }: Pick<Appointment, "reported" | "rule">, occurrence?: string | null): boolean =>
  rule && occurrence ? reported?.[occurrence] === true : Object.values(reported ?? {}).includes(true);
