// A device whose profile exists twice – a restored laptop, a cloned disk – makes itself a new key, admitted by its old one.
// It notices by what its own key signed and it did not write or does not hold: entries, acknowledgements, or another program
// that proves the same key. What both wrote stays; from then on each writes a feed of its own. If both renew, nothing is lost.
import type { ActionRow } from "../database/schema.ts";
import type { Ack } from "../journal/ack.ts";
import { type DeviceKeys, keysToStored, makeDeviceKeys, openStoredKeys, type StoredDeviceKeys } from "../journal/deviceKeys.ts";
import { isRosterBody } from "../journal/entry.ts";
import { sealEpoch } from "../journal/epoch.ts";
import type { Vector } from "../journal/vector.ts";
import { type Identity, identityToStored, wrappedEpochs } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import type { Shards } from "./shards.ts";
import type { Team } from "./team.ts";

const renewingKey = "renewing";
/** How long to wait for the branch that an acknowledgement speaks of, before it counts as unexplained. */
const patienceMs = 30_000;

interface Evidence {
  readonly heads: Vector;
  readonly sinceMs: number;
}

export class Renewal {
  readonly #ledger: Ledger;
  readonly #team: Team;
  readonly #shards: Shards;
  readonly #identity: Identity;
  readonly #now: () => number;
  #evidence: Evidence[] = [];
  #isCertain = false;

  constructor(of: {
    readonly ledger: Ledger;
    readonly team: Team;
    readonly shards: Shards;
    readonly identity: Identity;
    readonly now: () => number;
  }) {
    this.#ledger = of.ledger;
    this.#team = of.team;
    this.#shards = of.shards;
    this.#identity = of.identity;
    this.#now = of.now;
  }

  /** Something tells that this profile exists twice; what becomes of it is decided when all that is on its way has come. */
  get isSuspected(): boolean {
    return this.#isCertain || this.#evidence.length > 0 || this.#ledger.elsewhere.size > 0;
  }

  /** Another program has proved this device's key. */
  suspect(): void {
    this.#isCertain = true;
  }

  /** An acknowledgement that this device's key signed: it is this device's own if all that it names is here. */
  async hear(ack: Ack): Promise<void> {
    const heads = Object.fromEntries(Object.entries(ack.counts).map(([feed, seq]) => [feed, { seq, hash: ack.hashes[feed] ?? "" }]));
    const { ahead, foreign } = await this.#ledger.locate(heads);
    const isNumbersOnly = Object.keys(ack.hashes).length === 0;
    if (Object.keys(ahead).length === 0 && (isNumbersOnly || Object.keys(foreign).length === 0)) return;
    // Of a key that was given up meanwhile it says nothing about the new one.
    if (ack.device !== this.#ledger.keys.id) return;
    if (this.#evidence.length < 16) this.#evidence.push({ heads, sinceMs: this.#now() });
  }

  /** Whether this device has to renew its key. A copy that has renewed its own is no reason to. */
  async isDue(): Promise<boolean> {
    if (this.#isCertain) return true;
    for (const feed of this.#ledger.elsewhere) if (!(await this.#isLeft(feed))) return true;
    const open: Evidence[] = [];
    for (const one of this.#evidence) {
      const verdict = await this.#judge(one);
      if (verdict === "due") return true;
      if (verdict === "open") open.push(one);
    }
    this.#evidence = open;
    if (this.#ledger.elsewhere.size > 0) await this.#ledger.forgetElsewhere();
    return false;
  }

  async #judge({ heads, sinceMs }: Evidence): Promise<"due" | "open" | "explained"> {
    const own = this.#ledger.keys.id;
    const feeds = this.#ledger.journal.feeds;
    const branches = feeds.of(own).filter(({ device }) => device !== own);
    const { held, ahead, foreign } = await this.#ledger.locate(heads);
    const branch = branches.find(({ device }) => held[device] !== undefined);
    if (branch) return (await this.#isLeft(branch.device)) ? "explained" : "due";
    // It speaks of a way of this feed that has not come yet.
    const isUnknown = ahead[own] !== undefined || foreign[own] !== undefined;
    return isUnknown && this.#now() - sinceMs <= patienceMs ? "open" : "due";
  }

  /** Whether the other writer of this feed has gone over to a key of its own. */
  async #isLeft(feed: string): Promise<boolean> {
    const last = await this.#ledger.journal.last(feed);
    const payload = last && isRosterBody(last.body) ? last.body.payload : null;
    return payload?.kind === "addDevice" && payload.renews === this.#ledger.keys.id;
  }

  /** Makes the new key, has the old one admit it, and goes over to it. The caller has the queue's turn. */
  async renewDeviceKey(): Promise<void> {
    const keys = await makeDeviceKeys();
    const { deviceName } = this.#identity;
    // Kept first: if this ends half-way, the next start finds the key that was admitted.
    await this.#ledger.db.meta.put({ key: renewingKey, value: keysToStored(keys) });
    const device = { id: keys.id, name: deviceName, signPublic: keys.signPublic, receivePublic: keys.receivePublic };
    const epochs = await Promise.all(this.#ledger.epochs.map((epoch) => sealEpoch(epoch, keys.receivePublic)));
    const member = this.#team.member;
    await this.#ledger.saveRoster({ kind: "addDevice", member, device, epochs, renews: this.#ledger.keys.id });
    await this.#goOver(keys);
  }

  /** After a start: goes over to a key that was admitted, and forgets one that was not. */
  async finish(): Promise<void> {
    const row = (await this.#ledger.db.meta.get(renewingKey)) as { readonly value: StoredDeviceKeys } | undefined;
    if (!row) return;
    const keys = await openStoredKeys(row.value);
    if (keys.ok && this.#team.roster.devices[keys.value.id]) await this.#goOver(keys.value);
    else await this.#ledger.db.meta.delete(renewingKey);
  }

  async #goOver(keys: DeviceKeys): Promise<void> {
    const ledger = this.#ledger;
    const { db } = ledger;
    const before = ledger.keys.id;
    const former = [...(this.#identity.former ?? []), before];
    const epochs = await wrappedEpochs(keys, ledger.epochs);
    // Documents write under numbers of Yjs that belong to the key they were opened with.
    await this.#shards.saveAll();
    this.#shards.close();
    await ledger.disk.write(() =>
      db.transaction("rw", db.meta, db.actions, async () => {
        await db.meta.bulkPut([
          { key: "identity", value: identityToStored({ ...this.#identity, keys, former }) },
          { key: "epochs", value: epochs },
        ]);
        await db.meta.bulkDelete([renewingKey, "elsewhere"]);
        await db.actions.toCollection().modify((row: { -readonly [Key in keyof ActionRow]: ActionRow[Key] }) => {
          row.feed ??= before;
        });
      }),
    );
    Object.assign(this.#identity, { keys, former });
    ledger.goOver(keys, former);
    this.#evidence = [];
    this.#isCertain = false;
    // The first word under the new key: who acknowledges it knows that there are two now.
    await ledger.saveRoster({ kind: "rename", device: { id: keys.id, name: this.#identity.deviceName } });
  }
}
