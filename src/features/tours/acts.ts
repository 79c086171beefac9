// What becomes of a tour: visits in the calendar.
import { deviceZone } from "../../domain/zone.ts";
import type { RecordId } from "../../lib/id.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { DayPlan } from "../../tours/day.ts";
import { visitTimes } from "../../tours/draft.ts";
import { act } from "../../ui/act.ts";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";

/** Puts the visits of a plan into the calendar in one act; who has a visit on that day keeps it. */
export function createPlanning(): (
  on: string,
  plan: DayPlan,
  planned: readonly AgendaEntry[],
  placeOf: (id: string) => string,
) => Promise<void> {
  const { engine, status } = useWorkspace();
  return async (on, plan, planned, placeOf) => {
    const times = visitTimes(on, plan);
    const isPlanned = (id: string): boolean => planned.some(({ kind, parties }) => kind === "visit" && parties.includes(id as RecordId));
    const made = times.filter(({ id }) => !isPlanned(id));
    if (made.length === 0) {
      showToast(text().allInCalendar);
      return;
    }
    const member = status()?.member;
    const changes = made.map(({ id, start, end }) => ({
      type: "appointment" as const,
      fields: {
        ...{ kind: "visit", start, end, zone: deviceZone(), parties: [id] },
        ...(member && { members: [member] }),
        ...(placeOf(id) && { place: placeOf(id) }),
      },
    }));
    await act(engine.save(changes, "tour"), doneWithUndo(engine, text().inCalendar(made.length, times.length - made.length)));
  };
}
