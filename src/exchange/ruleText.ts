// How something comes again, as a cell says it: a rule of calendars, one word, or a few that people say.
import { isRule } from "../calendar/series.ts";
import { readTaskLine } from "../domain/taskLine.ts";
import { fold } from "../lib/fold.ts";

const words: Readonly<Record<string, string>> = {
  "taglich|daily|day|tag": "FREQ=DAILY",
  "werktags|werktaglich|weekdays|every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "wochentlich|weekly|week|woche": "FREQ=WEEKLY",
  "zweiwochentlich|14-tagig|14-taglich|alle 14 tage|biweekly|fortnightly": "FREQ=WEEKLY;INTERVAL=2",
  "monatlich|monthly|month|monat": "FREQ=MONTHLY",
  "quartalsweise|vierteljahrlich|quarterly": "FREQ=MONTHLY;INTERVAL=3",
  "halbjahrlich|half-yearly|semiannually": "FREQ=MONTHLY;INTERVAL=6",
  "jahrlich|yearly|annually|year|jahr": "FREQ=YEARLY",
};
const rules = new Map(Object.entries(words).flatMap(([said, rule]) => said.split("|").map((word) => [word, rule] as const)));

/** A day from which rules can be tried; which one, no rule depends on. */
const someDay = "2026-01-05";

/** RRULE without its name; undefined for what nobody can read. */
export function readRule(cell: string): string | undefined {
  const said = cell.trim().replace(/^RRULE:/i, "");
  if (/^FREQ=|;FREQ=/i.test(said)) return isRule(said, someDay) ? said.toUpperCase() : undefined;
  const known = rules.get(fold(said));
  if (known) return known;
  const { title, rule } = readTaskLine(said, { now: `${someDay}T00:00` });
  return title === "" ? rule : undefined;
}
