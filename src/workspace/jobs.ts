// Long work: thousands of records made from a file or by the generator, in turns short enough that people's own
// commands pass in between. A job is one action: one undo takes all of it back.
import { recordsNaming, rowsByKeys } from "../database/questions.ts";
import type { StoredRecord } from "../database/rows.ts";
import type { ActionRow } from "../database/schema.ts";
import { externalKeysOf } from "../domain/externalKeys.ts";
import { newToRecord } from "../domain/fields.ts";
import type { NounName } from "../domain/nouns.ts";
import { isDeleted, type Merged, textIn } from "../domain/record.ts";
import { hasEnded } from "../domain/relation.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { instantOf } from "../lib/clock.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, newRecordId, type RecordId, randomKey, type ShardName, shardOf } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CommandRefusal, Draft, JobInfo, JobReport, UnfinishedImport } from "./api.ts";
import { bulkTurn, type Commands, type Patch } from "./commands.ts";
import type { Ledger } from "./ledger.ts";
import { Pace, type Queue } from "./queue.ts";
import type { Shards } from "./shards.ts";

/** An import is heard of with every portion; a slow phone takes some seconds for one. */
const patienceMs = 60_000;

interface Job {
  readonly id: string;
  readonly command: string;
  readonly importId: RecordId | null;
  /** The records of an export, as they are. */
  readonly isExact: boolean;
  /** Draft key → id: of the record made, or of the one that was there already. */
  readonly ids: Map<string, RecordId>;
  /** What it made itself: no other draft of it is the same record. */
  readonly made: Set<RecordId>;
  readonly matched: Set<RecordId>;
  readonly created: Partial<Record<NounName, number>>;
  updated: number;
  here: number;
  /** By the random part of their ids: what the import had made before it was cut off. */
  readonly before: ReadonlyMap<string, RecordId>;
  touchedMs: number;
  readonly refused: { readonly key: string; readonly error: CommandRefusal }[];
}

export class Jobs {
  readonly #ledger: Ledger;
  readonly #shards: Shards;
  readonly #commands: Commands;
  /** In records. */
  readonly #pace: Pace;
  readonly #jobs = new Map<string, Job>();

  constructor(ledger: Ledger, shards: Shards, commands: Commands, queue: Queue) {
    this.#ledger = ledger;
    this.#shards = shards;
    this.#commands = commands;
    this.#pace = new Pace(queue, 0.2, 2_000);
  }

  async start(info: JobInfo): Promise<Result<string, CommandRefusal>> {
    let importId: RecordId | null = null;
    // Whoever reads a whole export into nothing wants that workspace again, not copies of its contacts under an import.
    const isExact = info.isOwn === true && this.#isEmpty;
    if (info.resumes) importId = info.resumes;
    else if (info.command === "import" && !isExact) {
      const { command: _command, isOwn: _isOwn, resumes: _resumes, ...facts } = info;
      const made = await this.#commands.turn("urgent", async () => {
        const record = this.#commands.make("import", facts, (id) => id);
        if (!record.ok) return record;
        const id = newRecordId(this.#commands.shardFor("import", record.value));
        const shard = await this.#shards.load(shardOf(id));
        const written = shard.write({ create: [{ id, record: record.value }] });
        this.#shards.reserve(shard.name, Date.now());
        if (written) await this.#commands.saveBulk([{ shard: shard.name, written }], info.command, id);
        return ok(id);
      });
      if (!made.ok) return made;
      importId = made.value;
    }
    const id = importId ?? `job-${randomKey(10)}`;
    this.#jobs.set(id, {
      id,
      command: info.command,
      isExact,
      importId,
      ids: new Map(),
      made: new Set(),
      matched: new Set(),
      created: {},
      updated: 0,
      here: 0,
      before: info.resumes ? await this.#madeBy(info.resumes) : new Map(),
      touchedMs: Date.now(),
      refused: [],
    });
    return ok(id);
  }

  async add(jobId: string, drafts: readonly Draft[]): Promise<Result<{ readonly done: number }, CommandRefusal>> {
    const job = this.#jobs.get(jobId);
    if (!job) return err({ code: "job-missing" });
    job.touchedMs = Date.now();
    for (let i = 0; i < drafts.length; ) {
      const done = await this.#commands.turn("bulk", () => {
        const turn = drafts.slice(i, i + this.#pace.units);
        i += turn.length;
        return this.#pace.measure(turn.length, () => this.#addTurn(job, turn));
      });
      if (!done.ok) return done;
    }
    return ok({ done: Object.values(job.created).reduce((sum, count) => sum + (count ?? 0), 0) + job.updated });
  }

  async finish(jobId: string): Promise<Result<JobReport, CommandRefusal>> {
    const job = this.#jobs.get(jobId);
    if (!job) return err({ code: "job-missing" });
    const { importId } = job;
    const noted = importId ? await this.#noteEnd(job, importId) : ok(null);
    if (!noted.ok) return noted;
    this.#jobs.delete(jobId);
    const action = await this.#actionOf(jobId);
    const { created, updated, here, refused } = job;
    return ok({ job: jobId, created, updated, here, refused, action: action?.number ?? 0 });
  }

  /** What was cut off: the record of an import says how much there was to do, and not that it is through. */
  async unfinished(): Promise<UnfinishedImport[]> {
    const rows = await this.#ledger.db.records.where("type").equals("import").toArray();
    const found: UnfinishedImport[] = [];
    for (const { id, record } of rows) {
      const { total, finishedAt, fileName, sha256, createdAt } = record as Readonly<Record<string, unknown>>;
      if (typeof total !== "number" || (finishedAt ?? null) !== null || isDeleted(record) || this.#isUnderWay(id)) continue;
      const action = await this.#actionOf(id);
      if (!action || action.state !== "done") continue;
      // The record of the import itself is one of the action's.
      const done = Math.max(0, action.records - 1);
      found.push({
        id,
        fileName: String(fileName),
        sha256: String(sha256),
        at: String(createdAt),
        done,
        total,
        action: action.number ?? 0,
      });
    }
    return found.sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** Whoever ran it may be gone while this engine lives on: an import of which nothing was heard for a while has been cut off. */
  #isUnderWay(id: RecordId): boolean {
    const job = this.#jobs.get(id);
    return job !== undefined && Date.now() - job.touchedMs < patienceMs;
  }

  #actionOf(job: string): Promise<ActionRow | undefined> {
    return this.#ledger.db.actions
      .orderBy("number")
      .filter((row) => row.job === job)
      .last();
  }

  #noteEnd(job: Job, importId: RecordId): Promise<Result<null, CommandRefusal>> {
    return this.#commands.turn("bulk", async () => {
      const shard = await this.#shards.load(shardOf(importId));
      const written = shard.write({ patch: [{ id: importId, fields: { finishedAt: instantOf(Date.now()) } }] });
      if (written) await this.#commands.saveBulk([{ shard: shard.name, written }], job.command, job.id);
      return ok(null);
    });
  }

  async #madeBy(importId: RecordId): Promise<ReadonlyMap<string, RecordId>> {
    const action = await this.#actionOf(importId);
    const made = new Map<string, RecordId>();
    for (const [from, to] of action?.seqs ?? [])
      for (const body of await this.#ledger.journal.ownBodies(from, to))
        for (const id of body.created) made.set(id.slice(id.indexOf(".") + 1), id as RecordId);
    return made;
  }

  async cancel(jobId: string): Promise<Result<null, CommandRefusal>> {
    const report = await this.finish(jobId);
    if (!report.ok) return report;
    if (report.value.action === 0) return ok(null);
    const undone = await this.#commands.turnAction(report.value.action);
    return undone.ok ? ok(null) : undone;
  }

  /** Nothing but its own settings. */
  get #isEmpty(): boolean {
    let records = 0;
    for (const row of this.#shards.rows.values()) records += row.records;
    return records <= 1;
  }

  /** Records under their own ids; the settings are there already and become those of the export. */
  async #addExact(job: Job, drafts: readonly Draft[]): Promise<void> {
    const byShard = groupBy(drafts, ({ key }) => shardOf(key as RecordId));
    const written = [];
    for (const [name, some] of byShard) {
      const shard = await this.#shards.load(name);
      this.#shards.reserve(name, Date.now());
      const create: { id: RecordId; record: Merged }[] = [];
      const patch: Patch[] = [];
      for (const { key, kind, exact } of some) {
        const id = key as RecordId;
        job.ids.set(key, id);
        if (shard.has(id)) {
          const { type: _type, ...fields } = exact as Merged;
          patch.push({ id, fields });
          continue;
        }
        create.push({ id, record: { ...exact, type: kind } as Merged });
        job.made.add(id);
        job.created[kind] = (job.created[kind] ?? 0) + 1;
      }
      for (let i = 0; i < create.length || i === 0; i += bulkTurn) {
        const one = shard.write({ create: create.slice(i, i + bulkTurn), patch: i === 0 ? patch : [] });
        if (one) written.push({ shard: name, written: one });
      }
    }
    if (written.length > 0) await this.#commands.saveBulk(written, job.command, job.id);
  }

  async #addTurn(job: Job, drafts: readonly Draft[]): Promise<Result<null, CommandRefusal>> {
    if (job.isExact) {
      const known = drafts.filter(({ key, exact }) => exact !== undefined && isRecordId(key));
      for (const { key } of drafts) if (!isRecordId(key)) job.refused.push({ key, error: { code: "record-missing", id: key } });
      await this.#addExact(job, known);
      return ok(null);
    }
    const known = await this.#knownByExternalKey(drafts);
    const reserved = new Map<ShardName, { parties: number; records: number }>();
    const create = new Map<ShardName, { id: RecordId; record: Merged }[]>();
    const patches: Patch[] = [];
    for (const draft of drafts) {
      const key = (job.importId && draft.idKey) ?? null;
      const here = (key === null ? undefined : job.before.get(key)) ?? (draft.isHere ? draft.id : undefined);
      if (here) {
        job.ids.set(draft.key, here);
        job.matched.add(here);
        job.here++;
        continue;
      }
      const more = job.importId ? { import: job.importId } : {};
      const made = this.#commands.make(
        draft.kind,
        draft.fields,
        (reference) => (reference.startsWith("#") ? job.ids.get(reference.slice(1)) : reference),
        { more, isChange: draft.id !== undefined },
      );
      if (!made.ok) {
        job.refused.push({ key: draft.key, error: made.error });
        continue;
      }
      const existing =
        draft.id ??
        matchOf(job, made.value, known) ??
        (draft.kind === "relation" ? await this.#existingRelation(job, made.value) : undefined);
      if (existing) {
        const { type: _type, createdAt: _at, createdBy: _by, import: _import, from: _from, to: _to, ...fields } = made.value;
        const before = (await this.#shards.load(shardOf(existing))).read(existing);
        if (draft.id && !before) {
          job.refused.push({ key: draft.key, error: { code: "record-missing", id: draft.id } });
          continue;
        }
        job.ids.set(draft.key, existing);
        job.matched.add(existing);
        const changes = before ? newToRecord(draft.kind, fields, before) : fields;
        // What says nothing new changes nothing, and is not counted as if it did.
        if (Object.keys(changes).length === 0) continue;
        patches.push({ id: existing, fields: changes });
        if (draft.kind !== "settings") job.updated++;
        continue;
      }
      const shard = this.#commands.shardFor(draft.kind, made.value, reserved);
      const id = key === null ? newRecordId(shard) : (`${shard}.${key}` as RecordId);
      const room = reserved.get(shard) ?? { parties: 0, records: 0 };
      reserved.set(shard, { parties: room.parties + (draft.kind === "party" ? 1 : 0), records: room.records + 1 });
      this.#shards.reserve(shard, Date.now());
      const group = create.get(shard);
      if (group) group.push({ id, record: made.value });
      else create.set(shard, [{ id, record: made.value }]);
      job.ids.set(draft.key, id);
      job.made.add(id);
      job.created[draft.kind] = (job.created[draft.kind] ?? 0) + 1;
    }
    const byShard = groupBy(patches, ({ id }) => shardOf(id));
    const written = [];
    for (const name of new Set([...create.keys(), ...byShard.keys()])) {
      const shard = await this.#shards.load(name);
      const made = create.get(name) ?? [];
      for (let i = 0; i < made.length || i === 0; i += bulkTurn) {
        const one = shard.write({ create: made.slice(i, i + bulkTurn), patch: i === 0 ? (byShard.get(name) ?? []) : [] });
        if (one) written.push({ shard: name, written: one });
      }
    }
    if (written.length > 0) await this.#commands.saveBulk(written, job.command, job.id);
    return ok(null);
  }

  /** Key of another program → the records that bear it: an import with keys updates instead of doubling. */
  async #knownByExternalKey(drafts: readonly Draft[]): Promise<ReadonlyMap<string, readonly StoredRecord[]>> {
    const known = new Map<string, StoredRecord[]>();
    for (const isParty of [true, false]) {
      const wanted = drafts.filter(({ kind, id }) => (kind === "party") === isParty && id === undefined);
      const keys = [...new Set(wanted.flatMap(({ kind, fields }) => externalKeysOf({ ...fields, type: kind })))];
      if (keys.length === 0) continue;
      for (const row of await rowsByKeys(this.#ledger.db, isParty ? "parties" : "records", keys)) {
        if (isDeleted(row.record)) continue;
        for (const key of row.keys) {
          const bearers = known.get(key);
          if (bearers) bearers.push(row);
          else known.set(key, [row]);
        }
      }
    }
    return known;
  }

  /** The same relation between contacts that were there already. */
  async #existingRelation(job: Job, relation: Merged): Promise<RecordId | undefined> {
    const { from, to, kind } = relation as unknown as { from: RecordId; to: RecordId; kind: string };
    if (job.made.has(from) || job.made.has(to)) return undefined;
    const rows = await recordsNaming(this.#ledger.db, "relation", "from", from);
    const today = instantOf(Date.now()).slice(0, 10);
    return rows.find(
      ({ record }) => record.to === to && record.kind === kind && !isDeleted(record) && !hasEnded({ endOn: textIn(record.endOn) }, today),
    )?.id;
  }
}

/** The record of the workspace that a draft is about, by the keys of the program it came from. */
function matchOf(job: Job, record: Merged, known: ReadonlyMap<string, readonly StoredRecord[]>): RecordId | undefined {
  const bearers = externalKeysOf(record).flatMap((key) => known.get(key) ?? []);
  if (record.type === "party") return bearers[0]?.id;
  const open = bearers.filter(({ id }) => !job.made.has(id) && !job.matched.has(id));
  return record.type === "purchase" ? sameDocument(record, open)?.id : open[0]?.id;
}

/**
 * Numbers of orders and invoices begin anew, each year or each day: the same number is the same document only if it is of the
 * same kind and day, best of the same customer. A wrong match would overwrite what was bought; a missing one is seen.
 */
function sameDocument(record: Merged, bearers: readonly StoredRecord[]): StoredRecord | undefined {
  const ofKind = bearers.filter(({ record: other }) => other.kind === record.kind);
  const same = ofKind.filter(({ record: other }) => !other.on || !record.on || other.on === record.on);
  return (
    same.find(({ record: other }) => other.party === record.party) ??
    same[0] ??
    ofKind.find(({ record: other }) => isRedated(record, other))
  );
}

/** The day of a document was corrected: its number is none that begins anew each day, and customer and lines are the same. */
const isRedated = (record: Merged, other: Merged): boolean =>
  String(record.number ?? "").length > 3 &&
  record.party !== null &&
  record.party === other.party &&
  Math.abs(Date.parse(String(record.on)) - Date.parse(String(other.on))) <= 31 * 86_400_000 &&
  canonicalJson(record.lines) === canonicalJson(other.lines);
