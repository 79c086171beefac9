// The books of the invented firm: what became of the inquiries that its stories tell of, and the invoices that they led to.
// Drawn from a source of chance of its own, so that contacts and activities are the same with and without it.
import { Chance } from "../lib/chance.ts";
import { dayNumberOf, instantAt, isoDay, workday } from "./calendar.ts";
import { type ArticleKey, articleOf, catalogue, type DeviceArticle, deviceArticles, partArticles, productReference } from "./catalogue.ts";
import { type DocumentLine, Estimator, linesOf, netCents } from "./documentLine.ts";
import type { DemoDraft, DemoOptions, Spell } from "./draft.ts";
import { demoText, type SalesText, type StepKey } from "./text.ts";

/** A customer as the books know it; a draft's key. */
export interface Account {
  readonly customer: string;
  readonly isFirm: boolean;
  readonly owner: string;
  readonly documents: SalesDocument[];
  /** Jobs that were billed. */
  jobs: number;
  /** Whom the framework contract was last talked about with; a draft's key. */
  contractor?: string;
}

/** A story as it went in one circle. */
export interface StoryRun {
  /** Whom it was about: a draft's key. */
  readonly contact: string;
  readonly steps: readonly {
    readonly step: StepKey;
    readonly at: number;
    /** Somebody was reached, or met. */
    readonly isDone: boolean;
    /** Which of the step's sentences were written down. */
    readonly said: readonly number[];
  }[];
  /** What the story speaks of, as places in the lists of words; the amount in euros. */
  readonly device: number | undefined;
  readonly part: number | undefined;
  readonly number: string | undefined;
  readonly euros: number | undefined;
}

interface SalesDocument {
  readonly kind: "invoice" | "creditNote";
  readonly account: Account;
  readonly contact: string;
  readonly day: number;
  readonly lines: readonly DocumentLine[];
  readonly freightCents: number;
  /** What a credit note gives back for. */
  readonly of?: SalesDocument;
  number?: string;
}

type StageKey = keyof SalesText["stages"];
interface StageEntry {
  readonly at: string;
  readonly stage: StageKey;
}
/** What brings an inquiry to the next stage. */
const stageOf: Partial<Record<StepKey, StageKey>> = {
  survey: "visit",
  offerSent: "quote",
  offerFollowUp: "negotiation",
  offerAccepted: "won",
  offerDeclined: "lost",
};
const stageOrder = ["inquiry", "visit", "quote", "negotiation", "won", "lost"] as const satisfies readonly StageKey[];
/** How many of a hundred are won from there, and after how many days one is told to be stale. */
const stageHabits: Readonly<Record<StageKey, readonly [share: number, rotDays: number | null]>> = {
  inquiry: [30, 30],
  visit: [40, 45],
  quote: [45, 90],
  negotiation: [60, 90],
  won: [100, null],
  lost: [0, null],
};
const pipelineKey = "pipeline";

export class Sales {
  readonly #chance: Chance;
  readonly #text: SalesText;
  readonly #language: DemoOptions["language"];
  readonly #estimator: Estimator;
  readonly #today: number;
  #documents: SalesDocument[] = [];
  #deals: { readonly openedOn: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  /** Kind and year → the last number given. */
  readonly #numbers = new Map<string, number>();
  #count = 0;

  constructor({ seed, now, language }: DemoOptions) {
    this.#chance = new Chance(seed ^ 0x5a1e5);
    this.#text = demoText[language].sales;
    this.#language = language;
    this.#estimator = new Estimator(this.#chance, new Date(now).getUTCFullYear());
    this.#today = dayNumberOf(now);
  }

  /** What there is before anything is sold. */
  basics(): DemoDraft[] {
    const stages = stageOrder.map((key) => {
      const [share, rotDays] = stageHabits[key];
      const kind = key === "won" || key === "lost" ? key : "open";
      return { key, name: this.#text.stages[key], kind, probability: share / 100, ...(rotDays !== null && { rotDays }) };
    });
    return [...catalogue(this.#language), { key: pipelineKey, kind: "pipeline", fields: { name: this.#text.pipeline, stages } }];
  }

  open(customer: string, isFirm: boolean): Account {
    return { customer, isFirm, owner: this.#chance.pick(this.#text.owners), documents: [], jobs: 0 };
  }

  /** Enters what a story means for the books, if anything. */
  tell(account: Account, run: StoryRun): void {
    const [first] = run.steps;
    if (!first) return;
    const device = run.device === undefined ? this.#chance.pick(usualDevices) : (deviceArticles[run.device] as DeviceArticle);
    if (run.steps.some(({ step, isDone }) => step === "yearlyMeeting" && isDone)) account.contractor = run.contact;
    else if (first.step === "inquiry" || first.step === "bathInquiry") this.#inquiry(account, run, device);
    else this.#visit(account, run, device);
  }

  /** After the last story of a customer. */
  settle(account: Account, spell: Spell): void {
    this.#billOlderJobs(account, spell);
    this.#billContract(account, spell);
    for (const document of account.documents) this.#documents.push(document);
  }

  /** What was entered since the last time, in order of days. */
  *close(): Generator<DemoDraft> {
    for (const document of this.#documents.sort((a, b) => a.day - b.day)) yield this.#draft("purchase", this.#documentFields(document));
    for (const { fields } of this.#deals.sort((a, b) => (a.openedOn < b.openedOn ? -1 : a.openedOn > b.openedOn ? 1 : 0)))
      yield this.#draft("deal", fields);
    this.#documents = [];
    this.#deals = [];
  }

  #draft(kind: "purchase" | "deal", fields: Readonly<Record<string, unknown>>): DemoDraft {
    this.#count++;
    return { key: `s${this.#count}`, kind, fields };
  }

  // ---- deals ---------------------------------------------------------------------------------------------------------

  #inquiry(account: Account, run: StoryRun, device: DeviceArticle): void {
    const chance = this.#chance;
    const isBath = run.steps[0]?.step === "bathInquiry";
    const stages = this.#stages(run);
    const [first, last] = [stages[0] as StageEntry, stages.at(-1) as StageEntry];
    const isOpen = last.stage !== "won" && last.stage !== "lost";
    const offered = dayOf(run, "offerSent");
    const lines =
      offered === undefined
        ? undefined
        : this.#estimator.installation(isBath ? "shower" : device, run.euros && run.euros * 100, account.isFirm, yearOf(offered));
    const amountCents = lines ? netCents(lines) : chance.happens(0.35) ? chance.whole(20, 240) * 10_000 : null;
    const name = isBath ? this.#text.bath : articleOf(lines?.[0]?.article ?? device)[this.#language];
    const openedOn = first.at.slice(0, 10);
    this.#deals.push({
      openedOn,
      fields: {
        name: run.number ? `${name}, ${run.number}` : name,
        parties: [`#${account.customer}`],
        ...(run.contact !== account.customer && { contacts: [`#${run.contact}`] }),
        pipeline: `#${pipelineKey}`,
        stage: last.stage,
        ...(amountCents !== null && { amountCents }),
        currency: "EUR",
        openedOn,
        ...(offered !== undefined && { expectedOn: this.#expectedOn(offered, isOpen) }),
        ...(!isOpen && { closedOn: last.at.slice(0, 10) }),
        ...(isOpen && lines && chance.happens(0.35) && { probability: chance.whole(2, 18) / 20 }),
        ...(last.stage === "lost" && this.#loss(run.steps.find(({ step }) => step === "offerDeclined")?.said, lines !== undefined)),
        lines: lines ? linesOf(lines) : [{ key: "l1", product: productReference(isBath ? "shower" : device), quantity: 1 }],
        owner: account.owner,
        stages: Object.fromEntries(stages.map((entry) => [`${entry.at}|${entry.stage}`, entry])),
      },
    });
    if (last.stage === "won" && lines) this.#billJob(account, run, lines);
  }

  /** As long as a deal is open, the day is put off again and again. */
  #expectedOn(offered: number, isOpen: boolean): string {
    let day = offered + this.#chance.whole(21, 60);
    while (isOpen && day < this.#today - 10) day += 56;
    return isoDay(workday(day));
  }

  /** The stages a deal came into. Nobody waits for ever for an answer. */
  #stages({ steps }: StoryRun): StageEntry[] {
    const chance = this.#chance;
    const entryOf = (at: number, stage: StageKey): StageEntry => ({ at: new Date(at).toISOString(), stage });
    const stages = [entryOf(steps[0]?.at ?? 0, "inquiry")];
    for (const { step, at, isDone } of steps) {
      const stage = isDone ? stageOf[step] : undefined;
      if (stage && !stages.some((one) => one.stage === stage)) stages.push(entryOf(at, stage));
    }
    if (stages.some(({ stage }) => stage === "won" || stage === "lost")) return stages;
    const given = workday(dayNumberOf(steps.at(-1)?.at ?? 0) + chance.whole(45, 180) + (chance.happens(0.2) ? 150 : 0));
    return given < this.#today ? [...stages, entryOf(instantAt(given, 16 * 60 + 30), "lost")] : stages;
  }

  #loss(said: readonly number[] | undefined, isQuoted: boolean): object {
    const chance = this.#chance;
    const { declined, silent, competitors } = this.#text.losses;
    const reason =
      said?.[0] === undefined ? (said ? chance.pick(declined) : isQuoted ? silent.quoted : silent.asked) : (declined[said[0]] as string);
    const isRivalled = reason === declined[0] ? chance.happens(0.6) : !said && isQuoted && chance.happens(0.15);
    return { lossReason: reason, ...(isRivalled && { competitor: chance.pick(competitors) }) };
  }

  #billJob(account: Account, run: StoryRun, lines: readonly DocumentLine[]): void {
    const chance = this.#chance;
    account.jobs++;
    const [accepted, fitted] = [dayOf(run, "offerAccepted") ?? 0, dayOf(run, "install")];
    const day = dayOf(run, "invoice") ?? workday(fitted === undefined ? accepted + chance.whole(28, 60) : fitted + chance.whole(2, 9));
    const billed = chance.happens(0.25) ? this.#estimator.withMoreHours(lines, yearOf(day)) : lines;
    this.#bill(account, run.contact, day, billed, chance.happens(0.3));
  }

  // ---- documents -----------------------------------------------------------------------------------------------------

  #visit(account: Account, run: StoryRun, device: DeviceArticle): void {
    const chance = this.#chance;
    const { steps, contact } = run;
    const last = steps.findLast(
      ({ step, isDone }) =>
        isDone && (step === "serviceDone" || step === "emergencyVisit" || step === "flatsVisit" || step === "complaintSolved"),
    );
    if (!last) return;
    const day = dayNumberOf(last.at);
    if (last.step === "complaintSolved") return this.#giveBack(account, contact, day, last.said.includes(creditAgreed));
    const invoiced = steps.find(({ step }) => step === "invoice");
    const billed = invoiced ? dayNumberOf(invoiced.at) : workday(day + chance.whole(2, 9));
    const part = partArticles[run.part ?? chance.whole(0, partArticles.length - 1)] as ArticleKey;
    const cents = invoiced && run.euros !== undefined ? run.euros * 100 : undefined;
    const year = yearOf(billed);
    const lines =
      last.step === "serviceDone"
        ? this.#estimator.service(device, last.said.includes(partReplaced) ? part : undefined, cents, year)
        : last.step === "emergencyVisit"
          ? this.#estimator.emergency(part, cents, year)
          : this.#estimator.flats(part, year);
    this.#bill(account, contact, billed, lines, false);
  }

  /** What was ordered before anything was written down is billed in the first weeks: else a history would begin with a poor firm. */
  #billOlderJobs(account: Account, { from, to, isNew }: Spell): void {
    const chance = this.#chance;
    if (isNew) return;
    for (let job = 0; job < account.jobs; job++) {
      if (!chance.happens(0.1)) continue;
      const device = chance.pick(usualDevices);
      const day = workday(from + chance.whole(3, 65));
      if (day > to) continue;
      this.#bill(account, account.customer, day, this.#estimator.installation(device, undefined, account.isFirm, yearOf(day)), false);
    }
  }

  /** A contract is billed each year before the heating is turned on. */
  #billContract(account: Account, { from, to }: Spell): void {
    const { contractor } = account;
    if (contractor === undefined) return;
    const units = this.#chance.whole(4, 36);
    for (let year = yearOf(from); year <= yearOf(to); year++) {
      const day = workday(dayNumberOf(Date.UTC(year, 8, 1)) + this.#chance.whole(14, 50));
      if (day >= from && day <= to) this.#bill(account, contractor, day, this.#estimator.contract(units, year), false);
    }
  }

  #bill(account: Account, contact: string, day: number, lines: readonly DocumentLine[], isCarried: boolean): void {
    if (day > this.#today) return;
    const freightCents = isCarried ? this.#chance.pick([4_900, 6_900, 8_900, 12_900]) : 0;
    account.documents.push({ kind: "invoice", account, contact, day, lines, freightCents });
  }

  /** After a complaint: what was agreed, or the faulty part. */
  #giveBack(account: Account, contact: string, day: number, isAgreed: boolean): void {
    const of = account.documents
      .filter((document) => document.kind === "invoice" && document.day < day)
      .reduce<SalesDocument | undefined>((latest, document) => (latest && latest.day > document.day ? latest : document), undefined);
    if (!of) return;
    const faulty = of.lines.find(({ article }) => partArticles.includes(article));
    const { price, cost } = articleOf("goodwill");
    const line = isAgreed
      ? { article: "goodwill" as const, quantity: -1, price: price ?? 0, cost }
      : faulty && this.#chance.happens(0.6)
        ? { ...faulty, quantity: -1 }
        : undefined;
    if (line) account.documents.push({ kind: "creditNote", account, contact, day, lines: [line], freightCents: 0, of });
  }

  #documentFields(document: SalesDocument): Readonly<Record<string, unknown>> {
    const { kind, account, contact, day, lines, freightCents, of } = document;
    const on = isoDay(day);
    const series = `${this.#text.series[kind]}-${on.slice(0, 4)}`;
    const next = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, next);
    document.number = `${series}-${String(next).padStart(4, "0")}`;
    return {
      kind,
      number: document.number,
      party: `#${account.customer}`,
      ...(contact !== account.customer && { contact: `#${contact}` }),
      on,
      currency: "EUR",
      lines: linesOf(lines, of?.number && this.#text.creditFor(of.number)),
      ...(freightCents > 0 && { freightCents }),
    };
  }
}

/** Where a story names no device: what is fitted most these days. */
const usualDevices: readonly DeviceArticle[] = [
  "gasBoiler",
  "heatPump",
  "heatPump",
  "heatPump",
  "pelletBoiler",
  "condensingBoiler",
  "condensingBoiler",
  "solarCollector",
  "floorHeating",
  "softener",
  "ventilationUnit",
  "hybridSystem",
];
/** Places of sentences in `text.ts` that the books must know of: a part was replaced at a service, a credit agreed on. */
const partReplaced = 1;
const creditAgreed = 1;
const dayOf = ({ steps }: StoryRun, step: StepKey): number | undefined => {
  const done = steps.find((one) => one.step === step && one.isDone);
  return done && dayNumberOf(done.at);
};
const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
