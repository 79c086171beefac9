import { For, type JSX } from "solid-js";
import type { RecordId } from "../lib/id.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { Tag } from "../ui/Chip.tsx";
import { Combobox } from "../ui/Combobox.tsx";
import { text } from "./text.ts";
import "./PartyField.css";

/** The contacts something is about: found by typing, taken away one by one. */
export function PartyField(props: {
  readonly label: string;
  /** What is wrong and what to do about it; "" when nothing is. */
  readonly error?: string;
  readonly parties: readonly RecordId[];
  readonly onAdd: (party: RecordId) => void;
  readonly onRemove: (party: RecordId) => void;
}): JSX.Element {
  const { directory, entry } = useWorkspace();
  const options = (typed: string) =>
    (directory()?.search(typed, 8) ?? [])
      .filter(({ id }) => !props.parties.includes(id))
      .map((one) => ({
        value: one.id,
        label: one.name,
        avatar: one.kind,
        detail: (one.employer && entry(one.employer)?.name) || one.place,
      }));
  return (
    <div class="party-field">
      <Combobox
        label={props.label}
        placeholder={text().addContact}
        error={props.error}
        search={options}
        onChoose={({ value }) => props.onAdd(value as RecordId)}
      />
      <div class="party-tags">
        <For each={props.parties}>{(id) => <Tag label={entry(id)?.name ?? text().missing} onRemove={() => props.onRemove(id)} />}</For>
      </div>
    </div>
  );
}
