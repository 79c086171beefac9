import { createSignal, For, type JSX, Show } from "solid-js";
import { checklistOf, tick, withItem } from "../../domain/checklist.ts";
import { savedWithUndo } from "../../parts/undo.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { TaskView } from "./acts.ts";
import { text } from "./text.ts";
import "./TaskChecklist.css";

/** The lines of a task's text that can be ticked, where they stand. */
export function TaskChecklist(props: { readonly view: TaskView }): JSX.Element {
  const { engine } = useWorkspace();
  const [typed, setTyped] = createSignal("");
  const said = (): string => props.view.record.text ?? "";
  const change = (next: string): Promise<unknown> =>
    act(engine.patch(props.view.id, { text: next }, { text: props.view.record.text ?? null }), savedWithUndo(engine));
  const add = async (): Promise<void> => {
    const label = typed().trim();
    if (label !== "" && (await change(withItem(said(), label))) !== undefined) setTyped("");
  };
  return (
    <section class="task-checklist" aria-label={text().checklist}>
      <h2 class="small-heading">{text().checklist}</h2>
      <Show when={checklistOf(said()).length > 0}>
        <ul>
          <For each={checklistOf(said())}>
            {(item) => (
              <li>
                <Checkbox label={item.label} isChecked={item.isDone} onChange={(isDone) => void change(tick(said(), item.line, isDone))} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <TextField
        label={text().addItem}
        isLabelHidden
        placeholder={text().addItem}
        enterKeyHint="done"
        autocomplete="off"
        value={typed()}
        onInput={setTyped}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          void add();
        }}
      />
    </section>
  );
}
