import * as z from "zod/mini";
import { choice, defineNoun, map, type RecordOf, text, whole } from "./noun.ts";
import type { MemberHours } from "./workHours.ts";

/** What counts as revenue: orders, or invoices and credit notes. Never both, since they tell of the same business. */
export const revenueSources = ["order", "invoice"] as const;
export type RevenueFrom = (typeof revenueSources)[number];

/** What the whole workspace agrees on; one record, `meta.settings`. */
export const settingsNoun = defineNoun("settings", {
  lies: "meta",
  fields: {
    name: text,
    country: text,
    currency: text,
    zone: text,
    language: text,
    /** Set by the first import of purchases; a person may say otherwise. */
    revenueFrom: choice(revenueSources),
    /** What an hour of work costs us, what a visit and a piece of mail cost on top of the time; absent is unknown. */
    hourlyCostCents: whole(0),
    visitCostCents: whole(0),
    mailingCostCents: whole(0),
    /** Kind of interaction → minutes it takes where none were noted. */
    minutesOf: map<number>(z.number().check(z.minimum(0))),
    /** "role:customer", "class:A", "tag:Wartung" → at least every so many days one wants to be in touch. */
    cadences: map<number>(z.int().check(z.minimum(1))),
    /** Member → when they work; absent: the usual hours (workHours.ts). */
    hoursOf: map<MemberHours>(z.looseObject({ zone: z.optional(z.string()), week: z.record(z.string(), z.string()) })),
  },
  required: ["name", "country", "currency", "zone", "language"],
  title: ({ name }) => name,
  isInternal: true,
});
export type Settings = RecordOf<typeof settingsNoun>;
