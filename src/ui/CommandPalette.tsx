import Search from "lucide-solid/icons/search";
import { createEffect, createMemo, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { foldedWords } from "../lib/fold.ts";
import { Avatar } from "./Avatar.tsx";
import type { Icon } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { keysText } from "./shortcuts.ts";
import { text } from "./text.ts";
import "./CommandPalette.css";

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: Icon;
  readonly avatar?: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
  /** Things found by what was typed, such as contacts; they stand first. */
  readonly search: (typed: string) => readonly Command[];
}

const matches = (label: string, words: readonly string[]): boolean => {
  const own = foldedWords(label);
  return words.every((word) => own.some((part) => part.startsWith(word)));
};

/** Finds anything, does anything: ⌘K. */
export const CommandPalette = (props: CommandPaletteProps): JSX.Element => (
  <Dialog title={text().commands} isTitleHidden size="medium" isOpen={props.isOpen} onClose={props.onClose}>
    <Palette {...props} />
  </Dialog>
);

function Palette(props: CommandPaletteProps): JSX.Element {
  const list = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const [at, setAt] = createSignal(0);
  const rows = createMemo<readonly Command[]>(() => {
    const words = foldedWords(typed());
    return [...(typed().trim() ? props.search(typed()) : []), ...props.commands.filter((command) => matches(command.label, words))];
  });
  createEffect(on(typed, () => setAt(0)));
  const run = (command: Command | undefined): void => {
    if (!command) return;
    props.onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(rows().length - 1, at() + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at() - 1));
    else if (event.key === "Enter") run(rows()[at()]);
    else return;
    event.preventDefault();
    document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div class="palette">
      <div class="palette-field">
        <Search />
        <input
          role="combobox"
          aria-label={text().commands}
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={rows()[at()] ? `${list}-${at()}` : undefined}
          placeholder={text().commandPlaceholder}
          autocomplete="off"
          autofocus
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} class="palette-list" role="listbox" aria-label={text().commands}>
        <For
          each={rows()}
          fallback={
            <div class="palette-row" role="option" aria-disabled="true" aria-selected="false">
              {text().noMatch}
            </div>
          }
        >
          {(command, index) => (
            <div
              id={`${list}-${index()}`}
              class="palette-row"
              role="option"
              aria-selected={index() === at()}
              onMouseMove={() => setAt(index())}
              onClick={() => run(command)}
            >
              <Show when={command.avatar} fallback={<Show when={command.icon}>{(icon) => <Dynamic component={icon()} />}</Show>}>
                {(kind) => <Avatar size="small" name={command.label} seed={command.id} kind={kind()} />}
              </Show>
              <span>{command.label}</span>
              <Show when={command.detail}>
                <small>{command.detail}</small>
              </Show>
              <Show when={command.keys}>
                {(keys) => (
                  <span class="palette-keys">
                    <For each={keysText(keys())}>{(key) => <kbd>{key}</kbd>}</For>
                  </span>
                )}
              </Show>
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
