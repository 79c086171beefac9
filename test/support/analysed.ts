import "fake-indexeddb/auto";
import { type AnalysisRefusal, type Answers, analyse, type Method, type MethodOptions } from "../../src/analytics/analyse.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import type { Draft } from "../../src/exchange/draft.ts";
import type { SalesOptions } from "../../src/exchange/salesPlan.ts";
import type { Now } from "../../src/lib/clock.ts";
import { type Result, unwrap } from "../../src/lib/result.ts";
import type { RecordView } from "../../src/workspace/api.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { openFactSource } from "../../src/workspace/facts.ts";
import { readData } from "./data.ts";
import { anEngine } from "./engine.ts";
import { planImport, planSales } from "./plan.ts";

type SalesChoices = Partial<SalesOptions> & Pick<SalesOptions, "type">;
const region = { country: "DE", currency: "EUR", language: "en" } as const;
const filesOf = (paths: readonly string[]) => paths.map((path) => ({ name: path, bytes: readData(path) }));

/** A workspace with real files in it, and what its methods answer: the whole way from bytes to figures, without a browser. */
export class Analysed {
  readonly engine: Engine;
  readonly #db: WorkspaceDatabase;

  private constructor(engine: Engine) {
    this.engine = engine;
    this.#db = new WorkspaceDatabase(engine.workspace, "relaxed");
  }

  /** `now` is what the engine takes for it, where the company is to be invented anew. */
  static async open(now?: Now): Promise<Analysed> {
    return new Analysed(await anEngine(undefined, undefined, now));
  }

  async importSales(paths: readonly string[], choices: SalesChoices): Promise<void> {
    await this.#make(unwrap(await planSales(filesOf(paths), { ...region, ...choices })).drafts);
  }

  async importContacts(paths: readonly string[], mapping: Readonly<Record<string, string | null>>): Promise<void> {
    await this.#make(unwrap(await planImport(filesOf(paths), { ...region, mapping })).drafts);
  }

  async #make(drafts: readonly Draft[]): Promise<void> {
    const job = unwrap(await this.engine.startJob({ command: "import" }));
    for (let from = 0; from < drafts.length; from += 1000)
      unwrap(
        await this.engine.addDrafts(
          job,
          drafts.slice(from, from + 1000).map(({ key, kind, fields }) => ({ key, kind, fields })),
        ),
      );
    const { refused } = unwrap(await this.engine.finishJob(job));
    if (refused.length > 0) throw new Error(JSON.stringify(refused[0]));
    await this.engine.settled();
  }

  async ask<M extends Method>(method: M, options: MethodOptions[M]): Promise<Answers[M]> {
    const source = await openFactSource(this.#db, () => Date.parse("2026-06-30T10:00:00.000Z"));
    return unwrap((await analyse(method, options, source)) as Result<Answers[M], AnalysisRefusal & Record<string, unknown>>);
  }

  /** All records of a type, in order of id. */
  async all(type: "party" | "product" | "purchase" | "deal"): Promise<RecordView[]> {
    const found: RecordView[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: { readonly rows: readonly RecordView[]; readonly after: string | null } = await this.engine.list(type, {
        limit: 1000,
        ...(after && { after }),
      });
      found.push(...page.rows);
      after = page.after;
    }
    return found;
  }

  async namesOf(type: "party" | "product"): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.all(type)).map((one) => [one.id, one.name]));
  }

  async close(): Promise<void> {
    this.#db.close();
    await this.engine.close();
  }
}
