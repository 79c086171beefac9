import { A } from "@solidjs/router";
import Cake from "lucide-solid/icons/cake";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import MapPin from "lucide-solid/icons/map-pin";
import Phone from "lucide-solid/icons/phone";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import UserRound from "lucide-solid/icons/user-round";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { addressLines } from "../../i18n/addressLines.ts";
import { formatDay, formatNumber, formatRelative, formatShort, localDayOf } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { Brief } from "../../state/brief.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { kindIcon } from "../../ui/kindIcon.ts";
import { mapLink, telLink } from "../../ui/links.ts";
import { dealWords, flagWords, nextWords, pointWords, promiseWords, taskWords, touchWords } from "./briefWords.ts";
import { text } from "./text.ts";

/** So many tasks and deals stand on one screen; how many there are is said. */
const shownLines = 2;
const today = (): string => localDayOf(new Date());

/** A brief on the screen: who and where, what to speak of, what happened last, what is open. */
export const BriefSheet = (props: { readonly brief: Brief; readonly isComplete: boolean }): JSX.Element => (
  <div class="brief">
    <Who brief={props.brief} />
    <section aria-label={text().points} aria-busy={!props.isComplete}>
      <h2 class="small-heading">{text().points}</h2>
      <For each={props.brief.points}>
        {(point) => {
          const words = pointWords(point, props.brief.id);
          return (
            <A class="brief-point" href={words.href}>
              <strong>{words.title}</strong>
              <span>
                {words.why}
                <Show when={"asOf" in point && point.asOf !== today() && point.asOf}>
                  {(asOf) => <small> {text().asOf(formatDay(asOf()))}</small>}
                </Show>
              </span>
            </A>
          );
        }}
      </For>
      <Show when={props.brief.points.length === 0}>
        <p class="brief-quiet">{props.isComplete ? text().noPoints : text().stillAsking}</p>
      </Show>
    </section>
    <section aria-label={text().touches}>
      <h2 class="small-heading">{text().touches}</h2>
      <ul>
        <For each={props.brief.touches} fallback={<li class="brief-quiet">{text().noTouches}</li>}>
          {(touch) => (
            <li class="brief-line">
              <span class="brief-icon" title={word("interactionKind", touch.record.kind)}>
                <Dynamic component={kindIcon(touch.record.kind)} />
                <span class="sr-only">{word("interactionKind", touch.record.kind)}</span>
              </span>
              <span class="brief-words">{touchWords(touch)}</span>
              <time dateTime={touch.record.at}>{formatShort(touch.record.at)}</time>
            </li>
          )}
        </For>
      </ul>
    </section>
    <Lines title={text().tasks} none={text().noTasks} lines={props.brief.tasks.map((task) => taskWords(task, formatRelative))} />
    <Show when={props.brief.promises.length > 0}>
      <Lines title={text().promises} none="" lines={props.brief.promises.map((promise) => promiseWords(promise, formatRelative))} />
    </Show>
    <Deals brief={props.brief} />
  </div>
);

function Deals(props: { readonly brief: Brief }): JSX.Element {
  const { settings } = useWorkspace();
  return (
    <Lines title={text().deals} none={text().noDeals} lines={props.brief.deals.map((deal) => dealWords(deal, settings().currency ?? ""))} />
  );
}

/** Function and firm, how to reach and where to find them, when one meets, what stands against it. */
function Who(props: { readonly brief: Brief }): JSX.Element {
  const { settings } = useWorkspace();
  const address = (): string => {
    const { address: found } = props.brief;
    return found ? addressLines(found.way, settings().country).join(", ") : "";
  };
  return (
    <section class="brief-who" aria-label={text().brief}>
      <A class="brief-way" href={`/contacts/${props.brief.id}`}>
        <UserRound />
        <span>{[props.brief.title, props.brief.firm?.name].filter(Boolean).join(" · ") || text().openContact}</span>
      </A>
      <Show when={props.brief.phone} fallback={<p class="brief-quiet">{text().noPhone}</p>}>
        {(phone) => (
          <a class="brief-way" href={telLink(phone().way.value)}>
            <Phone />
            <span>{phone().way.value}</span>
            <Show when={phone().isFirms && props.brief.firm}>{(firm) => <small>{text().ofFirm(firm().name)}</small>}</Show>
          </a>
        )}
      </Show>
      <Show when={address()} fallback={<p class="brief-quiet">{text().noAddress}</p>}>
        {(line) => (
          <a class="brief-way" href={mapLink(line())} target="_blank" rel="noreferrer">
            <MapPin />
            <span>{line()}</span>
          </a>
        )}
      </Show>
      <Show when={props.brief.next}>
        {(next) => (
          <A class="brief-way" href={`/calendar/${next().id}`}>
            <CalendarClock />
            <span>{nextWords(next(), formatShort)}</span>
          </A>
        )}
      </Show>
      <Show when={props.brief.birthdays[0]}>
        {(one) => (
          <p class="brief-fact">
            <Cake />
            {text().birthday(one().name, formatDay(one().on), one().age)}
          </p>
        )}
      </Show>
      <Show when={props.brief.flags.length > 0}>
        <p class="brief-flags">
          <TriangleAlert />
          <span>
            <span class="sr-only">{text().flags}: </span>
            {props.brief.flags.map(flagWords).join(" · ")}
          </span>
        </p>
      </Show>
    </section>
  );
}

const Lines = (props: {
  readonly title: string;
  readonly none: string;
  readonly lines: readonly (readonly [title: string, end: string])[];
}): JSX.Element => (
  <section aria-label={props.title}>
    <h2 class="small-heading">
      {props.title}
      <Show when={props.lines.length > shownLines}> ({formatNumber(props.lines.length)})</Show>
    </h2>
    <ul>
      <For each={props.lines.slice(0, shownLines)} fallback={<li class="brief-quiet">{props.none}</li>}>
        {([title, end]) => (
          <li class="brief-line">
            <span class="brief-words">{title}</span>
            <Show when={end}>
              <span class="brief-end">{end}</span>
            </Show>
          </li>
        )}
      </For>
    </ul>
  </section>
);
