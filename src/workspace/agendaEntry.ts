// What is asked of a calendar, and what it answers with: plain values that pass between threads.
import type { WallTime } from "../calendar/wallTime.ts";
import type { RecordId } from "../lib/id.ts";

export interface AgendaQuestion {
  /** Days: the first one, and the one before which it ends. */
  readonly from: string;
  readonly to: string;
  /** Whose appointments; absent: everybody's. */
  readonly members?: readonly string[];
  /** Of whom; absent: of everybody. */
  readonly party?: RecordId;
  /** On whose clocks (IANA) the days begin and end. */
  readonly zone: string;
  /** Also what lies there beside appointments. */
  readonly isWithBesides?: boolean;
  /** Of these members also when they work. */
  readonly hoursOf?: readonly string[];
}

/** What an entry of a calendar is. A task or an activity that is due or done, a birthday of a contact, an absence of a member. */
export type Layer = "appointment" | "task" | "birthday" | "absence" | "activity";

export interface AgendaEntry {
  /** Of a birthday the contact's. */
  readonly id: RecordId;
  readonly layer: Layer;
  /** On the clocks of its own zone; of all-day ones a day, and the day after the last. */
  readonly start: WallTime;
  readonly end: WallTime;
  /** The same on the clocks that were asked about. */
  readonly shownStart: WallTime;
  readonly shownEnd: WallTime;
  /** Instants in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly isAllDay: boolean;
  readonly title: string;
  readonly kind: string;
  readonly place: string;
  readonly parties: readonly RecordId[];
  readonly members: readonly string[];
  /** Who takes part: `members`, or where none are named whoever made it. */
  readonly owners: readonly string[];
  /** Of an activity what came of it. */
  readonly status: string;
  /** "" where it counts on the clocks of whoever looks. */
  readonly zone: string;
  /** Of a series: the start by which this occurrence is called in it, also where it was moved. */
  readonly recurrence: WallTime | null;
  /** Where it was moved: the series it comes from. */
  readonly series: RecordId | null;
  /** Of a birthday: how old somebody becomes, where that is known. */
  readonly age?: number;
  /** The offer of free slots that it is held for. */
  readonly offer?: string;
  /** Somebody has reported on this time of it. */
  readonly isReported?: true;
  /** Of an absence: the member who stands in. */
  readonly substitute?: string;
}

/** When a member works, on the clocks that were asked about. */
export interface WorkingTime {
  readonly member: string;
  /** On whose clocks the member works. */
  readonly zone: string;
  readonly shifts: readonly { readonly start: WallTime; readonly end: WallTime }[];
}

/** Something planned that happens once, or one time of something that comes again: what a script needs of it. */
export interface Occurrence {
  readonly id: RecordId;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly allDay: boolean;
  readonly title: string;
  readonly kind: string;
  /** Of a series: the start by which this time is called in it, also where it was moved; else null. */
  readonly recurrence: WallTime | null;
}
