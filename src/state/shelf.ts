// What was typed and not yet saved: on this device's disk, in the workspace it belongs to, so that it survives a reload and a
// phone that ends the app. Whoever leaves the workspace leaves nothing of it behind.
import { createSignal, onCleanup } from "solid-js";
import { type KeptDraft, readDrafts } from "../database/drafts.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import type { EngineApi } from "../workspace/api.ts";
import { createWatch } from "./watch.ts";

export type { DraftSubject, KeptDraft } from "../database/drafts.ts";

export interface Shelf {
  /** The newest first; undefined until they have been read. */
  readonly all: () => readonly KeptDraft[] | undefined;
  readonly read: (name: string) => KeptDraft | undefined;
  readonly keep: (draft: Omit<KeptDraft, "at">) => void;
  readonly drop: (name: string) => void;
  /** A form that shows this draft is on the screen; returns how to say that it is gone. */
  readonly enter: (name: string) => () => void;
  readonly isShown: (name: string) => boolean;
}

export function createShelf(db: WorkspaceDatabase, engine: EngineApi): Shelf {
  const stored = createWatch(() => readDrafts(db));
  const [shown, setShown] = createSignal<readonly string[]>([]);
  /** What is on its way: the last letters count, and each name has one letter box. */
  const waiting = new Map<string, KeptDraft | null>();
  const sending = new Set<string>();
  const send = async (name: string): Promise<void> => {
    if (sending.has(name)) return;
    sending.add(name);
    for (let next = waiting.get(name); next !== undefined; next = waiting.get(name)) {
      waiting.delete(name);
      await engine.keepDraft(name, next);
    }
    sending.delete(name);
  };
  // Whoever leaves has no time for the letter before to be stored first: what is on its way goes at once, and in its order.
  const hurry = (): void => {
    for (const [name, next] of [...waiting]) {
      waiting.delete(name);
      void engine.keepDraft(name, next);
    }
  };
  addEventListener("pagehide", hurry);
  onCleanup(() => removeEventListener("pagehide", hurry));
  const put = (name: string, draft: KeptDraft | null): void => {
    waiting.set(name, draft);
    void send(name);
  };
  return {
    all: stored,
    read: (name) => stored()?.find((draft) => draft.name === name),
    keep: (draft) => put(draft.name, { ...draft, at: new Date().toISOString() }),
    drop: (name) => put(name, null),
    enter: (name) => {
      setShown((names) => [...names, name]);
      return () => setShown((names) => names.toSpliced(names.indexOf(name), 1));
    },
    isShown: (name) => shown().includes(name),
  };
}
