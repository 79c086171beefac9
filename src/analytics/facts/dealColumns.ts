import { amountOf, currencyOf } from "../../domain/currency.ts";
import { closingDay, type Deal, historyOf, repairDeal, stateOf } from "../../domain/deal.ts";
import { type Pipeline, stagesOf } from "../../domain/pipeline.ts";
import { isDeleted } from "../../domain/record.ts";
import { stageKindOf } from "../../domain/stageKind.ts";
import { dayIn } from "../../domain/zone.ts";
import { type CodedTexts, CodedTextsWriter, joinTexts, splitTexts } from "../../lib/dictionary.ts";
import { byId, dayOrNone, type FactRecord } from "./columns.ts";
import { type DealFacts, dayText, noDay, parseDay, type Warning } from "./facts.ts";
import { type InOtherCurrency, OtherCurrencies } from "./otherCurrencies.ts";

/** Deals of one shard as columns: one row a deal, and one an entry of its stage history; NaN and the calendar's end are unknown. */
export interface DealChunk {
  /** What deals that name no currency are in. */
  readonly usual: string;
  readonly ids: string;
  readonly party: CodedTexts;
  readonly owner: CodedTexts;
  readonly product: CodedTexts;
  readonly pipeline: CodedTexts;
  readonly stage: CodedTexts;
  readonly currency: CodedTexts;
  readonly amount: Float64Array;
  readonly probability: Float64Array;
  readonly openedOn: Int32Array;
  readonly closedOn: Int32Array;
  readonly expectedOn: Int32Array;
  readonly entryDeal: Uint32Array;
  readonly entryStage: CodedTexts;
  /** Instants or days, as they were written: which day an instant is, the workspace's zone decides. */
  readonly entryAt: CodedTexts;
}

export function dealChunk(records: readonly FactRecord<Deal>[], currency: string): DealChunk {
  const ids: string[] = [];
  const texts = {
    party: new CodedTextsWriter(),
    owner: new CodedTextsWriter(),
    product: new CodedTextsWriter(),
    pipeline: new CodedTextsWriter(),
    stage: new CodedTextsWriter(),
    currency: new CodedTextsWriter(),
    entryStage: new CodedTextsWriter(),
    entryAt: new CodedTextsWriter(),
  };
  const [amount, probability, entryDeal]: [number[], number[], number[]] = [[], [], []];
  const [openedOn, closedOn, expectedOn]: [number[], number[], number[]] = [[], [], []];
  for (const { id, record: deal } of records.toSorted(byId)) {
    if (isDeleted(deal)) continue;
    const index = ids.push(id) - 1;
    texts.party.add(mainOf(deal.parties));
    texts.owner.add(deal.owner);
    texts.product.add(deal.lines?.[0]?.product);
    texts.pipeline.add(deal.pipeline);
    texts.stage.add(deal.stage);
    const own = currencyOf(deal.currency, currency);
    texts.currency.add(own);
    amount.push(typeof deal.amountCents === "number" ? amountOf(deal.amountCents, own) : Number.NaN);
    probability.push(typeof deal.probability === "number" ? deal.probability : Number.NaN);
    openedOn.push(dayOrNone(deal.openedOn));
    closedOn.push(dayOrNone(closingDay(deal.closedOn)));
    expectedOn.push(dayOrNone(deal.expectedOn));
    for (const entry of historyOf(deal)) {
      entryDeal.push(index);
      texts.entryStage.add(entry.stage);
      texts.entryAt.add(entry.at);
    }
  }
  return {
    usual: currency,
    ids: joinTexts(ids),
    party: texts.party.end(),
    owner: texts.owner.end(),
    product: texts.product.end(),
    pipeline: texts.pipeline.end(),
    stage: texts.stage.end(),
    currency: texts.currency.end(),
    amount: Float64Array.from(amount),
    probability: Float64Array.from(probability),
    openedOn: Int32Array.from(openedOn),
    closedOn: Int32Array.from(closedOn),
    expectedOn: Int32Array.from(expectedOn),
    entryDeal: Uint32Array.from(entryDeal),
    entryStage: texts.entryStage.end(),
    entryAt: texts.entryAt.end(),
  };
}

export interface DealMergeOptions {
  readonly currency: string;
  readonly zone: string;
  readonly pipelines: ReadonlyMap<string, Pick<Pipeline, "stages">>;
}

/** Merges the deals of all chunks, repaired as they are shown; those in another currency are left out and counted. */
export function mergeDeals(
  chunks: readonly DealChunk[],
  { currency, zone, pipelines }: DealMergeOptions,
): { readonly deals: DealFacts[]; readonly inOtherCurrencies: readonly InOtherCurrency[]; readonly warnings: Warning[] } {
  const deals: DealFacts[] = [];
  const others = new OtherCurrencies();
  for (const chunk of chunks) {
    const read = readerOf(chunk);
    const entries = new Map<number, { stage: string; at: string }[]>();
    for (let i = 0; i < chunk.entryDeal.length; i++) {
      const entry = { stage: read("entryStage", i) ?? "", at: read("entryAt", i) ?? "" };
      const list = entries.get(chunk.entryDeal[i] as number);
      if (list) list.push(entry);
      else entries.set(chunk.entryDeal[i] as number, [entry]);
    }
    for (const [i, id] of splitTexts(chunk.ids).entries()) {
      const own = read("currency", i) ?? currency;
      if (own !== currency) {
        others.add(own, chunk.openedOn[i] as number);
        continue;
      }
      const history = entries.get(i) ?? [];
      const pipelineId = read("pipeline", i);
      const pipeline = pipelineId === null ? undefined : pipelines.get(pipelineId);
      const known = repairDeal(
        {
          stage: read("stage", i),
          closedOn: chunk.closedOn[i] === noDay ? null : dayText(chunk.closedOn[i] as number),
          stages: Object.fromEntries(history.map((entry) => [`${entry.at}|${entry.stage}`, entry])),
        } as unknown as Deal,
        pipeline,
        zone,
      );
      const closedOn = known.closedOn ? parseDay(known.closedOn) : null;
      const day = (column: Int32Array): number | null => (column[i] === noDay ? null : (column[i] as number));
      const number = (column: Float64Array): number | null => (Number.isNaN(column[i]) ? null : (column[i] as number));
      deals.push({
        id,
        party: read("party", i),
        owner: read("owner", i) ?? "",
        product: read("product", i),
        pipeline: pipelineId,
        stage: known.stage ?? null,
        state: stateOf(known, pipeline),
        amount: number(chunk.amount),
        openedOn: day(chunk.openedOn),
        closedOn,
        expectedOn: day(chunk.expectedOn),
        probability: number(chunk.probability),
        stages: inTurn(history, pipeline).flatMap(({ stage, at }) => {
          const on = parseDay(dayIn(at, zone));
          return on === null ? [] : [{ stage, on, kind: stageKindOf(stage, pipeline) }];
        }),
      });
    }
  }
  return { deals, inOtherCurrencies: others.end(), warnings: [] };
}

/** The log as it came; of stages that were entered on one day, of which no more than the day is known, the pipeline tells the order. */
function inTurn<Entry extends { readonly stage: string; readonly at: string }>(
  history: readonly Entry[],
  pipeline: Pick<Pipeline, "stages"> | undefined,
): readonly Entry[] {
  if (history.every(({ at }, i) => i === 0 || at !== history[i - 1]?.at)) return history;
  const indexByStage = new Map(stagesOf(pipeline).map(({ key }, at) => [key, at]));
  return history.toSorted((a, b) =>
    a.at === b.at ? (indexByStage.get(a.stage) ?? -1) - (indexByStage.get(b.stage) ?? -1) : a.at < b.at ? -1 : 1,
  );
}

type TextColumn = "party" | "owner" | "product" | "pipeline" | "stage" | "currency" | "entryStage" | "entryAt";

function readerOf(chunk: DealChunk): (column: TextColumn, row: number) => string | null {
  const members = new Map<TextColumn, string[]>();
  return (column, row) => {
    let known = members.get(column);
    if (!known) {
      known = splitTexts(chunk[column].members);
      members.set(column, known);
    }
    return known[chunk[column].codes[row] as number] ?? null;
  };
}

/** The first of the parties in their order. */
const mainOf = (parties: Deal["parties"]): string | undefined =>
  Object.entries(parties ?? {}).sort(([a, x], [b, y]) => (x < y ? -1 : x > y ? 1 : a < b ? -1 : 1))[0]?.[0];
