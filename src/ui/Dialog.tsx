import X from "lucide-solid/icons/x";
import { createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { IconButton } from "./Button.tsx";
import { createLayer } from "./layers.ts";
import { text } from "./text.ts";
import "./Dialog.css";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: JSX.Element;
  /** Buttons at the lower edge, the deciding one last. */
  readonly actions?: JSX.Element;
  readonly size?: "small" | "medium" | "large";
  readonly isTitleHidden?: boolean;
  /** When something half-typed would be lost, a tap beside the dialog does not close it. */
  readonly isSticky?: boolean;
}

/**
 * A dialog at the desk, a sheet from the lower edge on a phone. The browser's own <dialog> keeps the focus inside,
 * gives it back and makes the rest inert; Back closes it.
 */
export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Show when={props.isOpen}>
      <Portal>
        <OpenDialog {...props} />
      </Portal>
    </Show>
  );
}

function OpenDialog(props: DialogProps): JSX.Element {
  const id = createUniqueId();
  let element!: HTMLDialogElement;
  let isGone = false;
  const open = (): void => {
    if (isGone || element.open) return;
    // Where it was loaded lazily, its place in the page may come a moment after it.
    if (!element.isConnected) {
      requestAnimationFrame(open);
      return;
    }
    element.showModal();
    // Otherwise the browser takes the first button, which closes.
    const first =
      element.querySelector<HTMLElement>(".dialog-content :is(input:checked, input:not([type=radio]), select, textarea)") ??
      element.querySelector<HTMLElement>(".dialog-content :is(a[href], button), .dialog-actions button");
    first?.focus();
  };
  onMount(open);
  createLayer(() => props.onClose());
  onCleanup(() => {
    isGone = true;
    if (element.open) element.close();
  });
  return (
    <dialog
      ref={element}
      class="dialog"
      data-size={props.size ?? "medium"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === element && !props.isSticky) props.onClose();
      }}
    >
      <div class="dialog-body">
        <header class={props.isTitleHidden ? "sr-only" : "dialog-head"}>
          <h2 id={id}>{props.title}</h2>
          <Show when={!props.isTitleHidden}>
            <IconButton icon={X} label={text().close} onClick={() => props.onClose()} />
          </Show>
        </header>
        <div class="dialog-content">{props.children}</div>
        <Show when={props.actions}>
          <footer class="dialog-actions">{props.actions}</footer>
        </Show>
      </div>
    </dialog>
  );
}
