import { type JSX, Show, untrack } from "solid-js";
import { type everyRecord, fieldOf, type Noun } from "../domain/noun.ts";
import { plainOf } from "../lib/plain.ts";
import { createRecordFieldDraft } from "../state/draft.ts";
import type { RecordView } from "../state/nouns.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { problemOf } from "../ui/act.ts";
import { Tag } from "../ui/Chip.tsx";
import { InlineEdit } from "../ui/InlineEdit.tsx";
import { InlineSelect } from "../ui/InlineSelect.tsx";
import type { Option } from "../ui/Select.tsx";
import { readField, showField } from "./fieldText.ts";
import { Rivals } from "./Rivals.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";

export interface RecordFieldProps<Of extends Noun> {
  readonly noun: Of;
  readonly view: RecordView<Of>;
  readonly field: (keyof Of["fields"] & string) | keyof typeof everyRecord;
  readonly label: string;
  /** The choices of a field that has some, with "" for none where it may be empty. */
  readonly options?: readonly Option[];
  /** Which choice counts while none was made. */
  readonly otherwise?: string;
  readonly isMultiline?: boolean;
  /** In place of the value while nobody edits it. */
  readonly shown?: JSX.Element;
}

/** One plain field of a record, edited where it stands: what it is, its noun says. */
export function RecordField<Of extends Noun>(props: RecordFieldProps<Of>): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const draft = createRecordFieldDraft(
    untrack(() => props.noun.name),
    untrack(() => props.view.id),
    untrack(() => props.field),
    () => props.label,
  );
  const field = () => fieldOf(props.noun, props.field) ?? {};
  const isReadable = (): boolean => !Object.hasOwn(props.view.unreadable, props.field);
  const stored = (): unknown =>
    isReadable() ? (props.view.record as Readonly<Record<string, unknown>>)[props.field] : props.view.unreadable[props.field];
  const shown = (): string => (isReadable() ? showField(field() as never, stored()) : JSON.stringify(stored()));
  const patch = (value: unknown, seen: unknown): Promise<string | undefined> =>
    problemOf(
      engine.patch(props.view.id, { [props.field]: plainOf(value) }, { [props.field]: plainOf(seen) ?? null }),
      savedWithUndo(engine),
    );
  const save = (typed: string, seen: unknown): string | undefined | Promise<string | undefined> => {
    const read = readField(field() as never, typed, new Date());
    if (!read.ok) return read.error;
    if (read.value === null && (props.noun.required as readonly string[]).includes(props.field)) return text().missingValue;
    return patch(read.value, seen);
  };
  /** A choice by what it is called, such as a member by name. */
  const inWords = (value: unknown): string =>
    props.options?.find((option) => option.value !== "" && option.value === String(value))?.label ?? showField(field() as never, value);
  /** A flag is chosen as "true" or "false". */
  const chosen = (value: string): string | boolean | null =>
    value === "" ? null : fieldOf(props.noun, props.field)?.is === "flag" ? value === "true" : value;
  return (
    <div class="record-field">
      <Show
        when={props.options}
        fallback={
          <InlineEdit
            label={props.label}
            value={shown()}
            {...(props.shown !== undefined && { shown: props.shown })}
            stored={stored()}
            isMultiline={props.isMultiline ?? false}
            onSave={save}
            changedBy={memberOf(props.view.writerOf(props.field) ?? "")}
            kept={draft.kept()}
            onType={draft.onType}
            aside={
              <Show when={!isReadable()}>
                <Tag tone="warn" label={text().unreadable} />
              </Show>
            }
          />
        }
      >
        {(options) => (
          <InlineSelect
            label={props.label}
            value={typeof stored() === "string" || typeof stored() === "boolean" ? String(stored()) : (props.otherwise ?? "")}
            options={options()}
            onSave={(next, seen) => void patch(chosen(next), chosen(seen))}
          />
        )}
      </Show>
      <Rivals id={props.view.id} field={props.field} rivals={props.view.rivals} show={inWords} />
    </div>
  );
}
