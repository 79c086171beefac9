import X from "lucide-solid/icons/x";
import { createUniqueId, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import { text } from "./text.ts";
import "./Chip.css";

export interface ChipsProps {
  readonly label: string;
  /** With an icon it is shown by that alone; its label is for screen readers and under the pointer. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly icon?: Icon }[];
  /** The chosen ones; with `isSingle` at most one, and choosing it again lets it go. */
  readonly values: readonly string[];
  readonly isSingle?: boolean;
  readonly isLabelShown?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** Choices to tap on and off. */
export function Chips(props: ChipsProps): JSX.Element {
  const id = createUniqueId();
  const toggle = (value: string): void => {
    const isOn = props.values.includes(value);
    if (props.isSingle) props.onChange(isOn ? [] : [value]);
    else props.onChange(isOn ? props.values.filter((other) => other !== value) : [...props.values, value]);
  };
  return (
    <div class="chips" role="group" aria-labelledby={id}>
      <span id={id} class={props.isLabelShown ? "field-label" : "sr-only"}>
        {props.label}
      </span>
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            class="chip"
            classList={{ "is-sign": option.icon !== undefined }}
            aria-pressed={props.values.includes(option.value)}
            aria-label={option.icon && option.label}
            title={option.icon && option.label}
            onClick={() => toggle(option.value)}
          >
            <Show when={option.icon} fallback={option.label}>
              {(icon) => <Dynamic component={icon()} />}
            </Show>
          </button>
        )}
      </For>
    </div>
  );
}

/** Where the keyboard goes on when a word is taken away under it: at the next word, or what stands behind the last. */
function neighbours(button: HTMLElement): () => void {
  const list = button.closest(".tag")?.parentElement;
  const at = [...(list?.querySelectorAll(".tag button") ?? [])].indexOf(button);
  return () => {
    if (!list?.isConnected || (document.activeElement !== document.body && document.activeElement !== null)) return;
    const words = list.querySelectorAll<HTMLElement>(".tag button");
    (words[Math.min(at, words.length - 1)] ?? list.querySelector<HTMLElement>("button, input"))?.focus();
  };
}

/** A word that belongs to something, perhaps to be taken away. */
export const Tag = (props: {
  readonly label: string;
  readonly detail?: string;
  readonly tone?: "good" | "warn" | "bad" | "accent";
  readonly onRemove?: () => void;
}): JSX.Element => (
  <span class="tag" data-tone={props.tone}>
    <span>
      {props.label}
      <Show when={props.detail}>
        <span class="tag-detail"> {props.detail}</span>
      </Show>
    </span>
    <Show when={props.onRemove}>
      <button
        type="button"
        aria-label={text().remove(props.label)}
        onClick={(event) => {
          const goOn = neighbours(event.currentTarget);
          props.onRemove?.();
          queueMicrotask(goOn);
        }}
      >
        <X />
      </button>
    </Show>
  </span>
);
