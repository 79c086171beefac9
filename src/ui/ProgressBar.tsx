import { createUniqueId, type JSX, Show } from "solid-js";
import { formatPercent } from "../i18n/format.ts";
import { Button } from "./Button.tsx";
import { text } from "./text.ts";
import "./ProgressBar.css";

export interface ProgressBarProps {
  readonly label: string;
  /** 0–1; absent while nobody knows how much there is. */
  readonly value?: number;
  readonly onCancel?: () => void;
}

export function ProgressBar(props: ProgressBarProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="progress">
      <span id={id}>{props.label}</span>
      <Show when={props.value !== undefined}>
        <span class="progress-share">{formatPercent(props.value ?? 0)}</span>
      </Show>
      <progress aria-labelledby={id} max="1" {...(props.value === undefined ? {} : { value: props.value })} />
      <Show when={props.onCancel}>
        <Button size="small" kind="quiet" onClick={() => props.onCancel?.()}>
          {text().cancel}
        </Button>
      </Show>
    </div>
  );
}
