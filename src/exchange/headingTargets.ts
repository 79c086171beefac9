// What the headings of a table tell together.
import { readHeading, type TargetName } from "./heading.ts";
import { type Meaning, meaningsOf } from "./meanings.ts";
import type { SalesTarget } from "./salesTargets.ts";
import type { TableKind } from "./tableKind.ts";

export interface HeadingTargets<Target extends string> {
  /** Whether any of these stands in the table. */
  readonly has: (...wanted: readonly Target[]) => boolean;
}

export function targetsIn<Target extends string>(headings: readonly string[], kind: TableKind<Target>): HeadingTargets<Target> {
  const targets = new Set(headings.map((heading) => kind.read(heading)));
  return { has: (...wanted) => wanted.some((target) => targets.has(target)) };
}

const ofPeople: ReadonlySet<TargetName> = new Set<TargetName>([
  "email",
  "phone",
  "givenName",
  "familyName",
  "salutation",
  "bornOn",
  "street",
]);

/** How many kinds of columns speak of people. */
export const peopleIn = (headings: readonly string[]): number =>
  new Set(headings.map((heading) => readHeading(heading)?.target).filter((target) => target && ofPeople.has(target))).size;

/** How many headings have such meanings. */
export const countMeaning = (headings: readonly string[], is: (has: (...meanings: readonly Meaning[]) => boolean) => boolean): number =>
  headings.filter((heading) => is(meaningsOf(heading).has)).length;

/** Columns that hold money. */
export const money: readonly SalesTarget[] = ["net", "gross", "amount", "unitPrice", "freight", "tax"];
