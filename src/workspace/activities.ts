// What was done in some days, found by the columns that reports read: the transaction that changes an activity throws its chunk away,
// so nothing more is written for the calendar, and a save or an import costs what it did.
import { dayText, parseDay } from "../analytics/facts/facts.ts";
import type { InteractionColumns } from "../analytics/facts/source.ts";
import { instantOf, isZone, wallTimeAt } from "../calendar/wallTime.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { readTimeline } from "../database/timeline.ts";
import { type Interaction, interactionNoun } from "../domain/interaction.ts";
import { read } from "../domain/read.ts";
import { idsOf, isDeleted } from "../domain/record.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { AgendaEntry, AgendaQuestion } from "./agendaEntry.ts";
import type { Facts } from "./facts.ts";

export interface ActivityAnswer {
  readonly question: AgendaQuestion;
  /** In order; none where there are too many to tell them apart. */
  readonly entries: readonly AgendaEntry[];
  /** Day → how many were done, where they are too many. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Kinds that take place at a time of a day; mail and notes lie in nobody's calendar. */
const shownKinds: readonly string[] = ["visit", "meeting", "call", "event"];
/** More than these in one view nobody reads one by one. */
const mostEntries = 400;
const minuteMs = 60_000;

/** Visits, calls and meetings that happened on the days of a question; `members`: who did them. */
export async function readActivities(db: WorkspaceDatabase, facts: Facts, asked: AgendaQuestion): Promise<ActivityAnswer> {
  const question = { ...asked, zone: isZone(asked.zone) ? asked.zone : "UTC" };
  const columns = await (await facts.source()).interactions();
  const rows = rowsWithin(columns, question);
  const distinct = new Set(rows.map((row) => columns.ids[row]));
  if (distinct.size > mostEntries) return { question, entries: [], counts: countsOf(columns, rows, question) };
  const parties = [...new Set(rows.map((row) => (columns.parties[columns.party[row] ?? -1] ?? "") as RecordId | ""))];
  const items = parties.length > 0 ? await readTimeline(db, parties) : [];
  const entries = items
    .filter(({ id, record }) => distinct.has(id) && !isDeleted(record))
    .map(({ id, record }) => entryOf(id, read(interactionNoun, record), question.zone))
    .filter(({ shownStart }) => shownStart.slice(0, 10) >= question.from && shownStart.slice(0, 10) < question.to)
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  return { question, entries, counts: {} };
}

/** Days in columns are those of the workspace's zone: a day more on either side. */
function rowsWithin({ count, day, kind, kinds, by, members }: InteractionColumns, question: AgendaQuestion): number[] {
  const [first, last] = [parseDay(addDays(question.from, -1)) ?? 0, parseDay(question.to) ?? 0];
  const isShown = kinds.map((name) => shownKinds.includes(name));
  const isMeant = members.map((member) => !question.members || question.members.includes(member));
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    const on = day[row] ?? 0;
    if (on < first || on > last || !isShown[kind[row] ?? -1]) continue;
    const who = by[row] ?? -1;
    if (who < 0 ? !question.members : isMeant[who]) rows.push(row);
  }
  return rows;
}

function countsOf({ day, ids }: InteractionColumns, rows: readonly number[], { from, to }: AgendaQuestion): Record<string, number> {
  const counts: Record<string, number> = {};
  const seen = new Set<string>();
  for (const row of rows) {
    const [id, on] = [ids[row] ?? "", dayText(day[row] ?? 0)];
    if (seen.has(id) || on < from || on >= to) continue;
    seen.add(id);
    counts[on] = (counts[on] ?? 0) + 1;
  }
  return counts;
}

/** Of one that names only its day, that day. */
function entryOf(id: RecordId, { at, kind, subject, text, parties, by, durationMinutes, result }: Interaction, zone: string): AgendaEntry {
  const isAllDay = at.length === 10;
  const from = isAllDay ? instantOf(at, zone) : Date.parse(at);
  const to = isAllDay ? instantOf(addDays(at, 1), zone) : from + (durationMinutes ?? 0) * minuteMs;
  const [start, end] = isAllDay ? [at, addDays(at, 1)] : [wallTimeAt(from, zone), wallTimeAt(to, zone)];
  return {
    ...{ id, layer: "activity", start, end, shownStart: start, shownEnd: end, from, to, isAllDay, kind },
    title: subject || firstLine(text),
    ...{
      place: "",
      parties: idsOf(parties),
      members: by ? [by] : [],
      owners: by ? [by] : [],
      status: result ?? "",
      zone: "",
      recurrence: null,
      series: null,
    },
  };
}

const longestTitle = 80;
const firstLine = (text: string | null | undefined): string => (text ?? "").split("\n", 1)[0]?.slice(0, longestTitle) ?? "";
