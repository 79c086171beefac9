// Rows that are put elsewhere by hand: a mouse drags, a finger picks up after it has lain still. A swipe scrolls and never moves a row.
import { createSignal, onCleanup } from "solid-js";
import type { LongPress } from "./longPress.ts";

/** So long a finger must lie still, and so far it may move meanwhile: further is a scroll. A mouse that moves so far drags. */
const afterMs = 260;
const stillPx = 8;
/** So near the edge of the list it scrolls, by so much a frame. */
const edgePx = 48;
const scrollPx = 10;

export interface Drag<Id> {
  readonly id: Id;
  /** Where it would come to lie. */
  readonly to: number;
}

export interface RowDrag<Id> extends LongPress<Id> {
  /** What is on its way; null while nothing is. */
  readonly dragged: () => Drag<Id> | null;
}

interface Rows<Id> {
  readonly box: () => HTMLElement;
  /** The place of the row under a height of the screen. */
  readonly indexAt: (clientY: number) => number;
  readonly onDrop: (id: Id, to: number) => void;
  /** A finger that stays and does not move. */
  readonly onPress: (id: Id) => void;
}

export function createRowDrag<Id>({ box, indexAt, onDrop, onPress }: Rows<Id>): RowDrag<Id> {
  const [dragged, setDragged] = createSignal<Drag<Id> | null>(null);
  let pressed: { readonly id: Id; readonly pointer: number; readonly x: number; readonly y: number; readonly isTouch: boolean } | null =
    null;
  let isArmed = false;
  let swallowsClick = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let lastY = 0;

  // Once a row is picked up, moving on is no scroll.
  const holdStill = (event: TouchEvent): void => {
    if (isArmed) event.preventDefault();
  };
  const scrollAtEdge = (): void => {
    frame = 0;
    if (!dragged() || !pressed) return;
    const { top, bottom } = box().getBoundingClientRect();
    const step = lastY < top + edgePx ? -scrollPx : lastY > bottom - edgePx ? scrollPx : 0;
    if (step !== 0) {
      box().scrollTop += step;
      setDragged({ id: pressed.id, to: indexAt(lastY) });
    }
    frame = requestAnimationFrame(scrollAtEdge);
  };
  const arm = (): void => {
    if (!pressed) return;
    isArmed = true;
    box().setPointerCapture(pressed.pointer);
    if (pressed.isTouch) navigator.vibrate?.(10);
  };
  const drop = (isKept: boolean): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    frame = 0;
    box().removeEventListener("touchmove", holdStill);
    const [drag, press, wasArmed] = [dragged(), pressed, isArmed];
    pressed = null;
    isArmed = false;
    setDragged(null);
    if (!wasArmed || !press) return;
    swallowsClick = true;
    if (drag && isKept) onDrop(drag.id, drag.to);
    else if (!drag && press.isTouch && isKept) onPress(press.id);
  };
  onCleanup(() => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  });
  let wasTouch = false;
  return {
    dragged,
    begin: (event, id) => {
      drop(false);
      swallowsClick = false;
      wasTouch = event.pointerType === "touch";
      const isButton = event.target instanceof Element && event.target.closest("button, a, input") !== null;
      if (id === undefined || event.button !== 0 || (isButton && !wasTouch)) return;
      pressed = { id, pointer: event.pointerId, x: event.clientX, y: event.clientY, isTouch: wasTouch };
      if (!wasTouch) return;
      box().addEventListener("touchmove", holdStill, { passive: false });
      timer = setTimeout(arm, afterMs);
    },
    move: (event) => {
      if (!pressed || event.pointerId !== pressed.pointer) return;
      const isFar = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > stillPx;
      if (!isArmed && isFar && pressed.isTouch) drop(false);
      else if (!isArmed && isFar) arm();
      if (!isArmed || !pressed || (!isFar && !dragged())) return;
      lastY = event.clientY;
      setDragged({ id: pressed.id, to: indexAt(lastY) });
      if (frame === 0) frame = requestAnimationFrame(scrollAtEdge);
    },
    end: (event) => drop(event?.type !== "pointercancel"),
    onContextMenu: (event) => {
      if (wasTouch) event.preventDefault();
    },
    swallows: () => {
      const was = swallowsClick;
      swallowsClick = false;
      return was;
    },
    isTouch: () => wasTouch,
  };
}
