import { createMemo, createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { formatFullDay, formatHour, formatWeekdayName } from "../../i18n/calendarFormat.ts";
import { addDays, daysBetween } from "../../lib/calendarDay.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { listenToPickUp } from "../../ui/pickUp.ts";
import { Entry } from "./Entry.tsx";
import { barsOver, isLong, minutesOf, type Placed, placesOn } from "./layout.ts";
import { stepMinutes } from "./moveTimes.ts";
import type { SheetProps } from "./sheet.ts";
import { text } from "./text.ts";
import { wallTimeLater } from "./when.ts";

/** The working day stands in view first. */
const firstHour = 7;
/** What is drawn with a pointer begins and ends with one of these minutes; a tap stands for an hour. */
const [snapMinutes, tapMinutes, wholeDay] = [15, 60, 1_440];
/** So much of an entry's lower end is its edge. */
const edgePx = 7;
/** A shorter one has room for one line. */
const twoLinesMinutes = 45;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Days beside each other, their hours below each other. */
export function TimeGrid(props: SheetProps): JSX.Element {
  let scroll!: HTMLDivElement;
  onMount(() => {
    scroll.scrollTop = (scroll.scrollHeight / 24) * firstHour;
  });
  const long = createMemo(() =>
    barsOver(
      props.entries.filter((entry) => isLong(entry)),
      props.days,
    ),
  );
  const [drawn, setDrawn] = createSignal<{ readonly day: string; readonly from: number; readonly until: number } | null>(null);
  const minuteAt = (column: HTMLElement, clientY: number, snap: number): number => {
    const { top, height } = column.getBoundingClientRect();
    return Math.max(0, Math.min(wholeDay, Math.floor((((clientY - top) / height) * wholeDay) / snap) * snap));
  };
  const begin = (day: string, from: number, until: number): void =>
    props.onBegin(wallTimeLater(`${day}T00:00`, Math.min(from, until)), wallTimeLater(`${day}T00:00`, Math.max(from, until)));
  /** An empty time is drawn from where the pointer was put down to where it is. */
  const listen = (column: HTMLElement, day: string): void => {
    let from = 0;
    const untilAt = (event: PointerEvent): number => {
      const at = minuteAt(column, event.clientY, snapMinutes);
      return at >= from ? at + snapMinutes : at;
    };
    const stop = listenToPickUp(column, {
      mayStart: ({ target }) => target === column,
      onStart: ({ clientY }) => {
        from = minuteAt(column, clientY, snapMinutes);
        setDrawn({ day, from, until: from + tapMinutes / 2 });
      },
      onMove: (event) => setDrawn({ day, from, until: untilAt(event) }),
      onDrop: () => {
        const { from: start, until } = drawn() ?? { from, until: from };
        setDrawn(null);
        begin(day, start, until);
      },
      onCancel: () => setDrawn(null),
      scroller: () => scroll,
    });
    onCleanup(stop);
  };
  /** The day whose column lies under the pointer, or the nearest one. */
  const dayUnder = (clientX: number): string => {
    const columns = [...scroll.querySelectorAll<HTMLElement>(".cal-day")];
    const at = columns.findIndex((column) => clientX < column.getBoundingClientRect().right);
    return props.days[at < 0 ? props.days.length - 1 : at] ?? "";
  };
  /** An entry is pulled to another time or day, at its lower edge to another length. */
  const listenToBlock = (element: HTMLElement, { entry, from, until, isBegun, goesOn }: Placed<AgendaEntry>, day: string): void => {
    let [startY, isEdge] = [0, false];
    let scrolledAt = 0;
    let [byMinutes, byDays] = [0, 0];
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      const pulled = clientY - startY + scroll.scrollTop - scrolledAt;
      byMinutes = Math.round(((pulled / scroll.scrollHeight) * wholeDay) / snapMinutes) * snapMinutes;
      byDays = isEdge ? 0 : daysBetween(day, dayUnder(clientX));
      if (isEdge) byMinutes = Math.max(byMinutes, from - until);
      const [top, bottom] = isEdge ? [from, until + byMinutes] : [from + byMinutes, until + byMinutes];
      setDrawn({ day: addDays(day, byDays), from: Math.max(0, top), until: Math.min(wholeDay, Math.max(bottom, top + snapMinutes)) });
    };
    const stop = listenToPickUp(element, {
      mayStart: (event) => {
        isEdge = event.clientY > element.getBoundingClientRect().bottom - edgePx;
        return isEdge ? !goesOn : !isBegun;
      },
      onStart: (event) => {
        [startY, scrolledAt] = [event.clientY, scroll.scrollTop];
        follow(event);
      },
      onMove: follow,
      onDrop: () => {
        setDrawn(null);
        const by = byMinutes + byDays * wholeDay;
        props.onMove(entry, isEdge ? 0 : by, by);
      },
      onCancel: () => setDrawn(null),
      scroller: () => scroll,
    });
    onCleanup(stop);
  };
  const onTap = (event: MouseEvent & { readonly currentTarget: HTMLElement }, day: string): void => {
    if (event.target !== event.currentTarget) return;
    const from = minuteAt(event.currentTarget, event.clientY, tapMinutes / 2);
    begin(day, from, from + tapMinutes);
  };
  return (
    <div class="cal-grid" style={{ "--days": props.days.length }}>
      <div class="cal-heads">
        <For each={props.days}>
          {(day, index) => (
            <div
              class="cal-head"
              style={{ "grid-column": index() + 2 }}
              data-today={day === props.today || undefined}
              data-quiet={props.isQuiet(day) || undefined}
            >
              <button type="button" class="cal-day-name" aria-label={formatFullDay(day)} onClick={() => props.onOpenDay(day)}>
                <span>{formatWeekdayName(day, "short")}</span>
                <b>{Number(day.slice(8))}</b>
              </button>
              <Show when={props.holidayOn(day)}>{(name) => <span class="cal-holiday">{name()}</span>}</Show>
            </div>
          )}
        </For>
      </div>
      <div class="cal-long" role="group" aria-label={text().allDayRow}>
        <For each={long()}>
          {({ entry, first, last, lane, isBegun, goesOn }) => (
            <Entry
              entry={entry}
              look="bar"
              verticalMinutes={0}
              onMove={props.onMove}
              isPast={props.isPast(entry)}
              isBegun={isBegun}
              goesOn={goesOn}
              style={{ "grid-column": `${first + 2} / ${last + 3}`, "grid-row": lane + 1 }}
            />
          )}
        </For>
      </div>
      <div ref={scroll} class="cal-scroll" role="group" aria-label={text().hours} tabindex="0">
        <div class="cal-hours" aria-hidden="true">
          <For each={hours.slice(1)}>{(hour) => <span style={{ "--at": hour * 60 }}>{formatHour(hour)}</span>}</For>
        </div>
        <For each={props.days}>
          {(day, index) => (
            <div
              ref={(element) => listen(element, day)}
              class="cal-day"
              role="list"
              aria-label={formatFullDay(day)}
              style={{ "grid-column": index() + 2 }}
              data-quiet={props.isQuiet(day) || undefined}
              onClick={(event) => onTap(event, day)}
            >
              <For each={placesOn(props.entries, day)}>
                {(place) => (
                  <Block
                    ref={(element) => listenToBlock(element, place, day)}
                    place={place}
                    isPast={props.isPast(place.entry)}
                    onMove={props.onMove}
                  />
                )}
              </For>
              <Show when={drawn()?.day === day && drawn()}>
                {(range) => (
                  <div
                    class="cal-drawn"
                    role="presentation"
                    style={{
                      "--at": Math.min(range().from, range().until),
                      "--minutes": Math.abs(range().until - range().from),
                    }}
                  />
                )}
              </Show>
              <Show when={day === props.today}>
                <div class="cal-now" role="presentation" style={{ "--at": minutesOf(props.now) }} />
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  );
}

const Block = (props: {
  readonly ref: (element: HTMLElement) => void;
  readonly place: Placed<AgendaEntry>;
  readonly isPast: boolean;
  readonly onMove: SheetProps["onMove"];
}): JSX.Element => (
  <div
    ref={(element) => props.ref(element)}
    role="listitem"
    class="cal-block"
    style={{
      "--at": props.place.from,
      "--minutes": props.place.until - props.place.from,
      "--column": props.place.column,
      "--columns": props.place.columns,
    }}
  >
    <Entry
      entry={props.place.entry}
      look="block"
      verticalMinutes={stepMinutes}
      onMove={props.onMove}
      isPast={props.isPast}
      isBegun={props.place.isBegun}
      goesOn={props.place.goesOn}
      isShort={props.place.until - props.place.from < twoLinesMinutes}
    />
  </div>
);
