import { For, type JSX, Show } from "solid-js";
import { formatNumber } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { ownValue } from "../../lib/own.ts";
import type { PlannedImport } from "../../state/session.tsx";
import { Select } from "../../ui/Select.tsx";
import { columnText } from "./columnText.ts";
import "./Columns.css";

export type Column = PlannedImport["mapping"][number];

const kept = "";

/** What a target is called; a noun may have a word of its own for it. */
const targetTitle = (labels: PlannedImport["labels"], column: Column, name: string): string =>
  ("role" in column ? (ownValue(labels, column.role)?.[language()][name] ?? columnText().targets[`${column.role}.${name}`]) : undefined) ??
  columnText().targets[name] ??
  name;

const looksSlashed = (example: string): boolean => /^\d{1,2}[/-]\d{1,2}[/-]\d/.test(example);

/** What each column means, as guessed and to be corrected, above the first rows as the file has them; a table a file. */
export function Columns(props: {
  readonly columns: readonly Column[];
  readonly firstRows: PlannedImport["firstRows"];
  readonly targetsOf: PlannedImport["targetsOf"];
  readonly labels: PlannedImport["labels"];
  readonly dayTargets: PlannedImport["dayTargets"];
  readonly openOrders: ReadonlySet<string>;
  readonly onChange: (column: Column) => void;
}): JSX.Element {
  const filled = () => props.columns.filter((column) => column.examples.length > 0);
  const files = (): readonly string[] => [...new Set(filled().map((column) => column.file ?? ""))];
  return (
    <section class="import-columns" aria-label={columnText().columns}>
      <p>{columnText().columnsHint}</p>
      <For each={files()}>
        {(file) => {
          const columns = () => filled().filter((column) => (column.file ?? "") === file);
          const source = () => props.firstRows.find((one) => (one.file ?? "") === file);
          const label = (): string => (file ? `${columnText().columns}: ${file}` : columnText().columns);
          return (
            <>
              <Show when={file}>
                <h3>{file}</h3>
              </Show>
              <div class="import-table" role="region" tabindex="0" aria-label={label()}>
                <table>
                  <thead>
                    <tr>
                      <td class="import-line" />
                      <For each={columns()}>
                        {(column) => (
                          <ColumnHead
                            column={column}
                            targets={props.targetsOf(column)}
                            labels={props.labels}
                            dayTargets={props.dayTargets}
                            isOrderOpen={props.openOrders.has(column.column)}
                            onChange={props.onChange}
                          />
                        )}
                      </For>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={source()?.rows ?? []}>
                      {(row) => (
                        <tr>
                          <th scope="row" class="import-line">
                            {formatNumber(row.line)}
                          </th>
                          <For each={columns()}>
                            {(column) => (
                              <td data-ignored={column.target === "ignore" || undefined}>
                                {row.cells[source()?.columns.indexOf(column.column) ?? -1] ?? ""}
                              </td>
                            )}
                          </For>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </div>
            </>
          );
        }}
      </For>
      <Show when={filled().length < props.columns.length}>
        <small>{columnText().emptyColumns(props.columns.length - filled().length)}</small>
      </Show>
    </section>
  );
}

function ColumnHead(props: {
  readonly column: Column;
  readonly targets: readonly string[];
  readonly labels: PlannedImport["labels"];
  readonly dayTargets: PlannedImport["dayTargets"];
  /** Nothing in the column tells its days from its months. */
  readonly isOrderOpen: boolean;
  readonly onChange: (column: Column) => void;
}): JSX.Element {
  const options = () => [
    { value: kept, label: columnText().kept },
    ...props.targets.map((name) => ({ value: name, label: targetTitle(props.labels, props.column, name) })),
  ];
  const choose = (value: string): void => {
    const target = props.targets.find((name) => name === value) ?? null;
    const isSame = target === props.column.target;
    props.onChange({ ...props.column, target, detail: isSame ? props.column.detail : {}, guess: "person" } as Column);
  };
  const isDay = (): boolean => props.dayTargets.includes(props.column.target ?? "");
  const asksOrder = (): boolean =>
    isDay() && (props.isOrderOpen || (props.column.guess === "person" && props.column.examples.some(looksSlashed)));
  const detail = (): string => {
    const { type, of, order } = props.column.detail;
    return [
      type && (columnText().types[type] ?? type),
      of && columnText().of[of],
      props.column.guess === "content" && columnText().guessed,
      isDay() &&
        order &&
        !asksOrder() &&
        props.column.examples.some(looksSlashed) &&
        (order === "mdy" ? columnText().mdy : columnText().dmy),
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <th
      scope="col"
      class="import-column"
      data-kept={props.column.target === null || undefined}
      data-ignored={props.column.target === "ignore" || undefined}
    >
      <Select
        label={columnText().means(props.column.column)}
        isLabelHidden
        value={props.column.target ?? kept}
        options={options()}
        onChange={choose}
      />
      <Show when={asksOrder()}>
        <Select
          label={columnText().order}
          value={props.column.detail.order ?? "dmy"}
          options={[
            { value: "dmy", label: columnText().dmy },
            { value: "mdy", label: columnText().mdy },
          ]}
          onChange={(order) =>
            props.onChange({ ...props.column, guess: "person", detail: { ...props.column.detail, order: order as "dmy" | "mdy" } })
          }
        />
      </Show>
      <Show when={props.column.target === "annualRevenue"}>
        <Select
          label={columnText().scale}
          value={String(props.column.detail.scale ?? 1)}
          options={[1, 1000, 1_000_000].map((scale) => ({ value: String(scale), label: columnText().scales[scale] ?? "" }))}
          onChange={(scale) => props.onChange({ ...props.column, detail: { ...props.column.detail, scale: Number(scale) } })}
        />
      </Show>
      <strong>{props.column.column}</strong>
      <small class="import-detail">{detail()}</small>
    </th>
  );
}
