// A card becomes a person, a firm or a group; its firm and its assistants become contacts beside it.
import { readLegalForm } from "../domain/legalForm.ts";
import { keepsWords, splitPersonName } from "../domain/personName.ts";
import { addCardAddresses, addCardReach } from "./cardReach.ts";
import { type ContentLine, splitEscaped, unescapeText } from "./contentLine.ts";
import type { HintList, ImportOptions } from "./draft.ts";
import { isFirmName } from "./firmName.ts";
import type { ImportBatch } from "./importBatch.ts";
import { nameKey, type PartyDraft, type PartyKindMade } from "./partyDraft.ts";
import { readDay } from "./value.ts";
import { type Card, dataUriOf, paramOf, partsOf, preference, rawNames, textOf, typesOf } from "./vcard.ts";

/** A card while it is taken apart: what is taken is not kept once more. */
interface OpenedCard {
  readonly card: Card;
  readonly batch: ImportBatch;
  readonly options: ImportOptions;
  readonly hints: HintList;
  readonly file: string | undefined;
  /** Group → what Apple's programs call it. */
  readonly labels: ReadonlyMap<string, string>;
  readonly all: (name: string) => readonly ContentLine[];
  readonly text: (property: ContentLine | undefined) => string;
  readonly take: (property: ContentLine | undefined) => void;
  readonly isTaken: (property: ContentLine) => boolean;
}

interface CardFirm {
  readonly property: ContentLine;
  readonly parts: readonly string[];
}

/** What a card calls whom it is about. */
interface CardName {
  readonly parts: Readonly<Record<"familyName" | "givenName" | "additionalName" | "honorificPrefix" | "honorificSuffix", string>>;
  readonly hasParts: boolean;
  readonly full: string;
  readonly firm: string;
  readonly nickname: string;
  /** A card of addresses alone is named by where it leads. */
  readonly place: string;
  readonly canBeReached: boolean;
}

export function gatherCard(
  card: Card,
  batch: ImportBatch,
  options: ImportOptions,
  hints: HintList,
  file: string | undefined,
): PartyDraft | undefined {
  const opened = open(card, batch, options, hints, file);
  const { all, take } = opened;
  const firms = all("ORG")
    .map((property) => ({ property, parts: partsOf(property, card.version).map((part) => part.join(",").trim()) }))
    .filter(({ parts }) => parts.some(Boolean));
  const name = nameOf(opened, firms);
  if (!name.hasParts && !name.full && !name.firm && !name.nickname && !name.canBeReached && !name.place) {
    batch.problems.push({
      line: card.line,
      code: "name-missing",
      value: card.properties
        .map((property) => `${property.name}:${property.value}`)
        .join(" ")
        .slice(0, 120),
      ...(file !== undefined && { file }),
    });
    return undefined;
  }
  batch.rows++;
  const kind = kindOf(opened, name);
  const party = nameParty(opened, name, kind);
  const addresses = addCardAddresses(party, card, opened.labels, take, hints);
  addCardReach(party, card, opened.labels, addresses.find(({ country }) => country)?.country ?? options.country, take);
  addFirms(party, opened, firms);
  addFacts(party, opened);
  addLinks(party, opened);
  for (const property of all("X-KONTOR")) if (readOwnFields(party, textOf(property, card.version))) take(property);
  for (const property of card.properties)
    if (!opened.isTaken(property) && !fileNames.has(property.name)) keepProperty(party, property, opened);
  for (const junk of card.junk) {
    hints.add("line-unreadable", card.line, junk);
    party.keep("vcard:X-UNREADABLE", junk);
  }
  for (const agent of card.agents) {
    const assistant = gatherCard(agent, batch, options, hints, file);
    if (assistant && assistant !== party) batch.tie(assistant, party, "relatedTo", agent.line, { title: "agent" });
  }
  if (kind !== "group") for (const [role, phase] of Object.entries(options.roles ?? {})) party.roles.set(role, phase);
  return party;
}

function open(card: Card, batch: ImportBatch, options: ImportOptions, hints: HintList, file: string | undefined): OpenedCard {
  const { version, properties } = card;
  const used = new Set<ContentLine>();
  return {
    card,
    batch,
    options,
    hints,
    file,
    labels: new Map(
      properties
        .filter((property) => property.name === "X-ABLABEL" && property.group !== undefined)
        .map((property) => [property.group as string, textOf(property, version)]),
    ),
    all: byName(properties),
    text: (property) => (property ? textOf(property, version).trim() : ""),
    take: (property) => {
      if (property) used.add(property);
    },
    isTaken: (property) => used.has(property),
  };
}

function nameOf({ card, all, text }: OpenedCard, firms: readonly CardFirm[]): CardName {
  const { version } = card;
  const n = all("N")[0];
  const nParts = n ? partsOf(n, version).map((part) => part.map((word) => word.trim()).filter(Boolean)) : [];
  const parts = {
    familyName: nParts[0]?.join(" ") ?? "",
    givenName: nParts[1]?.join(" ") ?? "",
    additionalName: nParts[2]?.join(" ") ?? "",
    honorificPrefix: nParts[3]?.join(" ") ?? "",
    honorificSuffix: nParts[4]?.join(", ") ?? "",
  };
  return {
    parts,
    hasParts: Object.values(parts).some(Boolean),
    full: text(all("FN")[0]),
    firm: firms.find(({ parts: of }) => of[0])?.parts[0] ?? "",
    nickname: all("NICKNAME")
      .flatMap((property) => splitEscaped(property.value, ",").map((part) => unescapeText(part, version === "2.1").trim()))
      .filter(Boolean)
      .join(", "),
    place:
      all("ADR")
        .map((property) => partsOf(property, version).map((part) => part.join(", ").trim()))
        .map((part) => [part[2], part[3]].filter(Boolean).join(", "))
        .find(Boolean) ?? "",
    canBeReached: [...all("EMAIL"), ...all("TEL")].some((property) => text(property) !== ""),
  };
}

/** A firm's card repeats its name in N, whole or cut at a blank: whoever is called like the firm is the firm. */
function kindOf({ all, text }: OpenedCard, { parts, hasParts, full, firm }: CardName): PartyKindMade {
  const stated = text(all("KIND")[0] ?? all("X-ADDRESSBOOKSERVER-KIND")[0]).toLowerCase();
  if (stated === "group") return "group";
  if (stated === "org" || stated === "organization" || text(all("X-ABSHOWAS")[0]).toUpperCase() === "COMPANY") return "organisation";
  if (stated === "individual") return "person";
  const isGreeted = parts.honorificPrefix !== "" || all("BDAY").length > 0 || all("X-GENDER").length + all("GENDER").length > 0;
  const own = full || [parts.givenName, parts.additionalName, parts.familyName].filter(Boolean).join(" ");
  const isOwnFirm = firm !== "" && (own === "" ? !hasParts : sameFirm(own, firm));
  if (isOwnFirm && !isGreeted) return "organisation";
  // With a firm of its own name aside, a legal form tells: "Ofenbau Hain GmbH" is nobody's name.
  const isFirm = own !== "" && isFirmName(own) && firm === "" && keepsWords(parts, hasParts ? own : "");
  return isFirm ? "organisation" : "person";
}

/** One name, with its legal form or without. */
const sameFirm = (a: string, b: string): boolean => sameWords(a, b) || sameWords(readLegalForm(a)?.rest ?? a, readLegalForm(b)?.rest ?? b);
const sameWords = (a: string, b: string): boolean => wordKey(a) === wordKey(b);
const wordKey = (name: string): string => (nameKey(name).match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(" ");

function nameParty({ card, batch, hints, file, all, text, take }: OpenedCard, name: CardName, kind: PartyKindMade): PartyDraft {
  const { parts, hasParts, full, firm, nickname } = name;
  const n = all("N")[0];
  const ownName = kind === "organisation" ? firm || full || [parts.givenName, parts.familyName].filter(Boolean).join(" ") : full;
  const party = kind === "organisation" && ownName ? batch.organisation(ownName, card.line, file) : batch.make(kind, card.line, file);
  take(all("FN")[0]);
  take(n);
  if (kind === "person" && !hasParts && !full && !firm && !nickname && !name.canBeReached) {
    party.fields["name"] = name.place;
    hints.add("name-from-address", card.line, name.place);
  } else if (kind === "person") {
    for (const [field, value] of Object.entries(parts)) if (value) party.fields[field] = value;
    if (!hasParts && full) {
      const { salutation, ...split } = splitPersonName(full);
      Object.assign(party.fields, split);
      if (salutation) party.fields["salutation"] = salutation;
      hints.add("name-split", card.line, [split.honorificPrefix, split.givenName, split.familyName].filter(Boolean).join(" · "));
    } else if (full && !keepsWords(parts, full)) party.fields["name"] = full;
    const sortAs = (n && paramOf(n, "SORT-AS")) ?? text(all("SORT-STRING")[0]);
    if (sortAs) party.fields["sortAs"] = sortAs;
    take(all("SORT-STRING")[0]);
  } else if (ownName) {
    party.fields["name"] = ownName;
    if (kind === "organisation" && full && nameKey(full) !== nameKey(ownName)) party.keep("vcard:FN", full);
    const inParts = [parts.givenName, parts.additionalName, parts.familyName].filter(Boolean).join(" ");
    if (hasParts && kind === "organisation" && !sameWords(inParts, ownName)) party.keep("vcard:N", n?.value ?? "");
  }
  if (nickname) {
    party.fields["nickname"] = nickname;
    for (const property of all("NICKNAME")) take(property);
  }
  return party;
}

/** Birthday, notes, categories, salutation, language. */
function addFacts(party: PartyDraft, { card, all, text, take }: OpenedCard): void {
  const { version } = card;
  for (const property of all("BDAY")) {
    const day = birthday(property, version);
    if (day && party.kind === "person" && (party.fields["bornOn"] === undefined || party.fields["bornOn"] === day)) {
      party.fields["bornOn"] = day;
      take(property);
    }
  }
  const notes = all("NOTE")
    .map((property) => textOf(property, version))
    .filter((note) => note.trim() !== "");
  party.notes.push(...notes.filter((note) => !party.notes.includes(note)));
  for (const property of all("NOTE")) take(property);
  for (const property of all("CATEGORIES")) {
    take(property);
    for (const tag of splitEscaped(property.value, ",").map((part) => unescapeText(part, version === "2.1").trim()))
      if (tag && !party.tags.includes(tag)) party.tags.push(tag);
  }
  const genders = [...all("GRAMGENDER"), ...all("GENDER"), ...all("X-GENDER")];
  const greeting = genders.map((property) => greetings.get(text(property).toLowerCase())).find((salutation) => salutation);
  if (greeting && party.kind === "person" && party.fields["salutation"] === undefined) {
    party.fields["salutation"] = greeting;
    for (const property of genders) if (greetings.get(text(property).toLowerCase()) === greeting) take(property);
  }
  const [language] = [...all("LANG"), ...all("LANGUAGE")].sort((a, b) => preference(a) - preference(b));
  if (language && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(text(language))) {
    party.fields["language"] = text(language);
    take(language);
  }
}

/** By what it is known again, and whom else it names by that. */
function addLinks(party: PartyDraft, opened: OpenedCard): void {
  const { batch, all, text, take } = opened;
  addNamed(party, opened);
  for (const property of all("UID")) {
    const uid = text(property);
    if (uid === "") continue;
    batch.hasUid(uid, party);
    if (uid.startsWith("urn:kontor:")) party.externalIds.set("kontor", uid.slice("urn:kontor:".length));
    else if (!party.externalIds.has("vcard")) party.externalIds.set("vcard", uid);
    else continue;
    take(property);
  }
  for (const property of [...all("RELATED"), ...all("MEMBER")]) {
    const uid = property.value.trim();
    if (!/^urn:/i.test(uid)) continue;
    const isMember = property.name === "MEMBER";
    if (isMember && party.kind !== "group") continue;
    const type = typesOf(property)
      .filter((word) => word !== "pref")
      .join(", ");
    batch.linkByUid({
      party,
      uid,
      kind: isMember ? "memberOf" : (paramOf(property, "X-KIND") ?? "relatedTo"),
      title: paramOf(property, "X-KIND") || isMember ? "" : type,
      heading: customKey(property, undefined),
    });
    take(property);
  }
}

/** Apple's and vCard's related names, and what Evolution and Outlook have properties of their own for. */
const relatedNames = /^(?:RELATED|X-ABRELATEDNAMES|X-(?:EVOLUTION-|MS-|KADDRESSBOOK-X-)?(SPOUSE|MANAGER|ASSISTANT)(?:S?-?NAME)?)$/;

/** Whom a card names as spouse, child, manager: tied to if they are in the import, else kept. */
function addNamed(party: PartyDraft, { card: { version, properties }, batch, labels, take }: OpenedCard): void {
  if (party.kind !== "person") return;
  for (const property of properties) {
    const found = relatedNames.exec(property.name);
    const name = textOf(property, version).trim();
    if (!found || name === "" || /^[a-z][\w+.-]*:\S/i.test(name)) continue;
    const label = property.group === undefined ? undefined : labels.get(property.group);
    const said = label ?? found[1] ?? typesOf(property).find((word) => word !== "pref") ?? "";
    // As vCard 4 calls them; words of somebody's own stay.
    const bare = said.replace(/^_\$!<(.*)>!\$_$/, "$1").trim();
    const title = ties.has(tieKey(bare)) ? tieKey(bare) : bare;
    const kind = title === "manager" ? "reportsTo" : title === "referredby" ? "referred" : "relatedTo";
    batch.linkByName({
      party,
      name,
      written: rawNames.has(property.name) ? property.value : textOf(property, version),
      kind,
      isFromNamed: kind === "referred",
      title: kind === "relatedTo" ? title : "",
      heading: customKey(property, label),
    });
    take(property);
  }
}

const tieKey = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, "");
const ties = new Set(
  "spouse partner domesticpartner child son daughter mother father parent brother sister sibling friend relative kin assistant agent manager referredby colleague coworker coresident neighbor acquaintance emergency".split(
    " ",
  ),
);

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

/** Pictures above this are told about and left out: a document that holds 400 contacts must stay small. */
const largestData = 100_000;

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
const nameIn = ({ fields }: PartyDraft): string =>
  typeof fields["name"] === "string"
    ? fields["name"]
    : [fields["givenName"], fields["additionalName"], fields["familyName"]].filter(Boolean).join(" ");

/** Firms by ORG; titles go with them in their order, by group where the writer grouped them. */
function addFirms(party: PartyDraft, { card, batch, file, take }: OpenedCard, firms: readonly CardFirm[]): void {
  const { version, properties } = card;
  const titles = properties.filter((property) => property.name === "TITLE" && textOf(property, version).trim() !== "");
  const free = [...titles];
  const tied = new Set<string>();
  for (const { property, parts } of firms) {
    const [name, ...units] = parts;
    const department = units.filter(Boolean).join(", ");
    take(property);
    if (party.kind !== "person" || !name) {
      if (department) party.keep("vcard:ORG", property.value);
      continue;
    }
    // Nobody works for a firm of the own name.
    if (sameWords(nameIn(party), name)) continue;
    const at = free.findIndex((title) => title.group !== undefined && title.group === property.group);
    const [title] = free.splice(at < 0 ? 0 : at, 1);
    if (title) take(title);
    const firm = batch.organisation(name, card.line, file);
    const more = { title: title ? textOf(title, version).trim() : "", department };
    // Android writes one firm three times.
    const tie = `${firm.key} ${more.title} ${department}`;
    if (!tied.has(tie)) batch.tie(party, firm, "worksFor", card.line, more);
    tied.add(tie);
  }
}

/** What Kontor has no field for stays under `vcard:NAME;PARAMS` and goes out again. */
function keepProperty(party: PartyDraft, property: ContentLine, { card: { version }, labels, hints }: OpenedCard): void {
  const data = dataUriOf(property);
  const value = data ?? (rawNames.has(property.name) ? property.value.replace(/\r\n?|\n/g, "\\n") : textOf(property, version));
  if (value.trim() === "") return;
  if (value.length > largestData) {
    hints.add("picture-too-large", property.line, `${property.name} ${Math.round((value.length * 3) / 4096)} KiB`);
    return;
  }
  party.keep(customKey(property, property.group === undefined ? undefined : labels.get(property.group)), value);
}

function customKey(property: ContentLine, label: string | undefined): string {
  const params = property.params
    .filter(([name, value]) => name !== "ENCODING" && name !== "CHARSET" && !(name === "TYPE" && /^(?:jpe?g|png|gif|bmp)$/i.test(value)))
    .map(([name, value]) => `;${name}=${value}`);
  return `vcard:${property.name}${params.join("")}${label === undefined ? "" : `;X-ABLABEL=${label}`}`;
}

/** Fields that vCard has no property for, as our own writer adds them. */
function readOwnFields(party: PartyDraft, json: string): boolean {
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
        if (typeof entry === "string") field === "custom" ? party.keep(key, entry) : party[field].set(key, entry);
    } else if (field === "kind" ? value === "household" : !(field in party.fields) && field !== "__proto__") party.fields[field] = value;
  }
  return true;
}
