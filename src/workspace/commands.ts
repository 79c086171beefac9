// What a person does to records: read, decide, write. Each command is one save, one tick and one undo.

import { deletedWith } from "../database/questions.ts";
import type { ActionRow } from "../database/schema.ts";
import type { RecordPatch, Written } from "../documents/shard.ts";
import { isJson, normaliseFields } from "../domain/fields.ts";
import { fieldIn, isNounName, type NounName } from "../domain/nouns.ts";
import { type Fields, idsOf, isDeleted, type Merged } from "../domain/record.ts";
import { type Resolve, resolveField } from "../domain/references.ts";
import { liesInMeta, partyFieldsOf } from "../domain/shape.ts";
import type { UpdateBody } from "../journal/entry.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import { derivedId, type Occasion } from "../lib/derivedId.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, metaShard, newRecordId, type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Save } from "./actions.ts";
import type { Action, CommandRefusal, UndoReport } from "./api.ts";
import { DamagedEntry } from "./damage.ts";
import { diskRefusal } from "./disk.ts";
import type { Ledger } from "./ledger.ts";
import { type Queue, Stuck } from "./queue.ts";
import type { Shards } from "./shards.ts";

export type Patch = RecordPatch;

/** A record to be made; changes behind it may name it as "#key". */
export interface NewRecord {
  readonly type: NounName;
  readonly key?: string;
  readonly fields: Fields;
  /** Made by a rule: where it has been made for this occasion already, by whomever, it is that one. */
  readonly by?: Occasion;
  /**
   * Said of it once it is made, as changes: where two make it on the same occasion without knowing of each other, it is one record, and
   * what each said stays beside what the other said.
   */
  readonly then?: Fields;
}
export type Change = NewRecord | Patch;

const settingsId = "meta.settings" as RecordId;

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

  /**
   * New records and changes of others in one act: one save, one tick, one undo; refused as a whole where one of them is. A new
   * record may be named by those behind it as "#key". The ids, in the order of the changes.
   */
  save(changes: readonly Change[], command?: string): Promise<Result<readonly RecordId[], CommandRefusal>> {
    return this.#turn(() => this.#change(changes, command));
  }

  async put(type: NounName, fields: Fields): Promise<Result<RecordId, CommandRefusal>> {
    const saved = await this.save([{ type, fields }]);
    return saved.ok ? ok(saved.value[0] as RecordId) : saved;
  }

  async patch(patches: readonly Patch[], command = "edit"): Promise<Result<null, CommandRefusal>> {
    const saved = await this.save(patches, command);
    return saved.ok ? ok(null) : saved;
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

  /** A new record, checked, or what changes of one that is here; `resolve` turns what a reference says into an id. */
  make(
    kind: NounName,
    fields: Fields,
    resolve: Resolve,
    { more = {}, isChange = false }: { readonly more?: Fields; readonly isChange?: boolean } = {},
  ): Result<Merged, CommandRefusal> {
    if (!isNounName(kind)) return err({ code: "noun-unknown", noun: String(kind) });
    const normal = normaliseFields(kind, fields, isChange ? { type: kind } : undefined);
    if (!normal.ok) return normal;
    const resolved: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(normal.value)) {
      const found = resolveField(fieldIn(kind, field), field, value, resolve);
      if (!found.ok) return found;
      // What is not there yet has nothing to lose.
      resolved[field] = isElements(found.value) && !isChange ? withoutRemoved(found.value) : found.value;
    }
    return ok({ type: kind, createdAt: instantOf(this.#now()), createdBy: this.#member(), ...more, ...resolved });
  }

  /** The shard of a new record: of its first party while that has room, else the newest with room. */
  shardFor(
    kind: NounName,
    record: Merged,
    reserved?: ReadonlyMap<ShardName, { readonly parties: number; readonly records: number }>,
  ): ShardName {
    if (liesInMeta(kind)) return metaShard;
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

  async #change(changes: readonly Change[], command?: string): Promise<Result<readonly RecordId[], CommandRefusal>> {
    const byKey = new Map<string, RecordId>();
    const resolve: Resolve = (reference) => (reference.startsWith("#") ? byKey.get(reference.slice(1)) : reference);
    const create: { readonly id: RecordId; readonly record: Merged }[] = [];
    const patches: Patch[] = [];
    const ids: RecordId[] = [];
    for (const change of changes) {
      const known = "id" in change ? change.id : change.type === "settings" && (await this.#hasSettings()) ? settingsId : undefined;
      if (known !== undefined) {
        const patch = await this.#checked({ ...change, id: known }, resolve);
        if (!patch.ok) return patch;
        patches.push(patch.value);
        ids.push(known);
        continue;
      }
      const { type, key, fields, by, then } = change as NewRecord;
      const made = this.make(type, fields, resolve);
      if (!made.ok) return made;
      const derived = by && this.#derived(by);
      if (derived && !derived.ok) return derived;
      const id = type === "settings" ? settingsId : (derived?.value ?? newRecordId(this.shardFor(type, made.value)));
      const existing = derived && (await this.#shards.load(shardOf(id))).read(id);
      const said = then && this.make(type, { ...fields, ...then }, resolve);
      if (said && !said.ok) return said;
      const later = said ? Object.fromEntries(Object.keys(then ?? {}).map((field) => [field, said.value[field]])) : {};
      if (existing) {
        const again = isDeleted(existing) ? { ...withoutOrigin(made.value), deletedAt: null } : {};
        if (Object.keys({ ...again, ...later }).length > 0) patches.push({ id, fields: { ...again, ...later } });
        if (key !== undefined) byKey.set(key, id);
        ids.push(id);
        continue;
      }
      if (key !== undefined) byKey.set(key, id);
      create.push({ id, record: made.value });
      if (said) patches.push({ id, fields: later });
      ids.push(id);
    }
    const written = await this.#write(patches, command === "choose", create);
    if (written.length === 0) return ok(ids);
    for (const shard of new Set(create.map(({ id }) => shardOf(id)))) this.#shards.reserve(shard, this.#now());
    await this.#ledger.save({
      command: command ?? (create.length > 0 && patches.every(({ id }) => create.some((one) => one.id === id)) ? "create" : "edit"),
      written,
      action: {},
    });
    return ok(ids);
  }

  /** It lies where its subject lies, so that every device gives it the same id. */
  #derived(by: Occasion): Result<RecordId, CommandRefusal> {
    const isHere = isRecordId(by.subject) && this.#isKnown(shardOf(by.subject));
    return isHere ? ok(derivedId(by)) : err({ code: "record-missing", id: String(by.subject) });
  }

  async #hasSettings(): Promise<boolean> {
    return (await this.#shards.load(metaShard)).has(settingsId);
  }

  /** A change of a record that is here and not in the bin, with its fields as they are stored. */
  async #checked({ id, fields, base }: Patch, resolve: Resolve): Promise<Result<Patch, CommandRefusal>> {
    if (!isRecordId(id)) return err({ code: "record-missing", id: String(id) });
    const record = this.#isKnown(shardOf(id)) ? (await this.#shards.load(shardOf(id))).read(id) : undefined;
    if (!record) return err({ code: "record-missing", id });
    if (isDeleted(record) && !("deletedAt" in fields) && (await this.#isGone(id, record))) return err({ code: "record-deleted", id });
    const normal = normaliseFields(record.type, fields, record);
    if (!normal.ok) return normal;
    const resolved: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(normal.value)) {
      const named = resolveField(fieldIn(record.type, field), field, value, resolve);
      if (!named.ok) return named;
      resolved[field] = named.value;
    }
    const unreadable = Object.keys(base ?? {}).find((field) => !isJson(base?.[field] ?? null));
    if (unreadable !== undefined) return err({ code: "field-invalid", field: unreadable, reason: "not a JSON value" });
    return ok({ id, fields: resolved, ...(base && { base }) });
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
  async #write(
    patches: readonly Patch[],
    isChoice = false,
    create: readonly { readonly id: RecordId; readonly record: Merged }[] = [],
  ): Promise<{ shard: ShardName; written: Written }[]> {
    const [made, changed] = [groupBy(create, ({ id }) => shardOf(id)), groupBy(patches, ({ id }) => shardOf(id))];
    const all: { shard: ShardName; written: Written }[] = [];
    for (const name of new Set([...made.keys(), ...changed.keys()])) {
      const written = (await this.#shards.load(name)).write({ create: made.get(name) ?? [], patch: changed.get(name) ?? [], isChoice });
      if (written) all.push({ shard: name, written });
    }
    return all;
  }
}

const withoutOrigin = ({ type: _type, createdAt: _at, createdBy: _by, ...fields }: Merged): Fields => fields;

const actionOf = (row: ActionRow): Action => ({ number: row.number ?? 0, command: row.command, records: row.records, at: row.at });

const isElements = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const withoutRemoved = (elements: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== false));

const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
