// A kind of table as its columns see it: what they can hold, and by which headings that is known.
import { headingWords } from "./heading.ts";

/** How a cell is read. */
export type ValueKind = "text" | "day" | "number" | "share";

export interface TableKind<Target extends string = string> {
  readonly role: string;
  /** What a column can hold, in the order to offer it, and how its cells are read. */
  readonly targets: Readonly<Partial<Record<Target, ValueKind>>>;
  /** What a heading means; undefined where it means nothing to us. */
  readonly read: (heading: string) => Target | undefined;
  /** Whether a list has this very phrase: such a column comes before one that was read word by word. */
  readonly isPhrase: (heading: string) => boolean;
  /** Tables are read in this order: what others name stands first. */
  readonly rank: number;
}

/** Units and currencies beside a name: "Einzelpreis (EUR)", "Rabatt in %", "Betrag netto in €". */
const withoutUnit = (heading: string): string =>
  heading
    .replace(/[([]\s*(?:[A-Z]{3}|[€$£%]|in [^)\]]*|netto|net)\s*[)\]]/gi, " ")
    .replace(/\b(?:in )?(?:EUR|USD|GBP|CHF|€|\$|£)(?=\s|$)/g, " ")
    .replace(/[€$£%]/g, " ");

const phraseOf = (written: string): string => headingWords(written).words.join(" ");

export interface KindDescription<Target extends string> {
  readonly role: string;
  readonly rank: number;
  readonly targets: Readonly<Partial<Record<Target, ValueKind>>>;
  /** Target → its headings, separated by "|". */
  readonly phrases: Readonly<Partial<Record<Target, string>>>;
  /** Reads a heading word by word where no phrase is known. */
  readonly readWords?: (heading: string) => Target | undefined;
}

export function tableKind<Target extends string>({ role, rank, targets, phrases, readWords }: KindDescription<Target>): TableKind<Target> {
  const byPhrase = new Map<string, Target>();
  for (const [target, written] of Object.entries(phrases) as [Target, string][])
    for (const phrase of written.split("|").map(phraseOf)) if (!byPhrase.has(phrase)) byPhrase.set(phrase, target);
  // "Item #" is no item.
  const known = (heading: string): Target | undefined =>
    heading.includes("#") ? undefined : (byPhrase.get(phraseOf(heading)) ?? byPhrase.get(phraseOf(withoutUnit(heading))));
  return {
    role,
    rank,
    targets,
    read: (heading) => known(heading) ?? readWords?.(heading),
    isPhrase: (heading) => known(heading) !== undefined,
  };
}
