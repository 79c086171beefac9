import { type Accessor, createSignal, onCleanup } from "solid-js";
import { watchRows } from "../database/watch.ts";

/** Follows a question whose every signal is read inside; a failed one throws into the boundary. */
export function createWatch<Answer>(ask: () => Promise<Answer>): Accessor<Answer | undefined> {
  const [answer, setAnswer] = createSignal<{ readonly value: Answer } | { readonly error: unknown }>();
  onCleanup(
    watchRows(
      ask,
      (value) => setAnswer({ value }),
      (error) => setAnswer({ error }),
    ),
  );
  return () => {
    const got = answer();
    if (got && "error" in got) throw got.error;
    return got?.value;
  };
}
