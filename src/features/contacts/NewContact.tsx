import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { nameOf } from "../../domain/party.ts";
import type { PersonName } from "../../domain/personName.ts";
import { hasNumbersOf, isTypedSo, nameParts, nameToFind, partsOfTypedName, personFromLine } from "../../domain/typedName.ts";
import type { PartyKind } from "../../domain/words.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { PlainFields } from "../../lib/plain.ts";
import type { DirectoryEntry } from "../../state/contact.ts";
import { contactLine } from "../../state/contactLine.ts";
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
import "./NewContact.css";

interface Values {
  kind: PartyKind;
  name: string;
  salutation: string;
  honorificPrefix: string;
  givenName: string;
  familyName: string;
  honorificSuffix: string;
  phone: string;
  email: string;
  firm: Firm | null;
}

/** A firm by its id, "" for one to be made. */
interface Firm {
  readonly id: string;
  readonly label: string;
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
  const typed = personFromLine(props.typed);
  const empty: Values = {
    kind: "person",
    name: props.typed.trim(),
    salutation: typed.salutation ?? "",
    honorificPrefix: typed.honorificPrefix ?? "",
    givenName: typed.givenName ?? "",
    familyName: typed.familyName ?? "",
    honorificSuffix: typed.honorificSuffix ?? "",
    phone: "",
    email: "",
    firm: null,
  };
  const draft = createDraft<Values>(() => empty, {
    name: "newContact",
    about: (value) => ({
      kind: "contact",
      label: value("kind") === "person" ? `${value("givenName")} ${value("familyName")}`.trim() : value("name").trim(),
    }),
  });
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [isSaving, setIsSaving] = createSignal(false);

  const isPerson = (): boolean => draft.value("kind") === "person";
  const typedName = () => Object.fromEntries(nameParts.map((part) => [part, draft.value(part)]));
  const parts = createMemo((): PersonName => partsOfTypedName(typedName()));
  const shownName = (): string => (isPerson() ? nameOf({ kind: "person", ...parts() }) : draft.value("name").trim());
  // A title stands in one of two entries of the same person.
  const wanted = (): string => (isPerson() ? nameToFind(parts()) : shownName());
  const similar = createMemo(() =>
    wanted().length < 3 ? [] : (directory()?.search(wanted(), 30) ?? []).filter(({ name }) => hasNumbersOf(name, wanted())).slice(0, 3),
  );
  /** Once a field of the name has been left: until then nobody knows whether more comes. */
  const [hasLeftName, setHasLeftName] = createSignal(false);
  /** Only for another field: an offer that comes under a finger would push away the button it is about to press. */
  const leaveName = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof HTMLInputElement) setHasLeftName(true);
  };
  const isOffered = (): boolean => hasLeftName() && !isTypedSo(typedName(), parts());
  const takeParts = (): void => {
    const taken = parts();
    for (const part of nameParts) draft.type(part, taken[part] ?? "");
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
        { key: "contact", type: "party", fields: fieldsOf(draft.value, parts()) },
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
        <Show when={draft.value("honorificPrefix")}>
          <TextField
            label={text().honorificPrefix}
            value={draft.value("honorificPrefix")}
            onInput={(value) => draft.type("honorificPrefix", value)}
          />
        </Show>
        <div class="new-contact-pair" onFocusOut={leaveName}>
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
        <Show when={isOffered()}>
          <div class="new-contact-parts" role="status">
            <span>{partsInWords(parts())}</span>
            <Button size="small" onClick={takeParts}>
              {text().takeParts}
            </Button>
          </div>
        </Show>
        <FirmField firm={draft.value("firm")} onChange={(firm) => draft.type("firm", firm)} />
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
      <Similar entries={similar()} onOpen={props.onMade} />
      <Button kind="primary" submit isBusy={isSaving()}>
        {similar().length > 0 ? text().saveAnyway : text().save}
      </Button>
    </form>
  );
}

function fieldsOf(value: <Key extends keyof Values>(key: Key) => Values[Key], parts: PersonName): PlainFields {
  const [phone, email] = [value("phone").trim(), value("email").trim()];
  return {
    ...(value("kind") === "person" ? { kind: "person", ...parts } : { kind: "organisation", name: value("name").trim() }),
    ...(phone ? { phones: [{ value: phone, type: "work" }] } : {}),
    ...(email ? { emails: [{ value: email, type: "work" }] } : {}),
  };
}

/** Where a person works: a firm that is here, or a new one by its name. */
function FirmField(props: { readonly firm: Firm | null; readonly onChange: (firm: Firm | null) => void }): JSX.Element {
  const { directory } = useWorkspace();
  const firms = (typed: string) =>
    (directory()?.search(typed, 8, { kind: "organisation" }) ?? []).map((entry) => ({
      value: entry.id,
      label: entry.name,
      detail: entry.place,
      avatar: "organisation",
    }));
  return (
    <Show
      when={props.firm}
      fallback={
        <Combobox
          label={text().worksAt}
          search={firms}
          onLeave="create"
          onChoose={(option) => props.onChange({ id: option.value, label: option.label })}
          onCreate={(typed) => props.onChange({ id: "", label: typed })}
          createLabel={(typed) => text().createFirm(typed)}
        />
      }
    >
      {(firm) => (
        <div class="new-contact-firm" role="group" aria-label={text().worksAt}>
          <span class="field-label">{text().worksAt}</span>
          <Tag label={firm().label} detail={firm().id === "" ? text().isNew : ""} tone="accent" onRemove={() => props.onChange(null)} />
        </div>
      )}
    </Show>
  );
}

/** Contacts who may be the same. */
function Similar(props: { readonly entries: readonly DirectoryEntry[]; readonly onOpen: (id: RecordId) => void }): JSX.Element {
  const { entry: lookUp } = useWorkspace();
  return (
    <Show when={props.entries.length > 0}>
      <div class="duplicates">
        <p>{text().isDuplicate}</p>
        <For each={props.entries}>
          {(entry) => (
            <button type="button" onClick={() => props.onOpen(entry.id)}>
              <Avatar size="small" name={entry.name} seed={entry.id} kind={entry.kind} />
              <span>{entry.name}</span>
              <small>{contactLine(entry, lookUp)}</small>
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}

/** "Title: Dr. · First name: Anna · Last name: Müller-Lüdenscheid". */
const partsInWords = (parts: PersonName): string =>
  [
    parts.salutation && `${text().salutation}: ${word("salutation", parts.salutation)}`,
    parts.honorificPrefix && `${text().honorificPrefix}: ${parts.honorificPrefix}`,
    parts.givenName && `${text().givenName}: ${parts.givenName}`,
    parts.familyName && `${text().familyName}: ${parts.familyName}`,
    parts.honorificSuffix && `${text().honorificSuffix}: ${parts.honorificSuffix}`,
  ]
    .filter(Boolean)
    .join(" · ");
