import { type Accessor, createMemo, createSignal, onCleanup, onMount } from "solid-js";

export interface RowWindow {
  /** The height of a row in pixels. */
  readonly row: Accessor<number>;
  /** How many whole rows a page has, but for one that both pages show. */
  readonly pageRows: () => number;
  /** The rows that exist: from one until before another. */
  readonly span: Accessor<{ readonly from: number; readonly to: number }>;
  readonly onScroll: () => void;
  readonly toTop: () => void;
  /** Scrolls until the whole row is in view. */
  readonly reveal: (index: number) => void;
  /** The row at a height of the screen; the nearest where there is none. */
  readonly indexAt: (clientY: number) => number;
}

/** Rows beyond the edges, so that quick scrolling shows no white. */
export const overscan = 8;

/** Which rows of one height a scrolling box shows; `rowRem` is a row's height in rem. */
export function createRowWindow(box: () => HTMLElement, count: () => number, rowRem: () => number): RowWindow {
  const [scrollTop, setScrollTop] = createSignal(0);
  const [height, setHeight] = createSignal(600);
  const [rem, setRem] = createSignal(16);
  const row = (): number => rowRem() * rem();
  const span = createMemo(
    () => {
      const from = Math.max(0, Math.floor(scrollTop() / row()) - overscan);
      const to = Math.min(count(), Math.ceil((scrollTop() + height()) / row()) + overscan);
      return { from, to };
    },
    { from: 0, to: 0 },
    { equals: (a, b) => a.from === b.from && a.to === b.to },
  );

  onMount(() => {
    setRem(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
    const observer = new ResizeObserver(() => {
      setHeight(box().clientHeight);
      // Taken off the page and put back, a box stands at its top again, and no event tells of it.
      setScrollTop(box().scrollTop);
    });
    observer.observe(box());
    onCleanup(() => observer.disconnect());
  });

  return {
    row,
    pageRows: () => Math.max(1, Math.floor(height() / row()) - 1),
    span,
    onScroll: () => setScrollTop(box().scrollTop),
    toTop: () => box().scrollTo({ top: 0 }),
    reveal(index) {
      const top = index * row();
      const { scrollTop: shown, clientHeight } = box();
      if (top < shown) box().scrollTop = top;
      else if (top + row() > shown + clientHeight) box().scrollTop = top + row() - clientHeight;
    },
    indexAt: (clientY) => {
      const y = clientY - box().getBoundingClientRect().top + box().scrollTop;
      return Math.max(0, Math.min(count() - 1, Math.floor(y / row())));
    },
  };
}
