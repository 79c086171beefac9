// The value of a plain field as people read and type it, by what its noun says it is.
import type { Field } from "../domain/noun.ts";
import { formatDay, formatMoment, formatNumber } from "../i18n/format.ts";
import { type Plain } from "../lib/plain.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { parseWholeDay } from "../ui/parseWholeDay.ts";
import { readNumber } from "../ui/readNumber.ts";
import { text } from "./text.ts";

/** What a field says in the reader's language; "" for an empty one. */
export function showField(field: Field, value: unknown): string {
  if (value === undefined || value === null || value === "") return "";
  if (typeof value === "object") return JSON.stringify(value);
  switch (field.is) {
    case "day":
      return formatDay(String(value));
    case "instant":
      return formatMoment(String(value));
    case "number":
      return formatNumber(Number(value), { maximumFractionDigits: 15 });
    case "amount":
      return formatNumber(Number(value), { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 15 });
    case "share":
      return formatNumber(Number(value), { style: "percent", maximumFractionDigits: 3 });
    case "flag":
      return value === true ? text().yes : text().no;
    default:
      return String(value);
  }
}

/** What somebody typed as it is stored, `null` for nothing; or a sentence that says what is wrong. */
export function readField(field: Field, typed: string, now: Date): Result<Plain, string> {
  const clean = typed.trim();
  if (clean === "") return ok(null);
  switch (field.is) {
    case "day": {
      const day = parseWholeDay(clean, now);
      return day === undefined ? err(text().dayWrong) : ok(day);
    }
    case "number":
    case "amount": {
      const number = readNumber(clean);
      return number === undefined ? err(text().numberWrong) : ok(number);
    }
    case "share": {
      const number = readNumber(clean.replace(/%$/, "").trim());
      return number === undefined || number < 0 || number > 100 ? err(text().shareWrong) : ok(Number((number / 100).toPrecision(12)));
    }
    default:
      return ok(clean);
  }
}
