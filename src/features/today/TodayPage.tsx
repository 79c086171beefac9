import { A } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import Printer from "lucide-solid/icons/printer";
import SquarePen from "lucide-solid/icons/square-pen";
import Sun from "lucide-solid/icons/sun";
import { type Component, createMemo, createResource, For, type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formatDay, formatRelative, formatShort, formatWeekday } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import { TodaySection } from "../../parts/TodaySection.tsx";
import type { DirectoryEntry } from "../../state/contact.ts";
import { createKept } from "../../state/draft.ts";
import { known } from "../../state/known.ts";
import { createToday, type TodayAnswer, type TodayBirthday, TodayProvider } from "../../state/today.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { useShell } from "../../ui/appPage.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { lazily } from "../../ui/lazily.ts";
import { Page } from "../../ui/Page.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { newsLine } from "./newsLine.ts";
import { text } from "./text.ts";
import "./TodayPage.css";

/** At hand before anybody prints, but not needed for the first look. */
const TodayPaper = lazily(() => import("./TodayPaper.tsx").then((file) => ({ default: file.TodayPaper })));

export interface TodayPageProps {
  readonly onLog: () => void;
  readonly onNew: () => void;
  /** What other pages have for the days that are shown: appointments, tasks. */
  readonly due: readonly Component[];
}

const shown = 20;
const spans = { day: 1, week: 7 } as const;
type Span = keyof typeof spans;

const isNothingDue = ({ appointments, tasks, promises, touches, birthdays }: TodayAnswer): boolean =>
  [appointments, tasks, promises, touches, birthdays].every((all) => all.length === 0);

/** What the day, or the next seven, ask of somebody; what is new, and with whom one dealt last. */
export function TodayPage(props: TodayPageProps): JSX.Element {
  const { choices, directory, entry, engine, status } = useWorkspace();
  const [span, setSpan] = createKept<Span>("today.span", "day");
  const [whose, setWhose] = createKept<string>("today.whose", "mine");
  const today = createToday(() => ({ days: spans[span()] ?? 1, isMine: whose() !== "all" }));
  // What others did arrives with the journal, so its vector says when to ask again: not for one's own saves, and not
  // while thousands of entries come in.
  const asked = createMemo<string>((before) => {
    const now = status();
    return now?.receiving ? before : JSON.stringify({ ...now?.vector, [now?.device ?? ""]: 0 });
  }, "");
  const [news, { refetch }] = createResource(asked, () => engine.news(shown));
  const recent = createMemo(() => directory()?.recent(8) ?? []);
  const toChoose = createMemo(() =>
    [...choices()].flatMap(([id, count]) => {
      const contact = entry(id);
      return contact ? [{ contact, count }] : [];
    }),
  );
  const markSeen = async (): Promise<void> => {
    await engine.markNewsSeen();
    await refetch();
  };
  const lineOf = (contact: DirectoryEntry): string =>
    [contact.title, contact.employer === undefined ? "" : entry(contact.employer)?.name, contact.place].filter(Boolean).join(" · ");
  const items = () => known(news)?.items ?? [];
  const isNothing = (): boolean => {
    const now = today.answer();
    return now !== undefined && isNothingDue(now);
  };
  const days = (): string =>
    span() === "day" ? formatWeekday(today.today()) : text().fromTo(formatDay(today.today()), formatDay(addDays(today.today(), 6)));

  return (
    <Page title={text().today} actions={<IconButton size="small" icon={Printer} label={text().print} onClick={() => window.print()} />}>
      <div class="today-head">
        <p class="today-date">{days()}</p>
        <SegmentedControl
          label={text().span}
          value={span()}
          onChange={(next) => setSpan(next as Span)}
          segments={(["day", "week"] as const).map((value) => ({ value, label: text().spans[value] }))}
        />
        <Show when={(status()?.members.length ?? 0) > 1}>
          <SegmentedControl
            label={text().whose}
            value={whose()}
            onChange={setWhose}
            segments={(["mine", "all"] as const).map((value) => ({ value, label: text().whoseWords[value] }))}
          />
        </Show>
      </div>
      <TodayProvider today={today}>
        <Show when={isNothing()}>
          <Show
            when={items().length > 0 || recent().length > 0 || toChoose().length > 0}
            fallback={
              <EmptyState icon={Sun} title={text().nothing[span()]} text={text().emptyText}>
                <Button kind="primary" onClick={() => props.onLog()}>
                  {text().logVisit}
                </Button>
                <Button icon={Plus} onClick={() => props.onNew()}>
                  {text().newContact}
                </Button>
              </EmptyState>
            }
          >
            <div class="today-due">
              <Sun />
              <span>{text().nothing[span()]}</span>
              <Button size="small" kind="quiet" onClick={() => props.onLog()}>
                {text().logVisit}
              </Button>
            </div>
          </Show>
        </Show>
        <For each={props.due}>
          {(due) => (
            <Suspense>
              <Dynamic component={due} />
            </Suspense>
          )}
        </For>
      </TodayProvider>
      <Birthdays birthdays={today.answer()?.birthdays ?? []} today={today.today()} />
      <Show when={toChoose().length > 0}>
        <TodaySection title={text().toChoose} count={toChoose().length}>
          <For each={toChoose()}>
            {({ contact, count }) => (
              <li>
                <ContactLink contact={contact} words={<small class="today-warn">{text().values(count)}</small>} />
              </li>
            )}
          </For>
        </TodaySection>
      </Show>
      <Show when={items().length > 0}>
        <TodaySection
          title={text().news}
          action={
            <Button size="small" kind="quiet" onClick={() => void markSeen()}>
              {text().seen}
            </Button>
          }
          end={(known(news)?.more ?? 0) > 0 && text().more(known(news)?.more ?? 0)}
        >
          <For each={items()}>
            {(item) => (
              <li>
                <A class="today-row" href={item.party === null ? "/today" : `/contacts/${item.party}`}>
                  <Avatar size="small" name={item.memberName} />
                  <span class="today-words">
                    <span>{newsLine(item)}</span>
                  </span>
                  <time>{formatRelative(new Date(item.atMs).toISOString())}</time>
                </A>
              </li>
            )}
          </For>
        </TodaySection>
      </Show>
      <Show when={recent().length > 0}>
        <TodaySection title={text().recent}>
          <For each={recent()}>
            {(contact) => (
              <li>
                <ContactLink
                  contact={contact}
                  words={<Show when={lineOf(contact)}>{(line) => <small>{line()}</small>}</Show>}
                  end={<time dateTime={contact.last}>{formatShort(contact.last)}</time>}
                />
              </li>
            )}
          </For>
        </TodaySection>
      </Show>
      <Suspense>
        <Show when={today.answer()}>{(answer) => <TodayPaper answer={answer()} title={days()} news={items().map(newsLine)} />}</Show>
      </Suspense>
    </Page>
  );
}

/** Whose birthday it is; one tap writes down that one has congratulated. */
function Birthdays(props: { readonly birthdays: readonly TodayBirthday[]; readonly today: string }): JSX.Element {
  const { entry } = useWorkspace();
  const shell = useShell();
  const words = ({ day, turns }: TodayBirthday): string =>
    [day === props.today ? "" : formatWeekday(day), turns === null ? "" : text().turns(turns)].filter(Boolean).join(" · ");
  return (
    <Show when={props.birthdays.length > 0}>
      <TodaySection title={text().birthdays} count={props.birthdays.length}>
        <For each={props.birthdays}>
          {(one) => (
            <Show when={entry(one.party)}>
              {(contact) => (
                <li class="today-birthday">
                  <ContactLink contact={contact()} words={<Show when={words(one)}>{(said) => <small>{said()}</small>}</Show>} />
                  <IconButton
                    icon={SquarePen}
                    label={text().congratulated(one.name)}
                    onClick={() => shell.log({ party: one.party, kind: "call" })}
                  />
                </li>
              )}
            </Show>
          )}
        </For>
      </TodaySection>
    </Show>
  );
}

const ContactLink = (props: { readonly contact: DirectoryEntry; readonly words: JSX.Element; readonly end?: JSX.Element }): JSX.Element => (
  <A class="today-row" href={`/contacts/${props.contact.id}`}>
    <Avatar size="small" name={props.contact.name} seed={props.contact.id} kind={props.contact.kind} />
    <span class="today-words">
      <span>{props.contact.name}</span>
      {props.words}
    </span>
    {props.end}
  </A>
);
