import { createMemo, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formatFullDay } from "../../i18n/calendarFormat.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { layerIcons } from "./Entry.tsx";
import { detailOf, hrefOf, layerName, timeOf, titleOf } from "./entryText.ts";
import { entriesByDay } from "./layout.ts";
import { useNames } from "./names.ts";
import type { SheetProps } from "./sheet.ts";
import "./AgendaSheet.css";

/** What is planned, day by day; days without anything are left out. */
export function AgendaSheet(props: SheetProps): JSX.Element {
  const names = useNames();
  const byDay = createMemo(() => entriesByDay(props.entries, props.days[0] ?? "", props.days.at(-1) ?? ""));
  const days = createMemo(() => props.days.filter((day) => byDay().has(day)));
  return (
    <div class="cal-agenda">
      <For each={days()}>
        {(day) => (
          <section class="cal-agenda-day" aria-label={formatFullDay(day)} data-today={day === props.today || undefined}>
            <h2>
              {formatFullDay(day)}
              <Show when={props.holidayOn(day)}>{(name) => <span class="cal-holiday">{name()}</span>}</Show>
            </h2>
            <For each={byDay().get(day)}>
              {(entry) => (
                <RecordRow
                  title={titleOf(entry, names)}
                  href={hrefOf(entry)}
                  detail={detailOf(entry, names)}
                  sign={<Show when={layerIcons[entry.layer]}>{(icon) => <Dynamic component={icon()} class="cal-list-icon" />}</Show>}
                  start={
                    <span class="cal-agenda-time">
                      {timeOf(entry)}
                      <Show when={layerName(entry)}>{(name) => <span class="sr-only"> {name()}</span>}</Show>
                    </span>
                  }
                />
              )}
            </For>
          </section>
        )}
      </For>
    </div>
  );
}
