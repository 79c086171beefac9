// The best order of some visits, of contacts whose addresses have a place and of places that a script names itself.
import { DirectoryView } from "../database/directoryView.ts";
import { settingsRow } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { type Address, partyNoun } from "../domain/party.ts";
import { read } from "../domain/read.ts";
import { inOrder, isDeleted, textIn } from "../domain/record.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { clockOfMinutes, type DayPlan, type DayStop, minutesOfClock, planDay, type Ways } from "../tours/day.ts";
import type { KnownBy, Placed, Places, UnplacedReason } from "../tours/places.ts";
import { minutesOfRoad, type Point, roadKilometres } from "../tours/point.ts";
import { type AskedPlace, type AskedStop, readTourQuestion, type TourQuestionRefusal } from "./tourQuestion.ts";

export interface TourVisit {
  readonly id: string;
  /** Wall times, "09:30". */
  readonly arrives: string;
  readonly begins: string;
  readonly leaves: string;
  readonly lateMinutes: number;
  /** `given`: by the question itself. */
  readonly knownBy: KnownBy | "given";
}

export interface TourReport {
  readonly order: readonly string[];
  readonly legs: readonly { readonly kilometres: number; readonly minutes: number }[];
  readonly kilometres: number;
  readonly minutes: number;
  readonly ends: string;
  readonly visits: readonly TourVisit[];
  /** Stops that nobody can place, left out of the order. */
  readonly unplaced: readonly { readonly id: string; readonly reason: UnplacedReason }[];
}

export type TourRefusal = TourQuestionRefusal | { readonly code: "record-missing"; readonly id: string };

export interface PlacedContact {
  readonly id: RecordId;
  readonly place: Placed | UnplacedReason;
  /** The address that says it, under which key it lies, and whose it is: the contact's, or the firm's. */
  readonly address?: Address & { readonly key: string };
  readonly of: RecordId;
}

/** Where contacts lie: by their own first address, else by that of the firm they work for. Those that are not here are left out. */
export async function placesOf(db: WorkspaceDatabase, places: Places, ids: readonly RecordId[]): Promise<PlacedContact[]> {
  const view = new DirectoryView();
  const [settings, pages] = await Promise.all([settingsRow(db), db.directory.toArray()]);
  view.take(pages);
  const country = textIn(settings?.record["country"]) || "DE";
  const firmOf = (id: RecordId): RecordId | undefined => view.get(id)?.employer;
  const rows = await db.parties.bulkGet([...new Set(ids.flatMap((id) => [id, firmOf(id) ?? id]))]);
  const addresses = new Map(
    rows.flatMap((row) => (row && !isDeleted(row.record) ? [[row.id, inOrder(read(partyNoun, row.record).addresses)[0]] as const] : [])),
  );
  return ids
    .filter((id) => addresses.has(id))
    .map((id) => {
      const of = addresses.get(id) ? id : (firmOf(id) ?? id);
      const address = addresses.get(of);
      return { id, of: address ? of : id, place: places.find(address, country), ...(address && { address }) };
    });
}

const earth: Ways<Point> = { lengthOf: roadKilometres, pace: minutesOfRoad(1) };
/** For tests: units of length are minutes as well. */
const plane: Ways<Point> = { lengthOf: (a, b) => Math.hypot(a.lat - b.lat, a.lon - b.lon), pace: 1 };

/** Answers `tour` of the door. */
export async function answerTour(db: WorkspaceDatabase, places: Places, asked: unknown): Promise<Result<TourReport, TourRefusal>> {
  const question = readTourQuestion(asked);
  if (!question.ok) return question;
  const { stops, start, end, closed, metric, at } = question.value;
  const wanted = [...stops, ...(start ? [start] : []), ...(end ? [end] : [])];
  const ids = wanted.flatMap((one) => (pointOf(one) === undefined && one.id !== undefined ? [one.id] : []));
  const unreadable = ids.find((id) => !isRecordId(id));
  if (unreadable !== undefined) return err({ code: "record-missing", id: unreadable });
  const found = new Map((await placesOf(db, places, ids as RecordId[])).map(({ id, place }) => [id as string, place]));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) return err({ code: "record-missing", id: missing });
  const placeOf = (one: AskedPlace): (Point & { readonly knownBy: KnownBy | "given" }) | UnplacedReason => {
    const given = pointOf(one);
    return given ? { ...given, knownBy: "given" } : (found.get(one.id ?? "") ?? "address-missing");
  };
  for (const [field, one] of [["start", start] as const, ["end", end] as const])
    if (one && typeof placeOf(one) === "string") return err({ code: "field-invalid", field });
  const known = stops.map((stop) => ({ stop, place: placeOf(stop) }));
  const plan = planDay(
    {
      stops: known.flatMap(({ stop, place }) => (typeof place === "string" ? [] : [dayStopOf(stop, place)])),
      start: start && (placeOf(start) as Point),
      end: end && (placeOf(end) as Point),
      isClosed: closed,
      departure: minutesOfClock((at ?? "08:00").split("T").at(-1)?.slice(0, 5) ?? "") ?? 0,
    },
    metric === "plane" ? plane : earth,
  );
  return ok(
    reportOf(
      plan,
      known.map(({ stop, place }) => ({ id: stop.id, place })),
    ),
  );
}

const pointOf = ({ lat, lon, x, y }: AskedPlace): Point | undefined =>
  lat !== undefined && lon !== undefined ? { lat, lon } : x !== undefined && y !== undefined ? { lat: y, lon: x } : undefined;

const dayStopOf = ({ id, window, minutes = 0 }: AskedStop, place: Point): DayStop<Point> => ({
  ...{ id, place, minutes },
  ...(window && {
    window: { from: minutesOfClock(window.from ?? "") ?? 0, until: minutesOfClock(window.until ?? "") ?? Number.MAX_SAFE_INTEGER },
  }),
});

function reportOf(
  { order, legs, length, minutes, visits, ends }: DayPlan,
  known: readonly { readonly id: string; readonly place: { readonly knownBy: KnownBy | "given" } | UnplacedReason }[],
): TourReport {
  const placed = new Map(known.flatMap(({ id, place }) => (typeof place === "string" ? [] : [[id, place.knownBy] as const])));
  return {
    order,
    legs: legs.map((leg) => ({ kilometres: leg.length, minutes: leg.minutes })),
    ...{ kilometres: length, minutes, ends: clockOfMinutes(ends) },
    visits: visits.map(({ id, arrives, begins, leaves, late }) => ({
      id,
      ...{ arrives: clockOfMinutes(arrives), begins: clockOfMinutes(begins), leaves: clockOfMinutes(leaves), lateMinutes: Math.ceil(late) },
      knownBy: placed.get(id) ?? "given",
    })),
    unplaced: known.flatMap(({ id, place }) => (typeof place === "string" ? [{ id, reason: place }] : [])),
  };
}
