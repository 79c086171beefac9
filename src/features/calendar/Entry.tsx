import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { detailOf, hrefOf, timeOf, timeThere, titleOf } from "./entryText.ts";
import { moveOfKey } from "./moveTimes.ts";

/** An appointment as it stands in a grid: as much of it as there is room for. */
export function Entry(props: {
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
}): JSX.Element {
  const { entry: contact, status } = useWorkspace();
  const nameOf = (id: AgendaEntry["id"]): string => contact(id)?.name ?? "";
  const own = (): boolean => props.entry.members.length === 0 || props.entry.members.includes(status()?.member ?? "");
  const isTimed = (): boolean => !props.entry.isAllDay && !(props.look === "bar" && props.isBegun);
  const isLine = (): boolean => props.look === "bar";
  return (
    <A
      href={hrefOf(props.entry)}
      class="cal-entry"
      data-look={props.look}
      data-short={props.isShort || undefined}
      data-own={own() || undefined}
      data-past={props.isPast || undefined}
      data-status={props.entry.status}
      data-begun={props.isBegun || undefined}
      data-goes-on={props.goesOn || undefined}
      style={props.style ?? {}}
      draggable={false}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowUp Alt+Shift+ArrowDown"
      onKeyDown={(event: KeyboardEvent) => {
        const move = moveOfKey(event, props.verticalMinutes);
        if (!move) return;
        event.preventDefault();
        event.stopPropagation();
        props.onMove(props.entry, move.byStart, move.byEnd);
      }}
      title={[timeOf(props.entry), titleOf(props.entry, nameOf), detailOf(props.entry, nameOf)].filter(Boolean).join("\n")}
    >
      <Show when={isTimed() && isLine()}>
        <span class="cal-entry-time">{timeOf(props.entry).split("–")[0]} </span>
      </Show>
      <span class="cal-entry-title">{titleOf(props.entry, nameOf)}</span>
      <Show when={!isLine()}>
        {" "}
        <span class="cal-entry-time">{[timeOf(props.entry), timeThere(props.entry)].filter(Boolean).join(" · ")}</span>
        <span class="cal-entry-detail">{props.entry.place}</span>
      </Show>
    </A>
  );
}
