// What a pointer does in a grid of hours: draws an empty time, pulls an entry to another time or day, or its lower edge to another length.
import { onCleanup } from "solid-js";
import { addDays, daysBetween } from "../../lib/calendarDay.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { listenToPickUp } from "../../ui/pickUp.ts";
import { isMovable } from "./dayDrag.ts";
import type { GridColumn } from "./gridColumns.ts";
import type { Placed } from "./layout.ts";

/** What is drawn with a pointer begins and ends with one of these minutes; a tap stands for an hour. */
export const [snapMinutes, tapMinutes, wholeDay] = [15, 60, 1_440] as const;
/** So much of an entry's lower end is its edge. */
const edgePx = 7;

export interface Drawn {
  readonly day: string;
  readonly key: string;
  readonly from: number;
  readonly until: number;
}

export interface GridPointer {
  readonly scroll: () => HTMLElement;
  readonly columns: () => readonly GridColumn[];
  readonly setDrawn: (drawn: Drawn | null) => void;
}

export const minuteAt = (column: HTMLElement, clientY: number, snap: number): number => {
  const { top, height } = column.getBoundingClientRect();
  return Math.max(0, Math.min(wholeDay, Math.floor((((clientY - top) / height) * wholeDay) / snap) * snap));
};

/** The column under a point, or the nearest one. */
export function columnAt({ scroll, columns }: Pick<GridPointer, "scroll" | "columns">, clientX: number): GridColumn | undefined {
  const elements = [...scroll().querySelectorAll<HTMLElement>(".cal-day")];
  const at = elements.findIndex((element) => clientX < element.getBoundingClientRect().right);
  return columns()[at < 0 ? columns().length - 1 : at];
}

/** An empty time is drawn from where the pointer was put down to where it is. */
export function listenToEmpty(
  element: HTMLElement,
  { key, day }: GridColumn,
  grid: GridPointer,
  begin: (from: number, until: number) => void,
): void {
  let [from, until] = [0, 0];
  const draw = (to: number): void => {
    until = to;
    grid.setDrawn({ key, day, from, until });
  };
  onCleanup(
    listenToPickUp(element, {
      mayStart: ({ target }) => target === element,
      onStart: ({ clientY }) => {
        from = minuteAt(element, clientY, snapMinutes);
        draw(from + tapMinutes / 2);
      },
      onMove: ({ clientY }) => {
        const at = minuteAt(element, clientY, snapMinutes);
        draw(at >= from ? at + snapMinutes : at);
      },
      onDrop: () => {
        grid.setDrawn(null);
        begin(from, until);
      },
      onCancel: () => grid.setDrawn(null),
      scroller: grid.scroll,
    }),
  );
}

/** An entry is pulled to another time or day, at its lower edge to another length. */
export function listenToBlock(
  element: HTMLElement,
  { entry, from, until, isBegun, goesOn }: Placed<AgendaEntry>,
  { key, day, member }: GridColumn,
  grid: GridPointer,
  onMove: (entry: AgendaEntry, byStart: number, byEnd: number) => void,
): void {
  let [startY, scrolledAt, byMinutes, byDays] = [0, 0, 0, 0];
  let isEdge = false;
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    const scroll = grid.scroll();
    const pulled = clientY - startY + scroll.scrollTop - scrolledAt;
    byMinutes = Math.round(((pulled / scroll.scrollHeight) * wholeDay) / snapMinutes) * snapMinutes;
    byDays = isEdge ? 0 : daysBetween(day, columnAt(grid, clientX)?.day ?? day);
    if (isEdge) byMinutes = Math.max(byMinutes, from - until);
    const [top, bottom] = isEdge ? [from, until + byMinutes] : [from + byMinutes, until + byMinutes];
    const to = addDays(day, byDays);
    grid.setDrawn({
      day: to,
      key: member ? key : to,
      from: Math.max(0, top),
      until: Math.min(wholeDay, Math.max(bottom, top + snapMinutes)),
    });
  };
  onCleanup(
    listenToPickUp(element, {
      mayStart: (event) => {
        if (!isMovable(entry)) return false;
        isEdge = entry.layer === "appointment" && event.clientY > element.getBoundingClientRect().bottom - edgePx;
        return isEdge ? !goesOn : !isBegun;
      },
      onStart: (event) => {
        [startY, scrolledAt] = [event.clientY, grid.scroll().scrollTop];
        follow(event);
      },
      onMove: follow,
      onDrop: () => {
        grid.setDrawn(null);
        const by = byMinutes + byDays * wholeDay;
        onMove(entry, isEdge ? 0 : by, by);
      },
      onCancel: () => grid.setDrawn(null),
      scroller: grid.scroll,
    }),
  );
}
