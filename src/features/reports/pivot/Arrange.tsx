import Calendar from "lucide-solid/icons/calendar";
import Check from "lucide-solid/icons/check";
import Sigma from "lucide-solid/icons/sigma";
import { createMemo, type JSX } from "solid-js";
import { useWorkspace } from "../../../state/workspace.tsx";
import { type Area, Arrangement as Board, type Move, type Piece } from "../../../ui/Arrangement.tsx";
import type { MenuItem } from "../../../ui/Menu.tsx";
import { hasFinger } from "../../../ui/pointer.ts";
import {
  type AreaKey,
  type Arrangement,
  atLevel,
  freeLevels,
  levelsOf,
  lyingAt,
  moved,
  type Spot,
  shownAs,
  storeOf,
} from "./arrangement.ts";
import { type Axis, axisKey, axisName, dimensionName, type Filter, isTime, levelName, measureKey, measureName, shows } from "./axes.ts";
import { text } from "./text.ts";

/** Tags by themselves that a menu offers; all of them together are a level of their own. */
const mostTags = 20;

/** A table put together at the desk: what is there to choose from, and what stands in rows, columns, figures and filters. */
export function Arrange(props: {
  readonly arrangement: Arrangement;
  readonly filterText: (filter: Filter) => string;
  readonly onChange: (next: Arrangement) => void;
  /** Asks which members; `from` is where the dimension was taken from, to be cleared once that is known. */
  readonly onFilter: (axis: Axis, from?: Spot) => void;
}): JSX.Element {
  const { directory } = useWorkspace();
  const now = (): Arrangement => props.arrangement;
  const areasOf = (spot: Spot): readonly AreaKey[] =>
    lyingAt(now(), spot).measure
      ? ["measures", ...(now().measures.length > 1 ? (["store"] as const) : [])]
      : ["rows", "columns", "filters", "store"];

  const put = (from: Spot, area: AreaKey, at: number): boolean => {
    const { axis } = lyingAt(now(), from);
    if (area === "filters" && axis) {
      if (from.area === "filters") return false;
      props.onFilter(axis, from);
      return false;
    }
    const next = moved(now(), from, { area, at });
    if (next === now()) return false;
    props.onChange(next);
    return true;
  };
  const into = (area: "rows" | "columns" | "measures"): Move => ({ label: text().into[area], area, at: now()[area].length });
  const shift = (spot: Spot, by: number): Move[] => {
    const at = spot.at + by;
    const count = spot.area === "store" ? 0 : now()[spot.area].length;
    return at < 0 || at >= count ? [] : [{ label: by < 0 ? text().forward : text().backward, area: spot.area, at }];
  };
  const takeOut = (isDisabled = false): Move => ({ label: text().takeOut, startsGroup: true, isDisabled, area: "store", at: 0 });
  const choice = ({ isChosen, ...item }: MenuItem & { readonly isChosen: boolean }): MenuItem => ({
    ...item,
    isChosen,
    ...(isChosen && { icon: Check, isDisabled: false }),
  });

  /** Levels of a placed dimension; of tags each one by itself as well. */
  const levelMenu = (spot: Spot, axis: Axis): MenuItem[] => {
    const own = levelsOf(now().of, axis.dimension);
    const tags = axis.dimension === "tag" ? (directory()?.choices().tags ?? []).slice(0, mostTags) : [];
    const levels: readonly Axis[] = [...own, ...tags.map((level) => ({ dimension: "tag", level }))];
    const free = new Set(freeLevels(now(), axis.dimension).map(axisKey));
    return levels.length < 2
      ? []
      : levels.map((level) =>
          choice({
            label: levelName(level),
            isChosen: axisKey(level) === axisKey(axis),
            isDisabled: own.includes(level) && !free.has(axisKey(level)),
            onSelect: () => props.onChange(atLevel(now(), spot, level)),
          }),
        );
  };
  const isTimed = (): boolean => [...now().rows, ...now().columns].some(isTime);

  const piecesOf = (area: "rows" | "columns"): Piece[] => {
    const seen = new Map<string, number>();
    return now()[area].map((axis, at) => {
      const spot: Spot = { area, at };
      const count = seen.get(axis.dimension) ?? 0;
      seen.set(axis.dimension, count + 1);
      const levels = levelMenu(spot, axis);
      return {
        key: `${area} ${axis.dimension} ${count}`,
        label: axisName(axis),
        ...(isTime(axis) && { icon: Calendar }),
        areas: areasOf(spot),
        menu: [
          ...levels,
          { ...into(area === "rows" ? "columns" : "rows"), startsGroup: levels.length > 0 },
          ...shift(spot, -1),
          ...shift(spot, 1),
          { label: text().narrowTo, onSelect: () => props.onFilter(axis) },
          takeOut(),
        ],
      };
    });
  };
  const areas = createMemo<readonly Area[]>(() => {
    const { dimensions, measures } = storeOf(now());
    return [
      {
        key: "store",
        label: text().store,
        isStore: true,
        hint: text().storeEmpty,
        pieces: [
          ...dimensions.map((dimension, at): Piece => {
            const spot: Spot = { area: "store", at };
            return {
              key: `store ${dimension}`,
              label: dimensionName(dimension),
              ...(isTime({ dimension }) && { icon: Calendar }),
              areas: areasOf(spot),
              menu: [into("rows"), into("columns"), { label: text().narrowTo, area: "filters", at: now().filters.length }],
            };
          }),
          ...measures.map((measure, index): Piece => {
            const spot: Spot = { area: "store", at: dimensions.length + index };
            return {
              key: `store ${measureKey(measure)}`,
              label: measureName(measure, now().of),
              icon: Sigma,
              areas: areasOf(spot),
              menu: [into("measures")],
            };
          }),
        ],
      },
      { key: "rows", label: text().rows, hint: emptyHint(), pieces: piecesOf("rows") },
      { key: "columns", label: text().columns, hint: emptyHint(), pieces: piecesOf("columns") },
      {
        key: "measures",
        label: text().measures,
        hint: emptyHint(),
        pieces: now().measures.map((measure, at): Piece => {
          const spot: Spot = { area: "measures", at };
          const show = measure.show ?? "value";
          const possible = shows.filter(
            (one) =>
              one === show ||
              (one === "runningTotal" ? measure.take === "sum" || measure.take === "count" : one !== "yearOverYear" || isTimed()),
          );
          return {
            key: `measures ${measureKey(measure)}`,
            label:
              show === "value"
                ? measureName(measure, now().of)
                : text().shownAs(measureName(measure, now().of), text().shows[show] ?? show),
            icon: Sigma,
            areas: areasOf(spot),
            menu: [
              ...possible.map((one) =>
                choice({
                  label: text().shows[one] ?? one,
                  isChosen: one === show,
                  onSelect: () => props.onChange(shownAs(now(), at, one)),
                }),
              ),
              ...[...shift(spot, -1), ...shift(spot, 1)].map((item, index) => ({ ...item, startsGroup: index === 0 })),
              takeOut(now().measures.length < 2),
            ],
          };
        }),
      },
      {
        key: "filters",
        label: text().narrowed,
        hint: text().filtersEmpty,
        pieces: now().filters.map((filter, at): Piece => {
          const spot: Spot = { area: "filters", at };
          return {
            key: `filters ${at}`,
            label: props.filterText(filter),
            tone: "accent",
            areas: areasOf(spot),
            menu: [{ label: text().changeFilter, onSelect: () => props.onFilter(filter, spot) }, takeOut()],
          };
        }),
      },
    ];
  });
  const spotOf = (piece: Piece): Spot => {
    for (const area of areas()) {
      const at = area.pieces.findIndex(({ key }) => key === piece.key);
      if (at >= 0) return { area: area.key as AreaKey, at };
    }
    return { area: "store", at: -1 };
  };
  return <Board label={text().arrangement} areas={areas()} onMove={(piece, area, at) => put(spotOf(piece), area as AreaKey, at)} />;
}

const emptyHint = (): string => (hasFinger() ? text().areaEmptyTouch : text().areaEmpty);
