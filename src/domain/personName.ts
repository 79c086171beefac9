// People are often given as one line. Taking it apart follows the rule of the data model: honorifics off the front,
// particle and last word are the family name, the rest is the given name.

export interface PersonName {
  readonly salutation?: "ms" | "mr";
  readonly honorificPrefix?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly honorificSuffix?: string;
  /** The name as written, where the parts have lost a word of it. */
  readonly name?: string;
}

const salutations = new Map<string, "ms" | "mr">(
  Object.entries({
    frau: "ms",
    fr: "ms",
    fräulein: "ms",
    mrs: "ms",
    ms: "ms",
    miss: "ms",
    madame: "ms",
    mme: "ms",
    señora: "ms",
    sra: "ms",
    signora: "ms",
    herr: "mr",
    herrn: "mr",
    hr: "mr",
    mr: "mr",
    mister: "mr",
    monsieur: "mr",
    señor: "mr",
    sr: "mr",
    signor: "mr",
  } as const),
);
const sexes = new Map<string, "ms" | "mr" | "none">(
  Object.entries({
    female: "ms",
    weiblich: "ms",
    f: "ms",
    w: "ms",
    male: "mr",
    männlich: "mr",
    m: "mr",
    divers: "none",
    d: "none",
    x: "none",
  } as const),
);
/** What goes before a name and stays with it: "Prof. Dr.-Ing." */
const titles =
  /^(?:dr|prof|professor|doktor|doctor|dipl|mag|ing|lic|univ|pd|priv|doz|hc|h|c|med|dent|vet|jur|iur|phil|rer|nat|pol|oec|theol|ddr|mmag|ra|rain|sir|dame|lady|lord|rev|hon|freiherr|graf|gräfin|baron|baronin|fürst|prinz|prinzessin)$/u;
/** These follow the first title only ("Dr. med."); alone they could be a name's initial. */
const titleTails = /^(?:h|c|hc|med|dent|vet|jur|iur|phil|rer|nat|pol|oec|theol|priv|doz|habil|mult|ing|univ)$/u;
const suffixes = /^(?:jr|sr|jun|sen|junior|senior|ii|iii|iv|esq|phd|md|mba|msc|bsc|ma|ba|llm|mphil|cpa|mp)$/u;
const particles = new Set([
  "von",
  "vom",
  "zu",
  "zum",
  "zur",
  "van",
  "ter",
  "ten",
  "te",
  "auf",
  "af",
  "av",
  "de",
  "del",
  "della",
  "delle",
  "dello",
  "di",
  "da",
  "das",
  "do",
  "dos",
  "du",
  "des",
  "la",
  "le",
  "las",
  "los",
  "lo",
  "el",
  "al",
  "bin",
  "ibn",
  "ben",
  "abu",
  "st",
  "san",
  "santa",
  "mac",
  "mc",
  "o'",
  "d'",
  "von und zu",
]);
/** Only behind another particle: "von der", "van den", "von und zu". */
const innerParticles = new Set(["der", "dem", "den", "und", "het", "'t", "y", "e", "i"]);

const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, "");
const isTitle = (word: string, isFirst: boolean): boolean => {
  const parts = bare(word).split("-");
  if (parts.some((part) => part === "")) return false;
  if (!isFirst && parts.every((part) => titleTails.test(part) || titles.test(part)))
    return word.includes(".") || !titleTails.test(parts[0] as string);
  // "Graf" and "Ing" are names as well; a title in front is written with a point or is one of the unmistakable.
  return parts.every((part) => titles.test(part)) && !titleTails.test(parts[0] as string);
};

/** Takes a person's name in one line apart: "Frau Prof. Dr. Anna-Lena von der Heide, M. A.", "Heide, Anna". */
export function splitPersonName(text: string): PersonName {
  const written = text.replace(/\s+/g, " ").trim();
  if (written === "") return {};
  const [line, suffixFromComma] = withoutCommas(written);
  const words = line.split(" ");
  let salutation: "ms" | "mr" | undefined;
  const prefix: string[] = [];
  while (words.length > 1) {
    const word = words[0] as string;
    const greeted = salutations.get(bare(word));
    if (greeted && prefix.length === 0 && !salutation) salutation = greeted;
    else if (isTitle(word, prefix.length === 0)) prefix.push(word);
    else break;
    words.shift();
  }
  const suffix: string[] = suffixFromComma ? [suffixFromComma] : [];
  while (words.length > 2 && suffixes.test(bare(words.at(-1) as string))) suffix.unshift(words.pop() as string);
  const from = familyStart(words);
  const made: PersonName = {
    ...(salutation && { salutation }),
    ...(prefix.length > 0 && { honorificPrefix: prefix.join(" ") }),
    ...(from > 0 && { givenName: words.slice(0, from).join(" ") }),
    ...(from < words.length && { familyName: words.slice(from).join(" ") }),
    ...(suffix.length > 0 && { honorificSuffix: suffix.join(" ") }),
  };
  return keepsWords(made, written) ? made : { ...made, name: written };
}

/** "Heide, Anna" is a name turned round; "Anna Heide, M.A." has its degree behind. */
function withoutCommas(written: string): [line: string, suffix: string] {
  const comma = written.indexOf(",");
  if (comma < 0) return [written, ""];
  const before = written.slice(0, comma).trim();
  const after = written.slice(comma + 1).trim();
  if (before === "" || after === "") return [before || after, ""];
  const isSuffix = after.split(/[\s,]+/).every((word) => suffixes.test(bare(word)) || /\p{L}\.$/u.test(word));
  return isSuffix || before.split(" ").length > 3 ? [before, after] : [`${after} ${before}`, ""];
}

/** Where the family name begins: its last word, the particles before it, and what "y" ties to it. */
function familyStart(words: readonly string[]): number {
  let from = words.length - 1;
  if (from <= 0) return 0;
  if (from >= 2 && bare(words[from - 1] as string) === "y") from -= 2;
  for (let at = from - 1; at >= 1; at--) {
    const word = (words[at] as string).toLowerCase();
    if (particles.has(word)) from = at;
    else if (!innerParticles.has(word)) break;
  }
  // A name of particles only ("von der Heide") is a family name.
  if (from === 1 && particles.has((words[0] as string).toLowerCase())) return 0;
  return innerParticles.has((words[1] as string).toLowerCase()) && particles.has((words[0] as string).toLowerCase()) ? 0 : from;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

type Parts = Pick<PersonName, "salutation" | "honorificPrefix" | "givenName" | "familyName" | "honorificSuffix"> & {
  readonly additionalName?: string;
  readonly nickname?: string;
};

/** Whether a name put together from its parts has every word that was written; order and points are no loss. */
export function keepsWords(parts: Parts, written: string): boolean {
  const left = new Map<string, number>();
  for (const part of [parts.honorificPrefix, parts.givenName, parts.additionalName, parts.familyName, parts.honorificSuffix])
    for (const word of wordsOf(part ?? "")) left.set(word, (left.get(word) ?? 0) + 1);
  return wordsOf(written).every((word, at) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count > 0 || (at === 0 && parts.salutation !== undefined && salutations.has(word));
  });
}

/** "Herr", "Frau Dr.", "Mrs." as a column has it: whom to greet, and the title that came with it. */
export function readSalutation(text: string): { readonly salutation?: "ms" | "mr" | "none"; readonly honorificPrefix?: string } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const greeted = salutations.get(bare(words[0] ?? "")) ?? sexes.get(bare(words[0] ?? ""));
  const rest = (greeted ? words.slice(1) : words).filter((word, i) => isTitle(word, i === 0));
  return { ...(greeted && { salutation: greeted }), ...(rest.length > 0 && { honorificPrefix: rest.join(" ") }) };
}
