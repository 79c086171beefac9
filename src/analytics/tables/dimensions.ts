import { type DayNumber, dayText, monthOf, noDay, quarterOf, weekOf, yearOf } from "../facts/facts.ts";

/** A coarser view of a dimension: category over product, month over day. */
export interface Level {
  readonly name: string;
  readonly members: readonly string[];
  /** Index in the dimension's `members` → index in this level's. */
  readonly of: Uint32Array;
  /** Members are periods that begin with their year ("2017", "2017-Q1", "2017-03", "2017-03-09"), in order of time. */
  readonly isTime?: true;
}

/** A column of the facts as codes into a dictionary. `members` is also its finest level, named `leaf`. */
export interface Dimension {
  readonly leaf: string;
  /** Row → index in `members`. */
  readonly codes: Uint32Array;
  readonly members: readonly string[];
  readonly isTime?: true;
  /** Coarse to fine, without the leaf. */
  readonly levels: readonly Level[];
}

/** The key of facts without a member, such as lines without a product. */
const noMember = "";

/** Makes a dimension of texts, one a fact; `null` becomes `noMember`. Members stand in order of their text. */
export function textDimension(leaf: string, texts: readonly (string | null)[]): Dimension {
  const members = [...new Set(texts.map((text) => text ?? noMember))].sort();
  const indexByMember = new Map(members.map((member, index) => [member, index]));
  return { leaf, codes: Uint32Array.from(texts, (text) => indexByMember.get(text ?? noMember) as number), members, levels: [] };
}

/** Makes a dimension of indices in a list, -1 = none (`noMember`, the last member). */
export function indexDimension(leaf: string, indices: Int32Array | Uint32Array, members: readonly string[]): Dimension {
  const none = members.length;
  let hasNone = false;
  const codes = new Uint32Array(indices.length);
  for (let fact = 0; fact < indices.length; fact++) {
    const index = indices[fact] as number;
    if (index < 0) hasNone = true;
    codes[fact] = index < 0 ? none : index;
  }
  return { leaf, codes, members: hasNone ? [...members, noMember] : members, levels: [] };
}

/** Sorts the members of a dimension; facts without one stay last. */
export function reordered(dimension: Dimension, order: (a: string, b: string) => number): Dimension {
  const { members } = dimension;
  const from = [...members.keys()].sort((a, b) => {
    const [one, other] = [members[a] as string, members[b] as string];
    return one === noMember || other === noMember ? Number(one === noMember) - Number(other === noMember) : order(one, other);
  });
  const to = new Uint32Array(members.length);
  for (const [index, old] of from.entries()) to[old] = index;
  return { ...dimension, codes: dimension.codes.map((code) => to[code] as number), members: from.map((old) => members[old] as string) };
}

function levelOf(name: string, members: readonly string[], keyOf: (member: string) => string): Level {
  const keys = members.map(keyOf);
  const own = [...new Set(keys)].sort();
  const indexByKey = new Map(own.map((key, index) => [key, index]));
  return { name, members: own, of: Uint32Array.from(keys, (key) => indexByKey.get(key) as number) };
}

/** Adds a level that a table gives (product → supplier, owner → manager); a member without an entry comes under `noMember`. */
export const withLevel = (dimension: Dimension, name: string, keyOf: (member: string) => string | null | undefined): Dimension => ({
  ...dimension,
  levels: [...dimension.levels, levelOf(name, dimension.members, (member) => keyOf(member) ?? noMember)],
});

/**
 * Adds the levels of a path ("Drinks/Tea/Green"), `${name}1` being the coarsest; a path that ends early stands for itself below. There
 * are at least two, so that a table that asks for the second is not refused by a firm that has none yet.
 */
export function withPathLevels(dimension: Dimension, name: string, pathOf: (member: string) => string | null | undefined): Dimension {
  const paths = new Map(dimension.members.map((member) => [member, (pathOf(member) ?? noMember).split("/")]));
  const depth = Math.max(2, ...[...paths.values()].map((path) => path.length));
  let made = dimension;
  for (let level = 1; level <= depth; level++)
    made = withLevel(made, `${name}${level}`, (member) => paths.get(member)?.slice(0, level).join("/"));
  return made;
}

/**
 * Makes a dimension of sets, such as the tags of whose contact it is: members are whole sets, their elements joined by "|", so
 * that every fact
 * counts once; each of `elements`, whether or not it occurs here, is a level that tells those with it from those without.
 */
export function setDimension(
  leaf: string,
  dimension: Dimension,
  elements: readonly string[],
  elementsOf: (member: string) => readonly string[],
): Dimension {
  const sets = new Map<string, ReadonlySet<string>>();
  const sorted = new Map(dimension.members.map((member) => [member, elementsOf(member).toSorted()]));
  for (const own of sorted.values()) sets.set(own.join("|"), new Set(own));
  const whole = lookedUp(leaf, dimension, (member) => sorted.get(member)?.join("|"));
  return elements.reduce((made, element) => withLevel(made, element, (member) => (sets.get(member)?.has(element) ? element : null)), whole);
}

/** The days there are, ascending, and each fact's index among them. */
function codedDays(days: Int32Array): { readonly own: readonly number[]; readonly codes: Uint32Array } {
  const codes = new Uint32Array(days.length);
  let [first, last, hasNone] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  for (let fact = 0; fact < days.length; fact++) {
    const day = days[fact] as number;
    if (day === noDay) hasNone = true;
    else if (day < first) first = day;
    if (day > last) last = day;
  }
  // A table by day, where days lie near each other, is ten times faster than a map. Of no day it has no row.
  const span = first > last ? 0 : last - first + 1;
  if (!(span <= mostDays)) {
    const own = [...new Set(days)].sort((a, b) => a - b);
    const newIndices = new Map(own.map((day, index) => [day, index]));
    for (let fact = 0; fact < days.length; fact++) codes[fact] = newIndices.get(days[fact] as number) as number;
    return { own, codes };
  }
  const indices = new Uint32Array(span);
  for (let fact = 0; fact < days.length; fact++) if (days[fact] !== noDay) indices[(days[fact] as number) - first] = 1;
  const own = hasNone ? [noDay] : [];
  for (let at = 0; at < span; at++) if (indices[at] === 1) indices[at] = own.push(first + at) - 1;
  for (let fact = 0; fact < days.length; fact++) {
    const day = days[fact] as number;
    codes[fact] = day === noDay ? 0 : (indices[day - first] as number);
  }
  return { own, codes };
}

/** A thousand years. */
const mostDays = 365_243;

/**
 * Makes a dimension of days, with year > quarter > month > day above them, and ISO weeks; a day that is not known is `noMember` on
 * every level.
 */
export function dayDimension(days: Int32Array): Dimension {
  const { own, codes } = codedDays(days);
  const members = own.map((day) => (day === noDay ? noMember : dayText(day)));
  const numbers = new Map(members.map((member, index) => [member, own[index] as number]));
  const level = (name: string, textOf: (day: DayNumber) => string): Level => ({
    ...levelOf(name, members, (member) => (member === noMember ? noMember : textOf(numbers.get(member) as number))),
    isTime: true,
  });
  return {
    leaf: "day",
    codes,
    members,
    isTime: true,
    levels: [level("year", yearOf), level("quarter", quarterOf), level("month", monthOf), level("week", weekOf)],
  };
}

/** Makes the dimension of a coarser view that has no finer one: whose contact bought, where they live. */
export function lookedUp(leaf: string, dimension: Dimension, keyOf: (member: string) => string | null | undefined): Dimension {
  const { members, of } = levelOf(leaf, dimension.members, (member) => keyOf(member) ?? noMember);
  return { leaf, codes: dimension.codes.map((index) => of[index] as number), members, levels: [] };
}
