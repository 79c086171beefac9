import { For, type JSX, Show } from "solid-js";
import { formatDay, formatShort, localDayOf } from "../../i18n/format.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import type { RecordId } from "../../lib/id.ts";
import { touchWords } from "../../parts/TouchSign.tsx";
import type { TodayAnswer } from "../../state/today.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Paper } from "../../ui/Paper.tsx";
import { text } from "./text.ts";
import "./TodayPaper.css";

interface PaperLine {
  readonly when: string;
  readonly what: string;
  readonly who: string;
}

/** So many lines of each part fit one page together; the rest is a number. */
const most = { appointments: 16, tasks: 20, promises: 12, touches: 10, birthdays: 6, news: 8 } as const;

/** Up to so many lines each may take two. */
const roomFor = 36;

/** The day or the week on one page, to be taken along. */
export function TodayPaper(props: { readonly answer: TodayAnswer; readonly title: string; readonly news: readonly string[] }): JSX.Element {
  const { entry, info, status } = useWorkspace();
  const nameOf = (id: RecordId | null | undefined): string => (id ? (entry(id)?.name ?? "") : "");
  const isDay = (): boolean => props.answer.appointments.every(({ shownStart }) => shownStart.slice(0, 10) <= props.answer.question.from);
  const appointments = (): PaperLine[] =>
    props.answer.appointments.map(({ shownStart, isAllDay, title, kind, place, parties }) => ({
      when: [isDay() ? "" : formatShort(shownStart.slice(0, 10)), isAllDay ? "" : shownStart.slice(11, 16)].filter(Boolean).join(" "),
      what: title || parties.map(nameOf).join(", ") || (text().kinds[kind] ?? kind),
      who: [title ? parties.map(nameOf).join(", ") : "", place].filter(Boolean).join(", "),
    }));
  const tasks = (): PaperLine[] =>
    props.answer.tasks.map(({ title, dueOn, time, parties }) => ({
      when: dueOn === props.answer.question.from ? time : formatShort(dueOn),
      what: title,
      who: parties.map(nameOf).join(", "),
    }));
  const promises = (): PaperLine[] =>
    props.answer.promises.map((one) => ({
      when: formatShort(one.dueOn),
      what: one.text,
      who: `${text().sides[one.side]}, ${nameOf(one.party)}`,
    }));
  const touches = (): PaperLine[] => props.answer.touches.map((one) => ({ when: "", what: one.name, who: touchWords(one) }));
  const birthdays = (): PaperLine[] =>
    props.answer.birthdays.map(({ day, name, turns }) => ({
      when: formatShort(day),
      what: name,
      who: turns === null ? "" : text().turns(turns),
    }));
  const lineCount = (): number =>
    [appointments(), tasks(), promises(), touches(), birthdays(), news()].reduce((sum, lines) => sum + lines.length, 0);
  const news = (): PaperLine[] => props.news.map((what) => ({ when: "", what, who: "" }));
  return (
    <Paper>
      <div class="today-paper" data-full={lineCount() > roomFor || undefined}>
        <h1>{props.title}</h1>
        <div class="today-paper-parts">
          <Part title={nounsTitle("appointment")} lines={appointments()} most={most.appointments} />
          <Part title={nounsTitle("task")} lines={tasks()} most={most.tasks} isTicked />
          <Part title={nounsTitle("promise")} lines={promises()} most={most.promises} isTicked />
          <Part title={text().touches} lines={touches()} most={most.touches} more={props.answer.moreTouches} isTicked />
          <Part title={text().birthdays} lines={birthdays()} most={most.birthdays} isTicked />
          <Part title={text().news} lines={news()} most={most.news} />
        </div>
        <footer>{text().printed(status()?.name ?? info.name, formatDay(localDayOf(new Date())))}</footer>
      </div>
    </Paper>
  );
}

function Part(props: {
  readonly title: string;
  readonly lines: readonly PaperLine[];
  readonly most: number;
  readonly more?: number;
  /** Each with a box to tick. */
  readonly isTicked?: boolean;
}): JSX.Element {
  const left = (): number => Math.max(0, props.lines.length - props.most) + (props.more ?? 0);
  return (
    <Show when={props.lines.length > 0}>
      <section>
        <h2>{props.title}</h2>
        <ul data-ticked={props.isTicked || undefined}>
          <For each={props.lines.slice(0, props.most)}>
            {({ when, what, who }) => (
              <li>
                <Show when={when}>
                  <small>{when}</small>{" "}
                </Show>
                <b>{what}</b> <small>{who}</small>
              </li>
            )}
          </For>
        </ul>
        <Show when={left() > 0}>
          <small>{text().moreLines(left())}</small>
        </Show>
      </section>
    </Show>
  );
}
