import { createMemo, createSignal, For, type JSX, onMount, Show } from "solid-js";
import { deviceZone } from "../../domain/zone.ts";
import { formatFullDay, formatHour, formatWeekdayName } from "../../i18n/calendarFormat.ts";
import { zoneName } from "../../i18n/format.ts";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { hueOf } from "../../ui/hue.ts";
import { type DraggedDays, listenToDayDrag } from "./dayDrag.ts";
import { Entry } from "./Entry.tsx";
import { columnsOf, entriesIn, type GridColumn, offHours } from "./gridColumns.ts";
import { columnAt, type Drawn, type GridPointer, listenToBlock, listenToEmpty, minuteAt, tapMinutes } from "./gridPointer.ts";
import { type Bar, barsOver, isLong, minutesOf, type Placed, placesOn } from "./layout.ts";
import { stepMinutes } from "./moveTimes.ts";
import type { SheetProps } from "./sheet.ts";
import { saysSame } from "./shown.ts";
import { text } from "./text.ts";
import { wallTimeLater } from "./when.ts";
import "./TimeGrid.css";

/** The working day stands in view first. */
const firstHour = 7;
/** A shorter one has room for one line. */
const twoLinesMinutes = 45;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Days beside each other, or of one day the members of the team; their hours below each other. */
export function TimeGrid(props: SheetProps): JSX.Element {
  let scroll!: HTMLDivElement;
  let heads!: HTMLDivElement;
  let long!: HTMLDivElement;
  onMount(() => {
    scroll.scrollTop = (scroll.scrollHeight / 24) * firstHour;
  });
  const columns = createMemo(() => columnsOf(props.days, props.people), [], { equals: saysSame });
  const [drawn, setDrawn] = createSignal<Drawn | null>(null);
  const grid: GridPointer = { scroll: () => scroll, columns, setDrawn };
  const begin = ({ day, member }: GridColumn, from: number, until: number): void =>
    props.onBegin(wallTimeLater(`${day}T00:00`, Math.min(from, until)), wallTimeLater(`${day}T00:00`, Math.max(from, until)), member?.id);
  /** Of a column of days the one who is looked at: oneself, or the only one shown. */
  const workingOf = ({ member }: GridColumn) => {
    const id = member?.id ?? props.people[0]?.id;
    return props.working.find((one) => one.member === id);
  };
  const onTap = (event: MouseEvent & { readonly currentTarget: HTMLElement }, column: GridColumn): void => {
    if (event.target !== event.currentTarget) return;
    const from = minuteAt(event.currentTarget, event.clientY, tapMinutes / 2);
    begin(column, from, from + tapMinutes);
  };
  return (
    <div class="cal-grid" style={{ "--days": columns().length }} data-people={columns()[0]?.member ? "" : undefined}>
      <div ref={heads} class="cal-heads">
        <For each={columns()}>{(column, index) => <Head {...props} column={column} index={index()} />}</For>
      </div>
      <LongRow {...props} ref={(element) => (long = element)} columns={columns()} columnAt={(x) => columnAt(grid, x)} />
      <div
        ref={scroll}
        class="cal-scroll"
        role="group"
        aria-label={text().hours}
        tabindex="0"
        onScroll={() => {
          // Many members are wider than the screen: their names go along.
          for (const row of [heads, long]) row.scrollLeft = scroll.scrollLeft;
        }}
      >
        <div class="cal-hours" aria-hidden="true">
          <For each={hours.slice(1)}>{(hour) => <span style={{ "--at": hour * 60 }}>{formatHour(hour)}</span>}</For>
        </div>
        <For each={columns()}>
          {(column, index) => (
            <div
              ref={(element) => listenToEmpty(element, column, grid, (from, until) => begin(column, from, until))}
              class="cal-day"
              role="list"
              aria-label={[column.member?.name, formatFullDay(column.day)].filter(Boolean).join(", ")}
              style={{ "grid-column": index() + 2 }}
              data-quiet={props.isQuiet(column.day) || undefined}
              onClick={(event) => onTap(event, column)}
            >
              <For each={offHours(workingOf(column), column.day)}>
                {([from, until]) => <div class="cal-off" role="presentation" style={{ "--at": from, "--minutes": until - from }} />}
              </For>
              <For each={placesOn(entriesIn(props.entries, column), column.day)}>
                {(place) => (
                  <Block
                    ref={(element) => listenToBlock(element, place, column, grid, props.onMove)}
                    place={place}
                    isPast={props.isPast(place.entry)}
                    onMove={props.onMove}
                    zone={column.member && otherZone(workingOf(column)?.zone)}
                    member={column.member?.id}
                  />
                )}
              </For>
              <Show when={drawn()?.key === column.key && drawn()}>
                {(range) => (
                  <div
                    class="cal-drawn"
                    role="presentation"
                    style={{ "--at": Math.min(range().from, range().until), "--minutes": Math.abs(range().until - range().from) }}
                  />
                )}
              </Show>
              <Show when={column.day === props.today}>
                <div class="cal-now" role="presentation" style={{ "--at": minutesOf(props.now) }} />
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  );
}

/** A zone that is not the reader's own. */
const otherZone = (zone: string | undefined): string | undefined => (zone && zone !== deviceZone() ? zone : undefined);

/** The day or the member above a column. */
function Head(props: SheetProps & { readonly column: GridColumn; readonly index: number }): JSX.Element {
  const { status } = useWorkspace();
  const day = (): string => props.column.day;
  const zone = (): string | undefined => otherZone(props.working.find(({ member }) => member === props.column.member?.id)?.zone);
  return (
    <div
      class="cal-head"
      style={{ "grid-column": props.index + 2 }}
      data-today={day() === props.today || undefined}
      data-quiet={props.isQuiet(day()) || undefined}
    >
      <Show
        when={props.column.member}
        fallback={
          <>
            <button type="button" class="cal-day-name" aria-label={formatFullDay(day())} onClick={() => props.onOpenDay(day())}>
              <span>{formatWeekdayName(day(), "short")}</span>
              <b>{Number(day().slice(8))}</b>
            </button>
            <Show when={props.holidayOn(day())}>{(name) => <span class="cal-holiday">{name()}</span>}</Show>
          </>
        }
      >
        {(member) => (
          <span class="cal-member" data-own={member().id === status()?.member || undefined} data-hue={hueOf(member().id)}>
            <i aria-hidden="true" />
            <b>{member().name}</b>
            <Show when={zone()}>{(other) => <small>{zoneName(other())}</small>}</Show>
          </span>
        )}
      </Show>
    </div>
  );
}

/** What lasts for days, above the hours: over days as bars, of members each in her column. */
function LongRow(
  props: SheetProps & {
    readonly ref: (element: HTMLDivElement) => void;
    readonly columns: readonly GridColumn[];
    readonly columnAt: (clientX: number) => GridColumn | undefined;
  },
): JSX.Element {
  const [dragged, setDragged] = createSignal<DraggedDays | null>(null);
  const long = (): readonly AgendaEntry[] => props.entries.filter((entry) => isLong(entry));
  const bars = createMemo((): readonly Bar<AgendaEntry>[] =>
    props.columns[0]?.member
      ? props.columns.flatMap((column, at) =>
          barsOver(entriesIn(long(), column), [column.day]).map((bar) => ({ ...bar, first: at, last: at })),
        )
      : barsOver(long(), props.days),
  );
  const covered = (): readonly number[] => {
    const days = dragged();
    if (!days) return [];
    return props.columns.flatMap(({ day }, at) => (days.first <= day && day <= days.last ? [at] : []));
  };
  return (
    <div ref={(element) => props.ref(element)} class="cal-long" role="group" aria-label={text().allDayRow}>
      <For each={covered()}>
        {(at) => <div class="cal-drop" role="presentation" style={{ "grid-column": at + 2, "grid-row": "1 / -1" }} />}
      </For>
      <For each={bars()}>
        {({ entry, first, last, lane, isBegun, goesOn }) => (
          <Entry
            ref={(element) =>
              listenToDayDrag(element, {
                ...{ entry, goesOn, onMove: props.onMove, onDrawn: setDragged },
                dayAt: (x) => props.columnAt(x)?.day,
              })
            }
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
  );
}

const Block = (props: {
  readonly ref: (element: HTMLElement) => void;
  readonly place: Placed<AgendaEntry>;
  readonly isPast: boolean;
  readonly onMove: SheetProps["onMove"];
  readonly zone: string | undefined;
  readonly member: string | undefined;
}): JSX.Element => (
  <div
    ref={(element) => props.ref(element)}
    role="listitem"
    class="cal-block"
    data-layer={props.place.entry.layer}
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
      zone={props.zone}
      member={props.member}
    />
  </div>
);
