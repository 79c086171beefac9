import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { createSignal, type JSX, Show, Suspense } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { lazily } from "../../ui/lazily.ts";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";

/** Needed by nobody who only looks up a number. */
const BulkChange = lazily(() => import("./BulkChange.tsx").then((file) => ({ default: file.BulkChange })));

/** How many are selected, and what can be done with all of them at once. */
export function SelectedContacts(props: { readonly ids: ReadonlySet<RecordId>; readonly onClear: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const [isChanging, setIsChanging] = createSignal(false);
  /** How many contacts somebody is about to delete, where that must be asked; 0 while nothing is. */
  const [asked, setAsked] = createSignal(0);
  const remove = async (confirmed?: number): Promise<void> => {
    const chosen = [...props.ids];
    const outcome = await engine.remove(chosen, confirmed);
    if (!outcome.ok && outcome.error.code === "deletion-unconfirmed") return void setAsked(outcome.error.contacts);
    setAsked(0);
    if ((await act(Promise.resolve(outcome))) === undefined) return;
    props.onClear();
    showToast(text().deleted(chosen.length), { action: { label: text().undo, run: () => void act(engine.restore(chosen)) } });
  };
  return (
    <>
      <div class="contacts-summary" role="status">
        <span>{text().selected(props.ids.size)}</span>
        <Button size="small" kind="quiet" icon={Pencil} onClick={() => setIsChanging(true)}>
          {text().change}
        </Button>
        <Button size="small" kind="quiet" icon={Trash} onClick={() => void remove()}>
          {text().delete}
        </Button>
        <Button size="small" kind="quiet" onClick={() => props.onClear()}>
          {text().clearSelection}
        </Button>
      </div>
      <Dialog
        title={text().deleteMany(asked())}
        size="small"
        isOpen={asked() > 0}
        onClose={() => setAsked(0)}
        actions={
          <>
            <Button onClick={() => setAsked(0)}>{text().cancel}</Button>
            <Button kind="danger" onClick={() => void remove(asked())}>
              {text().deleteManyNow(asked())}
            </Button>
          </>
        }
      >
        <p>{text().deleteManyText}</p>
      </Dialog>
      <Show when={isChanging()}>
        <Suspense>
          <BulkChange ids={[...props.ids]} onClose={() => setIsChanging(false)} />
        </Suspense>
      </Show>
    </>
  );
}
