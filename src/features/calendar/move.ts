// An appointment moved, or made longer or shorter, by so many minutes; of a series this one time alone.
import type { RecordId } from "../../lib/id.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { createSeriesChange } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { type Movable, movedTimes } from "./moveTimes.ts";
import { text } from "./text.ts";

type Times = Pick<Movable, "start" | "end">;

export interface Mover {
  /** Moves it at once, with a way back; the id under which it stands then. */
  readonly move: (entry: Movable, byStart: number, byEnd: number) => Promise<RecordId | undefined>;
  /** What is shown is how it stands now. */
  readonly forget: () => void;
}

export function createMove(): Mover {
  const { engine } = useWorkspace();
  const change = createSeriesChange();
  /** Where something was moved that the screen still shows where it was: a second press of the key goes on from there. */
  const ahead = new Map<RecordId, { readonly from: Times; readonly to: Times }>();
  const standing = (entry: Movable): Movable => {
    const known = ahead.get(entry.id);
    return known && known.from.start === entry.start && known.from.end === entry.end ? { ...entry, ...known.to } : entry;
  };
  const move = async (shown: Movable, byStart: number, byEnd: number): Promise<RecordId | undefined> => {
    const entry = standing(shown);
    const times = movedTimes(entry, byStart, byEnd);
    if (!times || (byStart === 0 && byEnd === 0)) return undefined;
    const done = doneWithUndo(engine, byStart === byEnd ? text().moved : text().lengthChanged);
    // A task has no length: it goes with its day or time.
    if (entry.layer === "task") {
      if (byStart !== byEnd) return undefined;
      const due = entry.isAllDay ? { dueOn: times.start } : { due: times.start };
      return (await act(engine.patch(entry.id, due), done)) === undefined ? undefined : entry.id;
    }
    // What was moved out of a series before is an appointment of its own.
    if (entry.recurrence === null || entry.series !== null) {
      ahead.set(entry.id, { from: { start: shown.start, end: shown.end }, to: times });
      if ((await act(engine.patch(entry.id, times), done)) !== undefined) return entry.id;
      ahead.delete(entry.id);
      return undefined;
    }
    const wish = { scope: "one", occurrence: entry.recurrence, ...times } as const;
    return (await act(change(entry.id, { does: "change", wish }, "edit"), done))?.[0];
  };
  return { move, forget: () => ahead.clear() };
}
