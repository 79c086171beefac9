import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { isCountry } from "./country.ts";

export interface ReadPhone {
  readonly e164: string;
  /** The national number's digits without trunk prefix: what is left when people dial from nearby. */
  readonly national: string;
  readonly isValid: boolean;
  readonly international: string;
  readonly extension?: string;
}

/** A number as written, read as somebody in `region` would dial it; null when there is no number in it. */
export function readPhone(value: string, region?: string): ReadPhone | null {
  const number = parsed(value, region);
  if (!number) return null;
  const read = {
    e164: number.number,
    national: number.nationalNumber,
    isValid: number.isValid(),
    international: number.formatInternational(),
  };
  return number.ext ? { ...read, extension: number.ext } : read;
}

function parsed(value: string, region: string | undefined): PhoneNumber | undefined {
  // Longer texts are not numbers, and the library's patterns are slow on them.
  if (value.length > 80) return undefined;
  const country = region && isCountry(region) ? (region as CountryCode) : undefined;
  return parsePhoneNumberFromString(
    value.replace(/^\s*tel:/i, "").replace(/;ext=/i, " ext. "),
    country ? { defaultCountry: country, extract: false } : { extract: false },
  );
}

const digitsIn = (value: string): string => value.replace(/\D+/g, "");

/** The digits to search by: with country code where the number can be read, else as written. */
export const digitsOf = (value: string, region?: string): string => parsed(value, region)?.number.slice(1) ?? digitsIn(value);

/** A phone's digits in the ways people type them: international, national with its zero, and as written. */
export function typedDigits(value: string, region: string): string[] {
  const number = parsed(value, region);
  const ways = number ? [number.number.slice(1), `0${number.nationalNumber}`] : [];
  return [...new Set([...ways, digitsIn(value)])].filter((digits) => digits.length > 2);
}
