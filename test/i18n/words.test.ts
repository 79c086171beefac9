import { expect, test } from "vitest";
import {
  addressTypes,
  directions,
  interactionKinds,
  partyKinds,
  phases,
  phoneTypes,
  relationKinds,
  results,
  roles,
  sources,
} from "../../src/domain/words.ts";
import { type ErrorCode, errorCodes, errorText } from "../../src/i18n/errors.ts";
import { languages, setLanguage } from "../../src/i18n/language.ts";
import { relationWord, word } from "../../src/i18n/words.ts";
import type { CommandRefusal } from "../../src/workspace/api.ts";

/** A refusal of the engine without a sentence does not compile here. */
type Unsaid = Exclude<CommandRefusal["code"], ErrorCode>;
const unsaid: readonly Unsaid[] = [] satisfies readonly never[];

test.each(languages)("every choice has its word (%s)", (language) => {
  setLanguage(language);
  const groups = {
    partyKind: partyKinds,
    role: roles,
    phase: phases,
    interactionKind: interactionKinds,
    result: results,
    direction: directions,
    source: sources,
    phoneType: phoneTypes,
    addressType: addressTypes,
  } as const;
  for (const [group, keys] of Object.entries(groups)) {
    for (const key of keys) expect(word(group as keyof typeof groups, key), `${group} ${key}`).toMatch(/\S/);
  }
  for (const kind of relationKinds) expect(`${relationWord(kind, "from")} / ${relationWord(kind, "to")}`).toMatch(/\S \/ \S/);
});

test("a choice that this version does not know stands for itself", () => {
  expect(word("role", "landlord")).toBe("landlord");
});

test.each(languages)("every refusal is a sentence that says what to do (%s)", (language) => {
  setLanguage(language);
  for (const code of errorCodes) expect(errorText({ code })).toMatch(/[.!?]$/);
  expect(unsaid).toEqual([]);
});

test("a refusal of a newer version gets a general sentence with its code", () => {
  expect(errorText({ code: "moon-missing" })).toContain("moon-missing");
});
