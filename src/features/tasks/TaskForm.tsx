import { createSignal, type JSX } from "solid-js";
import { dueDayOf, moveTask, taskPriorities } from "../../domain/task.ts";
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
import { LineChips } from "./LineChips.tsx";
import { createLineState } from "./lineState.ts";
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
  const line = createLineState(() => draft.value("title"));
  const isMissing = (): boolean => line.line().title === "";
  // What was said in its own field counts before what the line says.
  const dueOn = (): string => draft.value("dueOn") || dueDayOf(line.line());
  const priority = (): string => (draft.value("priority") === "normal" ? (line.line().priority ?? "normal") : draft.value("priority"));
  const owner = (): string => ("owner" in draft.changes() ? draft.value("owner") : (line.owner() ?? draft.value("owner")));
  const parties = (): readonly RecordId[] => [
    ...new Set([...draft.value("parties"), ...line.contacts().flatMap(({ chosen }) => chosen ?? [])]),
  ];
  const save = async (): Promise<void> => {
    setIsComplaining(isMissing());
    if (isMissing()) return;
    const said = line.fields();
    const fields = {
      ...said,
      ...(dueOn() && !said["due"] && { dueOn: dueOn() }),
      ...(said["due"] && draft.value("dueOn") && { ...moveTask(line.line(), draft.value("dueOn")), dueOn: undefined }),
      ...(priority() !== "normal" && { priority: priority() }),
      ...(owner() && { owner: owner() }),
      ...(parties().length > 0 && { parties: parties() }),
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
      <LineChips typed={draft.value("title")} state={line} />
      <DayField label={text().fields.dueOn} value={dueOn()} onChange={(day) => draft.type("dueOn", day)} />
      <Select
        label={text().fields.priority}
        value={priority()}
        options={taskPriorities.map((value) => ({ value, label: text().priorities[value] ?? value }))}
        onChange={(priority) => draft.type("priority", priority)}
      />
      <Select
        label={text().fields.owner}
        value={owner()}
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
