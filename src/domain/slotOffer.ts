// An offer of times as it travels behind the # of a link, where no server sees it, and the answer that comes back.
import { fromBase64Url, textOf, toBase64Url, utf8 } from "../lib/bytes.ts";
import { randomKey } from "../lib/id.ts";

export interface SlotOffer {
  /** What the answer names it by. */
  readonly id: string;
  /** Who offers, as the customer knows them, and what for. */
  readonly from: string;
  readonly title: string;
  readonly minutes: number;
  /** Wall times on the clocks of `zone` (IANA). */
  readonly starts: readonly string[];
  readonly zone: string;
  /** Where the answer may be written to; "" where that was not said. */
  readonly email: string;
}

export interface SlotAnswer {
  readonly offer: string;
  /** The time that was chosen, as the offer has it; "" where none suits. */
  readonly start: string;
  readonly minutes: number;
  readonly zone: string;
  readonly title: string;
  /** Who answers, and what they add. */
  readonly name: string;
  readonly note: string;
}

/** Letters and digits that nobody mistakes for one another when read out (as in `randomKey`). */
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const idLength = 6;

export const newOfferId = (): string => randomKey(idLength);

const [offerVersion, answerVersion] = ["o1", "a1"];
const isText = (value: unknown): value is string => typeof value === "string";
const startPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const isStart = (value: unknown): value is string => isText(value) && startPattern.test(value);
const mostSlots = 20;
const longest = 8_000;

const packed = (values: readonly unknown[]): string => toBase64Url(utf8(JSON.stringify(values)));

function unpacked(text: string): readonly unknown[] {
  try {
    const values: unknown = text.length > longest ? null : JSON.parse(textOf(fromBase64Url(text)));
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

export const writeOffer = ({ id, from, title, minutes, starts, zone, email }: SlotOffer): string =>
  packed([offerVersion, id, from, title, minutes, zone, email, ...starts]);

/** Undefined for what is no offer. */
export function readOffer(text: string): SlotOffer | undefined {
  const [version, id, from, title, minutes, zone, email, ...starts] = unpacked(text);
  if (version !== offerVersion || !isText(id) || !isText(from) || !isText(title) || !isText(zone) || !isText(email)) return undefined;
  if (!Number.isInteger(minutes) || !starts.every(isStart) || starts.length === 0 || starts.length > mostSlots) return undefined;
  return { id, from, title, minutes: Number(minutes), zone, email, starts };
}

export const writeAnswer = ({ offer, start, minutes, zone, title, name, note }: SlotAnswer): string =>
  packed([answerVersion, offer, start, minutes, zone, title, name, note]);

/** Undefined for what is no answer. */
export function readAnswer(text: string): SlotAnswer | undefined {
  const [version, offer, start, minutes, zone, title, name, note] = unpacked(text);
  if (version !== answerVersion || !isText(offer) || !isText(zone) || !isText(title) || !isText(name) || !isText(note)) return undefined;
  if (!(start === "" || isStart(start)) || !Number.isInteger(minutes)) return undefined;
  return { offer, start, minutes: Number(minutes), zone, title, name, note };
}

/** The letter by which a mistyped one is noticed (Luhn's formula, modulo 32). */
function checkOf(text: string): string {
  let sum = 0;
  for (const [at, letter] of [...text].toReversed().entries()) {
    const value = letters.indexOf(letter) * (at % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / letters.length) + (value % letters.length);
  }
  return letters[(letters.length - (sum % letters.length)) % letters.length] ?? "0";
}

/** "K7QM4R-2X": the offer, which of its times (1, 2 …; 0 for none), and a letter by which typing errors are noticed. */
export function answerCode(offer: string, which: number): string {
  const place = letters[which] ?? "0";
  return `${offer}-${place}${checkOf(offer + place)}`.toUpperCase();
}

/** Undefined for what is no code, or was mistyped. */
export function readCode(typed: string): { readonly offer: string; readonly which: number } | undefined {
  const plain = typed
    .toLowerCase()
    .replaceAll("o", "0")
    .replaceAll(/[il]/g, "1")
    .replaceAll(/[^0-9a-z]/g, "");
  const [offer, place, check] = [plain.slice(0, idLength), plain.slice(idLength, idLength + 1), plain.slice(idLength + 1)];
  const which = letters.indexOf(place);
  return offer.length === idLength && which >= 0 && check === checkOf(offer + place) ? { offer, which } : undefined;
}

/** What an appointment that is held says of it: the offer, and which of its times (1, 2 …). */
export const heldFor = (offer: string, which: number): string => `${offer}.${which}`;
export const offerOfHeld = (held: string | null | undefined): string => (held ?? "").split(".")[0] ?? "";
export const placeOfHeld = (held: string | null | undefined): number => Number((held ?? "").split(".")[1] ?? 0);
