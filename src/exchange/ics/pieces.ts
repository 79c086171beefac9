// A series and what a file says of single times of it, as the appointments that Kontor keeps of them: a moved time names its series and the
// day it replaces, and what holds for a time and all later ones is a series of its own, from which the old one ends.
import { changeSeries, type SeriesAt } from "../../calendar/seriesChange.ts";
import { addDays, dayOf, instantOf, isDay, type WallTime, wallTimeAt } from "../../calendar/wallTime.ts";
import type { Appointment } from "../../domain/appointment.ts";
import { daysBetween } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import type { IcsEntry } from "./entry.ts";
import { appointmentFields } from "./entryFields.ts";

export interface FileEntry extends IcsEntry {
  readonly file: string | undefined;
  /** The file says no more than that it is cancelled. */
  readonly isCancelling: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** One appointment to be. */
export interface Piece {
  readonly entry: FileEntry;
  /** By which it is known again; absent of a moved time, which its series and day tell. */
  readonly uid?: string;
  fields: Fields;
  /** Of a moved time: the series, by its uid, and the time that it replaces there. */
  series?: string;
  replaces?: WallTime;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** What changes in a series that is not in the file: it ends earlier. */
  readonly ended: readonly { readonly uid: string; readonly fields: Fields }[];
}

/** The entries of one UID; `known` is the series that the workspace has of it. */
export function piecesOf(uid: string, entries: readonly FileEntry[], known: Appointment | undefined): Pieces {
  const head = latest(entries.filter(({ replaces }) => replaces === undefined));
  const headPiece: Piece | undefined = head && { entry: head, uid, fields: appointmentFields(head) };
  const series = headPiece ? asRecord(headPiece.fields) : known;
  const moves = latestOfEach(entries.filter(({ replaces }) => replaces !== undefined));
  if (!series) return { pieces: moves.map((entry) => detached(uid, entry)), ended: [] };
  const named = moves.map((entry) => ({ entry, at: timeInSeries(entry, series) }));
  const days = named.map(({ at }) => dayOf(at));
  const singles = named
    .filter(({ entry }) => !entry.isThisAndFollowing)
    .map(({ entry, at }): Piece => {
      const isOnlyOne = days.indexOf(dayOf(at)) === days.lastIndexOf(dayOf(at));
      return { entry, fields: appointmentFields(entry), series: uid, replaces: isOnlyOne ? dayOf(at) : at };
    });
  const ranges = named.filter(({ entry }) => entry.isThisAndFollowing).sort((a, b) => (a.at < b.at ? -1 : 1));
  const split = new Split(uid, series, singles, headPiece);
  for (const { entry, at } of ranges) split.from(entry, dayOf(at));
  return { pieces: [...(headPiece ? [headPiece] : []), ...split.rests, ...singles], ended: split.ended };
}

/** A series that goes on otherwise from some days on. */
class Split {
  readonly rests: Piece[] = [];
  readonly ended: { readonly uid: string; readonly fields: Fields }[] = [];
  readonly #uid: string;
  readonly #singles: readonly Piece[];
  #last: { readonly uid: string; readonly record: Appointment; readonly piece: Piece | undefined; readonly shift: number };

  constructor(uid: string, record: Appointment, singles: readonly Piece[], piece: Piece | undefined) {
    this.#uid = uid;
    this.#singles = singles;
    this.#last = { uid, record, piece, shift: 0 };
  }

  from(entry: FileEntry, day: string): void {
    const { record, piece, uid, shift } = this.#last;
    const start = entry.start ?? day;
    const occurrence = `${addDays(day, shift)}${record.start.slice(10)}`;
    const later = this.#singles.flatMap((single, at) => (single.series === uid ? [asMoved(single, at)] : []));
    const wish = { scope: "following", occurrence, start, end: entry.end ?? start } as const;
    const changes = changeSeries({ id: seriesId, record }, later, wish);
    const rest = changes.find((change) => "type" in change)?.fields;
    const own = appointmentFields(entry);
    // From its first day on: the whole series.
    if (!rest) {
      const all = changes.find((change) => "id" in change && change.id === seriesId)?.fields ?? {};
      if (piece) piece.fields = { ...own, ...listsOf(piece.fields), ...ruleIn(all["rule"] ?? piece.fields["rule"]) };
      return;
    }
    const next: Piece = { entry, uid: restUid(this.#uid, day), fields: { ...own, ...listsOf(rest), ...ruleIn(rest["rule"]) } };
    this.rests.push(next);
    for (const change of changes) {
      if (!("id" in change)) continue;
      if (change.id === seriesId) this.#end(change.fields);
      else this.#move(change.id, change.fields, next.uid ?? "");
    }
    this.#last = {
      uid: next.uid ?? "",
      record: asRecord(next.fields),
      piece: next,
      shift: shift + daysBetween(dayOf(occurrence), dayOf(start)),
    };
  }

  #end(fields: Fields): void {
    const { piece, uid } = this.#last;
    if (!piece) {
      this.ended.push({ uid, fields });
      return;
    }
    const gone = ((fields["additions"] ?? {}) as { readonly remove?: readonly string[] }).remove ?? [];
    const additions = ((piece.fields["additions"] ?? []) as readonly string[]).filter((one) => !gone.includes(one));
    const { additions: _additions, ...rest } = piece.fields;
    piece.fields = { ...rest, ...ruleIn(fields["rule"] ?? rest["rule"]), ...(additions.length > 0 && { additions }) };
  }

  #move(id: string, fields: Fields, uid: string): void {
    const single = this.#singles[Number(id.slice(1))];
    if (!single) return;
    if (fields["series"] !== undefined) single.series = uid;
    if (typeof fields["replaces"] === "string") single.replaces = fields["replaces"];
  }
}

const seriesId = "series" as RecordId;
const asMoved = (single: Piece, at: number): SeriesAt => ({
  id: `m${at}` as RecordId,
  record: asRecord({ ...single.fields, replaces: single.replaces }),
});
const listsOf = ({ exceptions, additions }: Fields): Fields => ({
  ...(exceptions !== undefined && { exceptions }),
  ...(additions !== undefined && { additions }),
});
const ruleIn = (rule: unknown): Fields => (typeof rule === "string" && rule !== "" ? { rule } : {});

/** As calendars name what was split off: beside the old name, before its "@". */
const restUid = (uid: string, day: string): string => {
  const [before = "", ...host] = uid.split("@");
  return [`${before}_R${day.replaceAll("-", "")}`, ...host].join("@");
};

/** A time of a series that is nowhere: an appointment of its own, known by uid and time, which keeps what it replaces. */
const detached = (uid: string, entry: FileEntry): Piece => ({
  entry,
  fields: { ...appointmentFields(entry), externalIds: { ics: `${uid} ${entry.replaces}` }, replaces: entry.replaces },
});

/** The name of a time in the series' own words: on its clocks, a day where it is one of days. */
function timeInSeries({ replaces = "", replacesZone, zone }: FileEntry, series: Appointment): WallTime {
  const own = replacesZone ?? zone;
  if (isDay(replaces) || !own || !series.zone || own === series.zone) return isDay(series.start) ? dayOf(replaces) : replaces;
  return wallTimeAt(instantOf(replaces, own), series.zone);
}

const asRecord = (fields: Fields): Appointment => ({
  ...(fields as unknown as Appointment),
  ...Object.fromEntries(["exceptions", "additions"].map((name) => [name, setOf(fields[name])])),
});
const setOf = (list: unknown): Readonly<Record<string, true>> =>
  Object.fromEntries((Array.isArray(list) ? (list as readonly string[]) : []).map((one) => [one, true as const]));

/** The highest version; of equal ones the one that stands last. */
const latest = (entries: readonly FileEntry[]): FileEntry | undefined =>
  entries.reduce<FileEntry | undefined>((best, entry) => (best && best.sequence > entry.sequence ? best : entry), undefined);

function latestOfEach(entries: readonly FileEntry[]): FileEntry[] {
  const byTime = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const name = `${entry.replaces} ${entry.isThisAndFollowing}`;
    byTime.set(name, [...(byTime.get(name) ?? []), entry]);
  }
  return [...byTime.values()].flatMap((same) => latest(same) ?? []);
}
