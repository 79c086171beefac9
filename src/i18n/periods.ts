import { createText } from "./createText.ts";
import { formatDay, formatMonth } from "./format.ts";

const text = createText({
  de: {
    quarter: (number: string, year: string) => `${number}. Quartal ${year}`,
    week: (number: string, year: string) => `KW ${number}/${year}`,
  },
  en: { quarter: (number, year) => `Q${number} ${year}`, week: (number, year) => `Week ${number}, ${year}` },
});

const dayMs = 86_400_000;

/** A period as methods name it ("2017", "2017-Q1", "2017-03", "2017-W09", "2017-03-09"), for people. */
export function periodName(period: string): string {
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter) return text().quarter(quarter[2] as string, quarter[1] as string);
  const week = /^(\d{4})-W(\d\d)$/.exec(period);
  if (week) return text().week(String(Number(week[2])), week[1] as string);
  if (/^\d{4}-\d\d$/.test(period)) return formatMonth(`${period}-15`);
  return formatDay(period);
}

/** Short enough for an axis: "Mrz 26". */
export function shortPeriod(period: string): string {
  if (/^\d{4}-\d\d$/.test(period)) return `${formatMonth(`${period}-15`).slice(0, 3)} ${period.slice(2, 4)}`;
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter) return `Q${quarter[2]} ${(quarter[1] as string).slice(2)}`;
  const week = /^(\d{4})-W(\d\d)$/.exec(period);
  return week ? `${Number(week[2])}/${(week[1] as string).slice(2)}` : period;
}

/** "2017-03" so many months later. */
export function monthAfter(month: string, later: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + later;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Whether a day lies in a year, quarter or month and is not its last. */
export function isUnfinished(period: string, day: string): boolean {
  const next = new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
  return [day, next].every((one) =>
    [one.slice(0, 4), `${one.slice(0, 4)}-Q${Math.ceil(Number(one.slice(5, 7)) / 3)}`, one.slice(0, 7)].includes(period),
  );
}
