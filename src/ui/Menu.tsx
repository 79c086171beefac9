import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import { createOpenLayer } from "./layers.ts";
import "./Button.css";
import "./Menu.css";

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

export function Menu(props: MenuProps): JSX.Element {
  const [isOpen, setIsOpen] = createOpenLayer();
  return (
    <DropdownMenu gutter={4} modal={false} open={isOpen()} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger
        class={`button ${props.children === undefined ? "icon-button" : ""} ${props.class ?? ""}`}
        data-kind={props.kind ?? "quiet"}
        aria-label={props.label}
        title={props.children === undefined ? props.label : undefined}
      >
        <Show when={props.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
        {props.children}
      </DropdownMenu.Trigger>
      <MenuEntries items={props.items} />
    </DropdownMenu>
  );
}

/** What a menu of the kit offers, inside its DropdownMenu. */
export const MenuEntries = (props: { readonly items: readonly MenuItem[] }): JSX.Element => (
  <DropdownMenu.Portal>
    <DropdownMenu.Content class="menu">
      <For each={props.items}>
        {(item) => (
          <>
            <Show when={item.startsGroup}>
              <DropdownMenu.Separator class="menu-line" />
            </Show>
            <DropdownMenu.Item
              class="menu-item"
              data-danger={item.isDangerous || undefined}
              data-chosen={item.isChosen || undefined}
              aria-current={item.isChosen || undefined}
              disabled={item.isDisabled}
              onSelect={() => item.onSelect()}
            >
              <Show when={item.icon}>{(icon) => <Dynamic component={icon()} />}</Show>
              <span>{item.label}</span>
              <Show when={item.shortcut}>
                <kbd>{item.shortcut}</kbd>
              </Show>
            </DropdownMenu.Item>
          </>
        )}
      </For>
    </DropdownMenu.Content>
  </DropdownMenu.Portal>
);
