import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { formatFullDay, formatWeekdayName } from "../../i18n/calendarFormat.ts";
import { addDays, weekNumber } from "../../lib/calendarDay.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { type DraggedDays, listenToDayDrag } from "./dayDrag.ts";
import { Entry } from "./Entry.tsx";
import { barsOver, entriesByDay } from "./layout.ts";
import { dayMinutes } from "./moveTimes.ts";
import type { SheetProps } from "./sheet.ts";
import { text } from "./text.ts";
import "./MonthSheet.css";

/** Of a day at least so many entries are named, as far as there is room. */
const leastLanes = 2;
/** Heights in rem: of a day's number with what says how many more there are, and of an entry. */
const [aroundRem, laneRem] = [3.25, 1.375];

/** Weeks below each other, as on a sheet on the wall. */
export function MonthSheet(props: SheetProps & { readonly month: string }): JSX.Element {
  const weeks = createMemo(() => Array.from({ length: props.days.length / 7 }, (_, i) => props.days.slice(i * 7, i * 7 + 7)));
  let sheet!: HTMLDivElement;
  const [lanes, setLanes] = createSignal(leastLanes);
  const byDay = createMemo(() => entriesByDay(props.entries, props.days[0] ?? "", props.days.at(-1) ?? ""));
  const [dragged, setDragged] = createSignal<DraggedDays | null>(null);
  onMount(() => {
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const height = sheet.clientHeight / rem / weeks().length;
      setLanes(Math.max(leastLanes, Math.floor((height - aroundRem) / laneRem)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(sheet);
    onCleanup(() => observer.disconnect());
  });
  return (
    <div ref={sheet} class="cal-month" style={{ "--lanes": lanes() }}>
      <div class="cal-weekdays" aria-hidden="true">
        <For each={props.days.slice(0, 7)}>{(day) => <span>{formatWeekdayName(day, "short")}</span>}</For>
      </div>
      <For each={weeks()}>
        {(week) => (
          <Week {...props} week={week} byDay={byDay()} lanes={lanes()} dragged={dragged()} onDragged={setDragged} sheet={() => sheet} />
        )}
      </For>
    </div>
  );
}

/** The day whose cell lies under a point. */
const dayUnder = (sheet: HTMLElement, x: number, y: number): string | undefined =>
  [...sheet.querySelectorAll<HTMLElement>(".cal-cell")].find((cell) => {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  })?.dataset["day"];

function Week(
  props: SheetProps & {
    readonly month: string;
    readonly week: readonly string[];
    readonly byDay: ReadonlyMap<string, readonly AgendaEntry[]>;
    readonly lanes: number;
    readonly dragged: DraggedDays | null;
    readonly onDragged: (days: DraggedDays | null) => void;
    readonly sheet: () => HTMLElement;
  },
): JSX.Element {
  const onDay = (day: string): readonly AgendaEntry[] => props.byDay.get(day) ?? [];
  const bars = createMemo(() => barsOver([...new Set(props.week.flatMap(onDay))], props.week));
  const shown = createMemo(() => bars().filter(({ lane }) => lane < props.lanes));
  /** What was done and what comes by itself is no appointment. */
  const counts = createMemo(() => props.week.map((day) => onDay(day).filter(({ layer }) => layer === "appointment").length));
  const hidden = createMemo(() => {
    const more = props.week.map(() => 0);
    for (const { first, last, lane } of bars())
      if (lane >= props.lanes) for (let at = first; at <= last; at++) more[at] = (more[at] ?? 0) + 1;
    return more;
  });
  // A week is that of its Thursday, whichever day it begins with.
  const number = (): number => weekNumber(props.week[3] ?? "");
  const nameOf = (day: string, at: number): string =>
    [formatFullDay(day), props.holidayOn(day), text().count(counts()[at] ?? 0)].filter(Boolean).join(", ");
  return (
    <section class="cal-month-week" aria-label={text().week(number())}>
      <span class="cal-week-number" aria-hidden="true">
        {number()}
      </span>
      <For each={props.week}>
        {(day, index) => (
          <div
            class="cal-cell"
            style={{ "grid-column": index() + 2 }}
            data-day={day}
            data-today={day === props.today || undefined}
            data-drop={(props.dragged && props.dragged.first <= day && day <= props.dragged.last) || undefined}
            data-quiet={props.isQuiet(day) || undefined}
            data-outside={day.slice(0, 7) !== props.month || undefined}
            onClick={(event) => {
              if (event.target === event.currentTarget) props.onBegin(day, addDays(day, 1));
            }}
          >
            <button type="button" class="cal-day-number" aria-label={nameOf(day, index())} onClick={() => props.onOpenDay(day)}>
              <b>{Number(day.slice(8))}</b>
              <Show when={props.holidayOn(day)}>{(name) => <span class="cal-holiday">{name()}</span>}</Show>
            </button>
            <span class="cal-dots" aria-hidden="true">
              <For each={Array.from({ length: Math.min(3, counts()[index()] ?? 0) })}>{() => <i />}</For>
            </span>
            <Show when={(hidden()[index()] ?? 0) > 0}>
              <button type="button" class="cal-more" tabindex="-1" aria-hidden="true" onClick={() => props.onOpenDay(day)}>
                {text().more(hidden()[index()] ?? 0)}
              </button>
            </Show>
          </div>
        )}
      </For>
      <For each={shown()}>
        {({ entry, first, last, lane, isBegun, goesOn }) => (
          <Entry
            ref={(element) =>
              listenToDayDrag(element, {
                ...{ entry, goesOn, onMove: props.onMove, onDrawn: props.onDragged, scroller: props.sheet },
                dayAt: (x, y) => dayUnder(props.sheet(), x, y),
              })
            }
            entry={entry}
            look="bar"
            verticalMinutes={7 * dayMinutes}
            onMove={props.onMove}
            isPast={props.isPast(entry)}
            isBegun={isBegun}
            goesOn={goesOn}
            style={{ "grid-column": `${first + 2} / ${last + 3}`, "grid-row": lane + 2 }}
          />
        )}
      </For>
    </section>
  );
}
