import { createSignal } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";

export interface Draft<Values extends object> {
  /** What was typed, else what the record says. */
  readonly value: <Field extends keyof Values>(field: Field) => Values[Field];
  readonly type: <Field extends keyof Values>(field: Field, value: Values[Field]) => void;
  /** Only what was typed. */
  readonly changes: () => Partial<Values>;
  readonly isDirty: () => boolean;
  readonly clear: () => void;
}

/**
 * A form edits a draft: typed fields shadow the record, untouched ones keep following it, and saving sends only what was typed.
 * With a name it survives a reload of the window.
 */
export function createDraft<Values extends object>(record: () => Values, name?: string): Draft<Values> {
  const place = name === undefined ? undefined : `kontor.draft.${name}`;
  const [typed, setTyped] = createStore<{ changes: Partial<Values> }>({ changes: kept<Values>(place) });
  const keep = (): void => {
    if (place === undefined) return;
    const changes = unwrap(typed).changes;
    if (Object.keys(changes).length === 0) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(changes));
  };
  return {
    value: (field) => (field in typed.changes ? (typed.changes[field] as Values[typeof field]) : record()[field]),
    type: (field, value) => {
      setTyped("changes", (changes) => ({ ...changes, [field]: value }));
      keep();
    },
    changes: () => ({ ...typed.changes }),
    isDirty: () => Object.keys(typed.changes).length > 0,
    clear: () => {
      setTyped("changes", reconcile({} as Partial<Values>));
      keep();
    },
  };
}

function kept<Values>(place: string | undefined): Partial<Values> {
  if (place === undefined) return {};
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Partial<Values>) : {};
  } catch {
    return {}; // Not what we wrote: begin anew.
  }
}

/** A signal that survives a reload of this window, such as the filter of a list. */
export function createKept<Value>(name: string, initial: Value): [() => Value, (value: Value) => void] {
  const place = `kontor.kept.${name}`;
  let first = initial;
  try {
    const text = sessionStorage.getItem(place);
    if (text !== null) first = JSON.parse(text) as Value;
  } catch {
    first = initial; // Not what we wrote: begin anew.
  }
  const [value, setValue] = createSignal<Value>(first);
  return [
    value,
    (next) => {
      setValue(() => next);
      sessionStorage.setItem(place, JSON.stringify(next));
    },
  ];
}
