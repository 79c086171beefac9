import Dexie, { type EntityTable } from "dexie";
import { defaultProfile } from "./schema.ts";
import { endTransactionsOnLeave } from "./unfinished.ts";

/** A workspace that this device holds or is about to join, as the list of workspaces knows it. */
export interface RegistryRow {
  readonly id: string;
  readonly name: string;
  readonly memberName: string;
  readonly deviceName: string;
  readonly isSample: boolean;
  /** `joining`: waiting to be let in by a device of the team. */
  readonly state: "ready" | "joining";
  readonly createdAt: string;
  readonly lastOpenedAt: string;
  /** While joining: who invited, and where devices meet. */
  readonly inviter?: string;
}

/** What a browser knows of all its workspaces. */
export class Registry extends Dexie {
  declare readonly workspaces: EntityTable<RegistryRow, "id">;

  constructor(profile = defaultProfile) {
    super(profile, { chromeTransactionDurability: "strict", cache: "disabled" });
    this.version(1).stores({ workspaces: "id, lastOpenedAt" });
    endTransactionsOnLeave(this);
  }
}

export const registry = new Registry();
