import { For, type JSX, Show } from "solid-js";
import { formatFullDay } from "../../i18n/calendarFormat.ts";
import { formatClock, formatDay, localDayOf } from "../../i18n/format.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { clockOfMinutes, type DayPlan } from "../../tours/day.ts";
import type { TourDraft } from "../../tours/draft.ts";
import { Paper } from "../../ui/Paper.tsx";
import type { ShownStop } from "./StopList.tsx";
import { kilometres, roundMinutes, sameTownKm, text } from "./text.ts";

const clock = (minutes: number): string => formatClock(clockOfMinutes(minutes));

/** The tour on a sheet: its picture, and who is visited when. */
export function TourPaper(props: {
  readonly draft: TourDraft;
  readonly stops: readonly ShownStop[];
  readonly plan: DayPlan;
  readonly children: JSX.Element;
}): JSX.Element {
  const { info, status } = useWorkspace();
  const legAt = (at: number) => props.plan.legs[at - (props.draft.start ? 0 : 1)];
  const wayTo = (at: number): string => {
    const leg = legAt(at);
    return leg === undefined ? "" : leg.length < sameTownKm ? text().sameTown : kilometres(leg.length);
  };
  return (
    <Paper>
      <div class="tour-paper">
        <h1>
          {text().tour}, {formatFullDay(props.draft.on)}
        </h1>
        <p>
          {text().departure} {formatClock(props.draft.departure)}
          <Show when={props.draft.start}>{(start) => `, ${text().start}: ${start().label}`}</Show>
          {" · "}
          {text().totals(kilometres(props.plan.length), roundMinutes(props.plan.minutes), clock(props.plan.ends))}
        </p>
        {props.children}
        <table>
          <thead>
            <tr>
              <th />
              <th>{text().columns.time}</th>
              <th>{text().columns.visit}</th>
              <th>{text().columns.way}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.stops}>
              {(shown, at) => (
                <tr>
                  <td>{at() + 1}</td>
                  <td>
                    {clock(props.plan.visits[at()]?.begins ?? 0)}–{clock(props.plan.visits[at()]?.leaves ?? 0)}
                  </td>
                  <td>
                    <b>{shown.name}</b>
                    <br />
                    {shown.address}
                  </td>
                  <td>{wayTo(at())}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p>{text().estimated}</p>
        <footer>{text().printed(status()?.name ?? info.name, formatDay(localDayOf(new Date())))}</footer>
      </div>
    </Paper>
  );
}
