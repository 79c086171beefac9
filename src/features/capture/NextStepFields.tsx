import { type JSX, Show } from "solid-js";
import { nextStepWeeks } from "../../domain/visitReport.ts";
import { formatShort } from "../../i18n/format.ts";
import { Chips } from "../../ui/Chip.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { CaptureDraft } from "./captureValues.ts";
import { nextDay } from "./save.ts";
import { text } from "./text.ts";

/** What comes next, by one tap: a task or an appointment some weeks on; in words, if one likes. */
export function NextStepFields(props: { readonly draft: CaptureDraft }): JSX.Element {
  const { draft } = props;
  const values = (): string[] => (draft.value("next") === "" ? [] : [draft.value("next")]);
  const choose = ([next]: readonly string[]): void => draft.type("next", next ?? "");
  const optionsOf = (does: "task" | "appointment") =>
    nextStepWeeks.map((weeks) => ({ value: `${does} ${weeks}`, label: text().inWeeks(weeks) }));
  return (
    <fieldset class="capture-next">
      <legend class="field-label">{text().next}</legend>
      <div class="capture-next-ways">
        <Chips label={text().nextTask} isLabelShown isSingle values={values()} onChange={choose} options={optionsOf("task")} />
        <Chips
          label={text().nextAppointment}
          isLabelShown
          isSingle
          values={values()}
          onChange={choose}
          options={optionsOf("appointment")}
        />
      </div>
      <TextField
        label={text().nextTitle}
        placeholder={text().nextExample}
        value={draft.value("nextTitle")}
        onInput={(title) => draft.type("nextTitle", title)}
        description={
          <Show when={nextDay(draft)}>
            {(day) => (
              <>
                {draft.value("next").startsWith("appointment") ? text().nextMeets(formatShort(day())) : text().nextDue(formatShort(day()))}
              </>
            )}
          </Show>
        }
      />
    </fieldset>
  );
}
