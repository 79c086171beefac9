import type { Address } from "../domain/party.ts";
import { postalLines } from "../domain/postalLine.ts";
import { countryName } from "./format.ts";

/** The lines of an address as its post wants them; the country where it is another than `home` (ISO 3166-1 alpha-2). */
export const addressLines = (address: Address, home: string | undefined): string[] =>
  [
    address.extra,
    address.street,
    address.poBox,
    ...postalLines(address.country ? address : { ...address, country: home }),
    address.country && address.country !== home ? countryName(address.country) : address.countryText,
  ].filter((line): line is string => Boolean(line));
