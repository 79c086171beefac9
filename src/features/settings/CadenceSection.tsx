import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { For, type JSX } from "solid-js";
import { cadenceChoices } from "../../domain/cadence.ts";
import { roles } from "../../domain/words.ts";
import { compareText } from "../../i18n/format.ts";
import { fold } from "../../lib/fold.ts";
import type { RecordId } from "../../lib/id.ts";
import { becauseOf, everyWords } from "../../parts/TouchSign.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Select } from "../../ui/Select.tsx";
import { text } from "./text.ts";
import "./CadenceSection.css";

/** What a new one begins with, in days. */
const usual = 91;
const classes = ["A", "B", "C"];
const settingsId = "meta.settings" as RecordId;

/** How often one wants to be in touch with whom: by role, by ABC class, by tag. A contact may have its own. */
export function CadenceSection(): JSX.Element {
  const { engine, settings, directory } = useWorkspace();
  const wanted = (): readonly (readonly [key: string, days: number])[] =>
    Object.entries(settings().cadences ?? {})
      .filter((one): one is [string, number] => typeof one[1] === "number")
      .sort(([a], [b]) => compareText(becauseOf(a), becauseOf(b)));
  const isWanted = (key: string): boolean => wanted().some(([one]) => one === key);
  const set = (key: string, days: number | false): void =>
    void act(engine.patch(settingsId, { cadences: { [key]: days } }), savedWithUndo(engine));
  const offered = (): readonly string[] =>
    [...roles.map((role) => `role:${role}`), ...classes.map((one) => `class:${one}`)].filter((key) => !isWanted(key));
  const tags = (typed: string) =>
    (directory()?.choices().tags ?? [])
      .filter((tag) => !isWanted(`tag:${tag}`) && fold(tag).includes(fold(typed.trim())))
      .slice(0, 8)
      .map((tag) => ({ value: tag, label: tag }));
  return (
    <section class="settings-section" aria-label={text().cadences}>
      <h2>{text().cadences}</h2>
      <p class="settings-note">{text().cadencesText}</p>
      <ul class="cadence-list">
        <For each={wanted()}>
          {([key, days]) => (
            <li>
              <Select
                label={becauseOf(key)}
                value={String(days)}
                options={cadenceChoices.map((one) => ({ value: String(one), label: everyWords(one) }))}
                labelOf={(one) => everyWords(Number(one))}
                onChange={(one) => set(key, Number(one))}
              />
              <IconButton icon={X} label={text().cadenceRemove(becauseOf(key))} onClick={() => set(key, false)} />
            </li>
          )}
        </For>
      </ul>
      <div class="cadence-add">
        <Menu
          label={text().cadenceAdd}
          icon={Plus}
          kind="plain"
          items={offered().map((key) => ({
            label: becauseOf(key),
            startsGroup: key === "class:A",
            onSelect: () => set(key, usual),
          }))}
        >
          <span>{text().cadenceAdd}</span>
        </Menu>
        <Combobox label={text().cadenceTag} search={tags} onChoose={({ value }) => set(`tag:${value}`, usual)} />
      </div>
    </section>
  );
}
