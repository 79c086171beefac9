// An entry is pulled over days: in a month or above the hours; at its end to another length.
import { onCleanup } from "solid-js";
import { addDays, daysBetween } from "../../lib/calendarDay.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { listenToPickUp } from "../../ui/pickUp.ts";
import { firstDayOf, isLong, lastDayOf } from "./layout.ts";
import { dayMinutes } from "./moveTimes.ts";
import type { SheetProps } from "./sheet.ts";

/** So much of a bar's end is its edge. */
const edgePx = 8;

export interface DraggedDays {
  readonly first: string;
  readonly last: string;
}

/** What may be moved: what was planned, not what was done or comes by itself. */
export const isMovable = ({ layer }: AgendaEntry): boolean => layer === "appointment" || layer === "task";

/** Listens while the element is there. */
export function listenToDayDrag(
  element: HTMLElement,
  to: {
    readonly entry: AgendaEntry;
    readonly goesOn: boolean;
    /** The day under a point. */
    readonly dayAt: (x: number, y: number) => string | undefined;
    readonly onDrawn: (days: DraggedDays | null) => void;
    readonly onMove: SheetProps["onMove"];
    readonly scroller?: () => HTMLElement | undefined;
  },
): void {
  const { entry } = to;
  const [first, last] = [firstDayOf(entry), lastDayOf(entry)];
  let grabbed = first;
  let isEdge = false;
  let by = 0;
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    by = daysBetween(grabbed, to.dayAt(clientX, clientY) ?? grabbed);
    if (isEdge) by = Math.max(by, -daysBetween(first, last));
    to.onDrawn({ first: isEdge ? first : addDays(first, by), last: addDays(last, by) });
  };
  onCleanup(
    listenToPickUp(element, {
      mayStart: () => isMovable(entry),
      onStart: (event) => {
        const { right } = element.getBoundingClientRect();
        isEdge = entry.layer === "appointment" && isLong(entry) && !to.goesOn && event.clientX > right - edgePx;
        grabbed = to.dayAt(event.clientX, event.clientY) ?? first;
        follow(event);
      },
      onMove: follow,
      onDrop: () => {
        to.onDrawn(null);
        to.onMove(entry, isEdge ? 0 : by * dayMinutes, by * dayMinutes);
      },
      onCancel: () => to.onDrawn(null),
      ...(to.scroller && { scroller: to.scroller }),
    }),
  );
}
