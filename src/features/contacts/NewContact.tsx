import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import type { PartyKind } from "../../domain/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import "./contacts.css";

interface Values {
  kind: PartyKind;
  name: string;
  givenName: string;
  familyName: string;
  phone: string;
  email: string;
  firm: { readonly id: string; readonly label: string } | null;
}

export interface NewContactProps {
  readonly isOpen: boolean;
  /** What was typed where somebody looked for it. */
  readonly typed: string;
  readonly onClose: () => void;
  readonly onMade: (id: RecordId) => void;
}

export const NewContact = (props: NewContactProps): JSX.Element => (
  <Dialog title={text().newContact} size="small" isSticky isOpen={props.isOpen} onClose={props.onClose}>
    <NewContactForm {...props} />
  </Dialog>
);

function NewContactForm(props: NewContactProps): JSX.Element {
  const { engine, directory } = useWorkspace();
  const words = props.typed.trim().split(/\s+/);
  const empty: Values = {
    kind: "person",
    name: props.typed.trim(),
    givenName: words.length > 1 ? words.slice(0, -1).join(" ") : "",
    familyName: words.at(-1) ?? "",
    phone: "",
    email: "",
    firm: null,
  };
  const draft = createDraft<Values>(() => empty, {
    name: "newContact",
    about: (value) => ({
      kind: "contact",
      label: (value("kind") === "person" ? `${value("givenName")} ${value("familyName")}` : value("name")).trim(),
    }),
  });
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [isSaving, setIsSaving] = createSignal(false);

  const isPerson = (): boolean => draft.value("kind") === "person";
  const shownName = (): string => (isPerson() ? `${draft.value("givenName")} ${draft.value("familyName")}` : draft.value("name")).trim();
  const similar = createMemo(() => (shownName().length < 3 ? [] : (directory()?.search(shownName(), 3) ?? [])));

  const fields = (): PlainFields => {
    const shared = {
      ...(draft.value("phone").trim() ? { phones: [{ value: draft.value("phone").trim(), type: "work" }] } : {}),
      ...(draft.value("email").trim() ? { emails: [{ value: draft.value("email").trim(), type: "work" }] } : {}),
    };
    return isPerson()
      ? {
          kind: "person",
          ...(draft.value("givenName").trim() ? { givenName: draft.value("givenName").trim() } : {}),
          ...(draft.value("familyName").trim() ? { familyName: draft.value("familyName").trim() } : {}),
          ...shared,
        }
      : { kind: "organisation", name: draft.value("name").trim(), ...shared };
  };
  const save = async (): Promise<void> => {
    if (shownName() === "") {
      setIsComplaining(true);
      return;
    }
    setIsSaving(true);
    const firm = isPerson() ? draft.value("firm") : null;
    // One save and one undo, also with a new employer.
    const made = await act(
      engine.save([
        { key: "contact", type: "party", fields: fields() },
        ...(firm && !firm.id ? [{ key: "firm", type: "party" as const, fields: { kind: "organisation", name: firm.label } }] : []),
        ...(firm ? [{ type: "relation" as const, fields: { from: "#contact", to: firm.id || "#firm", kind: "worksFor" } }] : []),
      ]),
    );
    setIsSaving(false);
    const [id] = made ?? [];
    if (id === undefined) return;
    draft.clear();
    props.onMade(id);
    // After it: a new place leaves the news of the last one behind.
    showToast(text().saved, { action: { label: text().undo, run: () => void act(engine.undo()) } });
  };
  const firms = (typed: string) =>
    (directory()?.search(typed, 8, { kind: "organisation" }) ?? []).map((entry) => ({
      value: entry.id,
      label: entry.name,
      detail: entry.place,
      avatar: "organisation",
    }));

  return (
    <form
      class="new-contact"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SegmentedControl
        label={text().kind}
        value={draft.value("kind")}
        onChange={(kind) => draft.type("kind", kind as PartyKind)}
        segments={[
          { value: "person", label: text().person },
          { value: "organisation", label: text().organisation },
        ]}
      />
      <Show
        when={isPerson()}
        fallback={
          <TextField
            label={text().organisationName}
            autofocus
            value={draft.value("name")}
            onInput={(value) => draft.type("name", value)}
            error={isComplaining() && shownName() === "" ? text().nameMissing : ""}
          />
        }
      >
        <div class="new-contact-pair">
          <TextField
            label={text().givenName}
            autofocus
            value={draft.value("givenName")}
            onInput={(value) => draft.type("givenName", value)}
          />
          <TextField
            label={text().familyName}
            value={draft.value("familyName")}
            onInput={(value) => draft.type("familyName", value)}
            error={isComplaining() && shownName() === "" ? text().nameMissing : ""}
          />
        </div>
        <Show
          when={draft.value("firm")}
          fallback={
            <Combobox
              label={text().worksAt}
              search={firms}
              onLeave="create"
              onChoose={(option) => draft.type("firm", { id: option.value, label: option.label })}
              onCreate={(typed) => draft.type("firm", { id: "", label: typed })}
              createLabel={(typed) => text().createFirm(typed)}
            />
          }
        >
          {(firm) => (
            <div class="new-contact-firm" role="group" aria-label={text().worksAt}>
              <span class="field-label">{text().worksAt}</span>
              <Tag
                label={firm().label}
                detail={firm().id === "" ? text().isNew : ""}
                tone="accent"
                onRemove={() => draft.type("firm", null)}
              />
            </div>
          )}
        </Show>
      </Show>
      <TextField
        label={text().phone}
        type="tel"
        inputMode="tel"
        value={draft.value("phone")}
        onInput={(value) => draft.type("phone", value)}
      />
      <TextField
        label={text().email}
        type="email"
        inputMode="email"
        value={draft.value("email")}
        onInput={(value) => draft.type("email", value)}
      />
      <Show when={similar().length > 0}>
        <div class="duplicates">
          <p>{text().isDuplicate}</p>
          <For each={similar()}>
            {(entry) => (
              <button type="button" onClick={() => props.onMade(entry.id)}>
                <Avatar size="small" name={entry.name} kind={entry.kind} />
                <span>{entry.name}</span>
                <small>{entry.place}</small>
              </button>
            )}
          </For>
        </div>
      </Show>
      <Button kind="primary" submit isBusy={isSaving()}>
        {similar().length > 0 ? text().saveAnyway : text().save}
      </Button>
    </form>
  );
}
