import CircleAlert from "lucide-solid/icons/circle-alert";
import Info from "lucide-solid/icons/info";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import X from "lucide-solid/icons/x";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { IconButton } from "./Button.tsx";
import { text } from "./text.ts";
import "./Banner.css";

export interface BannerProps {
  readonly tone?: "info" | "warn" | "bad";
  readonly children: JSX.Element;
  readonly actions?: JSX.Element;
  readonly onDismiss?: () => void;
  /** A few words that fit one line with their button, also on a phone. */
  readonly isThin?: boolean;
}

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert } as const;

/** A sentence across the place it concerns; `bad` is read out at once. */
export const Banner = (props: BannerProps): JSX.Element => (
  <div
    class="banner"
    data-tone={props.tone ?? "info"}
    data-thin={props.isThin || undefined}
    role={props.tone === "bad" ? "alert" : "status"}
  >
    <Dynamic component={icons[props.tone ?? "info"]} />
    <div class="banner-body">
      <div class="banner-text">{props.children}</div>
      <Show when={props.actions}>
        <div class="banner-actions">{props.actions}</div>
      </Show>
    </div>
    <Show when={props.onDismiss}>
      <IconButton size="small" icon={X} label={text().dismiss} onClick={() => props.onDismiss?.()} />
    </Show>
  </div>
);
