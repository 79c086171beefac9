import CalendarDays from "lucide-solid/icons/calendar-days";
import type { JSX } from "solid-js";
import { IconButton } from "./Button.tsx";
import { TextField } from "./TextField.tsx";
import { text } from "./text.ts";
import "./PickerField.css";

/** A field in which a day or a moment is typed as people say it, or taken from the browser's own picker. */
export function PickerField(props: {
  readonly label: string;
  readonly isLabelHidden?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** As typed, or as the language writes what is stored. */
  readonly shown: string;
  /** How what is typed was understood. */
  readonly understood: string;
  readonly error: string;
  readonly picker: "date" | "datetime-local";
  readonly picked: string;
  readonly onInput: (typed: string) => void;
  /** Typing is over. */
  readonly onTake: () => void;
  readonly onPick: (picked: string) => void;
}): JSX.Element {
  let picker!: HTMLInputElement;
  return (
    <div class="picker-field">
      <TextField
        label={props.label}
        isLabelHidden={props.isLabelHidden}
        value={props.shown}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        description={props.understood || undefined}
        error={props.error}
        onInput={props.onInput}
        onBlur={() => props.onTake()}
        onKeyDown={(event) => {
          if (event.key === "Enter") props.onTake();
        }}
        end={<IconButton size="small" icon={CalendarDays} label={text().pick} onClick={() => picker.showPicker()} />}
      />
      <input
        ref={picker}
        class="picker-field-native"
        type={props.picker}
        tabindex={-1}
        aria-hidden="true"
        value={props.picked}
        onChange={(event) => props.onPick(event.currentTarget.value)}
      />
    </div>
  );
}
