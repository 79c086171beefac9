import { createUniqueId, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import "./SegmentedControl.css";

export interface Segment {
  readonly value: string;
  readonly label: string;
  readonly icon?: Icon;
}

export interface SegmentedControlProps {
  readonly label: string;
  readonly value: string;
  readonly segments: readonly Segment[];
  readonly onChange: (value: string) => void;
  /** `segments`: one bar; `tabs`: words with a line under the chosen one; `tiles`: icons above their words, for thumbs. */
  readonly look?: "segments" | "tabs" | "tiles";
  readonly isLabelShown?: boolean;
}

/** One of a few, all in view. Radio buttons underneath: arrow keys and screen readers need no help of ours. */
export function SegmentedControl(props: SegmentedControlProps): JSX.Element {
  const name = createUniqueId();
  return (
    <fieldset class="segmented" data-look={props.look ?? "segments"}>
      <legend class={props.isLabelShown ? "field-label" : "sr-only"}>{props.label}</legend>
      <div class="segments">
        <For each={props.segments}>
          {(segment) => (
            <label class="segment">
              <input
                class="sr-only"
                type="radio"
                name={name}
                value={segment.value}
                checked={segment.value === props.value}
                onChange={() => props.onChange(segment.value)}
              />
              <Show when={segment.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
              <span>{segment.label}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
