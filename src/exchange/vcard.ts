// vCards of all versions (2.1, 3.0, 4.0), as phones and mail programs really write them.
import { readCountry } from "../domain/country.ts";
import { readLegalForm } from "../domain/legalForm.ts";
import type { Address } from "../domain/party.ts";
import { keepsWords, splitPersonName } from "../domain/personName.ts";
import { addOnce, type Gathering, nameKey, type PartyKindMade, type Sheet } from "./contacts.ts";
import { type ContentLine, openContentLines, splitEscaped, unescapeText } from "./contentLine.ts";
import type { HintList, ImportOptions, RowProblem } from "./draft.ts";
import { readDay } from "./value.ts";
import { readLabel } from "./words.ts";

export interface Card {
  readonly version: "2.1" | "3.0" | "4.0";
  readonly properties: readonly ContentLine[];
  /** Cards inside (AGENT). */
  readonly agents: readonly Card[];
  readonly junk: readonly string[];
  readonly line: number;
}

interface OpenCard {
  readonly line: number;
  readonly properties: ContentLine[];
  readonly agents: Card[];
  readonly junk: string[];
}

const isBegin = (line: ContentLine): boolean => line.name === "BEGIN" && line.value.trim().toUpperCase() === "VCARD";
const isEnd = (line: ContentLine): boolean => line.name === "END" && line.value.trim().toUpperCase() === "VCARD";

/** The cards of a text one after another; a card that never ends, or an end without a beginning, is a problem. */
export function openCards(text: string, startLine = 1): { next(): Card | RowProblem | undefined; at(): number } {
  const lines = openContentLines(text);
  const open: OpenCard[] = [];
  const waiting: RowProblem[] = [];
  const broken = (card: OpenCard): RowProblem => ({ line: card.line, code: "card-unclosed", value: nameIn(card) });

  const next = (): Card | RowProblem | undefined => {
    const problem = waiting.shift();
    if (problem) return problem;
    for (let line = lines.next(); line; line = lines.next()) {
      const at = line.line + startLine - 1;
      const card = open.at(-1);
      if ("junk" in line) {
        if (card) card.junk.push(line.junk);
        else return { line: at, code: "card-line-outside", value: line.junk.slice(0, 120) };
        continue;
      }
      if (isBegin(line)) {
        const last = card?.properties.at(-1);
        const isAgent = last?.name === "AGENT" && last.value.trim() === "";
        // Nesting goes no deeper than an assistant's assistant: a file of ten thousand beginnings is broken, not deep.
        if (card && (!isAgent || open.length > 3)) waiting.push(...open.splice(0).map(broken));
        open.push({ line: at, properties: [], agents: [], junk: [] });
        const first = waiting.shift();
        if (first) return first;
        continue;
      }
      if (!card) {
        if (isEnd(line)) return { line: at, code: "card-line-outside", value: "END:VCARD" };
        return { line: at, code: "card-line-outside", value: `${line.name}:${line.value}`.slice(0, 120) };
      }
      if (!isEnd(line)) {
        card.properties.push({ ...line, line: at });
        continue;
      }
      open.pop();
      const closed = close(card);
      const outer = open.at(-1);
      if (!outer) return closed;
      outer.properties.pop();
      outer.agents.push(closed);
    }
    const rest = open.splice(0).map(broken);
    waiting.push(...rest.slice(1));
    return rest[0];
  };
  return { next, at: () => lines.at() };
}

/** Every card of a text. */
export function parseCards(text: string, startLine = 1): { readonly cards: Card[]; readonly problems: RowProblem[] } {
  const cards: Card[] = [];
  const problems: RowProblem[] = [];
  const reader = openCards(text, startLine);
  for (let found = reader.next(); found; found = reader.next()) "properties" in found ? cards.push(found) : problems.push(found);
  return { cards, problems };
}

const nameIn = (card: OpenCard): string =>
  (card.properties.find((property) => property.name === "FN") ?? card.properties.find((property) => property.name === "N"))?.value.slice(
    0,
    120,
  ) ?? "";

function close({ line, properties, agents, junk }: OpenCard): Card {
  const stated = properties.find((property) => property.name === "VERSION")?.value.trim();
  const version = stated === "2.1" ? "2.1" : stated === "4.0" ? "4.0" : "3.0";
  const nested = [...agents];
  const own: ContentLine[] = [];
  for (const property of properties) {
    // Version 3.0 writes the inner card as one escaped text.
    if (property.name === "AGENT" && /^\s*BEGIN\s*:\s*VCARD/i.test(property.value)) {
      const inner = parseCards(unescapeText(property.value), property.line).cards;
      if (inner.length > 0) {
        nested.push(...inner);
        continue;
      }
    }
    if (property.name !== "VERSION") own.push(property);
  }
  return { version, properties: own, agents: nested, junk, line };
}

const paramOf = (property: ContentLine, name: string): string | undefined => property.params.find(([param]) => param === name)?.[1];
const typesOf = (property: ContentLine): string[] =>
  property.params.filter(([param]) => param === "TYPE").map(([, value]) => value.toLowerCase());

/** The text of a property, as a person would read it. */
export const textOf = (property: ContentLine, version: Card["version"]): string => unescapeText(property.value, version === "2.1");

/** The parts of a structured property (N, ADR, ORG), each a list; version 2.1 has no lists. */
export function partsOf(property: ContentLine, version: Card["version"]): string[][] {
  const isOld = version === "2.1";
  return splitEscaped(property.value, ";").map((part) =>
    (isOld ? [part] : splitEscaped(part, ",")).map((text) => unescapeText(text, isOld)),
  );
}

/** A picture or key as `data:` address, however it was encoded; undefined where the value is no binary. */
export function dataUriOf(property: ContentLine): string | undefined {
  const encoding = paramOf(property, "ENCODING")?.toUpperCase();
  if (encoding !== "B" && encoding !== "BASE64") return undefined;
  const base64 = property.value.replace(/\s+/g, "");
  const type = typesOf(property)[0];
  const isImage = property.name === "PHOTO" || property.name === "LOGO";
  const sniffed = base64.startsWith("/9j/")
    ? "jpeg"
    : base64.startsWith("iVBOR")
      ? "png"
      : base64.startsWith("R0lGOD")
        ? "gif"
        : base64.startsWith("UklGR")
          ? "webp"
          : undefined;
  const mime = isImage
    ? `image/${sniffed ?? type ?? "jpeg"}`
    : property.name === "SOUND"
      ? `audio/${type ?? "basic"}`
      : "application/octet-stream";
  return `data:${mime};base64,${base64}`;
}

/** Pictures above this are told about and left out: a document that holds 400 contacts must stay small. */
const largestData = 100_000;

const preference = (property: ContentLine): number => {
  const stated = Number(paramOf(property, "PREF"));
  return stated >= 1 && stated <= 100 ? stated : typesOf(property).includes("pref") ? 1 : 101;
};

const silentTypes = new Set([
  "pref",
  "voice",
  "internet",
  "msg",
  "text",
  "video",
  "textphone",
  "postal",
  "parcel",
  "dom",
  "intl",
  "x400",
  "isdn",
  "bbs",
  "modem",
  "car",
  "main-number",
  "quoted-printable",
  "base64",
]);
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
/** They speak about the file, not about the contact. */
const fileNames = new Set([
  "VERSION",
  "PRODID",
  "PROFILE",
  "REV",
  "X-ABLABEL",
  "X-ABSHOWAS",
  "KIND",
  "X-ADDRESSBOOKSERVER-KIND",
  "BEGIN",
  "END",
  "CLIENTPIDMAP",
]);
/** Their commas and semicolons are structure, so they are kept as they stand. */
export const rawNames: ReadonlySet<string> = new Set([
  "N",
  "ADR",
  "ORG",
  "GEO",
  "GENDER",
  "KEY",
  "PHOTO",
  "LOGO",
  "SOUND",
  "SOURCE",
  "RELATED",
  "MEMBER",
  "XML",
  "TZ",
  "CALURI",
  "CALADRURI",
  "FBURL",
  "AGENT",
  "CLASS",
  "BDAY",
  "ANNIVERSARY",
  "URL",
  "IMPP",
  "TEL",
  "UID",
]);

/** A card becomes a person, a firm or a group; its firm and its assistants become contacts beside it. */
export function gatherCard(
  card: Card,
  gathering: Gathering,
  options: ImportOptions,
  hints: HintList,
  file: string | undefined,
): Sheet | undefined {
  const { version, properties } = card;
  const all = byName(properties);
  const text = (property: ContentLine | undefined): string => (property ? textOf(property, version).trim() : "");
  const labels = new Map(
    properties
      .filter((property) => property.name === "X-ABLABEL" && property.group !== undefined)
      .map((property) => [property.group as string, textOf(property, version)]),
  );
  const used = new Set<ContentLine>();

  const n = all("N")[0];
  const nParts = n ? partsOf(n, version).map((part) => part.map((word) => word.trim()).filter(Boolean)) : [];
  const names = {
    familyName: nParts[0]?.join(" ") ?? "",
    givenName: nParts[1]?.join(" ") ?? "",
    additionalName: nParts[2]?.join(" ") ?? "",
    honorificPrefix: nParts[3]?.join(" ") ?? "",
    honorificSuffix: nParts[4]?.join(", ") ?? "",
  };
  const hasParts = Object.values(names).some(Boolean);
  const fullName = text(all("FN")[0]);
  const firms = all("ORG")
    .map((property) => ({ property, parts: partsOf(property, version).map((part) => part.join(",").trim()) }))
    .filter(({ parts }) => parts.some(Boolean));
  const firmName = firms.find(({ parts }) => parts[0])?.parts[0] ?? "";
  const nickname = all("NICKNAME")
    .flatMap((property) => splitEscaped(property.value, ",").map((part) => unescapeText(part, version === "2.1").trim()))
    .filter(Boolean)
    .join(", ");
  const canBeReached = all("EMAIL").some((property) => text(property) !== "") || all("TEL").some((property) => text(property) !== "");
  // A card of addresses alone is named by where it leads.
  const place =
    all("ADR")
      .map((property) => partsOf(property, version).map((part) => part.join(", ").trim()))
      .map((part) => [part[2], part[3]].filter(Boolean).join(", "))
      .find(Boolean) ?? "";
  if (!hasParts && !fullName && !firmName && !nickname && !canBeReached && !place) {
    gathering.problems.push({
      line: card.line,
      code: "name-missing",
      value: properties
        .map((property) => `${property.name}:${property.value}`)
        .join(" ")
        .slice(0, 120),
      ...(file !== undefined && { file }),
    });
    return undefined;
  }
  gathering.rows++;

  const stated = text(all("KIND")[0] ?? all("X-ADDRESSBOOKSERVER-KIND")[0]).toLowerCase();
  const showsFirm = text(all("X-ABSHOWAS")[0]).toUpperCase() === "COMPANY";
  const kind: PartyKindMade =
    stated === "group"
      ? "group"
      : stated === "org" ||
          stated === "organization" ||
          showsFirm ||
          (stated !== "individual" &&
            !hasParts &&
            ((firmName !== "" && (fullName === "" || nameKey(fullName) === nameKey(firmName))) || readLegalForm(fullName) !== undefined))
        ? "organisation"
        : "person";
  const ownName =
    kind === "organisation" ? firmName || fullName || [names.givenName, names.familyName].filter(Boolean).join(" ") : fullName;
  const sheet =
    kind === "organisation" && ownName ? gathering.organisation(ownName, card.line, file) : gathering.make(kind, card.line, file);
  const take = (property: ContentLine | undefined): void => {
    if (property) used.add(property);
  };
  take(all("FN")[0]);
  take(n);

  if (kind === "person" && !hasParts && !fullName && !firmName && !nickname && !canBeReached) {
    sheet.fields["name"] = place;
    hints.add("name-from-address", card.line, place);
  } else if (kind === "person") {
    for (const [field, value] of Object.entries(names)) if (value) sheet.fields[field] = value;
    if (!hasParts && fullName) {
      const { salutation, ...split } = splitPersonName(fullName);
      Object.assign(sheet.fields, split);
      if (salutation) sheet.fields["salutation"] = salutation;
      hints.add("name-split", card.line, [split.honorificPrefix, split.givenName, split.familyName].filter(Boolean).join(" · "));
    } else if (fullName && !keepsWords(names, fullName)) sheet.fields["name"] = fullName;
    const sortAs = (n && paramOf(n, "SORT-AS")) ?? text(all("SORT-STRING")[0]);
    if (sortAs) sheet.fields["sortAs"] = sortAs;
    take(all("SORT-STRING")[0]);
  } else if (ownName) {
    sheet.fields["name"] = ownName;
    if (kind === "organisation" && fullName && nameKey(fullName) !== nameKey(ownName)) sheet.keep("vcard:FN", fullName);
    if (hasParts && kind === "organisation" && nameKey([names.givenName, names.familyName].filter(Boolean).join(" ")) !== nameKey(ownName))
      sheet.keep("vcard:N", n?.value ?? "");
  }
  if (nickname) {
    sheet.fields["nickname"] = nickname;
    for (const property of all("NICKNAME")) take(property);
  }

  const addresses = addAddresses(sheet, card, labels, take, hints);
  const region = addresses.find((address) => address.country)?.country ?? options.country;
  addReach(sheet, card, labels, region, take);
  addFirms(sheet, card, firms, gathering, take, file);

  for (const property of all("BDAY")) {
    const day = birthday(property, version);
    if (day && kind === "person" && (sheet.fields["bornOn"] === undefined || sheet.fields["bornOn"] === day)) {
      sheet.fields["bornOn"] = day;
      take(property);
    }
  }
  const notes = all("NOTE")
    .map((property) => textOf(property, version))
    .filter((note) => note.trim() !== "");
  sheet.notes.push(...notes.filter((note) => !sheet.notes.includes(note)));
  for (const property of all("NOTE")) take(property);
  for (const property of all("CATEGORIES")) {
    take(property);
    for (const tag of splitEscaped(property.value, ",").map((part) => unescapeText(part, version === "2.1").trim()))
      if (tag && !sheet.tags.includes(tag)) sheet.tags.push(tag);
  }
  const greeting = [...all("GRAMGENDER"), ...all("GENDER"), ...all("X-GENDER")]
    .map((property) => ({ property, salutation: greetings.get(text(property).toLowerCase()) }))
    .find(({ salutation }) => salutation);
  if (greeting && kind === "person" && sheet.fields["salutation"] === undefined) {
    sheet.fields["salutation"] = greeting.salutation;
    for (const property of [...all("GRAMGENDER"), ...all("GENDER"), ...all("X-GENDER")])
      if (greetings.get(text(property).toLowerCase()) === greeting.salutation) take(property);
  }
  const [language] = [...all("LANG"), ...all("LANGUAGE")].sort((a, b) => preference(a) - preference(b));
  if (language && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(text(language))) {
    sheet.fields["language"] = text(language);
    take(language);
  }
  for (const property of all("UID")) {
    const uid = text(property);
    if (uid === "") continue;
    gathering.hasUid(uid, sheet);
    if (uid.startsWith("urn:kontor:")) sheet.externalIds.set("kontor", uid.slice("urn:kontor:".length));
    else if (!sheet.externalIds.has("vcard")) sheet.externalIds.set("vcard", uid);
    else continue;
    take(property);
  }
  for (const property of [...all("RELATED"), ...all("MEMBER")]) {
    const uid = property.value.trim();
    if (!/^urn:/i.test(uid)) continue;
    const isMember = property.name === "MEMBER";
    if (isMember && kind !== "group") continue;
    const type = typesOf(property)
      .filter((word) => word !== "pref")
      .join(", ");
    gathering.linkByUid({
      sheet,
      uid,
      kind: isMember ? "memberOf" : (paramOf(property, "X-KIND") ?? "relatedTo"),
      title: paramOf(property, "X-KIND") || isMember ? "" : type,
      heading: customKey(property, undefined),
    });
    take(property);
  }
  for (const property of all("X-KONTOR")) if (readOwnFields(sheet, textOf(property, version))) take(property);

  for (const property of properties) {
    if (used.has(property) || fileNames.has(property.name)) continue;
    keepProperty(sheet, property, version, labels, hints);
  }
  for (const junk of card.junk) {
    hints.add("line-unreadable", card.line, junk);
    sheet.keep("vcard:X-UNREADABLE", junk);
  }
  for (const agent of card.agents) {
    const assistant = gatherCard(agent, gathering, options, hints, file);
    if (assistant && assistant !== sheet) gathering.tie(assistant, sheet, "relatedTo", agent.line, { title: "agent" });
  }
  if (kind !== "group") for (const [role, phase] of Object.entries(options.roles ?? {})) sheet.roles.set(role, phase);
  return sheet;
}

const none: readonly ContentLine[] = [];
/** The properties of a name, in their order. */
function byName(properties: readonly ContentLine[]): (name: string) => readonly ContentLine[] {
  const named = new Map<string, ContentLine[]>();
  for (const property of properties) {
    const same = named.get(property.name);
    if (same) same.push(property);
    else named.set(property.name, [property]);
  }
  return (name) => named.get(name) ?? none;
}

const greetings = new Map<string, "ms" | "mr" | "none">(
  Object.entries({
    m: "mr",
    male: "mr",
    masculine: "mr",
    f: "ms",
    female: "ms",
    feminine: "ms",
    neuter: "none",
    common: "none",
    x: "none",
  } as const),
);

function birthday(property: ContentLine, version: Card["version"]): string | undefined {
  const value = textOf(property, version).trim();
  const day = readDay(value) ?? readDay(value.replace(/T.*$/, ""));
  const omitted = paramOf(property, "X-APPLE-OMIT-YEAR");
  return omitted && day?.startsWith(`${omitted}-`) ? `-${day.slice(4)}` : day;
}

function addAddresses(
  sheet: Sheet,
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
    if (more.some(Boolean)) sheet.keep("vcard:ADR", property.value);
    if (Object.keys(address).some((field) => field !== "type")) made.push(address);
    const formatted = paramOf(property, "LABEL");
    if (formatted && !says(address, formatted)) sheet.keep("vcard:LABEL", formatted);
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
  for (const address of made) addOnce(sheet.addresses, address);
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

function addReach(
  sheet: Sheet,
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
    addOnce(sheet.phones, {
      value,
      region: paramOf(property, "X-REGION") ?? region,
      ...(type !== undefined && { type }),
      ...(label !== undefined && { label }),
    });
  }
  for (const [name, list] of [
    ["EMAIL", sheet.emails],
    ["URL", sheet.urls],
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
    if (service && value) addOnce(sheet.handles, { service, value });
    else if (property.name === "IMPP" && value) {
      const [, scheme = "", rest = value] = /^([a-z][\w+.-]*):(.*)$/i.exec(value) ?? [];
      addOnce(sheet.handles, {
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
      addOnce(sheet.handles, {
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

/** Firms by ORG; titles go with them in their order, by group where the writer grouped them. */
function addFirms(
  sheet: Sheet,
  card: Card,
  firms: readonly { readonly property: ContentLine; readonly parts: readonly string[] }[],
  gathering: Gathering,
  take: (property: ContentLine) => void,
  file: string | undefined,
): void {
  const { version, properties } = card;
  const titles = properties.filter((property) => property.name === "TITLE" && textOf(property, version).trim() !== "");
  const free = [...titles];
  const tied = new Set<string>();
  for (const { property, parts } of firms) {
    const [name, ...units] = parts;
    const department = units.filter(Boolean).join(", ");
    take(property);
    if (sheet.kind !== "person" || !name) {
      if (department) sheet.keep("vcard:ORG", property.value);
      continue;
    }
    const at = free.findIndex((title) => title.group !== undefined && title.group === property.group);
    const [title] = free.splice(at < 0 ? 0 : at, 1);
    if (title) take(title);
    const firm = gathering.organisation(name, card.line, file);
    const more = { title: title ? textOf(title, version).trim() : "", department };
    // Android writes one firm three times.
    const tie = `${firm.key} ${more.title} ${department}`;
    if (!tied.has(tie)) gathering.tie(sheet, firm, "worksFor", card.line, more);
    tied.add(tie);
  }
}

/** What Kontor has no field for stays under `vcard:NAME;PARAMS` and goes out again. */
function keepProperty(
  sheet: Sheet,
  property: ContentLine,
  version: Card["version"],
  labels: ReadonlyMap<string, string>,
  hints: HintList,
): void {
  const data = dataUriOf(property);
  const value = data ?? (rawNames.has(property.name) ? property.value.replace(/\r\n?|\n/g, "\\n") : textOf(property, version));
  if (value.trim() === "") return;
  if (value.length > largestData) {
    hints.add("picture-too-large", property.line, `${property.name} ${Math.round((value.length * 3) / 4096)} KiB`);
    return;
  }
  sheet.keep(customKey(property, property.group === undefined ? undefined : labels.get(property.group)), value);
}

function customKey(property: ContentLine, label: string | undefined): string {
  const params = property.params
    .filter(([name, value]) => name !== "ENCODING" && name !== "CHARSET" && !(name === "TYPE" && /^(?:jpe?g|png|gif|bmp)$/i.test(value)))
    .map(([name, value]) => `;${name}=${value}`);
  return `vcard:${property.name}${params.join("")}${label === undefined ? "" : `;X-ABLABEL=${label}`}`;
}

/** Fields that vCard has no property for, as our own writer adds them. */
function readOwnFields(sheet: Sheet, json: string): boolean {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return false;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return false;
  for (const [field, value] of Object.entries(parsed)) {
    if (field === "roles" || field === "externalIds" || field === "custom") {
      if (typeof value !== "object" || value === null) continue;
      for (const [key, entry] of Object.entries(value))
        if (typeof entry === "string") field === "custom" ? sheet.keep(key, entry) : sheet[field].set(key, entry);
    } else if (field === "kind" ? value === "household" : !(field in sheet.fields) && field !== "__proto__") sheet.fields[field] = value;
  }
  return true;
}
