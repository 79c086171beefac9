import { createMemo, For, type JSX, Show } from "solid-js";
import { formatNumber } from "../../i18n/format.ts";
import { drawingOf, type Mark, marksOf } from "../../tours/picture.ts";
import type { Point } from "../../tours/point.ts";
import { kilometres, text } from "./text.ts";

interface Shown extends Point {
  readonly name: string;
  /** "" for where one starts or ends. */
  readonly number: string;
}

const box = { width: 360, height: 280, margin: 34 };
const apart = 17;
const letter = 6.2;
const longest = 20;

const short = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name);

/** "4", "2+3", "4…6": what stands on a mark; "" where one only starts or ends. */
function numbersOf(members: readonly Shown[]): string {
  const numbers = members.flatMap(({ number }) => number || []);
  return numbers.length > 2 ? `${numbers[0]}…${numbers.at(-1)}` : numbers.join("+");
}
const wideOf = (words: string): number => Math.max(18, words.length * letter + 10);

/** The tour as points and ways, north up, with a scale: no map lies below it. */
export function TourMap(props: {
  readonly stops: readonly (Point & { readonly name: string })[];
  readonly start: Point | undefined;
  readonly startName: string;
  readonly end: Point | undefined;
  readonly endName: string;
  readonly isClosed: boolean;
  readonly length: number;
}): JSX.Element {
  const shown = createMemo((): readonly Shown[] => [
    ...(props.start ? [{ ...props.start, name: props.startName, number: "" }] : []),
    ...props.stops.map((stop, at) => ({ ...stop, number: formatNumber(at + 1) })),
    ...(props.end ? [{ ...props.end, name: props.endName, number: "" }] : []),
  ]);
  const drawing = createMemo(() => drawingOf(shown(), box));
  const points = createMemo(() => shown().map((one) => drawing().at(one)));
  const marks = createMemo(() => marksOf(points(), apart));
  const way = createMemo(() => {
    const all = [...points(), ...(props.isClosed && points().length > 0 ? points().slice(0, 1) : [])];
    return all.slice(1).map((to, at) => ({ from: all[at] as { x: number; y: number }, to }));
  });
  const labels = createMemo(() => labelsOf(marks(), shown()));
  return (
    <svg
      class="tour-map"
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={text().picture(props.stops.length, kilometres(props.length))}
    >
      <For each={way()}>
        {({ from, to }) => {
          const [dx, dy] = [to.x - from.x, to.y - from.y];
          const far = Math.hypot(dx, dy);
          const turn = (Math.atan2(dy, dx) * 180) / Math.PI;
          return (
            <>
              <line class="tour-way" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
              <Show when={far > 3 * apart}>
                <path
                  class="tour-arrow"
                  d="M -5 -4 L 4 0 L -5 4 z"
                  transform={`translate(${from.x + dx / 2} ${from.y + dy / 2}) rotate(${turn})`}
                />
              </Show>
            </>
          );
        }}
      </For>
      <For each={marks()}>
        {(mark) => {
          const members = () => mark.members.map((at) => shown()[at] as Shown);
          const words = () => numbersOf(members());
          const wide = () => wideOf(words());
          return (
            <Show when={words()} fallback={<rect class="tour-anchor" x={mark.x - 6} y={mark.y - 6} width="12" height="12" rx="2" />}>
              <rect class="tour-mark" x={mark.x - wide() / 2} y={mark.y - 9} width={wide()} height="18" rx="9" />
              <text class="tour-number" x={mark.x} y={mark.y + 3.8}>
                {words()}
              </text>
            </Show>
          );
        }}
      </For>
      <For each={labels()}>
        {(label) => (
          <text class="tour-name" x={label.x} y={label.y} text-anchor={label.anchor}>
            {label.name}
          </text>
        )}
      </For>
      <g class="tour-north" transform={`translate(${box.width - 18} 20)`}>
        <path d="M 0 -10 L 5 6 L 0 3 L -5 6 z" />
        <text x="0" y="18">
          {text().north}
        </text>
      </g>
      <g class="tour-scale" transform={`translate(12 ${box.height - 12})`}>
        <path d={`M 0 -4 V 0 H ${drawing().scale.length} V -4`} />
        <text x={drawing().scale.length + 6} y="1">
          {kilometres(drawing().scale.kilometres)}
        </text>
      </g>
    </svg>
  );
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly name: string;
}

const lineHigh = 13;

/** The names that find room beside their marks, to the right, else to the left; the list has them all. */
function labelsOf(marks: readonly Mark[], shown: readonly Shown[]): Label[] {
  interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const halfOf = ({ members }: Mark): number => wideOf(numbersOf(members.map((at) => shown[at] as Shown))) / 2;
  const taken: Box[] = marks.map((mark) => ({
    ...{ left: mark.x - halfOf(mark), right: mark.x + halfOf(mark), top: mark.y - 9, bottom: mark.y + 9 },
  }));
  const isFree = (wanted: Box): boolean =>
    wanted.left >= 2 &&
    wanted.right <= box.width - 2 &&
    !taken.some(
      (other) => wanted.left < other.right && wanted.right > other.left && wanted.top < other.bottom && wanted.bottom > other.top,
    );
  return marks.flatMap((mark): Label[] => {
    const { x, y, members } = mark;
    const beside = halfOf(mark) + 4;
    const names = [...new Set(members.map((at) => shown[at]?.name ?? ""))].filter(Boolean);
    if (names.length === 0) return [];
    const name = names.length > 1 ? `${short(names[0] ?? "")} +${names.length - 1}` : short(names[0] ?? "");
    const wide = name.length * letter;
    for (const anchor of ["start", "end"] as const) {
      const left = anchor === "start" ? x + beside : x - beside - wide;
      const wanted = { left, right: left + wide, top: y - lineHigh / 2, bottom: y + lineHigh / 2 };
      if (!isFree(wanted)) continue;
      taken.push(wanted);
      return [{ x: anchor === "start" ? left : left + wide, y: y + 4, anchor, name }];
    }
    return [];
  });
}
