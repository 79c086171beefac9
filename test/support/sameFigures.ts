// Whether two answers of a report say the same, whoever worked them out: figures to nine digits, records by what they are called.
import { canonicalJson } from "../../src/lib/canonical.ts";

/** Where two answers differ, as "results.total.values.0: 12.5 and not 12.4"; `count` is how many figures and texts were compared. */
export interface Comparison {
  readonly count: number;
  readonly differences: readonly string[];
}

/** Half a unit of the ninth digit of the larger one. */
const isEqual = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 0.5 * 10 ** (Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b)))) - 8);

export function compare(expected: unknown, found: unknown): Comparison {
  const differences: string[] = [];
  let count = 0;
  const tell = (path: string, wanted: unknown, given: unknown): void =>
    void differences.push(
      `${path}: ${canonicalJson(given ?? null)?.slice(0, 200)} and not ${canonicalJson(wanted ?? null)?.slice(0, 200)}`,
    );
  const walk = (wanted: unknown, given: unknown, path: string): void => {
    if (typeof wanted === "object" && wanted !== null && typeof given === "object" && given !== null) {
      if (Array.isArray(wanted) !== Array.isArray(given)) return tell(path, wanted, given);
      const [one, other] = [wanted as Readonly<Record<string, unknown>>, given as Readonly<Record<string, unknown>>];
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) walk(one[key], other[key], `${path}.${key}`);
      return;
    }
    count++;
    if (typeof wanted === "number" && typeof given === "number" ? !isEqual(wanted, given) : wanted !== given) tell(path, wanted, given);
  };
  walk(expected, found, "");
  return { count, differences };
}

/** Lists that are told in order of id, as the README says; in all others every place says something. */
const byId: ReadonlySet<string> = new Set([
  "advanced",
  "cases",
  "committed",
  "customers",
  "ids",
  "lost",
  "lostHere",
  "purchases",
  "records",
  "returned",
  "stale",
  "stillHere",
  "stillOpen",
  "withoutAmount",
  "withoutProbability",
  "won",
]);

/** The answer with each record's key for its id. */
export function named(value: unknown, keys: ReadonlyMap<string, string>, field = ""): unknown {
  if (typeof value === "string") return keys.get(value) ?? value;
  if (Array.isArray(value)) {
    const list = value.map((one) => named(one, keys));
    return byId.has(field)
      ? list
          .map((one) => [canonicalJson(identity(one)), one] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, one]) => one)
      : list;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [keys.get(key) ?? key, named(inner, keys, key)]));
}

/** What tells an item of a list from the others, without figures that may differ in their last digits. */
const identity = (item: unknown): unknown =>
  typeof item !== "object" || item === null
    ? item
    : Object.entries(item).filter(([, value]) => typeof value === "string" || Number.isInteger(value));
