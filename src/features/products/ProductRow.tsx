import { type JSX, Show } from "solid-js";
import { centsOf } from "../../domain/currency.ts";
import type { Product } from "../../domain/product.ts";
import { formatMoney } from "../../i18n/format.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";
import "./products.css";

/** A product in a line: what it is called, where it belongs, what it costs today. */
export function ProductRow(props: { readonly product: Product }): JSX.Element {
  const { settings } = useWorkspace();
  const currency = (): string => props.product.currency || settings().currency || "EUR";
  const line = (): string =>
    [props.product.sku, props.product.category, props.product.isActive === false ? text().inactive : ""].filter(Boolean).join(" · ");
  return (
    <div class="product-row">
      <span class="product-words">
        <span class="product-name">{props.product.name}</span>
        <Show when={line()}>
          <span class="product-line">{line()}</span>
        </Show>
      </span>
      <Show when={typeof props.product.unitPrice === "number"}>
        <span class="product-price">{formatMoney(centsOf(props.product.unitPrice ?? 0, currency()), currency())}</span>
      </Show>
    </div>
  );
}
