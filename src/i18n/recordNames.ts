// How a record, or several of one kind, is told in a few words: "Besuch bei Elke Bär", "3 contacts".
import type { InteractionKind } from "../domain/words.ts";
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";
import { formatList } from "./format.ts";
import { nounCount, nounWord } from "./nouns.ts";
import { relationWord, word } from "./words.ts";

interface Names {
  /** Before the name of whom it was with: what went out, and what came in. */
  readonly activity: Readonly<Record<InteractionKind, readonly [out: string, in_: string]>>;
  readonly activityWith: string;
  readonly quoted: (text: string) => string;
  readonly import: (file: string) => string;
}

const de: Names = {
  activity: {
    visit: ["Besuch bei", "Besuch von"],
    meeting: ["Besprechung mit", "Besprechung mit"],
    call: ["Anruf bei", "Anruf von"],
    email: ["E-Mail an", "E-Mail von"],
    letter: ["Brief an", "Brief von"],
    message: ["Nachricht an", "Nachricht von"],
    social: ["Soziales Netz: Kontakt mit", "Soziales Netz: Kontakt mit"],
    event: ["Veranstaltung mit", "Veranstaltung mit"],
    web: ["Auf der Website:", "Auf der Website:"],
    note: ["Notiz zu", "Notiz zu"],
  },
  activityWith: "Eintrag zu",
  quoted: (text) => `„${text}“`,
  import: (file) => `Import von „${file}“`,
};
const en: Names = {
  activity: {
    visit: ["visit to", "visit from"],
    meeting: ["meeting with", "meeting with"],
    call: ["call to", "call from"],
    email: ["e-mail to", "e-mail from"],
    letter: ["letter to", "letter from"],
    message: ["message to", "message from"],
    social: ["social media contact with", "social media contact with"],
    event: ["event with", "event with"],
    web: ["on the website:", "on the website:"],
    note: ["note on", "note on"],
  },
  activityWith: "activity with",
  quoted: (text) => `“${text}”`,
  import: (file) => `import of “${file}”`,
};
const text = createText({ de, en });

/** Of an act about several kinds, the word for any record. */
const recordName = (type: string | null): string => nounWord(type ?? "");
export const countOf = (type: string | null, count: number): string => nounCount(type ?? "", count);

/** "Besuch bei Elke Bär und Karl Groß"; without anybody, what kind of activity it was. */
function activityText(kind: string, direction: string, names: readonly string[]): string {
  const known = names.filter(Boolean);
  if (known.length === 0) return word("interactionKind", kind);
  const [out, in_] = ownValue(text().activity as Readonly<Record<string, readonly [string, string]>>, kind) ?? [
    text().activityWith,
    text().activityWith,
  ];
  return `${direction === "in" ? in_ : out} ${formatList(known)}`;
}

/** What is known of a record, as far as a few words go. */
export interface RecordFacts {
  readonly type: string | null;
  readonly count: number;
  readonly title: string;
  readonly kind: string;
  readonly direction: string;
  readonly fileName: string;
  /** The first contacts it is about. */
  readonly names: readonly string[];
}

/** A record, or several of one kind, in a few words that name people and things. */
export function recordText({ type, count, title, kind, direction, fileName, names }: RecordFacts): string {
  const known = names.filter(Boolean);
  if (type === "party" && known.length > 0 && known.length === count) return formatList(known);
  if (count > 1) return countOf(type, count);
  if (type === "party") return title || recordName(type);
  if (type === "interaction") return activityText(kind, direction, known);
  if (type === "relation") return known.length === 2 ? `${known[0]} ${relationWord(kind, "from")} ${known[1]}` : recordName(type);
  if (type === "import") return fileName ? text().import(fileName) : recordName(type);
  return title && type !== "settings" ? `${recordName(type)} ${text().quoted(title)}` : recordName(type);
}
