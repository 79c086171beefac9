// Tells what this device finds in its documents to whoever holds the same entries: a difference is an alarm there.

import type { Vector } from "../journal/vector.ts";
import type { Environment } from "./environment.ts";
import { isFormer, send } from "./peer.ts";
import type { Peers } from "./peers.ts";

/** Sends this device's digests to every peer with the same vector, once for each state of both. */
export function tellAudit({ store }: Environment, peers: Peers): void {
  const audit = store.audit();
  if (!audit) return;
  const ours = store.vector();
  for (const peer of peers.active()) {
    if (isFormer(peer) || peer.sentAudit === audit || !isSameVector(ours, peer.vector)) continue;
    peer.sentAudit = audit;
    void send(peer, { type: "audit", audit });
  }
}

const isSameVector = (a: Vector, b: Vector): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((device) => a[device]?.hash === b[device]?.hash);
