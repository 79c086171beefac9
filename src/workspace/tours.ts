// The window's half of tours.

import { dayIn, deviceZone } from "../domain/zone.ts";
import { addDays, isDay } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Candidate, CandidateQuestion } from "../tours/candidates.ts";
import type { DayPlan, DayQuestion } from "../tours/day.ts";
import type { Placed, UnplacedReason } from "../tours/places.ts";
import { isPoint, type Point } from "../tours/point.ts";
import type { Analysis } from "./analyst.ts";
import { Thread } from "./thread.ts";
import type { PlacedContact, TourRefusal, TourReport } from "./tourAnswer.ts";
import type { TourWork } from "./tourWorker.ts";
import type { Worth } from "./visitFacts.ts";

export type TourAnswer = Result<TourReport, TourRefusal | { readonly code: "workspace-missing" }>;

export type CandidateAnswer = Result<
  readonly Candidate[],
  { readonly code: "field-invalid"; readonly field: string } | { readonly code: "workspace-missing" }
>;

type Analyse = (method: string, options: unknown) => Promise<Analysis>;

const usualLimit = 20;
const yearDays = 365;
const localDay = (): string => dayIn(new Date().toISOString(), deviceZone());

export class Tours {
  readonly #workspace: string;
  readonly #analyse: Analyse;
  readonly #thread = new Thread<TourWork>(
    () => new Worker(new URL("./tourWorker.ts", import.meta.url), { type: "module", name: "kontor-tours" }),
  );

  constructor(workspace: string, analyse: Analyse) {
    this.#workspace = workspace;
    this.#analyse = analyse;
  }

  /** Answers the door's `tour`. */
  async tour(asked: unknown): Promise<TourAnswer> {
    const answer: TourAnswer | null = await this.#thread.ask<TourAnswer>((work) => work.tour(this.#workspace, asked));
    return answer ?? err({ code: "workspace-missing" });
  }

  /** Where contacts lie; those that are not here are left out. */
  async placesOf(ids: readonly RecordId[]): Promise<readonly PlacedContact[]> {
    return (await this.#thread.ask<PlacedContact[]>((work) => work.placesOf(this.#workspace, ids))) ?? [];
  }

  /** Where a post code and town lie that somebody types. */
  async placeOf(typed: string, country: string): Promise<Placed | UnplacedReason> {
    return (await this.#thread.ask<Placed | UnplacedReason>((work) => work.placeOf(typed, country))) ?? "town-unknown";
  }

  /** The best order of a day; null where the workspace was left meanwhile. */
  planDay(question: DayQuestion<Point>): Promise<DayPlan | null> {
    return this.#thread.ask<DayPlan>((work) => work.planDay(question));
  }

  /** Whom one might visit on a day, the best first: today, and twenty, unless told. */
  async candidates({ on = localDay(), near = [], limit = usualLimit }: Partial<CandidateQuestion>): Promise<CandidateAnswer> {
    if (!isDay(on)) return err({ code: "field-invalid", field: "on" });
    const wrong = near.findIndex((point) => !isPoint(point));
    if (wrong >= 0) return err({ code: "field-invalid", field: `near[${wrong}]` });
    const worth = await this.#worthOn(on);
    const found = await this.#thread.ask<Candidate[]>((work) => work.candidates(this.#workspace, { on, near, limit }, worth));
    return found ? ok(found) : err({ code: "workspace-missing" });
  }

  /** What contacts brought in the year before a day, as the report on ABC classes says it; empty where nothing has been bought. */
  async #worthOn(on: string): Promise<Worth> {
    const answer = await this.#analyse("abc", { of: "party", asOf: on, from: addDays(on, -yearDays) });
    if (!answer.ok) return {};
    const { results } = answer.value as unknown as { readonly results: Readonly<Record<string, { class: number; revenue: number }>> };
    return Object.fromEntries(Object.entries(results).map(([id, one]) => [id, { abcClass: one.class, revenue: one.revenue }]));
  }

  close(): void {
    this.#thread.close();
  }
}
