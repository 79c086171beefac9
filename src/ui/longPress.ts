import { onCleanup } from "solid-js";

/** So long a finger must lie still, and so far it may move meanwhile: further is a scroll. */
const afterMs = 400;
const stillPx = 8;

export interface LongPress<Id> {
  /** Undefined where nothing comes of it. */
  readonly begin: (event: PointerEvent, id: Id | undefined) => void;
  readonly move: (event: PointerEvent) => void;
  readonly end: (event?: PointerEvent) => void;
  readonly onContextMenu: (event: Event) => void;
  /** Whether the click that comes now is the end of a long press. */
  readonly swallows: () => boolean;
  /** Whether the last press was a finger's. */
  readonly isTouch: () => boolean;
}

/** A finger that stays: what a mouse does with Ctrl and a keyboard with x. */
export function createLongPress<Id>(onPress: (id: Id) => void): LongPress<Id> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let isDone = false;
  let wasTouch = false;
  const end = (): void => clearTimeout(timer);
  onCleanup(end);
  return {
    begin: (event, id) => {
      end();
      isDone = false;
      wasTouch = event.pointerType === "touch";
      if (!wasTouch || id === undefined) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        isDone = true;
        navigator.vibrate?.(10);
        onPress(id);
      }, afterMs);
    },
    move: (event) => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > stillPx) end();
    },
    end,
    // Android opens its menu for a link or text under the finger.
    onContextMenu: (event) => {
      if (wasTouch) event.preventDefault();
    },
    swallows: () => {
      const was = isDone;
      isDone = false;
      return was;
    },
    isTouch: () => wasTouch,
  };
}
