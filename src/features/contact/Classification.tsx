import Plus from "lucide-solid/icons/plus";
import { createSignal, For, type JSX, Show } from "solid-js";
import { cadenceChoices } from "../../domain/cadence.ts";
import { rolesOf } from "../../domain/party.ts";
import { phases, roles, sources } from "../../domain/words.ts";
import { memberWord, word } from "../../i18n/words.ts";
import { fold } from "../../lib/fold.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { everyWords } from "../../parts/TouchSign.tsx";
import type { ContactView } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { InlineSelect } from "../../ui/InlineSelect.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Fields.css";
import "./Classification.css";

const cadenceLabel = (days: number): string => (days === 0 ? text().cadenceNever : everyWords(days));

/** Roles with their phases, tags, who is responsible, where the contact came from. */
export function Classification(props: { readonly contact: ContactView }): JSX.Element {
  const { engine, directory, memberName, status } = useWorkspace();
  const [isTagging, setIsTagging] = createSignal(false);
  const patch = (fields: PlainFields, seen?: PlainFields): void =>
    void act(engine.patch(props.contact.id, fields, seen), savedWithUndo(engine));
  const own = () => rolesOf(props.contact.party);
  const tags = (): string[] =>
    Object.entries(props.contact.party.tags ?? {})
      .filter(([, isOn]) => isOn)
      .map(([tag]) => tag);
  let tagList!: HTMLDivElement;
  /** Whoever typed one goes on from where they were: the next is one key away. */
  const tagWith = (tag: string): void => {
    const hadFocus = tagList.contains(document.activeElement);
    patch({ tags: { add: [tag] } });
    setIsTagging(false);
    if (hadFocus) queueMicrotask(() => tagList.querySelector<HTMLButtonElement>(":scope > .button")?.focus());
  };
  const owners = (): { value: string; label: string }[] =>
    (status()?.members ?? []).map((member) => ({ value: member.id, label: member.name }));
  return (
    <section class="details-section" aria-label={text().sorting}>
      <h2 class="small-heading">{text().sorting}</h2>
      <div class="role-list">
        <For each={own()}>
          {([role, phase]) => (
            <div class="role">
              <Tag
                label={word("role", role)}
                tone="accent"
                onRemove={() => patch({ roles: { [role]: false } }, { roles: { [role]: phase } })}
              />
              <InlineSelect
                isLabelHidden
                label={`${text().phase}: ${word("role", role)}`}
                value={phase}
                options={phases.map((one) => ({ value: one, label: word("phase", one) }))}
                labelOf={(one) => word("phase", one)}
                onSave={(next, seen) => patch({ roles: { [role]: next || "active" } }, { roles: { [role]: seen } })}
              />
            </div>
          )}
        </For>
        <Menu
          label={text().addRole}
          icon={Plus}
          class="role-add"
          items={roles
            .filter((role) => !own().some(([had]) => had === role))
            .map((role) => ({
              label: word("role", role),
              onSelect: () => patch({ roles: { [role]: "active" } }, { roles: { [role]: false } }),
            }))}
        >
          <span>{text().addRole}</span>
        </Menu>
      </div>
      <div ref={tagList} class="tag-list">
        <For each={tags()}>{(tag) => <Tag label={tag} onRemove={() => patch({ tags: { remove: [tag] } })} />}</For>
        <Show
          when={isTagging()}
          fallback={
            <Button size="small" kind="quiet" icon={Plus} onClick={() => setIsTagging(true)}>
              {text().tags}
            </Button>
          }
        >
          <Combobox
            label={text().addTag}
            isLabelHidden
            autofocus
            placeholder={text().addTag}
            search={(typed) =>
              (directory()?.choices().tags ?? [])
                .filter((tag) => !tags().includes(tag) && fold(tag).includes(fold(typed.trim())))
                .slice(0, 8)
                .map((tag) => ({ value: tag, label: tag }))
            }
            onChoose={(option) => tagWith(option.value)}
            onLeave="create"
            onCreate={tagWith}
          />
        </Show>
      </div>
      <div class="field-grid">
        <InlineSelect
          label={text().owner}
          value={props.contact.party.owner ?? ""}
          options={owners()}
          labelOf={(owner) => memberWord(memberName(owner))}
          onSave={(next, seen) => patch({ owner: next || null }, { owner: seen || null })}
        />
        <InlineSelect
          label={text().cadence}
          value={
            props.contact.party.cadenceDays === undefined || props.contact.party.cadenceDays === null
              ? ""
              : String(props.contact.party.cadenceDays)
          }
          options={[...cadenceChoices, 0].map((days) => ({ value: String(days), label: cadenceLabel(days) }))}
          labelOf={(days) => cadenceLabel(Number(days))}
          onSave={(next, seen) =>
            patch({ cadenceDays: next === "" ? null : Number(next) }, { cadenceDays: seen === "" ? null : Number(seen) })
          }
        />
        <InlineSelect
          label={text().source}
          value={props.contact.party.source ?? ""}
          options={sources.map((source) => ({ value: source, label: word("source", source) }))}
          labelOf={(source) => word("source", source)}
          onSave={(next, seen) => patch({ source: next || null }, { source: seen || null })}
        />
      </div>
      <Show when={props.contact.party.kind === "organisation"}>
        <Checkbox
          label={text().fields["isCollective"] ?? ""}
          description={text().collectiveText}
          isChecked={props.contact.party.isCollective === true}
          onChange={(isCollective) => patch({ isCollective })}
        />
      </Show>
    </section>
  );
}
