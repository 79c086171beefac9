import { createSignal, type JSX } from "solid-js";
import { taskPriorities } from "../../domain/task.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { doneWithUndo } from "../../parts/undo.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import type { FormProps } from "../../ui/appPage.ts";
import { DayField } from "../../ui/DayField.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

interface Values {
  title: string;
  dueOn: string;
  priority: string;
  owner: string;
  parties: readonly RecordId[];
}

/** A new task: what, and if one likes until when, for whom and about whom. */
export function TaskForm(props: FormProps): JSX.Element {
  const { engine, status } = useWorkspace();
  const draft = createDraft<Values>(
    () => ({ title: "", dueOn: "", priority: "normal", owner: status()?.member ?? "", parties: props.party ? [props.party] : [] }),
    { name: `new task ${props.party ?? ""}`, about: () => ({ kind: "record", noun: "task", party: props.party }) },
  );
  const [isComplaining, setIsComplaining] = createSignal(false);
  const isMissing = (): boolean => draft.value("title").trim() === "";
  const save = async (): Promise<void> => {
    setIsComplaining(isMissing());
    if (isMissing()) return;
    const fields = {
      title: draft.value("title").trim(),
      ...(draft.value("dueOn") && { dueOn: draft.value("dueOn") }),
      ...(draft.value("priority") !== "normal" && { priority: draft.value("priority") }),
      ...(draft.value("owner") && { owner: draft.value("owner") }),
      ...(draft.value("parties").length > 0 && { parties: draft.value("parties") }),
    };
    const id = await act(engine.put("task", fields), doneWithUndo(engine, text().saved));
    if (id === undefined) return;
    draft.clear();
    props.onMade(id);
  };
  return (
    <RecordForm noun="task" onSave={save} onClose={props.onClose}>
      <TextField
        label={text().title}
        value={draft.value("title")}
        error={isComplaining() && isMissing() ? text().titleMissing : ""}
        onInput={(title) => draft.type("title", title)}
      />
      <DayField label={text().fields.dueOn} value={draft.value("dueOn")} onChange={(day) => draft.type("dueOn", day)} />
      <Select
        label={text().fields.priority}
        value={draft.value("priority")}
        options={taskPriorities.map((value) => ({ value, label: text().priorities[value] ?? value }))}
        onChange={(priority) => draft.type("priority", priority)}
      />
      <Select
        label={text().fields.owner}
        value={draft.value("owner")}
        options={[{ value: "", label: "–" }, ...(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(owner) => draft.type("owner", owner)}
      />
      <PartyField
        label={text().about}
        parties={draft.value("parties")}
        onAdd={(party) => draft.type("parties", [...draft.value("parties"), party])}
        onRemove={(party) =>
          draft.type(
            "parties",
            draft.value("parties").filter((id) => id !== party),
          )
        }
      />
    </RecordForm>
  );
}
