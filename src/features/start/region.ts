// What can be guessed of the founder's country, currency and time zone, so that nobody is asked three questions.

const currencies: Readonly<Record<string, string>> = {
  DE: "EUR", AT: "EUR", FR: "EUR", IT: "EUR", ES: "EUR", NL: "EUR", BE: "EUR", LU: "EUR", IE: "EUR", PT: "EUR", FI: "EUR", GR: "EUR", SK: "EUR", SI: "EUR", EE: "EUR", LV: "EUR", LT: "EUR", HR: "EUR", MT: "EUR", CY: "EUR",
  CH: "CHF", LI: "CHF", GB: "GBP", US: "USD", CA: "CAD", AU: "AUD", NZ: "NZD", DK: "DKK", SE: "SEK", NO: "NOK", PL: "PLN", CZ: "CZK", HU: "HUF", RO: "RON", BG: "EUR", TR: "TRY", JP: "JPY", CN: "CNY", IN: "INR", BR: "BRL", MX: "MXN", ZA: "ZAR",
};
const countries: Readonly<Record<string, string>> = {
  "Europe/Berlin": "DE", "Europe/Busingen": "DE", "Europe/Vienna": "AT", "Europe/Zurich": "CH", "Europe/Vaduz": "LI", "Europe/Paris": "FR", "Europe/Rome": "IT", "Europe/Madrid": "ES", "Europe/Amsterdam": "NL", "Europe/Brussels": "BE",
  "Europe/Luxembourg": "LU", "Europe/London": "GB", "Europe/Dublin": "IE", "Europe/Lisbon": "PT", "Europe/Copenhagen": "DK", "Europe/Stockholm": "SE", "Europe/Oslo": "NO", "Europe/Warsaw": "PL", "Europe/Prague": "CZ", "Europe/Budapest": "HU",
  "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US", "America/Los_Angeles": "US", "America/Toronto": "CA", "Australia/Sydney": "AU", "Asia/Tokyo": "JP",
};

export interface Region {
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
}

export const currencyOf = (country: string): string => currencies[country] ?? "EUR";
export const currencyCodes: readonly string[] = [...new Set(Object.values(currencies))].sort();

/** The zone tells the country best; the browser's language with a region next. */
export function guessRegion(zone: string, languages: readonly string[]): Region {
  const tagged = languages.map((tag) => /-([A-Z]{2})$/.exec(tag)?.[1]).find((code) => code !== undefined);
  const country = countries[zone] ?? tagged ?? (languages[0]?.startsWith("de") ? "DE" : "GB");
  return { country, currency: currencyOf(country), zone };
}

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Berlin";
