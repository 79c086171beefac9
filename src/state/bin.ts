import type { Accessor } from "solid-js";
import { type BinAct, binActs } from "../database/bin.ts";
import { createLiveQuery } from "./liveQuery.ts";

export type { BinAct } from "../database/bin.ts";
export type { BinRow } from "../database/rows.ts";

/** The newest acts of deletion. */
export const createBin = (limit: () => number): Accessor<{ readonly acts: readonly BinAct[]; readonly more: boolean } | undefined> =>
  createLiveQuery(limit, binActs);
