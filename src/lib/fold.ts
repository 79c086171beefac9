const marks = /\p{M}+/gu;

/** Letters that are one of the alphabet with a stroke or joined, and that Unicode takes apart into nothing. */
const undecomposed: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i" }),
);
const strange = new RegExp(`[${[...undecomposed.keys()].join("")}]`, "g");

/** Most texts are of these letters, and an import folds each of its cells several times. */
const isAscii = /^[ -~]*$/;

/** Lower case and without accents: ß as ss, Ł as l, Ø as o. */
const plainLetters = (text: string): string =>
  isAscii.test(text)
    ? text.toLowerCase()
    : text
        .normalize("NFKD")
        .replace(marks, "")
        .toLowerCase()
        // "İ" is "i" and a dot in lower case.
        .replace(marks, "")
        .replace(strange, (letter) => undecomposed.get(letter) as string);

/**
 * Folds a text as search compares it: plain letters, and ä = ae = a (so Müller, Mueller and Muller are one).
 * The fold of a prefix is a prefix of the fold, so it serves search as you type.
 */
export const fold = (text: string): string => plainLetters(text).replace(/([aou])e/g, "$1");

/** Splits a text into its folded words. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Makes a sorting key after DIN 5007-1: plain letters; digits compare as numbers up to nine places. */
export const sortKey = (text: string): string =>
  plainLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\d+/g, (digits) => digits.padStart(9, "0"));
