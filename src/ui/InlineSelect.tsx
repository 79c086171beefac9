import { createUniqueId, For, type JSX, untrack } from "solid-js";
import type { Option } from "./Select.tsx";
import "./InlineEdit.css";

export interface InlineSelectProps {
  readonly label: string;
  /** "" while nothing is chosen. */
  readonly value: string;
  readonly options: readonly Option[];
  /** What a value is called that is none of the options. */
  readonly labelOf?: (value: string) => string;
  /** `seen` is what stood there when the list was opened. */
  readonly onSave: (value: string, seen: string) => void;
  readonly isLabelHidden?: boolean;
}

/** A choice among the values of a record: looks like text, opens the system's list. */
export function InlineSelect(props: InlineSelectProps): JSX.Element {
  const id = createUniqueId();
  let seen: string | undefined;
  const look = (): void => {
    seen = untrack(() => props.value);
  };
  const options = (): readonly Option[] =>
    props.value === "" || props.options.some((option) => option.value === props.value)
      ? props.options
      : [{ value: props.value, label: props.labelOf?.(props.value) ?? props.value }, ...props.options];
  return (
    <div class="inline-edit">
      <label for={id} class={props.isLabelHidden ? "sr-only" : "inline-label"}>
        {props.label}
      </label>
      <select
        id={id}
        class="inline-value inline-select"
        data-empty={props.value === "" || undefined}
        onFocus={look}
        onPointerDown={look}
        onKeyDown={look}
        onChange={(event) => {
          const next = event.currentTarget.value;
          props.onSave(next, seen ?? props.value);
          // An open list that stays focused has now seen its own choice.
          seen = next;
        }}
      >
        <option value="" selected={props.value === ""}>
          –
        </option>
        <For each={options()}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
