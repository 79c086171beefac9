import Swap from "lucide-solid/icons/arrow-left-right";
import FilterIcon from "lucide-solid/icons/list-filter";
import Undo from "lucide-solid/icons/undo-2";
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from "solid-js";
import { formatDay, formatList } from "../../../i18n/format.ts";
import { createFactKinds } from "../../../state/records.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Tag } from "../../../ui/Chip.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Drill } from "../Drill.tsx";
import { FromField } from "../fields.tsx";
import { createNames } from "../names.tsx";
import { ReportPage } from "../ReportPage.tsx";
import { createBasis, createSettings } from "../settings.ts";
import { Figures } from "../Term.tsx";
import { text as shared } from "../text.ts";
import { Arrange } from "./Arrange.tsx";
import { type Arrangement, atLevel, coarser, finer, opened, type Spot, shownAs, takenFrom, transposed } from "./arrangement.ts";
import {
  type Axis,
  kinds as allKinds,
  axesOf,
  axisKey,
  axisName,
  axisOf,
  type Filter,
  isAboutCost,
  isAdditive,
  levelName,
  type Measure,
  measureKey,
  measureName,
  measureOf,
  measuresOf,
  memberName,
  type Of,
  type PivotOptions,
  type PivotTable,
  shows,
  showValue,
} from "./axes.ts";
import { createPivot } from "./createPivot.ts";
import { FilterDialog, type Narrowing } from "./FilterDialog.tsx";
import { PivotPicture } from "./PivotPicture.tsx";
import { mostColumns, pivotTable, roundingGap, shownColumns } from "./pivotTable.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { text } from "./text.ts";
import "./PivotReport.css";

interface Settings extends Arrangement {
  readonly from?: string | undefined;
}
const usual: Settings = {
  of: "purchase",
  rows: [{ dimension: "product", level: "category1" }],
  columns: [{ dimension: "on", level: "year" }],
  measures: [{ take: "sum", of: "net" }],
  filters: [],
};

/** Where nothing was sold yet the table begins with what there is. */
const usualOfDeals: Settings = {
  ...{ ...usual, of: "deal", measures: [{ take: "sum", of: "amount" }] },
  ...{ rows: [{ dimension: "stage" }], columns: [{ dimension: "state" }] },
};
const usualOfActivities: Settings = {
  ...{ ...usual, of: "interaction", measures: [{ take: "count" }] },
  ...{ rows: [{ dimension: "on", level: "month" }], columns: [{ dimension: "kind" }] },
};

const same = (one: Settings | undefined, other: Settings): boolean => JSON.stringify(one) === JSON.stringify(other);

function createMatches(query: string): () => boolean {
  const media = matchMedia(query);
  const [isSo, setIsSo] = createSignal(media.matches);
  const follow = (): void => void setIsSo(media.matches);
  media.addEventListener("change", follow);
  onCleanup(() => media.removeEventListener("change", follow));
  return isSo;
}

export function PivotReport(): JSX.Element {
  const basis = createBasis();
  // At the desk there is room to drag; a thumb chooses from lists.
  const isDesk = createMatches("(min-width: 56rem)");
  const isPaper = createMatches("print");
  const most = (): number => (isPaper() ? mostColumns.paper : mostColumns.screen);
  const [chosen, set] = createSettings<Settings>(usual);
  const kinds = createFactKinds();
  const settings = createMemo((): Settings => {
    const there = kinds();
    if (!there || there.has("purchase") || !same(chosen(), usual)) return chosen();
    return there.has("deal") ? usualOfDeals : there.has("interaction") ? usualOfActivities : usual;
  });
  const [past, setPast] = createSignal<readonly Settings[]>([]);
  const [narrowing, setNarrowing] = createSignal<{ readonly start?: Narrowing; readonly from?: Spot }>();
  const names = createNames();
  const period = () => ({ ...basis(), ...(settings().from && { from: settings().from as string }) });
  const options = (): PivotOptions => {
    const { of, rows, columns, measures, filters } = settings();
    return { ...period(), of, rows, columns, measures, filters } as PivotOptions;
  };
  const pivot = createPivot(options, names);

  /** Each change is a step that "back", the button and Ctrl Z take back. */
  const change = (next: Partial<Settings>): void => {
    setPast([...past(), settings()]);
    set({ ...settings(), ...next });
  };
  createEffect(on(settings, (now) => same(past().at(-1), now) && setPast(past().slice(0, -1)), { defer: true }));
  const takeBack = (): void => {
    const last = past().at(-1);
    if (last) set({ from: undefined, ...last });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || past().length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    takeBack();
  };

  const setKind = (of: Of): void => {
    const [first] = axesOf(of);
    change({ of, rows: first ? [first] : [], columns: [], measures: measuresOf(of).slice(0, 1), filters: [] });
  };
  const filterText = (filter: Filter): string => {
    const not = filter.isExcluded ? `${text().not} ` : "";
    const shown = filter.members.slice(0, 3).map((member) => memberName(filter, member, names));
    const rest = filter.members.length - shown.length;
    const dimension =
      filter.dimension === "tag" || filter.dimension === "role" ? axisName({ dimension: filter.dimension }) : axisName(filter);
    return `${dimension}: ${not}${formatList(rest > 0 ? [...shown, text().and(rest)] : shown)}`;
  };
  /** Where the chips are out of view, a figure must not pass for one of everything. */
  const narrowed = (): string => {
    const { from, of, filters } = settings();
    const since = from ? [`${of === "deal" ? text().fromDeal : shared().from} ${formatDay(from)}`] : [];
    return [...since, ...filters.map(filterText)].join(" · ");
  };
  const narrow = (filters: readonly Filter[]): void => {
    const spot = narrowing()?.from;
    const before = spot ? takenFrom(settings(), spot) : settings();
    const at = spot?.area === "filters" ? spot.at : before.filters.length;
    change({ ...before, filters: [...before.filters.slice(0, at), ...filters, ...before.filters.slice(at)] });
  };
  const currency = (): string => pivot.analysis.answer()?.parameters.currency ?? "EUR";
  const drillDown = (table: PivotTable) => {
    // Until the new answer is there, the rows are those of another table.
    if (JSON.stringify(table.parameters.rows) !== JSON.stringify(settings().rows)) return undefined;
    const last = settings().rows.at(-1);
    const next = last && finer(settings().of, last);
    if (!next || !opened(settings(), [])) return undefined;
    return { level: levelName(next), onOpen: (keys: readonly string[]) => change(opened(settings(), keys) ?? {}) };
  };
  return (
    <>
      <ReportPage
        report="pivot"
        isNothing={(answer) => answer.fit.facts === 0 && answer.fit.leftOut === 0}
        isAboutCost={settings().measures.some(isAboutCost)}
        analysis={pivot.analysis}
        settings={
          <>
            <FromField
              value={settings().from}
              {...(settings().of === "deal" ? { label: text().fromDeal } : {})}
              onChange={(from) => change({ from })}
            />
            <Select
              label={text().of}
              value={settings().of}
              options={allKinds.map((value) => ({ value, label: text().kinds[value] }))}
              onChange={(of) => setKind(of as Of)}
            />
            <Show
              when={isDesk()}
              fallback={<Choices settings={settings()} filterText={filterText} onChange={change} onFilter={() => setNarrowing({})} />}
            >
              <IconButton icon={Swap} label={text().swap} onClick={() => change(transposed(settings()))} />
            </Show>
            <Show when={past().length > 0}>
              <IconButton icon={Undo} label={text().takeBack} onClick={takeBack} />
            </Show>
            <SavedViews settings={settings()} onOpen={(kept) => change({ ...usual, from: undefined, ...kept })} />
            <Show when={isDesk()}>
              <div class="pivot-arrange" on:keydown={onKeyDown}>
                <Arrange
                  arrangement={settings()}
                  filterText={filterText}
                  onChange={change}
                  onFilter={(start, from) => setNarrowing({ start, ...(from && { from }) })}
                />
              </div>
            </Show>
          </>
        }
        table={(answer) => pivotTable(answer, { names, onOpen: pivot.open, drillDown: drillDown(answer), most: most() })}
        file={(answer) => pivotTable(answer, { names, onOpen: pivot.open, most: Number.POSITIVE_INFINITY })}
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
            <Show when={(!isDesk() || isPaper()) && narrowed() !== ""}>
              <p class="report-note">{narrowed()}</p>
            </Show>
            <Cut table={answer()} />
            <PivotPicture table={answer()} names={names} onOpen={pivot.open} />
            <p class="report-note">{rounding(answer())}</p>
          </>
        )}
      </ReportPage>
      <Show when={narrowing()}>
        {(asked) => (
          <FilterDialog
            of={settings().of}
            period={period()}
            start={asked().start}
            names={names}
            onApply={narrow}
            onClose={() => setNarrowing(undefined)}
          />
        )}
      </Show>
      <Drill drillThrough={pivot.drillThrough()} currency={currency()} names={names} onClose={pivot.close} />
    </>
  );

  function rounding(table: PivotTable): string {
    const gap = roundingGap(table);
    return gap ? text().roundingHere(gap.added, gap.total) : text().rounding;
  }

  /** What a table wider than the screen leaves out, and how to see it all at once. */
  function Cut(own: { readonly table: PivotTable }): JSX.Element {
    const columns = createMemo(() => shownColumns(own.table, names, most()));
    const all = (): number => own.table.results.columns.length;
    const last = (): number => settings().columns.length - 1;
    const wider = (): Axis | undefined => {
      const axis = settings().columns[last()];
      return axis && coarser(settings().of, axis);
    };
    return (
      <Show when={columns().rest.length > 0}>
        <div class="report-note pivot-cut">
          <p>
            {columns().by === "last" ? text().cutLast(columns().shown.length, all()) : text().cutLargest(columns().shown.length, all())}{" "}
            {own.table.parameters.measures.some((one) => isAdditive(one as Measure)) ? text().restTogether : text().restLeftOut}{" "}
            {text().cutTotal}
          </p>
          <Show
            when={wider()}
            fallback={
              <Button size="small" icon={Swap} onClick={() => change(transposed(settings()))}>
                {text().swap}
              </Button>
            }
          >
            {(level) => (
              <Button size="small" onClick={() => change(atLevel(settings(), { area: "columns", at: last() }, level()))}>
                {text().rollUp(levelName(level()))}
              </Button>
            )}
          </Show>
        </div>
      </Show>
    );
  }
}

/** The same by lists to choose from: two levels of rows, one of columns, two figures. What a desk arranged beyond that stays as it is. */
function Choices(props: {
  readonly settings: Settings;
  readonly filterText: (filter: Filter) => string;
  readonly onChange: (next: Partial<Settings>) => void;
  readonly onFilter: () => void;
}): JSX.Element {
  const axisOptions = createMemo(() => [
    { value: "", label: text().none },
    ...axesOf(props.settings.of).map((axis) => ({ value: axisKey(axis), label: axisName(axis) })),
  ]);
  const optionsWith = (axis: Axis | undefined) =>
    axis && !axisOptions().some(({ value }) => value === axisKey(axis))
      ? [...axisOptions(), { value: axisKey(axis), label: axisName(axis) }]
      : axisOptions();
  const chosen = (key: string): readonly Axis[] => {
    const axis = axisOf(key);
    return axis ? [axis] : [];
  };
  const first = (): Measure => props.settings.measures[0] ?? { take: "count" };
  const second = (): Measure | undefined => props.settings.measures[1];
  const measureOptions = () =>
    measuresOf(props.settings.of).map((one) => ({ value: measureKey(one), label: measureName(one, props.settings.of) }));
  /** A figure put in place of another is shown as that was. */
  const setMeasure = (at: number, key: string): void => {
    const { measures } = props.settings;
    const show = measures[0]?.show ?? "value";
    const next = key === "" ? [] : [measureOf(key)];
    const changed = [...measures.slice(0, at), ...next, ...measures.slice(at + 1)];
    change({ measures: shownAs({ ...props.settings, measures: changed }, at, show).measures });
  };
  const change = (next: Partial<Settings>): void => props.onChange(next);
  return (
    <>
      <Select
        label={text().rows}
        value={axisKey(props.settings.rows[0])}
        options={optionsWith(props.settings.rows[0])}
        onChange={(key) => change({ rows: [...chosen(key), ...props.settings.rows.slice(1)] })}
      />
      <Select
        label={text().andRows}
        value={axisKey(props.settings.rows[1])}
        options={optionsWith(props.settings.rows[1])}
        onChange={(key) => change({ rows: [...props.settings.rows.slice(0, 1), ...chosen(key), ...props.settings.rows.slice(2)] })}
      />
      <Select
        label={text().columns}
        value={axisKey(props.settings.columns[0])}
        options={optionsWith(props.settings.columns[0])}
        onChange={(key) => change({ columns: [...chosen(key), ...props.settings.columns.slice(1)] })}
      />
      <Select label={text().measure} value={measureKey(first())} options={measureOptions()} onChange={(key) => setMeasure(0, key)} />
      <Select
        label={text().andMeasure}
        value={second() ? measureKey(second() as Measure) : ""}
        options={[{ value: "", label: text().none }, ...measureOptions()]}
        onChange={(key) => setMeasure(1, key)}
      />
      <Select
        label={text().show}
        value={first().show ?? "value"}
        options={shows.map((value) => ({ value, label: text().shows[value] ?? value }))}
        onChange={(show) =>
          change({
            measures: props.settings.measures.reduce<Arrangement>(
              (all, _, at) => shownAs(all, at, show as (typeof shows)[number]),
              props.settings,
            ).measures,
          })
        }
      />
      <Button icon={FilterIcon} onClick={() => props.onFilter()}>
        {text().filter}
      </Button>
      <Show when={props.settings.filters.length > 0}>
        <div class="pivot-filters">
          <For each={props.settings.filters}>
            {(filter) => (
              <Tag
                tone="accent"
                label={props.filterText(filter)}
                onRemove={() => change({ filters: props.settings.filters.filter((one) => one !== filter) })}
              />
            )}
          </For>
        </div>
      </Show>
    </>
  );
}
