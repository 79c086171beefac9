// Who belongs. The roster is a log of entries like any other; what it says is a pure function of the set of them:
// every device that holds the same roster entries sees the same members, whatever the order in which they came.
import { toHex } from "../lib/bytes.ts";
import { compareStamps, instantOf } from "../lib/clock.ts";
import type { DeviceId, WorkspaceId } from "./deviceKeys.ts";
import type { Room } from "./epoch.ts";
import type { AdmitPayload, InvitationId, InvitePayload, MemberId, Role, RosterEntry, RosterPayload } from "./rosterEntry.ts";
import { withKnowledge } from "./rosterKnowledge.ts";
import { countOf } from "./vector.ts";

export interface RosterMember {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Instant of joining, by the clock of the device that admitted. */
  readonly since: string;
}

export interface RosterDevice {
  readonly id: DeviceId;
  readonly member: MemberId;
  readonly name: string;
  readonly signPublic: Uint8Array;
  readonly receivePublic: Uint8Array;
  readonly since: string;
  /** The device it was before; that one may still be somebody, or nobody any more. */
  readonly renews?: DeviceId;
}

export interface RosterInvitation {
  readonly id: InvitationId;
  readonly publicKey: Uint8Array;
  readonly room: Room;
  readonly role: Role;
  readonly once: boolean;
  readonly expiresAt?: string | undefined;
  readonly name?: string | undefined;
  /** The member who invited. */
  readonly by: MemberId;
  readonly createdAt: string;
  readonly isRevoked: boolean;
  /** Devices that came in by it. */
  readonly admitted: readonly DeviceId[];
}

export interface Roster {
  readonly workspace: WorkspaceId;
  readonly name: string;
  /** "" until the creating entry is here. */
  readonly createdAt: string;
  readonly members: Readonly<Record<MemberId, RosterMember>>;
  readonly devices: Readonly<Record<DeviceId, RosterDevice>>;
  readonly invitations: Readonly<Record<InvitationId, RosterInvitation>>;
  /** Devices whose admission was genuine and lost: the invitation was revoked or used by another meanwhile. */
  readonly suspended: Readonly<Record<DeviceId, "invitation-revoked" | "invitation-used">>;
  /** Recovery key → the members whose devices laid it down. */
  readonly recoveries: Readonly<Record<string, readonly MemberId[]>>;
  /** Hashes of counting entries that no other counting entry has seen, the newest last. */
  readonly heads: readonly string[];
}

/** True when this member may revoke the invitation: whoever made it may, and whoever manages the team. */
export const mayRevoke = (roster: Roster, invitation: RosterInvitation, member: MemberId): boolean =>
  invitation.by === member || ["owner", "admin"].includes(roster.members[member]?.role ?? "member");

/** True when somebody may join by this invitation now. The door asks this; the fold judges by what was concurrent. */
export const isInvitationOpen = (invitation: RosterInvitation, nowMs: number): boolean =>
  !invitation.isRevoked &&
  !(invitation.once && invitation.admitted.length > 0) &&
  (invitation.expiresAt === undefined || nowMs < Date.parse(invitation.expiresAt));

/** How far ahead of its own time a clock may have been pulled by others (lib/clock.ts): expired is what is surely expired. */
const clockToleranceMs = 48 * 3_600_000;

type Entry<Payload extends RosterPayload = RosterPayload> = RosterEntry & { readonly payload: Payload };
type Admission = Entry<AdmitPayload>;
const isKind = <Kind extends RosterPayload["kind"]>(
  entry: RosterEntry,
  kind: Kind,
): entry is Entry<Extract<RosterPayload, { kind: Kind }>> => entry.payload.kind === kind;

const knowsOf = (entry: RosterEntry, other: RosterEntry): boolean =>
  entry.device === other.device ? entry.seq > other.seq : countOf(entry.seen, other.device) >= other.seq;

/** Grows along every chain of cause and effect, so that sorting by it never puts an effect first, whatever the clocks say. */
const depthOf = (entry: RosterEntry): number => {
  let sum = entry.seq;
  for (const other in entry.seen) if (other !== entry.device) sum += countOf(entry.seen, other);
  return sum;
};

function inCausalOrder(entries: readonly RosterEntry[]): RosterEntry[] {
  const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
  const depths = new Map(Array.from(byHash.values(), (entry) => [entry, depthOf(entry)]));
  return [...byHash.values()].sort((a, b) => (depths.get(a) as number) - (depths.get(b) as number) || (a.hash < b.hash ? -1 : 1));
}

/**
 * Everybody admitted by somebody who belongs belongs, from the creator on, where `isVoid` does not object.
 * The order within does not matter: it goes on until nothing more is added.
 */
function belonging(
  workspace: WorkspaceId,
  ordered: readonly RosterEntry[],
  isVoid: (admission: Admission, invitation: Entry<InvitePayload>) => boolean,
): Set<RosterEntry> {
  const counting = new Set<RosterEntry>();
  const devices = new Map<DeviceId, Set<MemberId>>();
  const invitations = new Map<InvitationId, Entry<InvitePayload>[]>();
  const recoveries = new Map<string, DeviceId[]>();
  const managers = new Set<MemberId>();
  const join = (device: DeviceId, member: MemberId) => devices.set(device, (devices.get(device) ?? new Set()).add(member));
  const membersOf = (device: DeviceId): MemberId[] => [...(devices.get(device) ?? [])];
  const isManager = (device: DeviceId): boolean => membersOf(device).some((member) => managers.has(member));

  const counts = (entry: RosterEntry): boolean => {
    if (isKind(entry, "create")) {
      const { member, device } = entry.payload;
      return entry.device === workspace && device.id === workspace && member.id === workspace && devices.size === 0;
    }
    if (isKind(entry, "recover")) {
      const { device, member, recovery } = entry.payload;
      const isLaidDown = (recoveries.get(recovery) ?? []).some((by) => devices.get(by)?.has(member) === true);
      return entry.isProven === true && device.id === entry.device && isLaidDown;
    }
    if (!devices.has(entry.device)) return false;
    if (isKind(entry, "admit")) {
      const { member, device, invitation } = entry.payload;
      // A member is named by the first device: nobody is admitted into somebody else's place.
      if (entry.isProven !== true || member.id !== device.id) return false;
      return (invitations.get(invitation) ?? []).some(
        // A device that is still catching up may have the invitation and not yet all that its author had seen: it counts
        // from the moment it is here, so an admission need not know of it. It only must not be older.
        (invite) => !knowsOf(invite, entry) && !isExpired(entry, invite) && !isVoid(entry, invite),
      );
    }
    if (isKind(entry, "addDevice")) return devices.get(entry.device)?.has(entry.payload.member) === true;
    if (isKind(entry, "revokeInvite")) {
      const invited = invitations.get(entry.payload.invitation) ?? [];
      if (invited.length === 0) return false;
      // All who laid it down: anybody can repeat what somebody else has written.
      const isOwn = invited.every(({ device }) => membersOf(device).some((member) => devices.get(entry.device)?.has(member)));
      return isOwn || isManager(entry.device);
    }
    return entry.payload.kind !== "unknown";
  };

  for (let before = -1; before !== counting.size; ) {
    before = counting.size;
    for (const entry of ordered) {
      if (counting.has(entry) || !counts(entry)) continue;
      counting.add(entry);
      if (isKind(entry, "create") || isKind(entry, "admit")) {
        join(entry.payload.device.id, entry.payload.member.id);
        // An owner's or an admin's link may make one more.
        const invited = isKind(entry, "admit") ? (invitations.get(entry.payload.invitation) ?? []) : [];
        if (entry.payload.kind === "create" || invited.some(({ payload, device }) => payload.role === "admin" && isManager(device)))
          managers.add(entry.payload.member.id);
      } else if (isKind(entry, "addDevice") || isKind(entry, "recover")) join(entry.payload.device.id, entry.payload.member);
      else if (isKind(entry, "setRecovery")) {
        if (entry.payload.signPublic) listUnder(recoveries, toHex(entry.payload.signPublic), entry.device);
      } else if (isKind(entry, "invite"))
        invitations.set(entry.payload.invitation, [...(invitations.get(entry.payload.invitation) ?? []), entry]);
    }
  }
  return counting;
}

const isExpired = (admission: Admission, invite: Entry<InvitePayload>): boolean =>
  invite.payload.expiresAt !== undefined && admission.stamp.ms > Date.parse(invite.payload.expiresAt) + clockToleranceMs;

/** What was said about each invitation, so that one used a thousand times does not slow the others. */
class InvitationLog {
  readonly #revocations = new Map<InvitationId, RosterEntry[]>();
  readonly #admissions = new Map<InvitationId, Admission[]>();

  constructor(entries: readonly RosterEntry[]) {
    for (const entry of entries) {
      if (isKind(entry, "revokeInvite")) listUnder(this.#revocations, entry.payload.invitation, entry);
      if (isKind(entry, "admit") && entry.isProven === true) listUnder(this.#admissions, entry.payload.invitation, entry);
    }
  }

  /** A revocation ends every admission that it did not know of. */
  isRevoked(admission: Admission, effective: Set<RosterEntry>): boolean {
    const revocations = this.#revocations.get(admission.payload.invitation) ?? [];
    return revocations.some((revocation) => effective.has(revocation) && !knowsOf(revocation, admission));
  }

  /** Admissions of other devices by the same invitation. */
  rivalsOf(admission: Admission): Admission[] {
    const all = this.#admissions.get(admission.payload.invitation) ?? [];
    return all.filter((other) => other.payload.device.id !== admission.payload.device.id);
  }
}

/** Of two admissions by a one-time invitation: the one that the other knew of; if neither did, the one with the smaller hash. */
const isBefore = (rival: Admission, admission: Admission): boolean =>
  knowsOf(admission, rival) || (!knowsOf(rival, admission) && rival.hash < admission.hash);

const listUnder = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

/**
 * Which entries count. Whether an admission stands depends on revocations and rivals, and whether those count depends
 * on admissions: so what *may* count and what *surely* counts close in on each other (well-founded semantics) until
 * neither moves. Two who undo each other both stay out.
 */
function settle(workspace: WorkspaceId, ordered: readonly RosterEntry[], log: InvitationLog): Set<RosterEntry> {
  const isUsed = (admission: Admission, effective: Set<RosterEntry>): boolean =>
    log.rivalsOf(admission).some((rival) => effective.has(rival) && isBefore(rival, admission));
  const countingAgainst = (opponents: Set<RosterEntry>): Set<RosterEntry> =>
    belonging(
      workspace,
      ordered,
      (admission, invite) => log.isRevoked(admission, opponents) || (invite.payload.once && isUsed(admission, opponents)),
    );
  let possible = countingAgainst(new Set());
  for (;;) {
    const certain = countingAgainst(possible);
    const next = countingAgainst(certain);
    if (next.size === possible.size) return certain;
    possible = next;
  }
}

/** Folds roster entries to the roster they make. Pure, and the same for every order of the entries; entries given twice count once. */
export function foldRoster(workspace: WorkspaceId, entries: readonly RosterEntry[]): Roster {
  const ordered = inCausalOrder(withKnowledge(workspace, entries));
  const log = new InvitationLog(ordered);
  const counting = settle(workspace, ordered, log);
  const said = ordered.filter((entry) => counting.has(entry));
  const members: Record<MemberId, RosterMember> = {};
  const devices: Record<DeviceId, RosterDevice> = {};
  const invitations: Record<InvitationId, RosterInvitation> = {};
  const suspended: Record<DeviceId, "invitation-revoked" | "invitation-used"> = {};
  const admittedBy = new Map<InvitationId, Set<DeviceId>>();
  const recoveries: Record<string, readonly MemberId[]> = {};
  let name = "";
  let createdAt = "";

  const take = (entry: RosterEntry): void => {
    const since = instantOf(entry.stamp.ms);
    const author = devices[entry.device]?.member ?? entry.device;
    if (isKind(entry, "create")) {
      ({ name, createdAt } = entry.payload);
      members[workspace] = { ...entry.payload.member, role: "owner", since };
      devices[workspace] = { ...entry.payload.device, member: workspace, since };
    } else if (isKind(entry, "invite") && invitations[entry.payload.invitation] === undefined) {
      const { kind: _, invitation, ...terms } = entry.payload;
      const mayMakeAdmins = ["owner", "admin"].includes(members[author]?.role ?? "member");
      const role = terms.role === "admin" && !mayMakeAdmins ? "member" : terms.role;
      invitations[invitation] = { ...terms, id: invitation, role, by: author, createdAt: since, isRevoked: false, admitted: [] };
      admittedBy.set(invitation, new Set());
    } else if (isKind(entry, "admit")) {
      const { member, device } = entry.payload;
      const invitation = invitations[entry.payload.invitation];
      if (invitation !== undefined) admittedBy.get(invitation.id)?.add(device.id);
      // Admitted by two at once: the first counts, the second says the same.
      if (devices[device.id] !== undefined) return;
      members[member.id] = { ...member, role: invitation?.role ?? "member", since };
      devices[device.id] = { ...device, member: member.id, since };
    } else if (isKind(entry, "addDevice") || isKind(entry, "recover")) {
      const { device, member } = entry.payload;
      const renews = isKind(entry, "addDevice") && entry.payload.renews === entry.device ? { renews: entry.device } : {};
      devices[device.id] ??= { ...device, member, since, ...renews };
    } else if (isKind(entry, "setRecovery") && entry.payload.signPublic) {
      const recovery = toHex(entry.payload.signPublic);
      recoveries[recovery] = [...new Set([...(recoveries[recovery] ?? []), author])];
    }
  };
  // Who admits may not have seen the invitation, and whoever was admitted may sort before it: each when what it rests on is there.
  const isReady = (entry: RosterEntry): boolean => {
    if (isKind(entry, "create") || isKind(entry, "recover")) return true;
    return devices[entry.device] !== undefined && (!isKind(entry, "admit") || invitations[entry.payload.invitation] !== undefined);
  };
  let left = said;
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    left = left.filter((entry) => {
      const isNow = isReady(entry);
      if (isNow) take(entry);
      return !isNow;
    });
  }
  for (const entry of left) take(entry);

  const revoked = new Set(said.map((entry) => (isKind(entry, "revokeInvite") ? entry.payload.invitation : "")));
  for (const invitation of Object.values(invitations)) {
    const admitted = [...(admittedBy.get(invitation.id) ?? [])];
    invitations[invitation.id] = { ...invitation, isRevoked: revoked.has(invitation.id), admitted };
  }
  for (const entry of ordered) {
    if (!isKind(entry, "admit") || counting.has(entry) || entry.isProven !== true || devices[entry.device] === undefined) continue;
    const { device, invitation } = entry.payload;
    if (devices[device.id] !== undefined || invitations[invitation] === undefined) continue;
    if (log.isRevoked(entry, counting)) suspended[device.id] = "invitation-revoked";
    else if (invitations[invitation].once && invitations[invitation].admitted.length > 0) suspended[device.id] ??= "invitation-used";
  }

  const named = withNames({ name, members, devices }, said);
  return { workspace, ...named, createdAt, invitations, suspended, recoveries, heads: headsOf(said) };
}

type Named = Pick<Roster, "name" | "members" | "devices">;

/** The last name that was given, by cause and effect; of names given without knowing of each other, the later by the clock. */
function withNames({ name, members, devices }: Named, said: readonly RosterEntry[]): Named {
  const given = new Map<string, { readonly entry: RosterEntry; readonly name: string }>();
  const give = (what: string, entry: RosterEntry, name: string) => {
    const before = given.get(what);
    const isLater =
      before === undefined || knowsOf(entry, before.entry) || (!knowsOf(before.entry, entry) && isLaterByClock(entry, before.entry));
    if (isLater) given.set(what, { entry, name });
  };
  for (const entry of said) {
    if (!isKind(entry, "rename")) continue;
    const { workspace, member, device } = entry.payload;
    const author = members[devices[entry.device]?.member ?? ""];
    const mayName = (owner: MemberId | undefined) =>
      owner !== undefined && author !== undefined && (author.id === owner || author.role === "owner" || author.role === "admin");
    if (workspace !== undefined) give("workspace", entry, workspace);
    if (member !== undefined && mayName(members[member.id]?.id)) give(`member ${member.id}`, entry, member.name);
    if (device !== undefined && mayName(devices[device.id]?.member)) give(`device ${device.id}`, entry, device.name);
  }
  const renamed = <One extends { readonly id: string; readonly name: string }>(
    kind: string,
    all: Readonly<Record<string, One>>,
  ): Record<string, One> =>
    Object.fromEntries(Object.values(all).map((one) => [one.id, { ...one, name: given.get(`${kind} ${one.id}`)?.name ?? one.name }]));
  return { name: given.get("workspace")?.name ?? name, members: renamed("member", members), devices: renamed("device", devices) };
}

const isLaterByClock = (a: RosterEntry, b: RosterEntry): boolean => (compareStamps(a.stamp, b.stamp) || (a.hash < b.hash ? -1 : 1)) > 0;

function headsOf(counting: readonly RosterEntry[]): string[] {
  const known: Record<DeviceId, number> = {};
  for (const entry of counting) {
    known[entry.device] = Math.max(known[entry.device] ?? 0, entry.seq - 1);
    for (const other in entry.seen) if (other !== entry.device) known[other] = Math.max(known[other] ?? 0, countOf(entry.seen, other));
  }
  return counting.filter((entry) => countOf(known, entry.device) < entry.seq).map((entry) => entry.hash);
}
