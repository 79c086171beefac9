// Lists in which one column holds a firm's name or a person's family name, row by row ("Name 1"), and another what goes with it:
// the given name, or a line below the firm's. Whose name it is says a column of kinds, the salutation, or the name itself.
import { readSalutation } from "../domain/personName.ts";
import { isFirmName } from "./firmName.ts";
import { type HeadingGuess, headingWords } from "./heading.ts";
import { type ListedKind, readListedKind } from "./words.ts";

/** Which of the columns "Name 1" and "Name 2" a heading is; a bare "Name" is the first. */
function placeOf(heading: string): 1 | 2 | undefined {
  const { words, number = 1 } = headingWords(heading);
  return (words.join(" ") === "name" || words.join(" ") === "nom") && (number === 1 || number === 2) ? number : undefined;
}

/** Finds such columns; a list that says more clearly what its names are stays as it is. */
export function settleNameOrFirm(
  columns: readonly string[],
  guesses: (HeadingGuess | undefined)[],
  values: readonly (readonly string[])[],
  firmShare: (cells: readonly string[]) => number,
): void {
  const [first, second] = ([1, 2] as const).map((place) => columns.findIndex((column) => placeOf(column) === place)) as [number, number];
  const has = (target: HeadingGuess["target"]): boolean =>
    guesses.some((guess, at) => guess?.target === target && !guess.isWeak && at !== first && at !== second);
  if (first < 0 || has("organisation") || has("familyName")) return;
  const kind = values.findIndex(
    (cells, at) => (guesses[at] === undefined || guesses[at]?.target === "role") && cells.length > 0 && cells.every(readListedKind),
  );
  const isOpen = second >= 0 && (has("salutation") || firmShare(values[first] as readonly string[]) > 0.3);
  if (kind < 0 && !isOpen) return;
  guesses[first] = { target: "nameOrFirm", detail: {}, isWeak: false };
  if (second >= 0 && !has("givenName")) guesses[second] = { target: "nameBeside", detail: {}, isWeak: false };
  if (kind >= 0) guesses[kind] = { target: "partyKind", detail: {}, isWeak: false };
}

export interface NameOrFirm {
  readonly firm?: string;
  /** A person's name in one line. */
  readonly one?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  /** What stood beside the firm's name, and is no part of it. */
  readonly beside?: string;
}

/** Whose name a row has in these columns. */
export function readNameOrFirm(
  name: string,
  beside: string,
  said: { readonly kind: string; readonly salutation: string; readonly usual: ListedKind },
): NameOrFirm {
  const whole = [name, beside].filter(Boolean).join(" ");
  if (whole === "") return {};
  if (kindOf(whole, said) === "organisation") {
    const isOne = beside !== "" && !isFirmName(name) && isFirmName(whole);
    return isOne || name === "" ? { firm: whole } : { firm: name, ...(beside && { beside }) };
  }
  if (beside === "" && /\s/.test(name)) return { one: name };
  return { ...(name && { familyName: name }), ...(beside && { givenName: beside }) };
}

function kindOf(name: string, { kind, salutation, usual }: Parameters<typeof readNameOrFirm>[2]): ListedKind {
  const listed = readListedKind(kind);
  if (listed) return listed;
  if (isFirmName(name)) return "organisation";
  const greeted = readSalutation(salutation).salutation;
  return greeted === "ms" || greeted === "mr" ? "person" : usual;
}
