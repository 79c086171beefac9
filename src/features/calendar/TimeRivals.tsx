import { createMemo, For, type JSX, Show } from "solid-js";
import type { appointmentNoun } from "../../domain/appointment.ts";
import { formatClock, formatFullDay } from "../../i18n/calendarFormat.ts";
import { savedWithUndo } from "../../parts/undo.ts";
import type { RecordView } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { layerText } from "./layerText.ts";
import { text } from "./text.ts";
import "./TimeRivals.css";

interface Time {
  readonly device: string;
  readonly start: string;
  readonly end: string;
}

const sentenceOf = ({ start, end }: Time): string => {
  const day = formatFullDay(start.slice(0, 10));
  if (start.length === 10) return day;
  const hours = end && end !== start ? text().until(formatClock(start), formatClock(end)) : formatClock(start);
  return `${day}, ${hours}`;
};

/** Times that two gave one appointment without knowing of each other: whole ones, since a start alone would leave its end behind. */
export function TimeRivals(props: { readonly view: RecordView<typeof appointmentNoun> }): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const times = createMemo((): readonly Time[] => {
    const { rivals, record } = props.view;
    const [starts, ends] = [rivals["start"] ?? [], rivals["end"] ?? []];
    const devices = [...new Set([...starts, ...ends].map(({ device }) => device))];
    return devices.map((device) => ({
      device,
      start: String(starts.find((one) => one.device === device)?.value ?? record.start),
      end: String(ends.find((one) => one.device === device)?.value ?? record.end ?? record.start),
    }));
  });
  const choose = ({ start, end }: Time): void =>
    void act(engine.save([{ id: props.view.id, fields: { start, end } }], "choose"), savedWithUndo(engine));
  return (
    <Show when={times().length > 1}>
      <div class="cal-clashes" role="group" aria-label={layerText().twoTimes(times().length)}>
        <p>{layerText().twoTimes(times().length)}</p>
        <div class="cal-rival-times">
          <For each={times()}>
            {(time) => (
              <Button size="small" onClick={() => choose(time)}>
                {sentenceOf(time)} <small>{memberOf(time.device)}</small>
              </Button>
            )}
          </For>
        </div>
      </div>
    </Show>
  );
}
