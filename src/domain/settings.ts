import * as z from "zod/mini";

/** What counts as revenue: orders, or invoices and credit notes. Never both, since they tell of the same business. */
export const revenueSources = ["order", "invoice"] as const;
export type RevenueFrom = (typeof revenueSources)[number];

/** What the whole workspace agrees on; one record, `meta.settings`. */
export interface Settings {
  readonly type: "settings";
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly zone: string;
  readonly language: string;
  /** Set by the first import of purchases; a person may say otherwise. */
  readonly revenueFrom?: RevenueFrom | null;
  /** What an hour of work costs us, what a visit and a piece of mail cost on top of the time; absent is unknown. */
  readonly hourlyCostCents?: number | null;
  readonly visitCostCents?: number | null;
  readonly mailingCostCents?: number | null;
  /** Kind of interaction → minutes it takes where none were noted. */
  readonly minutesOf?: Readonly<Record<string, number>>;
}

const cents = z.nullable(z.int().check(z.minimum(0)));

export const settingsFields = {
  name: z.string(),
  country: z.string(),
  currency: z.string(),
  zone: z.string(),
  language: z.string(),
  revenueFrom: z.nullable(z.string()),
  hourlyCostCents: cents,
  visitCostCents: cents,
  mailingCostCents: cents,
  minutesOf: z.record(z.string(), z.union([z.number().check(z.minimum(0)), z.literal(false)])),
} as const;
