import { createEffect, createSignal, onCleanup } from "solid-js";

const [titles, setTitles] = createSignal<readonly (() => string)[]>([]);

/** What this window is called while its owner lives; the innermost panel counts. */
export function createTitle(title: () => string): void {
  setTitles((all) => [...all, title]);
  onCleanup(() => setTitles((all) => all.filter((other) => other !== title)));
}

/** Once in the shell. */
export function createDocumentTitle(app: () => string): void {
  createEffect(() => {
    const own = titles().at(-1)?.() ?? "";
    document.title = [own, app()].filter(Boolean).join(" · ");
  });
}
