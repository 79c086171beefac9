import { fold } from "../lib/fold.ts";

/** ISO 3166-1 alpha-2. */
const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );
const isCode = new Set(codes);
export const countryCodes: readonly string[] = codes;

/** What people write and Unicode's lists do not have; car plates as in "D-10115" and names before the last renaming too. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  AE: ["UAE", "VAE", "Emirates"],
  AT: ["A", "Oesterreich", "Republik Österreich", "Autriche"],
  BE: ["B", "Belgique", "België"],
  BA: ["Bosnien", "Bosnia"],
  BO: ["Bolivia, Plurinational State of"],
  BY: ["Weißrussland"],
  CD: ["Democratic Republic of the Congo", "DR Congo", "DR Kongo"],
  CH: ["Suisse", "Svizzera", "Swiss", "Schweizerische Eidgenossenschaft"],
  CI: ["Ivory Coast", "Elfenbeinküste"],
  CN: ["PR China", "VR China", "People's Republic of China"],
  CZ: ["Czech Republic", "Tschechische Republik", "Tschechei"],
  DE: ["D", "BRD", "Bundesrepublik Deutschland", "Federal Republic of Germany", "Allemagne", "Alemania"],
  DK: ["Danmark"],
  ES: ["E", "España"],
  FI: ["FIN", "Suomi"],
  FR: ["F"],
  GB: [
    "UK",
    "U.K.",
    "Great Britain",
    "Großbritannien",
    "England",
    "Scotland",
    "Schottland",
    "Wales",
    "Northern Ireland",
    "Nordirland",
    "United Kingdom of Great Britain and Northern Ireland",
  ],
  GR: ["Hellas"],
  HK: ["Hong Kong", "Hongkong"],
  HU: ["Magyarország"],
  IE: ["Éire", "Republic of Ireland", "Republik Irland"],
  IR: ["Islamic Republic of Iran"],
  IT: ["I", "Italia"],
  KR: ["Korea", "South Korea", "Republic of Korea", "Korea, Republic of", "Republik Korea"],
  KP: ["North Korea"],
  LU: ["L"],
  LI: ["FL"],
  MD: ["Moldova", "Moldau"],
  MK: ["Macedonia", "Mazedonien", "FYROM"],
  MM: ["Burma", "Birma"],
  MX: ["México"],
  NL: ["Holland", "The Netherlands", "Nederland"],
  NO: ["Norge"],
  PL: ["Polska"],
  PS: ["Palestine", "Palästina"],
  RO: ["România"],
  RS: ["Srbija"],
  RU: ["Russian Federation", "Russische Föderation"],
  SE: ["Sverige"],
  SK: ["Slovak Republic", "Slowakische Republik"],
  SI: ["Slovenija"],
  SY: ["Syrian Arab Republic"],
  SZ: ["Swaziland", "Swasiland"],
  TR: ["Turkey", "Türkei"],
  TW: ["Taiwan, Province of China"],
  TZ: ["United Republic of Tanzania"],
  US: ["USA", "U.S.", "U.S.A.", "United States of America", "Vereinigte Staaten von Amerika", "America", "Amerika"],
  VA: ["Vatican", "Vatikan"],
  VE: ["Bolivarian Republic of Venezuela"],
  VN: ["Viet Nam"],
  CV: ["Cape Verde", "Kap Verde"],
  HR: ["Hrvatska"],
  EE: ["Eesti"],
  LT: ["Lietuva"],
  LV: ["Latvija"],
};

const alpha3: Readonly<Record<string, string>> = {
  DEU: "DE",
  AUT: "AT",
  CHE: "CH",
  FRA: "FR",
  ITA: "IT",
  ESP: "ES",
  GBR: "GB",
  NLD: "NL",
  BEL: "BE",
  LUX: "LU",
  LIE: "LI",
  POL: "PL",
  CZE: "CZ",
  DNK: "DK",
  SWE: "SE",
  NOR: "NO",
  PRT: "PT",
  HUN: "HU",
  GRC: "GR",
  IRL: "IE",
  TUR: "TR",
  CAN: "CA",
  AUS: "AU",
  CHN: "CN",
  JPN: "JP",
  KOR: "KR",
  IND: "IN",
  BRA: "BR",
  MEX: "MX",
  RUS: "RU",
  UKR: "UA",
};

const nameKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function readNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const language of ["en", "de"]) {
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
      for (const code of codes) {
        const name = display.of(code);
        if (name) names.set(nameKey(name), code);
      }
    }
  }
  for (const [code, all] of Object.entries(aliases)) for (const name of all) names.set(nameKey(name), code);
  for (const [three, code] of Object.entries(alpha3)) names.set(nameKey(three), code);
  return names;
}
let names: ReadonlyMap<string, string> | undefined;
const known = new Map<string, string | undefined>();

/** The ISO code of a country as people write it, in German or English; undefined where that would be a guess. */
export function readCountry(text: string): string | undefined {
  const written = text.trim();
  const upper = written.toUpperCase();
  if (upper === "UK") return "GB";
  if (isCode.has(upper) && written.length === 2) return upper;
  // A file says the same few countries in every row.
  if (known.has(written)) return known.get(written);
  names ??= readNames();
  const code = names.get(nameKey(written));
  if (known.size < 1000) known.set(written, code);
  return code;
}

export const isCountry = (code: string): boolean => isCode.has(code);

const displays = new Map<string, Intl.DisplayNames>();
/** A country's name in a language; an unknown code is its own name. */
export function countryName(code: string, language: string): string {
  if (!isCode.has(code)) return code;
  let display = displays.get(language);
  if (!display) {
    display = new Intl.DisplayNames([language], { type: "region" });
    displays.set(language, display);
  }
  return display.of(code) ?? code;
}
