// How something comes again, as a cell says it: a rule of calendars, one word, or a few that people say.
import { readTaskLine } from "../domain/taskLine.ts";
import { fold } from "../lib/fold.ts";
import { ownValue } from "../lib/own.ts";

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

const numbers = /^[+-]?\d+(,[+-]?\d+)*$/;
/** The parts of a rule and what may stand there (RFC 5545, 3.3.10); no calendar is needed to tell. */
const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  COUNT: /^[1-9]\d*$/,
  INTERVAL: /^[1-9]\d*$/,
  BYDAY: /^([+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU))(,[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU))*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  ...Object.fromEntries(
    ["BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"].map((name) => [name, numbers]),
  ),
};

const isRuleText = (rule: string): boolean => {
  const said = rule.split(";").map((part) => part.split("="));
  const names = said.map(([name = ""]) => name);
  return (
    names.includes("FREQ") &&
    new Set(names).size === names.length &&
    said.every(([name = "", value = "", ...more]) => more.length === 0 && (ownValue(parts, name)?.test(value) ?? false))
  );
};

/** RRULE without its name; undefined for what nobody can read. */
export function readRule(cell: string): string | undefined {
  const said = cell.trim().replace(/^RRULE:/i, "");
  const written = said.toUpperCase();
  if (/^FREQ=|;FREQ=/.test(written)) return isRuleText(written) ? written : undefined;
  const known = rules.get(fold(said));
  if (known) return known;
  const { title, rule } = readTaskLine(said, { now: "2026-01-05T00:00" });
  return title === "" ? rule : undefined;
}
