// Fields that name other records: one id, ids as elements, or the products of lines.
import { isRecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Field } from "./noun.ts";

export type ReferenceRefusal = { readonly code: "reference-unreadable"; readonly field: string; readonly value: string };
/** What a reference stands for; undefined where it leads nowhere. */
export type Resolve = (reference: string) => string | undefined;

/** The value of a field with its references resolved; what names nothing is given back as it came. */
export function resolveField(field: Field | undefined, name: string, value: unknown, resolve: Resolve): Result<unknown, ReferenceRefusal> {
  if (value === undefined || value === null || !field) return ok(value);
  const refused = (reference: unknown): Result<never, ReferenceRefusal> =>
    err({ code: "reference-unreadable", field: name, value: String(reference) });
  const idOf = (reference: string): string | undefined => {
    const id = resolve(reference);
    return isRecordId(id) ? id : undefined;
  };
  if (field.refersTo !== undefined && field.shape === undefined) {
    const id = typeof value === "string" ? idOf(value) : undefined;
    return id === undefined ? refused(value) : ok(id);
  }
  if (field.refersTo !== undefined) {
    if (typeof value !== "object" || Array.isArray(value)) return refused(value);
    const elements: Record<string, unknown> = {};
    for (const [reference, order] of Object.entries(value)) {
      const id = idOf(reference);
      if (id === undefined) return refused(reference);
      elements[id] = order;
    }
    return ok(elements);
  }
  if (!field.hasLines || !Array.isArray(value)) return ok(value);
  const lines: unknown[] = [];
  for (const line of value as unknown[]) {
    const product = typeof line === "object" && line !== null ? (line as { readonly product?: unknown }).product : undefined;
    const id = typeof product === "string" ? idOf(product) : undefined;
    if (typeof product === "string" && id === undefined) return refused(product);
    lines.push(id === undefined ? line : { ...(line as object), product: id });
  }
  return ok(lines);
}
