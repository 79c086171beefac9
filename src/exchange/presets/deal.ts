// Deals and the pipelines they move in: a pipeline of the workspace gets the stages it lacks, and no second one is made.
import { centsOf } from "../../domain/currency.ts";
import { stageEntryKey } from "../../domain/deal.ts";
import { firstOpenStageOf, type Stage } from "../../domain/pipeline.ts";
import { type StageKind } from "../../domain/stageKind.ts";
import { fold } from "../../lib/fold.ts";
import { orderBetween } from "../../lib/order.ts";
import type { CsvRow } from "../csv.ts";
import type { Draft } from "../draft.ts";
import { peopleIn, targetsIn } from "../headingTargets.ts";
import type { KnownPipeline } from "../known.ts";
import { meaningsOf } from "../meanings.ts";
import { nameKey } from "../partyDraft.ts";
import type { Preset, PresetReader } from "../preset.ts";
import type { Customers } from "../salesCustomers.ts";
import { DerivedKeys, filled, type Made, type SalesDesk } from "../salesDesk.ts";
import { customers, ownerIds, owners, products } from "../salesPhrases.ts";
import { readSalesWords } from "../salesRules.ts";
import type { SalesTable } from "../salesTable.ts";
import type { SalesTarget } from "../salesTargets.ts";
import { isCollectiveKey, pipelineName, purchaseKindOf, stageKindOfName, stageRankOf } from "../salesWords.ts";
import type { TableSource } from "../source.ts";
import type { TableHead } from "../table.ts";
import { tableKind } from "../tableKind.ts";
import type { Products } from "./product.ts";

/** Deals in whatever stage they are. */
export const dealTable = tableKind<SalesTarget>({
  role: "deal",
  rank: 5,
  targets: {
    customerId: "text",
    customer: "text",
    productId: "text",
    product: "text",
    sku: "text",
    quantity: "number",
    currency: "text",
    owner: "text",
    ownerId: "text",
    note: "text",
    dealId: "text",
    dealName: "text",
    stage: "text",
    openedOn: "day",
    closedOn: "day",
    expectedOn: "day",
    amount: "number",
    probability: "share",
    lossReason: "text",
    competitor: "text",
    pipeline: "text",
    status: "text",
    contact: "text",
    contactId: "text",
  },
  phrases: {
    ...customers,
    ...products,
    customer: `${customers.customer}|Deal organization|Deal organisation|Associated company|Organization name|Organisation name`,
    customerId: `${customers.customerId}|Associated company IDs|Associated company ID|Company ID|Organization ID|Organisation ID`,
    contactId: "Associated contact IDs|Associated contact ID|Contact ID|Person ID|Primary contact ID",
    contact: "Deal contact person|Contact name|Contact|Kontaktperson|Ansprechpartner|Person name|Primary contact",
    dealId: "Opportunity ID|Deal ID|Record ID|ID|Chancen-ID|Opportunity number|Deal number|Verkaufschance-ID|Chance-ID|Projektnummer",
    dealName: "Deal name|Deal|Deal title|Opportunity|Opportunity name|Titel|Title|Name|Bezeichnung|Chance|Verkaufschance|Projekt|Betreff",
    owner: owners,
    ownerId: ownerIds,
    stage: "Deal stage|Stage|Phase|Stufe|Verkaufsphase|Vertriebsphase|Opportunity stage|Pipeline stage|Deal phase",
    status: "Status|Deal status|Opportunity status",
    openedOn:
      "Engage date|Create date|Created|Created date|Created on|Opened|Opened on|Open date|Start date|Erstellt|Erstellt am|Erstelldatum|Eröffnet am|Angelegt am|Startdatum|Deal created|Beginn",
    closedOn:
      "Close date|Closed|Closed on|Closed date|Closed at|Abschlussdatum|Abgeschlossen am|Abschluss am|Won time|Actual close date|Geschlossen am|Entschieden am|Deal closed on",
    expectedOn:
      "Expected close date|Expected close|Erwarteter Abschluss|Erwartetes Abschlussdatum|Voraussichtlicher Abschluss|Geplanter Abschluss|Expected on|Forecast date",
    amount:
      "Close value|Amount|Value|Deal value|Deal amount|Betrag|Wert|Auftragswert|Umsatz|Volumen|Revenue|Auftragsvolumen|Opportunity amount|Angebotswert|Potenzial",
    quantity: "Quantity|Menge|Anzahl|Qty|Stückzahl",
    probability: "Probability|Wahrscheinlichkeit|Forecast probability|Deal probability|Abschlusswahrscheinlichkeit|Chance in",
    lossReason: "Loss reason|Lost reason|Verlustgrund|Closed lost reason|Ablehnungsgrund|Absagegrund",
    competitor: "Competitor|Wettbewerber|Mitbewerber|Konkurrent",
    pipeline: "Pipeline|Pipeline name|Vertriebspipeline|Sales pipeline",
    note: "Note|Notes|Notiz|Notizen|Bemerkung|Comment|Kommentar|Description|Beschreibung",
  },
  readWords: (heading) => readSalesWords(heading, "deal"),
});

/** Who sells for whom. */
export const teamTable = tableKind<SalesTarget>({
  role: "team",
  rank: 2,
  targets: { owner: "text", manager: "text", department: "text" },
  phrases: {
    owner: `${owners}|Name|Mitarbeiter|Employee|Person`,
    ownerId: ownerIds,
    manager:
      "Manager|Sales manager|Vorgesetzter|Vorgesetzte|Teamleiter|Teamleitung|Leitung|Reports to|Berichtet an|Vertriebsleiter|Vertriebsleitung|Supervisor",
    department: "Regional office|Region|Team|Abteilung|Department|Niederlassung|Filiale|Office|Standort|Gebiet",
  },
});

/** Whether a table is one of deals, or of who sells for whom. */
export function isDealTable({ headings, hasHeader, isDatev }: TableHead): boolean {
  if (!hasHeader || isDatev) return false;
  // Who sells for whom, and nothing else, comes with deals.
  const team = headings.map((heading) => teamTable.read(heading));
  if (team.includes("owner") && team.includes("manager") && team.every((target) => target !== undefined)) return true;
  if (peopleIn(headings) > 1) return false;
  const deal = targetsIn(headings, dealTable);
  const isNamed = headings.some((heading) => dealTable.read(heading) === "dealName" && meaningsOf(heading).has("deal"));
  if (isNamed && deal.has("stage", "status", "amount", "closedOn", "expectedOn", "probability")) return true;
  // A status beside the number of an order or invoice makes no deal of it.
  const isPaper = headings.some((heading) => purchaseKindOf(heading) !== undefined && meaningsOf(heading).has("number"));
  return deal.has("stage") && deal.has("amount", "closedOn", "expectedOn", "probability") && !isPaper;
}

export const dealPreset: Preset<"deal"> = {
  noun: "deal",
  tables: [teamTable, dealTable],
  speaksFor: isDealTable,
  open: ({ desk, customers: people, readerOf }) => new Deals(desk, people, readerOf("product")),
  exampleOf: (fields, { partyOf, stageOf }) => {
    const {
      name,
      openedOn,
      amountCents,
      currency = "",
    } = fields as Readonly<Record<string, string | undefined>> & { readonly amountCents?: number };
    const party = partyOf((fields["parties"] as readonly string[] | undefined)?.[0]);
    const stage = stageOf(fields["pipeline"], fields["stage"]);
    return {
      name: name ?? "",
      currency,
      ...(party !== undefined && { party }),
      ...(openedOn !== undefined && { on: openedOn }),
      ...(amountCents !== undefined && { amountCents }),
      ...(stage !== undefined && { stage }),
    };
  },
};

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

class Deals implements PresetReader {
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

  read(role: string, sources: readonly TableSource[]): void {
    for (const source of sources)
      if (role === teamTable.role) this.#customers.addTeam(this.#desk.open(source, teamTable));
      else this.#add(this.#desk.open(source, dealTable));
  }

  #add(table: SalesTable): void {
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
