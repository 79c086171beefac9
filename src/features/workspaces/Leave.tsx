import { createSignal, type JSX, Show } from "solid-js";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { text } from "./text.ts";

export interface LeaveProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onExport: () => void;
  readonly onLeave: () => Promise<unknown>;
}

/** Says what exists only here before it is gone. */
export function Leave(props: LeaveProps): JSX.Element {
  const { status, info } = useWorkspace();
  const [isLeaving, setIsLeaving] = createSignal(false);
  const others = (): number => (status()?.devices ?? []).filter((device) => !device.isThis && device.lacks === 0).length;
  const pending = (): number => status()?.pending ?? 0;
  const isRisky = (): boolean => !info.isSample && (pending() > 0 || others() === 0);
  const leave = async (): Promise<void> => {
    setIsLeaving(true);
    await props.onLeave().finally(() => setIsLeaving(false));
  };
  return (
    <Dialog
      title={text().leave}
      size="small"
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{text().stay}</Button>
          <Show when={isRisky()}>
            <Button onClick={() => props.onExport()}>{text().exportFirst}</Button>
          </Show>
          <Button kind="danger" isBusy={isLeaving()} onClick={() => void leave()}>
            {text().leaveNow}
          </Button>
        </>
      }
    >
      <p>{text().leaveText(status()?.name ?? info.name)}</p>
      <Show
        when={isRisky()}
        fallback={
          <Show when={!info.isSample}>
            <p>{text().others(others())}</p>
          </Show>
        }
      >
        <Banner tone="bad">
          <Show when={pending() > 0} fallback={text().nobodyElse}>
            {text().onlyHere(pending())} {others() === 0 ? text().nobodyElse : ""}
          </Show>
        </Banner>
      </Show>
    </Dialog>
  );
}
