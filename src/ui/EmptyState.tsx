import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import "./EmptyState.css";

/** Nothing here yet: says what to do next and offers it. */
export const EmptyState = (props: {
  readonly icon?: Icon;
  readonly title: string;
  readonly text?: string;
  readonly children?: JSX.Element;
}): JSX.Element => (
  <div class="empty-state">
    <Show when={props.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
    <p class="empty-title">{props.title}</p>
    <Show when={props.text}>
      <p>{props.text}</p>
    </Show>
    <Show when={props.children}>
      <div class="empty-actions">{props.children}</div>
    </Show>
  </div>
);
