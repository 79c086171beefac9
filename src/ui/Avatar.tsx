import type { JSX } from "solid-js";
import { hueOf } from "./hue.ts";
import { initialsOf } from "./initials.ts";
import "./Avatar.css";

export interface AvatarProps {
  readonly name: string;
  /** What stays when the name changes, such as the id: its colour stays with it. */
  readonly seed?: string | undefined;
  /** People are round, firms have corners. */
  readonly kind?: string;
  readonly size?: "small" | "large";
}

/** Stands beside the name, so screen readers leave it out. */
export const Avatar = (props: AvatarProps): JSX.Element => (
  <span
    class="avatar"
    aria-hidden="true"
    data-kind={props.kind ?? "person"}
    data-size={props.size}
    data-hue={hueOf(props.seed ?? props.name)}
  >
    {initialsOf(props.name, props.kind)}
  </span>
);
