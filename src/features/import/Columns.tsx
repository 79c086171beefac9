import { For, type JSX, Show } from "solid-js";
import type { PlannedImport } from "../../state/session.tsx";
import { Select } from "../../ui/Select.tsx";
import { text } from "./text.ts";

export type Column = PlannedImport["mapping"][number];
export type Target = PlannedImport["targets"][number];

const kept = "";

/** What each column means, as guessed and to be corrected, above the first values that stand in it. */
export function Columns(props: {
  readonly columns: readonly Column[];
  readonly targets: readonly Target[];
  readonly openOrders: ReadonlySet<string>;
  readonly onChange: (column: Column) => void;
}): JSX.Element {
  const options = () => [
    { value: kept, label: text().kept },
    ...props.targets.map(({ name }) => ({ value: name as string, label: text().targets[name] ?? name })),
  ];
  const filled = () => props.columns.filter((column) => column.examples.length > 0);
  const choose = (column: Column, value: string): void => {
    const target = props.targets.find(({ name }) => name === value);
    props.onChange({
      ...column,
      target: target?.name ?? null,
      detail: target?.name === column.target ? column.detail : {},
      guess: "person",
    });
  };
  const detailOf = (column: Column): string =>
    [
      column.detail.type && (text().types[column.detail.type] ?? column.detail.type),
      column.detail.of && text().of[column.detail.of],
      column.guess === "content" && text().guessed,
    ]
      .filter(Boolean)
      .join(" · ");

  return (
    <section class="import-columns" aria-label={text().columns}>
      <p>{text().columnsHint}</p>
      <div class="import-table" role="list" tabindex="0" aria-label={text().columns}>
        <For each={filled()}>
          {(column) => (
            <div
              class="import-column"
              role="listitem"
              data-kept={column.target === null || undefined}
              data-ignored={column.target === "ignore" || undefined}
            >
              <Select
                label={text().means(column.column)}
                isLabelHidden
                value={column.target ?? kept}
                options={options()}
                onChange={(value) => choose(column, value)}
              />
              <small class="import-detail">{detailOf(column)}</small>
              <strong>{column.column}</strong>
              <For each={column.examples}>{(example) => <span class="import-example">{example}</span>}</For>
              <Show when={column.target === "bornOn" || column.target === "foundedOn" ? props.openOrders.has(column.column) : false}>
                <Select
                  label={text().order}
                  value={column.detail.order ?? "dmy"}
                  options={[
                    { value: "dmy", label: text().dmy },
                    { value: "mdy", label: text().mdy },
                  ]}
                  onChange={(order) => props.onChange({ ...column, detail: { ...column.detail, order: order as "dmy" | "mdy" } })}
                />
              </Show>
              <Show when={column.target === "annualRevenue"}>
                <Select
                  label={text().scale}
                  value={String(column.detail.scale ?? 1)}
                  options={[1, 1000, 1_000_000].map((scale) => ({ value: String(scale), label: text().scales[scale] ?? "" }))}
                  onChange={(scale) => props.onChange({ ...column, detail: { ...column.detail, scale: Number(scale) } })}
                />
              </Show>
            </div>
          )}
        </For>
      </div>
      <Show when={filled().length < props.columns.length}>
        <small>{text().emptyColumns(props.columns.length - filled().length)}</small>
      </Show>
    </section>
  );
}
