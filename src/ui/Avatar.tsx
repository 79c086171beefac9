import { fold } from "../lib/fold.ts";
import type { JSX } from "solid-js";
import "./Avatar.css";

export interface AvatarProps {
  readonly name: string;
  /** People are round, firms have corners. */
  readonly kind?: string;
  readonly size?: "small" | "large";
}

const words = (name: string): string[] => name.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Two letters that people would choose: first and last name, or a firm's first two words. */
export function initialsOf(name: string, kind = "person"): string {
  const titles = /^(dr|prof|ing|dipl|mag|mr|mrs|ms|herr|frau)$/i;
  const parts = words(name.split(",")[0] ?? name).filter((part, i, all) => all.length < 3 || i > 1 || !titles.test(part));
  const [first = "", second = ""] = kind === "person" ? [parts[0], parts.length > 1 ? parts.at(-1) : ""] : parts;
  return ((Array.from(first)[0] ?? "") + (Array.from(second)[0] ?? "")).toLocaleUpperCase();
}

/** Eight quiet hues; the same name has the same one on every device. */
const hueOf = (name: string): number => Array.from(fold(name)).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % 8;

/** Stands beside the name, so screen readers leave it out. */
export const Avatar = (props: AvatarProps): JSX.Element => (
  <span class="avatar" aria-hidden="true" data-kind={props.kind ?? "person"} data-size={props.size} data-hue={hueOf(props.name)}>
    {initialsOf(props.name, props.kind)}
  </span>
);
