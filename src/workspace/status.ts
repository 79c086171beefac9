import { missingCount } from "../journal/vector.ts";
import type { LobbyState } from "../sync/lobby.ts";
import type { PeerStatus } from "../sync/status.ts";
import type { DeviceStatus, EngineStatus, NetworkStatus } from "./api.ts";
import type { Identity, Joining } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import type { Store } from "./store.ts";
import type { Team } from "./team.ts";

export type LobbyReport = LobbyState & { readonly sinceMs: number };

/** A meeting point that has not answered for so long is called unreachable. */
export const patienceMs = 4_000;

export function statusOf(of: {
  readonly ledger: Ledger;
  readonly team: Team;
  readonly store: Store;
  readonly peers: readonly PeerStatus[];
  readonly lobby: LobbyReport | null;
  readonly identity: Identity;
  readonly isSample: boolean;
  readonly isOffline: boolean;
  readonly joining: Joining | null;
  readonly aloneSinceMs: number | null;
  readonly troubles: ReadonlyMap<string, { readonly sinceMs: number; readonly detail?: string }>;
}): EngineStatus {
  const { roster } = of.team;
  const own = of.identity.keys.id;
  const stored = of.ledger.storedCounts();
  const live = new Map(
    of.peers
      .filter((peer) => peer.device !== null && (peer.state === "syncing" || peer.state === "live"))
      .map((peer) => [peer.device, peer]),
  );
  const devices = Object.values(roster.devices).map((device): DeviceStatus => {
    const ack = device.id === own ? undefined : of.store.ackOf(device.id);
    const acknowledged = device.id === own ? stored : (ack?.counts ?? {});
    return {
      id: device.id,
      name: device.name,
      member: device.member,
      memberName: roster.members[device.member]?.name ?? "",
      isThis: device.id === own,
      isConnected: live.has(device.id),
      seenMs: device.id === own || live.has(device.id) ? Date.now() : (ack?.atMs ?? 0),
      lacks: device.id === own ? 0 : missingCount(acknowledged, stored),
      acknowledged,
    };
  });
  const others = devices.filter((device) => !device.isThis);
  const newest = stored[own] ?? 0;
  const safe = Math.max(0, ...others.map((device) => device.acknowledged[own] ?? 0));
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
    invitations: Object.values(roster.invitations).map(({ id, createdAt, isRevoked, expiresAt }) => ({
      id,
      createdAt,
      isRevoked,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })),
    pending: newest - safe,
    copies: 1 + others.filter((device) => (device.acknowledged[own] ?? 0) >= newest).length,
    network: networkOf(of.lobby, of.isOffline, live.size, of.aloneSinceMs),
    receiving:
      toReceive > 0
        ? { have: parties, total: Math.max(parties, Math.round((parties * (entries + toReceive)) / Math.max(1, entries))) }
        : null,
    vector: stored,
    waiting: of.ledger.waitingCount,
    counts: of.ledger.counts,
    troubles: [...of.troubles].map(([code, trouble]) => ({ code, ...trouble })),
    traffic: {
      sent: of.peers.reduce((sum, peer) => sum + peer.sentBytes, 0),
      received: of.peers.reduce((sum, peer) => sum + peer.receivedBytes, 0),
    },
    joining: of.joining && { sinceMs: of.joining.sinceMs, refusal: of.joining.refusal },
  };
}

function networkOf(lobby: LobbyReport | null, isOffline: boolean, connected: number, aloneSinceMs: number | null): NetworkStatus {
  const meetingPoint = !lobby
    ? "absent"
    : lobby.isSignalling
      ? "reached"
      : Date.now() - lobby.sinceMs < patienceMs
        ? "connecting"
        : "unreachable";
  const { met = 0, failed = 0 } = lobby ?? {};
  return { isOffline, meetingPoint, unconnected: failed, connecting: Math.max(0, met - failed), connected, aloneSinceMs };
}
