// The words that other programs use for what Kontor has keys for.

import type { Phase, Role } from "../domain/words.ts";
import { fold } from "../lib/fold.ts";

const folded = <Key extends string>(words: Readonly<Record<Key, string>>): ReadonlyMap<string, Key> =>
  new Map((Object.entries(words) as [Key, string][]).flatMap(([key, all]) => all.split("|").map((word) => [fold(word), key] as const)));

const roleWords = folded<Role>({
  customer: "customer|Kunde|Kundin|Kunden|client|Debitor",
  supplier: "supplier|Lieferant|Lieferantin|vendor|Kreditor",
  partner: "partner|Partnerin|Geschäftspartner",
  influencer: "influencer|Beeinflusser|Multiplikator",
  press: "press|Presse|Journalist|Journalistin",
  employee: "employee|Mitarbeiter|Mitarbeiterin|colleague|Kollege|Kollegin",
  authority: "authority|Behörde",
  competitor: "competitor|Wettbewerber|Mitbewerber",
  other: "other|Sonstige|Sonstiges",
});
const phaseWords = folded<Phase>({
  lead: "lead|Erstkontakt|subscriber|marketingqualifiedlead|salesqualifiedlead|MQL|SQL",
  prospect: "prospect|Interessent|Interessentin|opportunity",
  active: "active|aktiv|customer|Kunde|Bestandskunde|evangelist",
  former: "former|ehemalig|inaktiv|inactive|ehemaliger Kunde",
  wonBack: "won back|zurückgewonnen",
});
const sourceWords = folded({
  referral: "referral|Empfehlung|Weiterempfehlung|word of mouth|Mundpropaganda",
  web: "web|website|Webseite|internet|online|Webformular|web form|organic search|Google",
  phone: "phone|Anruf|Telefon|call|cold call|Kaltakquise",
  event: "event|Messe|trade fair|trade show|Veranstaltung|conference",
  ad: "ad|advertisement|Anzeige|Werbung|ads",
  partner: "partner",
  list: "list|Adressliste|purchased list|gekaufte Liste",
  walkIn: "walk-in|Laufkundschaft",
  import: "import",
  other: "other|Sonstige",
});
const languageWords = folded({
  de: "Deutsch|German|deu|ger|Allemand",
  en: "Englisch|English|eng",
  fr: "Französisch|French|Français|fra|fre",
  it: "Italienisch|Italian|Italiano|ita",
  es: "Spanisch|Spanish|Español|spa",
  nl: "Niederländisch|Dutch|Nederlands|nld",
  pl: "Polnisch|Polish|Polski|pol",
  pt: "Portugiesisch|Portuguese|Português|por",
  tr: "Türkisch|Turkish|Türkçe|tur",
  ru: "Russisch|Russian|rus",
  cs: "Tschechisch|Czech|ces",
  da: "Dänisch|Danish|Dansk|dan",
  sv: "Schwedisch|Swedish|Svenska|swe",
  zh: "Chinesisch|Chinese|zho",
  ja: "Japanisch|Japanese|jpn",
  hu: "Ungarisch|Hungarian|Magyar|hun",
  ro: "Rumänisch|Romanian|ron",
  uk: "Ukrainisch|Ukrainian|ukr",
  ar: "Arabisch|Arabic|ara",
});

export const readRole = (text: string): Role | undefined => roleWords.get(fold(text.trim()));
export const readPhase = (text: string): Phase | undefined => phaseWords.get(fold(text.trim()));
/** A source's key, or the text itself: sources are an open list. */
export const readSource = (text: string): string => sourceWords.get(fold(text.trim())) ?? text.trim();

/** A language as BCP 47. */
export function readLanguage(text: string): string | undefined {
  const value = text.trim();
  const named = languageWords.get(fold(value));
  if (named) return named;
  if (!/^[a-z]{2}(?:[-_][a-z\d]{2,8})*$/i.test(value)) return undefined;
  try {
    return Intl.getCanonicalLocales(value.replaceAll("_", "-"))[0];
  } catch {
    return undefined; // The shape of a tag, and none: "de-1996-1996".
  }
}

const labelTypes: readonly (readonly [RegExp, string])[] = [
  [/fax/i, "fax"],
  [/mobil|handy|cell|iphone/i, "mobile"],
  [/\bhome\b|privat|zuhause/i, "home"],
  [/\bwork\b|gesch|arbeit|büro|\boffice\b|business|dienst/i, "work"],
  [/^(?:other|sonst|andere|weitere)/i, "other"],
];

/** "* Work", "Home Fax", "Zentrale" as a column of labels has them: the kind, and the words where they say more. */
export function readLabel(text: string): { readonly type?: string; readonly label?: string } {
  const label = text
    .replace(/^\*\s*/, "")
    .replace(/^_\$!<(.*)>!\$_$/, "$1")
    .trim();
  if (label === "" || /^(?:smtp|ex|internet|pref|voice|homepage)$/i.test(label)) return {};
  const type = labelTypes.find(([pattern]) => pattern.test(label))?.[1];
  const isWhole = /^(?:home|work|mobile|fax|other|privat|geschäftlich|mobil|sonstige|cell)$/i.test(label);
  return { ...(type !== undefined && { type }), ...(!isWhole && { label }) };
}
