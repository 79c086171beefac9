// What a table can be made of: dimensions and their levels, figures, and what all of them are called.
import { formatDay, formatList, formatNumber, localDayOf } from "../../../i18n/format.ts";
import { isUnfinished, periodName, shortPeriod } from "../../../i18n/periods.ts";
import { word } from "../../../i18n/words.ts";
import type { Answers, MethodOptions } from "../../../state/analysis.ts";
import { showMoney, showShare, showShortMoney } from "../money.ts";
import type { Names } from "../names.tsx";
import { segmentName } from "../rfm/text.ts";
import { text as shared } from "../text.ts";
import { text } from "./text.ts";

export type PivotOptions = MethodOptions["pivot"];
export type PivotTable = Extract<Answers["pivot"], { readonly results: { readonly cells: unknown } }>;
export type PivotRecords = Exclude<Answers["pivot"], PivotTable>;
export type Of = NonNullable<PivotOptions["of"]>;
export type Axis = NonNullable<PivotOptions["rows"]>[number];
export type Measure = NonNullable<PivotOptions["measures"]>[number];
export type Filter = NonNullable<PivotOptions["filters"]>[number];

export const kinds: readonly Of[] = ["purchase", "deal", "interaction"];

const days = (dimension: string): readonly Axis[] => [
  { dimension, level: "year" },
  { dimension, level: "quarter" },
  { dimension, level: "month" },
  { dimension, level: "week" },
  { dimension },
];
const products: readonly Axis[] = [
  { dimension: "product", level: "category1" },
  { dimension: "product", level: "category2" },
  { dimension: "product" },
];
/** What is known of the customer. */
const customer: readonly Axis[] = ["party", "abcClass", "segment", "phase", "role", "tag", "place"].map((dimension) => ({ dimension }));
const axes: Readonly<Record<Of, readonly Axis[]>> = {
  purchase: [...days("on"), ...products, ...customer, { dimension: "owner" }],
  deal: [
    ...days("closedOn"),
    ...days("openedOn"),
    ...products,
    { dimension: "state" },
    { dimension: "stage" },
    ...customer,
    { dimension: "owner" },
  ],
  interaction: [...days("on"), { dimension: "kind" }, { dimension: "by" }, ...customer, { dimension: "owner" }],
};
export const axesOf = (of: Of): readonly Axis[] => axes[of];

const measures: Readonly<Record<Of, readonly Measure[]>> = {
  purchase: [
    { take: "sum", of: "net" },
    { take: "sum", of: "margin" },
    { take: "sum", of: "cost" },
    { take: "sum", of: "quantity" },
    { take: "mean", of: "net" },
    { take: "count" },
    { take: "distinct", of: "purchase" },
    { take: "distinct", of: "party" },
    { take: "distinct", of: "product" },
  ],
  deal: [
    { take: "count" },
    { take: "sum", of: "amount" },
    { take: "mean", of: "amount" },
    { take: "mean", of: "days" },
    { take: "distinct", of: "party" },
  ],
  interaction: [{ take: "count" }, { take: "sum", of: "minutes" }, { take: "mean", of: "minutes" }, { take: "distinct", of: "party" }],
};
export const measuresOf = (of: Of): readonly Measure[] => measures[of];
export const shows = ["value", "shareOfRow", "shareOfColumn", "shareOfTotal", "runningTotal", "yearOverYear"] as const;

/** A choice as the value of a field: "on|month". */
export const axisKey = (axis: Axis | undefined): string => (axis ? `${axis.dimension}|${axis.level ?? ""}` : "");
export const axisOf = (key: string): Axis | undefined => {
  const [dimension, ...level] = key.split("|");
  return dimension ? { dimension, ...(level.join("|") ? { level: level.join("|") } : {}) } : undefined;
};
export const measureKey = (measure: Measure): string => `${measure.take}|${"of" in measure ? measure.of : ""}`;
export const measureOf = (key: string): Measure => {
  const [take, of] = key.split("|");
  return (of ? { take, of } : { take: "count" }) as Measure;
};

/** A set of words, of which a contact may have several. */
export const isSet = (axis: Axis | undefined): boolean => axis?.dimension === "tag" || axis?.dimension === "role";

export const isTime = (axis: Axis | undefined): boolean => axis !== undefined && /On$|^on$/.test(axis.dimension);

/** A dimension without any level: time and not a day. */
export const dimensionName = (dimension: string): string =>
  dimension === "on" ? text().time : (text().dimensions[dimension] ?? dimension);

/** One level among the others of its dimension. */
export function levelName(axis: Axis): string {
  if (axis.level) return axis.dimension === "tag" ? text().onlyTag(axis.level) : (text().levels[axis.level] ?? axis.level);
  return isTime(axis) ? text().day : axis.dimension === "tag" ? text().allTags : axisName(axis);
}

export function axisName(axis: Axis | undefined): string {
  if (!axis) return text().none;
  const dimension = text().dimensions[axis.dimension] ?? axis.dimension;
  if (!axis.level) return dimension;
  if (isSet(axis)) return text().tagged(dimension, axis.dimension === "role" ? word("role", axis.level) : axis.level);
  const level = text().levels[axis.level] ?? axis.level;
  return axis.dimension === "on" || axis.dimension === "product" ? level : text().level(dimension, level);
}

export function measureName(measure: Measure, of: Of): string {
  if (measure.take === "count") return text().count[of];
  if (measure.take === "distinct") return text().distinct[measure.of] ?? measure.of;
  const what = text().takes[measure.of] ?? measure.of;
  return measure.take === "mean" ? text().mean(what) : text().sum(what);
}

/** What one member of a level is called. */
export function memberName(axis: Axis | undefined, key: string, names: Names): string {
  if (!axis) return text().whole;
  if (key === "")
    return isSet(axis)
      ? axis.level
        ? text().not
        : text().noneOfIt
      : axis.dimension === "segment"
        ? segmentName(null)
        : axis.dimension === "closedOn"
          ? text().openOrUndated
          : shared().nobody;
  if (isTime(axis)) return periodName(key);
  if (axis.dimension === "party") return names.contact(key);
  if (axis.dimension === "product" && !axis.level) return names.product(key);
  if (axis.dimension === "owner" || axis.dimension === "by") return names.member(key);
  if (axis.dimension === "segment") return segmentName(key);
  if (axis.dimension === "phase") return word("phase", key);
  if (axis.dimension === "role") return formatList(key.split("|").map((role) => word("role", role)));
  if (axis.dimension === "tag") return axis.level ? key : key.split("|").join(", ");
  if (axis.dimension === "stage") return names.stage(key);
  if (axis.dimension === "kind") return word("interactionKind", key);
  if (axis.dimension === "state") return word("dealState", key);
  return key;
}
/** The same in a table up to a day: a period that goes on after it says so. */
export function memberUntil(axis: Axis | undefined, key: string, names: Names, asOf: string): string {
  const name = memberName(axis, key, names);
  if (!isTime(axis) || !isUnfinished(key, asOf)) return name;
  return `${name} (${asOf === localDayOf(new Date()) ? text().soFar : text().until(formatDay(asOf))})`;
}
export const shortName = (axis: Axis | undefined, key: string, names: Names): string =>
  isTime(axis) && key !== "" ? shortPeriod(key) : memberName(axis, key, names);

export const isMoney = (measure: Measure): boolean =>
  (measure.take === "sum" || measure.take === "mean") && ["net", "cost", "margin", "amount"].includes(measure.of);
const isRatio = (measure: Measure): boolean => measure.show !== undefined && measure.show !== "value" && measure.show !== "runningTotal";

export function showValue(value: number | null, measure: Measure, currency: string): string {
  if (value === null) return "–";
  if (measure.show === "yearOverYear") return `${value > 0 ? "+" : ""}${showShare(value)}`;
  if (isRatio(measure)) return showShare(value);
  return isMoney(measure) ? showMoney(value, currency, true) : formatNumber(value, { maximumFractionDigits: 2 });
}
export const showShortValue = (value: number, measure: Measure, currency: string): string =>
  isMoney(measure) && !isRatio(measure) ? showShortMoney(value, currency) : showValue(value, measure, currency);

/** Whether what goods cost has a part in a figure. */
export const isAboutCost = (measure: Measure): boolean => "of" in measure && (measure.of === "cost" || measure.of === "margin");

/** Whether several columns together are the sum of them. */
export const isAdditive = (measure: Measure): boolean =>
  (measure.take === "sum" || measure.take === "count") &&
  measure.show !== "runningTotal" &&
  measure.show !== "shareOfColumn" &&
  measure.show !== "yearOverYear";

/** Shares, changes and differing means do not stand on each other. */
export const isStackable = (measure: Measure): boolean =>
  !isRatio(measure) && (measure.take === "sum" || measure.take === "count") && measure.show !== "runningTotal";
