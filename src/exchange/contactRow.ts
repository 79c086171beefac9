// What the readers of a table of contacts hand to each other.
import type { HintList, ImportOptions } from "./draft.ts";
import type { ColumnMapping } from "./mapping.ts";
import type { PartyDraft } from "./partyDraft.ts";

export interface ContactColumn {
  readonly at: number;
  readonly heading: string;
  readonly entry: ColumnMapping;
}

/** Who a row is about. */
export interface RowParties {
  readonly firm: PartyDraft | undefined;
  readonly person: PartyDraft | undefined;
  /** Whom the values are of that no column gives to either. */
  readonly main: PartyDraft;
  /** In a list of firms with a contact each the open values are the firm's. */
  readonly isFirmFirst: boolean;
  readonly whose: (owner: "organisation" | "person" | undefined, otherwise: PartyDraft) => PartyDraft;
}

/** Where a row comes from, and what else is said of its file. */
export interface ContactSource {
  readonly options: ImportOptions;
  readonly hints: HintList;
  /** The program whose numbers the file carries. */
  readonly system: string;
  readonly file: string | undefined;
}
