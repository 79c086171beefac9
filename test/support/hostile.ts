import * as Y from "yjs";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { DeviceKeys } from "../../src/journal/deviceKeys.ts";
import {
  decodeEntry,
  type Entry,
  type EntryBody,
  type EntryKind,
  isUpdateBody,
  noHash,
  openEntry,
  sealEntry,
  type UpdateBody,
} from "../../src/journal/entry.ts";
import { type Epoch, shardTag } from "../../src/journal/epoch.ts";
import type { Counts } from "../../src/journal/vector.ts";
import { fromHex } from "../../src/lib/bytes.ts";
import type { Stamp } from "../../src/lib/clock.ts";
import { unwrap } from "../../src/lib/result.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { epochsOf, identityOf } from "../../src/workspace/identity.ts";
import { acceptInvitation } from "../../src/workspace/joining.ts";
import { isEqualVector, Meeting, until } from "./wires.ts";

/** Somebody who has opened a link in a storage of a known name, was let in and has everything. Apart again. */
export async function aMember(host: Engine, profile: string): Promise<Engine> {
  const meeting = new Meeting();
  const link = unwrap(await host.invite({ base: "https://kontor.example/" }));
  const workspace = await acceptInvitation(link, { memberName: profile, deviceName: profile }, profile);
  const guest = unwrap(await Engine.open({ workspace, profile }));
  await meeting.connect(host, guest);
  await until("the guest is let in", async () => (await guest.status()).state === "ready");
  await meeting.connect(host, guest);
  await until("the guest has everything", async () => isEqualVector(await host.status(), await guest.status()));
  meeting.part();
  return guest;
}

export interface Forged {
  readonly seen?: Counts;
  readonly stamp?: Stamp;
  readonly kind?: EntryKind;
}

/** A member's own keys in the hands of a program that is not ours: what it signs and seals is well signed and sealed. */
export class Hostile {
  readonly keys: DeviceKeys;
  readonly #workspace: string;
  readonly #epoch: Epoch;
  #seq: number;
  #previous: Uint8Array;

  private constructor(workspace: string, keys: DeviceKeys, epoch: Epoch, seq: number, previous: Uint8Array) {
    this.#workspace = workspace;
    this.keys = keys;
    this.#epoch = epoch;
    this.#seq = seq;
    this.#previous = previous;
  }

  /** Becomes a member, and then something else. */
  static async among(host: Engine, profile: string): Promise<Hostile> {
    const guest = await aMember(host, profile);
    await guest.close();
    const db = new WorkspaceDatabase(host.workspace, "strict", profile);
    const identity = unwrap(await identityOf(db));
    if (!identity) throw new Error("no identity");
    const epochs = await epochsOf(db, identity.keys);
    const feed = await db.feeds.get(identity.keys.id);
    db.close();
    return new Hostile(host.workspace, identity.keys, epochs.at(-1) as Epoch, feed?.seq ?? 0, feed ? fromHex(feed.hash) : noHash);
  }

  /** An entry of any content that can be sealed, chained to the one before. */
  async forge(body: Partial<UpdateBody> | Exclude<EntryBody, UpdateBody>, more: Forged = {}): Promise<Uint8Array> {
    const isOther = "payload" in body || "facts" in body;
    const whole: EntryBody = isOther
      ? (body as EntryBody)
      : { shard: "meta", generation: 0, command: "edit", created: [], changes: [], update: new Uint8Array([0, 0]), ...body };
    const entry = await sealEntry(
      {
        kind: more.kind ?? ("payload" in body ? "roster" : "facts" in body ? "blob" : "update"),
        workspace: this.#workspace,
        device: this.keys.id,
        seq: this.#seq + 1,
        previous: this.#previous,
        stamp: more.stamp ?? { ms: Date.now(), count: 0 },
        epoch: this.#epoch,
        tag: shardTag(this.#epoch, isUpdateBody(whole) ? whole.shard : "", 0),
        seen: more.seen ?? {},
        body: whole,
      },
      this.keys,
    );
    this.#seq += 1;
    this.#previous = entry.hash;
    return entry.bytes;
  }

  /** A document as a member's journal has it, and what its entries are. */
  async documentOf(
    profile: string,
    shard: string,
  ): Promise<{ readonly doc: Y.Doc; readonly updates: readonly { readonly device: string; readonly update: Uint8Array }[] }> {
    const db = new WorkspaceDatabase(this.#workspace, "strict", profile);
    const doc = new Y.Doc();
    const updates: { device: string; update: Uint8Array }[] = [];
    for (const row of await db.entries.orderBy("applied").toArray()) {
      if (row.shard !== shard) continue;
      const entry: Entry = unwrap(decodeEntry(row.bytes));
      const body = unwrap(await openEntry(entry, this.#epoch));
      if (!isUpdateBody(body)) continue;
      Y.applyUpdate(doc, body.update);
      updates.push({ device: row.device, update: body.update });
    }
    db.close();
    return { doc, updates };
  }
}

/** What a change of a document writes. */
export function updateOf(doc: Y.Doc, change: (records: Y.Map<unknown>, doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const take = (update: Uint8Array): void => void updates.push(update);
  doc.on("update", take);
  doc.transact(() => change(doc.getMap("records"), doc));
  doc.off("update", take);
  return updates[0] ?? new Uint8Array([0, 0]);
}
