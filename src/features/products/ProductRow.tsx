import type { JSX } from "solid-js";
import { centsOf } from "../../domain/currency.ts";
import type { Product } from "../../domain/product.ts";
import { formatMoney } from "../../i18n/format.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";

/** A product in a line: what it is called, where it belongs, what it costs today. */
export function ProductRow(props: { readonly product: Product }): JSX.Element {
  const { settings } = useWorkspace();
  const currency = (): string => props.product.currency || settings().currency || "EUR";
  const line = (): string =>
    [props.product.sku, props.product.category, props.product.isActive === false ? text().inactive : ""].filter(Boolean).join(" · ");
  const price = (): string =>
    typeof props.product.unitPrice === "number" ? formatMoney(centsOf(props.product.unitPrice, currency()), currency()) : "";
  return <RecordRow title={props.product.name} detail={line()} end={price()} isEndAmount />;
}
