import { A } from "@solidjs/router";
import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import { createSignal, For, type JSX, Show } from "solid-js";
import { holdsOn } from "../../domain/relation.ts";
import { relationKinds } from "../../domain/words.ts";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { relationWord } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { type ContactView, createRelations, type RelationView } from "../../state/contact.ts";
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

/** Whom this contact has to do with, both ways, today's before former ones. */
export function Relations(props: { readonly contact: ContactView }): JSX.Element {
  const relations = createRelations(() => props.contact.id);
  const [edited, setEdited] = createSignal<RelationView | "new" | null>(null);
  const today = localDayOf(new Date());
  const ordered = (): readonly RelationView[] =>
    [...(relations() ?? [])].sort((a, b) => Number(holdsOn(b.relation, today)) - Number(holdsOn(a.relation, today)));
  return (
    <section class="details-section" aria-label={text().relations}>
      <h2 class="small-heading">{text().relations}</h2>
      <For each={ordered()}>
        {(view) => <RelationRow view={view} isPast={!holdsOn(view.relation, today)} onEdit={() => setEdited(view)} />}
      </For>
      <Button size="small" kind="quiet" icon={Plus} class="element-add" onClick={() => setEdited("new")}>
        {text().addRelation}
      </Button>
      <Dialog title={text().relation} size="small" isSticky isOpen={edited() !== null} onClose={() => setEdited(null)}>
        <RelationForm
          contact={props.contact}
          view={edited() === "new" ? undefined : (edited() as RelationView)}
          onClose={() => setEdited(null)}
        />
      </Dialog>
    </section>
  );
}

function RelationRow(props: { readonly view: RelationView; readonly isPast: boolean; readonly onEdit: () => void }): JSX.Element {
  const { entry } = useWorkspace();
  const other = () => entry(props.view.other);
  const name = (): string => other()?.name || text().unknownContact;
  const detail = (): string => {
    const { relation } = props.view;
    const span = [
      relation.startOn ? `${text().startOn} ${formatDay(relation.startOn)}` : "",
      relation.endOn ? `${text().endOn} ${formatDay(relation.endOn)}` : "",
    ]
      .filter(Boolean)
      .join(", ");
    return [
      relationWord(relation.kind, props.view.side),
      relation.title,
      relation.department,
      span,
      props.isPast && !relation.endOn ? text().past : "",
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <div class="element relation" data-past={props.isPast || undefined}>
      <Avatar size="small" name={name()} kind={other()?.kind} />
      <span class="element-value">
        <Show when={other()} fallback={<span>{name()}</span>}>
          <A href={`/contacts/${props.view.other}`}>{name()}</A>
        </Show>
        <small>{detail()}</small>
      </span>
      <IconButton size="small" icon={Pencil} label={text().edit(name())} onClick={() => props.onEdit()} />
    </div>
  );
}

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
  const record = (): Values => {
    const relation = props.view?.relation;
    return {
      kind: `${relation?.kind ?? "worksFor"} ${props.view?.side ?? (props.contact.party.kind === "person" ? "from" : "to")}`,
      other: props.view?.other ?? "",
      otherName: props.view ? (entry(props.view.other)?.name ?? "") : "",
      title: relation?.title ?? "",
      department: relation?.department ?? "",
      startOn: relation?.startOn ? formatDay(relation.startOn) : "",
      endOn: relation?.endOn ? formatDay(relation.endOn) : "",
    };
  };
  const draft = createDraft<Values>(record);
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
    const other =
      draft.value("other") ||
      (await act(
        engine.put("party", {
          kind: kind === "worksFor" && side === "from" ? "organisation" : "person",
          ...nameFields(draft.value("otherName"), kind === "worksFor" && side === "from"),
        }),
      ));
    if (other === undefined) return;
    const ends = side === "from" ? { from: props.contact.id, to: other } : { from: other, to: props.contact.id };
    const words = Object.fromEntries(
      (["title", "department"] as const).flatMap((field) =>
        draft.changes()[field] === undefined ? [] : [[field, draft.changes()[field]?.trim() || null]],
      ),
    );
    const done = props.view
      ? await act(engine.patch(props.view.id, { ...ends, kind, ...days, ...words }))
      : await act(
          engine.put("relation", {
            ...ends,
            kind,
            ...Object.fromEntries(Object.entries({ ...days, ...words }).filter(([, value]) => value !== null)),
          }),
        );
    if (done === undefined) return;
    const { message, action } = savedWithUndo(engine);
    showToast(message, { action });
    props.onClose();
  };
  const remove = async (): Promise<void> => {
    if (!props.view) return;
    const id: RecordId = props.view.id;
    await act(engine.remove([id]), { message: text().relation, action: { label: text().undo, run: () => void act(engine.restore([id])) } });
    props.onClose();
  };
  return (
    <form
      class="relation-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select label={text().relationKind} value={draft.value("kind")} options={kinds} onChange={(kind) => draft.type("kind", kind)} />
      <Combobox
        label={text().otherContact}
        autofocus={!props.view}
        value={draft.value("otherName")}
        error={problems().otherName}
        search={(typed) =>
          (directory()?.search(typed, 8) ?? [])
            .filter((found) => found.id !== props.contact.id)
            .map((found) => ({ value: found.id, label: found.name, detail: found.place, avatar: found.kind }))
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
        <Button kind="quiet" onClick={() => props.onClose()}>
          {text().cancel}
        </Button>
        <Show when={props.view}>
          <span class="element-gap" />
          <Button kind="danger" onClick={() => void remove()}>
            {text().remove}
          </Button>
        </Show>
      </div>
    </form>
  );
}

/** A typed name as fields: a firm's stands as it is, a person's last word is the family name. */
function nameFields(name: string, isFirm: boolean): Readonly<Record<string, string>> {
  if (isFirm) return { name };
  const words = name.trim().split(/\s+/);
  return { ...(words.length > 1 ? { givenName: words.slice(0, -1).join(" ") } : {}), familyName: words.at(-1) ?? name };
}
