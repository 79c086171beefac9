// What analytics reads of a workspace: columns from the database, those that are missing made from rows and kept. Merged
// columns stay in memory until something they were made from changes.
import type { FactRecord } from "../analytics/facts/columns.ts";
import { type DealChunk, dealChunk, mergeDeals } from "../analytics/facts/dealColumns.ts";
import { type InteractionChunk, interactionChunk, mergeInteractions } from "../analytics/facts/interactionColumns.ts";
import { mergePurchases, type PurchaseChunk, purchaseChunk } from "../analytics/facts/purchaseColumns.ts";
import type {
  CostRates,
  DealSource,
  FactSource,
  InteractionColumns,
  PartyFacts,
  ProductFacts,
  PurchaseFacts,
  RevenueFrom,
} from "../analytics/facts/source.ts";
import { type ColumnsMark, columnMarks, keepColumns, readColumns } from "../database/columns.ts";
import type { FactKind } from "../database/columnsRow.ts";
import { settingsRow } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { timelineOfShard } from "../database/timeline.ts";
import { amountOf, currencyOf } from "../domain/currency.ts";
import { dealNoun } from "../domain/deal.ts";
import { interactionNoun } from "../domain/interaction.ts";
import type { Noun, RecordOf } from "../domain/noun.ts";
import { partyNoun } from "../domain/party.ts";
import { pipelineNoun, stagesOf } from "../domain/pipeline.ts";
import { productNoun } from "../domain/product.ts";
import { purchaseNoun } from "../domain/purchase.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { type Settings, settingsNoun } from "../domain/settings.ts";
import { dayIn } from "../domain/zone.ts";
import { instantOf, type Now } from "../lib/clock.ts";
import type { ShardName } from "../lib/id.ts";

interface Region {
  readonly currency: string;
  readonly zone: string;
  readonly revenueFrom?: RevenueFrom;
}

const ratesOf = (settings: Partial<Settings>, currency: string): CostRates => {
  const rate = (cents: number | null | undefined): number | null => (typeof cents === "number" ? amountOf(cents, currency) : null);
  return {
    hourlyCost: rate(settings.hourlyCostCents),
    visitCost: rate(settings.visitCostCents),
    mailingCost: rate(settings.mailingCostCents),
    minutesOf: settings.minutesOf ?? {},
  };
};

/** Where everything stood when a question was asked. */
interface Standing {
  readonly region: Region;
  readonly rates: CostRates;
  readonly marksOf: (kind: FactKind) => readonly ColumnsMark[];
  readonly directory: string;
}

const regionOf = ({ currency, zone, revenueFrom }: Readonly<Record<string, unknown>>): Region => ({
  currency: typeof currency === "string" && currency !== "" ? currency : "EUR",
  zone: typeof zone === "string" && zone !== "" ? zone : "UTC",
  ...(revenueFrom === "order" || revenueFrom === "invoice" ? { revenueFrom } : {}),
});

/**
 * Counted up when chunks are made otherwise than before, so that none an earlier build kept is read on. 2: days in a zone no longer
 * depend on how the platform writes them, which had cost some devices every activity with a time of day.
 */
const reading = 2;

interface Kept<Value> {
  /** What it was made from, as one text. */
  readonly of: string;
  readonly value: Promise<Value>;
}

/** Called with a share between 0 and 1 while columns are made from rows. */
export type ShareRead = (share: number) => void;

/** The facts of one workspace; one of these is kept for many questions. */
export class Facts {
  readonly #db: WorkspaceDatabase;
  readonly #now: Now;
  readonly #kept = new Map<string, Kept<unknown>>();

  constructor(db: WorkspaceDatabase, now: Now) {
    this.#db = db;
    this.#now = now;
  }

  /** What there is now, for one question. */
  async source(onProgress: ShareRead = () => undefined): Promise<FactSource> {
    const standing = await this.#standing();
    const { region, rates } = standing;
    const today = dayIn(instantOf(this.#now()), region.zone);
    const countedIn = (currency: string): FactSource => ({
      currency,
      countedIn,
      today,
      // An hour that costs 58 euros does not cost 58 of anything else.
      rates: currency === region.currency ? rates : { ...rates, hourlyCost: null, visitCost: null, mailingCost: null },
      purchases: () => this.#purchases(standing, currency, onProgress),
      deals: () => this.#deals(standing, currency, onProgress),
      interactions: () => this.#interactions(standing, onProgress),
      parties: async () => (await this.#directory(standing)).parties,
      products: () => this.#products(standing),
      partyFields: () => partyFields(this.#db),
    });
    return countedIn(region.currency);
  }

  #standing(): Promise<Standing> {
    const db = this.#db;
    return db.transaction("r", [db.columns, db.directory, db.records], async () => {
      const [settings, marks, [newest]] = await Promise.all([
        settingsRow(db),
        columnMarks(db),
        db.directory.orderBy("version").reverse().limit(1).keys(),
      ]);
      const settled = (settings ? read(settingsNoun, settings.record) : {}) as Partial<Settings>;
      const region = regionOf(settled);
      return {
        region,
        rates: ratesOf(settled, region.currency),
        marksOf: (kind) => marks.get(kind) ?? [],
        directory: String(newest),
      };
    });
  }

  /** The value made from what `of` says, made once. */
  #once<Value>(name: string, of: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(name);
    if (known?.of === of) return known.value as Promise<Value>;
    const value = make();
    this.#kept.set(name, { of, value });
    value.catch(() => {
      if (this.#kept.get(name)?.value === value) this.#kept.delete(name);
    });
    return value;
  }

  async #purchases(standing: Standing, currency: string, onProgress: ShareRead): Promise<PurchaseFacts> {
    const { region, marksOf } = standing;
    const marks = marksOf("purchase");
    const { collective } = await this.#directory(standing);
    // Methods keep what they have made of these lines for as long as they get the same object.
    return this.#once("purchases", JSON.stringify([region, currency, marks, marksOf("product"), collective]), async () => {
      const [chunks, products] = await Promise.all([
        this.#chunks<PurchaseChunk>(
          "purchase",
          marks,
          onProgress,
          async (shard) => purchaseChunk(await recordsOf(this.#db, purchaseNoun, shard), region.currency),
          (chunk) => chunk.usual === region.currency,
        ),
        this.#products(standing),
      ]);
      const unitCosts = new Map(
        [...products].flatMap(([id, { unitCost, currency: own }]): [string, number][] =>
          unitCost === null || currencyOf(own, region.currency) !== currency ? [] : [[id, unitCost]],
        ),
      );
      return mergePurchases(chunks, { ...region, currency, unitCosts, collective });
    });
  }

  #deals({ region, marksOf }: Standing, currency: string, onProgress: ShareRead): Promise<DealSource> {
    const marks = marksOf("deal");
    return this.#once("deals", JSON.stringify([region, currency, marks, marksOf("pipeline")]), async () => {
      const make = async (shard: ShardName | ""): Promise<DealChunk> =>
        dealChunk(await recordsOf(this.#db, dealNoun, shard), region.currency);
      const chunks = await this.#chunks("deal", marks, onProgress, make, (chunk) => chunk.usual === region.currency);
      const pipelines = await recordsByType(this.#db, pipelineNoun);
      const known = [...pipelines].map(([id, pipeline]) => ({
        id,
        name: pipeline.name,
        stages: stagesOf(pipeline).map(({ key, name, kind, probability = null, rotDays = null }) => ({
          ...{ key, name, kind, probability, rotDays },
        })),
      }));
      return { ...mergeDeals(chunks, { ...region, currency, pipelines }), pipelines: known };
    });
  }

  #interactions({ region: { zone }, marksOf }: Standing, onProgress: ShareRead): Promise<InteractionColumns> {
    const marks = marksOf("interaction");
    return this.#once("interactions", JSON.stringify([zone, marks]), async () => {
      const make = async (shard: ShardName | ""): Promise<InteractionChunk> =>
        interactionChunk(
          (await timelineOfShard(this.#db, shard)).map(({ id, record }) => ({ id, record: read(interactionNoun, record) })),
          (party) => (shard === "" ? party === "" : party.startsWith(`${shard}.`)),
          zone,
        );
      return mergeInteractions(await this.#chunks("interaction", marks, onProgress, make, (chunk) => chunk.zone === zone));
    });
  }

  /** The chunks of these shards in their order: those that are kept, and those that are missing made and kept. */
  async #chunks<Chunk>(
    kind: FactKind,
    marks: readonly ColumnsMark[],
    onProgress: ShareRead,
    make: (shard: ShardName | "") => Promise<Chunk>,
    isStillTrue: (chunk: Chunk) => boolean = () => true,
  ): Promise<Chunk[]> {
    const kept = await readColumns(this.#db, kind);
    const chunks: Chunk[] = [];
    for (const [i, { shard, mark }] of marks.entries()) {
      const row = kept.get(shard);
      const known = row?.mark === mark && row.reading === reading ? (row.chunk as Chunk | undefined) : undefined;
      if (known !== undefined && isStillTrue(known)) {
        chunks.push(known);
        continue;
      }
      const chunk = await make(shard);
      await keepColumns(this.#db, { kind, shard, mark, chunk, reading });
      chunks.push(chunk);
      onProgress((i + 1) / marks.length);
    }
    return chunks;
  }

  #directory({
    directory,
  }: Standing): Promise<{ readonly parties: ReadonlyMap<string, PartyFacts>; readonly collective: readonly string[] }> {
    return this.#once("directory", directory, async () => {
      const parties = new Map<string, PartyFacts>();
      const collective: string[] = [];
      await this.#db.directory.each(({ entries }) => {
        for (const { id, name, kind, roles, tags, owner, place, employer, isCollective } of entries) {
          parties.set(id, { name, kind, roles, tags, owner, place, employer });
          if (isCollective) collective.push(id);
        }
      });
      return { parties, collective };
    });
  }

  #products({
    marksOf,
  }: Standing): Promise<ReadonlyMap<string, ProductFacts & { readonly unitCost: number | null; readonly currency: unknown }>> {
    return this.#once("products", JSON.stringify(marksOf("product")), async () => {
      const products = await recordsByType(this.#db, productNoun);
      return new Map(
        [...products].map(([id, { name, category, unitCost, currency }]) => [
          id,
          { name, category: category ?? null, unitCost: unitCost ?? null, currency },
        ]),
      );
    });
  }
}

async function recordsOf<Of extends Noun>(db: WorkspaceDatabase, noun: Of, shard: ShardName | ""): Promise<FactRecord<RecordOf<Of>>[]> {
  const rows = await db.records.where("id").between(`${shard}.`, `${shard}/`).toArray();
  return rows.flatMap(({ id, type, record }) => (type === noun.name ? [{ id, record: read(noun, record) }] : []));
}

async function recordsByType<Of extends Noun>(db: WorkspaceDatabase, noun: Of): Promise<Map<string, RecordOf<Of>>> {
  const rows = await db.records.where("type").equals(noun.name).toArray();
  return new Map(
    rows
      .filter(({ record }) => !isDeleted(record))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((row) => [row.id, read(noun, row.record)]),
  );
}

/** What is not a fact about the contact: when and by whom it was entered, and how it is found again. */
const ownAffairs: ReadonlySet<string> = new Set(["type", "createdAt", "createdBy", "import", "externalIds"]);

async function partyFields(db: WorkspaceDatabase): Promise<Map<string, Record<string, unknown>>> {
  const fields = new Map<string, Record<string, unknown>>();
  await db.parties.each(({ id, record: stored }) => {
    if (isDeleted(stored)) return;
    const record = read(partyNoun, stored);
    const plain: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(record)) {
      if (field === "custom") for (const [own, said] of Object.entries(value as object)) plain[`custom.${own}`] = said;
      else if (!ownAffairs.has(field) && (typeof value !== "object" || value === null)) plain[field] = value;
    }
    fields.set(id, plain);
  });
  return fields;
}

/** The facts of a workspace for one question, where no more will be asked. */
export const openFactSource = (db: WorkspaceDatabase, now: Now): Promise<FactSource> => new Facts(db, now).source();
