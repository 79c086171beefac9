import { A, useLocation } from "@solidjs/router";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show, untrack } from "solid-js";
import { holdsOn } from "../../domain/relation.ts";
import { personFromLine } from "../../domain/typedName.ts";
import { relationKinds } from "../../domain/words.ts";
import { relatedWord } from "../../i18n/customName.ts";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { relationWord } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { PlainFields } from "../../lib/plain.ts";
import { type ContactView, createRelations, type RelationView } from "../../state/contact.ts";
import { contactLine } from "../../state/contactLine.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { parsePartialDay } from "../../ui/parsePartialDay.ts";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Elements.css";
import "./Relations.css";

/** Where in time a relation stands on a day, and what it is: "works for · Buyer · since 2 May 2024". */
export function relationText({ relation, side }: RelationView, today: string): string {
  const span = [
    relation.startOn ? `${text().startOn} ${formatDay(relation.startOn)}` : "",
    relation.endOn ? `${text().endOn} ${formatDay(relation.endOn)}` : "",
  ]
    .filter(Boolean)
    .join(", ");
  const isPast = !holdsOn(relation, today);
  return [
    relationWord(relation.kind, side),
    relation.kind === "relatedTo" && relation.title ? relatedWord(relation.title) : relation.title,
    relation.department,
    span,
    isPast && !relation.endOn ? text().past : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Today's before former ones. */
export const orderedRelations = (relations: readonly RelationView[], today: string): readonly RelationView[] =>
  [...relations].sort((a, b) => Number(holdsOn(b.relation, today)) - Number(holdsOn(a.relation, today)));

/** Whom this contact has to do with, both ways, today's before former ones. */
export function Relations(props: { readonly contact: ContactView }): JSX.Element {
  const relations = createRelations(() => props.contact.id);
  const { drafts } = useWorkspace();
  /** A relation's id, or "new". */
  const [edited, setEdited] = createSignal<string | null>(null);
  const editedView = (): RelationView | undefined => relations()?.find(({ id }) => id === edited());
  const location = useLocation();
  // What was left unsaved stands open again: where its contact is opened, and where somebody wants to go on with it.
  createEffect(
    on(
      () => [drafts.all() && relations(), location.state] as const,
      ([known, state], _, taken?: unknown) => {
        if (!known || taken === (state ?? "opened")) return taken;
        const prefix = relationDraft(props.contact.id, "");
        const kept = untrack(drafts.all)
          ?.find(({ name }) => name.startsWith(prefix))
          ?.name.slice(prefix.length);
        if (kept === "new" || known.some(({ id }) => id === kept)) setEdited(kept ?? null);
        return state ?? "opened";
      },
    ),
  );
  const today = localDayOf(new Date());
  const ordered = (): readonly RelationView[] => orderedRelations(relations() ?? [], today);
  return (
    <section class="details-section" aria-label={text().relations}>
      <h2 class="small-heading">{text().relations}</h2>
      <For each={ordered()}>{(view) => <RelationRow view={view} today={today} onEdit={() => setEdited(view.id)} />}</For>
      <Button size="small" kind="quiet" icon={Plus} class="element-add" onClick={() => setEdited("new")}>
        {text().addRelation}
      </Button>
      <Dialog title={text().relation} size="small" isSticky isOpen={edited() !== null} onClose={() => setEdited(null)}>
        <RelationForm contact={props.contact} view={editedView()} onClose={() => setEdited(null)} />
      </Dialog>
    </section>
  );
}

function RelationRow(props: { readonly view: RelationView; readonly today: string; readonly onEdit: () => void }): JSX.Element {
  const { entry } = useWorkspace();
  const other = () => entry(props.view.other);
  const name = (): string => other()?.name || text().unknownContact;
  return (
    <div class="element relation" data-past={!holdsOn(props.view.relation, props.today) || undefined}>
      <Avatar size="small" name={name()} seed={props.view.other} kind={other()?.kind} />
      <span class="element-value">
        <Show when={other()} fallback={<span>{name()}</span>}>
          <A href={`/contacts/${props.view.other}`}>{name()}</A>
        </Show>
        <small>{relationText(props.view, props.today)}</small>
      </span>
      <IconButton size="small" icon={Pencil} label={text().edit(name())} onClick={() => props.onEdit()} />
    </div>
  );
}

/** Under which name a form of one relation is kept. */
const relationDraft = (party: RecordId, relation: string): string => `relation ${party} ${relation}`;

interface Values {
  kind: string;
  other: string;
  otherName: string;
  title: string;
  department: string;
  startOn: string;
  endOn: string;
}

function RelationForm(props: {
  readonly contact: ContactView;
  readonly view: RelationView | undefined;
  readonly onClose: () => void;
}): JSX.Element {
  const { engine, directory, entry } = useWorkspace();
  // A relation that a colleague deletes meanwhile stays what this form is about, and does not become a new one when it is saved.
  const view = createMemo<RelationView | undefined>((before) => props.view ?? before);
  const record = (): Values => {
    const { relation, other, side } = view() ?? {};
    return {
      kind: `${relation?.kind ?? "worksFor"} ${side ?? (props.contact.party.kind === "person" ? "from" : "to")}`,
      other: other ?? "",
      otherName: (other && entry(other)?.name) ?? "",
      title: relation?.title ?? "",
      department: relation?.department ?? "",
      startOn: relation?.startOn ? formatDay(relation.startOn) : "",
      endOn: relation?.endOn ? formatDay(relation.endOn) : "",
    };
  };
  const draft = createDraft<Values>(record, {
    name: untrack(() => relationDraft(props.contact.id, view()?.id ?? "new")),
    about: () => ({ kind: "relation", party: props.contact.id }),
  });
  const [problems, setProblems] = createSignal<Partial<Record<keyof Values, string>>>({});
  const kinds = relationKinds
    .flatMap((kind) => (["from", "to"] as const).map((side) => ({ value: `${kind} ${side}`, label: relationWord(kind, side) })))
    .filter((option, i, all) => all.findIndex((other) => other.label === option.label) === i);

  const save = async (): Promise<void> => {
    const [kind = "worksFor", side = "from"] = draft.value("kind").split(" ");
    const wrong: Partial<Record<keyof Values, string>> = {};
    const days: Record<string, string | null> = {};
    for (const field of ["startOn", "endOn"] as const) {
      const typed = draft.changes()[field]?.trim();
      if (typed === undefined) continue;
      const day = typed === "" ? null : parsePartialDay(typed);
      if (day === undefined) wrong[field] = text().dayWrong;
      else days[field] = day;
    }
    if (draft.value("other") === "" && draft.value("otherName") === "") wrong.otherName = text().chooseContact;
    setProblems(wrong);
    if (Object.keys(wrong).length > 0) return;
    const words = Object.fromEntries(
      (["title", "department"] as const).flatMap((field) =>
        draft.changes()[field] === undefined ? [] : [[field, draft.changes()[field]?.trim() || null]],
      ),
    );
    const isFirm = kind === "worksFor" && side === "from";
    const otherName = draft.value("otherName");
    const party: PlainFields = isFirm ? { kind: "organisation", name: otherName } : { ...personFromLine(otherName) };
    // Whoever is new comes into being with the relation, in one save.
    const made = draft.value("other") ? [] : [{ key: "other", type: "party" as const, fields: party }];
    const ends = endsOf(draft.value("kind"), draft.value("other") || "#other");
    const relation = { ...ends, ...Object.fromEntries(Object.entries({ ...days, ...words }).filter(([, value]) => value !== null)) };
    const known = view();
    const change = known
      ? changeOf(known.id, { ...(areEndsTyped() ? ends : {}), ...days, ...words })
      : { type: "relation" as const, fields: relation };
    const done = await act(engine.save([...made, change]));
    if (done === undefined) return;
    const { message, action } = savedWithUndo(engine);
    showToast(message, { action });
    close();
  };
  const areEndsTyped = (): boolean => (["kind", "other", "otherName"] as const).some((field) => draft.changes()[field] !== undefined);
  /** Only what was typed is sent, with what stood there when typing began: a colleague's other fields stay. */
  const changeOf = (id: RecordId, fields: PlainFields) => {
    const seenEnds = endsOf(draft.seen("kind"), draft.seen("other"));
    const seen = Object.fromEntries(
      Object.keys(fields).map((name) => [name, name in seenEnds ? seenEnds[name as keyof typeof seenEnds] : seenOf(name as keyof Values)]),
    );
    return { id, fields, base: seen };
  };
  /** As it is stored: days come from how they are shown. */
  const seenOf = (field: keyof Values): string | null =>
    field === "startOn" || field === "endOn" ? (parsePartialDay(draft.seen(field)) ?? null) : draft.seen(field) || null;
  const close = (): void => {
    draft.clear();
    props.onClose();
  };
  const endsOf = (kindAndSide: string, other: string) => {
    const [kind = "worksFor", side = "from"] = kindAndSide.split(" ");
    return side === "from" ? { kind, from: props.contact.id, to: other } : { kind, from: other, to: props.contact.id };
  };
  const remove = async (): Promise<void> => {
    const id = view()?.id;
    if (id === undefined) return;
    await act(engine.remove([id]), {
      message: text().relationRemoved,
      action: { label: text().undo, run: () => void act(engine.restore([id])) },
    });
    close();
  };
  return (
    <form
      class="relation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select
        label={text().relationKind}
        value={draft.value("kind")}
        options={kinds}
        labelOf={(kind) => relationWord(kind.split(" ")[0] ?? "", "from")}
        onChange={(kind) => draft.type("kind", kind)}
      />
      <Combobox
        label={text().otherContact}
        autofocus={!view()}
        value={draft.value("otherName")}
        error={problems().otherName}
        search={(typed) =>
          (directory()?.search(typed, 8) ?? [])
            .filter((found) => found.id !== props.contact.id)
            .map((found) => ({ value: found.id, label: found.name, detail: contactLine(found, entry), avatar: found.kind }))
        }
        onChoose={(option) => {
          draft.type("other", option.value);
          draft.type("otherName", option.label);
        }}
        onCreate={(typed) => {
          draft.type("other", "");
          draft.type("otherName", typed);
        }}
        createLabel={(typed) => text().create(typed)}
      />
      <TextField label={text().title} value={draft.value("title")} onInput={(value) => draft.type("title", value)} />
      <TextField label={text().department} value={draft.value("department")} onInput={(value) => draft.type("department", value)} />
      <div class="field-pair">
        <TextField
          label={text().startOn}
          value={draft.value("startOn")}
          error={problems().startOn}
          onInput={(value) => draft.type("startOn", value)}
        />
        <TextField
          label={text().endOn}
          value={draft.value("endOn")}
          error={problems().endOn}
          onInput={(value) => draft.type("endOn", value)}
        />
      </div>
      <div class="element-actions">
        <Button kind="primary" submit>
          {text().save}
        </Button>
        <Button kind="quiet" onClick={close}>
          {text().cancel}
        </Button>
        <Show when={view()}>
          <div class="element-more">
            <Button kind="danger" onClick={() => void remove()}>
              {text().remove}
            </Button>
          </div>
        </Show>
      </div>
    </form>
  );
}
