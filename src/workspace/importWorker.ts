// Reading files is long work and belongs to no screen: a window starts this worker, asks for a plan, and fetches the
// planned records in portions, so that no message is large enough to be felt.
import * as Comlink from "comlink";
import type { ImportPlan, PlanRefusal } from "../exchange/draft.ts";
import { targets } from "../exchange/mapping.ts";
import { planImport } from "../exchange/plan.ts";
import { toHex } from "../lib/bytes.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Draft } from "./api.ts";
import type { ImportChoices, ImportSummary } from "./importer.ts";

let plan: ImportPlan | null = null;

const hashOf = async (bytes: BufferSource): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** One file: its own hash; several: the hash of theirs, one after the other. */
async function hashAll(files: readonly { readonly bytes: Uint8Array<ArrayBuffer> }[]): Promise<string> {
  const hashes = await Promise.all(files.map(({ bytes }) => hashOf(bytes)));
  const [first] = hashes;
  return toHex(first && hashes.length === 1 ? first : await hashOf(await new Blob(hashes as BlobPart[]).arrayBuffer()));
}

const work = {
  async plan(
    files: readonly File[],
    choices: ImportChoices,
    onProgress: (done: number, total: number) => void,
  ): Promise<Result<ImportSummary, PlanRefusal>> {
    const read: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
    for (const file of files) {
      try {
        read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch {
        return err({ code: "file-unreadable", file: file.name }); // Moved or locked since it was chosen.
      }
    }
    const planned = await planImport(read, choices, (done, total) => onProgress(done, total));
    if (!planned.ok) return planned;
    plan = planned.value;
    const { drafts, ...summary } = plan;
    return ok({ ...summary, records: drafts.length, targets, fileNames: files.map(({ name }) => name), sha256: await hashAll(read) });
  },

  portion: async (from: number, count: number): Promise<Draft[]> =>
    (plan?.drafts ?? []).slice(from, from + count).map(({ key, kind, fields }) => ({ key, kind, fields })),

  /** Where the planned records with these keys came from. */
  places: async (keys: readonly string[]): Promise<ImportPlace[]> => {
    const wanted = new Set(keys);
    return (plan?.drafts ?? [])
      .filter(({ key }) => wanted.has(key))
      .map(({ key, line, file }) => ({ key, line, ...(file === undefined ? {} : { file }) }));
  },
};

/** Line and, where there are several, file of a planned record. */
export interface ImportPlace {
  readonly key: string;
  readonly line: number;
  readonly file?: string;
}

export type ImportWork = typeof work;
Comlink.expose(work);
