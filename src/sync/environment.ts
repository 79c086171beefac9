import type { Chance } from "../lib/chance.ts";
import type { Notice } from "./status.ts";
import type { SyncStore } from "./store.ts";
import type { Timers } from "./timers.ts";

/** What all parts of a replication are given. */
export interface Environment {
  readonly store: SyncStore;
  readonly timers: Timers;
  readonly chance: Chance;
  readonly notify: (notice: Notice) => void;
}

/** Runs work of the disk and tells of its failure: a disk that refuses is the person's to know of, and no reason to end a conversation. */
export async function attempt({ notify }: Environment, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    notify({ code: "store-failed", reason: String(error) });
  }
}
