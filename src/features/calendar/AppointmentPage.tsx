import { A, useNavigate } from "@solidjs/router";
import CalendarX from "lucide-solid/icons/calendar-x";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import Clock from "lucide-solid/icons/clock";
import Download from "lucide-solid/icons/download";
import MoveVertical from "lucide-solid/icons/move-vertical";
import PenLine from "lucide-solid/icons/pen-line";
import Share2 from "lucide-solid/icons/share-2";
import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { appointmentKinds, appointmentNoun, appointmentStatuses, isAllDay } from "../../domain/appointment.ts";
import { idsOf } from "../../domain/record.ts";
import { offerOfHeld } from "../../domain/slotOffer.ts";
import { deviceZone } from "../../domain/zone.ts";
import { formatClock, formatDays, formatFullDay } from "../../i18n/calendarFormat.ts";
import { zoneName } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { addDays, isDay } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordField } from "../../parts/RecordField.tsx";
import { Quiet, RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
import { RecordPage } from "../../parts/RecordPage.tsx";
import { reminderName } from "../../parts/remindText.ts";
import { doneWithUndo, savedWithUndo } from "../../parts/undo.ts";
import { type AgendaEntry, createAgenda, createSeriesChange, type SeriesRequest, type SeriesScope } from "../../state/agenda.ts";
import { createNounRecord, type RecordView } from "../../state/nouns.ts";
import { useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { showToast } from "../../ui/toast.ts";
import { Clashes } from "./Clashes.tsx";
import { Held } from "./Held.tsx";
import { createMove } from "./move.ts";
import { dayMinutes, type Movable, stepMinutes } from "./moveTimes.ts";
import { ReportButtons } from "./ReportButtons.tsx";
import { repeatSentence } from "./repeatText.ts";
import { canShareFile, shareFile } from "./shareFile.ts";
import { TimeRivals } from "./TimeRivals.tsx";
import { text } from "./text.ts";
import { WhenForm } from "./WhenForm.tsx";
import { whenOf } from "./when.ts";
import "./AppointmentPage.css";

/** Who takes part: those who are named, else whoever made it. */
const ownersOf = ({ members, createdBy }: AppointmentView["record"]): readonly string[] => {
  const named = idsOf(members);
  return named.length > 0 ? named : [createdBy];
};

type AppointmentView = RecordView<typeof appointmentNoun>;

/** When it is, in one line: the day or days, the hours, on whose clocks where they are not the reader's. */
function whenSentence({ record: { start, end, ...rest }, unreadable }: AppointmentView, occurrence: AgendaEntry | undefined): string {
  const record = { ...rest, start: occurrence?.start ?? start, end: occurrence?.end ?? end };
  if ("start" in unreadable || !isDay(record.start.slice(0, 10))) return text().noTime;
  const { startDay, startTime, endDay, endTime } = whenOf(record);
  const days = startDay === endDay ? formatFullDay(startDay) : formatDays(startDay, endDay);
  const show = (time: string): string => formatClock(`2026-01-01T${time}`);
  const isOther = !isAllDay(record) && record.zone && record.zone !== deviceZone();
  const hours = isAllDay(record) ? text().allDay : startTime === endTime ? show(startTime) : text().until(show(startTime), show(endTime));
  return [days, isOther ? text().inZone(hours, zoneName(record.zone ?? "")) : hours].join(", ");
}

/** One appointment, or a whole series, by itself. */
export function AppointmentPage(props: {
  readonly id: RecordId;
  /** Of a series: the day of the time from which it was opened. */
  readonly day: string | undefined;
}): JSX.Element {
  const navigate = useNavigate();
  const { engine, status } = useWorkspace();
  const session = useSession();
  const view = createNounRecord(appointmentNoun, () => props.id);
  const change = createSeriesChange();
  const isSeries = (): boolean => Boolean(view()?.record.rule) || Object.keys(view()?.record.additions ?? {}).length > 0;
  const around = createAgenda(() => {
    const { day } = props;
    // A day either side: the series may count on other clocks.
    return day && isDay(day) && isSeries() ? { from: addDays(day, -1), to: addDays(day, 2), zone: deviceZone() } : undefined;
  });
  const occurrence = () => around()?.entries.find(({ id, recurrence }) => id === props.id && recurrence?.slice(0, 10) === props.day);
  const leaveOut = (scope: SeriesScope, recurrence: string): void => {
    const request: SeriesRequest = { does: "leave-out", scope, occurrence: recurrence, now: new Date().toISOString() };
    void act(change(props.id, request, "delete"), doneWithUndo(engine, text().leftOut));
    back();
  };
  const detach = async ({ start, end, recurrence }: AgendaEntry): Promise<void> => {
    const wish = { scope: "one", occurrence: recurrence ?? start, start, end } as const;
    const ids = await act(change(props.id, { does: "change", wish }, "edit"));
    if (ids?.[0] === undefined) return;
    navigate(`/calendar/${ids[0]}`, { replace: true });
    const { message, action } = doneWithUndo(engine, text().detached);
    showToast(message, { action });
  };
  /** Where what stands against it is looked for: not of a whole series, and on other clocks in the calendar alone. */
  const shownTimes = () => {
    const one = occurrence();
    if (one) return { start: one.shownStart, end: one.shownEnd };
    const record = view()?.record;
    const isElsewhere = record && !isAllDay(record) && record.zone && record.zone !== deviceZone();
    return record && isDay(record.start.slice(0, 10)) && !isSeries() && !isElsewhere
      ? { start: record.start, end: record.end ?? (isAllDay(record) ? addDays(record.start, 1) : record.start) }
      : undefined;
  };
  const { move, forget } = createMove();
  createEffect(on(view, forget));
  /** As the menu moves it: what keys and pointers do in the calendar. */
  const movable = (): Movable | undefined => {
    const shown = view();
    if (!shown || (isSeries() && !occurrence())) return occurrence();
    const { start, end, series } = shown.record;
    if (!isDay(start.slice(0, 10))) return undefined;
    const isDays = isAllDay(shown.record);
    const last = end ?? (isDays ? addDays(start, 1) : start);
    return (
      occurrence() ?? { id: props.id, layer: "appointment", start, end: last, isAllDay: isDays, recurrence: null, series: series ?? null }
    );
  };
  const moveBy = async (of: Movable, byStart: number, byEnd: number): Promise<void> => {
    const id = await move(of, byStart, byEnd);
    if (id !== undefined && id !== props.id) navigate(`/calendar/${id}`, { replace: true });
  };
  const moves = (of: Movable) => {
    const [step, words] = [of.isAllDay ? dayMinutes : stepMinutes, text().moves];
    return [
      ...(of.isAllDay
        ? []
        : [
            { label: words.earlier, by: [-step, -step] },
            { label: words.later, by: [step, step] },
          ]),
      { label: words.dayBefore, by: [-dayMinutes, -dayMinutes] },
      { label: words.dayAfter, by: [dayMinutes, dayMinutes] },
      { label: of.isAllDay ? words.longerDay : words.longer, by: [0, step] },
      { label: of.isAllDay ? words.shorterDay : words.shorter, by: [0, -step] },
    ].map(({ label, by: [byStart = 0, byEnd = 0] }) => ({ label, onSelect: () => void moveBy(of, byStart, byEnd) }));
  };
  const send = async (): Promise<void> => {
    try {
      const file = await session.exportCalendar({ ids: [props.id], kinds: ["appointment"], language: language() });
      if ((await shareFile(file, view()?.record.title || text().untitled)) === "saved") showToast(text().file.saved);
    } catch {
      showToast(text().file.failed, { tone: "bad" });
    }
  };
  const [isChanging, setIsChanging] = createSignal(false);
  const patch = (fields: Readonly<Record<string, { readonly add?: readonly string[]; readonly remove?: readonly string[] }>>): void =>
    void act(engine.patch(props.id, fields as never), savedWithUndo(engine));
  const changeMembers = (before: readonly string[], after: readonly string[]): void =>
    patch({
      members: { add: after.filter((id) => !before.includes(id)), remove: before.filter((id) => !after.includes(id)) },
    });
  const back = (): void => {
    const { _depth: depth } = (history.state ?? {}) as { readonly _depth?: number };
    if (depth !== undefined && depth > 0) navigate(-1);
    else navigate("/calendar", { replace: true });
  };
  return (
    <div class="cal-record">
      <Button class="cal-back" size="small" kind="quiet" icon={ChevronLeft} onClick={back}>
        {text().calendar}
      </Button>
      <RecordPage
        noun={appointmentNoun}
        id={props.id}
        view={view}
        onBack={back}
        onGone={back}
        actions={(shown) => (
          <>
            <ReportButtons view={shown} recurrence={occurrence()?.recurrence ?? undefined} />
            <Button
              class="cal-file"
              icon={canShareFile() ? Share2 : Download}
              title={canShareFile() ? text().file.sendOne : text().file.saveOne}
              onClick={() => void send()}
            >
              {canShareFile() ? text().file.sendOne : text().file.saveOne}
            </Button>
            <Show when={occurrence()}>
              {(one) => (
                <>
                  <Button icon={PenLine} onClick={() => void detach(one())}>
                    {text().detach}
                  </Button>
                  <Menu
                    kind="plain"
                    label={text().leaveOut}
                    icon={CalendarX}
                    items={(["one", "following", "all"] as const).map((scope) => ({
                      label: text().leavesOut[scope],
                      isDangerous: scope !== "one",
                      onSelect: () => leaveOut(scope, one().recurrence ?? ""),
                    }))}
                  >
                    <span>{text().leaveOut}</span>
                  </Menu>
                </>
              )}
            </Show>
          </>
        )}
      >
        {(appointment) => (
          <>
            <section class="cal-facts" aria-label={text().fields.when}>
              <Clock />
              <p>
                {whenSentence(appointment(), occurrence())}
                <Show when={repeatSentence(appointment().record.rule, appointment().record.start)}>
                  {(sentence) => <span>{sentence()}</span>}
                </Show>
                <Show when={whenOf(appointment().record).reminders.length > 0}>
                  <span>
                    {text().fields.reminders}:{" "}
                    {whenOf(appointment().record)
                      .reminders.map((minutes) => reminderName(minutes))
                      .join(", ")}
                  </span>
                </Show>
              </p>
              <Button size="small" onClick={() => setIsChanging(true)}>
                {text().changeWhen}
              </Button>
              <Show when={movable()}>{(of) => <Menu label={text().move} icon={MoveVertical} items={moves(of())} />}</Show>
            </section>
            <TimeRivals view={appointment()} />
            <Show when={appointment().record.offer}>{(offer) => <Held id={props.id} offer={offer()} />}</Show>
            <Show when={shownTimes()}>
              {(times) => (
                <Clashes
                  {...times()}
                  id={props.id}
                  members={ownersOf(appointment().record)}
                  offer={offerOfHeld(appointment().record.offer)}
                />
              )}
            </Show>
            <Show when={isSeries()}>
              <Quiet>{text().ofSeries}</Quiet>
            </Show>
            <Show when={appointment().record.series}>
              {(series) => (
                <Quiet>
                  {text().fromSeries} <A href={`/calendar/${series()}`}>{text().toSeries}</A>
                </Quiet>
              )}
            </Show>
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
              onAdd={(party) => patch({ parties: { add: [party] } })}
              onRemove={(party) => patch({ parties: { remove: [party] } })}
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
              <WhenForm
                view={appointment()}
                occurrence={occurrence()}
                onClose={() => setIsChanging(false)}
                onMoved={(id) => navigate(`/calendar/${id}`, { replace: true })}
              />
            </Show>
          </>
        )}
      </RecordPage>
    </div>
  );
}
