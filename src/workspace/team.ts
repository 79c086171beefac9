// Who belongs, and who lets others in: invitations, admissions, names.

import { shortenedName, tooLongName } from "../domain/name.ts";
import { type Epoch, roomOf, sealEpoch } from "../journal/epoch.ts";
import { type IceServer, makeInvitation, writeLink } from "../journal/invitation.ts";
import { isInvitationOpen, mayRevoke, type Roster } from "../journal/roster.ts";
import { verifyAdmission } from "../journal/rosterProof.ts";
import { toHex } from "../lib/bytes.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { AdmissionRefusal, AdmissionRequest, SyncRoom, WelcomeData } from "../sync/store.ts";
import type { CommandRefusal, InviteOptions } from "./api.ts";
import type { Identity } from "./identity.ts";
import type { KnownRoster } from "./knownRoster.ts";
import type { Ledger } from "./ledger.ts";
import type { Queue } from "./queue.ts";

const maxClosedRooms = 4;
/** The meeting point serves so many rooms a device and some; who holds an older link asks for a new one. */
const maxOpenRooms = 50;
const inviteMs = 7 * 86_400_000;

export class Team {
  readonly #ledger: Ledger;
  readonly #queue: Queue;
  readonly #identity: Identity;
  readonly #now: Now;
  readonly #known: KnownRoster;
  /** Where devices meet, for links: the signalling and ICE servers of this installation. */
  servers: { readonly signalling: readonly string[]; readonly ice: readonly IceServer[] } = { signalling: [], ice: [] };

  constructor(of: {
    readonly ledger: Ledger;
    readonly roster: KnownRoster;
    readonly queue: Queue;
    readonly identity: Identity;
    readonly now: Now;
  }) {
    this.#ledger = of.ledger;
    this.#known = of.roster;
    this.#queue = of.queue;
    this.#identity = of.identity;
    this.#now = of.now;
  }

  get roster(): Roster {
    return this.#known.folded;
  }

  get isMember(): boolean {
    return this.roster.devices[this.#identity.keys.id] !== undefined;
  }

  /** This device came out of a backup: its own first entry vouches for it. */
  get isRecovered(): boolean {
    return this.#known.isOwnRecovered;
  }

  /** The id of this device's person. */
  get member(): string {
    return this.roster.devices[this.#identity.keys.id]?.member ?? this.#identity.keys.id;
  }

  memberNameOf(device: string): string {
    const member = this.roster.devices[device]?.member;
    return (member && this.roster.members[member]?.name) || "";
  }

  async invite(options: InviteOptions): Promise<Result<string, CommandRefusal>> {
    const invitation = await makeInvitation();
    const entry = await this.#queue.run("urgent", () =>
      this.#ledger.saveRoster({
        kind: "invite",
        invitation: invitation.id,
        publicKey: invitation.publicKey,
        room: invitation.room,
        role: "member",
        once: options.once ?? true,
        expiresAt: options.expiresAt ?? instantOf(this.#now() + inviteMs),
      }),
    );
    const link = {
      workspace: this.#ledger.workspace,
      seed: invitation.seed,
      rosterHead: toHex(entry.hash),
      workspaceName: shortenedName(this.roster.name),
      inviter: shortenedName(this.#identity.memberName),
      signalling: this.servers.signalling,
      ice: this.servers.ice,
    };
    return ok(writeLink(link, options.base));
  }

  async revoke(invitation: string): Promise<Result<null, CommandRefusal>> {
    const known = this.roster.invitations[invitation];
    if (!known) return err({ code: "record-missing", id: invitation });
    if (!mayRevoke(this.roster, known, this.member)) return err({ code: "invitation-of-another" });
    await this.#queue.run("urgent", () => this.#ledger.saveRoster({ kind: "revokeInvite", invitation }));
    return ok(null);
  }

  async rename(names: {
    readonly workspace?: string;
    readonly member?: string;
    readonly device?: string;
  }): Promise<Result<null, CommandRefusal>> {
    const tooLong = tooLongName(names);
    if (tooLong) return err(tooLong);
    await this.#queue.run("urgent", () =>
      this.#ledger.saveRoster({
        kind: "rename",
        ...(names.workspace === undefined ? {} : { workspace: names.workspace }),
        ...(names.member === undefined ? {} : { member: { id: this.member, name: names.member } }),
        ...(names.device === undefined ? {} : { device: { id: this.#identity.keys.id, name: names.device } }),
      }),
    );
    return ok(null);
  }

  /** Rooms of all live epochs, of every invitation that is open, and of those closed last: who comes too late is told so. */
  rooms(epochs: readonly Epoch[]): SyncRoom[] {
    const newestFirst = Object.values(this.roster.invitations).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    const open = newestFirst.filter((invitation) => isInvitationOpen(invitation, this.#now()));
    const closed = newestFirst.filter((invitation) => !isInvitationOpen(invitation, this.#now()));
    const served = [...open.slice(0, maxOpenRooms), ...closed.slice(0, maxClosedRooms)];
    return [...epochs.map(roomOf), ...served.map(({ id, room }) => ({ ...room, invitation: id }))];
  }

  /** Lets a newcomer in whose proof is right; asked again, it answers the same again. */
  async admit(request: AdmissionRequest): Promise<Result<WelcomeData, AdmissionRefusal>> {
    const invitation = this.roster.invitations[request.invitation];
    if (!invitation) return err({ code: "invitation-unknown" });
    const device = {
      id: request.device,
      name: shortenedName(request.deviceName),
      signPublic: request.signPublic,
      receivePublic: request.receivePublic,
    };
    const isProven = await verifyAdmission(this.#ledger.workspace, { invitation: request.invitation, device, proof: request.proof });
    if (!isProven) return err({ code: "proof-invalid" });
    const epochs = await Promise.all(this.#ledger.epochs.map((epoch) => sealEpoch(epoch, request.receivePublic)));
    if (!this.roster.devices[request.device]) {
      if (invitation.isRevoked) return err({ code: "invitation-revoked" });
      if (invitation.expiresAt !== undefined && instantOf(this.#now()) >= invitation.expiresAt) return err({ code: "invitation-expired" });
      if (invitation.once && invitation.admitted.length > 0) return err({ code: "invitation-used" });
      const member = { id: request.device, name: shortenedName(request.memberName) };
      await this.#queue.run("urgent", () =>
        this.#ledger.saveRoster({ kind: "admit", invitation: request.invitation, member, device, proof: request.proof, epochs }),
      );
    }
    return ok({ workspace: this.#ledger.workspace, epochs, roster: await this.#ledger.rosterBytes() });
  }
}
