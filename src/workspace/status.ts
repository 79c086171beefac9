import type { Trouble } from "../domain/trouble.ts";
import { isInvitationOpen, mayRevoke, type Roster } from "../journal/roster.ts";
import { type Counts, countOf, countsOf, missingCount } from "../journal/vector.ts";
import type { LobbyState } from "../sync/lobby.ts";
import type { PeerStatus } from "../sync/status.ts";
import type { Acks } from "./acks.ts";
import type { DeviceStatus, EngineStatus, NetworkStatus } from "./api.ts";
import type { Identity } from "./identity.ts";
import type { Joining } from "./joining.ts";
import type { Ledger } from "./ledger.ts";
import type { Seen } from "./seen.ts";
import type { Store } from "./store.ts";
import type { Team } from "./team.ts";

export type LobbyReport = LobbyState & { readonly sinceMs: number };

/** A meeting point that has not answered for so long is called unreachable. */
const patienceMs = 4_000;

export function statusOf(of: {
  readonly ledger: Ledger;
  readonly team: Team;
  readonly store: Store;
  readonly seen: Seen;
  readonly peers: readonly PeerStatus[];
  readonly lobby: LobbyReport | null;
  readonly identity: Identity;
  readonly isSample: boolean;
  readonly isOffline: boolean;
  readonly joining: Joining | null;
  readonly aloneSinceMs: number | null;
  readonly troubles: readonly Trouble[];
}): EngineStatus {
  const { roster } = of.team;
  const own = of.identity.keys.id;
  const stored = of.ledger.storedCounts();
  const live = new Map(
    of.peers
      .filter((peer) => peer.device !== null && (peer.state === "syncing" || peer.state === "live"))
      .map((peer) => [peer.device, peer]),
  );
  const ownFeeds = of.ledger.journal.own;
  const devices = Object.values(roster.devices)
    .filter((device) => device.id === own || live.has(device.id) || isThere(roster, device.id, of.store.acknowledgements))
    .map((device): DeviceStatus => {
      const isThis = device.id === own;
      const acknowledged = isThis ? stored : acknowledgedBy(roster, of.store.acknowledgements, device.id, of.ledger);
      return {
        id: device.id,
        name: device.name,
        member: device.member,
        memberName: roster.members[device.member]?.name ?? "",
        isThis,
        isConnected: live.has(device.id),
        seenMs:
          isThis || live.has(device.id) ? Date.now() : lastSeenMs(of.seen.lastMs(device.id), of.store.acknowledgements.saidMs(device.id)),
        lacks: isThis ? 0 : missingCount(acknowledged, stored),
        acknowledged,
      };
    });
  const others = devices.filter((device) => !device.isThis);
  const onlyHere = ownFeeds.map(
    (feed) => countOf(stored, feed) - Math.max(0, ...others.map(({ acknowledged }) => countOf(acknowledged, feed))),
  );
  const toReceive = of.peers.reduce((most, peer) => Math.max(most, peer.toReceive), 0);
  const parties = of.ledger.counts.party ?? 0;
  const entries = Object.values(stored).reduce((sum, count) => sum + count, 0);
  return {
    workspace: of.ledger.workspace,
    name: roster.name,
    device: own,
    member: of.team.member,
    isSample: of.isSample,
    state: of.joining ? "joining" : "ready",
    devices,
    members: Object.values(roster.members).map(({ id, name, role }) => ({ id, name, role })),
    invitations: Object.values(roster.invitations).map((invitation) => ({
      id: invitation.id,
      createdAt: invitation.createdAt,
      isRevoked: invitation.isRevoked,
      once: invitation.once,
      isOpen: isInvitationOpen(invitation, Date.now()),
      mayRevoke: mayRevoke(roster, invitation, of.team.member),
      ...(invitation.expiresAt === undefined ? {} : { expiresAt: invitation.expiresAt }),
    })),
    pending: onlyHere.reduce((sum, count) => sum + count, 0),
    copies: 1 + others.filter(({ acknowledged }) => ownFeeds.every((feed) => countOf(acknowledged, feed) >= countOf(stored, feed))).length,
    network: networkOf(of.lobby, of.isOffline, live.size, of.aloneSinceMs),
    receiving:
      toReceive > 0
        ? { have: parties, total: Math.max(parties, Math.round((parties * (entries + toReceive)) / Math.max(1, entries))) }
        : null,
    vector: countsOf(of.ledger.vector()),
    waiting: of.ledger.waitingCount,
    counts: of.ledger.counts,
    troubles: of.troubles,
    traffic: {
      sent: of.peers.reduce((sum, peer) => sum + peer.sentBytes, 0),
      received: of.peers.reduce((sum, peer) => sum + peer.receivedBytes, 0),
    },
    joining: of.joining && { sinceMs: of.joining.sinceMs, refusal: of.joining.refusal },
  };
}

/**
 * What a device has, checked. Of others' feeds it may have more than is here: then it has as much of what is here as it has shown
 * to be the same, and nothing more, because the feed may have parted behind that. Of this device's own feed nobody has more.
 */
function acknowledgedBy(roster: Roster, acks: Acks, device: string, ledger: Ledger): Counts {
  if (!isThere(roster, device, acks)) return {};
  const { own, feeds } = ledger.journal;
  const held = acks.heldBy(device);
  const met = acks.metOf(device);
  const ahead = acks.aheadOf(device);
  return Object.fromEntries(
    Object.entries(ledger.storedCounts()).flatMap(([feed, seq]) => {
      const isOneChain = !own.includes(feed) && feeds.of(feeds.deviceOf(feed)).length === 1;
      const shown = isOneChain && countOf(ahead, feed) > seq ? Math.min(seq, countOf(met, feed)) : 0;
      const count = Math.max(countOf(held, feed), shown);
      return count > 0 ? [[feed, count]] : [];
    }),
  );
}

/**
 * A device that renewed its key may be nobody any more, and what it once acknowledged gone: a laptop that was restored has the
 * new key only. Of a profile that was copied the other one lives on, and shows it by acknowledging its sibling's first entry.
 */
const isThere = (roster: Roster, device: string, acks: Acks): boolean =>
  Object.values(roster.devices).every(({ id, renews }) => renews !== device || countOf(acks.heldBy(device), id) > 0);

/** A clock that is ahead tells nothing of when somebody was here. */
const lastSeenMs = (connectedMs: number, saidMs: number): number => Math.max(connectedMs, saidMs <= Date.now() ? saidMs : 0);

function networkOf(lobby: LobbyReport | null, isOffline: boolean, connected: number, aloneSinceMs: number | null): NetworkStatus {
  const meetingPoint = !lobby
    ? "absent"
    : lobby.isSupported === false
      ? "unsupported"
      : lobby.isSignalling
        ? "reached"
        : Date.now() - lobby.sinceMs < patienceMs
          ? "connecting"
          : "unreachable";
  const { met = 0, failed = 0 } = lobby ?? {};
  return { isOffline, meetingPoint, unconnected: failed, connecting: Math.max(0, met - failed), connected, aloneSinceMs };
}
