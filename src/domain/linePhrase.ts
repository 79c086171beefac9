// A line as words, and what a few of them in a row may mean.

export interface Word {
  /** As typed, without the punctuation around it. */
  readonly typed: string;
  readonly lower: string;
  /** Where it stands in the line, punctuation behind it included. */
  readonly from: number;
  readonly to: number;
}

export const wordsOf = (line: string): Word[] =>
  [...line.matchAll(/\S+/g)].map((match) => {
    const typed = match[0].replace(/^[("„“]+/, "").replace(/(?<=.)[,;:)"“”?]+$/, "");
    return { typed, lower: typed.toLowerCase(), from: match.index, to: match.index + match[0].length };
  });

/** What begins at a word: so many words mean this. */
export interface Phrase<Value> {
  readonly length: number;
  readonly value: Value;
}

export interface Reading<Value> {
  readonly pattern: RegExp;
  /** Undefined where the words fit and mean nothing after all. */
  readonly value: (match: RegExpExecArray, at: number) => Value | undefined;
}

/** A pattern over the words from here on, each followed by a blank. */
export const phrase = (source: string): RegExp => new RegExp(`^(?:${source})(?= )`, "u");

/** The longest phrase is asked for first by its place in the list. */
export function readAt<Value>(words: readonly Word[], at: number, readings: readonly Reading<Value>[]): Phrase<Value> | undefined {
  const rest = `${words
    .slice(at, at + 9)
    .map(({ lower }) => lower)
    .join(" ")} `;
  for (const { pattern, value } of readings) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const read = value(match, at);
    if (read !== undefined) return { length: match[0].split(" ").length, value: read };
  }
  return undefined;
}

export const isCapital = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word.typed);
