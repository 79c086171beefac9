// Deals and the pipelines they move in: a pipeline of the workspace gets the stages it lacks, and no second one is made.
import { centsOf } from "../domain/currency.ts";
import { stageEntryKey } from "../domain/deal.ts";
import { firstOpenStageOf, type Stage, type StageKind } from "../domain/pipeline.ts";
import { fold } from "../lib/fold.ts";
import { orderBetween } from "../lib/order.ts";
import type { CsvRow } from "./csv.ts";
import type { Draft } from "./draft.ts";
import type { KnownPipeline } from "./known.ts";
import { nameKey } from "./partyDraft.ts";
import type { Customers } from "./salesCustomers.ts";
import { DerivedKeys, filled, type Made, type SalesDesk } from "./salesDesk.ts";
import { isCollectiveKey, pipelineName, stageKindOfName, stageRankOf } from "./salesHeading.ts";
import type { Products } from "./salesProducts.ts";
import type { SalesTable } from "./salesTable.ts";

interface StageInFile {
  /** As the file calls it. */
  readonly stage: string;
  readonly key: string;
  readonly kind: StageKind;
  /** The pipeline lacks it. */
  readonly isNew: boolean;
}
interface PipelineInFile {
  readonly reference: string;
  readonly stages: ReadonlyMap<string, StageInFile>;
  readonly first: string | undefined;
  readonly stageOfHeading: (heading: string) => string | undefined;
}

export class Deals {
  readonly #desk: SalesDesk;
  readonly #customers: Customers;
  readonly #products: Products;
  readonly #pipelines: Made[] = [];
  readonly #made: Made[] = [];
  readonly #derived = new DerivedKeys();

  constructor(desk: SalesDesk, customers: Customers, products: Products) {
    this.#desk = desk;
    this.#customers = customers;
    this.#products = products;
  }

  add(table: SalesTable): void {
    // Without a stage of its own the status is one; beside one it says whether the deal is over.
    const staged = table.has("stage") ? "stage" : "status";
    if (!table.has(staged)) {
      const [first] = table.rows;
      if (first) table.problem(first, "columns-missing", undefined, "stage");
      return;
    }
    const system = this.#desk.systemOf(table);
    const stageOf = (row: CsvRow): string => {
      const status = staged === "stage" ? table.text(row, "status") : "";
      return stageKindOfName(status) === "open" || stageKindOfName(table.text(row, staged)) !== "open" ? table.text(row, staged) : status;
    };
    const pipelines = this.#pipelinesOf(table, stageOf);
    for (const row of table.rows) {
      const stageName = stageOf(row);
      const pipeline = pipelines.get(table.text(row, "pipeline"));
      const inFile = pipeline?.stages.get(stageName);
      if (!pipeline || inFile === undefined) {
        table.problem(row, "stage-missing", staged);
        continue;
      }
      const stage = inFile.key;
      const openedOn = table.day(row, "openedOn");
      const closedOn = table.day(row, "closedOn");
      const expectedOn = table.day(row, "expectedOn");
      const amount = table.number(row, "amount");
      const probability = table.number(row, "probability");
      const quantity = table.number(row, "quantity");
      if ([openedOn, closedOn, expectedOn, amount, probability, quantity].includes(undefined)) continue;
      const isClosed = inFile.kind !== "open";
      const currency = this.#desk.currencyOf(table, row);
      const productName = table.text(row, "product");
      const productKey = table.text(row, "productId") || table.text(row, "sku");
      const product = this.#products.productOf(productKey, productName, { file: table.file, system }, row);
      const account = table.text(row, "customer");
      // An open deal may have no customer yet; that is nobody, not the walk-in customer.
      const { parties, beside } = this.#partiesOf(table, row, account);
      const id = table.text(row, "dealId") || table.key(row);
      const stages: Record<string, { at: string; stage: string }> = {};
      const enter = (at: string, key: string): void => {
        stages[stageEntryKey(at, key)] = { at, stage: key };
      };
      if (openedOn) {
        // The column says which stage it dates ("engage date"); else the stage an open deal is in, or the first one.
        const dated = pipeline.stageOfHeading(table.headingOf("openedOn"));
        enter(openedOn, dated ?? pipeline.first ?? stage);
      }
      if (closedOn && isClosed) enter(closedOn, stage);
      const seller = table.text(row, "ownerId");
      const owner = table.text(row, "owner") || this.#customers.staffNameOf(seller);
      const status = staged === "stage" ? table.text(row, "status") : "";
      const custom = {
        ...table.custom(row),
        ...beside,
        ...(status !== "" && status !== stageName && { [table.headingOf("status")]: status }),
        ...(seller !== "" && owner === "" && { [table.headingOf("ownerId")]: seller }),
      };
      const name = table.text(row, "dealName") || [productName, account].filter(Boolean).join(" – ") || id || stageName;
      const who = table.text(row, "customerId") || nameKey(account);
      const key = id || this.#derived.next([nameKey(name), who, openedOn ?? ""].join("|"));
      this.#desk.make("d", this.#made, "deal", table, row, {
        name,
        pipeline: pipeline.reference,
        stage,
        ...(parties.length > 0 && { parties }),
        ...(amount !== null && amount !== undefined && { amountCents: centsOf(amount, currency) }),
        currency,
        ...(openedOn && { openedOn }),
        ...(closedOn && { [isClosed ? "closedOn" : "expectedOn"]: closedOn }),
        ...(expectedOn && { expectedOn }),
        ...(probability !== null && { probability }),
        ...filled("lossReason", table.text(row, "lossReason")),
        ...filled("competitor", table.text(row, "competitor")),
        ...filled("owner", owner),
        ...filled("note", table.text(row, "note")),
        ...(product !== null && { lines: [{ key: "1", product, quantity: quantity ?? 1 }] }),
        ...(Object.keys(stages).length > 0 && { stages }),
        externalIds: { [system]: key },
        ...(Object.keys(custom).length > 0 && { custom }),
      });
    }
  }

  /** A deal's firm and the people it is talked over with; numbers that nobody bears are kept. */
  #partiesOf(
    table: SalesTable,
    row: CsvRow,
    account: string,
  ): { readonly parties: readonly string[]; readonly beside: Readonly<Record<string, string>> } {
    const parties: string[] = [];
    const beside: Record<string, string> = {};
    const keep = (target: "customerId" | "contactId" | "contact", value: string): void => {
      beside[table.headingOf(target)] = value;
      this.#desk.hintsFor(table.file).add("contact-unknown", row.line, value, table.headingOf(target));
    };
    const number = table.text(row, "customerId");
    const numbered = isCollectiveKey(number) ? [] : this.#customers.numbered(number, "organisation");
    if (numbered && numbered.length > 0) parties.push(...numbered);
    else if (account !== "") {
      const party = this.#customers.partyOf(table, row);
      if (party !== null) parties.push(party);
    } else if (!isCollectiveKey(number)) {
      // An order makes a customer of a number; a deal names records of its own program.
      if (/associated|company|organi[sz]ation/i.test(table.headingOf("customerId"))) keep("customerId", number);
      else {
        const party = this.#customers.partyOf(table, row);
        if (party !== null) parties.push(party);
      }
    }
    const people = table.text(row, "contactId");
    const known = people === "" ? [] : this.#customers.numbered(people, "person");
    if (known) parties.push(...known);
    else keep("contactId", people);
    const name = table.text(row, "contact");
    const named = name === "" ? undefined : this.#customers.named(name);
    if (named !== undefined) parties.push(named);
    else if (name !== "") keep("contact", name);
    return { parties: [...new Set(parties)], beside };
  }

  #pipelinesOf(table: SalesTable, stageOf: (row: CsvRow) => string): Map<string, PipelineInFile> {
    const stagesByName = new Map<string, Map<string, CsvRow>>();
    for (const row of table.rows) {
      const name = table.text(row, "pipeline");
      const stage = stageOf(row);
      if (stage === "") continue;
      const stages = stagesByName.get(name) ?? new Map<string, CsvRow>();
      if (!stages.has(stage)) stages.set(stage, row);
      stagesByName.set(name, stages);
    }
    const made = new Map<string, PipelineInFile>();
    for (const [written, rows] of stagesByName) {
      const name = written || pipelineName(this.#desk.options.language);
      const known = this.#desk.options.known?.pipelines?.find((one) => nameKey(one.name) === nameKey(name));
      const stages = stagesInFile([...rows.keys()], known);
      const [row] = rows.values();
      // A file of deals that have moved on does not name the stage all of them began in.
      const first = (known && firstOpenStageOf({ stages: stagesOfKnown(known) })) ?? stages.find(({ kind }) => kind === "open")?.key;
      made.set(written, {
        reference: this.#referenceTo(known, name, stages, table, row as CsvRow),
        stages: new Map(stages.map((stage) => [stage.stage, stage])),
        first,
        stageOfHeading: (heading) => {
          const words = heading
            .split(/[^\p{L}]+/u)
            .map(fold)
            .filter((word) => word.length >= 5);
          return stages.find(({ stage }) => words.some((word) => fold(stage).startsWith(word.slice(0, 5))))?.key;
        },
      });
    }
    return made;
  }

  #referenceTo(known: KnownPipeline | undefined, name: string, stages: readonly StageInFile[], table: SalesTable, row: CsvRow): string {
    const fieldsOf = ({ stage, kind }: StageInFile) => ({
      name: stage,
      kind,
      ...(kind === "open" ? {} : { probability: kind === "won" ? 1 : 0 }),
    });
    if (!known) {
      const all = stages.map((stage) => ({ key: stage.key, ...fieldsOf(stage) }));
      return this.#desk.make("l", this.#pipelines, "pipeline", table, row, { name, stages: all });
    }
    const fresh = stages.filter(({ isNew }) => isNew);
    if (fresh.length === 0) return known.id;
    // Open stages stand before the first closed one, and new ones after those that are there.
    const inOrder = Object.values(known.stages)
      .map(({ kind, order }) => ({ isOpen: kind !== "won" && kind !== "lost", order: order ?? "" }))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    let lastOpen = inOrder.findLast(({ isOpen }) => isOpen)?.order || null;
    const firstClosed = inOrder.find(({ isOpen, order }) => !isOpen && (lastOpen === null || order > lastOpen))?.order || null;
    let last = inOrder.at(-1)?.order || null;
    const added: Record<string, unknown> = {};
    for (const stage of fresh) {
      let order: string;
      if (stage.kind === "open") lastOpen = order = orderBetween(lastOpen, firstClosed);
      else last = order = orderBetween(last, null);
      added[stage.key] = { ...fieldsOf(stage), order };
    }
    return this.#desk.make("l", this.#pipelines, "pipeline", table, row, { name: known.name, stages: added }, known.id);
  }

  drafts(): Draft[] {
    return [...this.#pipelines, ...this.#made];
  }
}

const kindRank = { open: 0, won: 1, lost: 2 } as const;

/** The stages a file names, in their usual order, each with the key it has in the pipeline or shall have. */
function stagesInFile(names: readonly string[], known: KnownPipeline | undefined): StageInFile[] {
  const knownByName = new Map(Object.entries(known?.stages ?? {}).map(([key, stage]) => [fold(stage.name), { key, kind: kindOf(stage) }]));
  const isAlone = (kind: StageKind): boolean => names.filter((name) => stageKindOfName(name) === kind).length === 1;
  const foundOf = (name: string): { readonly key: string; readonly kind: StageKind } | undefined => {
    const found = knownByName.get(fold(name));
    const kind = stageKindOfName(name);
    if (found || kind === "open" || !isAlone(kind)) return found;
    // "Won" and "Gewonnen" are one stage where each side has one of the kind.
    const same = [...knownByName.values()].filter((stage) => stage.kind === kind);
    return same.length === 1 ? same[0] : undefined;
  };
  const used = new Set(Object.keys(known?.stages ?? {}));
  return names
    .map((stage, at) => ({ stage, at, kind: stageKindOfName(stage), rank: stageRankOf(stage) }))
    .sort((a, b) => kindRank[a.kind] - kindRank[b.kind] || a.rank - b.rank || a.at - b.at)
    .map(({ stage, kind }): StageInFile => {
      const found = foundOf(stage);
      if (found) return { stage, ...found, isNew: false };
      const base = kind === "open" ? fold(stage).replace(/[^\p{L}\p{N}]+/gu, "-") || "stage" : kind;
      let key = base;
      for (let n = 2; used.has(key); n++) key = `${base}-${n}`;
      used.add(key);
      return { stage, key, kind, isNew: true };
    });
}

const stagesOfKnown = ({ stages }: KnownPipeline): Readonly<Record<string, Stage>> =>
  Object.fromEntries(Object.entries(stages).map(([key, stage]) => [key, { ...stage, kind: kindOf(stage) }]));

const kindOf = ({ kind }: { readonly kind?: string }): StageKind => (kind === "won" || kind === "lost" ? kind : "open");
