import { type JSX, Show } from "solid-js";
import { repeats } from "../../domain/repeat.ts";
import { formatClock } from "../../i18n/calendarFormat.ts";
import { RemindHere } from "../../parts/RemindHere.tsx";
import { reminderChoices, reminderName } from "../../parts/remindText.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TimeField } from "../../ui/TimeField.tsx";
import { repeatName } from "./repeatText.ts";
import { text } from "./text.ts";
import { problemOfWhen, type WhenValues, withStart } from "./when.ts";
import "./WhenFields.css";

/** Start, end, how it comes again and when one is reminded. */
export function WhenFields(props: {
  readonly values: WhenValues;
  readonly onType: (changes: Partial<WhenValues>) => void;
  /** Somebody has tried to save: what is wrong is said. */
  readonly isComplaining: boolean;
  /** How it comes again is not asked of one time of a series. */
  readonly isRepeatHidden?: boolean;
}): JSX.Element {
  const show = (time: string): string => formatClock(`2026-01-01T${time}`);
  const problem = () => problemOfWhen(props.values);
  const said = (which: NonNullable<ReturnType<typeof problemOfWhen>>): string => (problem() === which ? text().problems[which] : "");
  return (
    <>
      <Checkbox label={text().fields.allDay} isChecked={props.values.isAllDay} onChange={(isAllDay) => props.onType({ isAllDay })} />
      <div class="cal-when">
        <DayField
          label={text().fields.startDay}
          value={props.values.startDay}
          onChange={(startDay) => props.onType(withStart(props.values, { startDay }))}
        />
        <Show when={!props.values.isAllDay}>
          <TimeField
            label={text().fields.startTime}
            value={props.values.startTime}
            show={show}
            onChange={(startTime) => props.onType(withStart(props.values, { startTime }))}
          />
        </Show>
        <DayField label={text().fields.endDay} value={props.values.endDay} onChange={(endDay) => props.onType({ endDay })} />
        <Show when={!props.values.isAllDay}>
          <TimeField
            label={text().fields.endTime}
            value={props.values.endTime}
            show={show}
            onChange={(endTime) => props.onType({ endTime })}
          />
        </Show>
      </div>
      <Show when={said("end-before-start") || (props.isComplaining && said("start-missing"))}>
        {(sentence) => (
          <p class="cal-problem" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={!props.isRepeatHidden}>
        <Select
          label={text().fields.repeat}
          value={props.values.every}
          options={repeats.map((value) => ({ value, label: repeatName(value, props.values.startDay) }))}
          labelOf={() => text().otherRule}
          onChange={(every) => props.onType({ every: every as WhenValues["every"] })}
        />
        <Show when={props.values.every !== "never" && props.values.every !== "other"}>
          <div class="cal-when">
            <Select
              label={text().fields.ends}
              value={props.values.ends}
              options={(["never", "until", "count"] as const).map((value) => ({ value, label: text().ends[value] }))}
              onChange={(ends) => props.onType({ ends: ends as WhenValues["ends"] })}
            />
            <Show when={props.values.ends === "until"}>
              <DayField label={text().fields.until} value={props.values.until} onChange={(until) => props.onType({ until })} />
            </Show>
            <Show when={props.values.ends === "count"}>
              <TextField
                label={text().fields.count}
                type="number"
                inputMode="numeric"
                value={String(props.values.count)}
                onChange={(typed) => props.onType({ count: Math.max(1, Math.round(Number(typed)) || 1) })}
              />
            </Show>
          </div>
          <Show when={props.isComplaining && said("until-missing")}>
            {(sentence) => (
              <p class="cal-problem" role="alert">
                {sentence()}
              </p>
            )}
          </Show>
        </Show>
      </Show>
      <Chips
        label={text().fields.reminders}
        isLabelShown
        options={[...new Set([...reminderChoices, ...props.values.reminders])].map((value) => ({ value, label: reminderName(value) }))}
        values={props.values.reminders}
        onChange={(reminders) => props.onType({ reminders })}
      />
      <Show when={props.values.reminders.length > 0}>
        <RemindHere />
      </Show>
    </>
  );
}
