import { createSignal, type JSX } from "solid-js";
import { formatNumber } from "../../i18n/format.ts";
import { DayField } from "../../ui/DayField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

/** A number that can be set; what is no number, or too small, is said and changes nothing; empty is empty. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number | null | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly placeholder?: string;
  /** What is shown is so many times what is kept: 100 for a share in per cent. */
  readonly times?: number;
  readonly least?: number;
}): JSX.Element {
  const [error, setError] = createSignal<string>();
  const times = (): number => props.times ?? 1;
  return (
    <TextField
      label={props.label}
      inputMode="decimal"
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      value={
        props.value === null || props.value === undefined
          ? ""
          : formatNumber(props.value * times(), { maximumFractionDigits: 6, useGrouping: false })
      }
      error={error()}
      onChange={(typed) => {
        const number = Number(typed.trim().replace(",", "."));
        const isTooSmall = number < (props.least ?? Number.NEGATIVE_INFINITY);
        setError(!Number.isFinite(number) ? text().notANumber : isTooSmall ? text().atLeast(formatNumber(props.least ?? 0)) : undefined);
        if (error() === undefined) props.onChange(typed.trim() === "" ? undefined : number / times());
      }}
    />
  );
}

/** The first day that counts; empty is from the beginning. */
export const FromField = (props: {
  readonly value: string | undefined;
  readonly onChange: (from: string | undefined) => void;
  readonly label?: string;
}): JSX.Element => (
  <DayField
    label={props.label ?? text().from}
    placeholder={text().fromBeginning}
    value={props.value ?? ""}
    onChange={(day) => props.onChange(day === "" ? undefined : day)}
  />
);
