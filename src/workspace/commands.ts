// What a person does to records: read, decide, write. Each command is one save, one tick and one undo.

import { deletedWith } from "../database/questions.ts";
import type { ActionRow } from "../database/schema.ts";
import type { RecordPatch, Written } from "../documents/shard.ts";
import { isJson, normaliseFields } from "../domain/fields.ts";
import { type Fields, idsOf, isDeleted, type Merged } from "../domain/record.ts";
import { resolveField } from "../domain/references.ts";
import { isKind, isMetaKind, type Kind, partyFieldsOf } from "../domain/shape.ts";
import type { UpdateBody } from "../journal/entry.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, metaShard, newRecordId, type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Save } from "./actions.ts";
import type { Action, CommandRefusal, Draft, UndoReport } from "./api.ts";
import { DamagedEntry } from "./damage.ts";
import { diskRefusal } from "./disk.ts";
import type { Ledger } from "./ledger.ts";
import { type Queue, Stuck } from "./queue.ts";
import type { Shards } from "./shards.ts";

export type Patch = RecordPatch;

/** So many contacts are deleted without a question. */
const mostUnasked = 20;

/** Records in one entry of bulk work: whoever receives it takes it in one turn. */
export const bulkTurn = 500;

export class Commands {
  readonly #ledger: Ledger;
  readonly #shards: Shards;
  readonly #queue: Queue;
  readonly #now: Now;
  /** Why nothing may be written now, or null. */
  readonly #barrier: () => CommandRefusal | null;
  readonly #member: () => string;
  readonly #onDisk: (refusal: CommandRefusal | null) => void;

  constructor(to: {
    readonly ledger: Ledger;
    readonly shards: Shards;
    readonly queue: Queue;
    readonly now: Now;
    readonly barrier: () => CommandRefusal | null;
    readonly member: () => string;
    /** What the disk said to the last command: null when it took it. */
    readonly onDisk: (refusal: CommandRefusal | null) => void;
  }) {
    this.#ledger = to.ledger;
    this.#shards = to.shards;
    this.#queue = to.queue;
    this.#now = to.now;
    this.#barrier = to.barrier;
    this.#member = to.member;
    this.#onDisk = to.onDisk;
  }

  put(kind: Kind, fields: Fields): Promise<Result<RecordId, CommandRefusal>> {
    return this.#turn(async () => {
      const made = this.make(kind, fields, (id) => id);
      if (!made.ok) return made;
      const id = newRecordId(this.placeOf(kind, made.value));
      const target = kind === "settings" ? ("meta.settings" as RecordId) : id;
      const shard = await this.#shards.load(shardOf(target));
      if (shard.has(target)) return this.#patch([{ id: target, fields }], "edit").then((done) => (done.ok ? ok(target) : done));
      await this.#save([{ shard: shard.name, written: shard.write({ create: [{ id: target, record: made.value }] }) }], "create");
      return ok(target);
    });
  }

  /** Several new records that may refer to each other as "#key": one save, one undo. Their ids, in order. */
  putAll(drafts: readonly Draft[]): Promise<Result<readonly RecordId[], CommandRefusal>> {
    return this.#turn(async () => {
      const ids = new Map<string, RecordId>();
      const made: { readonly id: RecordId; readonly record: Merged }[] = [];
      for (const { key, kind, fields } of drafts) {
        const record = this.make(kind, fields, (reference) => (reference.startsWith("#") ? ids.get(reference.slice(1)) : reference));
        if (!record.ok) return record;
        const id = newRecordId(this.placeOf(kind, record.value));
        ids.set(key, id);
        made.push({ id, record: record.value });
      }
      const written = [];
      for (const [name, create] of groupBy(made, ({ id }) => shardOf(id)))
        written.push({ shard: name, written: (await this.#shards.load(name)).write({ create }) });
      await this.#save(written, "create");
      return ok(made.map(({ id }) => id));
    });
  }

  patch(patches: readonly Patch[], command = "edit"): Promise<Result<null, CommandRefusal>> {
    return this.#turn(() => this.#patch(patches, command));
  }

  /** More contacts than `mostUnasked` are deleted only by who says how many they are. */
  async remove(ids: readonly RecordId[], confirmed?: number): Promise<Result<null, CommandRefusal>> {
    const contacts =
      ids.length > mostUnasked
        ? await this.#ledger.db.parties
            .where("id")
            .anyOf([...ids])
            .count()
        : 0;
    if (contacts > mostUnasked && confirmed !== contacts) return err({ code: "deletion-unconfirmed", contacts });
    const deletedAt = instantOf(this.#now());
    return this.patch(
      ids.map((id) => ({ id, fields: { deletedAt } })),
      "delete",
    );
  }

  /** With a contact come back its relations and activities that were deleted in the same act. */
  async restore(ids: readonly RecordId[]): Promise<Result<null, CommandRefusal>> {
    const all = new Set(ids);
    for (const row of await this.#ledger.db.parties.bulkGet([...ids]))
      if (row && isDeleted(row.record)) for (const id of await deletedWith(this.#ledger.db, row)) all.add(id);
    return this.patch(
      [...all].map((id) => ({ id, fields: { deletedAt: null } })),
      "restore",
    );
  }

  // ---- undo ------------------------------------------------------------------------------------------------------

  async nextActions(): Promise<{ readonly undo: Action | null; readonly redo: Action | null }> {
    const { actions } = this.#ledger.db;
    const done = await actions
      .orderBy("number")
      .reverse()
      .filter((row) => row.state === "done")
      .first();
    const undone = await actions
      .where("number")
      .above(done?.number ?? 0)
      .filter((row) => row.state === "undone")
      .first();
    return { undo: done ? actionOf(done) : null, redo: undone ? actionOf(undone) : null };
  }

  /** Turns an action around: what it set goes back to what was before, unless somebody changed it since. */
  async turnAction(number: number): Promise<Result<UndoReport, CommandRefusal>> {
    const row = await this.#ledger.db.actions.get(number);
    if (!row) return err({ code: "nothing-to-undo" });
    const to = row.state === "done" ? "undone" : "done";
    let changed = 0;
    let left = 0;
    let isFirst = true;
    // One for all it takes away, so that the bin knows what went together.
    const deletedAt = instantOf(this.#now());
    // Newest entries first, a few at a time: an import of 20,000 rows is undone in turns, like it was made.
    for (const [from, last] of [...row.seqs].reverse()) {
      for (let seq = last; seq >= from; seq -= 4) {
        const read = await this.#turn(async () => ok(await this.#ledger.journal.ownBodies(Math.max(from, seq - 3), seq, row.feed)));
        if (!read.ok) return read;
        const bodies = read.value.reverse();
        const records = [...new Set(bodies.flatMap((body) => [...body.created, ...body.changes.map(({ id }) => id)]))] as RecordId[];
        for (let i = 0; i < records.length || i === 0; i += bulkTurn) {
          const turn = new Set(records.slice(i, i + bulkTurn));
          const done = await this.#turn(async () => {
            const inverse = await this.#inverseOf(bodies, turn, deletedAt);
            changed += inverse.patches.length;
            left += inverse.left;
            const written = await this.#write(inverse.patches);
            if (written.length === 0) return ok(false);
            await this.#ledger.save({
              command: to === "undone" ? "undo" : "redo",
              written,
              isBulk: records.length > bulkTurn,
              action: { turns: number, to, isFirst },
            });
            return ok(true);
          });
          if (!done.ok) return done;
          if (done.value) isFirst = false;
        }
      }
    }
    if (isFirst) await this.#ledger.db.actions.update(number, { state: to });
    return ok({ action: actionOf(row), changed, left });
  }

  async #inverseOf(
    bodies: readonly UpdateBody[],
    ids: ReadonlySet<RecordId>,
    deletedAt: string,
  ): Promise<{ readonly patches: Patch[]; readonly left: number }> {
    const back = new Map<RecordId, Record<string, unknown>>();
    let left = 0;
    for (const body of bodies) {
      const shard = await this.#shards.load(body.shard as ShardName);
      const records = new Map<RecordId, Merged | undefined>();
      const read = (id: RecordId): Merged | undefined => {
        if (!records.has(id)) records.set(id, shard.read(id));
        return records.get(id);
      };
      const fieldsOf = (id: RecordId): Record<string, unknown> => {
        const fields = back.get(id) ?? {};
        back.set(id, fields);
        return fields;
      };
      for (const change of [...body.changes].reverse()) {
        const id = change.id as RecordId;
        const record = ids.has(id) ? read(id) : undefined;
        if (!record) continue;
        const fields = fieldsOf(id);
        if (change.element === undefined) {
          const current = change.field in fields ? fields[change.field] : record[change.field];
          if (isSame(current, change.to)) fields[change.field] = change.from ?? null;
          else left++;
        } else {
          const pending = (fields[change.field] ?? {}) as Record<string, unknown>;
          const elements = (record[change.field] ?? {}) as Record<string, unknown>;
          const current = change.element in pending ? pending[change.element] : (elements[change.element] ?? false);
          if (isSame(current, change.to)) fields[change.field] = { ...pending, [change.element]: change.from ?? false };
          else left++;
        }
      }
      for (const id of body.created as readonly RecordId[]) {
        const record = ids.has(id) ? read(id) : undefined;
        if (record && !isDeleted(record)) fieldsOf(id).deletedAt = deletedAt;
      }
    }
    const patches = [...back].filter(([, fields]) => Object.keys(fields).length > 0).map(([id, fields]) => ({ id, fields }));
    return { patches, left };
  }

  // ---- making records ----------------------------------------------------------------------------------------------

  /** A new record, checked; `resolve` turns what a reference says into an id. */
  make(kind: Kind, fields: Fields, resolve: (reference: string) => string | undefined, more: Fields = {}): Result<Merged, CommandRefusal> {
    if (!isKind(kind)) return err({ code: "kind-unknown", kind: String(kind) });
    const normal = normaliseFields(kind, fields);
    if (!normal.ok) return normal;
    const resolved: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(normal.value)) {
      if (!partyFieldsOf(kind).includes(field)) {
        const found = resolveField(kind, field, value, resolve);
        if ("missing" in found) return err({ code: "reference-unreadable", field, value: found.missing });
        resolved[field] = isElements(found.value) ? withoutRemoved(found.value) : found.value;
        continue;
      }
      const references = resolveReferences(field, value, resolve);
      if (!references.ok) return references;
      resolved[field] = references.value;
    }
    return ok({ type: kind, createdAt: instantOf(this.#now()), createdBy: this.#member(), ...more, ...resolved });
  }

  /** The shard of a new record: of its first party while that has room, else the newest with room. */
  placeOf(
    kind: Kind,
    record: Merged,
    reserved?: ReadonlyMap<ShardName, { readonly parties: number; readonly records: number }>,
  ): ShardName {
    if (isMetaKind(kind)) return metaShard;
    if (kind !== "party") {
      const first = partyFieldsOf(kind).flatMap((field) => (typeof record[field] === "string" ? [record[field]] : idsOf(record[field])))[0];
      const shard = isRecordId(first) ? shardOf(first) : undefined;
      if (shard !== undefined && shard !== metaShard && this.#shards.hasRecordRoom(shard, reserved?.get(shard))) return shard;
    }
    return this.#shards.place(reserved);
  }

  /** Writes within a turn that the caller has taken. */
  async saveBulk(written: Save["written"], command: string, job: string): Promise<void> {
    await this.#ledger.save({ command, written, isBulk: true, action: { job } });
  }

  /** Takes a turn of the queue and turns the disk's refusals into facts. */
  async turn<Value>(
    priority: "urgent" | "bulk",
    task: () => Promise<Result<Value, CommandRefusal>>,
  ): Promise<Result<Value, CommandRefusal>> {
    const turn = this.#queue.run(priority, async (): Promise<Result<Value, CommandRefusal>> => {
      const refusal = this.#barrier();
      if (refusal) return err(refusal);
      try {
        const result = await task();
        if (result.ok) this.#onDisk(null);
        return result;
      } catch (error) {
        if (error instanceof DamagedEntry) return err({ code: "journal-damaged" });
        const refusal = diskRefusal(error);
        this.#onDisk(refusal);
        return err(refusal);
      }
    });
    return turn.catch((error: unknown) => {
      if (error instanceof Stuck) return err({ code: "engine-stuck" });
      throw error;
    });
  }

  #turn<Value>(task: () => Promise<Result<Value, CommandRefusal>>): Promise<Result<Value, CommandRefusal>> {
    return this.turn("urgent", task);
  }

  async #patch(patches: readonly Patch[], command: string): Promise<Result<null, CommandRefusal>> {
    const checked: Patch[] = [];
    for (const { id, fields, base } of patches) {
      if (!isRecordId(id)) return err({ code: "record-missing", id: String(id) });
      const record = this.#isKnown(shardOf(id)) ? (await this.#shards.load(shardOf(id))).read(id) : undefined;
      if (!record) return err({ code: "record-missing", id });
      if (isDeleted(record) && !("deletedAt" in fields) && (await this.#isGone(id, record))) return err({ code: "record-deleted", id });
      const normal = normaliseFields(record.type, fields, record);
      if (!normal.ok) return normal;
      for (const field of partyFieldsOf(record.type)) {
        const references = resolveReferences(field, normal.value[field], (id) => id);
        if (!references.ok) return references;
      }
      const unreadable = Object.keys(base ?? {}).find((field) => !isJson(base?.[field] ?? null));
      if (unreadable !== undefined) return err({ code: "field-invalid", field: unreadable, reason: "not a JSON value" });
      checked.push({ id, fields: normal.value, ...(base && { base }) });
    }
    const written = await this.#write(checked, command === "choose");
    if (written.length > 0) await this.#ledger.save({ command, written, action: {} });
    return ok(null);
  }

  /** A deletion that met work its author did not know of stands in the document, and has taken nothing away. */
  async #isGone(id: RecordId, record: Merged): Promise<boolean> {
    const row = (await this.#ledger.pages.storedOf([{ id, created: record }])).get(id);
    return isDeleted(row?.record ?? record);
  }

  #isKnown(shard: ShardName): boolean {
    return this.#shards.rows.has(shard);
  }

  /** One transaction in each document that is concerned; what changes nothing is left out. */
  async #write(patches: readonly Patch[], isChoice = false): Promise<{ shard: ShardName; written: Written }[]> {
    const byShard = groupBy(patches, ({ id }) => shardOf(id));
    const all: { shard: ShardName; written: Written }[] = [];
    for (const [name, patch] of byShard) {
      const written = (await this.#shards.load(name)).write({ patch, isChoice });
      if (written) all.push({ shard: name, written });
    }
    return all;
  }

  async #save(list: readonly { readonly shard: ShardName; readonly written: Written | null }[], command: string): Promise<void> {
    const written = list.flatMap(({ shard, written: one }) => (one ? [{ shard, written: one }] : []));
    for (const { shard } of written) this.#shards.reserve(shard, this.#now());
    await this.#ledger.save({ command, written, action: {} });
  }
}

const actionOf = (row: ActionRow): Action => ({ number: row.number ?? 0, command: row.command, records: row.records, at: row.at });

const isElements = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const withoutRemoved = (elements: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== false));

/** A field that names records: one id, or ids as elements. */
function resolveReferences(
  field: string,
  value: unknown,
  resolve: (reference: string) => string | undefined,
): Result<unknown, CommandRefusal> {
  if (value === undefined || value === null) return ok(value);
  const one = (reference: string): Result<string, CommandRefusal> => {
    const id = resolve(reference);
    return isRecordId(id) ? ok(id) : err({ code: "reference-unreadable", field, value: reference });
  };
  if (typeof value === "string") return one(value);
  if (!isElements(value)) return err({ code: "reference-unreadable", field, value: String(value) });
  const elements: Record<string, unknown> = {};
  for (const [reference, order] of Object.entries(value)) {
    const id = one(reference);
    if (!id.ok) return id;
    elements[id.value] = order;
  }
  return ok(elements);
}

const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
