import { createEffect, createMemo, createSignal, on } from "solid-js";

/** One value that can be looked at: by pointer, by arrow keys, by a screen reader. */
export interface Mark {
  /** Place in the grid that arrow keys walk: along the axis, and from series to series. */
  readonly column: number;
  readonly row: number;
  /** What it belongs to ("March 2026"), and what it says ("12,345 €"). */
  readonly title: string;
  readonly text: string;
  /** Where its words hang, in units of the picture. */
  readonly x: number;
  readonly y: number;
}

/** Which side decides what the pointer means: of columns the nearest in x, of lying bars the nearest in y. */
export type Nearness = "x" | "y" | "both";

export interface MarkProps {
  readonly ref: (element: SVGElement | HTMLElement) => void;
  readonly role: "img" | "button";
  readonly tabindex: 0 | -1;
  readonly "aria-label": string;
  readonly "data-shown": true | undefined;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface Marks {
  readonly all: () => readonly Mark[];
  readonly at: (index: number) => MarkProps;
  /** The one whose words are shown. */
  readonly shown: () => Mark | undefined;
  readonly point: (x: number, y: number) => void;
  readonly leave: () => void;
  readonly openShown: () => void;
  readonly isOpenable: boolean;
}

/** The mark an arrow key leads to: the nearest beyond, first along the same line, then on any; -1 at the edge. */
function neighbourOf(marks: readonly Mark[], from: number, key: string): number {
  const own = marks[from];
  if (!own) return -1;
  // To the ends of the line; where each line has but one mark, to the ends of the column.
  const isSameLine = (mark: Mark): boolean => mark.row === own.row;
  const isLine = marks.filter(isSameLine).length > 1 ? isSameLine : (mark: Mark): boolean => mark.column === own.column;
  if (key === "Home") return marks.findIndex(isLine);
  if (key === "End") return marks.findLastIndex(isLine);
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const isAlong = key === "ArrowRight" || key === "ArrowLeft";
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, mark] of marks.entries()) {
    const [ahead, aside] = isAlong ? [mark.column - own.column, mark.row - own.row] : [mark.row - own.row, mark.column - own.column];
    if (ahead * step <= 0 || (isAlong && aside !== 0)) continue;
    const distance = Math.abs(ahead) * 10_000 + Math.abs(aside);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function nearestTo(marks: readonly Mark[], x: number, y: number, nearness: Nearness): number {
  const [weightX, weightY] = nearness === "x" ? [1_000, 1] : nearness === "y" ? [1, 1_000] : [1, 1];
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, mark] of marks.entries()) {
    const distance = Math.hypot((mark.x - x) * weightX, (mark.y - y) * weightY);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** One tab stop for all marks of a picture; arrow keys move from one to the next, Enter opens where there is something to open. */
export function createMarks(source: () => readonly Mark[], nearness: () => Nearness, onOpen?: (mark: Mark) => void): Marks {
  // Each mark asks for its own words: without this a picture of a thousand would make a million.
  const all = createMemo(source);
  const [stop, setStop] = createSignal(0);
  const [focused, setFocused] = createSignal(-1);
  const [pointed, setPointed] = createSignal(-1);
  const elements = new Map<number, SVGElement | HTMLElement>();
  const shownIndex = (): number => (pointed() >= 0 ? pointed() : focused());
  const open = (index: number): void => {
    const mark = all()[index];
    if (mark) onOpen?.(mark);
  };
  // Another answer may have fewer marks: the stop must be one of them, or the picture could not be reached by Tab.
  createEffect(
    on(
      () => all().length,
      (count) => {
        if (stop() >= count) setStop(0);
        setPointed(-1);
      },
    ),
  );
  return {
    all,
    at: (index) => ({
      ref: (element) => elements.set(index, element),
      role: onOpen ? "button" : "img",
      get tabindex() {
        return stop() === index ? 0 : -1;
      },
      get "aria-label"() {
        const mark = all()[index];
        return mark ? `${mark.title}: ${mark.text}` : "";
      },
      get "data-shown"() {
        return shownIndex() === index || undefined;
      },
      onFocus: () => {
        setStop(index);
        setFocused(index);
        setPointed(-1);
      },
      onBlur: () => setFocused(-1),
      onKeyDown: (event) => {
        if (event.metaKey || event.ctrlKey || event.altKey) return;
        if (event.key === "Enter" || event.key === " ") {
          if (!onOpen) return;
          open(index);
        } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
          // A picture of one line is walked by either pair of arrows.
          const isOneLine = all().every((mark) => mark.row === all()[0]?.row);
          const key = isOneLine ? event.key.replace("Down", "Right").replace("Up", "Left") : event.key;
          const next = neighbourOf(all(), index, key);
          if (next >= 0) elements.get(next)?.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      },
    }),
    shown: () => all()[shownIndex()],
    point: (x, y) => setPointed(nearestTo(all(), x, y, nearness())),
    leave: () => setPointed(-1),
    openShown: () => open(shownIndex()),
    isOpenable: onOpen !== undefined,
  };
}
