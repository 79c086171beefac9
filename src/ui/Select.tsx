import ChevronDown from "lucide-solid/icons/chevron-down";
import { For, type JSX } from "solid-js";
import { Field, type FieldProps } from "./TextField.tsx";

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldProps {
  readonly value: string;
  readonly options: readonly Option[];
  /** What a value is called that is none of the options. */
  readonly labelOf?: (value: string) => string;
  readonly onChange: (value: string) => void;
  readonly ref?: (element: HTMLSelectElement) => void;
}

/** The system's own list of choices: on a phone nothing is quicker. A value that is no option stays one. */
export function Select(props: SelectProps): JSX.Element {
  const options = (): readonly Option[] =>
    props.options.some((option) => option.value === props.value)
      ? props.options
      : [{ value: props.value, label: props.labelOf?.(props.value) ?? props.value }, ...props.options];
  return (
    <Field label={props.label} isLabelHidden={props.isLabelHidden} description={props.description} error={props.error}>
      {(control) => (
        <div class="control">
          <select
            ref={(element) => props.ref?.(element)}
            id={control.id}
            aria-describedby={control.describedBy}
            aria-invalid={control.isInvalid || undefined}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          >
            <For each={options()}>
              {(option) => (
                <option value={option.value} selected={option.value === props.value}>
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <ChevronDown />
        </div>
      )}
    </Field>
  );
}
