import * as z from "zod/mini";
import { fold } from "../lib/fold.ts";
import type { BaseRecord } from "./record.ts";

/** Something that is sold: a good, a service, a fee. */
export interface Product extends BaseRecord {
  readonly type: "product";
  readonly name: string;
  readonly sku?: string | null;
  /** Other spellings that stand for it in files: "GTXPro". */
  readonly aliases?: Readonly<Record<string, true>>;
  /** A path, the widest first: "Drinks/Tea". */
  readonly category?: string | null;
  readonly unit?: string | null;
  /** Today's list price in units of `currency`; what was paid stands in the purchase's line. */
  readonly unitPrice?: number | null;
  /** Absent is unknown, which is not nothing. */
  readonly unitCost?: number | null;
  readonly currency?: string | null;
  /** A share: 0.19. */
  readonly taxRate?: number | null;
  /** Absent counts as active. */
  readonly isActive?: boolean | null;
}

const text = z.nullable(z.string());
const decimal = z.nullable(z.number());
export const productFields = {
  name: z.string().check(z.minLength(1)),
  sku: text,
  aliases: z.record(z.string(), z.boolean()),
  category: text,
  unit: text,
  unitPrice: decimal,
  unitCost: decimal,
  currency: text,
  taxRate: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  isActive: z.nullable(z.boolean()),
} as const;

/** The name and every other spelling that stands for the product. */
export const namesOfProduct = (product: Pick<Product, "name" | "aliases">): string[] => [
  product.name,
  ...Object.entries(product.aliases ?? {})
    .filter(([, isOne]) => isOne)
    .map(([alias]) => alias),
];

/** What is left of a name without blanks, signs, case and accents: two names that share it may be one product spelt two ways. */
export const spellingOf = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]+/gu, "");

/** The steps of a category's path, the widest first. */
export const categoryPathOf = (category: string): string[] =>
  category
    .split("/")
    .map((step) => step.trim())
    .filter(Boolean);
