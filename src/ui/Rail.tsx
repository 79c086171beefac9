import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./Button.tsx";
import "./Rail.css";

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: Icon;
  readonly count?: number;
  /** The page that is open lies behind it, though its address is another. */
  readonly isHere?: boolean;
}

/** The pages of the app at the left edge, for the desk. */
export const Rail = (props: {
  readonly label: string;
  readonly items: readonly NavItem[];
  readonly top?: JSX.Element;
  readonly bottom?: JSX.Element;
}): JSX.Element => (
  <nav class="rail" aria-label={props.label}>
    {props.top}
    <For each={props.items}>{(item) => <RailLink item={item} />}</For>
    <div class="rail-bottom">{props.bottom}</div>
  </nav>
);

export const RailLink = (props: { readonly item: NavItem; readonly isLabelHidden?: boolean }): JSX.Element => (
  // What the router finds by the address counts unless it is said here: a `false` of ours would take its class away.
  <A href={props.item.href} class="rail-item" classList={props.item.isHere ? { "is-here": true } : {}} activeClass="is-here">
    <span class="rail-icon">
      <Dynamic component={props.item.icon} />
      <Show when={props.item.count}>
        <span class="rail-count">{props.item.count}</span>
      </Show>
    </span>
    <span classList={{ "sr-only": props.isLabelHidden ?? false }}>{props.item.label}</span>
  </A>
);

/** Something to do that stands among the pages. */
export const RailButton = (props: { readonly label: string; readonly icon: Icon; readonly onPress: () => void }): JSX.Element => (
  <button type="button" class="rail-item" onClick={() => props.onPress()}>
    <span class="rail-icon">
      <Dynamic component={props.icon} />
    </span>
    <span>{props.label}</span>
  </button>
);

/** The pages at the lower edge, for the thumb; the one action of the day in the middle. */
export const BottomBar = (props: {
  readonly label: string;
  readonly items: readonly NavItem[];
  readonly action: { readonly label: string; readonly icon: Icon; readonly run: () => void };
}): JSX.Element => (
  <nav class="bottom-bar" aria-label={props.label}>
    <For each={props.items.slice(0, 2)}>{(item) => <RailLink item={item} />}</For>
    <button
      type="button"
      class="bottom-action"
      aria-label={props.action.label}
      title={props.action.label}
      onClick={() => props.action.run()}
    >
      <Dynamic component={props.action.icon} />
    </button>
    <For each={props.items.slice(2)}>{(item) => <RailLink item={item} />}</For>
  </nav>
);
