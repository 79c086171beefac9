import type { DeviceId, DeviceKeys, WorkspaceId } from "../journal/deviceKeys.ts";
import type { EpochId } from "../journal/epoch.ts";
import type { Counts, Vector } from "../journal/vector.ts";
import type { Result } from "../lib/result.ts";
import type { FileStore } from "./fileStore.ts";

/** A room where devices look for each other. Only those who know the password get past the first frame. */
export interface SyncRoom {
  readonly name: string;
  /** Hides offers and answers from the signalling server, and salts the keys of every connection made here. */
  readonly password: string;
  /** The id of the invitation this room belongs to: here only newcomers are answered. */
  readonly invitation?: string;
}

/** A request to be let in by an invitation. The proof is the invitation key's signature over the newcomer's public keys. */
export interface AdmissionRequest {
  readonly invitation: string;
  readonly proof: Uint8Array;
  readonly device: DeviceId;
  readonly signPublic: Uint8Array;
  readonly receivePublic: Uint8Array;
  readonly memberName: string;
  readonly deviceName: string;
}

/** What a newcomer is handed: the secrets of every live epoch, and the roster, sealed as in the journal, oldest first. */
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

/** This device's acknowledgement. Its older form names numbers and no hashes: all that devices of the first protocol read. */
export interface OwnAck {
  readonly bytes: Uint8Array;
  readonly former: Uint8Array;
}

/** The digests of a device's documents when it holds exactly these entries. */
export interface Audit {
  /** SHA-256 of the vector and of what is set aside, 64 hexadecimal digits: only what is equal in both is compared. */
  readonly vector: string;
  readonly shards: readonly { readonly name: string; readonly digest: string }[];
}

/** Heads of another's vector that are not among the entries here. */
export interface Compared {
  /** Within what is here, and on another chain. */
  readonly foreign: Counts;
  /** Beyond what is here. */
  readonly ahead: Counts;
}

/** The part of the program that sync needs. */
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
  /**
   * What vouches for this device by itself, sealed as in the journal; nothing when others' entries do. Two devices that came
   * out of one backup, or one and a colleague who joined after it was made, do not know of each other: each says who it is.
   */
  credentials(): Promise<readonly Uint8Array[]>;
  /** The contiguous stored prefix of each feed. */
  vector(): Vector;
  /**
   * Entries with a number greater than `have` says, in the order applied here, at least one and then up to so many bytes.
   * `after` goes on where an earlier batch ended (its `at`), so that a long transfer does not begin its search anew.
   */
  entriesAfter(have: Counts, limitBytes: number, after?: number): Promise<Batch>;
  /** Resolves when they are durable. Takes entries in any order, twice, and with gaps before them. */
  receive(entries: readonly Uint8Array[]): Promise<{
    readonly stored: number;
    readonly refused: readonly { readonly code: string }[];
    /** Feeds with an entry of this number that follows one unknown here where others stand: theirs parted further back. */
    readonly unplaced: Counts;
  }>;
  /** This device's signed vector, made durable first. */
  ack(): Promise<OwnAck>;
  /** What is known of everybody, this device first; `isFormer` for a device of the first protocol. */
  acks(isFormer: boolean): Promise<readonly Uint8Array[]>;
  /** Returns those that were news, to be passed on. */
  receiveAcks(acks: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  /** Acknowledgements that were received before the entries they speak of, and are news now. */
  onAcks(listener: (acks: readonly Uint8Array[]) => void): () => void;
  /** A member who is connected says how far it is, or has sent entries up to these. */
  meet(device: DeviceId, vector: Vector): Promise<Compared>;
  /** Null while documents are still to be looked at, or entries wait. */
  audit(): Audit | null;
  /** What another member finds: a difference under equal vectors is an alarm. */
  hearAudit(device: DeviceId, audit: Audit): void;
  /** Checks the proof. Asked twice for one device, it answers the same again: the first answer may have been lost. */
  admit(request: AdmissionRequest): Promise<Result<WelcomeData, AdmissionRefusal>>;
  /** The bytes of files; a store without them has none to give and wants none. */
  readonly files?: FileStore;
  /** Entries newly committed here, own or received. */
  onNews(listener: (entries: readonly Uint8Array[]) => void): () => void;
  /** Rooms or roster have changed. */
  onRooms(listener: () => void): () => void;
}
