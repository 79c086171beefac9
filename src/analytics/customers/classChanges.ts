import { err, ok, type Result } from "../../lib/result.ts";
import { type Day, dayText, parseDay } from "../facts/facts.ts";
import type { OptionRefusal, Span } from "../facts/options.ts";
import { compareText } from "../facts/purchaseHistory.ts";

/** The class somebody was in and is in; `null` where he had not bought yet, or not in these days. */
export interface ClassChange<Class> {
  readonly then: Class | null;
  readonly now: Class | null;
}

export interface ClassChanges<Class> {
  /** The earlier day, and the first that counted then. */
  readonly asOf: Day;
  readonly from: Day | null;
  /** How many went which way, by then and now in order of the classes; ways nobody went are left out. */
  readonly matrix: readonly (ClassChange<Class> & { readonly count: number })[];
  /** Whoever is in a class now or was in one then, by record id. */
  readonly records: Readonly<Record<string, ClassChange<Class>>>;
}

export interface Comparison<Class> {
  /** `null` where no earlier day was asked for. */
  readonly comparedWith: Day | null;
  readonly changes?: ClassChanges<Class>;
}

/**
 * Compares everybody's class with that of `comparedWith`; `classesOn` says by id what a span of days makes of them, `order` is
 * that of the classes.
 */
export function compareClasses<Class extends string | number>(
  comparedWith: string | undefined,
  span: Span,
  order: readonly Class[],
  classesOn: (span: Span) => ReadonlyMap<string, Class>,
): Result<Comparison<Class>, OptionRefusal> {
  if (comparedWith === undefined) return ok({ comparedWith: null });
  const earlier = earlierSpan(span, comparedWith);
  if (!earlier.ok) return earlier;
  const { asOf, from } = earlier.value;
  const [then, now] = [classesOn(earlier.value), classesOn(span)];
  const ids = [...new Set([...then.keys(), ...now.keys()])].sort(compareText);
  const changes = ids.map((id): [string, ClassChange<Class>] => [id, { then: then.get(id) ?? null, now: now.get(id) ?? null }]);
  const ends = [...order, null];
  const matrix = ends.flatMap((before) =>
    ends.flatMap((after) => {
      const count = changes.filter(([, change]) => change.then === before && change.now === after).length;
      return count > 0 ? [{ then: before, now: after, count }] : [];
    }),
  );
  return ok({ comparedWith: asOf, changes: { asOf, from, matrix, records: Object.fromEntries(changes) } });
}

/** The days up to the earlier one, and as many of them as count now: a longer time alone would change the classes. */
function earlierSpan(span: Span, comparedWith: string): Result<Span, OptionRefusal> {
  const asOf = comparedWith.slice(0, 10);
  const until = parseDay(asOf) as number;
  if (until >= span.until)
    return err({ code: "option-out-of-range", option: "comparedWith", found: asOf, maximum: dayText(span.until - 1) });
  const since = span.since - (span.until - until);
  return ok({ asOf, until, since, from: span.from === null ? null : dayText(since) });
}
