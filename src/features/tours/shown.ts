// The stops of a tour as they are shown, and the ways out of it into a map.
import { createMemo } from "solid-js";
import { postalLines } from "../../domain/postalLine.ts";
import type { RecordId } from "../../lib/id.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { extraOf } from "../../tours/draft.ts";
import { mapPlatformOf, placeLink, type RouteLink, routeLink, type Waypoint } from "../../tours/mapLinks.ts";
import type { Placed } from "../../tours/places.ts";
import type { Desk } from "./desk.ts";
import type { ShownStop } from "./StopList.tsx";
import { kilometres, roundMinutes, text } from "./text.ts";

export interface ShownTour {
  readonly nameOf: (id: string) => string;
  readonly addressOf: (id: string) => string;
  /** In their order; without those that have no place. */
  readonly stops: () => readonly ShownStop[];
  readonly waypoints: () => readonly Waypoint[];
  readonly route: () => RouteLink | undefined;
  /** How the order stands beside the best one; "" while that is not known. */
  readonly comparison: () => string;
}

const platform = mapPlatformOf(navigator.userAgent);
const worthSayingKm = 0.05;

export function createShown(desk: Desk): ShownTour {
  const { entry } = useWorkspace();
  const { draft } = desk;
  const nameOf = (id: string): string => entry(id as RecordId)?.name ?? "";
  const addressOf = (id: string): string => {
    const address = desk.contactAt(id)?.address;
    return address ? [address.street, ...postalLines(address)].filter(Boolean).join(", ") : "";
  };
  /** What a map finds best: the measured point, else the address in words. */
  const waypointOf = (id: string, place: Placed): Waypoint =>
    place.knownBy === "visit" || place.knownBy === "hand" || !addressOf(id) ? place : addressOf(id);
  const placed = createMemo(() =>
    desk.plan().order.flatMap((id) => {
      const [stop, place] = [draft().stops.find((one) => one.id === id), desk.contactAt(id)?.place];
      return stop && typeof place === "object" ? [{ stop, place, waypoint: waypointOf(id, place) }] : [];
    }),
  );
  const stops = createMemo(() =>
    placed().map(({ stop, place, waypoint }): ShownStop => {
      const id = stop.id as RecordId;
      return { stop, id, place, name: nameOf(id), address: addressOf(id), mapHref: placeLink(waypoint, platform) };
    }),
  );
  const waypoints = createMemo((): readonly Waypoint[] => {
    const { start, end, ends } = draft();
    const last = ends === "place" ? end : ends === "start" ? start : null;
    return [...(start ? [start] : []), ...placed().map(({ waypoint }) => waypoint), ...(last ? [last] : [])];
  });
  const comparison = (): string => {
    const best = desk.best();
    if (!best || stops().length < 2) return "";
    const extra = extraOf(desk.plan(), best);
    if (extra.lateMinutes > 1) return text().moreLate(roundMinutes(extra.lateMinutes));
    return extra.kilometres > worthSayingKm ? text().costs(kilometres(extra.kilometres)) : text().isBest;
  };
  return {
    ...{ nameOf, addressOf, stops, waypoints, comparison },
    route: () => (stops().length > 0 ? routeLink(waypoints(), platform) : undefined),
  };
}
