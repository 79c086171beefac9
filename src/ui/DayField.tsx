import { createSignal, type JSX } from "solid-js";
import { formatDay } from "../i18n/format.ts";
import { PickerField } from "./PickerField.tsx";
import { parseWholeDay } from "./parseWholeDay.ts";
import { text } from "./text.ts";

export interface DayFieldProps {
  readonly label: string;
  /** "YYYY-MM-DD"; "" when there is none. */
  readonly value: string;
  /** "" when the field was emptied. */
  readonly onChange: (day: string) => void;
  /** What no day means: "from the beginning". */
  readonly placeholder?: string;
  /** Which day of a month or a year is meant where only that was typed. */
  readonly end?: "first" | "last";
  readonly now?: () => Date;
}

/** A day, typed as people say it and shown as their language writes it, the same in every browser; or taken from a calendar. */
export function DayField(props: DayFieldProps): JSX.Element {
  const [typed, setTyped] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal("");
  const read = (entry: string): string | undefined => parseWholeDay(entry, props.now?.() ?? new Date(), props.end);
  const understood = (): string => {
    const day = read(typed() ?? "");
    return day === undefined ? "" : formatDay(day);
  };
  const settle = (day: string): void => {
    setProblem("");
    setTyped(null);
    if (day !== props.value) props.onChange(day);
  };
  const take = (): void => {
    const entry = typed();
    if (entry === null) return;
    const day = entry.trim() === "" ? "" : read(entry);
    if (day === undefined) setProblem(text().dayNotUnderstood);
    else settle(day);
  };
  return (
    <PickerField
      label={props.label}
      placeholder={props.placeholder}
      shown={typed() ?? (props.value ? formatDay(props.value) : "")}
      understood={understood()}
      error={problem()}
      picker="date"
      picked={props.value}
      onInput={(value) => {
        setProblem("");
        setTyped(value);
      }}
      onTake={take}
      onPick={settle}
    />
  );
}
