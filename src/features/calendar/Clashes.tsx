import { createMemo, For, type JSX, Show } from "solid-js";
import { deviceZone } from "../../domain/zone.ts";
import { formatShort } from "../../i18n/format.ts";
import { addDays, isDay } from "../../lib/calendarDay.ts";
import { createAgenda } from "../../state/agenda.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { clashesWith } from "./clashes.ts";
import { timeOf, titleOf } from "./entryText.ts";
import { layerText } from "./layerText.ts";
import { useNames } from "./names.ts";

/** What stands against a time that is planned on this device's clocks: days for all day, else wall times. */
export function Clashes(props: {
  readonly start: string;
  readonly end: string;
  /** Who takes part; nobody: oneself. */
  readonly members: readonly string[];
  readonly id?: string;
  readonly offer?: string | undefined;
}): JSX.Element {
  const { status } = useWorkspace();
  const names = useNames();
  const agenda = createAgenda(() => {
    const [from, last] = [props.start.slice(0, 10), props.end.slice(0, 10)];
    return isDay(from) && isDay(last) && from <= last ? { from, to: addDays(last, 1), zone: deviceZone(), isWithBesides: true } : undefined;
  });
  const found = createMemo(() => {
    const owners = props.members.length > 0 ? props.members : [status()?.member ?? ""];
    const at = (time: string): number => Date.parse(time.length === 10 ? `${time}T00:00` : time);
    const planned = { from: at(props.start), to: at(props.end), owners, offer: props.offer, ...(props.id && { id: props.id }) };
    return clashesWith(agenda()?.entries ?? [], planned).concat(clashesWith(agenda()?.besides ?? [], planned));
  });
  return (
    <div class="cal-told" role="status">
      <Show when={found().length > 0}>
        <div class="cal-clashes">
          <strong>{layerText().clashes}</strong>
          <ul>
            <For each={found().slice(0, 5)}>
              {(entry) => (
                <li>
                  {[
                    entry.layer === "absence" ? "" : names.member(entry.owners[0] ?? ""),
                    titleOf(entry, names),
                    entry.isAllDay ? formatShort(entry.start) : timeOf(entry),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </div>
  );
}
