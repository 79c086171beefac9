import { createSignal, type JSX } from "solid-js";
import { formatMoment, formatRelative } from "../i18n/format.ts";
import { PickerField } from "./PickerField.tsx";
import { momentToStored, parseMoment } from "./parseMoment.ts";
import { text } from "./text.ts";

export interface DateTimeFieldProps {
  readonly label: string;
  /** An instant or a day as stored; "" when there is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Which way "Freitag" points: what happened lies behind, what is planned ahead. */
  readonly prefers?: "past" | "future";
  readonly isLabelHidden?: boolean;
  readonly now?: () => Date;
}

const wallTime = (stored: string): string => {
  const date = stored.length === 10 ? new Date(`${stored}T12:00`) : new Date(stored);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Understands what people type and says back how it was understood. */
export function DateTimeField(props: DateTimeFieldProps): JSX.Element {
  const [typed, setTyped] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal("");
  const now = (): Date => props.now?.() ?? new Date();
  const understood = (): string => {
    const entry = typed();
    if (entry === null) return props.value ? formatRelative(props.value, now()) : "";
    const moment = parseMoment(entry, now(), props.prefers);
    return moment ? formatMoment(momentToStored(moment)) : "";
  };
  const take = (): void => {
    const entry = typed();
    if (entry === null) return;
    const moment = parseMoment(entry, now(), props.prefers);
    if (!moment && entry.trim() !== "") {
      setProblem(text().notUnderstood);
      return;
    }
    setProblem("");
    setTyped(null);
    props.onChange(moment ? momentToStored(moment) : "");
  };
  return (
    <PickerField
      label={props.label}
      isLabelHidden={props.isLabelHidden}
      shown={typed() ?? (props.value ? formatMoment(props.value) : "")}
      understood={understood()}
      error={problem()}
      picker="datetime-local"
      picked={props.value ? wallTime(props.value) : ""}
      onInput={(value) => {
        setProblem("");
        setTyped(value);
      }}
      onTake={take}
      onPick={(value) => {
        setTyped(null);
        setProblem("");
        if (value) props.onChange(new Date(value).toISOString());
      }}
    />
  );
}
