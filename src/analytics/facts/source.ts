// What a workspace holds, as the methods read it. Each part is read when a method asks for it, and no earlier.
import type { StageKind } from "../../domain/stageKind.ts";
import type { Day, DealFacts, PurchaseLines, Warning } from "./facts.ts";
import type { InOtherCurrency } from "./otherCurrencies.ts";

/** The kind of document that counts as revenue: an order and its invoice tell of one business. */
export type RevenueFrom = "order" | "invoice";

/**
 * The lines that count as revenue, as columns: not cancelled, not deleted, in the currency that is counted in. Where a line does
 * not say what it
 * cost, the product's cost of today stands for it, and a warning says how often. A line without a price has a net of 0, one of an
 * unknown day stands on `noDay` and counts where time plays no part.
 */
export interface PurchaseFacts extends PurchaseLines {
  readonly revenueFrom: RevenueFrom;
  /** Ids ascend, rows by purchase and line. */
  readonly isOrdered?: true;
  /** Would count as revenue, in another currency. */
  readonly inOtherCurrencies?: readonly InOtherCurrency[];
  readonly warnings: readonly Warning[];
}

export interface PipelineFacts {
  readonly id: string;
  readonly name: string;
  /** In their order. */
  readonly stages: readonly StageFacts[];
}

export interface StageFacts {
  readonly key: string;
  readonly name: string;
  readonly kind: StageKind;
  /** As the team states it: how many of the deals in this stage are won in the end. */
  readonly probability?: number | null;
  /** After more days than these in this stage an open deal is stale. */
  readonly rotDays?: number | null;
}

export interface DealSource {
  readonly deals: readonly DealFacts[];
  /** By the day they were opened. */
  readonly inOtherCurrencies?: readonly InOtherCurrency[];
  readonly pipelines: readonly PipelineFacts[];
  readonly warnings: readonly Warning[];
}

/** Interactions as columns, one row an interaction and party; rows in order of (party's shard, interaction's id, party). */
export interface InteractionColumns {
  readonly count: number;
  readonly ids: readonly string[];
  /** Row → index in `parties` (-1: none), `kinds`, `members` (-1: nobody said who). */
  readonly party: Int32Array;
  readonly kind: Int32Array;
  readonly by: Int32Array;
  readonly parties: readonly string[];
  readonly kinds: readonly string[];
  readonly members: readonly string[];
  readonly day: Int32Array;
  /** NaN = not noted; of one thing with several parties each has its share. */
  readonly minutes: Float64Array;
  /** 1 = one piece of a mailing. */
  readonly isMailing: Uint8Array;
}

export interface PartyFacts {
  readonly name: string;
  readonly kind: string;
  /** Role → phase. */
  readonly roles: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly owner: string;
  readonly place: string;
  /** The firm a person works for today. */
  readonly employer?: string | undefined;
}

export interface ProductFacts {
  readonly name: string;
  /** A path, the widest first: "Drinks/Tea". */
  readonly category: string | null;
}

/** The rates of serving a customer, in units of the currency; `null` = not known. */
export interface CostRates {
  readonly hourlyCost: number | null;
  /** On top of the time: the way there, postage and print of one piece. */
  readonly visitCost: number | null;
  readonly mailingCost: number | null;
  /** Minutes taken for an interaction of this kind where none were noted. */
  readonly minutesOf: Readonly<Record<string, number>>;
}

export interface FactSource {
  /** What is counted in (ISO 4217); the workspace's unless told. */
  readonly currency: string;
  /** The same workspace, counted in another currency. */
  countedIn(currency: string): FactSource;
  /** In the workspace's zone; what `asOf` is unless told. */
  readonly today: Day;
  /** As the workspace has settled them, which is in its own currency. */
  readonly rates: CostRates;
  purchases(): Promise<PurchaseFacts>;
  deals(): Promise<DealSource>;
  interactions(): Promise<InteractionColumns>;
  /** By record id. */
  parties(): Promise<ReadonlyMap<string, PartyFacts>>;
  products(): Promise<ReadonlyMap<string, ProductFacts>>;
  /** Every contact's plain fields, its own ones as "custom.Name", by record id: what can be learnt from. */
  partyFields(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
}
