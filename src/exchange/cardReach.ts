// How the contact of a card is reached: addresses, telephones, mail, websites, messengers.
import { readCountry } from "../domain/country.ts";
import type { Address } from "../domain/party.ts";
import type { ContentLine } from "./contentLine.ts";
import type { HintList } from "./draft.ts";
import { addOnce, type PartyDraft } from "./partyDraft.ts";
import { type Card, paramOf, partsOf, preference, silentTypes, textOf, typesOf } from "./vcard.ts";
import { readLabel } from "./words.ts";

/** Instant messengers and networks whose name is the property's. */
const handleNames = new Map<string, string>(
  Object.entries({
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-JABBER": "jabber",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-QQ": "qq",
    "X-GTALK": "gtalk",
    "X-GOOGLE-TALK": "gtalk",
    "X-GADUGADU": "gadugadu",
    "X-GROUPWISE": "groupwise",
    "X-TWITTER": "x",
    "X-MS-IMADDRESS": "im",
    "X-WHATSAPP": "whatsapp",
    "X-TELEGRAM": "telegram",
    "X-SIGNAL": "signal",
    "X-THREEMA": "threema",
  }),
);
/** The addresses of a card, the preferred one first. */
export function addCardAddresses(
  party: PartyDraft,
  card: Card,
  labels: ReadonlyMap<string, string>,
  take: (property: ContentLine) => void,
  hints: HintList,
): Address[] {
  const { version, properties } = card;
  const made: Address[] = [];
  const all = properties.filter((property) => property.name === "ADR").sort((a, b) => preference(a) - preference(b));
  for (const property of all) {
    // Writers forget to escape commas in streets, so the parts of a list are one text again.
    const [poBox, extra, street, locality, region, postalCode, country, ...more] = partsOf(property, version).map((part) =>
      part
        .map((text) => text.trim())
        .filter(Boolean)
        .join(", "),
    );
    const label = property.group === undefined ? undefined : labels.get(property.group);
    const code = country ? readCountry(country) : undefined;
    if (country && !code) hints.add("country-unreadable", property.line, country);
    const type = label ? (readLabel(label).label ?? readLabel(label).type) : typesOf(property).find((word) => !silentTypes.has(word));
    const address: Address = {
      ...(type && { type }),
      ...(poBox && { poBox }),
      ...(extra && { extra }),
      ...(street && { street }),
      ...(locality && { locality }),
      ...(region && { region }),
      ...(postalCode && { postalCode }),
      ...(code ? { country: code } : country && { countryText: country }),
      ...(geoOf(paramOf(property, "GEO")) && { geo: geoOf(paramOf(property, "GEO")) }),
    };
    take(property);
    if (more.some(Boolean)) party.keep("vcard:ADR", property.value);
    if (Object.keys(address).some((field) => field !== "type")) made.push(address);
    const formatted = paramOf(property, "LABEL");
    if (formatted && !says(address, formatted)) party.keep("vcard:LABEL", formatted);
  }
  for (const property of properties.filter((other) => other.name === "GEO")) {
    const geo = geoOf(property.value);
    const types = typesOf(property);
    const at = made.findIndex((address) => (types.length === 0 || types.includes(address.type ?? "")) && !address.geo);
    if (!geo || at < 0) continue;
    made[at] = { ...(made[at] as Address), geo };
    take(property);
  }
  for (const property of properties.filter((other) => other.name === "LABEL"))
    if (made.some((address) => says(address, textOf(property, version)))) take(property);
  for (const address of made) addOnce(party.addresses, address);
  return made;
}

/** Whether the parts of an address have every line of its formatted text; a country may be there as its code. */
function says(address: Address, formatted: string): boolean {
  const said = Object.values(address)
    .filter((value) => typeof value === "string")
    .join(" ")
    .toLowerCase();
  return formatted
    .split("\n")
    .every(
      (line) => readCountry(line) !== undefined || (line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => said.includes(word)),
    );
}

/** `geo:46.77,-71.28`, `46.77;-71.28`. */
function geoOf(value: string | undefined): { readonly lat: number; readonly lon: number } | undefined {
  const found = /^(?:geo:)?\s*(-?\d+(?:\.\d+)?)\s*\\?[,;]\s*(-?\d+(?:\.\d+)?)/i.exec(value ?? "");
  if (!found) return undefined;
  const [lat, lon] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

const phoneKinds = new Map<string, string>(
  Object.entries({
    cell: "mobile",
    mobile: "mobile",
    iphone: "mobile",
    fax: "fax",
    facsimile: "fax",
    home: "home",
    work: "work",
    other: "other",
  }),
);
const phoneRank = ["fax", "mobile", "home", "work", "other"];

/** Telephones, mail, websites and messengers of a card. */
export function addCardReach(
  party: PartyDraft,
  card: Card,
  labels: ReadonlyMap<string, string>,
  region: string,
  take: (property: ContentLine) => void,
): void {
  const { version, properties } = card;
  const all = (name: string) => properties.filter((property) => property.name === name).sort((a, b) => preference(a) - preference(b));
  const labelOf = (property: ContentLine): string | undefined => (property.group === undefined ? undefined : labels.get(property.group));
  for (const property of all("TEL")) {
    take(property);
    const value = readTel(textOf(property, version).trim());
    if (value === "") continue;
    const types = typesOf(property);
    const kinds = [...new Set(types.map((word) => phoneKinds.get(word)).filter((word) => word !== undefined))].sort(
      (a, b) => phoneRank.indexOf(a) - phoneRank.indexOf(b),
    );
    const written = (labelOf(property) ?? "").replace(/^_\$!<(.*)>!\$_$/, "$1");
    const named = readLabel(written);
    const others = [
      ...kinds.slice(1),
      ...types.filter((word) => !phoneKinds.has(word) && (!silentTypes.has(word) || word === "car" || word === "isdn")),
    ];
    const type = kinds[0] ?? named.type ?? (others.length > 0 ? "other" : undefined);
    const label =
      named.label ??
      (written !== "" && kinds[0] !== undefined && named.type !== kinds[0] ? written : others.length > 0 ? others.join(", ") : undefined);
    addOnce(party.phones, {
      value,
      region: paramOf(property, "X-REGION") ?? region,
      ...(type !== undefined && { type }),
      ...(label !== undefined && { label }),
    });
  }
  for (const [name, list] of [
    ["EMAIL", party.emails],
    ["URL", party.urls],
  ] as const) {
    for (const property of all(name)) {
      take(property);
      const value = textOf(property, version)
        .trim()
        .replace(/^mailto:/i, "");
      if (value === "") continue;
      const named = readLabel(labelOf(property) ?? "");
      const type = named.type ?? typesOf(property).find((word) => !silentTypes.has(word));
      addOnce(list, { value, ...(type !== undefined && { type }), ...(named.label !== undefined && { label: named.label }) });
    }
  }
  for (const property of properties) {
    const value = textOf(property, version).trim();
    const service = handleNames.get(property.name);
    if (service && value) addOnce(party.handles, { service, value });
    else if (property.name === "IMPP" && value) {
      const [, scheme = "", rest = value] = /^([a-z][\w+.-]*):(.*)$/i.exec(value) ?? [];
      addOnce(party.handles, {
        service: (paramOf(property, "X-SERVICE-TYPE") ?? paramOf(property, "SERVICE-TYPE") ?? scheme).toLowerCase() || "im",
        value: rest,
        ...(/^https?$/i.test(scheme) && { url: value }),
      });
    } else if ((property.name === "SOCIALPROFILE" || property.name === "X-SOCIALPROFILE") && value) {
      const named = (
        paramOf(property, "SERVICE-TYPE") ??
        paramOf(property, "X-SERVICE-TYPE") ??
        typesOf(property).find((word) => word !== "pref") ??
        "other"
      ).toLowerCase();
      const user = paramOf(property, "USERNAME") ?? paramOf(property, "X-USER");
      const isUrl = /^[a-z][\w+.-]*:\/\//i.test(value) && paramOf(property, "VALUE")?.toLowerCase() !== "text";
      addOnce(party.handles, {
        service: named === "twitter" ? "x" : named,
        value: user ?? (isUrl ? (value.replace(/\/+$/, "").split("/").at(-1) ?? value) : value.replace(/^x-apple:/, "")),
        ...(isUrl && { url: value }),
      });
    } else continue;
    take(property);
  }
}

/** `tel:+1-418-656-9254;ext=102` as a person would write it. */
function readTel(value: string): string {
  const found = /^tel:([^;]*)(.*)$/i.exec(value);
  if (!found) return value;
  const extension = /;ext=([^;]+)/i.exec(found[2] as string)?.[1];
  return extension ? `${found[1]} ext. ${extension}` : (found[1] as string);
}
