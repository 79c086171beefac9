import * as z from "zod/mini";
import type { BaseRecord } from "./record.ts";
import type { Direction, InteractionKind, InteractionResult } from "./words.ts";

/** Something that happened with somebody: a visit, a call, a letter. */
export interface Interaction extends BaseRecord {
  readonly type: "interaction";
  readonly kind: InteractionKind | (string & {});
  readonly channel?: string | null;
  readonly direction?: Direction | null;
  /** When it happened: an instant, or a day when only the day is known. */
  readonly at: string;
  /** Party → order, the main one first. */
  readonly parties: Readonly<Record<string, string>>;
  readonly by?: string | null;
  readonly result?: InteractionResult | (string & {}) | null;
  readonly subject?: string | null;
  readonly text?: string | null;
  readonly mood?: -2 | -1 | 0 | 1 | 2 | null;
  readonly durationMinutes?: number | null;
}

/** An instant (UTC, milliseconds) or a calendar day. */
const instantOrDay = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)?$/));

const text = z.nullable(z.string());
export const interactionFields = {
  kind: z.string(),
  channel: text,
  direction: text,
  at: instantOrDay,
  parties: z.record(z.string(), z.union([z.string(), z.literal(false)])),
  by: text,
  result: text,
  subject: text,
  text,
  mood: z.nullable(z.int().check(z.minimum(-2), z.maximum(2))),
  durationMinutes: z.nullable(z.int().check(z.minimum(0))),
} as const;

/** Where it stands in the timeline: text order is time order; a day without a time stands at its noon. */
export const timeOf = (interaction: { readonly at?: unknown }): string => {
  const at = typeof interaction.at === "string" ? interaction.at : "";
  return at.length === 10 ? `${at}T12:00:00.000Z` : at;
};
