// What a noun brings along to be imported: its tables, how a file that lists it is known, and who makes drafts of rows.
import type { Draft, ImportQuestion } from "./draft.ts";
import type { Customers } from "./salesCustomers.ts";
import type { SalesDesk } from "./salesDesk.ts";
import type { TableSource } from "./source.ts";
import type { TableHead } from "./table.ts";
import type { TableKind } from "./tableKind.ts";

/** What the readers of one import share. */
export interface Rooms {
  readonly desk: SalesDesk;
  readonly customers: Customers;
  /** Another noun's reader, which was opened before: an order asks that of products. */
  readonly readerOf: <Reader>(noun: string) => Reader;
}

export interface PresetReader {
  /** All tables of one kind at once: lines are joined with their heads. */
  readonly read: (role: string, tables: readonly TableSource[]) => void;
  /** After the last table. */
  readonly finish?: () => Promise<void>;
  /** What others point at stands first. */
  readonly drafts: () => readonly Draft[];
  readonly questions?: () => readonly ImportQuestion[];
}

/** How the first few records are shown before they are made. */
export interface ImportExample {
  readonly name: string;
  /** The customer. */
  readonly party?: string;
  readonly on?: string;
  readonly stage?: string;
  readonly category?: string;
  readonly lines?: number;
  readonly amountCents?: number;
  readonly currency: string;
}

/** Names of what a draft points at, whether it is made or was there. */
export interface ExampleNames {
  readonly partyOf: (reference: unknown) => string | undefined;
  readonly stageOf: (pipeline: unknown, key: unknown) => string | undefined;
}

export interface Preset<Noun extends string = string> {
  readonly noun: Noun;
  readonly tables: readonly TableKind[];
  /** What its columns are called in both languages, where they have names of their own. */
  readonly labels?: Readonly<Record<"de" | "en", Readonly<Record<string, string>>>>;
  /** A noun of one table, read field by field. */
  readonly isFlat?: true;
  /** Whether a table lists this, by its headings. */
  readonly speaksFor: (table: TableHead) => boolean;
  readonly open: (rooms: Rooms) => PresetReader;
  readonly exampleOf: (fields: Readonly<Record<string, unknown>>, names: ExampleNames) => ImportExample;
}
