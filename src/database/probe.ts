import Dexie, { type Table } from "dexie";
import { defaultProfile } from "./schema.ts";

/** Where it is tried what this browser keeps, before a workspace is made in it. */
export class ProbeDatabase extends Dexie {
  declare readonly rows: Table<{ readonly key: string; readonly value: unknown }, string>;

  constructor(profile = defaultProfile) {
    super(`${profile}-probe`, { cache: "disabled" });
    this.version(1).stores({ rows: "key" });
  }
}
