// The public holidays of DE, AT, CH and LI as a small table, made while Kontor is built: the library that knows them would weigh 236 kB
// in the app. Its days of thirty years are taken, and each holiday's rule is found in them again.
import Holidays from "date-holidays";
import { easterSunday, type HolidayRule, type HolidayTable } from "../calendar/holidays.ts";

const years = Array.from({ length: 31 }, (_, at) => 2015 + at);
const countries = ["DE", "AT", "CH", "LI"];
const weekMs = 7 * 86_400_000;

/** What the library has otherwise than the law; each looked up (DECISIONS.md). */
const corrections: readonly { readonly region: string; readonly drop?: (rule: string) => boolean; readonly add?: HolidayRule }[] = [
  { region: "CH-AR", drop: (rule) => rule.startsWith("12-26"), add: { de: "2. Weihnachtstag", en: "Boxing Day", when: "12-26/13457" } },
  { region: "CH-AI", add: { de: "Mariä Empfängnis", en: "Immaculate Conception", when: "12-08" } },
  { region: "LI", add: { de: "Mariä Himmelfahrt", en: "Assumption", when: "08-15" } },
  { region: "LI", add: { de: "Allerheiligen", en: "All Saints' Day", when: "11-01" } },
  { region: "LI", drop: (rule) => ["easter -2", "easter 40", "easter 61"].includes(rule) },
];

export function holidayTable(): HolidayTable {
  const rules = new Map<string, HolidayRule & { readonly regions: string[] }>();
  const add = (region: string, rule: HolidayRule): void => {
    const key = JSON.stringify(rule);
    const known = rules.get(key);
    if (known) known.regions.push(region);
    else rules.set(key, { ...rule, regions: [region] });
  };
  const names: Record<string, string> = {};
  for (const region of regions()) {
    names[region.code] = region.name;
    const own = corrections.filter((correction) => correction.region === region.code);
    for (const { rule, ...holiday } of holidaysOf(region.path)) if (!own.some(({ drop }) => drop?.(rule))) add(region.code, holiday);
    for (const correction of own) if (correction.add) add(region.code, correction.add);
  }
  return { names, rules: [...rules.values()].map((rule) => ({ ...rule, regions: rule.regions.join(" ") })) };
}

interface Region {
  readonly code: string;
  readonly name: string;
  readonly path: readonly [country: string, state?: string, region?: string];
}

/** "DE", "DE-BY", "DE-BY-A": ISO 3166-2, and below that the library's own names. */
function regions(): Region[] {
  const library = new Holidays();
  const named = Object.entries(library.getCountries("de")).filter(([code]) => countries.includes(code));
  return named.flatMap(([country, name]) => [
    { code: country, name, path: [country] as const },
    ...Object.entries(library.getStates(country, "de") ?? {}).flatMap(([state, stateName]) => [
      { code: `${country}-${state}`, name: stateName, path: [country, state] as const },
      ...Object.entries(library.getRegions(country, state, "de") ?? {}).map(
        ([region, regionName]): Region => ({ code: `${country}-${state}-${region}`, name: regionName, path: [country, state, region] }),
      ),
    ]),
  ]);
}

function holidaysOf([country, state = "", region = ""]: Region["path"]): (HolidayRule & { readonly rule: string })[] {
  const library = new Holidays(country, state, region);
  const found = new Map<string, { de: string; en: string; dates: string[]; fromHour: number }>();
  for (const year of years) {
    for (const { date, rule, name, type } of library.getHolidays(year, "de")) {
      if (type !== "public") continue;
      const known = found.get(rule) ?? { de: name, en: englishName(library, year, rule), dates: [], fromHour: Number(date.slice(11, 13)) };
      known.dates.push(date.slice(0, 10));
      found.set(rule, known);
    }
  }
  return [...found].map(([rule, { de, en, dates, fromHour }]) => ({ rule, de, en, ...ruleOf(dates), ...(fromHour && { fromHour }) }));
}

const englishName = (library: Holidays, year: number, rule: string): string =>
  library.getHolidays(year, "en").find((holiday) => holiday.rule === rule)?.name ?? rule;

const weekday = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const fromEaster = (day: string): number => (Date.parse(day) - Date.parse(easterSunday(Number(day.slice(0, 4))))) / 86_400_000;
const only = <Value>(values: readonly Value[]): Value | undefined => (new Set(values).size === 1 ? values[0] : undefined);

/** The shortest rule that gives just these days within the years looked at. */
function ruleOf(dates: readonly string[]): Pick<HolidayRule, "when" | "since"> {
  const first = Number(dates[0]?.slice(0, 4));
  const since = first > (years[0] ?? 0) ? { since: first } : {};
  const isYearly = dates.length === (years.at(-1) ?? 0) - first + 1;
  const monthDay = only(dates.map((day) => day.slice(5)));
  const easter = only(dates.map(fromEaster));
  if (isYearly && monthDay) return { when: monthDay, ...since };
  if (isYearly && easter !== undefined) return { when: `E${easter}`, ...since };
  if (monthDay && dates.length > 4) {
    const days = new Set(dates.map(weekday));
    const expected = years.map((year) => `${year}-${monthDay}`).filter((day) => days.has(weekday(day)));
    if (expected.join() === dates.join()) return { when: `${monthDay}/${[...days].sort((a, b) => a - b).join("")}` };
  }
  const day = only(dates.map(weekday));
  const [earliest, latest] = [
    dates.map((date) => date.slice(5)).sort()[0],
    dates
      .map((date) => date.slice(5))
      .sort()
      .at(-1),
  ];
  if (isYearly && day && Date.parse(`2001-${latest}`) - Date.parse(`2001-${earliest}`) < weekMs)
    return { when: `${earliest}>${day}`, ...since };
  return { when: dates.join(",") };
}
