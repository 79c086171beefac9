import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Field, Noun } from "../src/domain/noun.ts";
import { nounNames, nouns } from "../src/domain/nouns.ts";

const path = join(import.meta.dirname, "..", "src", "workspace", "SCRIPTING.md");
const [start, end] = ["<!-- fields: made from the nouns by test/scripting.test.ts -->", "<!-- /fields -->"];

const shapes: Readonly<Record<string, string>> = {
  set: "a set",
  ids: "ids",
  ordered: "a list in order",
  map: "by key",
  shared: "shared text",
};

function cell(name: string, { shape, refersTo, choices, is }: Field): string {
  const said = [
    shape && shape !== "ids" ? shapes[shape] : "",
    refersTo ? `${shape === "ids" ? "ids of" : "id of a"} ${refersTo}` : "",
    choices ? choices.join(" · ") : "",
    !shape && !refersTo && !choices && is && is !== "text" ? is : "",
  ].filter(Boolean);
  return `\`${name}\`${said.length > 0 ? ` (${said.join("; ")})` : ""}`;
}

function rowOf(noun: Noun): string {
  const [required, more] = [true, false].map((isRequired) =>
    Object.entries(noun.fields)
      .filter(([name]) => noun.required.includes(name) === isRequired)
      .map(([name, field]) => cell(name, field))
      .join(", "),
  );
  return `| \`${noun.name}\` | ${required || "–"} | ${more || "–"} |`;
}

/** The field tables of the scripting reference are made from the nouns; `KONTOR_WRITE=1` writes them anew. */
test("the scripting reference names every noun with its fields as they are", () => {
  const table = ["| type | required | further fields |", "|---|---|---|", ...nounNames.map((name) => rowOf(nouns[name]))].join("\n");
  const text = readFileSync(path, "utf8");
  const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
  expect(from).toBeGreaterThan(start.length);
  expect(to).toBeGreaterThan(from);
  if (process.env["KONTOR_WRITE"]) writeFileSync(path, `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`);
  else expect(text.slice(from, to).trim()).toBe(table);
});
