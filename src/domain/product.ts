import { fold } from "../lib/fold.ts";
import { decimal, defineNoun, filledText, flag, type RecordOf, set, text } from "./noun.ts";

/** Something that is sold: a good, a service, a fee. */
export const productNoun = defineNoun("product", {
  lies: "meta",
  fields: {
    name: filledText,
    sku: text,
    /** Other spellings that stand for it in files: "GTXPro". */
    aliases: set,
    /** A path, the widest first: "Drinks/Tea". */
    category: text,
    unit: text,
    /** Today's list price in units of `currency`; what was paid stands in the purchase's line. */
    unitPrice: { ...decimal, is: "amount" },
    /** Absent is unknown, which is not nothing. */
    unitCost: { ...decimal, is: "amount" },
    currency: text,
    /** A share: 0.19. */
    taxRate: { ...decimal, is: "share" },
    /** Absent counts as active. */
    isActive: flag,
  },
  required: ["name"],
  title: ({ name }) => name,
  sortBy: "name",
  matchBy: ["sku"],
});
export type Product = RecordOf<typeof productNoun>;

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
