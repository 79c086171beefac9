import { err, ok, type Result } from "../../lib/result.ts";
import { type Baskets, countsOfItems } from "./baskets.ts";
import { compareIndices } from "./rules.ts";

export type SimilarityMeasure = "cosine" | "jaccard";

export interface SimilarityOptions {
  readonly measure?: SimilarityMeasure;
  /** Items in fewer baskets say too little to be compared. */
  readonly minCount?: number;
  /** How many to name for each item or customer. */
  readonly limit?: number;
}

export type SimilarityRefusal = {
  readonly code: "data-too-few";
  readonly needed: number;
  readonly found: number;
  readonly what: "baskets";
};

/** The items that share baskets with item i: `others[starts[i]] … others[starts[i + 1] - 1]`, ascending, and in how many baskets. */
interface Together {
  readonly starts: Float64Array;
  readonly others: Uint32Array;
  readonly counts: Uint32Array;
}

interface Counted {
  readonly counts: Uint32Array;
  readonly together: Together;
}

const kept = new WeakMap<Baskets, Counted>();

/** Counted once for each baskets: several questions ask about the same ones. */
function countedIn(baskets: Baskets): Counted {
  const known = kept.get(baskets) ?? { counts: countsOfItems(baskets), together: countTogether(baskets) };
  kept.set(baskets, known);
  return known;
}

function countTogether(baskets: Baskets): Together {
  const size = baskets.items.length;
  const basketsOfItem: number[][] = Array.from({ length: size }, () => []);
  for (let b = 0; b < baskets.count; b++)
    for (let at = baskets.offsets[b] as number; at < (baskets.offsets[b + 1] as number); at++)
      (basketsOfItem[baskets.members[at] as number] as number[]).push(b);
  const starts = new Float64Array(size + 1);
  const others: number[] = [];
  const counts: number[] = [];
  const row = new Uint32Array(size);
  for (let item = 0; item < size; item++) {
    const met: number[] = [];
    for (const b of basketsOfItem[item] as number[])
      for (let at = baskets.offsets[b] as number; at < (baskets.offsets[b + 1] as number); at++) {
        const other = baskets.members[at] as number;
        if (other === item) continue;
        if (row[other] === 0) met.push(other);
        row[other]! += 1;
      }
    for (const other of met.sort((a, b) => a - b)) {
      others.push(other);
      counts.push(row[other] as number);
      row[other] = 0;
    }
    starts[item + 1] = others.length;
  }
  return { starts, others: Uint32Array.from(others), counts: Uint32Array.from(counts) };
}

/** Cosine of the two items' 0/1 columns, or shared baskets among all baskets with either (Jaccard 1901). */
function similarityOf(measure: SimilarityMeasure, together: number, a: number, b: number): number {
  if (together === 0) return 0;
  return measure === "cosine" ? together / Math.sqrt(a * b) : together / (a + b - together);
}

export interface SimilarItem {
  readonly item: string;
  readonly similarity: number;
  /** Baskets that hold both. */
  readonly together: number;
}

export interface SimilarAnswer {
  readonly parameters: Required<SimilarityOptions>;
  readonly fit: { readonly baskets: number; readonly items: number };
  readonly warnings: readonly [];
  /** By item: the most similar others first; equal ones in the order of the items. */
  readonly results: Readonly<Record<string, readonly SimilarItem[]>>;
}

const defaults = { measure: "cosine", minCount: 2, limit: 10 } as const;
const neededBaskets = 2;

/** Finds for each item the others most often bought by the same baskets (item-to-item collaborative filtering, Linden et al. 2003). */
export function similarItems(baskets: Baskets, options: SimilarityOptions = {}): Result<SimilarAnswer, SimilarityRefusal> {
  const parameters = { ...defaults, ...options };
  if (baskets.count < neededBaskets) return err({ code: "data-too-few", needed: neededBaskets, found: baskets.count, what: "baskets" });
  const counts = countsOfItems(baskets);
  const together = countTogether(baskets);
  const results: Record<string, SimilarItem[]> = {};
  for (const [item, name] of baskets.items.entries()) {
    if ((counts[item] as number) < parameters.minCount) continue;
    const scores: Scored[] = [];
    for (let at = together.starts[item] as number; at < (together.starts[item + 1] as number); at++) {
      const other = together.others[at] as number;
      if ((counts[other] as number) < parameters.minCount) continue;
      const shared = together.counts[at] as number;
      scores.push({
        item: other,
        score: similarityOf(parameters.measure, shared, counts[item] as number, counts[other] as number),
        shared,
      });
    }
    results[name] = best(scores, parameters.limit).map((one) => ({
      item: baskets.items[one.item] as string,
      similarity: one.score,
      together: one.shared,
    }));
  }
  return ok({ parameters, fit: { baskets: baskets.count, items: baskets.items.length }, warnings: [], results });
}

interface Scored {
  readonly item: number;
  readonly score: number;
  readonly shared: number;
}
const best = <One extends { readonly item: number; readonly score: number }>(scores: One[], limit: number): One[] =>
  scores.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);

export interface NextProduct {
  readonly item: string;
  /** Sum of its similarities to what the customer has. */
  readonly score: number;
  /** The customer's own items that speak for it, strongest first, at most three. */
  readonly because: readonly string[];
}

export interface NextAnswer {
  readonly parameters: Required<SimilarityOptions>;
  readonly fit: { readonly baskets: number; readonly items: number; readonly hitRate: HitRate | null };
  readonly warnings: readonly NextWarning[];
  readonly results: Readonly<Record<string, readonly NextProduct[]>>;
}

export type NextWarning =
  | { readonly code: "no-better-than-popularity"; readonly hitRate: number; readonly popularity: number }
  | { readonly code: "history-unknown"; readonly ids: readonly string[] };

/**
 * Suggests what each customer might buy next: items not in their history, by the sum of similarities to those that are (Sarwar et
 * al. 2001).
 * `baskets` teach what goes together; `histories` are by customer. Says how often such a guess would have been right.
 */
export function nextProducts(
  baskets: Baskets,
  histories: Readonly<Record<string, readonly string[]>>,
  options: SimilarityOptions = {},
): Result<NextAnswer, SimilarityRefusal> {
  const parameters = { ...defaults, ...options };
  if (baskets.count < neededBaskets) return err({ code: "data-too-few", needed: neededBaskets, found: baskets.count, what: "baskets" });
  const counted = countedIn(baskets);
  const indexByItem = new Map(baskets.items.map((item, index) => [item, index]));
  const results: Record<string, NextProduct[]> = {};
  const unknown: string[] = [];
  for (const id of Object.keys(histories).sort()) {
    const own = [...new Set(histories[id])].flatMap((item) => indexByItem.get(item) ?? []).sort((a, b) => a - b);
    if (own.length === 0) unknown.push(id);
    const ranked = rankedFor(counted, own, parameters);
    results[id] = ranked.map(({ item, score, from }) => ({
      item: baskets.items[item] as string,
      score,
      because: best(from, 3).map((one) => baskets.items[one.item] as string),
    }));
  }
  const tested = hitRate(baskets, { measure: parameters.measure, k: parameters.limit });
  const warnings: NextWarning[] = [];
  if (tested.ok && tested.value.hitRate <= tested.value.popularity)
    warnings.push({ code: "no-better-than-popularity", hitRate: tested.value.hitRate, popularity: tested.value.popularity });
  if (unknown.length > 0) warnings.push({ code: "history-unknown", ids: unknown });
  return ok({
    parameters,
    fit: { baskets: baskets.count, items: baskets.items.length, hitRate: tested.ok ? tested.value : null },
    warnings,
    results,
  });
}

export interface Because {
  /** A product the customer has, how alike it is to the one suggested, and how many baskets hold both. */
  readonly item: string;
  readonly similarity: number;
  readonly together: number;
}

/** Suggests one product to somebody with this history: what `nextProducts` names first, with the strongest reason for it. */
export function nextProduct(
  baskets: Baskets,
  history: readonly string[],
  options: SimilarityOptions = {},
): { readonly item: string; readonly because: string; readonly together: number } | undefined {
  if (baskets.count < neededBaskets) return undefined;
  const parameters = { ...defaults, ...options, limit: 1 };
  const indexByItem = new Map(baskets.items.map((item, index) => [item, index]));
  const own = [...new Set(history)].flatMap((item) => indexByItem.get(item) ?? []).sort((a, b) => a - b);
  const [first] = rankedFor(countedIn(baskets), own, parameters);
  const reason = first && best(first.from, 1)[0];
  if (!first || !reason) return undefined;
  return { item: baskets.items[first.item] as string, because: baskets.items[reason.item] as string, together: reason.shared };
}

interface Ranked extends Scored {
  readonly from: { readonly item: number; readonly score: number; readonly shared: number }[];
}

/** The items that are not among `own` (indices, ascending), by the sum of their similarities to those. */
function rankedFor(
  { counts, together }: Counted,
  own: readonly number[],
  { measure, minCount, limit }: Required<SimilarityOptions>,
): Ranked[] {
  const has = new Set(own);
  const scores = new Map<number, { total: number; from: Ranked["from"] }>();
  for (const item of own) {
    for (let at = together.starts[item] as number; at < (together.starts[item + 1] as number); at++) {
      const other = together.others[at] as number;
      if (has.has(other) || (counts[other] as number) < minCount) continue;
      const shared = together.counts[at] as number;
      const score = similarityOf(measure, shared, counts[item] as number, counts[other] as number);
      const sum = scores.get(other);
      if (sum) {
        sum.total += score;
        sum.from.push({ item, score, shared });
      } else scores.set(other, { total: score, from: [{ item, score, shared }] });
    }
  }
  return best(
    [...scores].map(([item, { total, from }]) => ({ item, score: total, shared: 0, from })),
    limit,
  );
}

/** Explains all that speaks for suggesting `item` to somebody with this history, strongest first: what its score is the sum of. */
export function whyNext(
  baskets: Baskets,
  history: readonly string[],
  item: string,
  measure: SimilarityMeasure = defaults.measure,
): { readonly score: number; readonly because: readonly Because[] } {
  const counts = countsOfItems(baskets);
  const index = baskets.items.indexOf(item);
  const own = new Set(history.map((one) => baskets.items.indexOf(one)).filter((one) => one >= 0));
  if (index < 0 || own.has(index)) return { score: 0, because: [] };
  const together = new Map([...own].sort((a, b) => a - b).map((one) => [one, 0]));
  for (let b = 0; b < baskets.count; b++) {
    const held = baskets.members.subarray(baskets.offsets[b], baskets.offsets[b + 1]);
    if (!held.includes(index)) continue;
    for (const one of held) if (own.has(one)) together.set(one, (together.get(one) as number) + 1);
  }
  let score = 0;
  const because: { readonly item: number; readonly score: number; readonly shared: number }[] = [];
  for (const [one, shared] of together) {
    if (shared === 0) continue;
    const similarity = similarityOf(measure, shared, counts[one] as number, counts[index] as number);
    score += similarity;
    because.push({ item: one, score: similarity, shared });
  }
  return {
    score,
    because: best(because, because.length).map((one) => ({
      item: baskets.items[one.item] as string,
      similarity: one.score,
      together: one.shared,
    })),
  };
}

export interface HitRate {
  readonly k: number;
  readonly cases: number;
  /** Share of cases where the item left out was among the first k, by similarity, and by mere popularity. */
  readonly hitRate: number;
  readonly popularity: number;
}

/**
 * Measures the hit rate by leave-one-out: each item of each basket of two or more is taken out in turn, similarities and
 * popularity forget that it was there,
 * and both guess it back from the rest. Equal scores count with their chance of being drawn, so that no order of names helps.
 * Above `maxCases` every n-th case is asked.
 */
export function hitRate(
  baskets: Baskets,
  options: { readonly measure?: SimilarityMeasure; readonly k?: number; readonly maxCases?: number } = {},
): Result<HitRate, SimilarityRefusal> {
  const { measure, k, maxCases } = { measure: "cosine" as const, k: 10, maxCases: 50_000, ...options };
  const counts = countsOfItems(baskets);
  const together = countTogether(baskets);
  const size = baskets.items.length;
  let all = 0;
  for (let b = 0; b < baskets.count; b++) {
    const length = (baskets.offsets[b + 1] as number) - (baskets.offsets[b] as number);
    if (length > 1) all += length;
  }
  if (all === 0) return err({ code: "data-too-few", needed: 1, found: 0, what: "baskets" });
  const step = Math.ceil(all / maxCases);
  const score = new Float64Array(size);
  const isOwn = new Uint8Array(size);
  let seen = 0;
  let cases = 0;
  let hits = 0;
  let popularHits = 0;
  // Where only some cases are asked, which they are must not depend on what the baskets are called.
  const order = step === 1 ? baskets.keys.keys() : byContent(baskets);
  for (const b of order) {
    const from = baskets.offsets[b] as number;
    const to = baskets.offsets[b + 1] as number;
    if (to - from < 2) continue;
    for (let left = from; left < to; left++) {
      if (seen++ % step !== 0) continue;
      const hidden = baskets.members[left] as number;
      const hiddenCount = (counts[hidden] as number) - 1;
      score.fill(0);
      for (let at = from; at < to; at++) {
        if (at === left) continue;
        const item = baskets.members[at] as number;
        isOwn[item] = 1;
        for (let i = together.starts[item] as number; i < (together.starts[item + 1] as number); i++) {
          const other = together.others[i] as number;
          const isHidden = other === hidden;
          const shared = (together.counts[i] as number) - (isHidden ? 1 : 0);
          score[other]! += similarityOf(measure, shared, counts[item] as number, isHidden ? hiddenCount : (counts[other] as number));
        }
      }
      let better = 0;
      let equal = 0;
      let morePopular = 0;
      let asPopular = 0;
      const target = score[hidden] as number;
      for (let other = 0; other < size; other++) {
        if (isOwn[other] === 1 || other === hidden) continue;
        if ((score[other] as number) > target) better++;
        else if (score[other] === target) equal++;
        if ((counts[other] as number) > hiddenCount) morePopular++;
        else if (counts[other] === hiddenCount) asPopular++;
      }
      cases++;
      // What shares no basket with the rest is never proposed.
      if (target > 0) hits += chanceAmongFirst(k, better, equal);
      popularHits += chanceAmongFirst(k, morePopular, asPopular);
      for (let at = from; at < to; at++) isOwn[baskets.members[at] as number] = 0;
    }
  }
  return ok({ k, cases, hitRate: hits / cases, popularity: popularHits / cases });
}

/** Baskets by what is in them; those that hold the same may stand in either order. */
function byContent({ count, offsets, members }: Baskets): number[] {
  const held = Array.from({ length: count }, (_, b) => members.subarray(offsets[b], offsets[b + 1]));
  return [...held.keys()].sort((a, b) => compareIndices(held[a] as Uint32Array, held[b] as Uint32Array));
}

const chanceAmongFirst = (k: number, better: number, equal: number): number => Math.min(1, Math.max(0, (k - better) / (equal + 1)));
