// Several values in one cell, as people write them: "030 123 45 / 0171 678 90 (mobil)", "a@b.de oder c@d.de". Each of them is taken
// out with the words that stand beside it; where it is not certain that there are several, the cell stays whole.
import { bareEmail, isEmail, isPhoneLike } from "./value.ts";

export interface LabelledPart {
  readonly value: string;
  /** What stands beside it, in brackets or before a colon. */
  readonly label?: string;
}

/** Google's exports put several values of one field so. */
export const googleSign = " ::: ";

const between = /\s*(?:;|\n|\||\s:::\s|,\s+|\s+(?:oder|od\.|or|und|u\.|and|bzw\.?|sowie|ou|et)\s+|\s*&\s*)\s*/i;
/** Up to fifteen digits with blanks and dashes, and nothing that could part two numbers. */
const plainNumber = /^\+?(?:\(0\d*\) ?)?\d(?:[ .-]?\d){4,14}$/;
const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0;
/** More than any telephone number has. */
const mostDigits = 15;
const leastDigits = 6;
/** They only say that a number of a telephone follows. */
const silentWords = /^(?:tel(?:efon)?|fon|phone|telephone|t|p|nr|no|ruf|festnetz)$/i;

/** Telephone numbers of a cell with what is said of each. */
export function splitPhones(cell: string): LabelledPart[] {
  const whole = cell.trim();
  // One plain number, as nearly every cell has it.
  if (plainNumber.test(whole)) return [{ value: whole }];
  const parts = whole
    .split(between)
    .filter(Boolean)
    .flatMap((part) => phonesIn(part));
  // Of a cell in which not everything could be read nothing is taken apart.
  if (parts.length === 0 || parts.some(({ value }) => digitsIn(value) < 5)) return [{ value: whole }];
  return parts;
}

const phoneSpan = /(?<![\p{L}\p{N}@])\+?\(?\d[\d\s()/.\-–\u00a0]*\d(?:\s?(?:ext|x|dw|app)\.?\s?\d+)?(?![\p{L}@])/giu;

/** "030 23125091 (Büro) 0171 3920092 (mobil)": each number with the words behind it, or those before it. */
function phonesIn(part: string): LabelledPart[] {
  if (isPhoneLike(part) && numbersOf(part).length === 1) return [{ value: part }];
  const spans = [...part.matchAll(phoneSpan)].filter(([text]) => digitsIn(text) >= 5);
  if (spans.length === 0) return [{ value: part }];
  const found: { value: string; label: string }[] = [];
  let before = part.slice(0, spans[0]?.index);
  for (const [i, span] of spans.entries()) {
    const end = span.index + span[0].length;
    const behind = part.slice(end, spans[i + 1]?.index);
    // "(0) …" begins the next number: the bracket is none of the words.
    const numbers = numbersOf(span[0]);
    const words = wordsOf(behind);
    const isBehind = /^\s*[([]|^\s+\p{L}/u.test(behind) && !/:\s*$/.test(behind);
    for (const [n, value] of numbers.entries())
      found.push({ value, label: n === numbers.length - 1 && isBehind ? words : n === 0 ? wordsOf(before) : "" });
    before = isBehind ? "" : behind;
  }
  return found.map(({ value, label }) => ({ value, ...(label !== "" && { label }) }));
}

const wordsOf = (text: string): string =>
  text
    .replace(/[()[\]:/,;–-]+/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !silentWords.test(word.replace(/\.$/, "")))
    .join(" ");

/**
 * "/" stands between two numbers, and within one ("030/231 25"): a part that begins like a whole number ends the one before it, if that
 * is long enough for one. More digits than any number has are two of them.
 */
function numbersOf(text: string): string[] {
  const numbers: string[] = [];
  for (const segment of text.split(/(?<=\d\)?)\s*\/\s*(?=[+(\d])/)) {
    const last = numbers.at(-1);
    const isWhole = /^(?:\+|\(?0)/.test(segment.trim()) && digitsIn(segment) >= 3;
    if (last !== undefined && !(isWhole && digitsIn(last) >= leastDigits)) numbers[numbers.length - 1] = joined(text, last, segment);
    else numbers.push(segment.trim());
  }
  return numbers.flatMap((number) => {
    if (digitsIn(number) <= mostDigits) return [number];
    const two = number.split(/\s+(?=\(?0\d|\+)/);
    return two.length > 1 && two.every((one) => digitsIn(one) >= leastDigits) ? two.map((one) => one.trim()) : [number];
  });
}

/** As it stood there, blanks around the sign and all. */
function joined(text: string, a: string, b: string): string {
  const from = text.indexOf(a);
  const to = text.indexOf(b, from + a.length);
  return text.slice(from, to + b.length).trim();
}

/** Mail addresses of a cell, each with what is said of it. */
export function splitEmails(cell: string): LabelledPart[] {
  const whole = cell.trim();
  const one = bareEmail(whole);
  if (isEmail(one) && whole.indexOf("@") === whole.lastIndexOf("@")) return [{ value: one }];
  const found: { value: string; label: string }[] = [];
  let before: string[] = [];
  for (const token of whole.split(/[\s;,|/]+/).filter(Boolean)) {
    const address = bareEmail(token.replace(/^[<(["']+|[>)\]"'.:]+$/g, ""));
    if (isEmail(address)) {
      found.push({
        value: address,
        label: before.join(" ").replace(/[:<"]/g, "").trim(),
      });
      before = [];
    } else if (/^(?:oder|or|und|and|u\.|od\.|bzw\.?|ou|et|&|:::|-|–)$/i.test(token)) before = [];
    else if (/^\(.+\)$/.test(token) && found.length > 0) (found.at(-1) as { label: string }).label = token.slice(1, -1);
    else before.push(token);
  }
  // Words that nobody can place belong to it: the cell stays as it is, and is told.
  if (found.length === 0 || before.length > 0) return [{ value: whole }];
  return found.map(({ value, label }) => ({ value, ...(label !== "" && { label }) }));
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  euro: "€",
  eacute: "é",
  Eacute: "É",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  copy: "©",
  reg: "®",
  deg: "°",
  sect: "§",
  rsquo: "’",
  lsquo: "‘",
  bdquo: "„",
  ldquo: "“",
  rdquo: "”",
};

/** "M&uuml;ller &amp; Co" as it was meant: shops and web forms export their pages. */
export const withoutEntities = (cell: string): string =>
  cell.includes("&") && cell.includes(";")
    ? cell.replace(/&(?:#(\d{2,6})|#x([\da-f]{2,5})|([a-z]{2,8}));/gi, (written, decimal, hex, name) => {
        if (name !== undefined) return entities[name as string] ?? written;
        const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
        return code >= 32 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : written;
      })
    : cell;
