import { createSignal, type JSX, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import { createOpenLayer } from "./layers.ts";
import { lazily } from "./lazily.ts";
import "./Button.css";

export interface MenuItem {
  readonly label: string;
  readonly icon?: Icon;
  readonly shortcut?: string;
  readonly isDangerous?: boolean;
  readonly isChosen?: boolean;
  readonly isDisabled?: boolean;
  /** A hairline stands above it. */
  readonly startsGroup?: boolean;
  readonly onSelect: () => void;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: Icon;
  /** What stands on the button; without it only the icon does. */
  readonly children?: JSX.Element;
  readonly kind?: "plain" | "quiet" | "primary";
  readonly class?: string;
}

const load = () => import("./MenuEntries.tsx");
const MenuAt = lazily(() => load().then((file) => ({ default: file.MenuAt })));

/** A button with a menu. The button is part of the first screen; the menu is loaded when somebody comes near it. */
export function Menu(props: MenuProps): JSX.Element {
  const [isOpen, setIsOpen] = createOpenLayer();
  const [button, setButton] = createSignal<HTMLButtonElement>();
  /** A press on the button of an open menu closes it, by being outside; its click must not open it again. */
  let wasOpen = false;
  const close = (): void => {
    setIsOpen(false);
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.closest("[role=menu]")) button()?.focus();
  };
  return (
    <>
      <button
        ref={setButton}
        type="button"
        class={`button ${props.children === undefined ? "icon-button" : ""} ${props.class ?? ""}`}
        data-kind={props.kind ?? "quiet"}
        aria-label={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen()}
        title={props.children === undefined ? props.label : undefined}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onPointerDown={() => (wasOpen = isOpen())}
        onClick={() => {
          setIsOpen(!wasOpen);
          wasOpen = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Show when={props.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
        {props.children}
      </button>
      <Show when={isOpen() && button()}>
        {(anchor) => (
          <Suspense>
            <MenuAt label={props.label} anchor={anchor()} items={props.items} onClose={close} />
          </Suspense>
        )}
      </Show>
    </>
  );
}
