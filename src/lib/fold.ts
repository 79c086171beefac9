const marks = /\p{M}+/gu;

/**
 * Folds a text as search compares it: lower case, no accents, ß as ss, and ä = ae = a (so Müller, Mueller and Muller are one).
 * The fold of a prefix is a prefix of the fold, so it serves search as you type.
 */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "a")
    .replaceAll("œ", "o")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .replace(/([aou])e/g, "$1");

/** Splits a text into its folded words. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Makes a sorting key after DIN 5007-1: accents and case aside, ß as ss; digits compare as numbers up to nine places. */
export const sortKey = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(marks, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\d+/g, (digits) => digits.padStart(9, "0"));
