import { createSignal, type JSX } from "solid-js";
import { parseTime } from "./parseTime.ts";
import { TextField } from "./TextField.tsx";
import { text } from "./text.ts";

export interface TimeFieldProps {
  readonly label: string;
  /** "HH:MM". */
  readonly value: string;
  readonly error?: string;
  /** As the reader's language writes it. */
  readonly show: (time: string) => string;
  readonly onChange: (time: string) => void;
}

/** A time of day, typed as people say it and shown as their language writes it. */
export function TimeField(props: TimeFieldProps): JSX.Element {
  const [typed, setTyped] = createSignal<string | null>(null);
  const [problem, setProblem] = createSignal("");
  const take = (): void => {
    const entry = typed();
    if (entry === null) return;
    const time = parseTime(entry);
    if (time === undefined) {
      setProblem(text().timeNotUnderstood);
      return;
    }
    setTyped(null);
    if (time !== props.value) props.onChange(time);
  };
  return (
    <TextField
      label={props.label}
      value={typed() ?? (props.value ? props.show(props.value) : "")}
      error={problem() || props.error || ""}
      onInput={(value) => {
        setProblem("");
        setTyped(value);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
    />
  );
}
