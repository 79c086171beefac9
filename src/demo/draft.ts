// What the invented firm is made of, and how much of it is wanted.
import type { NounName } from "../domain/nouns.ts";
import type { Fields } from "../domain/record.ts";

/** A record to be made; a reference to another draft is `#` and its key, and that draft came earlier. */
export interface DemoDraft {
  readonly key: string;
  readonly kind: NounName;
  readonly fields: Fields;
}

export interface DemoOptions {
  readonly contacts: number;
  readonly interactions: number;
  readonly seed: number;
  /** The last moment of the history, in milliseconds. */
  readonly now: number;
  readonly years?: number;
  readonly language: "de" | "en";
  /** Products, deals and invoices as well, in euros; contacts and activities are the same without. */
  readonly sales?: boolean;
}

/** The days on which one deals with a circle. */
export interface Spell {
  readonly from: number;
  readonly to: number;
  /** They came in that time; others were known before anything was written down. */
  readonly isNew: boolean;
}

/** What was told of the firm so far, for what comes of it; parties are references to drafts. */
export interface Told {
  /** Keys of some of its customers. */
  readonly customers: readonly string[];
  readonly openDeals: readonly { readonly key: string; readonly name: string; readonly party: string }[];
}
