// Texts that repeat, as numbers: a column of a million names is a column of small numbers and each name once.
import { narrow } from "./numberColumn.ts";

/**
 * A dictionary-encoded column of texts: row → index among `members`, -1 = none. `members` is one text, a member a line: it costs
 * the database less than thousands.
 */
export interface CodedTexts {
  readonly codes: Int8Array | Int16Array | Int32Array;
  readonly members: string;
}

const noBreaks = (text: string): string => text.replaceAll("\n", " ");
export const joinTexts = (texts: readonly string[]): string => texts.map(noBreaks).join("\n");
export const splitTexts = (joined: string): string[] => (joined === "" ? [] : joined.split("\n"));

/** Numbers texts in the order they come, from 0. */
export class Dictionary {
  readonly #indices = new Map<string, number>();
  readonly members: string[] = [];

  indexOf(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    const index = this.members.push(text) - 1;
    this.#indices.set(text, index);
    return index;
  }

  /** The indices here of all members of a coded column, in their order. */
  indicesOf(column: CodedTexts): Int32Array {
    return Int32Array.from(splitTexts(column.members), (text) => this.indexOf(text));
  }
}

/** Builds a dictionary-encoded column row by row; nothing and the empty text are none. */
export class CodedTextsWriter {
  readonly #dictionary = new Dictionary();
  readonly #codes: number[] = [];

  add(text: unknown): void {
    this.#codes.push(typeof text === "string" && text !== "" ? this.#dictionary.indexOf(noBreaks(text)) : -1);
  }

  end(): CodedTexts {
    return { codes: narrow(this.#codes), members: this.#dictionary.members.join("\n") };
  }
}
