import fc from "fast-check";
import { expect, test } from "vitest";
import { keepsWords, readSalutation, splitPersonName } from "../../src/domain/personName.ts";

test("the last word and the particle before it are the family name", () => {
  expect(splitPersonName("Maria Anders")).toEqual({ givenName: "Maria", familyName: "Anders" });
  expect(splitPersonName("José Pedro Freyre")).toEqual({ givenName: "José Pedro", familyName: "Freyre" });
  expect(splitPersonName("Hans von der Heide")).toEqual({ givenName: "Hans", familyName: "von der Heide" });
  expect(splitPersonName("Isabel de Castro")).toEqual({ givenName: "Isabel", familyName: "de Castro" });
  expect(splitPersonName("Juan de la Cruz")).toEqual({ givenName: "Juan", familyName: "de la Cruz" });
  expect(splitPersonName("José Ortega y Gasset")).toEqual({ givenName: "José", familyName: "Ortega y Gasset" });
});

test("honorifics come off the front, degrees off the end", () => {
  expect(splitPersonName("Frau Prof. Dr.-Ing. Eva-Maria zu Löwenstein, M. A.")).toEqual({
    salutation: "ms",
    honorificPrefix: "Prof. Dr.-Ing.",
    givenName: "Eva-Maria",
    familyName: "zu Löwenstein",
    honorificSuffix: "M. A.",
  });
  expect(splitPersonName("Dr. h. c. Peter Schmidt")).toEqual({ honorificPrefix: "Dr. h. c.", givenName: "Peter", familyName: "Schmidt" });
  expect(splitPersonName("John Smith Jr.")).toEqual({ givenName: "John", familyName: "Smith", honorificSuffix: "Jr." });
});

test("a name turned round by a comma is turned back", () => {
  expect(splitPersonName("Heide, Anna")).toEqual({ givenName: "Anna", familyName: "Heide" });
});

test("one word is a family name, and names that look like titles stay names", () => {
  expect(splitPersonName("Cher")).toEqual({ familyName: "Cher" });
  expect(splitPersonName("Frau Huber")).toEqual({ salutation: "ms", familyName: "Huber" });
  expect(splitPersonName("von der Heide")).toEqual({ familyName: "von der Heide" });
  expect(splitPersonName("Wolfgang Graf")).toEqual({ givenName: "Wolfgang", familyName: "Graf" });
  expect(splitPersonName("Ing Wen")).toEqual({ givenName: "Ing", familyName: "Wen" });
  expect(splitPersonName("  ")).toEqual({});
});

test("no word of a name is ever lost", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "Anna",
          "von",
          "der",
          "de",
          "y",
          "Dr.",
          "Prof.",
          "Frau",
          "Herr",
          "Jr.",
          "Heide,",
          "Ñu",
          "O'Neill",
          "MBA",
          "-",
          "St.",
        ),
        { maxLength: 8 },
      ),
      (words) => {
        const written = words.join(" ");
        const { name, ...parts } = splitPersonName(written);
        expect(name !== undefined || keepsWords(parts, written)).toBe(true);
      },
    ),
  ));

test("a salutation column says whom to greet and may bring a title", () => {
  expect(["Herr", "Frau Dr.", "Mrs.", "weiblich", "Firma", ""].map(readSalutation)).toEqual([
    { salutation: "mr" },
    { salutation: "ms", honorificPrefix: "Dr." },
    { salutation: "ms" },
    { salutation: "ms" },
    {},
    {},
  ]);
});
