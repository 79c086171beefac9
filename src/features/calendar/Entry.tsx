import Cake from "lucide-solid/icons/cake";
import CalendarOff from "lucide-solid/icons/calendar-off";
import Check from "lucide-solid/icons/check";
import Square from "lucide-solid/icons/square";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { Icon } from "../../ui/Button.tsx";
import { hueOf } from "../../ui/hue.ts";
import { isMovable } from "./dayDrag.ts";
import { detailOf, hrefOf, layerName, timeAt, timeOf, timeThere, titleOf } from "./entryText.ts";
import { moveOfKey } from "./moveTimes.ts";
import { useNames } from "./names.ts";
import { text } from "./text.ts";
import "./Entry.css";

/** The sign of what is no appointment. */
export const layerIcons: Partial<Record<AgendaEntry["layer"], Icon>> = {
  task: Square,
  birthday: Cake,
  absence: CalendarOff,
  activity: Check,
};

export interface EntryProps {
  readonly entry: AgendaEntry;
  readonly look: "block" | "bar";
  readonly isPast: boolean;
  readonly style?: JSX.CSSProperties;
  readonly isBegun?: boolean;
  readonly goesOn?: boolean;
  /** With the arrow keys; up and down mean so many minutes. */
  readonly verticalMinutes: number;
  readonly onMove: (entry: AgendaEntry, byStart: number, byEnd: number) => void;
  /** There is room for one line. */
  readonly isShort?: boolean;
  /** In whose column it stands: there her name is said already. */
  readonly member?: string | undefined;
  /** Of a colleague who works on other clocks than the reader's: those. */
  readonly zone?: string | undefined;
  readonly ref?: (element: HTMLElement) => void;
}

/** Something that lies in a grid: as much of it as there is room for. */
export function Entry(props: EntryProps): JSX.Element {
  const { status } = useWorkspace();
  const names = useNames();
  const isTeam = (): boolean => (status()?.members.length ?? 0) > 1;
  const own = (): boolean => props.entry.owners.includes(status()?.member ?? "");
  const others = (): string =>
    isTeam() && !own()
      ? props.entry.owners
          .filter((id) => id !== props.member)
          .map(names.member)
          .filter(Boolean)
          .join(", ")
      : "";
  const isTimed = (): boolean => !props.entry.isAllDay && !(props.look === "bar" && props.isBegun);
  const isLine = (): boolean => props.look === "bar";
  const hers = (): string => (props.zone && !props.entry.isAllDay ? timeAt(props.entry, props.zone) : timeThere(props.entry));
  return (
    // Not the router's own link, which asks for each whether it is where one is: a month has hundreds.
    <a
      ref={(element) => props.ref?.(element)}
      href={`#${hrefOf(props.entry)}`}
      class="cal-entry"
      data-look={props.look}
      data-layer={props.entry.layer}
      data-short={props.isShort || undefined}
      data-own={(own() && props.entry.layer === "appointment") || undefined}
      data-hue={isTeam() && !own() && props.entry.owners[0] ? hueOf(props.entry.owners[0]) : undefined}
      data-past={props.isPast || undefined}
      data-status={props.entry.status}
      data-begun={props.isBegun || undefined}
      data-goes-on={props.goesOn || undefined}
      data-long={props.entry.isAllDay || undefined}
      style={props.style ?? {}}
      draggable={false}
      aria-keyshortcuts={
        isMovable(props.entry) ? "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowUp Alt+Shift+ArrowDown" : undefined
      }
      onKeyDown={(event: KeyboardEvent) => {
        const move = isMovable(props.entry) ? moveOfKey(event, props.verticalMinutes) : undefined;
        if (!move) return;
        event.preventDefault();
        event.stopPropagation();
        props.onMove(props.entry, move.byStart, move.byEnd);
      }}
      title={[timeOf(props.entry), titleOf(props.entry, names), detailOf(props.entry, names), others()].filter(Boolean).join("\n")}
    >
      <Show when={layerIcons[props.entry.layer]}>{(icon) => <Dynamic component={icon()} class="cal-entry-icon" />}</Show>
      <Show when={layerName(props.entry)}>{(name) => <span class="sr-only">{name()}: </span>}</Show>
      <Show when={isTimed() && isLine()}>
        <span class="cal-entry-time">{timeOf(props.entry).split(text().until("", ""))[0]} </span>
      </Show>
      <span class="cal-entry-title">{titleOf(props.entry, names)}</span>
      <Show when={!isLine()}>
        {" "}
        <span class="cal-entry-time">{[timeOf(props.entry), hers()].filter(Boolean).join(" · ")}</span>
        <span class="cal-entry-detail">{[props.entry.place, others()].filter(Boolean).join(" · ")}</span>
      </Show>
    </a>
  );
}
