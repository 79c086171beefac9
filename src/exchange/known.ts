// What the workspace has already, so that a file with keys or names points at it instead of making it again.
import { spellingOf } from "../domain/product.ts";
import type { RevenueFrom } from "../domain/settings.ts";
import type { RecordId } from "../lib/id.ts";
import type { Draft } from "./draft.ts";
import { nameKey } from "./partyDraft.ts";

interface KnownRecord {
  readonly id: RecordId;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** System → key. */
  readonly externalIds?: Readonly<Record<string, string>>;
}
export interface KnownParty extends KnownRecord {
  readonly kind?: string;
  readonly isCollective?: boolean;
  /** Mail addresses, telephones and places, as they can be compared. */
  readonly reach?: readonly string[];
  /** An import of these very files made it: its row tells, and nobody is asked whether it is the same. */
  readonly isOfSameFiles?: true;
  readonly bornOn?: string;
}
/** An appointment or a task that is here, its fields as they are read. */
export interface KnownEntry {
  readonly id: RecordId;
  readonly fields: Readonly<Record<string, unknown>>;
}
export interface KnownProduct extends KnownRecord {
  readonly sku?: string;
}
export interface KnownPipeline {
  readonly id: RecordId;
  readonly name: string;
  /** Key → stage. */
  readonly stages: Readonly<Record<string, { readonly name: string; readonly kind?: string; readonly order?: string }>>;
}

export interface KnownRecords {
  readonly parties?: readonly KnownParty[];
  readonly products?: readonly KnownProduct[];
  readonly pipelines?: readonly KnownPipeline[];
  /** What counts as revenue, and what has been bought so far; absent where nobody asks. */
  readonly revenue?: { readonly from: RevenueFrom | null; readonly hasOrders: boolean };
  /**
   * What calendars have brought, by noun and UID ("task a@example.org"), or what replaces a time of a series that is not here
   * ("appointment ics:a@example.org 2026-03-16"); and what replaces times of those series.
   */
  readonly calendar?: (names: readonly string[]) => Promise<{
    readonly byName: ReadonlyMap<string, KnownEntry>;
    readonly movedOf: ReadonlyMap<RecordId, readonly KnownEntry[]>;
  }>;
  /** These very files were imported before, and what they made may have been changed by people since. */
  readonly isOfSameFiles?: boolean;
  /** The orders that bear these numbers, where exactly one does. */
  readonly ordersByNumber?: (numbers: readonly string[]) => Promise<ReadonlyMap<string, RecordId>>;
}

/**
 * Finds records by the keys of the systems they came from. A key of another system counts where only one record bears it
 * and nothing speaks against it: files of one program come under many names, and number 1 of another list is somebody else.
 */
export class KeyIndex<Known extends KnownRecord> {
  readonly #bySystem = new Map<string, Known>();
  /** `null` where several bear the key. */
  readonly #byKey = new Map<string, Known | null>();
  readonly #byBareKey = new Map<string, Known | null>();

  constructor(records: readonly Known[], counts: (system: string) => boolean = () => true) {
    for (const record of records) {
      for (const [system, key] of Object.entries(record.externalIds ?? {})) {
        if (!counts(system)) continue;
        this.#bySystem.set(`${system} ${key}`, record);
        const other = this.#byKey.get(key);
        this.#byKey.set(key, other === undefined || other === record ? record : null);
        if (!/^\d+$/.test(key)) continue;
        const bare = this.#byBareKey.get(withoutZeros(key));
        this.#byBareKey.set(withoutZeros(key), bare === undefined || bare === record ? record : null);
      }
    }
  }

  /** `name` as the file has it; empty where it gives none. */
  find(system: string, key: string, name: string): Known | undefined {
    if (key === "") return undefined;
    const exact = this.#bySystem.get(`${system} ${key}`);
    if (exact) return exact;
    // A spreadsheet that lost the zeros in front means the same number, if it means the same name.
    const bare = name === "" ? undefined : this.#byBareKey.get(withoutZeros(key));
    const one = this.#byKey.get(key) ?? (bare && isSameName(bare, name) ? bare : undefined);
    // Named after its number, because a file before gave no name.
    return one && (name === "" || one.name === key || isSameName(one, name)) ? one : undefined;
  }
}

/** Whether a system numbers customers: people, suppliers and the own staff are numbered apart. */
export const isCustomerSystem = (system: string): boolean =>
  !/\.(?:contact|supplier|employee)$|^(?:supplierNumber|owner-name)$/.test(system);

/** The contact of the workspace that a listed one is by its keys, though they may stand under another system's name. */
export function recognisedByKey(draft: Draft, known: KeyIndex<KnownParty>): Draft {
  if (draft.kind !== "party" || draft.id !== undefined) return draft;
  const { kind, name = "", externalIds } = draft.fields as { kind?: string; name?: string; externalIds?: Record<string, string> };
  for (const [system, key] of Object.entries(externalIds ?? {})) {
    if (!isCustomerSystem(system)) continue;
    // A number is no name: whoever bears it keeps their name, and stays what they are.
    const isUnnamed = name === key;
    const one = known.find(system, key, isUnnamed ? "" : name);
    if (!one || (one.kind !== kind && !isUnnamed)) continue;
    if (!isUnnamed) return { ...draft, id: one.id };
    const { name: _number, ...fields } = draft.fields;
    return { ...draft, id: one.id, fields: { ...fields, kind: one.kind, ...(one.kind === "person" ? {} : { name: one.name }) } };
  }
  return draft;
}

const withoutZeros = (key: string): string => key.replace(/^0+(?=\d)/, "");

const isSameName = ({ name, aliases }: KnownRecord, other: string): boolean =>
  nameKey(name) === nameKey(other) || [name, ...(aliases ?? [])].some((one) => spellingOf(one) === spellingOf(other));
