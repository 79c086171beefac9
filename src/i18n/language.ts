import { createSignal } from "solid-js";
import { localMemory } from "../lib/browserMemory.ts";

export const languages = ["de", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "kontor.language";
const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

/** German wherever the browser prefers it, English for everybody else. */
export const preferredLanguage = (preferences: readonly string[]): Language =>
  preferences.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";

/** Where nothing can be kept, the language of the browser serves. */
const initial = (): Language => {
  const kept = localMemory.get(storageKey);
  return isLanguage(kept) ? kept : preferredLanguage(typeof navigator === "undefined" ? [] : navigator.languages);
};

const [current, setCurrent] = createSignal<Language>(initial());

/** The language of this device's screens; reading it in a component follows it. */
export const language = current;

export function setLanguage(next: Language): void {
  setCurrent(next);
  localMemory.set(storageKey, next);
}

/**
 * With the region the browser states for that language ("de-AT"), so that dates and numbers look as they do at home.
 */
export function locale(): string {
  const preferred = typeof navigator === "undefined" ? noPreference : navigator.languages;
  if (known?.language !== current() || known.preferred !== preferred)
    known = { language: current(), preferred, tag: tagOf(current(), preferred) };
  return known.tag;
}

const noPreference: readonly string[] = [];
/** A screen asks for each time and number it writes. */
let known: { readonly language: Language; readonly preferred: readonly string[]; readonly tag: string } | undefined;

const tagOf = (spoken: Language, preferred: readonly string[]): string =>
  preferred.find((tag) => tag.toLowerCase().startsWith(spoken)) ?? (spoken === "de" ? "de-DE" : "en-GB");
