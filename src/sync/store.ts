import type { DeviceId, DeviceKeys, WorkspaceId } from "../journal/deviceKeys.ts";
import type { EpochId } from "../journal/epoch.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import type { Result } from "../lib/result.ts";

/** Where devices look for each other. Only those who know the password get past the first frame. */
export interface SyncRoom {
  readonly name: string;
  /** Hides offers and answers from the signalling server, and salts the keys of every connection made here. */
  readonly password: string;
  /** The id of the invitation this room belongs to: here only newcomers are answered. */
  readonly invitation?: string;
}

/** What somebody with an invitation asks. The proof is the invitation key's signature over the newcomer's public keys. */
export interface AdmissionRequest {
  readonly invitation: string;
  readonly proof: Uint8Array;
  readonly device: DeviceId;
  readonly signPublic: Uint8Array;
  readonly receivePublic: Uint8Array;
  readonly memberName: string;
  readonly deviceName: string;
}

/** What the newcomer gets: the way into every live epoch, and the roster, sealed as in the journal, oldest first. */
export interface WelcomeData {
  readonly workspace: WorkspaceId;
  /** Each secret is sealed to the newcomer's receive key. */
  readonly epochs: readonly { readonly id: EpochId; readonly sealed: Uint8Array }[];
  readonly roster: readonly Uint8Array[];
}

export type AdmissionRefusal = {
  readonly code: "invitation-revoked" | "invitation-expired" | "invitation-used" | "invitation-unknown" | "proof-invalid";
};

export interface Batch {
  readonly entries: readonly Uint8Array[];
  readonly more: boolean;
  /** Where to go on: handed back as `after`. */
  readonly at: number;
}

/** What sync needs of the rest of the program. */
export interface SyncStore {
  readonly workspace: WorkspaceId;
  readonly keys: DeviceKeys;
  /** The rooms of all live epochs and of all open invitations. */
  rooms(): readonly SyncRoom[];
  isMember(device: DeviceId): boolean;
  devicePublic(device: DeviceId): Uint8Array | undefined;
  /** The newest of the roster, whatever its name: equal texts mean equal rosters. */
  rosterHead(): string;
  /** All roster entries stored here, oldest first. */
  roster(): Promise<readonly Uint8Array[]>;
  /** The contiguous stored prefix of each feed. */
  vector(): Vector;
  /**
   * Entries with a number greater than `have` says, in the order applied here, at least one and then up to so many bytes.
   * `after` goes on where an earlier batch ended (its `at`), so that a long transfer does not begin its search anew.
   */
  entriesAfter(have: Counts, limitBytes: number, after?: number): Promise<Batch>;
  /** Resolves when they are durable. Takes entries in any order, twice, and with gaps before them. */
  receive(entries: readonly Uint8Array[]): Promise<{ readonly stored: number; readonly refused: readonly { readonly code: string }[] }>;
  /** This device's signed vector, made durable first. */
  ack(): Promise<Uint8Array>;
  acks(): Promise<readonly Uint8Array[]>;
  /** Returns those that were news, to be passed on. */
  receiveAcks(acks: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  /** Checks the proof. Asked twice for one device, it answers the same again: the first answer may have been lost. */
  admit(request: AdmissionRequest): Promise<Result<WelcomeData, AdmissionRefusal>>;
  /** Entries newly committed here, own or received. */
  onNews(listener: (entries: readonly Uint8Array[]) => void): () => void;
  /** Rooms or roster have changed. */
  onRooms(listener: () => void): () => void;
}
