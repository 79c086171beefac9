import { getHolidays } from "feiertagejs";
import { describe, expect, test } from "vitest";
import { easterSunday, holidaysIn } from "../../src/calendar/holidays.ts";
import { holidayTable as table } from "../../src/calendar/tables.ts";

const on = (region: string, day: string) => holidaysIn(table, region, Number(day.slice(0, 4))).filter((holiday) => holiday.day === day);
/** "off", "from 12" or "works", so that a sentence of a law stands in a row. */
const says = (region: string, day: string): string => {
  const found = on(region, day);
  expect(found.length, `${region} ${day} once`).toBeLessThan(2);
  return found[0] ? (found[0].fromHour ? `from ${found[0].fromHour}` : "off") : "works";
};

const localDay = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

const rows: readonly (readonly [regions: string, day: string, right: string])[] = [
  ["DE-BY-KATH DE-BY-A DE-SL AT-9 CH-LU LI", "2026-08-15", "off"],
  ["DE-BY-EVANG DE-NW DE", "2026-08-15", "works"],
  ["DE-BY-A", "2026-08-08", "off"],
  ["DE-BY DE-BY-KATH", "2026-08-08", "works"],
  ["DE-BE", "2020-05-08", "off"],
  ["DE-BE", "2025-05-08", "off"],
  ["DE-BE", "2028-06-17", "off"],
  ["DE-BE", "2024-05-08", "works"],
  ["DE-BB", "2025-05-08", "works"],
  ["DE-BE", "2018-03-08", "works"],
  ["DE-BE", "2019-03-08", "off"],
  ["DE-MV", "2022-03-08", "works"],
  ["DE-MV DE-BE", "2023-03-08", "off"],
  ["DE-TH", "2018-09-20", "works"],
  ["DE-TH", "2019-09-20", "off"],
  ["DE-HH DE-NW", "2016-10-31", "works"],
  ["DE-HH DE-NW DE-BY", "2017-10-31", "off"],
  ["DE-HH", "2018-10-31", "off"],
  ["DE-NW", "2018-10-31", "works"],
  ["DE-SN", "2026-11-18", "off"],
  ["DE-BY", "2026-11-18", "works"],
  ["DE-SN-BZ DE-TH-EIC DE-NW AT-9", "2026-06-04", "off"],
  ["DE-SN DE-TH DE-BE", "2026-06-04", "works"],
  ["DE-BB", "2026-04-05", "off"],
  ["DE-BB", "2026-05-24", "off"],
  ["DE DE-HE AT AT-2", "2026-12-24", "works"],
  ["DE DE-HE AT AT-2", "2026-12-31", "works"],
  ["AT-2 AT-6 AT-7 AT-8", "2026-03-19", "works"],
  ["AT-4", "2026-05-04", "works"],
  ["AT AT-9 CH-TI CH-VS LI", "2026-04-03", "works"],
  ["DE CH-ZH", "2026-04-03", "off"],
  ["CH-NE", "2022-12-26", "off"],
  ["CH-NE", "2023-12-26", "works"],
  ["CH-NE", "2023-01-02", "off"],
  ["CH-NE", "2026-01-02", "works"],
  ["CH-AI CH-AR", "2022-12-26", "off"],
  ["CH-AI CH-AR", "2023-12-26", "works"],
  ["CH-AI CH-AR", "2028-12-26", "works"],
  ["CH-AI CH-AR", "2033-12-26", "off"],
  ["CH-AI", "2026-12-08", "off"],
  ["CH-SO", "2026-05-01", "from 12"],
  ["CH-GE", "2026-09-10", "off"],
  ["CH-GE", "2026-12-31", "off"],
  ["LI", "2026-11-01", "off"],
  ["LI", "2026-05-15", "works"],
  ["LI", "2026-06-05", "works"],
  ["DE AT CH LI", "2026-05-14", "off"],
  ["DE", "2026-05-25", "off"],
];

describe("public holidays", () => {
  test.each(rows)("%s on %s: %s", (regions, day, right) => {
    for (const region of regions.split(" ")) expect(`${region} ${says(region, day)}`).toBe(`${region} ${right}`);
  });

  test("Easter is where the church has it", () => {
    expect([2000, 2008, 2019, 2024, 2026, 2038, 2049].map(easterSunday)).toEqual([
      "2000-04-23",
      "2008-03-23",
      "2019-04-21",
      "2024-03-31",
      "2026-04-05",
      "2038-04-25",
      "2049-04-18",
    ]);
  });

  test("a second library agrees for sixteen states and thirty years, but where it is known to be wrong", () => {
    const states = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"] as const;
    const differing: string[] = [];
    for (const state of states)
      for (let year = 2018; year <= 2047; year++) {
        const own = new Set(holidaysIn(table, `DE-${state}`, year).map(({ day }) => day));
        const others = new Set(getHolidays(year, state).map(({ date }) => localDay(date)));
        for (const day of [...own, ...others].filter((one) => !own.has(one) || !others.has(one))) differing.push(`${state} ${day}`);
      }
    // In Bavaria 15 August is one of Catholic communities; Berlin's single days it does not have.
    expect(differing.filter((one) => !/^BY \d{4}-08-15$/.test(one))).toEqual(["BE 2020-05-08", "BE 2025-05-08", "BE 2028-06-17"]);
  });

  test("a community that is not known has the days of its state, a country that is not known none", () => {
    expect(holidaysIn(table, "DE-BY-9999", 2026)).toEqual(holidaysIn(table, "DE-BY", 2026));
    expect(holidaysIn(table, "FR", 2026)).toEqual([]);
  });

  test("every one is named in both languages", () => {
    for (const { de, en } of table.rules) expect([de, en].every((name) => /^[\p{L}\d]/u.test(name))).toBe(true);
    expect(on("DE", "2026-10-03")).toMatchObject([{ de: "Tag der Deutschen Einheit" }]);
  });
});
