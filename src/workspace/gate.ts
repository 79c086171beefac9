// The second half of the gate: whether the updates of a turn do what their words say, judged with the document or, where rows
// know enough, without. Both come to the same verdict, and so does every device: what an entry stands beside is looked up
// only among what its author knew.

import type { RunRow, WorkspaceDatabase } from "../database/schema.ts";
import { type Done, doneAsSaid, nameOf } from "../documents/asSaid.ts";
import type { Effect } from "../documents/effect.ts";
import type { Shard } from "../documents/shard.ts";
import type { Place } from "../documents/struct.ts";
import type { ShardName } from "../lib/id.ts";
import type { Update } from "./opened.ts";
import { Runs } from "./runs.ts";
import type { Knew } from "./touches.ts";
import type { Verdict } from "./verdict.ts";

export interface Judged {
  readonly one: Update;
  readonly effect: Effect;
  readonly done: Done;
}

/** A body that was looked at by itself. */
export interface Looked {
  readonly one: Update;
  readonly effect: Effect;
}

/** What a turn brings to one document. */
export class Brought {
  readonly shard: ShardName;
  readonly all: readonly Looked[];
  readonly #db: WorkspaceDatabase;
  readonly #knew: Knew;
  /** Who wrote which structs, to be stored with the entries. */
  runs: readonly RunRow[] = [];

  constructor(db: WorkspaceDatabase, shard: ShardName, all: readonly Looked[], knew: Knew) {
    this.#db = db;
    this.shard = shard;
    this.all = all;
    this.#knew = knew;
  }

  /** How many words there are: many are bulk work, for which loading the document pays. */
  get words(): number {
    return this.all.reduce((sum, { one: { body } }) => sum + body.created.length + body.changes.length, 0);
  }

  /** All of them, judged without the document, of which so much is known; null when only that can tell, or when anything is wrong. */
  async plainly(places: Map<string, Place>): Promise<readonly Judged[] | null> {
    const runs = await Runs.of(this.#db, this.shard, new Set(this.all.flatMap(({ effect: { run } }) => (run ? [run.client] : []))));
    const judged: Judged[] = [];
    for (const looked of this.all) {
      const done = this.#continues(looked, runs) ? doneAsSaid(looked.effect, looked.one.body, (ref) => places.get(nameOf(ref))) : null;
      if (!done || typeof done === "string" || done.hasText) return null;
      judged.push({ ...looked, done });
      for (const [name, { item }] of done.keys) places.set(nameOf(item), { kind: "key", name });
      runs.add(done.run, entryRefOf(looked.one));
    }
    this.runs = runs.added;
    return judged;
  }

  /** One after the other, each with all before it in place; afterwards the document holds those that are in order. */
  async inDocument(shard: Shard, onAside: (one: Update, verdict: Verdict) => void): Promise<readonly Judged[]> {
    const runs = await Runs.of(this.#db, this.shard, this.#clients(shard));
    const judged: Judged[] = [];
    const items = this.all.map((looked) => ({ looked, update: looked.one.body.update }));
    shard.applyIf(items, ({ looked }) => {
      const done = this.#judge(looked, shard, runs);
      if (typeof done === "string") {
        onAside(looked.one, done);
        return false;
      }
      judged.push({ ...looked, done });
      runs.add(done.run, entryRefOf(looked.one));
      return true;
    });
    this.runs = runs.added;
    return judged;
  }

  #judge({ one, effect }: Looked, shard: Shard, runs: Runs): Done | Verdict {
    if (!this.#continues({ one, effect }, runs)) return "writer-foreign";
    const done = doneAsSaid(effect, one.body, shard.locate);
    if (typeof done === "string") return done;
    const isKnown = ({ feed, seq }: RunRow): boolean => this.#knew(feed, seq, one);
    // Stood beside or deleted: known, all of it. Behind what a key replaces: nothing that was known.
    if (!done.outside.every(({ range }) => runs.within(range)?.every(isKnown))) return "knowledge-untrue";
    for (const [key, { origin }] of done.keys) {
      if (!shard.behind(key, origin).every((range) => runs.within(range)?.some(isKnown) === false)) return "knowledge-untrue";
    }
    return done;
  }

  /** Whether it goes on where its writer's number stands, and that number is its device's own. */
  #continues({ one, effect: { run } }: Looked, runs: Runs): boolean {
    if (!run) return true;
    const last = runs.last(run.client);
    if (!last) return run.clock === 0;
    return run.clock === last.clock + last.length && last.device === one.entry.header.device && this.#knew(last.feed, last.seq, one);
  }

  /** Everybody whose structs these updates have to do with, those behind a key included: asked before the document changes. */
  #clients(shard: Shard): Set<number> {
    const clients = new Set<number>();
    for (const { effect } of this.all) {
      if (effect.run) clients.add(effect.run.client);
      for (const { client } of effect.deleted) clients.add(client);
      for (const { origin, rightOrigin, place, content } of effect.items) {
        for (const ref of [origin, rightOrigin]) if (ref) clients.add(ref.client);
        if (content !== "value") continue;
        const at = place ?? (origin && shard.locate(origin));
        if (at?.kind === "key") for (const { client } of shard.behind(at.name, origin)) clients.add(client);
      }
    }
    return clients;
  }
}

const entryRefOf = (one: Update): Pick<RunRow, "feed" | "seq" | "device"> => ({
  feed: one.device,
  seq: one.seq,
  device: one.entry.header.device,
});
