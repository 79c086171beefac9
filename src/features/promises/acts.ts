// What is done to a promise: each one save, one sentence and one way back.
import { breakPromise, keepPromise, type PromiseEnd, type promiseNoun, reopenPromise } from "../../domain/promise.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import type { RecordView } from "../../state/nouns.ts";
import type { EngineClient } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { text } from "./text.ts";

export type PromiseView = RecordView<typeof promiseNoun>;

const save = async (engine: EngineClient, { id }: PromiseView, end: PromiseEnd, said: string): Promise<void> =>
  void (await act(engine.patch(id, { ...end }), doneWithUndo(engine, said)));

export const keep = (engine: EngineClient, view: PromiseView): Promise<void> =>
  save(engine, view, keepPromise(view.record, new Date().toISOString()), text().kept);

export const breakIt = (engine: EngineClient, view: PromiseView): Promise<void> =>
  save(engine, view, breakPromise(view.record, new Date().toISOString()), text().broken);

export const reopen = (engine: EngineClient, view: PromiseView): Promise<void> => save(engine, view, reopenPromise(), text().reopened);
