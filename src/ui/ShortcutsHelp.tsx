import { For, type JSX } from "solid-js";
import { Dialog } from "./Dialog.tsx";
import { keysText, shortcuts } from "./shortcuts.ts";
import { text } from "./text.ts";
import "./ShortcutsHelp.css";

export const ShortcutsHelp = (props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly more?: readonly { readonly keys: string; readonly label: string }[];
}): JSX.Element => (
  <Dialog title={text().shortcuts} isOpen={props.isOpen} onClose={props.onClose}>
    <dl class="shortcuts">
      <For each={[...shortcuts().map((shortcut) => ({ keys: shortcut.keys, label: shortcut.label() })), ...(props.more ?? [])]}>
        {(shortcut) => (
          <div>
            <dt>{shortcut.label}</dt>
            <dd>
              <For each={keysText(shortcut.keys)}>{(key) => <kbd>{key}</kbd>}</For>
            </dd>
          </div>
        )}
      </For>
    </dl>
  </Dialog>
);
