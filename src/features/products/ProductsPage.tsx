import { useNavigate, useParams } from "@solidjs/router";
import Package from "lucide-solid/icons/package";
import { createMemo, For, type JSX, Show } from "solid-js";
import { type Product, productNoun } from "../../domain/product.ts";
import { compareText } from "../../i18n/format.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { RecordField } from "../../parts/RecordField.tsx";
import { NoneChosen, RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
import { RecordList } from "../../parts/RecordList.tsx";
import { RecordPage } from "../../parts/RecordPage.tsx";
import { createKept } from "../../state/draft.ts";
import { createNounRecord, createNounRecords } from "../../state/nouns.ts";
import { useShell } from "../../ui/appPage.ts";
import { Button } from "../../ui/Button.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SplitView } from "../../ui/SplitView.tsx";
import { ProductRow } from "./ProductRow.tsx";
import { text } from "./text.ts";

const plain = ["sku", "category", "unit", "unitPrice", "unitCost", "currency", "taxRate"] as const;

/** What is sold, and one product beside it. */
export function ProductsPage(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const shell = useShell();
  const [filter, setFilter] = createKept<"active" | "all">("products.filter", "active");
  const all = createNounRecords(productNoun);
  const hasAny = (): boolean => (all()?.length ?? 0) > 0;
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  const rows = createMemo(() =>
    all()
      ?.filter(({ record }) => filter() === "all" || record.isActive !== false)
      .sort((a, b) => compareText(a.record.name, b.record.name))
      .map((view) => ({ ...view, words: [view.record.name, view.record.sku ?? "", view.record.category ?? ""].join(" ") })),
  );
  return (
    <SplitView
      name="products"
      isDetailOpen={params.id !== undefined}
      list={
        <RecordList
          noun="product"
          icon={Package}
          rows={rows()}
          current={current()}
          onOpen={(id) => navigate(`/products/${id}`)}
          onNew={() => shell.begin("/products")}
          columns={[
            { label: text().fields.name, value: (row) => row.record.name },
            ...plain.map((field) => ({
              label: text().fields[field],
              value: (row: { readonly record: Product }) => row.record[field] ?? "",
            })),
          ]}
          emptyText={text().empty}
          filteredOut={hasAny() ? text().noneActive : ""}
          emptyActions={<Button onClick={() => navigate("/import")}>{text().import}</Button>}
          filter={
            <SegmentedControl
              label={text().show}
              value={filter()}
              onChange={(next) => setFilter(next as "active" | "all")}
              segments={[
                { value: "active", label: text().active },
                { value: "all", label: text().all },
              ]}
            />
          }
        >
          {(row) => <ProductRow product={row().record} />}
        </RecordList>
      }
      detail={
        <Show when={current()} fallback={<NoneChosen>{hasAny() ? text().choose : ""}</NoneChosen>}>
          {(id) => <ProductPage id={id()} onBack={() => navigate("/products")} />}
        </Show>
      }
    />
  );
}

function ProductPage(props: { readonly id: RecordId; readonly onBack: () => void }): JSX.Element {
  const view = createNounRecord(productNoun, () => props.id);
  return (
    <RecordPage noun={productNoun} id={props.id} view={view} onBack={props.onBack} onGone={props.onBack}>
      {(product) => (
        <RecordGrid>
          <Wide>
            <RecordField noun={productNoun} view={product()} field="name" label={text().fields.name} />
          </Wide>
          <For each={plain}>
            {(field) => <RecordField noun={productNoun} view={product()} field={field} label={text().fields[field]} />}
          </For>
          <RecordField
            noun={productNoun}
            view={product()}
            field="isActive"
            label={text().fields.isActive}
            otherwise="true"
            options={[
              { value: "true", label: text().yes },
              { value: "false", label: text().no },
            ]}
          />
        </RecordGrid>
      )}
    </RecordPage>
  );
}
