import { ownValue } from "../lib/own.ts";

/** Zones that tell the country more surely than a browser's language does: an English browser in Berlin stands in Germany. */
const countryByZone: Readonly<Record<string, string>> = {
  "Europe/Berlin": "DE",
  "Europe/Busingen": "DE",
  "Europe/Vienna": "AT",
  "Europe/Zurich": "CH",
  "Europe/Vaduz": "LI",
  "Europe/Luxembourg": "LU",
  "Europe/Brussels": "BE",
  "Europe/Amsterdam": "NL",
  "Europe/Paris": "FR",
  "Europe/Rome": "IT",
  "Europe/Madrid": "ES",
  "Europe/Lisbon": "PT",
  "Europe/London": "GB",
  "Europe/Dublin": "IE",
  "Europe/Copenhagen": "DK",
  "Europe/Stockholm": "SE",
  "Europe/Oslo": "NO",
  "Europe/Helsinki": "FI",
  "Europe/Warsaw": "PL",
  "Europe/Prague": "CZ",
  "Europe/Bratislava": "SK",
  "Europe/Budapest": "HU",
  "Europe/Ljubljana": "SI",
  "Europe/Zagreb": "HR",
  "Europe/Bucharest": "RO",
  "Europe/Sofia": "BG",
  "Europe/Athens": "GR",
  "Europe/Tallinn": "EE",
  "Europe/Riga": "LV",
  "Europe/Vilnius": "LT",
  "Europe/Istanbul": "TR",
  "Europe/Kyiv": "UA",
  "America/New_York": "US",
  "America/Chicago": "US",
  "America/Denver": "US",
  "America/Los_Angeles": "US",
  "America/Toronto": "CA",
  "America/Vancouver": "CA",
  "Australia/Sydney": "AU",
  "Asia/Tokyo": "JP",
  "Asia/Kolkata": "IN",
};

const currencyByCountry: Readonly<Record<string, string>> = {
  CH: "CHF",
  LI: "CHF",
  GB: "GBP",
  DK: "DKK",
  SE: "SEK",
  NO: "NOK",
  PL: "PLN",
  CZ: "CZK",
  HU: "HUF",
  RO: "RON",
  TR: "TRY",
  UA: "UAH",
  US: "USD",
  CA: "CAD",
  AU: "AUD",
  NZ: "NZD",
  JP: "JPY",
  IN: "INR",
  CN: "CNY",
  BR: "BRL",
  MX: "MXN",
  ZA: "ZAR",
  SG: "SGD",
  HK: "HKD",
  AE: "AED",
};

/** The currency people of a country count in; where nobody knows better, the euro. */
export const currencyOf = (country: string): string => ownValue(currencyByCountry, country) ?? "EUR";

export interface Region {
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
}

/** What a browser says that hides where it is (Firefox's resistFingerprinting), or a device whose clock nobody has set. */
const hidingZones: ReadonlySet<string> = new Set(["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Etc/Unknown", "Atlantic/Reykjavik"]);

/** A zone to ask for, not to guess: hardly anybody lives by it, and nobody who reads the browser's language. Days depend on it. */
export const isZoneHidden = (languages: readonly string[], zone: string): boolean =>
  hidingZones.has(zone) && !languages.some((tag) => /^is(-|$)|-IS$/i.test(tag));

/** Where this device seems to be: by its time zone first, by the language of its browser second. */
export function guessRegion(languages: readonly string[], zone: string): Region {
  const stated = languages
    .map((tag) => /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1]?.toUpperCase())
    .find((region) => region !== undefined);
  const country = ownValue(countryByZone, zone) ?? stated ?? "DE";
  return { country, currency: currencyOf(country), zone };
}
