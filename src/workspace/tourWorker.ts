// Post codes, towns and the search for the best order belong to no screen: a window starts this worker for the first question about
// a tour.
import * as Comlink from "comlink";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import type { Candidate, CandidateQuestion } from "../tours/candidates.ts";
import { type DayPlan, type DayQuestion, planDay } from "../tours/day.ts";
import { type Placed, Places, type UnplacedReason } from "../tours/places.ts";
import { minutesOfRoad, type Point, roadKilometres } from "../tours/point.ts";
import { placeTable } from "../tours/tables.ts";
import { answerTour, type PlacedContact, placesOf, type TourRefusal, type TourReport } from "./tourAnswer.ts";
import { readCandidates, type Worth } from "./visitFacts.ts";

let opened: { readonly workspace: string; readonly db: WorkspaceDatabase } | null = null;
const places = new Places(placeTable);

function databaseOf(workspace: string): WorkspaceDatabase {
  if (opened?.workspace !== workspace) opened = { workspace, db: new WorkspaceDatabase(workspace, "relaxed") };
  return opened.db;
}

const work = {
  tour: (workspace: string, asked: unknown): Promise<Result<TourReport, TourRefusal>> => answerTour(databaseOf(workspace), places, asked),
  placesOf: (workspace: string, ids: readonly RecordId[]): Promise<PlacedContact[]> => placesOf(databaseOf(workspace), places, ids),
  /** Where a town lies that somebody types: "86150 Augsburg", also behind a street. */
  placeOf: (typed: string, country: string): Placed | UnplacedReason => {
    const [, postalCode = "", behind = ""] = /(?:^|[\s,])(?:[A-Z]{1,2}-)?(\d{4,5})(?:[\s,]+([^\d,]*))?$/.exec(typed.trim()) ?? [];
    const locality = (postalCode ? behind : (typed.split(",").at(-1) ?? "")).trim();
    return places.find({ ...(postalCode && { postalCode }), ...(locality && { locality }) }, country);
  },
  planDay: (question: DayQuestion<Point>): DayPlan => planDay(question, { lengthOf: roadKilometres, pace: minutesOfRoad(1) }),
  candidates: (workspace: string, question: CandidateQuestion, worth: Worth): Promise<Candidate[]> =>
    readCandidates(databaseOf(workspace), places, question, worth),
};

export type TourWork = typeof work;
Comlink.expose(work);
