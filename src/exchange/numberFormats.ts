// Numbers that a spreadsheet shows with zeros in front: postal codes, customer numbers, telephones. The cell holds 1067 and the person
// sees 01067; what is seen is what is meant. Such cells are made text before the sheets are read.
import { textOf, utf8 } from "../lib/bytes.ts";

/** A format as it prints a whole number; undefined where it is one of amounts, days or anything else. */
export function numberMask(format: string): ((value: string) => string) | undefined {
  const sections = format.split(";").map((section) => section.trim());
  const read = sections.map((section) => ({ limit: limitIn(section), tokens: tokensOf(section) }));
  const first = read[0]?.tokens;
  if (!first || !isMask(first)) return undefined;
  return (value) => {
    const number = Number(value);
    const fitting = read.find(({ limit, tokens }) => tokens && (limit === undefined || limit(number))) ?? read[0];
    return print(fitting?.tokens ?? first, value);
  };
}

type Token = { readonly digit: "0" | "#" } | { readonly text: string };

/** `[<=9999999]###-####;(###) ###-####`: which numbers a section is for. */
function limitIn(section: string): ((value: number) => boolean) | undefined {
  const found = /\[(<=|<|>=|>|=)(\d+)\]/.exec(section);
  if (!found) return undefined;
  const limit = Number(found[2]);
  const compare: Readonly<Record<string, (value: number) => boolean>> = {
    "<=": (value) => value <= limit,
    "<": (value) => value < limit,
    ">=": (value) => value >= limit,
    ">": (value) => value > limit,
    "=": (value) => value === limit,
  };
  return compare[found[1] as string];
}

/** Undefined where it has signs of another kind of format: decimals, thousands, per cent, days. */
function tokensOf(section: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const bare = section.replace(/\[[^\]]*\]/g, "");
  for (let i = 0; i < bare.length; i++) {
    const char = bare[i] as string;
    if (char === '"') {
      const end = bare.indexOf('"', i + 1);
      if (end < 0) return undefined;
      tokens.push({ text: bare.slice(i + 1, end) });
      i = end;
    } else if (char === "\\" || char === "_") tokens.push({ text: char === "\\" ? (bare[++i] ?? "") : bare[++i] ? " " : "" });
    else if (char === "0" || char === "#") tokens.push({ digit: char });
    else if (/[\s()/+:-]/.test(char)) tokens.push({ text: char });
    else return undefined;
  }
  return tokens;
}

/** Zeros that a number would not have by itself, or digits written beside it. */
const isMask = (tokens: readonly Token[]): boolean => {
  const zeros = tokens.filter((token) => "digit" in token && token.digit === "0").length;
  const digits = tokens.filter((token) => "digit" in token).length;
  return (
    digits > 0 && (zeros > 1 || tokens.some((token) => "text" in token && /\d/.test(token.text)) || (digits > 4 && tokens.length > digits))
  );
};

function print(tokens: readonly Token[], value: string): string {
  const isNegative = value.startsWith("-");
  const digits = [...value.replace(/^-/, "")];
  const first = tokens.findIndex((token) => "digit" in token);
  let out = "";
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i] as Token;
    if ("text" in token) {
      // A sign between digits that are not there is not there either.
      out =
        i > first && digits.length === 0 && !tokens.slice(0, i).some((other) => "digit" in other && other.digit === "0")
          ? out
          : token.text + out;
      continue;
    }
    out = (digits.pop() ?? (token.digit === "0" ? "0" : "")) + out;
    if (i === first) out = digits.splice(0).join("") + out;
  }
  return (isNegative ? "-" : "") + out.trim();
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const plain = (xml: string): string =>
  xml.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&apos;", "'").replaceAll("&amp;", "&");

/** Style of a cell → how it prints whole numbers. */
function masksOf(styles: string): ReadonlyMap<string, (value: string) => string> {
  const formats = new Map<string, string>();
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const [id, code] = [attribute(tag, "numFmtId"), attribute(tag, "formatCode")];
    if (id !== undefined && code !== undefined) formats.set(id, plain(code));
  }
  const masks = new Map<string, (value: string) => string>();
  if (formats.size === 0) return masks;
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? "";
  for (const [at, [tag]] of [...cells.matchAll(/<(?:\w+:)?xf[\s/>][^>]*>/g)].entries()) {
    const mask = numberMask(formats.get(attribute(tag, "numFmtId") ?? "") ?? "");
    if (mask) masks.set(String(at), mask);
  }
  return masks;
}

/** The parts of a workbook with such cells as text; parts without any stay as they are. */
export function shownNumbers(parts: Readonly<Record<string, Uint8Array>>, isSheet: (name: string) => boolean): Record<string, Uint8Array> {
  const styles = Object.entries(parts).find(([name]) => /^xl\/styles\.xml$/i.test(name))?.[1];
  const masks = styles ? masksOf(textOf(styles)) : new Map<string, (value: string) => string>();
  if (masks.size === 0) return { ...parts };
  return Object.fromEntries(
    Object.entries(parts).map(([name, xml]) => {
      if (!isSheet(name)) return [name, xml];
      const text = textOf(xml).replace(
        /<((?:\w+:)?)c\s([^>]*)>\s*<(?:\w+:)?v>(-?\d+)<\/(?:\w+:)?v>\s*<\/(?:\w+:)?c>/g,
        (cell: string, prefix: string, attributes: string, value: string) => {
          const mask = masks.get(attribute(` ${attributes}`, "s") ?? "");
          const type = attribute(` ${attributes}`, "t");
          if (!mask || (type !== undefined && type !== "n")) return cell;
          const bare = ` ${attributes}`.replace(/\st="[^"]*"/, "").trim();
          return `<${prefix}c ${bare} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${mask(value)}</${prefix}t></${prefix}is></${prefix}c>`;
        },
      );
      return [name, utf8(text)];
    }),
  );
}
