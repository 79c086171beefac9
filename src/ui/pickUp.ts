// Picking something up and moving it: a mouse by pulling, a finger by pressing a moment first, so that a swipe still scrolls.

const pressMs = 260;
const stillPx = 8;
const pulledPx = 4;
const edgePx = 40;

export interface PickUpHandlers {
  /** Whether what lies under the pointer can be picked up. */
  readonly mayStart: (event: PointerEvent) => boolean;
  readonly onStart: (event: PointerEvent) => void;
  readonly onMove: (event: PointerEvent) => void;
  readonly onDrop: (event: PointerEvent) => void;
  readonly onCancel: () => void;
  /** Scrolls when its edge is reached. */
  readonly scroller?: () => HTMLElement | undefined;
}

/** Listens on an element; returns how to stop. */
export function listenToPickUp(element: HTMLElement, handlers: PickUpHandlers): () => void {
  let began: PointerEvent | null = null;
  let last: PointerEvent | null = null;
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const hold = (event: PointerEvent): void => {
    isHeld = true;
    if (event.pointerType === "touch") navigator.vibrate?.(10);
    element.setPointerCapture(event.pointerId);
    addEventListener("keydown", onKeyDown, true);
    handlers.onStart(event);
    frame = requestAnimationFrame(scrollAtEdge);
  };
  const end = (): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    removeEventListener("keydown", onKeyDown, true);
    removeEventListener("pointermove", onPointerMove);
    removeEventListener("pointerup", onPointerUp);
    removeEventListener("pointercancel", cancel);
    began = null;
    isHeld = false;
  };
  const cancel = (): void => {
    const was = isHeld;
    end();
    if (was) handlers.onCancel();
  };
  function scrollAtEdge(): void {
    const scroller = handlers.scroller?.();
    if (scroller && last) {
      const { top, bottom } = scroller.getBoundingClientRect();
      const by = last.clientY < top + edgePx ? -6 : last.clientY > bottom - edgePx ? 6 : 0;
      if (by !== 0) {
        scroller.scrollBy(0, by);
        handlers.onMove(last);
      }
    }
    frame = requestAnimationFrame(scrollAtEdge);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }
  const onPointerDown = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0 || !handlers.mayStart(event)) return;
    began = last = event;
    // On the window: a quick pull at an edge has left the element before anything is held.
    addEventListener("pointermove", onPointerMove);
    addEventListener("pointerup", onPointerUp);
    addEventListener("pointercancel", cancel);
    if (event.pointerType === "touch") timer = setTimeout(() => hold(event), pressMs);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (!began || event.pointerId !== began.pointerId) return;
    last = event;
    const distance = Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY);
    if (isHeld) handlers.onMove(event);
    else if (event.pointerType === "touch" && distance > stillPx) end();
    else if (event.pointerType !== "touch" && distance > pulledPx) hold(began);
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (!began || event.pointerId !== began.pointerId) return;
    const was = isHeld;
    end();
    if (!was) return;
    swallowClick();
    handlers.onDrop(event);
  };
  const onTouchMove = (event: TouchEvent): void => {
    if (isHeld) event.preventDefault();
  };
  // A picture or link would be dragged by the browser; a finger that stays would open its menu.
  const prevent = (event: Event): void => {
    if (event.type === "dragstart" || isHeld || last?.pointerType === "touch") event.preventDefault();
  };
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener("pointerdown", onPointerDown, { signal });
  element.addEventListener("touchmove", onTouchMove, { signal, passive: false });
  element.addEventListener("dragstart", prevent, { signal });
  element.addEventListener("contextmenu", prevent, { signal });
  return () => {
    end();
    stop.abort();
  };
}

/** The click that follows a drop means nothing of its own. */
function swallowClick(): void {
  const stop = new AbortController();
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    stop.abort();
  };
  addEventListener("click", swallow, { capture: true, signal: stop.signal });
  setTimeout(() => stop.abort());
}
