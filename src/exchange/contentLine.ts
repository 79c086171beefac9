// Content lines as vCard and iCalendar write them: folded, with parameters, quoted-printable in the old version.
// Libraries were tried: ical.js reads 83 of 115 real cards, for quoted-printable stops it; so the reader is ours.
import { decodeAs, decodeText } from "./text.ts";

export interface ContentLine {
  /** `item1` of `item1.TEL`, lower case. */
  readonly group?: string;
  /** Upper case. */
  readonly name: string;
  /** Names upper case, values as written; TYPE has an entry for each of its values. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** Quoted-printable decoded; still escaped. */
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface JunkLine {
  readonly junk: string;
  readonly line: number;
}

const boundary = /^\s*(?:BEGIN|END)\s*:\s*V(?:CARD|CALENDAR|EVENT|TODO)\s*$/i;
const quotedPrintable = /^[^:"]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;
const base64 = /^[^:"]*;(?:ENCODING=)?(?:BASE64|B)[;:]/i;

/** The lines of a text one after another, unfolded; what is no content line comes as junk. */
export function openContentLines(text: string): { next(): ContentLine | JunkLine | undefined; at(): number } {
  let at = 0;
  let lineNumber = 0;
  // Old Mac, Unix, Windows, and files whose ends were translated twice (CR CR LF).
  // Remembered, for looking ahead in every line would take quadratic time where the next one is far.
  let returnAt = -1;
  const peek = (): { line: string; end: number } | undefined => {
    if (at > text.length || (at === text.length && at > 0)) return undefined;
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    if (returnAt < at) {
      const found = text.indexOf("\r", at);
      returnAt = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    if (returnAt >= end) return { line: text.slice(at, end), end: end + 1 };
    let last = end;
    while (last > at && text.charCodeAt(last - 1) === 13) last--;
    if (returnAt < last) return { line: text.slice(at, returnAt), end: returnAt + 1 };
    return { line: text.slice(at, last), end: end + 1 };
  };
  const take = (line: { end: number }): void => {
    at = line.end;
    lineNumber++;
  };

  const next = (): ContentLine | JunkLine | undefined => {
    let current = peek();
    while (current && current.line.trim() === "") {
      take(current);
      current = peek();
    }
    if (!current) return undefined;
    take(current);
    const startedIn = lineNumber;
    const pieces = [current.line];
    if (quotedPrintable.test(current.line.slice(0, 2000))) {
      while ((pieces.at(-1) as string).endsWith("=")) {
        const following = peek();
        if (!following || boundary.test(following.line)) break;
        take(following);
        pieces.push((pieces.pop() as string).slice(0, -1), following.line);
        // Some fold on top of the soft breaks; the blank is then the fold's.
        if (pieces.length > 2 && following.line === "") break;
      }
    }
    for (let following = peek(); following && /^[ \t]/.test(following.line); following = peek()) {
      // Outlook closes base64 with a line of blanks.
      if (following.line.trim() === "") {
        take(following);
        break;
      }
      take(following);
      pieces.push(following.line.slice(1));
    }
    if (base64.test(current.line.slice(0, 2000)) || /^PHOTO\b/i.test(current.line)) takeLooseBase64(pieces);
    return readContentLine(pieces.join(""), startedIn) ?? { junk: pieces.join(""), line: startedIn };
  };

  /** Base64 of version 2.1 sometimes goes on without being indented. */
  const takeLooseBase64 = (pieces: string[]): void => {
    for (
      let following = peek();
      following && following.line.length > 20 && /^[A-Za-z\d+/]+={0,2}$/.test(following.line);
      following = peek()
    ) {
      take(following);
      pieces.push(following.line);
    }
  };

  return { next, at: () => Math.min(at, text.length) };
}

const start = /^\s*(?:([\w-]+)\.)?([\w-]+)\s*(?=[;:])/;
const encodings = new Set(["QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"]);
const valueKinds = new Set(["URL", "CONTENT-ID", "CID", "INLINE"]);

/** One unfolded line; undefined where it is none. */
export function readContentLine(text: string, line: number): ContentLine | undefined {
  const head = start.exec(text);
  if (!head) return undefined;
  const params: [string, string][] = [];
  let at = head[0].length;
  while (text[at] === ";") {
    at++;
    let end = at;
    while (end < text.length && text[end] !== "=" && text[end] !== ";" && text[end] !== ":") end++;
    const name = text.slice(at, end).trim().toUpperCase();
    at = end;
    if (text[at] !== "=") {
      // Version 2.1 writes values without their names.
      if (name !== "") params.push([encodings.has(name) ? "ENCODING" : valueKinds.has(name) ? "VALUE" : "TYPE", name]);
      continue;
    }
    at++;
    let value = "";
    while (at < text.length && text[at] !== ";" && text[at] !== ":") {
      if (text[at] === '"') {
        const close = text.indexOf('"', at + 1);
        if (close < 0) {
          value += text[at++];
          continue;
        }
        value += text.slice(at + 1, close);
        at = close + 1;
      } else value += text[at++];
    }
    if (name === "TYPE") for (const type of value.split(",")) if (type.trim() !== "") params.push(["TYPE", type.trim()]);
    if (name !== "TYPE") params.push([name, uncaret(value)]);
  }
  if (text[at] !== ":") return undefined;
  const raw = text.slice(at + 1);
  const encoding = params.find(([name]) => name === "ENCODING")?.[1].toUpperCase();
  const charset = params.find(([name]) => name === "CHARSET")?.[1];
  return {
    ...(head[1] !== undefined && { group: head[1].toLowerCase() }),
    name: (head[2] as string).toUpperCase(),
    params,
    value: encoding === "QUOTED-PRINTABLE" ? decodeQuotedPrintable(raw, charset) : raw,
    line,
  };
}

/** Parameter values escape line ends and quotes with a caret (RFC 6868). */
const uncaret = (value: string): string =>
  value.replace(/\^([n'^])/g, (_, char: string) => (char === "n" ? "\n" : char === "'" ? '"' : "^"));
const caret = (value: string): string => value.replace(/[\^"\n]/g, (char) => (char === "\n" ? "^n" : char === '"' ? "^'" : "^^"));

export function decodeQuotedPrintable(text: string, charset?: string): string {
  let out = "";
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length === 0) return;
    const taken = Uint8Array.from(bytes);
    out += charset ? decodeAs(taken, charset) : decodeText(taken).text;
    bytes = [];
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const hex = code === 61 ? text.slice(i + 1, i + 3) : "";
    if (hex.length === 2 && /^[\dA-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else if (code < 128) {
      bytes.push(code);
    } else {
      flush();
      out += text[i];
    }
  }
  flush();
  return out;
}

/** Text as it was before it was escaped. Version 2.1 knows no escaped line end: "C:\neu" is a path there. */
export const unescapeText = (value: string, isOld = false): string =>
  !value.includes("\\") && !value.includes("\r")
    ? value
    : value
        .replace(isOld ? /\\([;:,\\])/g : /\\([nN;:,\\"])/g, (_, char: string) => (char === "n" || char === "N" ? "\n" : char))
        .replace(/\r\n?/g, "\n");

export const escapeText = (value: string): string => value.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** Cuts at a sign that is not escaped. */
export function splitEscaped(value: string, sign: ";" | ","): string[] {
  if (!value.includes(sign)) return [value];
  if (!value.includes("\\")) return value.split(sign);
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < value.length; i++) {
    if (value[i] === "\\") i++;
    else if (value[i] === sign) {
      parts.push(value.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}

const encoder = new TextEncoder();

/** A content line, folded at 75 bytes (RFC 6350, 3.2), never within a letter. */
export function printContentLine(
  name: string,
  params: readonly (readonly [name: string, value: string])[],
  value: string,
  group?: string,
): string {
  const grouped = new Map<string, string[]>();
  for (const [param, text] of params) grouped.set(param, [...(grouped.get(param) ?? []), text]);
  const written = [...grouped].map(([param, values]) => {
    const text = caret(values.join(","));
    return `;${param}=${/[;:,]/.test(text) ? `"${text}"` : text}`;
  });
  const line = `${group === undefined ? "" : `${group}.`}${name}${written.join("")}:${value.replace(/\r\n|\r|\n/g, "\\n")}`;
  if (line.length <= 75 && encoder.encode(line).length <= 75) return `${line}\r\n`;
  let out = "";
  let room = 75;
  for (const char of line) {
    const size = char.length === 1 && char.charCodeAt(0) < 128 ? 1 : encoder.encode(char).length;
    if (size > room) {
      out += "\r\n ";
      room = 74;
    }
    out += char;
    room -= size;
  }
  return `${out}\r\n`;
}
