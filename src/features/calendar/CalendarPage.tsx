import { useNavigate, useParams } from "@solidjs/router";
import CalendarSearch from "lucide-solid/icons/calendar-search";
import CalendarX from "lucide-solid/icons/calendar-x";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import Download from "lucide-solid/icons/download";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Plus from "lucide-solid/icons/plus";
import Printer from "lucide-solid/icons/printer";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Upload from "lucide-solid/icons/upload";
import { createEffect, createMemo, createSignal, For, type JSX, Match, on, onCleanup, Show, Suspense, Switch } from "solid-js";
import { deviceZone } from "../../domain/zone.ts";
import { firstWeekday, formatDays, formatFullDay } from "../../i18n/calendarFormat.ts";
import { formatMonth } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { newNoun } from "../../i18n/nouns.ts";
import { addDays, isDay, localNow, weekdayOf, weekNumber } from "../../lib/calendarDay.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { type ActivityAnswer, type AgendaEntry, type AgendaQuestion, createActivities, createAgenda } from "../../state/agenda.ts";
import { createKept } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button, IconButton, LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { lazily } from "../../ui/lazily.ts";
import { Menu } from "../../ui/Menu.tsx";
import { Page } from "../../ui/Page.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { createShortcut } from "../../ui/shortcuts.ts";
import { AgendaSheet } from "./AgendaSheet.tsx";
import { AppointmentForm } from "./AppointmentForm.tsx";
import { AppointmentPage } from "./AppointmentPage.tsx";
import { CalendarPaper } from "./CalendarPaper.tsx";
import { HeldClashes } from "./Held.tsx";
import { layerText } from "./layerText.ts";
import { MonthSheet } from "./MonthSheet.tsx";
import { createMove } from "./move.ts";
import { People } from "./People.tsx";
import type { SheetProps } from "./sheet.ts";
import { createShown, extraLayers, saysSame } from "./shown.ts";
import { type CalendarView, calendarViews, daysOf, isCalendarView, stepped } from "./shownDays.ts";
import { TimeGrid } from "./TimeGrid.tsx";
import { text } from "./text.ts";
import { nextHour } from "./when.ts";
import "./calendar.css";
import "./CalendarPage.css";

/** What is planned, on days as a calendar shows them; or one appointment by itself. */
export function CalendarPage(): JSX.Element {
  const params = useParams<{ view?: string; day?: string }>();
  const id = (): RecordId | undefined => (isRecordId(params.view) ? params.view : undefined);
  return (
    <Switch fallback={<Calendar view={params.view} day={params.day} />}>
      <Match when={id()}>{(shown) => <AppointmentPage id={shown()} day={params.day} />}</Match>
      <Match when={params.view === "hours"}>
        <HoursPage />
      </Match>
      <Match when={params.view === "slots"}>
        <SlotsPage party={isRecordId(params.day) ? params.day : undefined} />
      </Match>
      <Match when={params.view === "answer"}>
        <AnswerPage answer={params.day} />
      </Match>
    </Switch>
  );
}

const CalendarExport = lazily(() => import("./CalendarExport.tsx").then((file) => ({ default: file.CalendarExport })));
const HoursPage = lazily(() => import("./HoursPage.tsx").then((file) => ({ default: file.HoursPage })));
const SlotsPage = lazily(() => import("./SlotsPage.tsx").then((file) => ({ default: file.SlotsPage })));
const AnswerPage = lazily(() => import("./AnswerPage.tsx").then((file) => ({ default: file.AnswerPage })));

/** Room for seven days beside each other. */
const isWide = (): boolean => matchMedia("(min-width: 48rem)").matches;
const keysOf: Readonly<Record<CalendarView, string>> = { month: "m", week: "w", day: "d", agenda: "a" };

function Calendar(props: { readonly view: string | undefined; readonly day: string | undefined }): JSX.Element {
  const navigate = useNavigate();
  const { status } = useWorkspace();
  const [kept, keep] = createKept<CalendarView>("calendar.view", isWide() ? "week" : "agenda");
  const shown = createShown();
  const now = createNow();
  const nowMs = createMemo(() => Date.parse(now()));
  const today = createMemo(() => now().slice(0, 10));
  const view = (): CalendarView => (isCalendarView(props.view) ? props.view : kept());
  const day = (): string => (props.day && isDay(props.day) ? props.day : today());
  const days = createMemo(() => daysOf(view(), day(), language() && firstWeekday()));
  const [isExporting, setIsExporting] = createSignal(false);
  /** A menu of their own where there is room for its button, else below what is shown. */
  const files = () => [
    { label: text().file.menu, icon: Download, onSelect: () => setIsExporting(true) },
    { label: text().file.import, icon: Upload, onSelect: () => navigate("/import") },
  ];
  const [begun, setBegun] = createSignal<Begun | null>(null);
  const question = (): AgendaQuestion => {
    const members = shown.members();
    return { from: days()[0] ?? "", to: addDays(days().at(-1) ?? "", 1), zone: deviceZone(), ...(members && { members }) };
  };
  const asked = createMemo(
    (): AgendaQuestion => {
      const [first] = shown.people();
      const hoursOf = view() === "day" ? shown.people().map(({ id }) => id) : view() === "week" && first ? [first.id] : [];
      return { ...question(), isWithBesides: true, ...(hoursOf.length > 0 && { hoursOf }) };
    },
    undefined,
    { equals: saysSame },
  );
  /** Whoever pages goes on paging: the days behind and before are ready. */
  const agenda = createAgenda(asked, (one) =>
    [1, -1].map((steps) => {
      const around = daysOf(view(), stepped(view(), day(), steps), firstWeekday());
      return { ...one, from: around[0] ?? "", to: addDays(around.at(-1) ?? "", 1) };
    }),
  );
  const askedActivities = createMemo(
    () => (shown.isLayerShown("activity") && question().from <= today() ? question() : undefined),
    undefined,
    { equals: saysSame },
  );
  const activities = createActivities(askedActivities);
  /** An answer that is about other days is none for these. */
  const isCurrent = (): boolean => agenda()?.question.from === days()[0] && agenda()?.question.to === addDays(days().at(-1) ?? "", 1);
  const entries = createMemo((): readonly AgendaEntry[] => {
    const answer = isCurrent() ? agenda() : undefined;
    if (!answer) return [];
    const besides = answer.besides.filter(({ layer }) => layer !== "appointment" && shown.isLayerShown(layer));
    const done = activities()?.question.from === days()[0] ? doneIn(activities()) : [];
    return [...answer.entries, ...besides, ...done].sort((a, b) => a.from - b.from || b.to - a.to);
  });
  const count = (): number => entries().filter(({ layer }) => layer === "appointment").length;
  const holidays = createMemo(() => new Map((agenda()?.holidays ?? []).map((one) => [one.day, one])));
  const sheet = (): SheetProps => ({
    ...{ days: days(), entries: entries(), today: today(), now: now() },
    isPast: (entry: AgendaEntry) => entry.to < nowMs() && entry.shownEnd.slice(0, 10) <= today(),
    isQuiet: (one) => weekdayOf(one) > 5 || holidays().has(one),
    holidayOn: (one) => holidays().get(one)?.[language()],
    onOpenDay: (one) => go("day", one),
    ...{ people: shown.people(), working: agenda()?.working ?? [] },
    onBegin: (start, end, member) => setBegun({ start, end, ...(member !== undefined && { member }) }),
    onMove: (entry, byStart, byEnd) => void moveEntry(entry, byStart, byEnd),
  });
  const { move, forget } = createMove();
  createEffect(on(entries, forget));
  /** The keys go on with what they moved: it is drawn anew where it stands then. */
  const moveEntry = async (entry: AgendaEntry, byStart: number, byEnd: number): Promise<void> => {
    const hadFocus = document.activeElement?.classList.contains("cal-entry") === true;
    const id = await move(entry, byStart, byEnd);
    if (id !== undefined && hadFocus) setMovedId(id);
  };
  const [movedId, setMovedId] = createSignal<RecordId | null>(null);
  createEffect(
    on([entries, movedId], ([all, id]) => {
      if (id === null || !all.some((one) => one.id === id)) return;
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>(`.cal-entry[href*="/calendar/${id}"]`)?.focus();
        setMovedId(null);
      });
    }),
  );
  /** On the day in view, at the next hour; where that is today's week or month, today. */
  const begin = (): void => {
    const on = days().includes(today()) ? today() : view() === "month" ? `${day().slice(0, 7)}-01` : day();
    const { start, end } = nextHour(`${on}${now().slice(10)}`);
    setBegun({ start, end });
  };
  const go = (to: CalendarView, at: string): void => {
    keep(to);
    navigate(`/calendar/${to}/${at}`);
  };
  const step = (steps: number): void => go(view(), stepped(view(), day(), steps));
  const title = (): string => {
    const [first, last] = [days()[0] ?? "", days().at(-1) ?? ""];
    if (view() === "month") return formatMonth(day());
    if (view() === "day") return formatFullDay(day());
    return formatDays(first, last);
  };
  createShortcut({ keys: "t", label: () => text().today, run: () => go(view(), today()) });
  createShortcut({ keys: "j", label: () => text().next, run: () => step(1) });
  createShortcut({ keys: "k", label: () => text().previous, run: () => step(-1) });
  for (const one of calendarViews) createShortcut({ keys: keysOf[one], label: () => text().views[one], run: () => go(one, day()) });
  const options = () => [
    ...extraLayers.map((layer) => ({
      ...{ label: layerText().layers[layer], isChosen: shown.isLayerShown(layer), onSelect: () => shown.toggleLayer(layer) },
    })),
    // Where there is no room for its button.
    { label: layerText().slots, startsGroup: true, onSelect: () => navigate("/calendar/slots") },
    { label: layerText().hours, onSelect: () => navigate("/calendar/hours") },
  ];
  return (
    <Page
      title={text().calendar}
      width="full"
      actions={
        <>
          <Button
            class="cal-slots"
            size="small"
            kind="quiet"
            icon={CalendarSearch}
            aria-label={layerText().slots}
            onClick={() => navigate("/calendar/slots")}
          >
            {layerText().slots}
          </Button>
          <Menu
            label={layerText().show}
            icon={SlidersHorizontal}
            items={isWide() ? options() : [...options(), ...files().map((item, at) => ({ ...item, startsGroup: at === 0 }))]}
          />
          <IconButton class="cal-print" icon={Printer} label={text().print} onClick={() => window.print()} />
          <Menu class="cal-further" label={text().further} icon={Ellipsis} items={files()} />
          <Button class="cal-new" size="small" kind="quiet" icon={Plus} aria-label={newNoun("appointment")} onClick={begin}>
            {newNoun("appointment")}
          </Button>
        </>
      }
      below={
        <div class="cal-tools">
          <div class="cal-steps">
            <IconButton icon={ChevronLeft} label={text().previous} onClick={() => step(-1)} />
            <Button size="small" onClick={() => go(view(), today())}>
              {text().today}
            </Button>
            <IconButton icon={ChevronRight} label={text().next} onClick={() => step(1)} />
            <h2 class="cal-title">{title()}</h2>
            <Show when={view() !== "month" && view() !== "agenda"}>
              <span class="cal-week-name">{text().week(weekNumber(days()[Math.min(3, days().length - 1)] ?? ""))}</span>
            </Show>
          </div>
          <SegmentedControl
            label={text().view}
            value={view()}
            onChange={(next) => go(next as CalendarView, day())}
            segments={calendarViews.map((value) => ({ value, label: text().views[value] }))}
          />
          <Show when={(status()?.members.length ?? 0) > 1}>
            <People shown={shown} />
          </Show>
          <p class="sr-only" role="status">
            {isCurrent() ? text().count(count()) : ""}
          </p>
        </div>
      }
    >
      <HeldClashes />
      <Show when={agenda()?.unreadable.length}>
        {(count) => (
          <Banner tone="warn">
            {text().unreadable(count())}{" "}
            <For each={agenda()?.unreadable}>
              {(one) => (
                <LinkButton kind="quiet" size="small" href={`/calendar/${one.id}`}>
                  {one.title || text().untitled}
                </LinkButton>
              )}
            </For>
          </Banner>
        )}
      </Show>
      <Switch>
        <Match when={view() === "month"}>
          <MonthSheet {...sheet()} month={day().slice(0, 7)} />
        </Match>
        <Match when={view() === "agenda" && isCurrent() && entries().length === 0}>
          <EmptyState icon={CalendarX} title={text().noneHere} text={text().noneText}>
            <Button kind="primary" onClick={begin}>
              {newNoun("appointment")}
            </Button>
          </EmptyState>
        </Match>
        <Match when={view() === "agenda"}>
          <AgendaSheet {...sheet()} />
        </Match>
        <Match when={true}>
          <TimeGrid {...sheet()} />
        </Match>
      </Switch>
      <Show when={begun()} keyed>
        {(span) => (
          <AppointmentForm
            span={span}
            members={span.member === undefined || span.member === status()?.member ? [] : [span.member]}
            onClose={() => setBegun(null)}
            onMade={() => setBegun(null)}
          />
        )}
      </Show>
      <Show when={isExporting()}>
        <Suspense>
          <CalendarExport onClose={() => setIsExporting(false)} />
        </Suspense>
      </Show>
      <CalendarPaper {...sheet()} title={title()} isWeek={view() === "week"} />
    </Page>
  );
}

interface Begun {
  readonly start: string;
  readonly end: string;
  readonly member?: string;
}

/** What was done, one by one, or where that is too much in one line a day. */
function doneIn(answer: ActivityAnswer | undefined): readonly AgendaEntry[] {
  if (!answer) return [];
  const { zone } = answer.question;
  return [
    ...answer.entries,
    ...Object.entries(answer.counts).map(([day, number]): AgendaEntry => {
      const [end, at] = [addDays(day, 1), Date.parse(`${day}T00:00`)];
      return {
        ...{ id: `done-${day}` as RecordId, layer: "activity", start: day, end, shownStart: day, shownEnd: end, from: at, to: at },
        ...{ isAllDay: true, title: layerText().done(number), kind: "", place: "", parties: [], members: [], owners: [] },
        ...{ status: "", zone, recurrence: null, series: null },
      };
    }),
  ];
}

const minuteMs = 60_000;

/** The wall time on this device, followed as it passes. */
function createNow(): () => string {
  const [now, setNow] = createSignal(localNow());
  const timer = setInterval(() => setNow(localNow()), minuteMs / 2);
  onCleanup(() => clearInterval(timer));
  return now;
}
