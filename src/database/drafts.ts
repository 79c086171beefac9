// Drafts of forms, beside the rows and no part of them: they belong to this device alone.
import type { RecordId } from "../lib/id.ts";
import type { WorkspaceDatabase } from "./schema.ts";

/** What a draft is about, so that it can be offered in words and opened again. */
export interface DraftSubject {
  readonly kind: "contact" | "activity" | "note" | "field" | "element" | "relation" | "record";
  readonly party?: RecordId | undefined;
  readonly interaction?: RecordId | undefined;
  /** What an activity is the report of. */
  readonly appointment?: RecordId | undefined;
  readonly occurrence?: string | undefined;
  /** Of a record with a page of its own: its type, and which one, unless it is new. */
  readonly noun?: string;
  readonly record?: RecordId | undefined;
  /** What was typed, in short. */
  readonly label?: string;
}

export interface KeptDraft {
  readonly name: string;
  readonly about: DraftSubject;
  /** Field → what was typed. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Field → what stood there when typing began. */
  readonly base: Readonly<Record<string, unknown>>;
  readonly at: string;
}

const prefix = "draft ";
export const draftKey = (name: string): string => `${prefix}${name}`;

export const readDrafts = async (db: WorkspaceDatabase): Promise<KeptDraft[]> =>
  (await db.meta.where("key").startsWith(prefix).toArray())
    .map(({ value }) => value as KeptDraft)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
