import { createSignal, For, type JSX, Show } from "solid-js";
import { type DeviceStatus, useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { type Holder, text } from "./text.ts";

/** A copy that was not seen for longer may be gone: Safari deletes what a page stored after seven days without a visit. */
const latelyMs = 7 * 24 * 3_600_000;

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
  const holders = (): readonly DeviceStatus[] =>
    (status()?.devices ?? []).filter((device) => !device.isThis && device.lacks === 0).sort((a, b) => b.seenMs - a.seenMs);
  const sure = (): readonly DeviceStatus[] => holders().filter(({ seenMs }) => Date.now() - seenMs < latelyMs);
  const pending = (): number => status()?.pending ?? 0;
  const isRisky = (): boolean => !info.isSample && (pending() > 0 || sure().length === 0);
  const toHolders = (devices: readonly DeviceStatus[]): readonly Holder[] =>
    devices.map(({ name, memberName, isConnected, seenMs }) => ({ name: `${name} (${memberName})`, seenMs: isConnected ? null : seenMs }));
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
            <For each={toHolders(sure())}>{(holder) => <p>{text().holder(holder)}</p>}</For>
          </Show>
        }
      >
        <Banner tone="bad">
          <Show when={pending() > 0}>{text().onlyHere(pending())} </Show>
          <Show when={sure().length === 0}>
            <Show when={toHolders(holders())[0]} fallback={text().nobodyElse}>
              {(holder) => text().longAgo(holder())}
            </Show>
          </Show>
        </Banner>
      </Show>
    </Dialog>
  );
}
