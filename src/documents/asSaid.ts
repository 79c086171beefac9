// Whether an update does exactly what its words say: keys set, records made, text typed, and nothing deleted but what it
// replaces. The words then can be trusted for rows, history and undo.
import { canonicalJson } from "../lib/canonical.ts";
import { type Effect, type EffectItem, isPlain } from "./effect.ts";
import { type FieldChange, parsedRecord } from "./shard.ts";
import type { Place, Range, Ref } from "./struct.ts";

/** The words of a save: the records it made and the fields it changed. */
export interface Words {
  readonly created: readonly string[];
  readonly changes: readonly (Omit<FieldChange, "id" | "element"> & { readonly id: string; readonly element?: string | undefined })[];
}

export interface KeyWrite {
  readonly value: unknown;
  /** Where the value lies. */
  readonly item: Ref;
  /** What it replaces; null for a key that is new. */
  readonly origin: Ref | null;
}

/** What an update did whose words are true. */
export interface Done {
  readonly run: Range | null;
  /** Key → what was written there: `id`, `id field` or `id field element`. */
  readonly keys: ReadonlyMap<string, KeyWrite>;
  readonly records: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** What lies outside the update and is stood beside or deleted: in which place it must lie. */
  readonly outside: readonly { readonly range: Range; readonly place: Place }[];
  readonly hasText: boolean;
}

export type DoneRefusal = "words-untrue" | "place-unknown";

/** Finds where a struct outside the update lies; undefined when it does not know. */
export type Locate = (ref: Ref) => Place | undefined;

const covers = (range: Range, { client, clock }: Ref): boolean =>
  range.client === client && clock >= range.clock && clock < range.clock + range.length;

export function doneAsSaid(effect: Effect, words: Words, locate: Locate): Done | DoneRefusal {
  const placed = placesOf(effect, locate);
  if (!placed) return "place-unknown";
  const said = saidBy(words);
  if (!said) return "words-untrue";
  const outside: { range: Range; place: Place }[] = [];
  const { run } = effect;
  const isOwn = (ref: Ref): boolean => run !== null && covers(run, ref);
  const take = (ref: Ref | null, place: Place): void => {
    if (ref && !isOwn(ref)) outside.push({ range: { ...ref, length: 1 }, place });
  };

  // Keys: one value each, behind what it replaces.
  const keys = new Map<string, KeyWrite>();
  const chains = new Map<string, EffectItem[]>();
  const typed = new Map<string, number>();
  for (const [i, item] of effect.items.entries()) {
    const place = placed[i] as Place;
    take(item.origin, place);
    take(item.rightOrigin, place);
    if (place.kind === "text") {
      if (item.content === "value") return "words-untrue";
      typed.set(place.name, (typed.get(place.name) ?? 0) + (item.content === "text" ? item.length : 0));
      continue;
    }
    if (item.content === "text" || item.rightOrigin) return "words-untrue";
    const chain = chains.get(place.name);
    if (chain) chain.push(item);
    else chains.set(place.name, [item]);
  }
  const replaced = new Set<string>();
  for (const [key, chain] of chains) {
    const last = chain.at(-1) as EffectItem;
    if (last.content !== "value" || chain.slice(0, -1).some(({ content }) => content !== "gone")) return "words-untrue";
    for (const [i, item] of chain.entries()) {
      const before = chain[i - 1];
      if (before && !(item.origin && isSameRef(item.origin, { client: before.client, clock: before.clock + before.length - 1 })))
        return "words-untrue";
    }
    const { origin } = chain[0] as EffectItem;
    if (origin && isOwn(origin)) return "words-untrue";
    if (origin) replaced.add(nameOf(origin));
    keys.set(key, { value: last.value, item: { client: last.client, clock: last.clock }, origin });
  }

  // Deletions: what keys replace, what was taken out of texts, and what the update itself made and dropped.
  let left = replaced.size;
  for (const range of effect.deleted) {
    for (let clock = range.clock; clock < range.clock + range.length; ) {
      const ref = { client: range.client, clock };
      if (isOwn(ref)) {
        const item = itemAt(effect.items, ref);
        if (item?.content !== "gone") return "words-untrue";
        clock = item.clock + item.length;
        continue;
      }
      if (replaced.has(nameOf(ref))) {
        left--;
        clock++;
        continue;
      }
      const place = locate(ref);
      if (place?.kind !== "text") return place ? "words-untrue" : "place-unknown";
      const length = 1;
      typed.set(place.name, (typed.get(place.name) ?? 0) - length);
      const before = outside.at(-1);
      if (
        before &&
        before.place.name === place.name &&
        before.range.client === ref.client &&
        before.range.clock + before.range.length === clock
      )
        outside[outside.length - 1] = { ...before, range: { ...before.range, length: before.range.length + length } };
      else outside.push({ range: { ...ref, length }, place });
      clock += length;
    }
  }
  if (left > 0) return "words-untrue";

  // And that is what was said.
  const records = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [key, { value }] of keys) {
    if (key.includes(" ")) {
      const change = said.changes.get(key);
      if (!change || !isSameValue(value, change.to)) return "words-untrue";
      continue;
    }
    const record = said.created.has(key) && typeof value === "string" ? parsedRecord(value) : undefined;
    if (!record || typeof record.type !== "string" || !isPlain(record)) return "words-untrue";
    records.set(key, record);
  }
  for (const [name, length] of typed) {
    const change = said.changes.get(name);
    const id = name.slice(0, name.indexOf(" "));
    if (keys.has(name)) return "words-untrue";
    if (change && !said.created.has(id) && lengthOf(change.to) - lengthOf(change.from) !== length) return "words-untrue";
    if (!change && !(said.created.has(id) && length >= 0)) return "words-untrue";
  }
  if (records.size !== said.created.size) return "words-untrue";
  for (const name of said.changes.keys()) if (!keys.has(name) && !typed.has(name)) return "words-untrue";
  return { run, keys, records, outside, hasText: typed.size > 0 };
}

interface Said {
  readonly created: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, { readonly from?: unknown; readonly to?: unknown }>;
}

/** Of a key that was written twice in one save, its last value; of a text, what it was before and what it is now. */
function saidBy({ created, changes }: Words): Said | null {
  const said = new Map<string, { from?: unknown; to?: unknown }>();
  for (const change of changes) {
    const key = `${change.id} ${change.element === undefined ? change.field : `${change.field} ${change.element}`}`;
    const name = wellFormed(key);
    const known = said.get(name);
    said.set(name, known ? { ...known, to: change.to } : { from: change.from, to: change.to });
  }
  const all = new Set(created);
  return all.size === created.length ? { created: all, changes: said } : null;
}

/** Where each item lies, by what it stands beside; null when that cannot be told. */
function placesOf({ items, run }: Effect, locate: Locate): Place[] | null {
  const places: Place[] = [];
  const placeOf = (ref: Ref): Place | undefined => {
    if (!run || !covers(run, ref)) return locate(ref);
    const item = itemAt(items, ref);
    return item && placed.get(item);
  };
  const placed = new Map<EffectItem, Place>();
  for (const item of items) {
    const beside = [item.origin, item.rightOrigin].flatMap((ref) => (ref ? [placeOf(ref)] : []));
    const [place = beside[0]] = item.place ? [item.place] : [];
    if (!place || beside.some((one) => one?.kind !== place.kind || one.name !== place.name)) return null;
    places.push(place);
    placed.set(item, place);
  }
  return places;
}

/** Items are one writer's, in order. */
function itemAt(items: readonly EffectItem[], ref: Ref): EffectItem | undefined {
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as EffectItem;
    if (covers(item, ref)) return item;
    if (item.clock < ref.clock) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

export const nameOf = ({ client, clock }: Ref): string => `${client} ${clock}`;

const isSameRef = (a: Ref, b: Ref): boolean => a.client === b.client && a.clock === b.clock;

const lengthOf = (text: unknown): number => (typeof text === "string" ? text.length : 0);

/** Words are JSON, where half a letter of two units survives; Yjs writes UTF-8, where it does not. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");
const jsonOf = (value: unknown): string => canonicalJson(value ?? null).replace(/\\ud[89a-f][0-9a-f]{2}/g, "\ufffd");

const isSameValue = (written: unknown, told: unknown): boolean => written === told || (isPlain(told) && jsonOf(written) === jsonOf(told));
