import { For, type JSX, Show } from "solid-js";
import { formatFullDay } from "../../i18n/calendarFormat.ts";
import { formatDay } from "../../i18n/format.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Paper } from "../../ui/Paper.tsx";
import { detailOf, timeOf, titleOf } from "./entryText.ts";
import { entriesOn } from "./layout.ts";
import { useNames } from "./names.ts";
import type { SheetProps } from "./sheet.ts";
import { text } from "./text.ts";
import "./CalendarPaper.css";

/** A week lies across one sheet, a day a column; other spans are lists. */
export function CalendarPaper(props: SheetProps & { readonly title: string; readonly isWeek: boolean }): JSX.Element {
  const { info, status } = useWorkspace();
  const names = useNames();
  const days = (): readonly string[] => (props.isWeek ? props.days : props.days.filter((day) => entriesOn(props.entries, day).length > 0));
  return (
    <Paper>
      <div class="cal-paper" data-week={props.isWeek || undefined}>
        <h1>{props.title}</h1>
        <div class="cal-paper-days">
          <For each={days()}>
            {(day) => (
              <section>
                <h2>
                  {formatFullDay(day)}
                  <Show when={props.holidayOn(day)}>{(name) => <small> {name()}</small>}</Show>
                </h2>
                <ul>
                  <For each={entriesOn(props.entries, day)}>
                    {(entry) => (
                      <li>
                        <small>{timeOf(entry)}</small> <b>{titleOf(entry, names)}</b> <small>{detailOf(entry, names)}</small>
                      </li>
                    )}
                  </For>
                </ul>
              </section>
            )}
          </For>
        </div>
        <footer>{text().printed(status()?.name ?? info.name, formatDay(props.today))}</footer>
      </div>
    </Paper>
  );
}
