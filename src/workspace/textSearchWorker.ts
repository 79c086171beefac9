// Searching what was written takes a second where much was: beside the screen, in a worker that is started for the first question.
import * as Comlink from "comlink";
import { WorkspaceDatabase } from "../database/schema.ts";
import { type TextHit, TextIndex } from "../database/textIndex.ts";

let opened: { readonly workspace: string; readonly index: TextIndex } | null = null;

const work = {
  async prepare(workspace: string): Promise<void> {
    await indexOf(workspace).refresh();
  },
  async search(workspace: string, typed: string, limit: number): Promise<readonly TextHit[]> {
    return indexOf(workspace).search(typed, limit);
  },
};

function indexOf(workspace: string): TextIndex {
  if (opened?.workspace !== workspace) opened = { workspace, index: new TextIndex(new WorkspaceDatabase(workspace, "relaxed")) };
  return opened.index;
}

export type TextSearchWork = typeof work;
Comlink.expose(work);
