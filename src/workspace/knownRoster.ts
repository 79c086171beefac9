// The roster as this device knows it, folded from the entries that are here. It says whose entries are believed.

import { verifyRecovery } from "../journal/recovery.ts";
import { foldRoster, type Roster } from "../journal/roster.ts";
import type { RecoverPayload, RosterEntry } from "../journal/rosterEntry.ts";
import { withProof } from "../journal/rosterProof.ts";
import type { Identity } from "./identity.ts";

export class KnownRoster {
  readonly #workspace: string;
  readonly #identity: Identity;
  readonly #onChange: () => void;
  readonly #entries = new Map<string, RosterEntry>();
  #folded: Roster;

  constructor(workspace: string, identity: Identity, onChange: () => void) {
    this.#workspace = workspace;
    this.#identity = identity;
    this.#onChange = onChange;
    this.#folded = foldRoster(workspace, []);
  }

  get folded(): Roster {
    return this.#folded;
  }

  /** Entries that count from now on. */
  async add(entries: readonly RosterEntry[]): Promise<void> {
    if (entries.length === 0) return;
    for (const entry of entries) this.#entries.set(entry.hash, await withProof(this.#workspace, entry));
    this.#folded = foldRoster(this.#workspace, [...this.#entries.values()]);
    this.#onChange();
  }

  /** The key that a device signs with; undefined for one that is not known. */
  keyOf(device: string): Uint8Array | undefined {
    if (device === this.#identity.keys.id) return this.#identity.keys.signPublic;
    return this.#folded.devices[device]?.signPublic;
  }

  /** Whether a recovery key that the roster knows vouches for this device. */
  async isRecovered(payload: RecoverPayload): Promise<boolean> {
    return this.#folded.recoveries[payload.recovery]?.includes(payload.member) === true && verifyRecovery(this.#workspace, payload);
  }

  /** This device came out of a backup: its own first entry vouches for it. */
  get isOwnRecovered(): boolean {
    const { id } = this.#identity.keys;
    return [...this.#entries.values()].some(({ device, payload }) => device === id && payload.kind === "recover");
  }
}
