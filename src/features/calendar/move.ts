// An appointment moved, or made longer or shorter, by so many minutes; of a series this one time alone.
import type { RecordId } from "../../lib/id.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createSeriesChange } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { type Movable, movedTimes } from "./moveTimes.ts";
import { text } from "./text.ts";

/** Moves it at once, with a way back; the id under which it stands then. */
export function createMove(): (entry: Movable, byStart: number, byEnd: number) => Promise<RecordId | undefined> {
  const { engine } = useWorkspace();
  const change = createSeriesChange();
  return async (entry, byStart, byEnd) => {
    const times = movedTimes(entry, byStart, byEnd);
    if (!times || (byStart === 0 && byEnd === 0)) return undefined;
    const done = doneWithUndo(engine, byStart === byEnd ? text().moved : text().lengthChanged);
    // What was moved out of a series before is an appointment of its own.
    if (entry.recurrence === null || entry.series !== null)
      return (await act(engine.patch(entry.id, times), done)) === undefined ? undefined : entry.id;
    const wish = { scope: "one", occurrence: entry.recurrence, ...times } as const;
    return (await act(change(entry.id, { does: "change", wish }, "edit"), done))?.[0];
  };
}
