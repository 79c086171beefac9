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
import { recordText } from "../../src/i18n/recordNames.ts";
import { relationWord, word } from "../../src/i18n/words.ts";
import type { BodyRefusal, EntryRefusal } from "../../src/journal/entry.ts";
import type { CommandRefusal } from "../../src/workspace/api.ts";
import type { BackupRefusal } from "../../src/workspace/backupFiles.ts";
import type { DrillRefusal } from "../../src/workspace/drill.ts";
import type { ImportRefusal } from "../../src/workspace/importer.ts";
import type { RestoreRefusal } from "../../src/workspace/restore.ts";
import type { WelcomeRefusal } from "../../src/workspace/welcome.ts";

/** Whatever may be refused: of the engine, of files and backups, and of joining. */
type Refusal = CommandRefusal | ImportRefusal | BackupRefusal | RestoreRefusal | DrillRefusal | WelcomeRefusal | EntryRefusal | BodyRefusal;
/** A refusal without a sentence does not compile here. */
type Unsaid = Exclude<Refusal["code"], ErrorCode>;
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
  expect(word("role", "Vermieter 2")).toBe("Vermieter 2");
});

test.each(languages)("no key or number of a program is ever shown as a word (%s)", (language) => {
  setLanguage(language);
  for (const key of ["onSiteVisit", "site_visit", "visit:2", "c7b4baeac92344f3fd8027b9ac88e303"]) {
    expect(word("interactionKind", key)).not.toContain(key);
    expect(relationWord(key, "from")).not.toContain(key);
    expect(recordText({ type: key, count: 1, title: "", kind: key, direction: "", fileName: "", names: [] })).not.toContain(key);
  }
});

test("one record or several are told by people and things", () => {
  setLanguage("de");
  const facts = { type: "interaction", count: 1, title: "", kind: "visit", direction: "out", fileName: "", names: ["Elke Bär"] };
  expect(recordText(facts)).toBe("Besuch bei Elke Bär");
  expect(recordText({ ...facts, kind: "email", direction: "in" })).toBe("E-Mail von Elke Bär");
  expect(recordText({ ...facts, names: [] })).toBe("Besuch");
  expect(recordText({ ...facts, count: 12 })).toBe("12 Einträge");
  expect(recordText({ ...facts, type: "relation", kind: "worksFor", names: ["Elke Bär", "Bäckerei Groß"] })).toBe(
    "Elke Bär arbeitet bei Bäckerei Groß",
  );
  expect(recordText({ ...facts, type: "party", count: 2, names: ["Elke Bär", "Bäckerei Groß"] })).toBe("Elke Bär und Bäckerei Groß");
  expect(recordText({ ...facts, type: "party", count: 32 })).toBe("32 Kontakte");
  expect(recordText({ ...facts, type: "deal", title: "Heizung" })).toBe("Verkaufschance „Heizung“");
  setLanguage("en");
  expect(recordText(facts)).toBe("visit to Elke Bär");
});

test.each(languages)("every refusal is a sentence that says what to do (%s)", (language) => {
  setLanguage(language);
  for (const code of errorCodes) expect(errorText({ code })).toMatch(/[.!?]$/);
  expect(unsaid).toEqual([]);
});

test("a refusal of a newer version gets a general sentence with its code", () => {
  expect(errorText({ code: "moon-missing" })).toContain("moon-missing");
});
