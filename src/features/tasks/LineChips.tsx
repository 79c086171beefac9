import CircleHelp from "lucide-solid/icons/circle-question-mark";
import { For, type JSX, Show } from "solid-js";
import { dueDayOf, dueTimeOf } from "../../domain/task.ts";
import type { LinePart } from "../../domain/taskLine.ts";
import { formatClock, formatWeekday } from "../../i18n/format.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { LineState } from "./lineState.ts";
import { ruleWords } from "./ruleWords.ts";
import { text } from "./text.ts";
import "./LineChips.css";

/** What was understood of a line, each part to be taken off; where several may be meant, somebody is asked. */
export function LineChips(props: { readonly typed: string; readonly state: LineState }): JSX.Element {
  const { entry, memberName } = useWorkspace();
  const line = () => props.state.line();
  const wordsOf = (part: LinePart): string => {
    switch (part.means) {
      case "day":
        return formatWeekday(dueDayOf(line()));
      case "time":
        return formatClock(dueTimeOf(line()));
      case "rule":
        return ruleWords(line().rule ?? "");
      case "priority":
        return text().priorities[line().priority ?? ""] ?? "";
      case "owner":
        return memberName(props.state.owner() ?? "");
      case "someday":
        return text().someday;
      default:
        return props.typed.slice(part.from, part.to);
    }
  };
  const isAsked = (part: LinePart): boolean => part.means === "owner" && props.state.owner() === undefined;
  // A rule begins on a day that nobody has typed.
  const begins = (): string => {
    const { parts, rule } = line();
    return rule !== undefined && !parts.some(({ means }) => means === "day") ? formatWeekday(dueDayOf(line())) : "";
  };
  return (
    <Show when={line().parts.length > 0 || props.state.contacts().length > 0}>
      <div class="line-chips" role="group" aria-label={text().understood}>
        <For each={line().parts}>
          {(part) => (
            <Show
              when={isAsked(part)}
              fallback={
                <Tag
                  tone="accent"
                  label={wordsOf(part)}
                  {...(part.means === "rule" && begins() !== "" && { detail: begins() })}
                  onRemove={() => props.state.takeOff(part)}
                />
              }
            >
              <Menu
                class="line-asks"
                kind="plain"
                icon={CircleHelp}
                label={text().whoOwns}
                items={[
                  ...line().owners.map((id) => ({ label: memberName(id), onSelect: () => props.state.chooseOwner(id) })),
                  { label: text().nobodyMeant, startsGroup: true, onSelect: () => props.state.takeOff(part) },
                ]}
              >
                {text().whoOwns}
              </Menu>
            </Show>
          )}
        </For>
        <For each={props.state.contacts()}>
          {(contact) => (
            <Show
              when={contact.chosen}
              fallback={
                <Menu
                  class="line-asks"
                  kind="plain"
                  icon={CircleHelp}
                  label={text().whoIs(contact.text)}
                  items={[
                    ...contact.choices.map((id) => ({
                      label: entry(id)?.name ?? "",
                      onSelect: () => props.state.chooseContact(contact.text, id),
                    })),
                    {
                      label: text().nobodyMeant,
                      startsGroup: true,
                      onSelect: () => props.state.takeOff({ from: contact.from, to: contact.to, means: "contact" }),
                    },
                  ]}
                >
                  {text().whoIs(contact.text)}
                </Menu>
              }
            >
              {(id) => (
                <Tag
                  tone="accent"
                  label={entry(id())?.name ?? contact.text}
                  onRemove={() => props.state.takeOff({ from: contact.from, to: contact.to, means: "contact" })}
                />
              )}
            </Show>
          )}
        </For>
      </div>
    </Show>
  );
}
