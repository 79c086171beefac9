// Models, pivots and the reading of columns belong to no screen and to no engine: a window starts this worker when a first
// question is asked, and what it has read stays in its memory for the next one.
import * as Comlink from "comlink";
import { analyse, type Method, type MethodOptions } from "../analytics/analyse.ts";
import { customerFigures } from "../analytics/customerFigures.ts";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { CustomerFigures } from "../domain/brief.ts";
import type { RecordId } from "../lib/id.ts";
import { type AnswerWire, packAnswer } from "./answerWire.ts";
import { Facts } from "./facts.ts";

let opened: { readonly workspace: string; readonly facts: Facts } | null = null;

function factsOf(workspace: string): Facts {
  if (opened?.workspace !== workspace)
    opened = { workspace, facts: new Facts(new WorkspaceDatabase(workspace, "relaxed"), () => Date.now()) };
  return opened.facts;
}

const work = {
  /** Opens what the first question would wait for. */
  async open(workspace: string): Promise<void> {
    await factsOf(workspace).source();
  },
  async analyse(workspace: string, method: string, options: unknown, onProgress: (share: number) => void): Promise<AnswerWire> {
    const source = await factsOf(workspace).source(onProgress);
    // What came is a person's word: a method that nobody knows is refused.
    const { wire, buffers } = packAnswer(await analyse(method as Method, options as MethodOptions[Method], source));
    return Comlink.transfer(wire, [...buffers]);
  },
  async customerFigures(workspace: string, party: RecordId): Promise<CustomerFigures | null> {
    return customerFigures(await factsOf(workspace).source(), party);
  },
};

export type AnalysisWork = typeof work;
Comlink.expose(work);
