import fc from "fast-check";
import { expect, test } from "vitest";
import { centsExponent } from "../../src/domain/currency.ts";
import {
  bareEmail,
  dayOrderOf,
  decimalSignOf,
  isEmail,
  isEmptyWord,
  isPhoneLike,
  readDay,
  readNumber,
  readSerialDay,
  socialHandleOf,
} from "../../src/exchange/value.ts";
import { readLanguage } from "../../src/exchange/words.ts";

test("a day is read however it is written", () => {
  const day = "1985-04-12";
  expect(
    [
      "1985-04-12",
      "19850412",
      "12.04.1985",
      "12.4.85",
      "12. 4. 1985",
      "1985-04-12T23:10:00Z",
      "1985-04-12 00:00",
      "12 Apr 1985",
      "Apr 12, 1985",
      "12. April 1985",
      "1985/04/12",
      "12/04/1985",
    ].map((text) => readDay(text)),
  ).toEqual(Array(12).fill(day));
  expect(readDay("04/12/1985", "mdy")).toBe(day);
  expect(readDay("10/20/2016")).toBe("2016-10-20");
});

test("of a birthday people may know only a part", () => {
  expect(["1985", "1985-04", "04/1985", "--0412", "--04-12", "12.4."].map((text) => readDay(text))).toEqual([
    "1985",
    "1985-04",
    "1985-04",
    "--04-12",
    "--04-12",
    "--04-12",
  ]);
});

test("a day that never was is not read", () => {
  expect(["30.02.2001", "29.02.2001", "2001-13-01", "gestern", "", "12345678901", "0000-00-00"].map((text) => readDay(text))).toEqual(
    Array(7).fill(undefined),
  );
  expect(readDay("29.02.2000")).toBe("2000-02-29");
});

test("one 13 decides for the whole column which number is the day", () => {
  expect(dayOrderOf(["03/04/2020", "13/04/2020"])).toBe("dmy");
  expect(dayOrderOf(["03/04/2020", "04/13/2020"])).toBe("mdy");
  expect(dayOrderOf(["03/04/2020"])).toBe("open");
  expect(dayOrderOf(["3.4.2020", ""])).toBeUndefined();
});

test("Excel's day numbers are days", () => {
  expect(readSerialDay("45631.0")).toBe("2024-12-05");
  expect(readSerialDay("1985")).toBeUndefined();
});

test("comma or point is decided by the column", () => {
  expect(decimalSignOf(["1100.04", "251.41"])).toBe("point");
  expect(decimalSignOf(["1.234,50", "7"])).toBe("comma");
  expect(decimalSignOf(["1,234", "12.5"])).toBe("point");
  expect(decimalSignOf(["12,5"])).toBe("comma");
  expect(decimalSignOf(["12", "7"])).toBeUndefined();
  expect([
    readNumber("1.234,50 €", "comma"),
    readNumber("$1,234.50", "point"),
    readNumber("1 234", "comma"),
    readNumber("etwa 5", "comma"),
  ]).toEqual([1234.5, 1234.5, 1234, undefined]);
});

test("a written number is read back in both notations", () =>
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (cents) => {
      const value = cents / 100;
      expect(readNumber(new Intl.NumberFormat("de-DE", { minimumFractionDigits: 2 }).format(value), "comma")).toBe(value);
      expect(readNumber(new Intl.NumberFormat("en-US", { minimumFractionDigits: 2 }).format(value), "point")).toBe(value);
    }),
  ));

test("words for nothing are nothing, names are names", () => {
  expect(["NULL", "N/A", "-"].every(isEmptyWord)).toBe(true);
  expect(["Null", "NA", "0", "none"].some(isEmptyWord)).toBe(false);
});

test("mail addresses, phones and profiles are told apart", () => {
  expect(["a@b.de", "Anna.Heide+crm@köln.de"].every(isEmail)).toBe(true);
  expect(["a@b", "a b@c.de", "@b.de", "030 123456"].some(isEmail)).toBe(false);
  expect(bareEmail('"Anna Heide" <anna@heide.de>')).toBe("anna@heide.de");
  expect(["030-0074321", "+49 (0)30 123 45", "(5) 555-4729"].every(isPhoneLike)).toBe(true);
  expect(["2024-01-01x", "abc", "12"].some(isPhoneLike)).toBe(false);
  expect(socialHandleOf("https://www.linkedin.com/in/anna-heide/")).toEqual({
    service: "linkedin",
    value: "anna-heide",
    url: "https://www.linkedin.com/in/anna-heide/",
  });
  expect(socialHandleOf("https://kontor.example/in/anna")).toBeUndefined();
  expect([centsExponent("EUR"), centsExponent("JPY"), centsExponent("KWD"), centsExponent("?")]).toEqual([2, 0, 3, 2]);
});

test("what has the shape of a language tag and is none is no language", () => {
  expect(["de_AT", "deutsch", "de-1996-1996", "en-a"].map(readLanguage)).toEqual(["de-AT", "de", undefined, undefined]);
});
