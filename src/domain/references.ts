// Fields that name other records, beside those that name the parties a record belongs to (`partyFieldsOf`).
import { ownValue } from "../lib/own.ts";
import type { Kind } from "./shape.ts";

const plain: Partial<Record<Kind, readonly string[]>> = {
  purchase: ["contact", "order"],
  deal: ["pipeline"],
};
const withLines: ReadonlySet<Kind> = new Set(["purchase", "deal", "quote"]);

/**
 * The value of a field with its references resolved: one id, or the products that lines name; `missing` is a reference
 * that leads nowhere. A field that names nothing is given back as it came.
 */
export function resolveField(
  kind: Kind,
  field: string,
  value: unknown,
  resolve: (reference: string) => string | undefined,
): { readonly value: unknown } | { readonly missing: string } {
  if (ownValue(plain, kind)?.includes(field) && typeof value === "string") {
    const id = resolve(value);
    return id === undefined ? { missing: value } : { value: id };
  }
  if (field !== "lines" || !withLines.has(kind) || !Array.isArray(value)) return { value };
  const lines: unknown[] = [];
  for (const line of value as unknown[]) {
    const product = typeof line === "object" && line !== null ? (line as { readonly product?: unknown }).product : undefined;
    if (typeof product !== "string") {
      lines.push(line);
      continue;
    }
    const id = resolve(product);
    if (id === undefined) return { missing: product };
    lines.push({ ...(line as object), product: id });
  }
  return { value: lines };
}
