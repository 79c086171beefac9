// vCard 4.0 (RFC 6350, 9554), read back by our own reader without loss: what vCard has no property for goes along as X-KONTOR.

import { countryName } from "../domain/country.ts";
import { nameOf, type Party } from "../domain/party.ts";
import { holdsOn } from "../domain/relation.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { escapeText, printContentLine } from "./contentLine.ts";
import { type ExportRecord, elementsOf, entriesOf, recordFields, setOf, termOf, textIn } from "./exported.ts";
import { rawNames } from "./vcard.ts";

export interface VcardOptions {
  /** The day of the export: who left before it is no longer at the firm. */
  readonly today: string;
  /** In which language countries are named. */
  readonly language?: string;
}

/** Fields with a vCard property of their own. */
const written = new Set([
  ...recordFields,
  "kind",
  "familyName",
  "givenName",
  "additionalName",
  "honorificPrefix",
  "honorificSuffix",
  "nickname",
  "phones",
  "emails",
  "urls",
  "handles",
  "addresses",
  "bornOn",
  "salutation",
  "language",
  "tags",
  "note",
  "externalIds",
  "custom",
  "photo",
]);
const phoneTypes = new Map([
  ["mobile", "cell"],
  ["home", "home"],
  ["work", "work"],
  ["fax", "fax"],
  ["other", "other"],
]);
const genders = new Map([
  ["ms", "feminine"],
  ["mr", "masculine"],
  ["none", "common"],
]);
const rank = ["fax", "mobile", "home", "work", "other"];
const isToken = (text: string): boolean => /^[a-z][a-z\d-]*$/.test(text) && text !== "pref" && text !== "voice";

/** Parties as vCards, each with its current firm and its ties to parties of the same export. */
export function exportVcard(records: readonly ExportRecord[], { today, language = "en" }: VcardOptions): string {
  const parties = new Map(records.filter((record) => record.type === "party" && !record["deletedAt"]).map((record) => [record.id, record]));
  const relations = new Map<string, ExportRecord[]>();
  for (const record of records) {
    if (record.type !== "relation" || record["deletedAt"]) continue;
    const from = textIn(record, "from");
    relations.set(from, [...(relations.get(from) ?? []), record]);
  }
  return [...parties.values()].map((party) => printCard(party, relations.get(party.id) ?? [], parties, { today, language })).join("");
}

function printCard(
  party: ExportRecord,
  relations: readonly ExportRecord[],
  parties: ReadonlyMap<string, ExportRecord>,
  { today, language }: Required<VcardOptions>,
): string {
  const lines: string[] = [];
  let groups = 0;
  const add = (name: string, value: string, params: readonly (readonly [string, string])[] = [], group?: string): void => {
    if (value !== "") lines.push(printContentLine(name, params, value, group));
  };
  const addText = (name: string, value: string, params: readonly (readonly [string, string])[] = [], group?: string): void =>
    add(name, escapeText(value), params, group);
  const labelled = (label: string): string | undefined => {
    if (label === "") return undefined;
    const group = `item${++groups}`;
    lines.push(printContentLine("X-ABLabel", [], escapeText(label), group));
    return group;
  };
  const pref = (list: readonly unknown[], i: number): (readonly [string, string])[] => (i === 0 && list.length > 1 ? [["PREF", "1"]] : []);

  const kind = textIn(party, "kind");
  const isPerson = kind === "person" || kind === "";
  lines.push("BEGIN:VCARD\r\n", "VERSION:4.0\r\n", "PRODID:-//Kontor//Kontor//EN\r\n");
  add("KIND", isPerson ? "individual" : kind === "organisation" ? "org" : "group");
  add("UID", `urn:kontor:${party.id}`);
  const changed = textIn(party, "updatedAt") || textIn(party, "createdAt");
  add("REV", changed.replace(/[-:]|\.\d+/g, ""));
  const fullName = nameOf(party as unknown as Party);
  addText("FN", fullName || party.id);
  const parts = ["familyName", "givenName", "additionalName", "honorificPrefix", "honorificSuffix"].map((field) => textIn(party, field));
  if (isPerson) add("N", parts.map(escapeText).join(";"), textIn(party, "sortAs") ? [["SORT-AS", textIn(party, "sortAs")]] : []);
  addText("NICKNAME", textIn(party, "nickname"));
  add(
    "BDAY",
    textIn(party, "bornOn")
      .replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$1$2$3")
      .replace(/^--(\d\d)-(\d\d)$/, "--$1$2"),
  );
  add("GRAMGENDER", genders.get(textIn(party, "salutation")) ?? "");
  add("LANG", textIn(party, "language"));

  for (const relation of relations) {
    const other = parties.get(textIn(relation, "to"));
    const kindOf = textIn(relation, "kind");
    if (kindOf === "worksFor" && isPerson && other && textIn(other, "kind") === "organisation") {
      // An address book knows no former employers.
      if (!holdsOn(termOf(relation), today)) continue;
      const group = `item${++groups}`;
      const department = textIn(relation, "department");
      add("ORG", [nameOf(other as unknown as Party), ...(department ? [department] : [])].map(escapeText).join(";"), [], group);
      addText("TITLE", textIn(relation, "title"), [], group);
    } else if (other && kindOf)
      add("RELATED", `urn:kontor:${other.id}`, [
        ["TYPE", "contact"],
        ["X-KIND", kindOf],
      ]);
  }

  const phones = elementsOf(party["phones"]);
  for (const [i, phone] of phones.entries()) {
    const type = textIn(phone, "type");
    const label = textIn(phone, "label");
    // "Fax at home" has two types; any other label is one in words.
    const isSecond = rank.indexOf(label) > rank.indexOf(type) && rank.includes(type);
    const types = [phoneTypes.get(type) ?? type, ...(isSecond ? [phoneTypes.get(label) ?? label] : [])].filter(isToken);
    const region = textIn(phone, "region");
    const group = labelled(isSecond ? "" : label);
    addText(
      "TEL",
      textIn(phone, "value"),
      [...types.map((word) => ["TYPE", word] as const), ...pref(phones, i), ...(region ? [["X-REGION", region] as const] : [])],
      group,
    );
  }
  for (const [field, name] of [
    ["emails", "EMAIL"],
    ["urls", "URL"],
  ] as const) {
    const list = elementsOf(party[field]);
    for (const [i, element] of list.entries()) {
      const type = textIn(element, "type");
      const group = labelled(textIn(element, "label"));
      addText(name, textIn(element, "value"), [...(isToken(type) ? [["TYPE", type] as const] : []), ...pref(list, i)], group);
    }
  }
  for (const handle of elementsOf(party["handles"])) {
    const url = textIn(handle, "url");
    if (url)
      addText("SOCIALPROFILE", url, [
        ["SERVICE-TYPE", textIn(handle, "service")],
        ["USERNAME", textIn(handle, "value")],
      ]);
    else
      addText("SOCIALPROFILE", textIn(handle, "value"), [
        ["SERVICE-TYPE", textIn(handle, "service")],
        ["VALUE", "text"],
      ]);
  }
  const addresses = elementsOf(party["addresses"]);
  for (const [i, address] of addresses.entries()) {
    const type = textIn(address, "type");
    const country = textIn(address, "country");
    const geo = address["geo"] as { lat?: number; lon?: number } | undefined;
    const group = labelled(isToken(type) ? "" : type);
    const value = [
      textIn(address, "poBox"),
      textIn(address, "extra"),
      textIn(address, "street"),
      textIn(address, "locality"),
      textIn(address, "region"),
      textIn(address, "postalCode"),
      country ? countryName(country, language) : textIn(address, "countryText"),
    ];
    add(
      "ADR",
      value.map(escapeText).join(";"),
      [
        ...(isToken(type) ? [["TYPE", type] as const] : []),
        ...pref(addresses, i),
        ...(geo?.lat !== undefined && geo.lon !== undefined ? [["GEO", `geo:${geo.lat},${geo.lon}`] as const] : []),
      ],
      group,
    );
  }
  add("CATEGORIES", setOf(party["tags"]).map(escapeText).join(","));
  addText("NOTE", textIn(party, "note"));

  const custom: Record<string, unknown> = {};
  for (const [key, value] of entriesOf(party["custom"])) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const found = /^vcard:([A-Z\d-]+)((?:;[^;=]+=[^;]*?)*)(?: \d+)?$/.exec(key);
    if (!found) {
      custom[key] = value;
      continue;
    }
    const params = (found[2] as string)
      .split(";")
      .slice(1)
      .map((param): readonly [string, string] => [param.slice(0, param.indexOf("=")), param.slice(param.indexOf("=") + 1)]);
    const label = params.find(([name]) => name === "X-ABLABEL")?.[1] ?? "";
    const group = labelled(label);
    add(
      found[1] as string,
      rawNames.has(found[1] as string) ? text : escapeText(text),
      params.filter(([name]) => name !== "X-ABLABEL"),
      group,
    );
  }
  const own: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(party)) {
    if (written.has(field) || value === null || value === undefined) continue;
    // An organisation's name is its FN; a person's own spelling of it has no other place.
    if (field === "name" && !isPerson) continue;
    if (field === "sortAs" && isPerson) continue;
    own[field] =
      field === "roles"
        ? Object.fromEntries(entriesOf(value).map(([role, phase]) => [role, typeof phase === "string" ? phase : "active"]))
        : value;
  }
  if (kind === "household") own["kind"] = kind;
  const ids = Object.fromEntries(entriesOf(party["externalIds"]).filter(([system]) => system !== "kontor"));
  if (Object.keys(ids).length > 0) own["externalIds"] = ids;
  if (Object.keys(custom).length > 0) own["custom"] = custom;
  if (Object.keys(own).length > 0) addText("X-KONTOR", canonicalJson(own));
  lines.push("END:VCARD\r\n");
  return lines.join("");
}
