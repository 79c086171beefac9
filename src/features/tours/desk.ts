// The tour that is being planned on this device: its stops, where they lie, its plan and the best one.
import { createMemo } from "solid-js";
import { localDayOf } from "../../i18n/format.ts";
import type { RecordId } from "../../lib/id.ts";
import { createBestDay, createPlaces, createRemembered, type PlacedContact } from "../../state/tours.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { type DayPlan, followDay } from "../../tours/day.ts";
import { type DraftStop, mostDraftStops, questionOf, readDraft, type TourDraft, usualMinutes } from "../../tours/draft.ts";
import type { Placed, UnplacedReason } from "../../tours/places.ts";
import { minutesOfRoad, type Point, roadKilometres } from "../../tours/point.ts";

const earth = { lengthOf: roadKilometres, pace: minutesOfRoad(1) };

export interface Desk {
  readonly draft: () => TourDraft;
  readonly change: (fields: Partial<TourDraft>) => void;
  readonly contactAt: (id: string) => PlacedContact | undefined;
  /** The stops that have a place, in the order that is shown. */
  readonly plan: () => DayPlan;
  /** Undefined while it is being worked out. */
  readonly best: () => DayPlan | undefined;
  readonly planOf: (order: readonly string[]) => DayPlan;
  readonly unplaced: () => readonly { readonly stop: DraftStop; readonly reason: UnplacedReason | "contact-missing" }[];
  readonly points: () => readonly Point[];
  /** False where there is no room for more. */
  readonly add: (id: RecordId, more?: Partial<DraftStop>) => boolean;
  readonly edit: (stop: DraftStop) => void;
  /** How to take it back. */
  readonly remove: (id: string) => () => void;
  readonly clear: () => () => void;
  readonly reorder: (order: readonly string[]) => void;
}

export function createDesk(): Desk {
  const { directory } = useWorkspace();
  const today = localDayOf(new Date());
  const [draft, keep] = createRemembered("tour", (kept) => readDraft(kept, today));
  const change = (fields: Partial<TourDraft>): void => keep({ ...draft(), ...fields });
  const undoable = (fields: Partial<TourDraft>): (() => void) => {
    const before = draft();
    change(fields);
    return () => keep(before);
  };
  const ids = createMemo(() => draft().stops.map(({ id }) => id as RecordId), undefined, { equals: (a, b) => a.join() === b.join() });
  const places = createPlaces(ids);
  const contactAt = (id: string): PlacedContact | undefined => places()?.get(id as RecordId);
  const placeOf = (id: string): Placed | UnplacedReason | undefined => contactAt(id)?.place;
  const question = createMemo(() => questionOf(draft(), placeOf));
  /** In whatever order the stops stand, the best one is the same. */
  const asked = createMemo(() => ({ ...question(), stops: question().stops.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }));
  const answer = createBestDay(() => (question().stops.length > 0 ? asked() : undefined));
  const best = createMemo(() => (answer()?.asked === JSON.stringify(asked()) ? answer()?.plan : undefined));
  const planOf = (order: readonly string[]): DayPlan => followDay(question(), order, earth);
  const order = createMemo(() => (draft().isByHand ? undefined : best()?.order) ?? draft().stops.map(({ id }) => id));
  const unplaced = createMemo(() =>
    draft().stops.flatMap((stop) => {
      const place = directory()?.get(stop.id as RecordId) || !directory() ? placeOf(stop.id) : ("contact-missing" as const);
      return typeof place === "string" ? [{ stop, reason: place }] : [];
    }),
  );
  return {
    ...{ draft, change, contactAt, best, planOf, unplaced },
    plan: createMemo(() => planOf(order())),
    points: createMemo(() => {
      const { start, end } = question();
      return [...(start ? [start] : []), ...question().stops.map(({ place }) => place), ...(end ? [end] : [])];
    }),
    add: (id, more) => {
      const { stops } = draft();
      if (stops.some((stop) => stop.id === id)) return true;
      if (stops.length >= mostDraftStops) return false;
      change({ stops: [...stops, { id, minutes: usualMinutes, from: "", until: "", ...more }] });
      return true;
    },
    edit: (stop) => change({ stops: draft().stops.map((one) => (one.id === stop.id ? stop : one)) }),
    remove: (id) => undoable({ stops: draft().stops.filter((one) => one.id !== id) }),
    clear: () => undoable({ stops: [], isByHand: false }),
    reorder: (ids) => {
      const place = new Map(ids.map((id, at) => [id, at]));
      const at = (id: string): number => place.get(id) ?? ids.length;
      change({ stops: draft().stops.toSorted((a, b) => at(a.id) - at(b.id)), isByHand: true });
    },
  };
}
