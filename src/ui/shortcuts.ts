import { createSignal, onCleanup } from "solid-js";

export interface Shortcut {
  /** "c", "?", "mod+k" (⌘ on a Mac, Ctrl elsewhere), or two keys one after the other: "g c". */
  readonly keys: string;
  readonly label: () => string;
  readonly run: (event: KeyboardEvent) => void;
  /** Also while somebody types in a field. */
  readonly isGlobal?: boolean;
}

const [shortcuts, setShortcuts] = createSignal<readonly Shortcut[]>([]);

export { shortcuts };

/** Valid as long as its owner lives; a later one with the same keys goes first. */
export function createShortcut(shortcut: Shortcut): void {
  setShortcuts((all) => [...all, shortcut]);
  onCleanup(() => setShortcuts((all) => all.filter((other) => other !== shortcut)));
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
/** How keys are written on a keyboard: "Ctrl K", "⌘ K", "G C". */
export const keysText = (keys: string): string[] =>
  keys
    .split(/[ +]/)
    .map((key) =>
      key === "mod"
        ? isMac()
          ? "⌘"
          : "Ctrl"
        : key === "shift"
          ? isMac()
            ? "⇧"
            : "Shift"
          : key === "Enter"
            ? "↵"
            : key.length === 1
              ? key.toUpperCase()
              : key,
    );

/** Whether letters go into a field there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)));

const withinMs = 900;

/** Listens on the whole window; returns how to stop. */
export function listenToShortcuts(): () => void {
  let first = "";
  let firstAt = 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const modifier = event.metaKey || event.ctrlKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressed = `${modifier ? "mod+" : ""}${event.shiftKey && (modifier || event.key.length > 1) ? "shift+" : ""}${key}`;
    if (event.altKey && !modifier) return;
    const isSecond = first !== "" && event.timeStamp - firstAt < withinMs;
    const names = isSecond ? [`${first} ${pressed}`, pressed] : [pressed];
    const isModalOpen = document.querySelector("dialog[open]") !== null;
    const usable = [...shortcuts()].reverse().filter((shortcut) => shortcut.isGlobal || !(isTyping(event.target) || isModalOpen));
    // Two keys one after the other mean more than the second alone.
    const found = names.map((name) => usable.find((shortcut) => shortcut.keys === name)).find(Boolean);
    first = pressed;
    firstAt = event.timeStamp;
    if (!found) return;
    first = "";
    event.preventDefault();
    found.run(event);
  };
  globalThis.addEventListener("keydown", onKeyDown);
  return () => globalThis.removeEventListener("keydown", onKeyDown);
}
