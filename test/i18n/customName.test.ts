import { afterEach, expect, test } from "vitest";
import { customFieldName, relatedWord } from "../../src/i18n/customName.ts";
import { setLanguage } from "../../src/i18n/language.ts";

afterEach(() => setLanguage("de"));

test.each([
  ["vcard:X-ABRELATEDNAMES;TYPE=pref;X-ABLABEL=_$!<Spouse>!$_", "Ehepartner", "Spouse"],
  ["vcard:X-ABRELATEDNAMES;X-ABLABEL=DOMESTIC_PARTNER", "Lebenspartner", "Domestic partner"],
  ["vcard:X-ABRELATEDNAMES;X-ABLABEL=Patenonkel", "Patenonkel", "Patenonkel"],
  ["vcard:X-ABRELATEDNAMES", "Nahestehend", "Close to"],
  ["vcard:X-ABDATE;X-ABLABEL=_$!<Anniversary>!$_ 2", "Jahrestag 2", "Anniversary 2"],
  ["vcard:X-ABDATE", "Datum", "Date"],
  ["vcard:X-MS-SPOUSE", "Ehepartner", "Spouse"],
  ["vcard:RELATED;TYPE=friend;VALUE=text", "Freund", "Friend"],
  ["vcard:ANNIVERSARY;VALUE=date", "Jahrestag", "Anniversary"],
  ["vcard:PHOTO", "Bild", "Picture"],
  ["vcard:X-SPIRIT-NAME", "Spirit name", "Spirit name"],
  ["Kesseltyp", "Kesseltyp", "Kesseltyp"],
])("%s is shown as words", (key, german, english) => {
  setLanguage("de");
  expect(customFieldName(key)).toBe(german);
  setLanguage("en");
  expect(customFieldName(key)).toBe(english);
});

test("what somebody is to somebody else is a word, in whoever's signs", () => {
  setLanguage("de");
  expect(["spouse", "_$!<Child>!$_", "agent", "Doppelkopfrunde"].map(relatedWord)).toEqual([
    "Ehepartner",
    "Kind",
    "Assistenz",
    "Doppelkopfrunde",
  ]);
});
