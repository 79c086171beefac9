// Every noun Kontor knows. Screens import the noun they show, never this list: with it come the schemas of all of them.
import { ownValue } from "../lib/own.ts";
import { absenceNoun } from "./absence.ts";
import { appointmentNoun } from "./appointment.ts";
import { dealNoun } from "./deal.ts";
import { fileNoun } from "./file.ts";
import { importNoun } from "./importRecord.ts";
import { interactionNoun } from "./interaction.ts";
import type { Field, Noun } from "./noun.ts";
import { fieldOf } from "./noun.ts";
import { partyNoun } from "./party.ts";
import { pipelineNoun } from "./pipeline.ts";
import { productNoun } from "./product.ts";
import { promiseNoun } from "./promise.ts";
import { purchaseNoun } from "./purchase.ts";
import { relationNoun } from "./relation.ts";
import { settingsNoun } from "./settings.ts";
import { taskNoun } from "./task.ts";
import { viewNoun } from "./view.ts";

export const nouns = {
  party: partyNoun,
  relation: relationNoun,
  interaction: interactionNoun,
  product: productNoun,
  purchase: purchaseNoun,
  pipeline: pipelineNoun,
  deal: dealNoun,
  task: taskNoun,
  appointment: appointmentNoun,
  promise: promiseNoun,
  absence: absenceNoun,
  file: fileNoun,
  settings: settingsNoun,
  view: viewNoun,
  import: importNoun,
} as const satisfies Readonly<Record<string, Noun>>;

export type NounName = keyof typeof nouns;
export const nounNames = Object.keys(nouns) as readonly NounName[];
export const isNounName = (text: unknown): text is NounName => typeof text === "string" && Object.hasOwn(nouns, text);

/** Undefined for a type that only a newer version knows: its records are kept as they came. */
export const nounOf = (type: unknown): Noun | undefined => (typeof type === "string" ? ownValue<Noun>(nouns, type) : undefined);

/** A field of a type, or undefined where Kontor does not know it. */
export const fieldIn = (type: string, field: string): Field | undefined => fieldOf(nounOf(type), field);
