import Search from "lucide-solid/icons/search";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import { IconButton } from "./Button.tsx";
import { createShortcut } from "./shortcuts.ts";
import { TextField } from "./TextField.tsx";
import { text } from "./text.ts";

/** What a list is searched by: "/" leads to it, an arrow from it into the list, Enter to the first that fits, Escape empties it. */
export function ListSearch(props: {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onDown: () => void;
  /** Opens the first that fits; says whether there is one. */
  readonly onFirst: () => boolean;
  /** Further buttons at its end. */
  readonly end?: JSX.Element;
}): JSX.Element {
  let field: HTMLInputElement | undefined;
  createShortcut({ keys: "/", label: () => props.label, run: () => field?.focus() });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") props.onDown();
    else if (event.key === "Escape" && props.typed !== "") props.onType("");
    else if (event.key !== "Enter" || !props.onFirst()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <TextField
      ref={(element) => (field = element)}
      label={props.label}
      isLabelHidden
      type="search"
      inputMode="search"
      enterKeyHint="search"
      placeholder={text().search}
      value={props.typed}
      onInput={props.onType}
      onKeyDown={onKeyDown}
      start={<Search />}
      end={
        <>
          <Show when={props.typed}>
            <IconButton size="small" icon={X} label={text().clearSearch} onClick={() => props.onType("")} />
          </Show>
          {props.end}
        </>
      }
    />
  );
}
