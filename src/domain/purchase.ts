import * as z from "zod/mini";
import type { RecordId } from "../lib/id.ts";
import { amountOf } from "./currency.ts";
import type { BaseRecord } from "./record.ts";

/** One line of a paper, written once; returns have a negative quantity. */
export interface PurchaseLine {
  /** Tells the lines of one purchase apart; not a record's id. */
  readonly key: string;
  readonly product?: RecordId | null;
  readonly text?: string | null;
  readonly quantity: number;
  /** In units of the currency, as it stood on the paper; not today's list price. */
  readonly unitPrice?: number | null;
  /** A share: 0.05 is five per cent off. */
  readonly discount?: number | null;
  /** The net of the line where the paper states it, in the currency's smallest unit. */
  readonly netCents?: number | null;
  /** In units of the currency; absent is unknown. */
  readonly unitCost?: number | null;
  /** A share: 0.19. */
  readonly taxRate?: number | null;
}

export type PurchaseKind = "order" | "invoice" | "creditNote";

/** What somebody bought, or gave back: an order, an invoice or a credit note with its lines. */
export interface Purchase extends BaseRecord {
  readonly type: "purchase";
  readonly kind: PurchaseKind | (string & {});
  readonly number?: string | null;
  readonly party?: RecordId | null;
  readonly contact?: RecordId | null;
  /** The day of the order or invoice. */
  readonly on?: string | null;
  readonly currency?: string | null;
  readonly lines?: readonly PurchaseLine[] | null;
  /** Carriage charged beside the lines, and never part of their net. */
  readonly freightCents?: number | null;
  readonly cancelledOn?: string | null;
  /** The order that an invoice bills. */
  readonly order?: RecordId | null;
}

/** A calendar day of no zone: "2026-11-21". */
export const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

const text = z.nullable(z.string());
const optionalText = z.optional(text);
const optionalDecimal = z.optional(z.nullable(z.number()));
const share = z.optional(z.nullable(z.number().check(z.maximum(1))));
/** Lines as purchases and deals have them; a deal's may leave the price open. */
export const lineFields = z.array(
  z.looseObject({
    key: z.string().check(z.minLength(1)),
    product: optionalText,
    text: optionalText,
    quantity: z.number(),
    unitPrice: optionalDecimal,
    discount: share,
    netCents: z.optional(z.nullable(z.int())),
    unitCost: optionalDecimal,
    taxRate: share,
  }),
);

export const purchaseFields = {
  kind: z.string(),
  number: text,
  party: text,
  contact: text,
  on: z.nullable(day),
  currency: text,
  lines: z.nullable(lineFields),
  freightCents: z.nullable(z.int()),
  cancelledOn: z.nullable(day),
  order: text,
} as const;

/**
 * The net of a line in units of `currency`, unrounded: what the paper states, else quantity × price × (1 − discount).
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
