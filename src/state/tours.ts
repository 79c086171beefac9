// What a tour asks: where contacts lie, the best order, whom to visit; and the tour that is being planned on this device.
import { type Accessor, createEffect, createResource, createSignal, on, onCleanup } from "solid-js";
import { appointmentsAround } from "../database/appointments.ts";
import { recordsOfNoun } from "../database/questions.ts";
import { localMemory } from "../lib/browserMemory.ts";
import { addDays } from "../lib/calendarDay.ts";
import type { RecordId } from "../lib/id.ts";
import type { Candidate, CandidateQuestion } from "../tours/candidates.ts";
import type { DayPlan, DayQuestion } from "../tours/day.ts";
import type { Placed, UnplacedReason } from "../tours/places.ts";
import type { Point } from "../tours/point.ts";
import type { PlacedContact } from "../workspace/tourAnswer.ts";
import { known } from "./known.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { PlacedContact } from "../workspace/tourAnswer.ts";

/** Contact → where it lies; asked again when one of the contacts changes. The last answer stays meanwhile. */
export function createPlaces(ids: Accessor<readonly RecordId[]>): Accessor<ReadonlyMap<RecordId, PlacedContact> | undefined> {
  const session = useSession();
  // Rows are read only to hear of changes: the worker reads them itself.
  const changed = createLiveQuery(ids, async (db, wanted) => {
    await db.parties.bulkGet([...wanted]);
    return { wanted };
  });
  const [places] = createResource(changed, async ({ wanted }) => {
    const found = await (await session.tours()).placesOf(wanted);
    return new Map(found.map((one) => [one.id, one]));
  });
  return () => known(places);
}

/** Where contacts lie at this moment. */
export function createPlaceReading(): (ids: readonly RecordId[]) => Promise<readonly PlacedContact[]> {
  const session = useSession();
  return async (ids) => (await session.tours()).placesOf(ids);
}

/** The best order of a day, worked out beside the screen; the last answer stays until the next one is there. */
export function createBestDay(
  question: Accessor<DayQuestion<Point> | undefined>,
): Accessor<{ readonly asked: string; readonly plan: DayPlan } | undefined> {
  const session = useSession();
  const [best, setBest] = createSignal<{ readonly asked: string; readonly plan: DayPlan }>();
  createEffect(
    on(
      () => JSON.stringify(question()),
      (asked) => {
        if (asked === undefined) return;
        let isWanted = true;
        onCleanup(() => {
          isWanted = false;
        });
        void session
          .tours()
          .then((tours) => tours.planDay(JSON.parse(asked) as DayQuestion<Point>))
          .then((plan) => {
            if (isWanted && plan) setBest({ asked, plan });
          })
          // A worker that broke is started anew by the next question; the order by hand stays.
          .catch(() => undefined);
      },
    ),
  );
  return best;
}

const watchedDays = 60;

/** Whom one might visit; asked again when a contact, a task or an appointment changes. */
export function createCandidates(question: Accessor<CandidateQuestion | undefined>): Accessor<readonly Candidate[] | undefined> {
  const session = useSession();
  const { directory } = useWorkspace();
  const changed = createLiveQuery(
    () => (directory() ? question() : undefined),
    async (db, asked) => {
      await Promise.all([recordsOfNoun(db, "task"), appointmentsAround(db, asked.on, addDays(asked.on, watchedDays))]);
      return { asked };
    },
  );
  const [candidates] = createResource(changed, async ({ asked }) => {
    const answer = await (await session.tours()).candidates(asked);
    return answer.ok ? answer.value : [];
  });
  return () => known(candidates);
}

/** Where a post code and town lie that somebody types. */
export function createPlaceSearch(): (typed: string) => Promise<Placed | UnplacedReason> {
  const session = useSession();
  const { settings } = useWorkspace();
  return async (typed) => (await session.tours()).placeOf(typed, settings().country ?? "DE");
}

/** A value of this workspace that stays on this device, also when the app is closed; leaving the workspace removes it. */
export function createRemembered<Value>(name: string, read: (kept: unknown) => Value): [Accessor<Value>, (value: Value) => void] {
  const { id } = useWorkspace();
  const key = `kontor.${name}.${id}`;
  let kept: unknown = null;
  try {
    kept = JSON.parse(localMemory.get(key) ?? "null");
  } catch {
    kept = null; // Not what we wrote: begin anew.
  }
  const [value, setValue] = createSignal<Value>(read(kept));
  return [
    value,
    (next) => {
      setValue(() => next);
      localMemory.set(key, JSON.stringify(next));
    },
  ];
}
