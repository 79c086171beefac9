import { For, type JSX, Show } from "solid-js";
import { addressLines } from "../../i18n/addressLines.ts";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { Brief } from "../../state/brief.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Paper } from "../../ui/Paper.tsx";
import { dealWords, flagWords, nextWords, pointWords, promiseWords, taskWords, touchWords } from "./briefWords.ts";
import { text } from "./text.ts";

/** On paper so many lines of tasks and deals fit beside all else. */
const printedLines = 8;

/** A brief on one page of paper: the same as on the screen, as text. */
export function PrintedBrief(props: { readonly brief: Brief }): JSX.Element {
  const { info, status, settings } = useWorkspace();
  const head = (): string => [props.brief.title, props.brief.firm?.name].filter(Boolean).join(" · ");
  const ways = (): string[] => {
    const { phone, email, address, next } = props.brief;
    return [
      phone?.way.value ?? "",
      email ?? "",
      address ? addressLines(address.way, settings().country).join(", ") : "",
      next ? nextWords(next, formatDay) : "",
    ].filter(Boolean);
  };
  const birthdays = () => props.brief.birthdays.map(({ name, on, age }) => text().birthday(name, formatDay(on), age));
  const notes = (): string[] => [...props.brief.flags.map(flagWords), ...birthdays()];
  return (
    <Paper>
      <article>
        <header>
          <h1>{props.brief.name}</h1>
          <p>{head()}</p>
        </header>
        <ul class="printed-ways">
          <For each={ways()}>{(line) => <li>{line}</li>}</For>
        </ul>
        <PrintedLines title={text().flags} lines={notes().map((line) => [line, ""])} />
        <PrintedLines
          title={text().points}
          lines={props.brief.points.map((point) => {
            const { title, why } = pointWords(point, props.brief.id);
            return [title, why];
          })}
        />
        <PrintedLines
          title={text().touches}
          lines={props.brief.touches.map((touch) => [
            `${formatDay(localDayOf(touch.record.at))} · ${word("interactionKind", touch.record.kind)}`,
            touchWords(touch),
          ])}
        />
        <PrintedLines title={text().tasks} lines={props.brief.tasks.map((task) => taskWords(task, formatDay))} />
        <PrintedLines title={text().promises} lines={props.brief.promises.map((promise) => promiseWords(promise, formatDay))} />
        <PrintedLines title={text().deals} lines={props.brief.deals.map((deal) => dealWords(deal, settings().currency ?? ""))} />
        <footer>{text().printed(status()?.name ?? info.name, formatDay(localDayOf(new Date())))}</footer>
      </article>
    </Paper>
  );
}

const PrintedLines = (props: { readonly title: string; readonly lines: readonly (readonly [string, string])[] }): JSX.Element => (
  <Show when={props.lines.length > 0}>
    <section>
      <h2>{props.title}</h2>
      <ul>
        <For each={props.lines.slice(0, printedLines)}>
          {([title, end]) => (
            <li>
              {title} <small>{end}</small>
            </li>
          )}
        </For>
        <Show when={props.lines.length > printedLines}>
          <li>
            <small>{text().more(props.lines.length - printedLines)}</small>
          </li>
        </Show>
      </ul>
    </section>
  </Show>
);
