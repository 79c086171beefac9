import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  formatBytes,
  formatDay,
  formatMoment,
  formatMoney,
  formatMonth,
  formatRelative,
  formatShort,
  formatTime,
  formatWeekday,
  plural,
} from "../../src/i18n/format.ts";
import { preferredLanguage, setLanguage } from "../../src/i18n/language.ts";

const now = new Date(2026, 10, 21, 20, 15);
const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
/** Blanks that do not break look like others. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

afterEach(() => setLanguage("en"));

describe("in German", () => {
  beforeEach(() => setLanguage("de"));

  test("a day is written out, a partly known one as far as it is known", () => {
    expect(["2026-11-21", "1985-04", "1985", "--04-12", "sometime"].map(formatDay)).toEqual([
      "21. Nov. 2026",
      "April 1985",
      "1985",
      "12. April",
      "sometime",
    ]);
  });

  test("what happened lately is told as people tell it", () => {
    expect([ago(0.2), ago(5), ago(180), "2026-11-20", "2026-11-22", ago(60 * 24 * 3)].map((at) => formatRelative(at, now))).toEqual([
      "jetzt",
      "vor 5 Minuten",
      "vor 3 Stunden",
      "gestern",
      "morgen",
      "vor 3 Tagen",
    ]);
  });

  test("a row has little room: the time today, then the weekday, then the day", () => {
    expect([ago(60), "2026-11-20", "2026-11-18", "2026-03-05", "2019-03-05"].map((at) => formatShort(at, now))).toEqual([
      "19:15",
      "gestern",
      "Mi",
      "5. März",
      "05.03.2019",
    ]);
  });

  test("money follows its currency's smallest unit", () => {
    expect([formatMoney(129_900, "EUR"), formatMoney(1_250, "EUR"), formatMoney(500, "JPY")].map(plain)).toEqual([
      "1.299 €",
      "12,50 €",
      "500 ¥",
    ]);
  });

  test("sizes are told in the steps systems show", () => {
    expect([0, 999, 1_400, 25_300_000].map(formatBytes).map(plain)).toEqual(["0 Byte", "999 Byte", "1,4 kB", "25 MB"]);
  });
});

test("what is no date and no currency stands as it came", () => {
  for (const way of [formatDay, formatTime, formatMoment, formatWeekday, formatMonth, formatRelative, formatShort])
    expect(["", "soon", "11/28/2026x", "2026-99-99"].map((at) => way(at)).every((told) => typeof told === "string")).toBe(true);
  expect([formatMoment("soon"), formatRelative("soon", now), formatDay("11/28/2026")]).toEqual(["soon", "soon", "11/28/2026"]);
  expect([formatMoney(1_250, ""), formatMoney(1_250, "Taler")]).toEqual(["12.50", "Taler 12.50"]);
});

test("in English the same numbers read in English", () => {
  setLanguage("en");
  expect([formatRelative("2026-11-20", now), plain(formatMoney(1_250, "EUR")), plural(1, { one: "one row", other: "2 rows" })]).toEqual([
    "yesterday",
    "€12.50",
    "one row",
  ]);
});

test("German wherever the browser prefers it, English for everybody else", () => {
  expect([
    preferredLanguage(["de-AT", "en"]),
    preferredLanguage(["fr", "de"]),
    preferredLanguage(["fr", "it"]),
    preferredLanguage([]),
  ]).toEqual(["de", "de", "en", "en"]);
});
