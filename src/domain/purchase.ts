import * as z from "zod/mini";
import type { RecordId } from "../lib/id.ts";
import { amountOf } from "./currency.ts";
import { cents, choice, day, defineNoun, type Field, type RecordOf, ref, text } from "./noun.ts";

/** One line of a document, written once; returns have a negative quantity. */
export interface PurchaseLine {
  /** Tells the lines of one purchase apart; not a record's id. */
  readonly key: string;
  readonly product?: RecordId | null;
  readonly text?: string | null;
  readonly quantity: number;
  /** In units of the currency, as it stood on the document; not today's list price. */
  readonly unitPrice?: number | null;
  /** A share: 0.05 is five per cent off. */
  readonly discount?: number | null;
  /** The net of the line where the document states it, in the currency's smallest unit. */
  readonly netCents?: number | null;
  /** In units of the currency; absent is unknown. */
  readonly unitCost?: number | null;
  /** A share: 0.19. */
  readonly taxRate?: number | null;
}

const purchaseKinds = ["order", "invoice", "creditNote"] as const;
export type PurchaseKind = (typeof purchaseKinds)[number];

const optionalText = z.optional(z.nullable(z.string()));
const optionalDecimal = z.optional(z.nullable(z.number()));
const atMostAll = z.optional(z.nullable(z.number().check(z.maximum(1))));
/** Lines as purchases and deals have them; a deal's may leave the price open. */
export const lines: Field<readonly PurchaseLine[], undefined> = {
  value: z.array(
    z.looseObject({
      key: z.string().check(z.minLength(1)),
      product: optionalText,
      text: optionalText,
      quantity: z.number(),
      unitPrice: optionalDecimal,
      discount: atMostAll,
      netCents: z.optional(z.nullable(z.int())),
      unitCost: optionalDecimal,
      taxRate: atMostAll,
    }),
  ),
  isPlainly: (value) => Array.isArray(value) && value.every(isLine),
  hasLines: true,
};
const isKnownOrNot = (value: unknown): boolean => value === undefined || value === null || Number.isFinite(value);
const isTextOrNot = (value: unknown): boolean => value === undefined || value === null || typeof value === "string";
const isLine = (line: PurchaseLine | null): boolean =>
  typeof line === "object" &&
  line !== null &&
  typeof line.key === "string" &&
  line.key !== "" &&
  Number.isFinite(line.quantity) &&
  isTextOrNot(line.product) &&
  isTextOrNot(line.text) &&
  isKnownOrNot(line.unitPrice) &&
  isKnownOrNot(line.unitCost) &&
  isKnownOrNot(line.discount) &&
  (line.discount ?? 0) <= 1 &&
  (line.taxRate ?? 0) <= 1 &&
  isKnownOrNot(line.taxRate) &&
  (line.netCents === undefined || line.netCents === null || Number.isSafeInteger(line.netCents));

/** What somebody bought, or gave back: an order, an invoice or a credit note with its lines. */
export const purchaseNoun = defineNoun("purchase", {
  lies: "withParty",
  fields: {
    kind: choice(purchaseKinds),
    number: text,
    party: ref("party"),
    contact: ref("party"),
    /** The day of the order or invoice. */
    on: day,
    currency: text,
    lines,
    /** Carriage charged beside the lines, and never part of their net. */
    freightCents: cents,
    cancelledOn: day,
    /** The order that an invoice bills. */
    order: ref("purchase"),
  },
  required: ["kind"],
  belongsTo: ["party"],
  title: ({ number, kind }) => number || kind,
  sortBy: "on",
});
export type Purchase = RecordOf<typeof purchaseNoun>;

/**
 * The net of a line in units of `currency`, unrounded: what the document states, else quantity × price × (1 − discount).
 * `null` where neither is known, as in a list of baskets without prices.
 */
export function netOf(line: Pick<PurchaseLine, "quantity" | "unitPrice" | "discount" | "netCents">, currency: string): number | null {
  if (line.netCents !== undefined && line.netCents !== null) return amountOf(line.netCents, currency);
  if (line.unitPrice === undefined || line.unitPrice === null) return null;
  return line.quantity * line.unitPrice * (1 - (line.discount ?? 0));
}

/** What a line cost us in units of its currency, `null` where that is unknown. */
export const costOf = (line: Pick<PurchaseLine, "quantity" | "unitCost">): number | null =>
  line.unitCost === undefined || line.unitCost === null ? null : line.quantity * line.unitCost;

/** A cancelled purchase stays on record and counts for nothing. */
export const counts = (purchase: Pick<Purchase, "cancelledOn">): boolean => !purchase.cancelledOn;
