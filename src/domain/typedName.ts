// Names as people type them: all of one in the field for the first name, a title before it, the family name first. What is
// meant is decided here for every field that takes a name, by the same rule as for a file's column.
import { foldedWords } from "../lib/fold.ts";
import { type PersonName, splitPersonName } from "./personName.ts";

export const nameParts = ["salutation", "honorificPrefix", "givenName", "familyName", "honorificSuffix"] as const;
export type NamePart = (typeof nameParts)[number];
/** A person's name as a form or a record has it; "" or nothing for what is empty. */
export type NameFields = Readonly<Partial<Record<NamePart, string | null>>>;

const tidy = (text: string | null | undefined): string => (text ?? "").replace(/\s+/g, " ").trim();
const joined = (...words: readonly (string | null | undefined)[]): string => words.map(tidy).filter(Boolean).join(" ");

/** The fields of a new person whose name was typed in one line. */
export const personFromLine = (line: string): { readonly kind: "person" } & PersonName => ({ kind: "person", ...splitPersonName(line) });

/**
 * The parts of a name that was typed into several fields. Where first and last name both stand in their fields, what lies
 * between them is settled and only titles go to their own place; where all stands in one of the two, it is taken apart.
 */
export function partsOfTypedName(typed: NameFields): PersonName {
  const [given, family] = [tidy(typed.givenName), tidy(typed.familyName)];
  const found = given === "" || family === "" ? partsOfOneField(given, family) : partsOfBoth(given, family);
  const salutation = typed.salutation === "ms" || typed.salutation === "mr" ? typed.salutation : found.salutation;
  const title = withTitle(tidy(typed.honorificPrefix), found.honorificPrefix);
  const suffix = tidy(typed.honorificSuffix) || found.honorificSuffix;
  return {
    ...(salutation && { salutation }),
    ...(title && { honorificPrefix: title }),
    ...(found.givenName && { givenName: found.givenName }),
    ...(found.familyName && { familyName: found.familyName }),
    ...(suffix && { honorificSuffix: suffix }),
    ...(found.name && { name: found.name }),
  };
}

/** One word says by its field which name it is. */
const partsOfOneField = (given: string, family: string): PersonName =>
  family === "" && given !== "" && !given.includes(" ") ? { givenName: given } : splitPersonName(given || family);

function partsOfBoth(given: string, family: string): PersonName {
  const first = titlesBefore(given);
  const last = degreesBehind(family);
  const honorificPrefix = withTitle(first.titles.honorificPrefix ?? "", last.titles.honorificPrefix);
  return { ...first.titles, ...last.titles, honorificPrefix, givenName: first.rest, familyName: last.rest };
}

/** Stands for the other field's name, so that one field is read by the rule for whole names. */
const other = "Xx";
const withoutOther = (name: PersonName): string =>
  joined(name.givenName, name.familyName)
    .split(" ")
    .filter((word) => word !== other)
    .join(" ");

interface Untitled {
  readonly titles: Omit<PersonName, "givenName" | "familyName" | "name">;
  readonly rest: string;
}

/** "Frau Dr. Anna" in front of a family name; "Dr." alone as well. */
function titlesBefore(given: string): Untitled {
  const name = splitPersonName(`${given} ${other}`);
  if (name.name !== undefined || name.honorificSuffix || !(name.salutation || name.honorificPrefix)) return { titles: {}, rest: given };
  const { salutation, honorificPrefix } = name;
  return { titles: { ...(salutation && { salutation }), ...(honorificPrefix && { honorificPrefix }) }, rest: withoutOther(name) };
}

/** "Müller, M. A." behind a first name, and "Dr. Müller"; "Graf Lambsdorff" and "Graf" are names there. */
function degreesBehind(family: string): Untitled {
  const { honorificSuffix, name, ...parts } = splitPersonName(`${other} ${family}`);
  if (honorificSuffix && name === undefined) return { titles: { honorificSuffix }, rest: withoutOther(parts) };
  const degree = /^(?:(?:prof|dr|dipl|mag|ing)\.(?:-?[a-z]+\.)*\s*)+/iu.exec(family)?.[0] ?? "";
  const rest = family.slice(degree.length);
  return degree === "" || rest === "" ? { titles: {}, rest: family } : { titles: { honorificPrefix: degree.trim() }, rest };
}

/** A title that stands there already says nothing new. */
function withTitle(known: string, found: string | undefined): string {
  const has = known.toLowerCase().split(" ");
  return joined(known, ...(found ?? "").split(" ").filter((word) => !has.includes(word.toLowerCase())));
}

/** Whether the fields hold these parts already: else it is worth an offer. */
export const isTypedSo = (typed: NameFields, parts: PersonName): boolean =>
  parts.name !== undefined || nameParts.every((part) => tidy(typed[part]) === (parts[part] ?? ""));

/** What is looked for where the same person may be here already: the title stands in one of the two entries only. */
export const nameToFind = ({ givenName, familyName }: PersonName): string => joined(givenName, familyName);

/** The fields that change when one part of a person's name is typed anew: a title typed before the first name is the title. */
export function editedName(now: NameFields, field: "givenName" | "familyName", typed: string): NameFields {
  if (tidy(typed) === "") return { [field]: null };
  const parts = partsOfTypedName({ ...now, [field]: typed });
  if (parts.name !== undefined) return { [field]: tidy(typed) || null };
  const changed = nameParts.filter((part) => part === field || (parts[part] !== undefined && parts[part] !== tidy(now[part])));
  return Object.fromEntries(changed.map((part) => [part, parts[part] ?? null]));
}

/** Whether a name has every number that was typed, whole: search finds 100 by 10, but "Hof 100" is no other spelling of "Hof 10". */
export const hasNumbersOf = (name: string, typed: string): boolean => {
  const words = foldedWords(name);
  return foldedWords(typed).every((word) => !/^\d+$/.test(word) || words.includes(word));
};
