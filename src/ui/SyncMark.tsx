import CircleAlert from "lucide-solid/icons/circle-alert";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleDashed from "lucide-solid/icons/circle-dashed";
import CloudOff from "lucide-solid/icons/cloud-off";
import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import "./SyncMark.css";

export interface SyncMarkProps {
  /** `safe`: others have everything · `local`: something is only here · `offline` · `trouble`: says what to do when tapped. */
  readonly state: "safe" | "local" | "offline" | "trouble";
  /** A sentence: "Alles auf 2 von 2 Geräten". */
  readonly sentence: string;
  /** A few words for the narrow rail: "2 von 2". */
  readonly short: string;
  readonly onPress: () => void;
  readonly look?: "rail" | "line";
}

const icons = { safe: CircleCheck, local: CircleDashed, offline: CloudOff, trouble: CircleAlert } as const;

/** Quiet while all is well; always there, and a tap explains. */
export const SyncMark = (props: SyncMarkProps): JSX.Element => (
  <button
    type="button"
    class="sync-mark"
    data-state={props.state}
    data-look={props.look ?? "rail"}
    title={props.sentence}
    aria-label={props.sentence}
    onClick={() => props.onPress()}
  >
    <Dynamic component={icons[props.state]} />
    <span aria-hidden="true">{props.look === "line" ? props.sentence : props.short}</span>
  </button>
);
