import type { Interaction } from "../../domain/interaction.ts";
import { isDeleted } from "../../domain/record.ts";
import { dayIn } from "../../domain/zone.ts";
import { type CodedTexts, CodedTextsWriter, Dictionary, splitTexts } from "../../lib/dictionary.ts";
import { byId, type FactRecord } from "./columns.ts";
import { parseDay } from "./facts.ts";
import type { InteractionColumns } from "./source.ts";

/** Interactions of one shard's parties as columns: one row an interaction and party. */
export interface InteractionChunk {
  /** The zone whose days these are. */
  readonly zone: string;
  readonly ids: CodedTexts;
  readonly party: CodedTexts;
  readonly kind: CodedTexts;
  readonly by: CodedTexts;
  readonly day: Int32Array;
  readonly minutes: Float64Array;
  readonly isMailing: Uint8Array;
}

/** Makes the columns of interactions; `parties` is whose timelines these are; an interaction of nobody stands in the chunk of no shard. */
export function interactionChunk(
  records: readonly FactRecord<Interaction>[],
  isHere: (party: string) => boolean,
  zone: string,
): InteractionChunk {
  const [ids, party, kind, by] = [new CodedTextsWriter(), new CodedTextsWriter(), new CodedTextsWriter(), new CodedTextsWriter()];
  const [day, minutes, isMailing]: [number[], number[], number[]] = [[], [], []];
  const unique = new Map(records.map((one) => [one.id, one]));
  for (const { id, record: one } of [...unique.values()].sort(byId)) {
    const on = typeof one.at === "string" ? parseDay(dayIn(one.at, zone)) : null;
    if (isDeleted(one) || on === null) continue;
    const all = Object.keys(one.parties ?? {}).sort();
    for (const member of all.length === 0 ? [""] : all) {
      if (!isHere(member)) continue;
      ids.add(id);
      party.add(member);
      kind.add(one.kind);
      by.add(one.by);
      day.push(on);
      minutes.push(typeof one.durationMinutes === "number" ? one.durationMinutes / Math.max(1, all.length) : Number.NaN);
      isMailing.push(typeof (one as { readonly campaign?: unknown }).campaign === "string" ? 1 : 0);
    }
  }
  return {
    zone,
    ids: ids.end(),
    party: party.end(),
    kind: kind.end(),
    by: by.end(),
    day: Int32Array.from(day),
    minutes: Float64Array.from(minutes),
    isMailing: Uint8Array.from(isMailing),
  };
}

export function mergeInteractions(chunks: readonly InteractionChunk[]): InteractionColumns {
  const count = chunks.reduce((sum, { day }) => sum + day.length, 0);
  const [parties, kinds, members] = [new Dictionary(), new Dictionary(), new Dictionary()];
  const ids: string[] = [];
  const merged = {
    party: new Int32Array(count),
    kind: new Int32Array(count),
    by: new Int32Array(count),
    day: new Int32Array(count),
    minutes: new Float64Array(count),
    isMailing: new Uint8Array(count),
  };
  let row = 0;
  for (const chunk of chunks) {
    const own = splitTexts(chunk.ids.members);
    for (const code of chunk.ids.codes) ids.push(own[code] as string);
    recode(chunk.party, parties, merged.party, row);
    recode(chunk.kind, kinds, merged.kind, row);
    recode(chunk.by, members, merged.by, row);
    merged.day.set(chunk.day, row);
    merged.minutes.set(chunk.minutes, row);
    merged.isMailing.set(chunk.isMailing, row);
    row += chunk.day.length;
  }
  return { count, ids, ...merged, parties: parties.members, kinds: kinds.members, members: members.members };
}

function recode(column: CodedTexts, into: Dictionary, target: Int32Array, from: number): void {
  const indices = into.indicesOf(column);
  for (let i = 0; i < column.codes.length; i++) {
    const code = column.codes[i] as number;
    target[from + i] = code < 0 ? -1 : (indices[code] as number);
  }
}
