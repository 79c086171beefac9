import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { fewestLetters } from "../database/directory.ts";
import type { TextHit } from "../database/textIndex.ts";
import { useSession } from "./session.tsx";
import { useWorkspace } from "./workspace.tsx";

export type { TextHit } from "../database/textIndex.ts";

/** Whoever still types is not asked about: the answer to half a word would only be in the way. */
const pauseMs = 250;
const mostHits = 200;

export interface TextSearchView {
  /** What was found for the words as they are typed now; empty until it is known. */
  readonly hits: Accessor<readonly TextHit[]>;
  readonly isSearching: Accessor<boolean>;
  /** Somebody is about to type. */
  readonly prepare: () => void;
}

/** The second, slower search: notes and activities, behind what names and numbers give at once. */
export function createTextSearch(typed: Accessor<string>): TextSearchView {
  const session = useSession();
  const { directory } = useWorkspace();
  const [found, setFound] = createSignal<{ readonly typed: string; readonly hits: readonly TextHit[] }>({ typed: "", hits: [] });
  const wanted = (): string => (typed().trim().length < fewestLetters ? "" : typed().trim());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (words: string): Promise<void> => {
    try {
      const hits = await session.searchTexts(words, mostHits);
      if (wanted() === words) setFound({ typed: words, hits });
    } catch {
      // A browser that starts no worker finds by names and numbers, as before.
      if (wanted() === words) setFound({ typed: words, hits: [] });
    }
  };
  createEffect(
    // Also when something changes: what has just been written is found.
    on([wanted, directory], ([words]) => {
      clearTimeout(timer);
      if (words !== "") timer = setTimeout(() => void ask(words), pauseMs);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return {
    // Who cannot be prepared for is answered later.
    prepare: () => void session.prepareTexts().catch(() => undefined),
    hits: () => (found().typed === wanted() ? found().hits : []),
    isSearching: () => wanted() !== "" && found().typed !== wanted(),
  };
}
