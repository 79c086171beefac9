// vCards of all versions (2.1, 3.0, 4.0), as phones and mail programs really write them.
import { type ContentLine, openContentLines, splitEscaped, unescapeText } from "./contentLine.ts";
import type { RowProblem } from "./draft.ts";

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

export const paramOf = (property: ContentLine, name: string): string | undefined => property.params.find(([param]) => param === name)?.[1];
export const typesOf = (property: ContentLine): string[] =>
  // "TYPE="WORK;VOICE;PREF"", as some programs write the list.
  property.params
    .filter(([param]) => param === "TYPE")
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(/[;,\s]+/)
        .filter(Boolean),
    );

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

/** 1 is what its owner prefers. */
export const preference = (property: ContentLine): number => {
  const stated = Number(paramOf(property, "PREF"));
  return stated >= 1 && stated <= 100 ? stated : typesOf(property).includes("pref") ? 1 : 101;
};

/** They say how a number or address is technically used, and not what for. */
export const silentTypes = new Set([
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
