import { language } from "./language.ts";

/** The words of one screen in both languages; the answer follows the language chosen. */
export const createText =
  <Words>(words: { readonly de: Words; readonly en: NoInfer<Words> }): (() => Words) =>
  () =>
    words[language()];
