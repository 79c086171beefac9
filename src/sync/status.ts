import type { DeviceId } from "../journal/deviceKeys.ts";

/** One connection to another device, as the sync panel tells it. */
export interface PeerStatus {
  readonly wire: string;
  /** Null until it has proved who it is. */
  readonly device: DeviceId | null;
  /** In milliseconds: since when it is in this state. */
  readonly sinceMs: number;
  /** `syncing`: one of the two still lacks entries; `live`: neither does. */
  readonly state: "connecting" | "authenticating" | "syncing" | "live";
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Entries it has and we lack, by its own word. */
  readonly toReceive: number;
  /** Entries we have and it lacks. */
  readonly toSend: number;
}

/** Why a connection was closed by this side; counted, never told to the other. */
export type CloseReason =
  | "malformed"
  | "flooded"
  | "silent"
  | "version-unknown"
  | "wrong-secret"
  | "reflected"
  | "signature-invalid"
  | "not-a-member"
  | "handshake-late"
  | "room-unknown"
  | "replaced"
  | "crowded";

/** A notice to the engine of what a peer's word alone does not settle. */
export type Notice =
  /**
   * Another program runs with this device's own key: a copied profile. One of the two goes over to a key of its own, this one if
   * `isOurs`.
   */
  | { readonly code: "profile-copied"; readonly device: DeviceId; readonly isOurs: boolean }
  | { readonly code: "store-failed"; readonly reason: string }
  | { readonly code: "entries-refused"; readonly device: DeviceId; readonly codes: readonly string[] };
