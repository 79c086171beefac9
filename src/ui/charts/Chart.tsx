import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import type { Marks } from "./marks.ts";
import { text } from "./text.ts";
import "./Chart.css";

/** What every picture says of itself. */
export interface ChartWords {
  readonly title: string;
  /** What the picture shows, in one sentence: for whoever cannot see it, and for whoever has no time to look. */
  readonly summary: string;
}

export interface ChartProps extends ChartWords {
  readonly height: (width: number) => number;
  readonly marks: Marks;
  readonly legend?: JSX.Element;
  /** Told when the width is known or changes. */
  readonly onWidth: (width: number) => void;
  readonly width: number;
  readonly children: JSX.Element;
}

/** Frame of a picture in SVG: title, summary, legend, the words of the mark under pointer or focus. Scales when printed. */
export function Chart(props: ChartProps): JSX.Element {
  const id = createUniqueId();
  let box!: HTMLDivElement;
  onMount(() => {
    const observer = new ResizeObserver(() => {
      if (box.clientWidth > 0) props.onWidth(box.clientWidth);
    });
    observer.observe(box);
    onCleanup(() => observer.disconnect());
    if (box.clientWidth > 0) props.onWidth(box.clientWidth);
  });
  const height = (): number => Math.round(props.height(props.width));
  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const scale = width === 0 ? 1 : props.width / width;
    props.marks.point((event.clientX - left) * scale, (event.clientY - top) * scale);
  };
  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <span class="chart-title" id={`${id}-title`}>
          {props.title}
        </span>
        <span class="chart-summary" id={`${id}-summary`}>
          {props.summary}
        </span>
      </figcaption>
      {props.legend}
      <div class="chart-box" ref={box}>
        <svg
          class="chart-picture"
          classList={{ "is-openable": props.marks.isOpenable }}
          role="group"
          aria-label={`${props.title}. ${text().keys}`}
          viewBox={`0 0 ${props.width} ${height()}`}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => props.marks.leave()}
          onClick={() => props.marks.openShown()}
        >
          {props.children}
        </svg>
        <Show when={props.marks.shown()}>
          {(mark) => (
            <div
              class="chart-tip"
              aria-hidden="true"
              data-side={mark().x > props.width / 2 ? "left" : "right"}
              style={{ left: `${(mark().x / props.width) * 100}%`, top: `${(mark().y / height()) * 100}%` }}
            >
              <strong>{mark().title}</strong>
              <span>{mark().text}</span>
            </div>
          )}
        </Show>
      </div>
    </figure>
  );
}

/** The width a picture has, until it is known a usual one. */
export const createWidth = (): [() => number, (width: number) => void] => {
  const [width, setWidth] = createSignal(600);
  return [width, setWidth];
};

/** The words of the axes as the browser would draw them. */
const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is at the size of the axes' words. */
export function widthOfText(words: string): number {
  if (!ruler) return words.length * 7;
  const { fontFamily, fontSize } = getComputedStyle(document.documentElement);
  const font = `${Number.parseFloat(fontSize) * 0.75}px ${fontFamily}`;
  if (ruler.font !== font) ruler.font = font;
  return ruler.measureText(words).width;
}

/** A text cut to a width, with an ellipsis. */
export function fitText(words: string, width: number): string {
  if (widthOfText(words) <= width) return words;
  let [fits, most] = [1, words.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (widthOfText(`${words.slice(0, middle)}…`) <= width) fits = middle;
    else most = middle - 1;
  }
  return `${words.slice(0, fits).trimEnd()}…`;
}
