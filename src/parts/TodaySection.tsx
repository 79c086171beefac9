import { type JSX, Show } from "solid-js";
import { formatNumber } from "../i18n/format.ts";
import "./TodaySection.css";

/** One part of Today: what it is about, how many there are, and each in a line. */
export const TodaySection = (props: {
  readonly title: string;
  readonly count?: number;
  readonly action?: JSX.Element;
  /** Below the lines, such as the way to all of them. */
  readonly end?: JSX.Element;
  /** Items of a list. */
  readonly children: JSX.Element;
}): JSX.Element => (
  <section class="today-section" aria-label={props.title}>
    <header>
      <h2>
        {props.title}
        <Show when={(props.count ?? 0) > 0}>
          <span class="today-count"> {formatNumber(props.count ?? 0)}</span>
        </Show>
      </h2>
      {props.action}
    </header>
    <ul>{props.children}</ul>
    <Show when={props.end}>
      <p class="today-more">{props.end}</p>
    </Show>
  </section>
);
