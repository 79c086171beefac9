import { createSignal, onCleanup } from "solid-js";

/** Nobody has finished a number while the next letter follows at once. */
const restMs = 350;

export interface Trial<Value> {
  /** What is being typed, once it rests; `undefined` while nothing is. */
  readonly value: () => Value | undefined;
  readonly type: (value: Value | undefined) => void;
  /** What was typed is settled, or given up. */
  readonly end: () => void;
}

/** A setting that is looked at while it is still being typed, before it becomes part of the address. */
export function createTrial<Value>(): Trial<Value> {
  const [value, setValue] = createSignal<Value>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  return {
    value,
    type: (next) => {
      clearTimeout(timer);
      timer = setTimeout(() => setValue(() => next), restMs);
    },
    end: () => {
      clearTimeout(timer);
      setValue(() => undefined);
    },
  };
}
