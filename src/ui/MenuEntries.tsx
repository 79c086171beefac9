import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { MenuItem } from "./Menu.tsx";
import "./Menu.css";

/** A menu that stands at a button which is not its own: the button is there at once, this is loaded when somebody opens it. */
export const MenuAt = (props: {
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}): JSX.Element => (
  <DropdownMenu
    gutter={4}
    modal={false}
    open
    getAnchorRect={() => props.anchor.getBoundingClientRect()}
    onOpenChange={(isOpen) => {
      if (!isOpen) props.onClose();
    }}
  >
    <MenuEntries label={props.label} items={props.items} />
  </DropdownMenu>
);

/** What a menu of the kit offers, inside its DropdownMenu. */
export const MenuEntries = (props: { readonly label?: string; readonly items: readonly MenuItem[] }): JSX.Element => (
  <DropdownMenu.Portal>
    <DropdownMenu.Content class="menu" aria-label={props.label}>
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
