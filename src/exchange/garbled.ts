// Text that was UTF-8 and was read as Latin-1 or Windows-1252 somewhere on its way: "MÃ¼ller". It can be put right without
// loss, because what such a reading makes of one letter stands in no language.
import type { CsvRow } from "./csv.ts";
import { windows1252 } from "./text.ts";

const continuation = `[\\u0080-\\u00bf${[...windows1252].filter((char) => char.charCodeAt(0) > 0xff).join("")}]`;
const sequence = new RegExp(`[ÂÃÄÅ]${continuation}|â${continuation}{2}`, "g");
/** These two are the beginning of a letter of Latin-1, and seldom anything else. */
const clear = new RegExp(`[ÂÃÅ]${continuation}|â${continuation}{2}`);

const byteOf = (char: string): number => {
  const code = char.charCodeAt(0);
  return code > 0xff ? 0x80 + windows1252.indexOf(char) : code;
};

/** What a letter was before: of Latin-1 and its neighbour, a sign of typography, the euro; else nothing was wrong with it. */
function letterOf(found: string): string {
  const bytes = [...found].map(byteOf);
  const [first = 0, second = 0, third = 0] = bytes;
  const code = bytes.length === 2 ? ((first & 31) << 6) | (second & 63) : ((first & 15) << 12) | ((second & 63) << 6) | (third & 63);
  const isLetter = (code >= 0xc0 && code <= 0x17f) || (code >= 0xa0 && code <= 0xbf);
  const isSign = (code >= 0x2010 && code <= 0x2044) || code === 0x20ac || code === 0x2122;
  return (bytes.length === 2 ? isLetter : isSign) ? String.fromCharCode(code) : found;
}

/** Once for each time that it was misread: "MÃƒÂ¼ller" was twice. */
function mended(text: string): string {
  let now = text;
  for (let times = 0; times < 3 && clear.test(now); times++) now = now.replace(sequence, letterOf);
  return now;
}

/** What was garbled in a file, and is mended unless somebody says that it is meant so. */
export interface Garbled {
  /** Rows, or lines of a file of cards. */
  readonly count: number;
  readonly lines: readonly number[];
  /** The first word, before and after. */
  readonly from: string;
  readonly to: string;
}

/** Notes what it mends, line by line. */
class Mender {
  readonly #lines: number[] = [];
  #count = 0;
  #first: { readonly from: string; readonly to: string } | undefined;

  mend(text: string, line: number): string {
    const now = mended(text);
    if (now === text) return text;
    if (this.#lines.at(-1) !== line) {
      this.#count++;
      if (this.#lines.length < 20) this.#lines.push(line);
    }
    this.#first ??= firstWord(text);
    return now;
  }

  get garbled(): Garbled | undefined {
    return this.#first && { count: this.#count, lines: this.#lines, ...this.#first };
  }
}

function firstWord(text: string): { readonly from: string; readonly to: string } {
  const word = text.split(/[\s;,:"]+/).find((one) => mended(one) !== one) ?? text.slice(0, 60);
  return { from: word, to: mended(word) };
}

export function mendText(text: string): { readonly text: string; readonly garbled: Garbled | undefined } {
  if (!clear.test(text)) return { text, garbled: undefined };
  const mender = new Mender();
  const lines = text.split("\n").map((line, i) => mender.mend(line, i + 1));
  return { text: lines.join("\n"), garbled: mender.garbled };
}

/** Rows of a sheet, where nobody wrote a text. */
export function mendRows(rows: readonly CsvRow[]): { readonly rows: readonly CsvRow[]; readonly garbled: Garbled | undefined } {
  const mender = new Mender();
  const now = rows.map((row) =>
    row.cells.some((cell) => clear.test(cell)) ? { ...row, cells: row.cells.map((cell) => mender.mend(cell, row.line)) } : row,
  );
  return { rows: now, garbled: mender.garbled };
}
