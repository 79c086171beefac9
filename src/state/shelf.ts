// What was typed and not yet saved: on this device's disk, in the workspace it belongs to, so that it survives a reload and a
// phone that ends the app. Whoever leaves the workspace leaves nothing of it behind.
import { createSignal, onCleanup } from "solid-js";
import { type KeptDraft, readDrafts } from "../database/drafts.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import type { EngineApi } from "../workspace/api.ts";
import { type LastLetter, lastLetters } from "./lastLetters.ts";
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
  const last = lastLetters(db.name);
  let found = last.read();
  const all = createWatch(async () => withLetters(await readDrafts(db), found));
  const [shown, setShown] = createSignal<readonly string[]>([]);
  /** Of each name the last that was typed, until it is known to be stored; on its way is one at a time. */
  const unstored = new Map<string, LastLetter>();
  const sending = new Set<string>();
  const send = async (name: string): Promise<void> => {
    if (sending.has(name)) return;
    sending.add(name);
    for (let next = unstored.get(name); next; next = unstored.get(name)) {
      const kept = await engine.keepDraft(name, next.draft);
      if (!kept.ok) {
        // A full disk may still take a small text; the next letter tries the disk again.
        last.write([next]);
        break;
      }
      last.forget(next);
      if (unstored.get(name) === next) unstored.delete(name);
    }
    sending.delete(name);
  };
  const put = (name: string, draft: KeptDraft | null, at = draft?.at ?? new Date().toISOString()): Promise<void> => {
    unstored.set(name, { name, draft, at });
    return send(name);
  };

  const writeDown = (): void => {
    if (unstored.size) last.write([...unstored.values()]);
  };
  addEventListener("pagehide", writeDown);
  onCleanup(() => removeEventListener("pagehide", writeDown));
  const takeIn = async (): Promise<void> => {
    const drafts = await readDrafts(db);
    const letters = found.filter((letter) => isNewer(letter, drafts) && !unstored.has(letter.name));
    await Promise.all(letters.map(({ name, draft, at }) => put(name, draft, at)));
    const [refused, stored] = [found.filter(({ name }) => unstored.has(name)), found.filter(({ name }) => !unstored.has(name))];
    for (const letter of stored) last.forget(letter);
    found = refused;
  };
  if (found.length) void takeIn();
  return {
    all,
    read: (name) => all()?.find((draft) => draft.name === name),
    keep: (draft) => void put(draft.name, { ...draft, at: new Date().toISOString() }),
    drop: (name) => void put(name, null),
    enter: (name) => {
      setShown((names) => [...names, name]);
      return () => setShown((names) => names.toSpliced(names.indexOf(name), 1));
    },
    isShown: (name) => shown().includes(name),
  };
}

const isNewer = ({ name, at }: LastLetter, drafts: readonly KeptDraft[]): boolean =>
  !drafts.some((draft) => draft.name === name && draft.at >= at);

const withLetters = (drafts: readonly KeptDraft[], letters: readonly LastLetter[]): KeptDraft[] => {
  const newer = letters.filter((letter) => isNewer(letter, drafts));
  return [...newer.flatMap(({ draft }) => draft ?? []), ...drafts.filter(({ name }) => !newer.some((letter) => letter.name === name))];
};
