import { fieldOf, type Noun } from "../domain/noun.ts";
import { canonicalJson } from "../lib/canonical.ts";
import type { RecordId } from "../lib/id.ts";
import type { RivalValue, StoredRecord, StructName } from "./rows.ts";

/** That somebody did something, in which entry, and whether they knew of another entry. */
export interface Work {
  readonly device: string;
  readonly seq: number;
  readonly knew: (device: string, seq: number) => boolean;
}

/** One write of one field key, and whether its author knew of an earlier write. */
export interface FieldWrite extends Work {
  readonly key: string;
  readonly value: unknown;
  /** What the person had seen there when they began, where a form told it: `undefined` where none did. */
  readonly base?: unknown;
  /** Where its document holds the value, and what that stands behind: as Yjs counts, writer and number. */
  readonly item?: StructName;
  readonly origin?: StructName | null;
  /** Of a deletion: records that others had worked on before it came here, without its author knowing. */
  readonly unseen?: ReadonlySet<RecordId>;
}

/**
 * The newest writes of each field key after more writes came, in causal order: a write replaces those its author
 * knew of; those it did not know of stay beside it. More than one means that nobody has chosen between them yet. A device
 * knows what has arrived, the person before it what was on the screen when they began: another device's value that was not
 * what they saw stays too. Whether one write replaces another hangs on these two alone, so all devices agree.
 */
export function writesAfter(before: StoredRecord["writes"], writes: readonly FieldWrite[]): Record<string, readonly RivalValue[]> {
  const after: Record<string, readonly RivalValue[]> = { ...before };
  for (const { key, value, device, seq, knew, base, item } of writes) {
    const saw = (head: RivalValue): boolean => base === undefined || head.device === device || isSame(head.value, base);
    const kept = (after[key] ?? []).filter((head) => !knew(head.device, head.seq) || !saw(head));
    after[key] = [...kept, { device, seq, value, ...(item && { item }) }];
  }
  return after;
}

/** Nothing, emptied and taken out of a list are one thing to whoever looks at it. */
const isSame = (a: unknown, b: unknown): boolean => canonicalJson(shownAs(a)) === canonicalJson(shownAs(b));
const shownAs = (value: unknown): unknown => (value === undefined || value === false || value === "" ? null : value);

/**
 * Field key → the different values that stand beside each other, in an order all devices agree on. A text that several
 * may type into has one value, in which all their words are.
 */
export function rivalsOf(noun: Noun | undefined, row: Pick<StoredRecord, "writes">): Record<string, readonly RivalValue[]> {
  const rivals: Record<string, readonly RivalValue[]> = {};
  for (const [key, heads] of Object.entries(row.writes ?? {})) {
    if (heads.length < 2 || key === "deletedAt" || fieldOf(noun, key)?.shape === "shared") continue;
    const different = new Map(heads.map((head) => [canonicalJson(head.value ?? null), head]));
    if (different.size > 1)
      rivals[key] = [...different.values()]
        .map(({ item: _item, ...rival }) => rival)
        .sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq));
  }
  return rivals;
}
