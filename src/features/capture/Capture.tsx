import ChevronDown from "lucide-solid/icons/chevron-down";
import ChevronUp from "lucide-solid/icons/chevron-up";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show, untrack } from "solid-js";
import { idsOf } from "../../domain/record.ts";
import { personFromLine } from "../../domain/typedName.ts";
import { directions, type InteractionKind, interactionKinds, resultsOf } from "../../domain/words.ts";
import { formatShort } from "../../i18n/format.ts";
import { memberWord, word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { Plain, PlainFields } from "../../lib/plain.ts";
import { KeepPlaceButton } from "../../parts/KeepPlace.tsx";
import { type ActivityView, createActivity } from "../../state/contact.ts";
import { contactLine } from "../../state/contactLine.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act } from "../../ui/act.ts";
import { Button } from "../../ui/Button.tsx";
import { Chips, Tag } from "../../ui/Chip.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { DateTimeField } from "../../ui/DateTimeField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { kindIcon } from "../../ui/kindIcon.ts";
import { Meanwhile } from "../../ui/Meanwhile.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import "./Capture.css";

export interface CaptureRequest {
  readonly party?: RecordId | undefined;
  readonly kind?: string | undefined;
  /** To change what has been logged. */
  readonly interaction?: RecordId | undefined;
}

export interface CaptureProps {
  readonly request: CaptureRequest | null;
  readonly onClose: () => void;
}

interface Values {
  kind: string;
  result: string;
  text: string;
  at: string;
  subject: string;
  direction: string;
  mood: string;
  durationMinutes: string;
  parties: readonly RecordId[];
  by: string;
}

/** The everyday five, in the order of first use; the others wait behind a list. */
const everyday: readonly InteractionKind[] = ["visit", "call", "email", "message", "note"];
const isKnown = (kind: string): kind is InteractionKind => (interactionKinds as readonly string[]).includes(kind);
const directionOf = (kind: string): string => (kind === "note" || kind === "web" ? "none" : "out");

/** What happened, in three taps: kind, result, save. */
export const Capture = (props: CaptureProps): JSX.Element => (
  <Dialog
    title={props.request?.interaction ? text().edit : text().log}
    size="small"
    isSticky
    isOpen={props.request !== null}
    onClose={props.onClose}
  >
    <Show when={props.request} keyed>
      {(request) => (
        <Show when={request.interaction} fallback={<CaptureForm request={request} before={undefined} onClose={props.onClose} />}>
          {(id) => <EditForm request={request} id={id()} onClose={props.onClose} />}
        </Show>
      )}
    </Show>
  </Dialog>
);

function EditForm(props: { readonly request: CaptureRequest; readonly id: RecordId; readonly onClose: () => void }): JSX.Element {
  const before = createActivity(
    () => props.request.party,
    () => props.id,
  );
  return <Show when={before()}>{(found) => <CaptureForm request={props.request} before={found()} onClose={props.onClose} />}</Show>;
}

const textIn = (fields: Readonly<Record<string, unknown>> | undefined, field: string): string => {
  const value = fields?.[field];
  return value === undefined || value === null ? "" : String(value);
};

function CaptureForm(props: {
  readonly request: CaptureRequest;
  readonly before: ActivityView | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const { engine, status, memberName, memberOf, entry } = useWorkspace();
  const opened = new Date().toISOString();
  const draft = createDraft<Values>(
    () => ({
      kind: textIn(props.before?.fields, "kind") || (props.request.kind ?? "visit"),
      result: textIn(props.before?.fields, "result"),
      text: textIn(props.before?.fields, "text"),
      at: textIn(props.before?.fields, "at") || opened,
      subject: textIn(props.before?.fields, "subject"),
      direction: textIn(props.before?.fields, "direction") || directionOf(props.request.kind ?? "visit"),
      mood: textIn(props.before?.fields, "mood"),
      durationMinutes: textIn(props.before?.fields, "durationMinutes"),
      by: textIn(props.before?.fields, "by") || (status()?.member ?? ""),
      parties: props.before ? idsOf(props.before.fields["parties"]) : props.request.party ? [props.request.party] : [],
    }),
    {
      name: untrack(() => `capture ${props.request.interaction ?? props.request.party ?? "any"}`),
      about: (value) => ({
        kind: "activity",
        party: props.request.party ?? value("parties")[0],
        ...(props.request.interaction ? { interaction: props.request.interaction } : {}),
        label: word("interactionKind", value("kind")),
      }),
    },
  );
  const [isDetailed, setIsDetailed] = createSignal(Boolean(props.before));
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [isSaving, setIsSaving] = createSignal(false);
  const kind = (): string => draft.value("kind");
  const results = createMemo(() => (isKnown(kind()) ? resultsOf(kind() as InteractionKind) : []));
  /** Undefined for what is no whole number of minutes. */
  const minutesIn = (typed: string): number | null | undefined =>
    typed.trim() === "" ? null : /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;
  const minutes = () => minutesIn(draft.value("durationMinutes"));

  const setKind = (next: string): void => {
    draft.type("kind", next);
    draft.type("result", "");
    draft.type("direction", directionOf(next));
  };
  /** As it is stored: of what is typed, or of what was seen. */
  const fieldsOf = (value: typeof draft.value): Record<string, Plain> => ({
    kind: value("kind"),
    at: value("at") || opened,
    direction: value("direction"),
    result: value("result") || null,
    text: value("text").trim() || null,
    subject: value("subject").trim() || null,
    mood: value("mood") === "" ? null : Number(value("mood")),
    durationMinutes: minutesIn(value("durationMinutes")) ?? null,
    parties: value("parties"),
    by: value("by") || null,
  });
  const made = (): PlainFields => Object.fromEntries(Object.entries(fieldsOf(draft.value)).filter(([, value]) => value !== null));
  const typedOf = (all: Record<string, Plain>): PlainFields => {
    const typed = draft.changes();
    return Object.fromEntries(Object.entries(all).filter(([field]) => field in typed));
  };
  /** Contacts are added and taken away one by one, so that one whom somebody else added meanwhile stays. */
  const typed = (): PlainFields => {
    const { parties, ...rest } = typedOf(fieldsOf(draft.value));
    if (parties === undefined) return rest;
    const [now, before] = [draft.value("parties"), draft.seen("parties")];
    return { ...rest, parties: { add: now.filter((id) => !before.includes(id)), remove: before.filter((id) => !now.includes(id)) } };
  };
  const seen = (): PlainFields => {
    const { parties: _parties, ...rest } = fieldsOf(draft.seen);
    return typedOf(rest);
  };
  const labels = (): Readonly<Record<keyof Values, string>> => ({
    kind: text().kind,
    result: text().result,
    text: text().text,
    at: text().at,
    subject: text().subject,
    direction: text().direction,
    mood: text().mood,
    durationMinutes: text().duration,
    by: text().by,
    parties: text().with,
  });
  /** What stands in a field now, as the form would show it. */
  const inWords = (field: keyof Values): string => {
    const fields = props.before?.fields;
    if (field === "parties")
      return idsOf(fields?.["parties"])
        .map((id) => entry(id)?.name ?? "")
        .join(", ");
    const value = textIn(fields, field);
    if (value === "") return "";
    if (field === "kind") return word("interactionKind", value);
    if (field === "result" || field === "direction" || field === "mood") return word(field, value);
    if (field === "at") return formatShort(value);
    return field === "by" ? memberWord(memberName(value)) : value;
  };
  const save = async (): Promise<void> => {
    if (draft.value("parties").length === 0 || minutes() === undefined) {
      setIsComplaining(true);
      return;
    }
    const id = props.request.interaction;
    setIsSaving(true);
    try {
      if (id === undefined) {
        if ((await act(engine.put("interaction", made()))) === undefined) return;
      } else if (draft.isDirty() && (await act(engine.patch(id, typed(), seen()))) === undefined) return;
    } finally {
      // Whatever came of it, the sheet can be used again.
      setIsSaving(false);
    }
    draft.clear();
    props.onClose();
    showToast(text().saved, { action: { label: text().undo, run: () => void act(engine.undo()) } });
  };

  return (
    <form
      class="capture"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
      }}
    >
      <With
        parties={draft.value("parties")}
        onChange={(parties) => draft.type("parties", parties)}
        problem={isComplaining() && draft.value("parties").length === 0 ? text().noContact : ""}
      />
      <Show when={draft.value("parties").length > 0}>
        <SegmentedControl
          label={text().kind}
          look="tiles"
          value={kind()}
          onChange={setKind}
          segments={[...everyday, ...(everyday.includes(kind() as InteractionKind) ? [] : [kind()])].map((one) => ({
            value: one,
            label: word("interactionKind", one),
            icon: kindIcon(one),
          }))}
        />
        <Show when={results().length > 0}>
          <Chips
            label={text().result}
            isSingle
            values={draft.value("result") === "" ? [] : [draft.value("result")]}
            onChange={([result]) => draft.type("result", result ?? "")}
            options={results().map((one) => ({ value: one, label: word("result", one) }))}
          />
        </Show>
        <TextArea label={text().text} rows={2} value={draft.value("text")} onInput={(value) => draft.type("text", value)} />
        <DateTimeField label={text().at} prefers="past" value={draft.value("at")} onChange={(at) => draft.type("at", at || opened)} />
        <Show when={kind() === "visit" && draft.value("parties")[0]} keyed>
          {(party) => <KeepPlaceButton party={party} />}
        </Show>
        <Show when={isDetailed()}>
          <div class="capture-details">
            <Select
              label={text().more}
              value={kind()}
              options={interactionKinds.map((one) => ({ value: one, label: word("interactionKind", one) }))}
              labelOf={(one) => word("interactionKind", one)}
              onChange={setKind}
            />
            <Select
              label={text().direction}
              value={draft.value("direction")}
              options={directions.map((one) => ({ value: one, label: word("direction", one) }))}
              labelOf={(one) => word("direction", one)}
              onChange={(direction) => draft.type("direction", direction)}
            />
            <TextField label={text().subject} value={draft.value("subject")} onInput={(value) => draft.type("subject", value)} />
            <TextField
              label={text().duration}
              inputMode="numeric"
              value={draft.value("durationMinutes")}
              error={isComplaining() && minutes() === undefined ? text().numberWrong : ""}
              onInput={(value) => draft.type("durationMinutes", value)}
            />
            <Select
              label={text().mood}
              value={draft.value("mood")}
              options={[{ value: "", label: "–" }, ...["2", "1", "0", "-1", "-2"].map((one) => ({ value: one, label: word("mood", one) }))]}
              onChange={(mood) => draft.type("mood", mood)}
            />
            <Select
              label={text().by}
              value={draft.value("by")}
              options={(status()?.members ?? []).map((member) => ({ value: member.id, label: member.name }))}
              labelOf={(member) => (member === "" ? "–" : memberWord(memberName(member)))}
              onChange={(by) => draft.type("by", by)}
            />
          </div>
        </Show>
        <For each={draft.meanwhile()}>
          {(field) => (
            <Meanwhile
              who={memberOf(props.before?.writerOf(field) ?? "")}
              label={labels()[field]}
              value={inWords(field)}
              onTheirs={() => draft.settle(field, "theirs")}
              onMine={() => draft.settle(field, "mine")}
            />
          )}
        </For>
        <div class="capture-actions">
          <Button kind="quiet" icon={isDetailed() ? ChevronUp : ChevronDown} onClick={() => setIsDetailed(!isDetailed())}>
            {isDetailed() ? text().fewer : text().details}
          </Button>
          <Button kind="primary" size="large" submit isBusy={isSaving()}>
            {text().save}
          </Button>
        </div>
      </Show>
    </form>
  );
}

/** Contacts it happened with: the last five to tap, the rest by search. */
function With(props: {
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
