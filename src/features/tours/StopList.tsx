import { A } from "@solidjs/router";
import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowDownToLine from "lucide-solid/icons/arrow-down-to-line";
import ArrowUp from "lucide-solid/icons/arrow-up";
import ArrowUpToLine from "lucide-solid/icons/arrow-up-to-line";
import Clock from "lucide-solid/icons/clock";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Map from "lucide-solid/icons/map";
import MapPin from "lucide-solid/icons/map-pin";
import X from "lucide-solid/icons/x";
import { For, type JSX, Show } from "solid-js";
import { formatClock } from "../../i18n/format.ts";
import type { RecordId } from "../../lib/id.ts";
import { clockOfMinutes, type DayPlan, type DayVisit } from "../../tours/day.ts";
import { type DraftStop, extraOf, movedTo } from "../../tours/draft.ts";
import type { Placed } from "../../tours/places.ts";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { createRowDrag } from "../../ui/rowDrag.ts";
import { kilometres, roundMinutes, sameTownKm, text } from "./text.ts";

export interface ShownStop {
  readonly stop: DraftStop;
  readonly id: RecordId;
  readonly name: string;
  readonly address: string;
  readonly place: Placed;
  /** Into the phone's own map. */
  readonly mapHref: string;
}

const clock = (minutes: number): string => formatClock(clockOfMinutes(minutes));

/** The visits in their order, with when one is where; put elsewhere by dragging, by keys or by their menu, which says what it costs. */
export function StopList(props: {
  readonly stops: readonly ShownStop[];
  readonly plan: DayPlan;
  readonly hasStart: boolean;
  /** The plan in another order. */
  readonly planOf: (order: readonly string[]) => DayPlan;
  readonly onOrder: (order: readonly string[]) => void;
  readonly onEdit: (id: RecordId) => void;
  readonly onPlace: (id: RecordId) => void;
  readonly onRemove: (id: RecordId) => void;
}): JSX.Element {
  let list!: HTMLOListElement;
  const order = (): readonly string[] => props.plan.order;
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(":scope > .tour-stop")];
  const indexAt = (y: number): number => {
    const found = rows().findIndex((row) => y < row.getBoundingClientRect().bottom);
    return found < 0 ? rows().length - 1 : found;
  };
  const move = (id: string, to: number): void => {
    const next = movedTo(order(), id, to);
    if (next.join() !== order().join()) props.onOrder(next);
  };
  const drag = createRowDrag<RecordId>({ box: () => list, indexAt, onDrop: move, onPress: (id) => props.onEdit(id) });
  const cost = (next: readonly string[]): string => {
    const { kilometres: km, lateMinutes } = extraOf(props.planOf(next), props.plan);
    const way = `${km >= 0 ? "+" : "−"}${kilometres(Math.abs(km))}`;
    return lateMinutes > 0.5 ? `${way}, ${text().late(roundMinutes(lateMinutes))}` : way;
  };
  const moves = (id: RecordId, at: number): MenuItem[] => {
    const last = order().length - 1;
    const to = (label: string, icon: MenuItem["icon"], place: number, shortcut?: string): MenuItem[] =>
      place < 0 || place > last || place === at
        ? []
        : [
            {
              label: text().withCost(label, cost(movedTo(order(), id, place))),
              ...(icon && { icon }),
              ...(shortcut && { shortcut }),
              onSelect: () => move(id, place),
            },
          ];
    return [
      ...to(text().up, ArrowUp, at - 1, "Alt ↑"),
      ...to(text().down, ArrowDown, at + 1, "Alt ↓"),
      ...(at > 1 ? to(text().first, ArrowUpToLine, 0) : []),
      ...(at < last - 1 ? to(text().last, ArrowDownToLine, last) : []),
    ];
  };
  const items = (shown: ShownStop, at: number): MenuItem[] => [
    { label: text().edit, icon: Clock, onSelect: () => props.onEdit(shown.id) },
    { label: text().givePlace, icon: MapPin, onSelect: () => props.onPlace(shown.id) },
    ...moves(shown.id, at).map((item, index) => (index === 0 ? { ...item, startsGroup: true } : item)),
    { label: text().remove, icon: X, startsGroup: true, onSelect: () => props.onRemove(shown.id) },
  ];
  const onKeyDown = (event: KeyboardEvent, id: RecordId, at: number): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    const place = at + by;
    if (place < 0 || place >= order().length) return;
    move(id, place);
    queueMicrotask(() => rows()[place]?.querySelector<HTMLElement>("a")?.focus());
  };
  return (
    <ol
      ref={list}
      class="tour-stops"
      aria-label={text().visitsTitle}
      onPointerMove={(event) => drag.move(event)}
      onPointerUp={(event) => drag.end(event)}
      onPointerCancel={(event) => drag.end(event)}
      // Before the link under it: what was dragged is not opened.
      on:click={{
        capture: true,
        handleEvent: (event: MouseEvent) => {
          if (drag.swallows()) event.preventDefault();
        },
      }}
    >
      <For each={props.stops}>
        {(shown, at) => {
          const visit = (): DayVisit | undefined => props.plan.visits[at()];
          const leg = () => props.plan.legs[at() - (props.hasStart ? 0 : 1)];
          return (
            <li
              class="tour-stop"
              data-target={drag.dragged()?.to === at() || undefined}
              data-dragged={drag.dragged()?.id === shown.id || undefined}
              onPointerDown={(event) => drag.begin(event, shown.id)}
              onContextMenu={(event) => drag.onContextMenu(event)}
              onKeyDown={(event) => onKeyDown(event, shown.id, at())}
            >
              <Show when={leg()}>
                {(way) => (
                  <p class="tour-leg">
                    {way().length < sameTownKm ? text().sameTown : text().leg(kilometres(way().length), roundMinutes(way().minutes))}
                  </p>
                )}
              </Show>
              <div class="tour-stop-row">
                <span class="tour-stop-number" aria-hidden="true">
                  {at() + 1}
                </span>
                <div class="tour-stop-words">
                  <A class="tour-stop-name" href={`/contacts/${shown.id}`} title={text().move} draggable={false}>
                    {shown.name}
                  </A>
                  <span class="tour-stop-detail">{[shown.address, text().knownBy[shown.place.knownBy]].filter(Boolean).join(" · ")}</span>
                  <Show when={shown.stop.from || shown.stop.until}>
                    <span class="tour-stop-detail">
                      {text().window(shown.stop.from && formatClock(shown.stop.from), shown.stop.until && formatClock(shown.stop.until))}
                    </span>
                  </Show>
                </div>
                <Show when={visit()}>
                  {(one) => (
                    <span class="tour-stop-time">
                      {text().at(clock(one().begins), clock(one().leaves))}
                      <Show when={one().begins - one().arrives >= 1}>
                        <small>{text().waits(roundMinutes(one().begins - one().arrives))}</small>
                      </Show>
                      <Show when={one().late >= 1}>
                        <small data-tone="bad">{text().late(roundMinutes(one().late))}</small>
                      </Show>
                    </span>
                  )}
                </Show>
                <a
                  class="button tour-map-link"
                  data-kind="quiet"
                  href={shown.mapHref}
                  rel="noreferrer"
                  // Another app opens by itself; a page gets a window of its own.
                  target={shown.mapHref.startsWith("http") ? "_blank" : undefined}
                  aria-label={`${text().open}: ${shown.name}`}
                  title={text().open}
                >
                  <Map />
                </a>
                <Menu label={text().actions(shown.name)} icon={Ellipsis} items={items(shown, at())} />
              </div>
            </li>
          );
        }}
      </For>
      <Show when={props.plan.legs[props.stops.length - (props.hasStart ? 0 : 1)]}>
        {(way) => (
          <li>
            <p class="tour-leg">{text().back(kilometres(way().length), roundMinutes(way().minutes))}</p>
          </li>
        )}
      </Show>
    </ol>
  );
}
