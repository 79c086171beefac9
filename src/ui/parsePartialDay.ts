import { dayText, parseMoment } from "./parseMoment.ts";

const two = (text: string): string => text.padStart(2, "0");
const fits = (month: string, day = "1"): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= new Date(2000, Number(month), 0).getDate();

/** A calendar day of which people may know only a part: "12.4.1985", "April 1985", "4/1985", "1985", "12.4."; undefined when it cannot be told. */
export function parsePartialDay(typed: string): string | undefined {
  const text = typed.trim();
  if (/^\d{4}$/.test(text)) return text;
  const month = /^(\d{1,2})[./-](\d{4})$/.exec(text);
  if (month?.[1] && month[2] && fits(month[1])) return `${month[2]}-${two(month[1])}`;
  if (/^\d{4}-\d{2}$/.test(text) && fits(text.slice(5))) return text;
  const yearless = /^(\d{1,2})\.\s?(\d{1,2})\.?$/.exec(text) ?? /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (yearless?.[1] && yearless[2] && fits(yearless[2], yearless[1])) return `--${two(yearless[2])}-${two(yearless[1])}`;
  const full = /^(\d{1,2})[./]\s?(\d{1,2})[./]\s?(\d{4})$/.exec(text);
  if (full?.[1] && full[2] && full[3] && fits(full[2], full[1])) return `${full[3]}-${two(full[2])}-${two(full[1])}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && fits(text.slice(5, 7), text.slice(8))) return text;
  const named = /^([\p{L}.]+)\s+(\d{4})$/u.exec(text);
  if (named?.[1] && named[2]) {
    const first = parseMoment(`1 ${named[1]} ${named[2]}`, new Date());
    if (first) return dayText(first).slice(0, 7);
  }
  const moment = /\d{4}/.test(text) ? parseMoment(text, new Date(), "past") : undefined;
  return moment && dayText(moment);
}
