import Plus from "lucide-solid/icons/plus";
import type { JSX } from "solid-js";
import { doneWithUndo } from "../../parts/undo.ts";
import { createKept } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { TextField } from "../../ui/TextField.tsx";
import { LineChips } from "./LineChips.tsx";
import { createLineState } from "./lineState.ts";
import { text } from "./text.ts";
import "./TaskLineField.css";

/** A task in one line: Enter saves, and the next one can be typed. */
export function TaskLineField(props: { readonly ref?: (element: HTMLInputElement) => void }): JSX.Element {
  const { engine, status } = useWorkspace();
  const [typed, setTyped] = createKept("tasks.line", "");
  const state = createLineState(typed);
  const save = async (): Promise<void> => {
    const member = status()?.member;
    const fields = { ...(member && { owner: member }), ...state.fields() };
    if (!state.line().title) return;
    if ((await act(engine.put("task", fields), doneWithUndo(engine, text().saved))) === undefined) return;
    setTyped("");
    state.clear();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter") void save();
    else if (event.key === "Escape" && typed() !== "") setTyped("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="task-line">
      <TextField
        {...(props.ref && { ref: props.ref })}
        label={text().line}
        isLabelHidden
        placeholder={text().lineHint}
        enterKeyHint="done"
        autocomplete="off"
        value={typed()}
        onInput={setTyped}
        onKeyDown={onKeyDown}
        start={<Plus />}
      />
      <LineChips typed={typed()} state={state} />
    </div>
  );
}
