import { expect, test } from "vitest";
import { countryCodes, countryName, readCountry } from "../../src/domain/country.ts";

test("a country is understood in German, in English and as people shorten it", () => {
  expect(["Deutschland", "Germany", "D", "BRD", "germany", "DEU", "de"].map(readCountry)).toEqual(Array(7).fill("DE"));
  expect(["UK", "Vereinigtes Königreich", "Großbritannien", "Grossbritannien", "England"].map(readCountry)).toEqual(Array(5).fill("GB"));
  expect(["USA", "U.S.A.", "Vereinigte Staaten", "United States"].map(readCountry)).toEqual(Array(4).fill("US"));
  expect(["Österreich", "Oesterreich", "Schweiz", "Türkei", "Turkey", "Korea"].map(readCountry)).toEqual([
    "AT",
    "AT",
    "CH",
    "TR",
    "TR",
    "KR",
  ]);
});

test("a misspelt country is not guessed", () => {
  expect(["Philipines", "", "NULL", "XX"].map(readCountry)).toEqual([undefined, undefined, undefined, undefined]);
});

test("every country is read back from its German and its English name", () => {
  for (const language of ["de", "en"]) expect(countryCodes.filter((code) => readCountry(countryName(code, language)) !== code)).toEqual([]);
});
