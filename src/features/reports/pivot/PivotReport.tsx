import FilterIcon from "lucide-solid/icons/list-filter";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { formatList } from "../../../i18n/format.ts";
import { Button } from "../../../ui/Button.tsx";
import { Tag } from "../../../ui/Chip.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Drill } from "../Drill.tsx";
import { createNames } from "../names.tsx";
import { ReportPage } from "../ReportPage.tsx";
import { createAsOf, createSettings } from "../settings.ts";
import { Figures } from "../Term.tsx";
import {
  type Axis,
  axesOf,
  axisKey,
  axisName,
  axisOf,
  type Filter,
  isAboutCost,
  kinds,
  type Measure,
  measureKey,
  measureName,
  measureOf,
  measuresOf,
  memberName,
  type Of,
  type PivotOptions,
  shows,
  showValue,
} from "./axes.ts";
import { createPivot } from "./createPivot.ts";
import { FilterDialog } from "./FilterDialog.tsx";
import { PivotPicture } from "./PivotPicture.tsx";
import { mostColumns, pivotTable } from "./pivotTable.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { text } from "./text.ts";

interface Settings {
  readonly of: Of;
  readonly rows: readonly Axis[];
  readonly columns: readonly Axis[];
  readonly measures: readonly Measure[];
  readonly filters: readonly Filter[];
}
const usual: Settings = {
  of: "purchase",
  rows: [{ dimension: "product", level: "category1" }],
  columns: [{ dimension: "on", level: "year" }],
  measures: [{ take: "sum", of: "net" }],
  filters: [],
};

export function PivotReport(): JSX.Element {
  const asOf = createAsOf();
  const [settings, change] = createSettings<Settings>(usual);
  const [isFiltering, setIsFiltering] = createSignal(false);
  const names = createNames();
  const options = (): PivotOptions => ({ ...asOf(), ...settings() }) as PivotOptions;
  const pivot = createPivot(options, names);
  const measure = (): Measure => settings().measures[0] ?? { take: "count" };
  const axisOptions = createMemo(() => [
    { value: "", label: text().none },
    ...axesOf(settings().of).map((axis) => ({ value: axisKey(axis), label: axisName(axis) })),
  ]);
  const chosen = (axis: Axis | undefined): readonly Axis[] => (axis ? [axis] : []);
  const second = (): Measure | undefined => settings().measures[1];
  /** Both figures are shown alike. */
  const setMeasures = (first: Measure, other: Measure | undefined, show: string = measure().show ?? "value"): void =>
    change({
      measures: (other ? [first, other] : [first]).map((one) => {
        const { show: _, ...plain } = one;
        return (show === "value" ? plain : { ...plain, show }) as Measure;
      }),
    });
  const setKind = (of: Of): void => {
    const [first] = axesOf(of);
    change({ ...usual, of, rows: chosen(first), columns: [], measures: measuresOf(of).slice(0, 1), filters: [] });
  };
  const filterText = (filter: Filter): string => {
    const shown = filter.members.slice(0, 3).map((member) => memberName(filter, member, names));
    const rest = filter.members.length - shown.length;
    return `${axisName(filter)}: ${filter.isExcluded ? `${text().not} ` : ""}${formatList(rest > 0 ? [...shown, text().and(rest)] : shown)}`;
  };
  const currency = (): string => pivot.analysis.answer()?.parameters.currency ?? "EUR";
  return (
    <>
      <ReportPage
        report="pivot"
        isNothing={(answer) => answer.fit.facts === 0 && answer.fit.leftOut === 0}
        isAboutCost={settings().measures.some(isAboutCost)}
        analysis={pivot.analysis}
        settings={
          <>
            <Select
              label={text().of}
              value={settings().of}
              options={kinds.map((value) => ({ value, label: text().kinds[value] }))}
              onChange={(of) => setKind(of as Of)}
            />
            <Select
              label={text().rows}
              value={axisKey(settings().rows[0])}
              options={axisOptions()}
              onChange={(key) => change({ rows: [...chosen(axisOf(key)), ...settings().rows.slice(1)] })}
            />
            <Select
              label={text().andRows}
              value={axisKey(settings().rows[1])}
              options={axisOptions()}
              onChange={(key) => change({ rows: [...settings().rows.slice(0, 1), ...chosen(axisOf(key))] })}
            />
            <Select
              label={text().columns}
              value={axisKey(settings().columns[0])}
              options={axisOptions()}
              onChange={(key) => change({ columns: chosen(axisOf(key)) })}
            />
            <Select
              label={text().measure}
              value={measureKey(measure())}
              options={measuresOf(settings().of).map((one) => ({ value: measureKey(one), label: measureName(one, settings().of) }))}
              onChange={(key) => setMeasures(measureOf(key), second())}
            />
            <Select
              label={text().andMeasure}
              value={second() ? measureKey(second() as Measure) : ""}
              options={[
                { value: "", label: text().none },
                ...measuresOf(settings().of).map((one) => ({ value: measureKey(one), label: measureName(one, settings().of) })),
              ]}
              onChange={(key) => setMeasures(measure(), key === "" ? undefined : measureOf(key))}
            />
            <Select
              label={text().show}
              value={measure().show ?? "value"}
              options={shows.map((value) => ({ value, label: text().shows[value] ?? value }))}
              onChange={(show) => setMeasures(measure(), second(), show)}
            />
            <Button icon={FilterIcon} onClick={() => setIsFiltering(true)}>
              {text().filter}
            </Button>
            <SavedViews settings={settings()} onOpen={(kept) => change(kept as Settings)} />
            <Show when={settings().filters.length > 0}>
              <div class="pivot-filters">
                <For each={settings().filters}>
                  {(filter) => (
                    <Tag
                      tone="accent"
                      label={filterText(filter)}
                      onRemove={() => change({ filters: settings().filters.filter((one) => one !== filter) })}
                    />
                  )}
                </For>
              </div>
            </Show>
          </>
        }
        table={(answer) => pivotTable(answer, names, pivot.open)}
      >
        {(answer) => (
          <>
            <Figures
              all={answer().parameters.measures.map((one, at) => ({
                label: measureName(one as Measure, answer().parameters.of),
                value: showValue(answer().results.total.values[at] ?? null, one as Measure, currency()),
                detail: text().facts(answer().fit.facts),
                onOpen: () => pivot.open(undefined, undefined),
              }))}
            />
            <PivotPicture table={answer()} names={names} onOpen={pivot.open} />
            <Show when={answer().results.columns.length > mostColumns}>
              <p class="report-note">{text().cut(mostColumns, answer().results.columns.length)}</p>
            </Show>
            <p class="report-note">{text().rounding}</p>
          </>
        )}
      </ReportPage>
      <Show when={isFiltering()}>
        <FilterDialog
          of={settings().of}
          asOf={asOf()}
          names={names}
          onApply={(filter) => change({ filters: [...settings().filters, filter] })}
          onClose={() => setIsFiltering(false)}
        />
      </Show>
      <Drill behind={pivot.behind()} currency={currency()} names={names} onClose={pivot.close} />
    </>
  );
}
