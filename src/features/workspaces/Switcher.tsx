import Check from "lucide-solid/icons/check";
import ChevronsUpDown from "lucide-solid/icons/chevrons-up-down";
import LogIn from "lucide-solid/icons/log-in";
import Plus from "lucide-solid/icons/plus";
import type { JSX } from "solid-js";
import type { WorkspaceInfo } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { text } from "./text.ts";
import "./Switcher.css";

export interface SwitcherProps {
  readonly current: WorkspaceInfo;
  /** As it is called now; the list may lag behind. */
  readonly name: string;
  readonly all: readonly WorkspaceInfo[];
  readonly onOpen: (id: string) => void;
  readonly onNew: () => void;
  readonly onJoin: () => void;
  readonly look?: "rail" | "line";
}

/** Which workspace is open, and the others. */
export const Switcher = (props: SwitcherProps): JSX.Element => (
  <Menu
    label={`${text().switch}: ${props.name}`}
    class={`switcher switcher-${props.look ?? "rail"}`}
    items={[
      ...props.all.map((one) => ({
        label: [
          one.id === props.current.id ? props.name : one.name,
          one.isSample ? text().sample : one.state === "joining" ? text().waiting : "",
        ]
          .filter(Boolean)
          .join(" · "),
        ...(one.id === props.current.id ? { icon: Check, isChosen: true } : {}),
        onSelect: () => one.id !== props.current.id && props.onOpen(one.id),
      })),
      { label: text().new, icon: Plus, startsGroup: true, onSelect: props.onNew },
      { label: text().join, icon: LogIn, onSelect: props.onJoin },
    ]}
  >
    <Avatar name={props.name} kind="organisation" />
    <span class="switcher-name">{props.name}</span>
    <ChevronsUpDown />
  </Menu>
);
