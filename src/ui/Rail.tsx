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

/** The places of the app at the left edge, for the desk. */
export const Rail = (props: {
  readonly label: string;
  readonly places: readonly NavItem[];
  readonly top?: JSX.Element;
  readonly bottom?: JSX.Element;
}): JSX.Element => (
  <nav class="rail" aria-label={props.label}>
    {props.top}
    <For each={props.places}>{(place) => <PlaceLink place={place} />}</For>
    <div class="rail-bottom">{props.bottom}</div>
  </nav>
);

const PlaceLink = (props: { readonly place: NavItem }): JSX.Element => (
  // What the router finds by the address counts unless it is said here: a `false` of ours would take its class away.
  <A href={props.place.href} class="place" classList={props.place.isHere ? { "is-here": true } : {}} activeClass="is-here">
    <span class="place-icon">
      <Dynamic component={props.place.icon} />
      <Show when={props.place.count}>
        <span class="place-count">{props.place.count}</span>
      </Show>
    </span>
    <span>{props.place.label}</span>
  </A>
);

/** The places at the lower edge, for the thumb; the one deed of the day in the middle. */
export const BottomBar = (props: {
  readonly label: string;
  readonly places: readonly NavItem[];
  readonly action: { readonly label: string; readonly icon: Icon; readonly run: () => void };
}): JSX.Element => (
  <nav class="bottom-bar" aria-label={props.label}>
    <For each={props.places.slice(0, 2)}>{(place) => <PlaceLink place={place} />}</For>
    <button
      type="button"
      class="bottom-action"
      aria-label={props.action.label}
      title={props.action.label}
      onClick={() => props.action.run()}
    >
      <Dynamic component={props.action.icon} />
    </button>
    <For each={props.places.slice(2)}>{(place) => <PlaceLink place={place} />}</For>
  </nav>
);
