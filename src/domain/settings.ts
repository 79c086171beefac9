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
}

export const settingsFields = {
  name: z.string(),
  country: z.string(),
  currency: z.string(),
  zone: z.string(),
  language: z.string(),
  revenueFrom: z.nullable(z.string()),
} as const;
