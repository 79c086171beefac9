import { createMemo, For, type JSX, Show } from "solid-js";
import { counts, purchaseNoun } from "../../domain/purchase.ts";
import { formatNumber } from "../../i18n/format.ts";
import { RecordPanel } from "../../parts/RecordPanel.tsx";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { createRecordsOfContact } from "../../state/nouns.ts";
import { createProductNames } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { PanelProps } from "../../ui/appPage.ts";

const most = 10;

/** What a contact has bought, the most often bought first; nothing where nothing was. */
export function BoughtPanel(props: PanelProps): JSX.Element {
  const purchases = createRecordsOfContact(purchaseNoun, () => props.party);
  const { settings } = useWorkspace();
  const names = createProductNames();
  const bought = createMemo(() => {
    const quantities = new Map<string, number>();
    const all = (purchases() ?? []).filter(({ record }) => counts(record));
    // Orders and invoices tell of the same business: only those that are revenue count.
    const from = settings().revenueFrom ?? (all.some(({ record }) => record.kind === "invoice") ? "invoice" : "order");
    for (const { record } of all)
      if ((record.kind === "order") === (from === "order"))
        for (const { product, quantity } of record.lines ?? [])
          if (product) quantities.set(product, (quantities.get(product) ?? 0) + quantity);
    return [...quantities]
      .filter(([, quantity]) => quantity > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, most);
  });
  return (
    <Show when={bought().length > 0}>
      <RecordPanel noun="product">
        <For each={bought()}>
          {([product, quantity]) => (
            <RecordRow title={names().get(product) ?? ""} href={`/products/${product}`} end={`${formatNumber(quantity)} ×`} isEndAmount />
          )}
        </For>
      </RecordPanel>
    </Show>
  );
}
