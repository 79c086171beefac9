import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from "solid-js";
import { personFromLine } from "../../domain/typedName.ts";
import type { RecordId } from "../../lib/id.ts";
import { contactLine } from "../../state/contactLine.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { text } from "./text.ts";

/** Contacts it happened with: the last five to tap, the rest by search. */
export function With(props: {
  readonly parties: readonly RecordId[];
  readonly onChange: (parties: readonly RecordId[]) => void;
  readonly problem: string;
}): JSX.Element {
  const { directory, entry, engine } = useWorkspace();
  const [isAdding, setIsAdding] = createSignal(false);
  createEffect(
    on(
      () => props.parties.length,
      () => setIsAdding(false),
      { defer: true },
    ),
  );
  const recent = createMemo(() => {
    const view = directory();
    if (!view) return [];
    const last = view.recent(5);
    return last.length > 0 ? last : view.all().slice(0, 5);
  });
  /** Who stands first in the alphabet was not met last. */
  const hasRecent = (): boolean => (directory()?.recent(1).length ?? 0) > 0;
  let root!: HTMLDivElement;
  /** The field goes away with the choice; whoever types goes on at what happened, or where the next contact is added. */
  const add = (id: RecordId): void => {
    const isFirst = props.parties.length === 0;
    const form = root.closest("form");
    props.onChange([...props.parties.filter((had) => had !== id), id]);
    queueMicrotask(() => {
      if (form?.contains(document.activeElement) && document.activeElement !== form) return;
      (isFirst
        ? form?.querySelector<HTMLElement>(".segmented input:checked")
        : root.querySelector<HTMLElement>(".capture-parties > .button")
      )?.focus();
    });
  };
  const search = (typed: string) =>
    (directory()?.search(typed, 8) ?? []).map((found) => ({
      value: found.id,
      label: found.name,
      detail: contactLine(found, entry),
      avatar: found.kind,
    }));
  const create = async (typed: string): Promise<void> => {
    const id = await act(engine.put("party", { ...personFromLine(typed) }));
    if (id !== undefined) add(id);
  };
  return (
    <div ref={root} class="capture-with">
      <Show
        when={props.parties.length > 0}
        fallback={
          <>
            <Combobox
              label={text().with}
              autofocus
              placeholder={text().searchContact}
              error={props.problem}
              search={search}
              onChoose={(option) => add(option.value as RecordId)}
              onCreate={(typed) => void create(typed)}
              createLabel={(typed) => text().create(typed)}
            />
            <Show when={recent().length > 0}>
              <h3>{hasRecent() ? text().recent : text().contacts}</h3>
              <div class="capture-recent">
                <For each={recent()}>
                  {(contact) => (
                    <button type="button" onClick={() => add(contact.id)}>
                      <Avatar size="small" name={contact.name} seed={contact.id} kind={contact.kind} />
                      <span>{contact.name}</span>
                      <small>{contactLine(contact, entry)}</small>
                    </button>
                  )}
                </For>
              </div>
            </Show>
          </>
        }
      >
        <div class="capture-parties">
          <For each={props.parties}>
            {(id) => (
              <Tag
                label={entry(id)?.name ?? "…"}
                tone="accent"
                onRemove={() => props.onChange(props.parties.filter((had) => had !== id))}
              />
            )}
          </For>
          <Show
            when={isAdding()}
            fallback={
              <Button size="small" kind="quiet" onClick={() => setIsAdding(true)}>
                {text().addContact}
              </Button>
            }
          >
            <Combobox
              label={text().addContact}
              isLabelHidden
              autofocus
              placeholder={text().searchContact}
              search={search}
              onChoose={(option) => add(option.value as RecordId)}
              onCreate={(typed) => void create(typed)}
              createLabel={(typed) => text().create(typed)}
            />
          </Show>
        </div>
      </Show>
    </div>
  );
}
