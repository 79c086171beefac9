import { decodeAck, readAck, signAck, signNumbersOnly } from "../../src/journal/ack.ts";
import { type DeviceId, type DeviceKeys, makeDeviceKeys, type WorkspaceId } from "../../src/journal/deviceKeys.ts";
import {
  decodeEntry,
  type Entry,
  type EntryBody,
  type EntryKind,
  isRosterBody,
  noHash,
  openEntry,
  sealEntry,
  verifyEntry,
} from "../../src/journal/entry.ts";
import { type Epoch, makeEpochSecret, openEpoch, roomOf, sealEpoch } from "../../src/journal/epoch.ts";
import { type InvitationKeys, type InvitationLink, makeInvitation, signAdmission } from "../../src/journal/invitation.ts";
import { foldRoster, isInvitationOpen, type Roster } from "../../src/journal/roster.ts";
import type { RosterEntry, RosterPayload } from "../../src/journal/rosterEntry.ts";
import { verifyAdmission, withProof } from "../../src/journal/rosterProof.ts";
import { type Counts, countOf, countsOf, type Vector } from "../../src/journal/vector.ts";
import { toHex } from "../../src/lib/bytes.ts";
import { HybridClock, instantOf, type Stamp } from "../../src/lib/clock.ts";
import { err, ok, type Result } from "../../src/lib/result.ts";
import type { Welcome } from "../../src/sync/admission.ts";
import type { FileStore } from "../../src/sync/fileStore.ts";
import type { AdmissionRefusal, AdmissionRequest, Batch, OwnAck, SyncRoom, SyncStore, WelcomeData } from "../../src/sync/store.ts";
import type { Timers } from "../../src/sync/timers.ts";

const updateOf = (text: string): EntryBody => ({
  shard: "7f3kq",
  generation: 1,
  command: "edit",
  created: [],
  changes: [{ id: "7f3kq.k3v9m2x8ta", field: "note", to: text }],
  update: new Uint8Array([0, 0]),
});

/** A device's journal in memory: real entries, really sealed, signed and verified, and nothing behind them. */
export class Replica implements SyncStore {
  readonly workspace: WorkspaceId;
  readonly keys: DeviceKeys;
  readonly #timers: Timers;
  readonly #clock: HybridClock;
  readonly #epochs: Map<string, Epoch>;
  readonly #feeds = new Map<DeviceId, Map<number, Entry>>();
  readonly #prefix = new Map<DeviceId, number>();
  readonly #arrived: Entry[] = [];
  readonly #roster: { entry: Entry; folded: RosterEntry }[] = [];
  readonly #acks = new Map<DeviceId, { bytes: Uint8Array; stamp: Stamp; counts: Counts }>();
  readonly #news = new Set<(entries: readonly Uint8Array[]) => void>();
  readonly #rooms = new Set<() => void>();
  #folded: Roster;
  files?: FileStore;
  /** How long its disk takes for a batch. */
  diskMs = 5;
  /** Bytes of entries that came and were here already. */
  repeatedBytes = 0;
  receivedBytes = 0;
  /** Never finishes writing while this is set. */
  isStuck = false;
  /** Takes nothing more. */
  isFull = false;
  /** Devices whose entries are here and wait for others, so that nobody can be given them yet. */
  readonly waiting = new Set<DeviceId>();
  /** The heads that others said they have, or sent. */
  readonly metWith: { readonly device: DeviceId; readonly seq: number; readonly hash: string }[] = [];
  /** Devices that no longer belong. */
  readonly dropped = new Set<DeviceId>();

  private constructor(keys: DeviceKeys, workspace: WorkspaceId, epochs: readonly Epoch[], timers: Timers) {
    this.keys = keys;
    this.workspace = workspace;
    this.#timers = timers;
    this.#clock = new HybridClock(timers.now);
    this.#epochs = new Map(epochs.map((epoch) => [epoch.id, epoch]));
    this.#folded = foldRoster(workspace, []);
  }

  static async create(name: string, timers: Timers): Promise<Replica> {
    const keys = await makeDeviceKeys();
    const replica = new Replica(keys, keys.id, [{ id: keys.id, secret: makeEpochSecret() }], timers);
    const device = { id: keys.id, name, signPublic: keys.signPublic, receivePublic: keys.receivePublic };
    await replica.declare({
      kind: "create",
      name: "Muster GmbH",
      member: { id: keys.id, name },
      device,
      createdAt: instantOf(timers.now()),
    });
    return replica;
  }

  /** What a newcomer makes of its welcome. */
  static async join(keys: DeviceKeys, welcome: Omit<Welcome, "host">, timers: Timers): Promise<Replica> {
    const epochs: Epoch[] = [];
    for (const sealed of welcome.epochs) {
      const epoch = await openEpoch(keys, sealed);
      if (epoch.ok) epochs.push(epoch.value);
    }
    const replica = new Replica(keys, welcome.workspace, epochs, timers);
    replica.diskMs = 0;
    await replica.receive(welcome.roster);
    replica.diskMs = 5;
    return replica;
  }

  /** Lets a new device in without any network. */
  async letIn(name: string): Promise<Replica> {
    const invitation = await this.invite();
    const keys = await makeDeviceKeys();
    const proof = await signAdmission(invitation, this.workspace, keys);
    const names = { memberName: name, deviceName: name };
    const welcome = await this.admit({ invitation: invitation.id, proof, device: keys.id, ...keys, ...names });
    if (!welcome.ok) throw new Error(welcome.error.code);
    return Replica.join(keys, welcome.value, this.#timers);
  }

  /** The same device once more, as a cloned disk makes it. */
  async copy(): Promise<Replica> {
    const replica = new Replica(this.keys, this.workspace, [...this.#epochs.values()], this.#timers);
    for (const { bytes } of this.#arrived) {
      const entry = decodeEntry(bytes);
      if (entry.ok) await replica.#store(entry.value);
    }
    return replica;
  }

  async invite(): Promise<InvitationKeys> {
    const { id: invitation, publicKey, room, seed, sign } = await makeInvitation();
    await this.declare({ kind: "invite", invitation, publicKey, room, role: "member", once: false });
    return { id: invitation, publicKey, room, seed, sign };
  }

  linkOf(invitation: InvitationKeys): InvitationLink {
    const rosterHead = this.roster_.heads.at(-1) ?? "";
    return {
      workspace: this.workspace,
      seed: invitation.seed,
      rosterHead,
      workspaceName: "Muster GmbH",
      inviter: "Anna",
      signalling: [],
      ice: [],
    };
  }

  get roster_(): Roster {
    return this.#folded;
  }

  get epochRoom(): string {
    return roomOf([...this.#epochs.values()][0] as Epoch).name;
  }

  declare(payload: RosterPayload): Promise<Entry> {
    return this.#append("roster", { payload });
  }

  write(text: string): Promise<Entry> {
    return this.#append("update", updateOf(text));
  }

  /** Many at once, as an import does. */
  async writeMany(texts: readonly string[]): Promise<void> {
    const written: Uint8Array[] = [];
    for (const text of texts) written.push((await this.#append("update", updateOf(text), false)).bytes);
    this.#tell(written);
  }

  /** Every entry held here, by its hash. */
  hashes(): string[] {
    return this.#arrived.map(({ hash }) => toHex(hash)).sort();
  }

  get entryCount(): number {
    return this.#arrived.length;
  }

  /** Devices that have this entry on disk, by their own word. */
  copiesOf(device: DeviceId, seq: number): DeviceId[] {
    return [...this.#acks].filter(([, { counts }]) => countOf(counts, device) >= seq).map(([id]) => id);
  }

  async #append(kind: EntryKind, body: EntryBody, isTold = true): Promise<Entry> {
    const seq = (this.#prefix.get(this.keys.id) ?? 0) + 1;
    const before = this.#feeds.get(this.keys.id)?.get(seq - 1);
    const { [this.keys.id]: _, ...seen } = countsOf(this.vector());
    const [epoch] = this.#epochs.values();
    const entry = await sealEntry(
      {
        kind,
        workspace: this.workspace,
        device: this.keys.id,
        seq,
        previous: before?.hash ?? noHash,
        stamp: this.#clock.tick(),
        epoch: epoch as Epoch,
        seen: kind === "roster" ? seen : {},
        body,
      },
      this.keys,
    );
    await this.#store(entry);
    if (isTold) this.#tell([entry.bytes]);
    return entry;
  }

  #tell(entries: readonly Uint8Array[]) {
    for (const listener of this.#news) listener(entries);
  }

  async #store(entry: Entry): Promise<boolean> {
    const { device, seq } = entry.header;
    const feed = this.#feeds.get(device) ?? new Map<number, Entry>();
    if (feed.has(seq)) return false;
    this.#feeds.set(device, feed.set(seq, entry));
    this.#arrived.push(entry);
    let prefix = this.#prefix.get(device) ?? 0;
    while (feed.has(prefix + 1)) prefix++;
    if (prefix > 0) this.#prefix.set(device, prefix);
    if (entry.header.kind === "roster") await this.#fold(entry);
    return true;
  }

  async #fold(entry: Entry) {
    const epoch = this.#epochs.get(entry.header.epoch);
    const body = epoch ? await openEntry(entry, epoch) : null;
    if (!body?.ok || !isRosterBody(body.value)) return;
    const { device, seq, stamp, seen } = entry.header;
    const folded = { device, seq, stamp, seen: { ...seen, [device]: seq }, hash: toHex(entry.hash), payload: body.value.payload };
    this.#roster.push({ entry, folded: await withProof(this.workspace, folded) });
    this.#folded = foldRoster(
      this.workspace,
      this.#roster.map(({ folded: one }) => one),
    );
    for (const listener of this.#rooms) listener();
  }

  // SyncStore

  rooms(): SyncRoom[] {
    const epochs = [...this.#epochs.values()].map((epoch) => roomOf(epoch));
    const invitations = Object.values(this.#folded.invitations).map(({ room, id }) => ({ ...room, invitation: id }));
    return [...epochs, ...invitations];
  }

  isMember(device: DeviceId): boolean {
    return Object.hasOwn(this.#folded.devices, device) && !this.dropped.has(device);
  }

  devicePublic(device: DeviceId): Uint8Array | undefined {
    return this.#folded.devices[device]?.signPublic;
  }

  async credentials(): Promise<readonly Uint8Array[]> {
    return [];
  }
  rosterHead(): string {
    return this.#folded.heads.join(" ");
  }

  async roster(): Promise<Uint8Array[]> {
    return this.#roster.map(({ entry }) => entry.bytes);
  }

  vector(): Vector {
    return Object.fromEntries(
      [...this.#prefix].map(([device, seq]) => [
        device,
        { seq, hash: toHex(((this.#feeds.get(device) as Map<number, Entry>).get(seq) as Entry).hash) },
      ]),
    );
  }

  async entriesAfter(have: Counts, limitBytes: number, after = 0): Promise<Batch> {
    const entries: Uint8Array[] = [];
    let bytes = 0;
    let at = after;
    for (; at < this.#arrived.length; at++) {
      const { header, bytes: whole } = this.#arrived[at] as Entry;
      if (header.seq <= countOf(have, header.device) || this.waiting.has(header.device)) continue;
      if (entries.length > 0 && bytes + whole.length > limitBytes) break;
      entries.push(whole);
      bytes += whole.length;
    }
    return { entries, more: at < this.#arrived.length, at };
  }

  async receive(received: readonly Uint8Array[]) {
    if (this.diskMs > 0) await new Promise<void>((resolve) => this.#timers.after(this.diskMs, resolve));
    while (this.isStuck) await new Promise<void>((resolve) => this.#timers.after(1_000, resolve));
    if (this.isFull) throw new Error("disk full");
    const refused: { code: string }[] = [];
    const stored: Uint8Array[] = [];
    const decoded = received.map((bytes) => decodeEntry(bytes));
    for (const result of decoded) {
      if (!result.ok) {
        refused.push({ code: result.error.code });
        continue;
      }
      const entry = result.value;
      this.receivedBytes += entry.bytes.length;
      if (this.#feeds.get(entry.header.device)?.has(entry.header.seq)) {
        this.repeatedBytes += entry.bytes.length;
        continue;
      }
      const signPublic = this.devicePublic(entry.header.device) ?? (await this.#creatorKeyIn(entry));
      if (!signPublic || !(await verifyEntry(entry, signPublic))) {
        refused.push({ code: signPublic ? "signature-invalid" : "device-unknown" });
        continue;
      }
      if (await this.#store(entry)) stored.push(entry.bytes);
    }
    if (stored.length > 0) this.#tell(stored);
    return { stored: stored.length, refused, unplaced: {} };
  }

  /** The first entry of all brings the key it is signed with; the workspace's id is that key's hash. */
  async #creatorKeyIn(entry: Entry): Promise<Uint8Array | undefined> {
    const epoch = this.#epochs.get(entry.header.epoch);
    if (!epoch || entry.header.device !== this.workspace || entry.header.kind !== "roster") return undefined;
    const body = await openEntry(entry, epoch);
    return body.ok && isRosterBody(body.value) && body.value.payload.kind === "create" ? body.value.payload.device.signPublic : undefined;
  }

  async ack(): Promise<OwnAck> {
    const stamp = this.#clock.tick();
    const vector = this.vector();
    const counts = countsOf(vector);
    const bytes = await signAck(this.keys, this.workspace, vector, stamp);
    this.#acks.set(this.keys.id, { bytes, stamp, counts });
    return { bytes, former: await signNumbersOnly(this.keys, this.workspace, counts, stamp) };
  }

  async acks(isFormer: boolean): Promise<Uint8Array[]> {
    const { bytes, former } = await this.ack();
    const others = [...this.#acks].filter(([device]) => device !== this.keys.id).map(([, ack]) => ack.bytes);
    return [isFormer ? former : bytes, ...others];
  }

  onAcks() {
    return () => {};
  }

  audit() {
    return null;
  }

  hearAudit() {}

  async meet(device: DeviceId, vector: Vector) {
    for (const head of Object.values(vector)) this.metWith.push({ device, ...head });
    return { foreign: {}, ahead: {} };
  }

  async receiveAcks(received: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const fresh: Uint8Array[] = [];
    for (const bytes of received) {
      const said = decodeAck(bytes);
      const known = said.ok ? this.#acks.get(said.value.device)?.stamp : undefined;
      if (!said.ok || (known && (known.ms - said.value.stamp.ms || known.count - said.value.stamp.count) >= 0)) continue;
      const ack = await readAck(bytes, (device) => this.devicePublic(device));
      if (!ack.ok) continue;
      this.#acks.set(ack.value.device, { bytes, stamp: ack.value.stamp, counts: ack.value.counts });
      fresh.push(bytes);
    }
    return fresh;
  }

  async admit(request: AdmissionRequest): Promise<Result<WelcomeData, AdmissionRefusal>> {
    const invitation = this.#folded.invitations[request.invitation];
    if (!invitation) return err({ code: "invitation-unknown" });
    const device = { id: request.device, name: request.deviceName, signPublic: request.signPublic, receivePublic: request.receivePublic };
    if (!(await verifyAdmission(this.workspace, { invitation: request.invitation, device, proof: request.proof })))
      return err({ code: "proof-invalid" });
    if (!isInvitationOpen(invitation, this.#timers.now())) return err({ code: "invitation-revoked" });
    const epochs = await Promise.all([...this.#epochs.values()].map((epoch) => sealEpoch(epoch, request.receivePublic)));
    if (!this.isMember(device.id)) {
      const member = { id: device.id, name: request.memberName };
      await this.declare({ kind: "admit", invitation: request.invitation, member, device, proof: request.proof, epochs });
    }
    return ok({ workspace: this.workspace, epochs, roster: await this.roster() });
  }

  onNews(listener: (entries: readonly Uint8Array[]) => void) {
    this.#news.add(listener);
    return () => void this.#news.delete(listener);
  }

  onRooms(listener: () => void) {
    this.#rooms.add(listener);
    return () => void this.#rooms.delete(listener);
  }
}
