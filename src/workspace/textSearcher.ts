// The window's half of searching notes and activities.
import type { TextHit } from "../database/textIndex.ts";
import type { TextSearchWork } from "./textSearchWorker.ts";
import { Thread } from "./thread.ts";

export class TextSearcher {
  readonly #workspace: string;
  readonly #thread = new Thread<TextSearchWork>(
    () => new Worker(new URL("./textSearchWorker.ts", import.meta.url), { type: "module", name: "kontor-search" }),
  );

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  async search(typed: string, limit: number): Promise<readonly TextHit[]> {
    return (await this.#thread.ask((work) => work.search(this.#workspace, typed, limit))) ?? [];
  }

  /** Reads what will be searched, for whoever is about to ask. */
  async prepare(): Promise<void> {
    await this.#thread.ask((work) => work.prepare(this.#workspace));
  }

  close(): void {
    this.#thread.close();
  }
}
