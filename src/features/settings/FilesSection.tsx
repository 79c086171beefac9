import Eraser from "lucide-solid/icons/eraser";
import { createResource, createSignal, For, type JSX, Show } from "solid-js";
import { type FetchPolicy, type FetchRule, fetchRules, fileGroups } from "../../domain/file.ts";
import { known } from "../../state/known.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Select } from "../../ui/Select.tsx";
import { filesText as text } from "./filesText.ts";

/** What files take on this device, what of it the bin holds, and what comes here by itself. */
export function FilesSection(): JSX.Element {
  const { engine } = useWorkspace();
  const [storage, { refetch }] = createResource(() => engine.fileStorage());
  const [policy, { mutate }] = createResource(() => engine.filePolicy());
  const [isAsking, setIsAsking] = createSignal(false);
  const free = async (): Promise<void> => {
    await act(engine.freeFiles(), { message: text().freed });
    setIsAsking(false);
    await refetch();
  };
  const choose = (next: FetchPolicy): void => {
    mutate(next);
    void act(engine.setFilePolicy(next));
  };
  return (
    <section class="settings-section" aria-label={text().title}>
      <h2>{text().title}</h2>
      <Show when={known(storage)}>
        {(now) => (
          <>
            <p>{now().files > 0 || now().bytes > 0 ? text().here(now().bytes, now().filesHere, now().files) : text().none}</p>
            <Show when={now().binBytes > 0}>
              <p class="settings-note">{text().bin(now().binBytes)}</p>
              <div class="settings-actions">
                <Button icon={Eraser} onClick={() => setIsAsking(true)}>
                  {text().free}
                </Button>
              </div>
            </Show>
            <Dialog
              isOpen={isAsking()}
              size="small"
              title={text().freeTitle}
              onClose={() => setIsAsking(false)}
              actions={
                <>
                  <Button onClick={() => setIsAsking(false)}>{text().cancel}</Button>
                  <Button kind="danger" onClick={() => void free()}>
                    {text().freeNow}
                  </Button>
                </>
              }
            >
              <p>{text().freeText(now().binBytes)}</p>
            </Dialog>
          </>
        )}
      </Show>
      <h3>{text().fetching}</h3>
      <p class="settings-note">{text().fetchingText}</p>
      <Show when={known(policy)}>
        {(now) => (
          <div class="settings-grid">
            <For each={fileGroups}>
              {(group) => (
                <Select
                  label={text().groups[group]}
                  value={now()[group]}
                  options={fetchRules.map((rule) => ({ value: rule, label: text().rules[rule] }))}
                  onChange={(rule) => choose({ ...now(), [group]: rule as FetchRule })}
                />
              )}
            </For>
          </div>
        )}
      </Show>
    </section>
  );
}
