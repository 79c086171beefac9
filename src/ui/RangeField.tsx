import type { JSX } from "solid-js";
import { Field, type FieldProps } from "./TextField.tsx";
import "./RangeField.css";

export interface RangeFieldProps extends FieldProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as it is read, beside the slider and aloud. */
  readonly format: (value: number) => string;
  /** With every step, so that what depends on it can follow at once. */
  readonly onInput: (value: number) => void;
}

/** A number between two ends, for trying out rather than for typing in. */
export const RangeField = (props: RangeFieldProps): JSX.Element => (
  <Field label={props.label} isLabelHidden={props.isLabelHidden} description={props.description} error={props.error}>
    {(control) => (
      <div class="range">
        <input
          id={control.id}
          type="range"
          min={props.min}
          max={props.max}
          step={props.step}
          value={props.value}
          aria-valuetext={props.format(props.value)}
          aria-describedby={control.describedBy}
          onInput={(event) => props.onInput(event.currentTarget.valueAsNumber)}
        />
        <output for={control.id}>{props.format(props.value)}</output>
      </div>
    )}
  </Field>
);
