import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import "./RecordRow.css";

/** A record in a line of a list or a panel: what it is called, what stands below, and what stands at its end. */
export const RecordRow = (props: {
  readonly title: string;
  /** Where the title leads, in a panel; rows of a list are opened as a whole. */
  readonly href?: string | undefined;
  readonly detail?: string;
  readonly detailTone?: "bad" | "accent" | undefined;
  readonly end?: string;
  readonly endTone?: "bad" | "accent" | undefined;
  /** An amount, which stays at the end also where there is little room. */
  readonly isEndAmount?: boolean;
  /** Before the title, such as a box to tick. */
  readonly start?: JSX.Element;
  /** A sign before the end. */
  readonly sign?: JSX.Element;
  readonly isStrong?: boolean;
  /** It is settled: nothing is left to do about it. */
  readonly isPast?: boolean;
}): JSX.Element => (
  <div class="record-row" data-strong={props.isStrong || undefined} data-past={props.isPast || undefined}>
    <Show when={props.start}>
      <span class="record-start">{props.start}</span>
    </Show>
    <span class="record-words">
      <Show when={props.href} fallback={<span class="record-name">{props.title}</span>}>
        {(href) => (
          <A class="record-name" href={href()}>
            {props.title}
          </A>
        )}
      </Show>
      <Show when={props.detail}>
        <span class="record-detail" data-tone={props.detailTone}>
          {props.detail}
        </span>
      </Show>
    </span>
    <Show when={props.sign}>
      <span class="record-sign">{props.sign}</span>
    </Show>
    <Show when={props.end}>
      <span class="record-end" data-tone={props.endTone} data-amount={props.isEndAmount || undefined}>
        {props.end}
      </span>
    </Show>
  </div>
);
