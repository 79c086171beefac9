import Save from "lucide-solid/icons/save";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { compareText } from "../../../i18n/format.ts";
import type { RecordId } from "../../../lib/id.ts";
import { plainOf } from "../../../lib/plain.ts";
import { createRecordsOf } from "../../../state/records.ts";
import { useWorkspace } from "../../../state/workspace.tsx";
import { act } from "../../../ui/act.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { showToast } from "../../../ui/toast.ts";
import { text } from "./text.ts";

/** Tables that somebody of the team has kept for all: opened by a choice, saved under a name, deleted and brought back. */
export function SavedViews(props: { readonly settings: object; readonly onOpen: (settings: object) => void }): JSX.Element {
  const { engine } = useWorkspace();
  const views = createRecordsOf("view");
  const [isNaming, setIsNaming] = createSignal(false);
  const [name, setName] = createSignal("");
  const [problem, setProblem] = createSignal("");
  const kept = createMemo(() =>
    (views() ?? [])
      .filter(({ record }) => record.report === "pivot" && typeof record.settings === "object" && record.settings !== null)
      .map(({ id, record }) => ({ id, name: String(record.name ?? "?"), settings: record.settings as object }))
      .sort((a, b) => compareText(a.name, b.name)),
  );
  const now = (): string => JSON.stringify(props.settings);
  const current = () => kept().find((view) => JSON.stringify(view.settings) === now());
  const save = async (): Promise<void> => {
    if (name().trim() === "") {
      setProblem(text().nameMissing);
      return;
    }
    const id = await act(engine.put("view", { name: name().trim(), report: "pivot", settings: plainOf(props.settings) }), {
      message: text().saved,
    });
    if (id === undefined) return;
    setIsNaming(false);
    setName("");
    setProblem("");
  };
  const remove = async (id: RecordId): Promise<void> => {
    if ((await act(engine.remove([id]))) === undefined) return;
    showToast(text().removed, { action: { label: text().undo, run: () => void act(engine.restore([id])) } });
  };
  return (
    <>
      <Show when={kept().length > 0}>
        <Select
          label={text().views}
          value={current()?.id ?? ""}
          options={[
            ...(current() ? [] : [{ value: "", label: text().unsaved }]),
            ...kept().map((view) => ({ value: view.id as string, label: view.name })),
          ]}
          onChange={(id) => {
            const view = kept().find((one) => one.id === id);
            if (view) props.onOpen(view.settings);
          }}
        />
      </Show>
      <Show
        when={current()}
        fallback={
          <Button icon={Save} onClick={() => setIsNaming(true)}>
            {text().save}
          </Button>
        }
      >
        {(view) => <IconButton icon={Trash} label={text().remove} onClick={() => void remove(view().id)} />}
      </Show>
      <Dialog
        title={text().saveTitle}
        size="small"
        isOpen={isNaming()}
        onClose={() => setIsNaming(false)}
        actions={
          <>
            <Button onClick={() => setIsNaming(false)}>{text().cancel}</Button>
            <Button kind="primary" onClick={() => void save()}>
              {text().save}
            </Button>
          </>
        }
      >
        <TextField
          label={text().name}
          value={name()}
          onInput={setName}
          error={problem()}
          onKeyDown={(event) => {
            if (event.key === "Enter") void save();
          }}
        />
      </Dialog>
    </>
  );
}
