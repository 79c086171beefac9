import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { watchRows } from "../database/watch.ts";
import { useWorkspace } from "./workspace.tsx";

/**
 * The answer to a question about the open workspace, kept up to date. When `about` changes, the old answer stays until the new one
 * is there, so nothing flickers; while `about` is undefined nothing is asked.
 */
export function createLiveQuery<About, Answer>(
  about: () => About | undefined,
  ask: (db: WorkspaceDatabase, about: About) => Promise<Answer>,
): Accessor<Answer | undefined> {
  const { db } = useWorkspace();
  const [answer, setAnswer] = createSignal<{ readonly value: Answer } | { readonly error: unknown }>();
  createEffect(() => {
    const subject = about();
    if (subject === undefined) {
      setAnswer(undefined);
      return;
    }
    onCleanup(
      watchRows(
        () => ask(db, subject),
        (value) => setAnswer({ value }),
        (error) => setAnswer({ error }),
      ),
    );
  });
  return () => {
    const got = answer();
    if (got && "error" in got) throw got.error;
    return got?.value;
  };
}
