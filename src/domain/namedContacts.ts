// Which contacts the words of a line name. One who is meant without doubt is named; between several somebody chooses.
import { foldedWords } from "../lib/fold.ts";
import type { RecordId } from "../lib/id.ts";
import type { NameCandidate } from "./taskLine.ts";

interface Known {
  readonly id: RecordId;
  readonly kind: string;
  readonly name: string;
}

export interface NamedContact extends NameCandidate {
  readonly choices: readonly RecordId[];
  /** It is the one; else somebody is asked. */
  readonly isCertain: boolean;
}

const legalWords = new Set(["gmbh", "ag", "kg", "ug", "ohg", "gbr", "se", "ek", "ev", "co", "ltd", "inc", "llc", "und"]);
/** Who has so many to choose from has typed no name. */
const mostChoices = 6;

/** `find` gives contacts by the beginnings of words; candidates come longest first, and take their words from shorter ones. */
export function namedContacts(candidates: readonly NameCandidate[], find: (text: string) => readonly Known[]): NamedContact[] {
  const out: NamedContact[] = [];
  for (const candidate of candidates) {
    if (out.some(({ from, to }) => candidate.from < to && candidate.to > from)) continue;
    const words = foldedWords(candidate.text);
    if (words.every((word) => word.length < 3 || legalWords.has(word))) continue;
    const named = find(candidate.text).filter(({ name }) => isWithin(words, foldedWords(name)));
    if (named.length === 0 || named.length > mostChoices) continue;
    const [only] = named;
    const isCertain = named.length === 1 && only !== undefined && (candidate.isCued || isWhole(words, only));
    out.push({ ...candidate, choices: named.map(({ id }) => id), isCertain });
  }
  return out.sort((a, b) => a.from - b.from);
}

const isWithin = (words: readonly string[], name: readonly string[]): boolean => words.every((word) => name.includes(word));

/** A firm's name but for its form, or a person's family name. */
function isWhole(words: readonly string[], { kind, name }: Known): boolean {
  const own = foldedWords(name).filter((word) => !legalWords.has(word));
  return kind === "person" ? words.includes(own.at(-1) ?? "") : own.every((word) => words.includes(word));
}
