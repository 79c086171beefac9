/** What the person must know of while it lasts. Each code has a sentence in every language (`i18n/troubles.ts`) and an end. */
export type TroubleCode =
  | "disk-full"
  | "disk-failed"
  /** A turn of the engine did not end: it starts anew. */
  | "engine-stuck"
  /** What others sent could not be written; it is tried again. */
  | "store-failed"
  /** Entries that nobody of this workspace can have written, or that are sealed with a key this device lacks. */
  | "entries-refused"
  /** Entries that are stored and not applied: they do something else than they say, or cannot be read. */
  | "entries-set-aside"
  /** Entries stored here are not what they were: they are fetched again from others. */
  | "journal-damaged"
  /** The list of members cannot be read: nothing can be written. */
  | "roster-damaged"
  /** This device's profile exists twice, and it still has the same key as the other. */
  | "profile-copied"
  /** It did, and this device has a key of its own now. */
  | "profile-renewed"
  /** Another device holds the same entries and shows something else. */
  | "data-differs";

export interface Trouble {
  readonly code: TroubleCode;
  readonly sinceMs: number;
  readonly detail?: string;
  /** How many things it is about. */
  readonly count?: number;
}
