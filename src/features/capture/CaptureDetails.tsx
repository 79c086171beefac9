import type { JSX } from "solid-js";
import { directions, interactionKinds } from "../../domain/words.ts";
import { memberWord, word } from "../../i18n/words.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { type CaptureDraft, minutesIn, setKind } from "./captureValues.ts";
import { text } from "./text.ts";

/** What is said of an activity less often. */
export function CaptureDetails(props: { readonly draft: CaptureDraft; readonly isComplaining: boolean }): JSX.Element {
  const { status, memberName } = useWorkspace();
  const minutes = () => minutesIn(props.draft.value("durationMinutes"));
  return (
    <div class="capture-details">
      <Select
        label={text().more}
        value={props.draft.value("kind")}
        options={interactionKinds.map((one) => ({ value: one, label: word("interactionKind", one) }))}
        labelOf={(one) => word("interactionKind", one)}
        onChange={(next) => setKind(props.draft, next)}
      />
      <Select
        label={text().direction}
        value={props.draft.value("direction")}
        options={directions.map((one) => ({ value: one, label: word("direction", one) }))}
        labelOf={(one) => word("direction", one)}
        onChange={(direction) => props.draft.type("direction", direction)}
      />
      <TextField label={text().subject} value={props.draft.value("subject")} onInput={(value) => props.draft.type("subject", value)} />
      <TextField
        label={text().duration}
        inputMode="numeric"
        value={props.draft.value("durationMinutes")}
        error={props.isComplaining && minutes() === undefined ? text().numberWrong : ""}
        onInput={(value) => props.draft.type("durationMinutes", value)}
      />
      <Select
        label={text().by}
        value={props.draft.value("by")}
        options={(status()?.members ?? []).map((member) => ({ value: member.id, label: member.name }))}
        labelOf={(member) => (member === "" ? "–" : memberWord(memberName(member)))}
        onChange={(by) => props.draft.type("by", by)}
      />
    </div>
  );
}
