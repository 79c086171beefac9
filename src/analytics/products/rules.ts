import { err, ok, type Result } from "../../lib/result.ts";
import { type Baskets, countsOfItems } from "./baskets.ts";

export interface RuleOptions {
  /** Least share of all baskets that hold both sides, in (0, 1]. */
  readonly support?: number;
  /** Least share of the baskets with the left side that hold the right one too. */
  readonly confidence?: number;
  /** Least and greatest number of items of both sides together; the rule with an empty left side has length 1 (as in R's arules). */
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Rule {
  readonly left: readonly string[];
  readonly right: string;
  /** Baskets with all items of the rule, with its left side, with its right side. */
  readonly count: number;
  readonly leftCount: number;
  readonly rightCount: number;
  readonly support: number;
  readonly confidence: number;
  /** How many times as often as if the sides had nothing to do with each other. */
  readonly lift: number;
  /** A shorter rule of this answer to the same item is at least as certain, so the longer one adds nothing. */
  readonly isRedundant: boolean;
}

export type RulesWarning = { readonly code: "rules-of-few-baskets"; readonly rules: number; readonly fewerThan: number };

export interface RulesAnswer {
  readonly parameters: Required<RuleOptions>;
  readonly fit: { readonly baskets: number; readonly items: number; readonly itemSets: number; readonly minCount: number };
  readonly warnings: readonly RulesWarning[];
  /** By lift, confidence, count (greatest first), then the shorter, then by the order of the items. */
  readonly results: readonly Rule[];
}

export type RulesRefusal =
  | { readonly code: "data-too-few"; readonly needed: number; readonly found: number; readonly what: "baskets" }
  | {
      readonly code: "threshold-out-of-range";
      readonly field: "support" | "confidence" | "minLength" | "maxLength";
      readonly value: number;
    }
  | { readonly code: "rules-too-many"; readonly limit: number };

/** Beyond this nobody reads the answer, and memory ends before patience does. */
const itemSetLimit = 200_000;
/** A rule that rests on fewer baskets tells of single events. */
const anecdote = 5;
/** 0.07 × 100 is 7.000000000000001: a threshold met exactly must count as met. */
const slack = 1e-9;
const bitsOf = (word: number): number => {
  let w = word - ((word >>> 1) & 0x55555555);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** A set of items that often go together, as ranks (not indices) ascending, spelt as a string so that it can be a key. */
type ItemSet = string;

/**
 * The frequent sets: Eclat (Zaki 2000), depth first over bit sets of baskets. Pairs are counted beforehand in one pass over the
 * baskets, because with thousands of products nearly all of their intersections would be empty. Undefined: more than the limit.
 */
function frequentSets(baskets: Baskets, counts: Uint32Array, minCount: number, maxLength: number) {
  const frequent: number[] = [];
  for (let item = 0; item < counts.length; item++) if ((counts[item] as number) >= minCount) frequent.push(item);
  // Rarest first: the sets of baskets shrink soonest.
  frequent.sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
  const rankOf = new Int32Array(counts.length).fill(-1);
  for (const [rank, item] of frequent.entries()) rankOf[item] = rank;
  const size = frequent.length;
  const words = (baskets.count + 31) >>> 5;
  const bits = frequent.map(() => new Uint32Array(words));
  const pairs = new Map<number, number>();
  const ranks: number[] = [];
  for (let b = 0; b < baskets.count; b++) {
    ranks.length = 0;
    for (let at = baskets.offsets[b] as number; at < (baskets.offsets[b + 1] as number); at++) {
      const rank = rankOf[baskets.members[at] as number] as number;
      if (rank < 0) continue;
      ranks.push(rank);
      (bits[rank] as Uint32Array)[b >>> 5]! |= 1 << (b & 31);
    }
    if (maxLength < 2) continue;
    for (let i = 1; i < ranks.length; i++)
      for (let j = 0; j < i; j++) {
        const first = Math.min(ranks[i] as number, ranks[j] as number);
        const key = first * size + Math.max(ranks[i] as number, ranks[j] as number);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
  }
  const countOf = new Map<ItemSet, number>();
  let isTooMany = false;

  type Branch = { readonly rank: number; readonly bits: Uint32Array; readonly count: number };
  const descend = (prefix: ItemSet, length: number, branches: readonly Branch[]): void => {
    for (const [i, branch] of branches.entries()) {
      const set = prefix + String.fromCharCode(branch.rank);
      countOf.set(set, branch.count);
      if (countOf.size > itemSetLimit) isTooMany = true;
      if (isTooMany) return;
      if (length + 1 >= maxLength) continue;
      const deeper: Branch[] = [];
      for (let j = i + 1; j < branches.length; j++) {
        const other = branches[j] as Branch;
        if ((pairs.get(branch.rank * size + other.rank) ?? 0) < minCount) continue;
        const both = new Uint32Array(words);
        let count = 0;
        for (let w = 0; w < words; w++) {
          const common = (branch.bits[w] as number) & (other.bits[w] as number);
          if (common !== 0) {
            both[w] = common;
            count += bitsOf(common);
          }
        }
        if (count >= minCount) deeper.push({ rank: other.rank, bits: both, count });
      }
      if (deeper.length > 0) descend(set, length + 1, deeper);
    }
  };
  descend(
    "",
    0,
    frequent.map((item, rank) => ({ rank, bits: bits[rank] as Uint32Array, count: counts[item] as number })),
  );
  return isTooMany ? undefined : { frequent, countOf };
}

/**
 * Finds association rules "who buys left also buys right" with one item on the right (Agrawal, Imieliński and Swami 1993). Counts are
 * exact, and a rule is kept when support and confidence reach their thresholds, as R's arules keeps it.
 */
export function associationRules(baskets: Baskets, options: RuleOptions = {}): Result<RulesAnswer, RulesRefusal> {
  const parameters = { support: 0.01, confidence: 0.5, minLength: 1, maxLength: 10, ...options };
  const { support, confidence, minLength, maxLength } = parameters;
  if (!(support > 0 && support <= 1)) return err({ code: "threshold-out-of-range", field: "support", value: support });
  if (!(confidence >= 0 && confidence <= 1)) return err({ code: "threshold-out-of-range", field: "confidence", value: confidence });
  if (!(minLength >= 1)) return err({ code: "threshold-out-of-range", field: "minLength", value: minLength });
  if (!(maxLength >= minLength)) return err({ code: "threshold-out-of-range", field: "maxLength", value: maxLength });
  if (baskets.count < 2) return err({ code: "data-too-few", needed: 2, found: baskets.count, what: "baskets" });

  const all = baskets.count;
  const minCount = Math.max(1, Math.ceil(support * all - slack));
  const counts = countsOfItems(baskets);
  const mined = frequentSets(baskets, counts, minCount, maxLength);
  if (!mined) return err({ code: "rules-too-many", limit: itemSetLimit });
  const { frequent, countOf } = mined;

  const found: { readonly left: ItemSet; readonly right: number; readonly count: number; readonly leftCount: number }[] = [];
  /** Confidence of each rule found, by right side and left side. */
  const confidenceOf = new Map<string, number>();
  for (const [set, count] of countOf) {
    if (set.length < minLength) continue;
    for (let i = 0; i < set.length; i++) {
      const left = set.slice(0, i) + set.slice(i + 1);
      const leftCount = left === "" ? all : (countOf.get(left) as number);
      if (count + slack < confidence * leftCount) continue;
      found.push({ left, right: set.charCodeAt(i), count, leftCount });
      confidenceOf.set(set.charAt(i) + left, count / leftCount);
    }
  }
  const indexOf = (rank: number): number => frequent[rank] as number;
  const nameOf = (index: number): string => baskets.items[index] as string;
  const indexed = found.map((one) => ({
    ...one,
    leftPlaces: Array.from(one.left, (letter) => indexOf(letter.charCodeAt(0))).sort((a, b) => a - b),
    rightPlace: indexOf(one.right),
  }));
  const made = indexed.map(({ left, right, leftPlaces: leftIndices, rightPlace: rightIndex, count, leftCount }) => {
    const rightCount = counts[frequent[right] as number] as number;
    const rule: Rule = {
      left: leftIndices.map(nameOf),
      right: nameOf(rightIndex),
      count,
      leftCount,
      rightCount,
      support: count / all,
      confidence: count / leftCount,
      lift: (count * all) / (leftCount * rightCount),
      isRedundant: hasBetterPart(String.fromCharCode(right), left, count / leftCount, confidenceOf),
    };
    return { rule, leftPlaces: leftIndices, rightPlace: rightIndex };
  });
  made.sort(
    (a, b) =>
      b.rule.lift - a.rule.lift ||
      b.rule.confidence - a.rule.confidence ||
      b.rule.count - a.rule.count ||
      a.leftPlaces.length - b.leftPlaces.length ||
      a.rightPlace - b.rightPlace ||
      compareIndices(a.leftPlaces, b.leftPlaces),
  );
  const results = made.map(({ rule }) => rule);

  const few = results.filter((rule) => rule.count < anecdote).length;
  return ok({
    parameters,
    fit: { baskets: all, items: baskets.items.length, itemSets: countOf.size, minCount },
    warnings: few > 0 ? [{ code: "rules-of-few-baskets", rules: few, fewerThan: anecdote }] : [],
    results,
  });
}

/** Compares lists of indices of the same length, as words in a dictionary. */
export function compareIndices(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}

/** Whether some proper part of the left side already predicts the right one with at least the same confidence. */
function hasBetterPart(right: string, left: ItemSet, confidence: number, confidenceOf: ReadonlyMap<string, number>): boolean {
  for (let mask = 0; mask < (1 << left.length) - 1; mask++) {
    let part = "";
    for (let i = 0; i < left.length; i++) if (mask & (1 << i)) part += left.charAt(i);
    if ((confidenceOf.get(right + part) ?? -1) >= confidence) return true;
  }
  return false;
}
