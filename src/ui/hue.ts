import { fold } from "../lib/fold.ts";

/** One of eight quiet hues, 0 to 7; the same name or id has the same one on every device. */
export const hueOf = (name: string): number =>
  Array.from(fold(name)).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % 8;
