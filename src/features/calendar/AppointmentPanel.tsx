import CalendarSearch from "lucide-solid/icons/calendar-search";
import { For, type JSX, Show } from "solid-js";
import { type appointmentNoun, appointmentNoun as noun } from "../../domain/appointment.ts";
import { deviceZone } from "../../domain/zone.ts";
import { formatClock } from "../../i18n/calendarFormat.ts";
import { formatDay, formatShort, localDayOf } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import { Quiet } from "../../parts/RecordGrid.tsx";
import { RecordPanel } from "../../parts/RecordPanel.tsx";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { createAgenda } from "../../state/agenda.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { PanelProps } from "../../ui/appPage.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { detailOf, hrefOf, timeOf, titleOf } from "./entryText.ts";
import { useNames } from "./names.ts";
import { slotsText } from "./slotsText.ts";
import { text } from "./text.ts";

const momentOf = (start: string): string =>
  start.length === 10 ? formatDay(start) : `${formatDay(start.slice(0, 10))}, ${formatClock(start)}`;

/** An appointment stands in a contact's history when it was made, and on its day once that has come. */
export const appointmentHistory: HistorySource<typeof appointmentNoun> = {
  noun,
  entriesOf: ({ id, record }) => {
    const [title, href] = [record.title || (text().kinds[record.kind ?? "other"] ?? ""), `/calendar/${id}`];
    const hasCome =
      record.start !== "" && record.start.slice(0, 10) <= localDayOf(new Date()) && !record.rule && record.status !== "cancelled";
    return [
      { id, at: record.createdAt, title, detail: text().planned(momentOf(record.start)), href },
      ...(hasCome ? [{ id, at: record.start.slice(0, 10), title, detail: text().held, href }] : []),
    ];
  },
};

const [lookedAhead, shown] = [366, 5];

/** What is planned with a contact. */
export function AppointmentPanel(props: PanelProps): JSX.Element {
  const agenda = createAgenda(() => {
    const from = localDayOf(new Date());
    return { from, to: addDays(from, lookedAhead), zone: deviceZone(), party: props.party };
  });
  const coming = () => agenda()?.entries.filter(({ to, isAllDay }) => isAllDay || to >= Date.now());
  const names = useNames();
  return (
    <RecordPanel noun="appointment" onNew={props.onNew}>
      <LinkButton kind="quiet" size="small" icon={CalendarSearch} href={`/calendar/slots/${props.party}`}>
        {slotsText().panel}
      </LinkButton>
      {/* The line keeps its place until the answer is there. */}
      <Show when={(coming()?.length ?? 0) === 0}>
        <Quiet>{coming() ? text().coming : "\u00a0"}</Quiet>
      </Show>
      <For each={coming()?.slice(0, shown)}>
        {(one) => (
          <RecordRow
            title={titleOf(one, names)}
            href={hrefOf(one)}
            detail={detailOf({ ...one, parties: one.parties.filter((id) => id !== props.party) }, names)}
            end={`${formatShort(one.shownStart.slice(0, 10))}, ${timeOf(one)}`}
          />
        )}
      </For>
    </RecordPanel>
  );
}
