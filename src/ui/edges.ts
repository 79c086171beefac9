import { onCleanup } from "solid-js";

/** Tells the style sheet which edges of a scrolling box hide something, as `data-more="end"`: what is cut off must look cut off. */
export function watchEdges(box: HTMLElement): void {
  const look = (): void => {
    const rest = box.scrollWidth - box.clientWidth;
    const from = Math.abs(box.scrollLeft);
    const more = [...(from > 1 ? ["start"] : []), ...(rest - from > 1 ? ["end"] : [])].join(" ");
    if (more === "") delete box.dataset["more"];
    else box.dataset["more"] = more;
  };
  const observer = new ResizeObserver(look);
  queueMicrotask(() => {
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
  });
  box.addEventListener("scroll", look, { passive: true });
  onCleanup(() => {
    observer.disconnect();
    box.removeEventListener("scroll", look);
  });
}
