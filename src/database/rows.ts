// What the database holds of the read model: rows that are derived from the journal and can be rebuilt at any time.
import type { Merged } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";

/** A struct of a document: Yjs's number of who wrote it, and the how-manieth of theirs it is. */
export type StructName = readonly [client: number, clock: number];

/** One of several values that were written without knowing of each other. */
export interface RivalValue {
  readonly device: string;
  readonly seq: number;
  readonly value: unknown;
  /** Where its document holds it; missing where that was not noted. */
  readonly item?: StructName;
}

/** A record as rows hold it: merged but not repaired, and what the journal knows of it. */
export interface StoredRecord<Body extends Merged = Merged> {
  readonly id: RecordId;
  readonly record: Body;
  /** Field key (`field` or `field element`) → its newest write, or all newest writes that did not know of each other. */
  readonly writes?: Readonly<Record<string, readonly RivalValue[]>>;
  /** Deletions that met work their authors did not know of, by their places in the journal: they do not count in `record`. */
  readonly contested?: readonly string[];
  /** What the document says of its deletion while that is contested. */
  readonly contestedAt?: unknown;
  /** When it was last changed, in milliseconds, and by which device. */
  readonly updatedMs: number;
  readonly updatedBy: string;
}

export interface PartyRow extends StoredRecord {
  /** `system:key` of each external id. */
  readonly externalKeys: readonly string[];
  /** "04-12", of those whose day of birth is known. */
  readonly birthday?: string;
}

/** A record of any noun but contacts and activities, which have rows of their own. */
export interface RecordRow extends StoredRecord {
  readonly type: string;
  /** By what it is found (domain/recordKeys.ts). */
  readonly keys: readonly string[];
}

/**
 * Interactions of one party. A page that outgrows its size is split by the next random character of the interactions'
 * ids, so an id alone says where it lies.
 */
export interface TimelinePage {
  readonly party: RecordId | "";
  readonly page: string;
  readonly items: readonly StoredRecord[];
  /** Names of the child pages, when this page has been split. */
  readonly children?: readonly string[];
  /** When the newest interactions that are not deleted happened. */
  readonly newest: Newest;
  readonly newestOfChildren?: Readonly<Record<string, Newest>>;
}

/** When something last happened; each empty where nothing did. */
export interface Newest {
  /** Anything. */
  readonly last: string;
  /** Something by which people were in touch. */
  readonly touched: string;
}

/** Timeline pages that are stored together, packed: rows are the dearest part of a first sync. */
export interface TimelineRow {
  readonly row: string;
  /** `TimelinePage[]` as packed JSON. */
  readonly pages: Uint8Array;
}

/** What lists and search need of one contact. */
export interface DirectoryEntry {
  readonly id: RecordId;
  readonly kind: string;
  readonly name: string;
  readonly sort: string;
  readonly place: string;
  /** Role → phase. */
  readonly roles: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly owner: string;
  /** Today's employer, for a person. */
  readonly employer?: RecordId;
  readonly title?: string;
  /** Other firms a person worked or works for, and until when: "" while it holds. */
  readonly otherFirms?: Readonly<Record<RecordId, string>>;
  /** Of firms where a person's job has a begin or an end: when something last happened with the person while there; else "". */
  readonly lastThere?: Readonly<Record<RecordId, string>>;
  /** When something last happened with this contact; empty when nothing did. */
  readonly last: string;
  /** When one was last really in touch; as `lastThere` at the firms that it names. Absent: never. */
  readonly touched?: string;
  readonly touchedThere?: Readonly<Record<RecordId, string>>;
  /** The contact's own cadence, 0 for none at all. */
  readonly cadenceDays?: number;
  /** Perhaps known in part only. */
  readonly bornOn?: string;
  readonly createdAt: string;
  /** Stands for many people who buy without a name. */
  readonly isCollective?: true;
  /** Folded text that search scans: words separated by blanks, each line beginning with a blank. */
  readonly text: string;
}

/** A shard and one of its pages: `7f3kq.3`. */
export type PageName = string;

/** Directory entries of one shard that lie together. `version` grows with every change anywhere. */
export interface DirectoryPage {
  readonly page: PageName;
  readonly version: number;
  readonly entries: readonly DirectoryEntry[];
}

export interface BinRow {
  readonly id: RecordId;
  readonly type: string;
  readonly deletedAt: string;
  readonly title: string;
}
