import type { JSX } from "solid-js";
import { type Language, language, languages, setLanguage } from "../i18n/language.ts";
import { SegmentedControl } from "./SegmentedControl.tsx";

const names: Readonly<Record<Language, string>> = { de: "Deutsch", en: "English" };

/** Which language the app speaks; each is called what it calls itself. */
export const LanguageChoice = (props: { readonly label: string; readonly isLabelShown?: boolean }): JSX.Element => (
  <SegmentedControl
    label={props.label}
    isLabelShown={props.isLabelShown ?? false}
    value={language()}
    onChange={(next) => setLanguage(next as Language)}
    segments={languages.map((one) => ({ value: one, label: names[one] }))}
  />
);
