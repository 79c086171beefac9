// Whether two devices that hold the same entries show the same: a digest of each document and its rows, made when nobody
// waits for anything, exchanged among devices whose vectors are equal. A difference is an alarm on both, until it is gone.
// Nothing is compared while entries wait, while more of them is on its way, or where not the same are set aside.
import { documentRecordOf } from "../database/contested.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { canonicalLines } from "../documents/canonical.ts";
import { encodeVector } from "../journal/vector.ts";
import { concat, toHex, utf8 } from "../lib/bytes.ts";
import { canonicalJson } from "../lib/canonical.ts";
import { sha256 } from "../lib/hash.ts";
import type { ShardName } from "../lib/id.ts";
import type { Audit } from "../sync/store.ts";
import { hashOfLines } from "./digest.ts";
import type { Ledger } from "./ledger.ts";
import { asideShard } from "./opened.ts";
import type { Shards } from "./shards.ts";

/** How long one turn may take with documents that are still to be looked at. */
const turnMs = 60;
/** What differed is looked at anew so often. */
const againMs = 60_000;

interface Digest {
  /** The entry applied last in this document when the digest was made. */
  readonly last: string;
  readonly digest: string;
}

export class Auditor {
  readonly #ledger: Ledger;
  readonly #shards: Shards;
  readonly #now: () => number;
  readonly #digests = new Map<ShardName, Digest>();
  readonly #heard = new Map<string, Audit>();
  /** Device → the documents that are not the same there. */
  readonly #differing = new Map<string, readonly string[]>();
  #ready: Audit | null = null;
  #lookedMs = 0;
  /** What is set aside here, as others name it. */
  #aside: { readonly count: number; readonly names: string } = { count: 0, names: "" };
  /** Tells with whom something differs; nobody when it is over. */
  readonly #onDiffering: (devices: readonly string[]) => void;

  constructor(of: {
    readonly ledger: Ledger;
    readonly shards: Shards;
    readonly now: () => number;
    readonly onDiffering: (devices: readonly string[]) => void;
  }) {
    this.#ledger = of.ledger;
    this.#shards = of.shards;
    this.#now = of.now;
    this.#onDiffering = of.onDiffering;
  }

  /** What to compare with others; null while that cannot be said. */
  get ready(): Audit | null {
    return this.#ready && this.#isSettled() && this.#ready.vector === this.#vectorHash() ? this.#ready : null;
  }

  /** Looks at a few documents. The caller has the queue's turn, and nothing else is to be done. */
  async look(): Promise<void> {
    if (this.#aside.count !== this.#ledger.asideCount) this.#aside = await this.#namesOfAside();
    const vector = this.#vectorHash();
    if (!this.#isSettled() || this.#ready?.vector === vector) {
      if (this.#differing.size > 0 && this.#now() - this.#lookedMs > againMs) this.#forget();
      return;
    }
    const startMs = performance.now();
    const shards: { name: string; digest: string }[] = [];
    for (const name of [...this.#shards.rows.keys()].sort()) {
      const last = await lastOf(this.#ledger.db, name);
      if (last === null) continue;
      const known = this.#digests.get(name);
      if (known?.last !== last) {
        if (performance.now() - startMs > turnMs) return;
        this.#digests.set(name, { last, digest: await this.#digestOf(name) });
      }
      shards.push({ name, digest: (this.#digests.get(name) as Digest).digest });
    }
    if (this.#vectorHash() !== vector || !this.#isSettled()) return;
    this.#ready = { vector, shards };
    this.#lookedMs = this.#now();
    for (const [device, audit] of this.#heard) this.#compare(device, audit);
  }

  /** What another device found. */
  hear(device: string, audit: Audit): void {
    this.#heard.set(device, audit);
    this.#compare(device, audit);
  }

  #compare(device: string, theirs: Audit): void {
    const ours = this.ready;
    if (!ours || ours.vector !== theirs.vector) return;
    const digests = new Map(ours.shards.map(({ name, digest }) => [name, digest]));
    const names = new Set([...digests.keys(), ...theirs.shards.map(({ name }) => name)]);
    const other = new Map(theirs.shards.map(({ name, digest }) => [name, digest]));
    const differing = [...names].filter((name) => digests.get(name as ShardName) !== other.get(name));
    const before = this.#differing.size;
    if (differing.length > 0) this.#differing.set(device, differing);
    else this.#differing.delete(device);
    if (differing.length > 0 || before > this.#differing.size) this.#onDiffering([...this.#differing.keys()]);
  }

  #forget(): void {
    for (const name of [...this.#differing.values()].flat()) this.#digests.delete(name as ShardName);
    this.#ready = null;
  }

  #isSettled(): boolean {
    return this.#ledger.waitingCount === 0 && this.#aside.count === this.#ledger.asideCount;
  }

  #vectorHash(): string {
    return toHex(sha256(concat(encodeVector(this.#ledger.vector()), utf8(this.#aside.names))));
  }

  async #namesOfAside(): Promise<{ readonly count: number; readonly names: string }> {
    const count = this.#ledger.asideCount;
    const { db, journal } = this.#ledger;
    const keys = await db.entries.where("[shard+applied]").between([asideShard, 0], [asideShard, Infinity]).primaryKeys();
    const names = keys.map(([feed, seq]) => `${journal.feeds.nameOf(feed, seq)} ${seq}`).sort();
    return { count, names: names.join("\n") };
  }

  /** Of what the document holds, and of what the rows say of it; what happened with contacts lies in pages and is told by the document. */
  async #digestOf(name: ShardName): Promise<string> {
    const { shard, checkpoint } = await this.#shards.read(name);
    const lines = canonicalLines(shard);
    checkpoint?.close();
    shard.destroy();
    const { db } = this.#ledger;
    const ofShard = [`${name}.`, `${name}.\uffff`] as const;
    const rows = [
      ...(await db.parties
        .where("id")
        .between(...ofShard)
        .toArray()),
      ...(await db.records
        .where("id")
        .between(...ofShard)
        .toArray()),
    ];
    const rowLines = rows.map((row) => canonicalJson({ ...documentRecordOf(row), id: row.id })).sort();
    return hashOfLines([...lines, "rows", ...rowLines]);
  }
}

/** The entry applied last in a document; null for one without entries. */
async function lastOf(db: WorkspaceDatabase, name: ShardName): Promise<string | null> {
  const [key] = await db.entries.where("[shard+applied]").between([name, 0], [name, Infinity]).reverse().limit(1).primaryKeys();
  return key ? key.join(" ") : null;
}
