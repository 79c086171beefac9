import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { type BulkPatch, bulkChangeKinds, bulkPatch, type BulkChange as Change, isWhole } from "../../domain/bulkChange.ts";
import { phases, roles } from "../../domain/words.ts";
import { compareText } from "../../i18n/format.ts";
import { memberWord, word } from "../../i18n/words.ts";
import { fold } from "../../lib/fold.ts";
import type { RecordId } from "../../lib/id.ts";
import type { DirectoryEntry } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Select } from "../../ui/Select.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import "./NewContact.css";
import "./BulkChange.css";

/** So many are named; the rest is a number. */
const named = 5;
/** More in one save would hold up everybody else's. */
const portion = 1_000;

/** One change to all selected contacts, shown before it is made, with one way back. */
export function BulkChange(props: { readonly ids: readonly RecordId[]; readonly onClose: () => void }): JSX.Element {
  const { engine, directory, entry, memberName, status } = useWorkspace();
  const [kind, setKind] = createSignal<Change["kind"]>("addTag");
  const [tag, setTag] = createSignal("");
  const [owner, setOwner] = createSignal(status()?.member ?? "");
  const [role, setRole] = createSignal<string>("customer");
  const [phase, setPhase] = createSignal<string>("active");
  const [isSaving, setIsSaving] = createSignal(false);

  const change = (): Change => {
    const which = kind();
    if (which === "owner") return { kind: which, owner: owner() };
    if (which === "role") return { kind: which, role: role(), phase: phase() };
    return { kind: which, tag: tag().trim() };
  };
  const contacts = createMemo(() => props.ids.map((id) => entry(id)).filter((one): one is DirectoryEntry => one !== undefined));
  const touched = createMemo(() =>
    isWhole(change())
      ? contacts().flatMap((contact): { contact: DirectoryEntry; patch: BulkPatch }[] => {
          const patch = bulkPatch(contact, change());
          return patch ? [{ contact, patch }] : [];
        })
      : [],
  );
  /** What stands there now, and what will. */
  const inWords = (contact: DirectoryEntry): string => {
    const now = change();
    if (now.kind === "owner") return text().becomes(ownerWord(contact.owner), ownerWord(now.owner));
    if (now.kind === "role") return text().becomes(roleWord(now.role, contact.roles[now.role]), roleWord(now.role, now.phase));
    return now.kind === "addTag" ? text().getsTag(now.tag) : text().losesTag(now.tag);
  };
  const ownerWord = (id: string): string => (id === "" ? text().nobody : memberWord(memberName(id)));
  const roleWord = (which: string, at: string | undefined): string =>
    at ? `${word("role", which)}, ${word("phase", at)}` : text().withoutRole;
  const tags = createMemo(() =>
    kind() === "removeTag"
      ? [...new Set(contacts().flatMap((contact) => contact.tags))].sort(compareText)
      : (directory()?.choices().tags ?? []),
  );
  const save = async (): Promise<void> => {
    const patches = touched().map(({ patch }) => patch);
    setIsSaving(true);
    let saves = 0;
    for (let from = 0; from < patches.length; from += portion) {
      if ((await act(engine.save(patches.slice(from, from + portion)))) === undefined) break;
      saves++;
    }
    setIsSaving(false);
    if (saves === 0) return;
    const undo = async (): Promise<void> => {
      for (let i = 0; i < saves; i++) if ((await act(engine.undo())) === undefined) return;
    };
    const changed = Math.min(patches.length, saves * portion);
    props.onClose();
    showToast(text().changedMany(changed), { action: { label: text().undo, run: () => void undo() } });
  };

  return (
    <Dialog
      title={text().changeMany(props.ids.length)}
      size="small"
      isSticky
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Show when={touched().length > 0}>
            <Button kind="primary" isBusy={isSaving()} onClick={() => void save()}>
              {text().changeManyNow(touched().length)}
            </Button>
          </Show>
        </>
      }
    >
      <div class="bulk-change">
        <Select
          label={text().whatToChange}
          value={kind()}
          options={bulkChangeKinds.map((one) => ({ value: one, label: text().bulkKinds[one] }))}
          onChange={(next) => setKind(next as Change["kind"])}
        />
        <Show when={kind() === "addTag"}>
          <Combobox
            label={text().tagName}
            value={tag()}
            onLeave="create"
            search={(typed) =>
              tags()
                .filter((one) => fold(one).includes(fold(typed.trim())))
                .slice(0, 8)
                .map((one) => ({ value: one, label: one }))
            }
            onChoose={(option) => setTag(option.value)}
            onCreate={setTag}
          />
        </Show>
        <Show when={kind() === "removeTag"}>
          <Select
            label={text().tagName}
            value={tags().includes(tag()) ? tag() : ""}
            options={[{ value: "", label: "–" }, ...tags().map((one) => ({ value: one, label: one }))]}
            onChange={setTag}
          />
        </Show>
        <Show when={kind() === "owner"}>
          <Select
            label={text().owner}
            value={owner()}
            options={[
              ...(status()?.members ?? []).map((member) => ({ value: member.id, label: member.name })),
              { value: "", label: text().nobody },
            ]}
            onChange={setOwner}
          />
        </Show>
        <Show when={kind() === "role"}>
          <div class="new-contact-pair">
            <Select
              label={text().role}
              value={role()}
              options={roles.map((one) => ({ value: one as string, label: word("role", one) }))}
              onChange={setRole}
            />
            <Select
              label={text().phase}
              value={phase()}
              options={[
                ...phases.map((one) => ({ value: one as string, label: word("phase", one) })),
                { value: "", label: text().takeRoleAway },
              ]}
              onChange={setPhase}
            />
          </div>
        </Show>
        <Show when={isWhole(change())}>
          <div class="bulk-preview" role="status">
            <p>{text().willChange(touched().length, contacts().length - touched().length)}</p>
            <ul>
              <For each={touched().slice(0, named)}>
                {({ contact }) => (
                  <li>
                    <span>{contact.name}</span> <small>{inWords(contact)}</small>
                  </li>
                )}
              </For>
            </ul>
            <Show when={touched().length > named}>
              <p>{text().andMore(touched().length - named)}</p>
            </Show>
          </div>
        </Show>
      </div>
    </Dialog>
  );
}
