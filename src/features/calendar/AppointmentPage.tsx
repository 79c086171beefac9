import { useNavigate } from "@solidjs/router";
import Clock from "lucide-solid/icons/clock";
import { createSignal, type JSX, Show } from "solid-js";
import { appointmentKinds, appointmentNoun, appointmentStatuses, isAllDay } from "../../domain/appointment.ts";
import { idsOf } from "../../domain/record.ts";
import { formatClock, formatDays, formatFullDay } from "../../i18n/calendarFormat.ts";
import { zoneName } from "../../i18n/format.ts";
import { isDay } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordField } from "../../parts/RecordField.tsx";
import { RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
import { RecordPage } from "../../parts/RecordPage.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import { createNounRecord, type RecordView } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { ownZone } from "./clock.ts";
import { repeatSentence } from "./repeatText.ts";
import { reminderName, text } from "./text.ts";
import { WhenForm } from "./WhenForm.tsx";
import { whenOf } from "./when.ts";

type AppointmentView = RecordView<typeof appointmentNoun>;

/** When it is, in one line: the day or days, the hours, on whose clocks where they are not the reader's. */
function whenSentence({ record, unreadable }: AppointmentView): string {
  if ("start" in unreadable || !isDay(record.start.slice(0, 10))) return text().noTime;
  const { startDay, startTime, endDay, endTime } = whenOf(record);
  const days = startDay === endDay ? formatFullDay(startDay) : formatDays(startDay, endDay);
  const show = (time: string): string => formatClock(`2026-01-01T${time}`);
  const isOther = !isAllDay(record) && record.zone && record.zone !== ownZone();
  const hours = isAllDay(record) ? text().allDay : startTime === endTime ? show(startTime) : text().until(show(startTime), show(endTime));
  return [days, isOther ? text().inZone(hours, zoneName(record.zone ?? "")) : hours].join(", ");
}

/** One appointment, or a whole series, by itself. */
export function AppointmentPage(props: { readonly id: RecordId }): JSX.Element {
  const navigate = useNavigate();
  const { engine, status } = useWorkspace();
  const view = createNounRecord(appointmentNoun, () => props.id);
  const [isChanging, setIsChanging] = createSignal(false);
  const change = (fields: Readonly<Record<string, { readonly add?: readonly string[]; readonly remove?: readonly string[] }>>): void =>
    void act(engine.patch(props.id, fields as never), savedWithUndo(engine));
  const changeMembers = (before: readonly string[], after: readonly string[]): void =>
    change({
      members: { add: after.filter((id) => !before.includes(id)), remove: before.filter((id) => !after.includes(id)) },
    });
  const back = (): void => {
    const { _depth: depth } = (history.state ?? {}) as { readonly _depth?: number };
    if (depth !== undefined && depth > 0) navigate(-1);
    else navigate("/calendar", { replace: true });
  };
  return (
    <RecordPage noun={appointmentNoun} id={props.id} view={view} onBack={back} onGone={back}>
      {(appointment) => (
        <>
          <section class="cal-facts" aria-label={text().fields.when}>
            <Clock />
            <p>
              {whenSentence(appointment())}
              <Show when={repeatSentence(appointment().record.rule, appointment().record.start)}>
                {(sentence) => <span>{sentence()}</span>}
              </Show>
              <Show when={whenOf(appointment().record).reminders.length > 0}>
                <span>
                  {text().fields.reminders}: {whenOf(appointment().record).reminders.map(reminderName).join(", ")}
                </span>
              </Show>
            </p>
            <Button size="small" onClick={() => setIsChanging(true)}>
              {text().changeWhen}
            </Button>
          </section>
          <RecordGrid>
            <Wide>
              <RecordField noun={appointmentNoun} view={appointment()} field="title" label={text().fields.title} />
            </Wide>
            <RecordField
              noun={appointmentNoun}
              view={appointment()}
              field="kind"
              label={text().fields.kind}
              otherwise="other"
              options={appointmentKinds.map((value) => ({ value, label: text().kinds[value] ?? value }))}
            />
            <RecordField
              noun={appointmentNoun}
              view={appointment()}
              field="status"
              label={text().fields.status}
              otherwise="confirmed"
              options={appointmentStatuses.map((value) => ({ value, label: text().statuses[value] ?? value }))}
            />
            <Wide>
              <RecordField noun={appointmentNoun} view={appointment()} field="place" label={text().fields.place} />
            </Wide>
            <Wide>
              <RecordField noun={appointmentNoun} view={appointment()} field="text" label={text().fields.text} isMultiline />
            </Wide>
          </RecordGrid>
          <PartyField
            label={text().fields.contacts}
            parties={idsOf(appointment().record.parties)}
            onAdd={(party) => change({ parties: { add: [party] } })}
            onRemove={(party) => change({ parties: { remove: [party] } })}
          />
          <Show when={(status()?.members.length ?? 0) > 1}>
            <Chips
              label={text().fields.members}
              isLabelShown
              options={(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              values={idsOf(appointment().record.members)}
              onChange={(after) => changeMembers(idsOf(appointment().record.members), after)}
            />
          </Show>
          <Show when={isChanging()}>
            <WhenForm view={appointment()} onClose={() => setIsChanging(false)} />
          </Show>
        </>
      )}
    </RecordPage>
  );
}
