import { expect, test } from "vitest";
import { nameOf } from "../../src/domain/party.ts";
import { splitPersonName } from "../../src/domain/personName.ts";
import { editedName, hasNumbersOf, isTypedSo, nameToFind, partsOfTypedName, personFromLine } from "../../src/domain/typedName.ts";

const doctor = { honorificPrefix: "Dr.", givenName: "Anna", familyName: "Müller-Lüdenscheid" };
const vonDerHeide = { givenName: "Hans", familyName: "von der Heide" };

test("a whole name typed into either field is taken apart as in a file", () => {
  for (const [line, parts] of [
    ["Dr. Anna Müller-Lüdenscheid", doctor],
    ["Hans von der Heide", vonDerHeide],
    ["von der Heide, Hans", vonDerHeide],
    ["Frau Prof. Dr. Eva Löwe, M. A.", splitPersonName("Frau Prof. Dr. Eva Löwe, M. A.")],
  ] as const) {
    expect(partsOfTypedName({ givenName: line, familyName: "" })).toEqual(parts);
    expect(partsOfTypedName({ givenName: "", familyName: line })).toEqual(parts);
    expect(personFromLine(line)).toEqual({ kind: "person", ...parts });
  }
});

test("where both names stand in their fields only titles move", () => {
  expect(partsOfTypedName({ givenName: "Dr. Anna", familyName: "Müller-Lüdenscheid" })).toEqual(doctor);
  expect(partsOfTypedName({ givenName: "Dr.", familyName: "Müller" })).toEqual({ honorificPrefix: "Dr.", familyName: "Müller" });
  expect(partsOfTypedName({ givenName: "Anna", familyName: "Dr. Müller" })).toEqual({
    honorificPrefix: "Dr.",
    givenName: "Anna",
    familyName: "Müller",
  });
  expect(partsOfTypedName({ givenName: "Frau Dr. med. Anna", familyName: "Müller, M. A." })).toEqual({
    salutation: "ms",
    honorificPrefix: "Dr. med.",
    givenName: "Anna",
    familyName: "Müller",
    honorificSuffix: "M. A.",
  });
  expect(partsOfTypedName({ givenName: "Anna Maria", familyName: "Gómez Pérez" })).toEqual({
    givenName: "Anna Maria",
    familyName: "Gómez Pérez",
  });
  for (const familyName of ["Graf", "Graf Lambsdorff", "von der Heide", "Ma", "Sir"])
    expect(partsOfTypedName({ givenName: "Otto", familyName })).toEqual({ givenName: "Otto", familyName });
});

test("one word stays in the field it was typed into", () => {
  expect(partsOfTypedName({ givenName: "Anna", familyName: "" })).toEqual({ givenName: "Anna" });
  expect(partsOfTypedName({ givenName: "", familyName: "Müller" })).toEqual({ familyName: "Müller" });
  expect(partsOfTypedName({ givenName: " ", familyName: "" })).toEqual({});
});

test("an offer is made only where something would move, and what it gives stays as it is", () => {
  const typed = { givenName: "Dr. Anna", familyName: "Müller-Lüdenscheid" };
  const parts = partsOfTypedName(typed);
  expect(isTypedSo(typed, parts)).toBe(false);
  expect(partsOfTypedName(parts)).toEqual(parts);
  expect(isTypedSo(parts, parts)).toBe(true);
  expect(isTypedSo({ givenName: "Anna", familyName: "Weber" }, partsOfTypedName({ givenName: "Anna", familyName: "Weber" }))).toBe(true);
});

test("no word that was typed is lost, in whichever field it stood", () => {
  for (const givenName of ["", "Anna", "Dr. Anna", "Frau Anna", "Anna Maria", "Dr.", "Prof. Dr. h. c. Anna", "Sir", "Xx"])
    for (const familyName of ["", "Weber", "von der Heide", "Weber, M. A.", "Dr. Weber", "Graf Weber", "Weber-Graf Jr."]) {
      const shown = nameOf({ kind: "person", ...partsOfTypedName({ givenName, familyName }) });
      const missing = `${givenName} ${familyName}`.match(/[\p{L}]+/gu)?.filter((word) => word !== "Frau" && !shown.includes(word)) ?? [];
      expect(missing, `${givenName} | ${familyName} → ${shown}`).toEqual([]);
    }
});

test("the warning of a duplicate looks for the name without its title", () => {
  expect(nameToFind(doctor)).toBe("Anna Müller-Lüdenscheid");
});

test("a title typed before a first name on the contact's page becomes its title", () => {
  const anna = { givenName: "Anna", familyName: "Müller-Lüdenscheid" };
  expect(editedName(anna, "givenName", "Dr. Anna")).toEqual({ givenName: "Anna", honorificPrefix: "Dr." });
  expect(editedName({ ...anna, honorificPrefix: "Dr." }, "givenName", "Dr. Anna")).toEqual({ givenName: "Anna" });
  expect(editedName(anna, "givenName", "Anna Maria")).toEqual({ givenName: "Anna Maria" });
  expect(editedName(anna, "familyName", "")).toEqual({ familyName: null });
  expect(editedName({}, "givenName", "Hans von der Heide")).toEqual(vonDerHeide);
  expect(editedName({ familyName: "Gómez Pérez" }, "givenName", "")).toEqual({ givenName: null });
});

test.each([
  ["Hof 10", "Hof 100", false],
  ["Hof 100", "Hof 10", false],
  ["Studio 54", "Studio 54 GmbH", true],
  ["Studio", "Studio 54", true],
  ["4711", "Kölnisch Wasser 47111", false],
])("what is typed as %s is another spelling of %s: %s", (typed, name, is) => {
  expect(hasNumbersOf(name, typed)).toBe(is);
});
