// A shard is one Yjs document with about 400 contacts and all that belongs to them. A record is written once, as JSON
// text under its id: Yjs reads one string five times as fast as an object of thirty. Each later change of a field is a
// key of its own, so edits merge field by field and a record that nobody edited costs one Yjs item.
import * as Y from "yjs";
import { isNounName } from "../domain/nouns.ts";
import type { Fields, Merged } from "../domain/record.ts";
import { shapeOf, sharedFieldsOf } from "../domain/shape.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { isRecordId, type RecordId, type ShardName } from "../lib/id.ts";
import { mergedText, typeDifference } from "./sharedText.ts";
import type { Place, Range, Ref } from "./struct.ts";

/** A changed field: of which record, from what to what. */
export interface FieldChange {
  readonly id: RecordId;
  readonly field: string;
  readonly element?: string;
  readonly from?: unknown;
  readonly to?: unknown;
  /** What the person saw when they began, where that was told. */
  readonly base?: unknown;
}

/** Fields to be set in a record, and what stood there when the person began to type. */
export interface RecordPatch {
  readonly id: RecordId;
  readonly fields: Fields;
  readonly base?: Fields;
}

/** The update that one transaction wrote, and its words, ready to be sealed. */
export interface Written {
  readonly update: Uint8Array;
  readonly created: readonly RecordId[];
  readonly changes: readonly FieldChange[];
}

/** The name of the document's one map. */
export const recordsName = "records";

export const maxParties = 400;
export const maxRecords = 10_000;

export class Shard {
  readonly name: ShardName;
  readonly doc: Y.Doc;
  readonly #records: Y.Map<unknown>;
  /** The later keys of each record. */
  readonly #later = new Map<string, Set<string>>();
  /** The record parsed last: who reads one mostly asks about it again. */
  #parsed: { readonly text: unknown; readonly record: Readonly<Record<string, unknown>> | undefined } = {
    text: undefined,
    record: undefined,
  };
  /** Yjs knows a text's name by its name only. */
  readonly #textNames = new Map<unknown, string>();
  #touched = new Set<RecordId>();
  #recordCount = 0;
  #partyCount = 0;

  constructor(name: ShardName) {
    this.name = name;
    this.doc = new Y.Doc();
    this.#records = this.doc.getMap(recordsName);
    this.doc.on("afterTransaction", (transaction: Y.Transaction) => this.#note(transaction));
  }

  get recordCount(): number {
    return this.#recordCount;
  }
  get partyCount(): number {
    return this.#partyCount;
  }

  has(id: RecordId): boolean {
    return this.#records.has(id);
  }

  *ids(): Generator<RecordId> {
    for (const key of this.#records.keys()) if (!key.includes(" ") && isRecordId(key)) yield key;
  }

  /** The record with all later keys laid over it; undefined for a field that has come without its record. */
  read(id: RecordId): Merged | undefined {
    const first = this.#first(id);
    if (!first) return undefined;
    const record: Record<string, unknown> = { ...first };
    const copied = new Set<string>();
    for (const key of [...(this.#later.get(id) ?? [])].sort()) {
      const [, field, element] = splitKey(key);
      if (isUnsafe(field) || (element !== undefined && isUnsafe(element))) continue;
      const value = this.#records.get(key);
      if (element === undefined) {
        record[field] = value;
        copied.delete(field);
        continue;
      }
      if (!copied.has(field)) {
        const elements = record[field];
        record[field] = typeof elements === "object" && elements !== null ? { ...elements } : {};
        copied.add(field);
      }
      const elements = record[field] as Record<string, unknown>;
      if (value === false) delete elements[element];
      else elements[element] = value;
    }
    for (const field of sharedFieldsOf(String(record.type))) {
      if (this.doc.share.has(`${id} ${field}`)) record[field] = this.doc.getText(`${id} ${field}`).toString();
    }
    return record as Merged;
  }

  /** Every element that a field ever had, also those removed: where a record once stood in somebody's timeline. */
  elementsEver(id: RecordId, field: string): string[] {
    const first = this.#first(id)?.[field];
    const elements = new Set(typeof first === "object" && first !== null ? Object.keys(first) : []);
    for (const key of this.#later.get(id) ?? []) {
      const [, ofField, element] = splitKey(key);
      if (ofField === field && element !== undefined) elements.add(element);
    }
    return [...elements].sort();
  }

  /** Writes new records and changes of others in one transaction; null when nothing would change. */
  write(command: {
    readonly create?: readonly { readonly id: RecordId; readonly record: Merged }[];
    readonly patch?: readonly RecordPatch[];
    /** Somebody chose between several values: written also where the chosen one is what stands here. */
    readonly isChoice?: boolean;
  }): Written | null {
    const created: RecordId[] = [];
    const changes: FieldChange[] = [];
    const updates: Uint8Array[] = [];
    const take = (update: Uint8Array): void => void updates.push(update);
    // Only while writing: for a listener Yjs encodes every transaction, also those that merge what others sent.
    this.doc.on("update", take);
    this.doc.transact(() => {
      for (const { id, record } of command.create ?? []) {
        this.#create(id, record);
        created.push(id);
      }
      for (const patch of command.patch ?? []) changes.push(...this.#patch(patch, command.isChoice ?? false));
    });
    // Whoever writes knows what it wrote; what is touched tells of others' updates only.
    this.#touched = new Set();
    this.doc.off("update", take);
    const [update] = updates;
    return update ? { update, created, changes } : null;
  }

  /** Merges what others wrote. */
  apply(updates: readonly Uint8Array[]): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
  }

  /** Merges those of these that are accepted, each looked at with all before it in place. */
  applyIf<Item extends { readonly update: Uint8Array }>(items: readonly Item[], isAccepted: (item: Item) => boolean): void {
    this.doc.transact(() => {
      for (const item of items) if (isAccepted(item)) Y.applyUpdate(this.doc, item.update);
    });
  }

  /** The records that transactions touched since this was last asked. */
  takeTouched(): RecordId[] {
    const touched = [...this.#touched].filter((id) => this.#records.has(id));
    this.#touched = new Set();
    return touched;
  }

  /** Where a struct lies; undefined for what is not here, or in no place that a record has. */
  locate = ({ client, clock }: Ref): Place | undefined => {
    const struct = this.#structAt(client, clock);
    if (!(struct instanceof Y.Item)) return undefined;
    if (struct.parent === this.#records) return struct.parentSub === null ? undefined : { kind: "key", name: struct.parentSub };
    const name = this.#textNameOf(struct.parent);
    return name === undefined ? undefined : { kind: "text", name };
  };

  /** What stands behind this struct under its key, or all that stands there: whoever writes last knew of none of it. */
  behind(key: string, origin: Ref | null): Range[] {
    const ranges: Range[] = [];
    for (let item = this.#records._map.get(key) ?? null; item; item = item.left) {
      const { client, clock } = item.id;
      if (origin && client === origin.client && origin.clock >= clock && origin.clock < clock + item.length) {
        const length = clock + item.length - origin.clock - 1;
        if (length > 0) ranges.push({ client, clock: origin.clock + 1, length });
        return ranges;
      }
      ranges.push({ client, clock, length: item.length });
    }
    return ranges;
  }

  #structAt(client: number, clock: number): Y.Item | Y.GC | undefined {
    const structs = this.doc.store.clients.get(client);
    const last = structs?.at(-1);
    if (!structs || !last || clock >= last.id.clock + last.length) return undefined;
    return structs[Y.findIndexSS(structs, clock)];
  }

  #textNameOf(parent: unknown): string | undefined {
    const known = this.#textNames.get(parent);
    if (known !== undefined && this.doc.share.get(known) === parent) return known;
    for (const [name, text] of this.doc.share) this.#textNames.set(text, name);
    return this.#textNames.get(parent);
  }

  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** What must be empty before the document may be trusted: structs that wait for others. Causal order keeps it so. */
  hasPending(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
  }

  destroy(): void {
    this.doc.destroy();
  }

  #create(id: RecordId, record: Merged): void {
    const shared = sharedFieldsOf(record.type);
    const plain = shared.some((field) => field in record)
      ? Object.fromEntries(Object.entries(record).filter(([field]) => !shared.includes(field)))
      : record;
    // With its type in front, which then can be told without parsing.
    this.#records.set(id, JSON.stringify({ type: record.type, ...plain }));
    for (const field of shared) {
      const text = record[field];
      if (typeof text === "string" && text !== "") this.doc.getText(`${id} ${field}`).insert(0, text);
    }
  }

  #patch({ id, fields, base = {} }: RecordPatch, isChoice: boolean): FieldChange[] {
    const before = this.read(id);
    if (!before) return [];
    const changes: FieldChange[] = [];
    for (const [field, value] of Object.entries(fields)) {
      const shape = shapeOf(before.type, field);
      if (shape === "shared") {
        const change = this.#type(id, field, textOf(value), field in base ? textOf(base[field]) : null);
        if (change) changes.push(change);
      } else if (shape === undefined) {
        const from = before[field];
        if (!isChoice && isSame(from, value)) continue;
        this.#records.set(`${id} ${field}`, value);
        changes.push({
          id,
          field,
          ...(from === undefined ? {} : { from }),
          to: value,
          ...(field in base && { base: base[field] ?? null }),
        });
      } else {
        const elements = (before[field] ?? {}) as Record<string, unknown>;
        const seen = field in base ? ((base[field] ?? {}) as Record<string, unknown>) : null;
        for (const [element, to] of Object.entries(value as Record<string, unknown>)) {
          const from = elements[element] ?? false;
          if (!isChoice && isSame(from, to)) continue;
          this.#records.set(`${id} ${field} ${element}`, to);
          changes.push({ id, field, element, from, to, ...(seen && { base: seen[element] ?? false }) });
        }
      }
    }
    return changes;
  }

  /**
   * Types the difference, so that two people in one text keep both their words. With what the person saw when they began,
   * only what they changed of it is typed: what others typed meanwhile stays.
   */
  #type(id: RecordId, field: string, typed: string, base: string | null): FieldChange | null {
    const shared = this.doc.getText(`${id} ${field}`);
    const from = shared.toString();
    const to = base === null ? typed : mergedText(base, from, typed);
    if (from === to) return null;
    typeDifference(shared, from, to);
    return { id, field, from, to };
  }

  #note(transaction: Y.Transaction): void {
    let names: Map<unknown, string> | null = null;
    for (const [type, keys] of transaction.changed as Map<unknown, Set<string | null>>) {
      if (type === this.#records) {
        for (const key of keys) if (key !== null) this.#noteKey(key);
      } else {
        names ??= new Map([...this.doc.share].map(([name, shared]) => [shared, name]));
        const id = names.get(type)?.split(" ")[0];
        if (isRecordId(id)) this.#touched.add(id);
      }
    }
  }

  #noteKey(key: string): void {
    const blank = key.indexOf(" ");
    const id = blank < 0 ? key : key.slice(0, blank);
    if (!isRecordId(id)) return;
    if (blank < 0) {
      this.#recordCount++;
      if (this.#kindOf(id) === "party") this.#partyCount++;
    }
    this.#touched.add(id);
    if (blank < 0) return;
    const later = this.#later.get(id);
    if (later) later.add(key);
    else this.#later.set(id, new Set([key]));
  }

  /** The record as it was first written; undefined for what is no record. */
  #first(id: RecordId): Readonly<Record<string, unknown>> | undefined {
    const text = this.#records.get(id);
    if (typeof text !== "string") return undefined;
    if (this.#parsed.text !== text) this.#parsed = { text, record: parsedRecord(text) };
    return this.#parsed.record;
  }

  #kindOf(id: RecordId): string | undefined {
    const text = this.#records.get(id);
    const type =
      typeof text === "string" && text.startsWith(typeFirst)
        ? text.slice(typeFirst.length, text.indexOf('"', typeFirst.length))
        : this.#first(id)?.type;
    return isNounName(type) ? type : undefined;
  }
}

const typeFirst = '{"type":"';

/** Parses a record's JSON; undefined for what is none, since a peer may have written anything. */
export function parsedRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Splits `id field element`: the first blank ends the id, the second the field, the rest is the element. */
function splitKey(key: string): [id: string, field: string, element: string | undefined] {
  const first = key.indexOf(" ");
  const second = key.indexOf(" ", first + 1);
  return second < 0
    ? [key.slice(0, first), key.slice(first + 1), undefined]
    : [key.slice(0, first), key.slice(first + 1, second), key.slice(second + 1)];
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isUnsafe = (name: string): boolean => name === "__proto__";

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && a !== null && b !== null && canonicalJson(a) === canonicalJson(b));
