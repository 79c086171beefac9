import CalendarDays from "lucide-solid/icons/calendar-days";
import UserRoundPen from "lucide-solid/icons/user-round-pen";
import type { JSX } from "solid-js";
import { useWorkspace } from "../../state/workspace.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { handOver, type MoveTarget, moveTargets, moveTasks, type TaskView } from "./acts.ts";
import { text } from "./text.ts";

export const moveKeys: Readonly<Partial<Record<MoveTarget, string>>> = { today: "t", tomorrow: "m", week: "w" };

/** To another day. */
export function MoveMenu(props: { readonly views: readonly TaskView[]; readonly onDone?: () => void }): JSX.Element {
  const { engine, db } = useWorkspace();
  return (
    <Menu
      kind="quiet"
      icon={CalendarDays}
      label={text().move}
      items={moveTargets.map((target) => ({
        label: text().moveTo[target],
        ...(moveKeys[target] && { shortcut: moveKeys[target]?.toUpperCase() ?? "" }),
        startsGroup: target === "someday",
        onSelect: () => void moveTasks({ engine, db }, props.views, target).then(() => props.onDone?.()),
      }))}
    >
      {text().move}
    </Menu>
  );
}

/** To a colleague, or to nobody. */
export function HandOverMenu(props: { readonly views: readonly TaskView[]; readonly onDone?: () => void }): JSX.Element {
  const { engine, db, status } = useWorkspace();
  const only = (): string | undefined => (props.views.length === 1 ? (props.views[0]?.record.owner ?? "") : undefined);
  const give = (owner: string, name: string): void => void handOver({ engine, db }, props.views, owner, name).then(() => props.onDone?.());
  return (
    <Menu
      kind="quiet"
      icon={UserRoundPen}
      label={text().handOver}
      items={[
        ...(status()?.members ?? []).map(({ id, name }) => ({ label: name, isChosen: only() === id, onSelect: () => give(id, name) })),
        { label: text().toNobody, startsGroup: true, isChosen: only() === "", onSelect: () => give("", text().toNobody) },
      ]}
    >
      {text().handOver}
    </Menu>
  );
}
