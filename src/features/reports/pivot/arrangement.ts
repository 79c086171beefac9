// Which dimensions and figures a table is made of, and what moving one of them makes of it. Pure, so that dragging, keys and menus do the same.
import { type Axis, axesOf, axisKey, type Filter, type Measure, measureKey, measuresOf, type Of } from "./axes.ts";

export interface Arrangement {
  readonly of: Of;
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  readonly measures: readonly Measure[];
  readonly filters: readonly Filter[];
}

export type AreaKey = "store" | "rows" | "columns" | "measures" | "filters";
export interface Spot {
  readonly area: AreaKey;
  readonly at: number;
}

/** What is not used yet: dimensions, those with several levels as long as one of them is free, and then figures. */
export interface Store {
  readonly dimensions: readonly string[];
  readonly measures: readonly Measure[];
}

export const dimensionsOf = (of: Of): readonly string[] => [...new Set(axesOf(of).map(({ dimension }) => dimension))];
/** A dimension's levels, coarse to fine. */
export const levelsOf = (of: Of, dimension: string): readonly Axis[] => axesOf(of).filter((axis) => axis.dimension === dimension);

const isUsed = ({ rows, columns }: Arrangement, axis: Axis): boolean => [...rows, ...columns].some((one) => axisKey(one) === axisKey(axis));
export const freeLevels = (arrangement: Arrangement, dimension: string): readonly Axis[] =>
  levelsOf(arrangement.of, dimension).filter((axis) => !isUsed(arrangement, axis));

export const storeOf = (arrangement: Arrangement): Store => ({
  dimensions: dimensionsOf(arrangement.of).filter((dimension) => freeLevels(arrangement, dimension).length > 0),
  measures: measuresOf(arrangement.of).filter((measure) => !arrangement.measures.some((one) => measureKey(one) === measureKey(measure))),
});

/** The axis or figure that lies in a spot. */
export function lyingAt(arrangement: Arrangement, { area, at }: Spot): { readonly axis?: Axis; readonly measure?: Measure } {
  if (area === "measures") return arrangement.measures[at] ? { measure: arrangement.measures[at] } : {};
  if (area === "filters") {
    const filter = arrangement.filters[at];
    return filter ? { axis: { dimension: filter.dimension, ...(filter.level !== undefined && { level: filter.level }) } } : {};
  }
  if (area !== "store") return arrangement[area][at] ? { axis: arrangement[area][at] } : {};
  const { dimensions, measures } = storeOf(arrangement);
  const dimension = dimensions[at];
  if (dimension === undefined) return measures[at - dimensions.length] ? { measure: measures[at - dimensions.length] as Measure } : {};
  return { axis: freeLevels(arrangement, dimension)[0] as Axis };
}

const without = <Item>(list: readonly Item[], at: number): Item[] => list.filter((_, index) => index !== at);
const inserted = <Item>(list: readonly Item[], at: number, item: Item): Item[] => [...list.slice(0, at), item, ...list.slice(at)];

/** The table without what lies in a spot; its last figure stays. */
export function takenFrom(arrangement: Arrangement, { area, at }: Spot): Arrangement {
  if (area === "store" || (area === "measures" && arrangement.measures.length < 2)) return arrangement;
  return { ...arrangement, [area]: without<unknown>(arrangement[area], at) };
}

/** The table after a piece was moved; the same one where it cannot lie there, or stands there already. Filters are asked about elsewhere. */
export function moved(arrangement: Arrangement, from: Spot, to: Spot): Arrangement {
  const { axis, measure } = lyingAt(arrangement, from);
  if (to.area === "store") return takenFrom(arrangement, from);
  if (to.area === "measures") {
    if (!measure) return arrangement;
    const others = from.area === "measures" ? without(arrangement.measures, from.at) : arrangement.measures;
    return { ...arrangement, measures: inserted(others, to.at, measure) };
  }
  if (!axis || to.area === "filters") return arrangement;
  const rest = takenFrom(arrangement, from);
  if (isUsed(rest, axis)) return arrangement;
  return { ...rest, [to.area]: inserted(rest[to.area], to.at, axis) };
}

/** Another level of the dimension that lies in a spot. */
export function atLevel(arrangement: Arrangement, { area, at }: Spot, level: Axis): Arrangement {
  if (area !== "rows" && area !== "columns") return arrangement;
  return { ...arrangement, [area]: arrangement[area].map((axis, index) => (index === at ? level : axis)) };
}

/** How a figure is shown. */
export function shownAs(arrangement: Arrangement, at: number, show: NonNullable<Measure["show"]>): Arrangement {
  const measures = arrangement.measures.map((measure, index): Measure => {
    if (index !== at) return measure;
    const { show: _show, ...plain } = measure;
    return (show === "value" ? plain : { ...plain, show }) as Measure;
  });
  return { ...arrangement, measures };
}

export const transposed = (arrangement: Arrangement): Arrangement => ({
  ...arrangement,
  rows: arrangement.columns,
  columns: arrangement.rows,
});

/** The next level towards the whole, and towards the single thing; weeks lie beside months. */
export function coarser(of: Of, axis: Axis): Axis | undefined {
  const levels = levelsOf(of, axis.dimension).filter(({ level }) => level !== "week");
  if (axis.level === "week") return levels.find(({ level }) => level === "month");
  return levels[levels.findIndex((one) => axisKey(one) === axisKey(axis)) - 1];
}
export function finer(of: Of, axis: Axis): Axis | undefined {
  const levels = levelsOf(of, axis.dimension).filter(({ level }) => level !== "week");
  if (axis.level === "week") return levels.at(-1);
  const index = levels.findIndex((one) => axisKey(one) === axisKey(axis));
  return index < 0 ? undefined : levels[index + 1];
}

/** One row opened: the table narrowed to it, its last dimension one level finer. */
export function opened(arrangement: Arrangement, keys: readonly string[]): Arrangement | undefined {
  const last = arrangement.rows.at(-1);
  const next = last && finer(arrangement.of, last);
  if (!next || isUsed(arrangement, next)) return undefined;
  const narrowed = arrangement.rows.map((axis, at): Filter => ({ ...axis, members: [keys[at] ?? ""] }));
  const isNew = (filter: Filter): boolean => !arrangement.filters.some((one) => JSON.stringify(one) === JSON.stringify(filter));
  return {
    ...arrangement,
    rows: [...arrangement.rows.slice(0, -1), next],
    filters: [...arrangement.filters, ...narrowed.filter(isNew)],
  };
}
