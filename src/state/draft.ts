import { createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { sessionMemory } from "../lib/browserMemory.ts";
import type { RecordId } from "../lib/id.ts";
import type { DraftSubject } from "./shelf.ts";
import { useWorkspace } from "./workspace.tsx";

export interface Draft<Values extends object> {
  /** What was typed, else what the record says. */
  readonly value: <Field extends keyof Values>(field: Field) => Values[Field];
  readonly type: <Field extends keyof Values>(field: Field, value: Values[Field]) => void;
  /** Only what was typed. */
  readonly changes: () => Partial<Values>;
  /** What the person had seen: of typed fields what stood there when they began, of others what the record says. */
  readonly seen: <Field extends keyof Values>(field: Field) => Values[Field];
  /** Typed fields that somebody else has changed since, to something else. */
  readonly meanwhile: () => (keyof Values)[];
  /** The person has seen what stands there now: it is taken over, or theirs shall replace it. */
  readonly settle: (field: keyof Values, which: "theirs" | "mine") => void;
  readonly isDirty: () => boolean;
  readonly clear: () => void;
}

/** Where a draft is kept: by a name of its own, with what it is about. */
export interface DraftKey<Values extends object> {
  readonly name: string;
  readonly about: (value: Draft<Values>["value"]) => DraftSubject;
}

interface Typed<Values extends object> {
  readonly changes: Partial<Values>;
  readonly base: Partial<Values>;
}

/** Where typed words outlive the form: `stored` is undefined until it has been read. */
interface Keeper<Values extends object> {
  readonly stored: () => Typed<Values> | null | undefined;
  readonly keep: (typed: Typed<Values> | null) => void;
}

/**
 * A form edits a draft: typed fields shadow the record, untouched ones keep following it, and saving sends only what was typed
 * and what stood there before. With a key it is kept on the disk with every letter and begins where it was left; with a bare
 * name, before there is a workspace, as long as the window lives.
 */
export function createDraft<Values extends object>(record: () => Values, key?: DraftKey<Values> | string): Draft<Values> {
  const [typed, setTyped] = createSignal<Typed<Values>>({ changes: {}, base: {} });
  const value: Draft<Values>["value"] = (field) =>
    field in typed().changes ? (typed().changes[field] as Values[typeof field]) : record()[field];
  const seen: Draft<Values>["seen"] = (field) => (field in typed().base ? (typed().base[field] as Values[typeof field]) : record()[field]);
  const isDirty = (): boolean => Object.keys(typed().changes).length > 0;
  const keeper: Keeper<Values> | undefined =
    key === undefined ? undefined : typeof key === "string" ? windowKeeper(key) : diskKeeper(key, value);
  createEffect(
    on(
      () => keeper?.stored(),
      (stored, _, isTaken?: boolean) => {
        if (stored === undefined || isTaken) return isTaken;
        if (stored && !isDirty()) setTyped(stored);
        return true;
      },
    ),
  );
  const set = (next: Typed<Values>): void => {
    setTyped(next);
    keeper?.keep(untrack(isDirty) ? next : null);
  };
  return {
    value,
    seen,
    type: (field, next) =>
      untrack(() => {
        const { changes, base } = typed();
        set({ changes: { ...changes, [field]: next }, base: field in base ? base : { ...base, [field]: record()[field] } });
      }),
    changes: () => ({ ...typed().changes }),
    meanwhile: () =>
      (Object.keys(typed().changes) as (keyof Values)[]).filter(
        (field) => !isSame(seen(field), record()[field]) && !isSame(value(field), record()[field]),
      ),
    settle: (field, which) =>
      untrack(() => {
        const { changes, base } = typed();
        if (which === "theirs") set({ changes: without(changes, field), base: without(base, field) });
        else set({ changes, base: { ...base, [field]: record()[field] } });
      }),
    isDirty,
    clear: () => set({ changes: {}, base: {} }),
  };
}

const without = <Values extends object>(fields: Partial<Values>, field: keyof Values): Partial<Values> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field)) as Partial<Values>;

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function diskKeeper<Values extends object>({ name, about }: DraftKey<Values>, value: Draft<Values>["value"]): Keeper<Values> {
  const { drafts } = useWorkspace();
  onCleanup(drafts.enter(name));
  return {
    stored: () => {
      if (drafts.all() === undefined) return undefined;
      const kept = drafts.read(name);
      return kept ? ({ changes: kept.changes, base: kept.base } as Typed<Values>) : null;
    },
    keep: (typed) => {
      if (typed) drafts.keep({ name, about: untrack(() => about(value)), changes: { ...typed.changes }, base: { ...typed.base } });
      else drafts.drop(name);
    },
  };
}

function windowKeeper<Values extends object>(name: string): Keeper<Values> {
  const storageKey = `kontor.draft.${name}`;
  return {
    stored: () => {
      try {
        const value: unknown = JSON.parse(sessionMemory.get(storageKey) ?? "null");
        return typeof value === "object" && value !== null ? { changes: value as Partial<Values>, base: {} } : null;
      } catch {
        return null; // Not what we wrote: begin anew.
      }
    },
    keep: (typed) => {
      if (typed) sessionMemory.set(storageKey, JSON.stringify(typed.changes));
      else sessionMemory.remove(storageKey);
    },
  };
}

/** A signal that survives a reload of this window, such as the filter of a list. */
export function createKept<Value>(name: string, initial: Value): [() => Value, (value: Value) => void] {
  const storageKey = `kontor.kept.${name}`;
  let first = initial;
  try {
    const text = sessionMemory.get(storageKey);
    if (text !== null) first = JSON.parse(text) as Value;
  } catch {
    first = initial; // Not what we wrote: begin anew.
  }
  const [value, setValue] = createSignal<Value>(first);
  return [
    value,
    (next) => {
      setValue(() => next);
      sessionMemory.set(storageKey, JSON.stringify(next));
    },
  ];
}

/** What is typed into one field of a contact, kept on the disk until it is saved. */
export interface FieldDraft {
  readonly kept: () => { readonly typed: string; readonly shown: string; readonly stored: unknown } | undefined;
  readonly onType: (draft: { readonly typed: string; readonly shown: string; readonly stored: unknown } | null) => void;
}

export const createFieldDraft = (party: RecordId, field: string, label: () => string): FieldDraft =>
  fieldDraft(`field ${party} ${field}`, () => ({ kind: "field", party, label: label() }));

/** The same for a field of any other record. */
export const createRecordFieldDraft = (noun: string, record: RecordId, field: string, label: () => string): FieldDraft =>
  fieldDraft(`field ${record} ${field}`, () => ({ kind: "record", noun, record, label: label() }));

function fieldDraft(name: string, about: () => DraftSubject): FieldDraft {
  const { drafts } = useWorkspace();
  onCleanup(drafts.enter(name));
  return {
    kept: () => {
      const draft = drafts.read(name);
      return draft && { typed: String(draft.changes["typed"]), shown: String(draft.base["shown"]), stored: draft.base["stored"] };
    },
    onType: (draft) => {
      if (!draft) return drafts.drop(name);
      const { typed, shown, stored } = draft;
      drafts.keep({ name, about: about(), changes: { typed }, base: { shown, stored } });
    },
  };
}
