// Reading files is long work and belongs to no screen: a window starts this worker, asks for a plan, and fetches the
// planned records in portions, so that no message is large enough to be felt.
import * as Comlink from "comlink";
import { WorkspaceDatabase } from "../database/schema.ts";
import type { NounName } from "../domain/nouns.ts";
import type { PlanRefusal } from "../exchange/draft.ts";
import { examplesOf } from "../exchange/examples.ts";
import type { KnownRecords } from "../exchange/known.ts";
import { fileLimits } from "../exchange/limits.ts";
import { targets } from "../exchange/mapping.ts";
import { type FilesPlan, planFiles } from "../exchange/planFiles.ts";
import { importTypes, presets } from "../exchange/presets.ts";
import { toHex } from "../lib/bytes.ts";
import type { RecordId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Draft } from "./api.ts";
import { markedKey, marksOf } from "./importMarks.ts";
import type { ImportChoices, ImportPlace, ImportSummary } from "./importSummary.ts";
import { countKnown, earlierImports, madeByRows, readKnown } from "./known.ts";

let plan: FilesPlan | null = null;
/** Of each draft the row it comes from; and what an earlier import of the same file made of that row. */
let marks: readonly string[] = [];
let here: ReadonlyMap<number, RecordId> = new Map();

const hashOf = async (bytes: BufferSource): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

function countBy(drafts: readonly { readonly kind: NounName }[]): Partial<Record<NounName, number>> {
  const counts: Partial<Record<NounName, number>> = {};
  for (const { kind } of drafts) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

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
    workspace: string | undefined,
    onProgress: (done: number, total: number) => void,
  ): Promise<Result<ImportSummary, PlanRefusal>> {
    const read: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
    for (const file of files) {
      if (file.size > fileLimits().bytes) return err({ code: "file-too-large", file: file.name });
      try {
        read.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      } catch {
        return err({ code: "file-unreadable", file: file.name }); // Moved or locked since it was chosen.
      }
    }
    const db = workspace === undefined ? undefined : new WorkspaceDatabase(workspace, "relaxed");
    try {
      const sha256 = await hashAll(read);
      const earlier = db ? await earlierImports(db, sha256) : [];
      let known: KnownRecords | undefined;
      const readRecords = async (): Promise<KnownRecords | undefined> => {
        known = db && (await readKnown(db, earlier));
        return known;
      };
      const planned = await planFiles(read, choices, readRecords, (done, total) => onProgress(done, total));
      if (!planned.ok) return planned;
      plan = planned.value;
      const { drafts, ...summary } = plan;
      // Sales are known again by their numbers, customers and days, and not by their rows alone.
      marks = plan.type === "party" ? marksOf(drafts) : [];
      here = db && !choices.isAgain ? await madeByRows(db, earlier, drafts, marks) : new Map();
      const ofContacts = [...here.keys()].filter((at) => drafts[at]?.kind === "party").length;
      return ok({
        ...summary,
        records: drafts.length,
        drafted: countBy(drafts),
        isOwn: drafts.length > 0 && drafts.every(({ exact }) => exact !== undefined),
        types: importTypes,
        targets: {
          contact: targets.map(({ name }) => name),
          ...Object.fromEntries(
            presets.flatMap(({ tables }) => tables.map((kind) => [kind.role, [...Object.keys(kind.targets), "ignore"]])),
          ),
        },
        dayTargets: [
          "bornOn",
          "foundedOn",
          ...presets.flatMap(({ tables }) =>
            tables.flatMap((kind) => Object.entries(kind.targets).flatMap(([name, holds]) => (holds === "day" ? [name] : []))),
          ),
        ],
        labels: Object.fromEntries(
          presets.flatMap(({ tables, labels }) => (labels ? tables.map((kind) => [kind.role, labels] as const) : [])),
        ),
        examples: examplesOf(plan.type, drafts, known, summary.firstRows.length === 0 && plan.type !== "party"),
        ...(db ? await countKnown(db, drafts) : { known: {}, replaced: { count: 0, examples: [] } }),
        fileNames: files.map(({ name }) => name),
        sha256,
        earlier,
        here: ofContacts,
      });
    } finally {
      db?.close();
    }
  },

  /** Planned records, as the job with this id makes them. */
  portion: async (from: number, count: number, job = ""): Promise<Draft[]> =>
    (plan?.drafts ?? []).slice(from, from + count).map(({ key, kind, id, fields, exact }, i) => {
      const made = here.get(from + i);
      const mark = marks[from + i];
      const known = made ?? id;
      return {
        key,
        kind,
        fields,
        ...(known && { id: known }),
        ...(made && { isHere: true }),
        ...(mark !== undefined && { idKey: markedKey(job, mark) }),
        ...(exact && { exact }),
      };
    }),

  /** Where the planned records with these keys came from. */
  places: async (keys: readonly string[]): Promise<ImportPlace[]> => {
    const wanted = new Set(keys);
    return (plan?.drafts ?? [])
      .filter(({ key }) => wanted.has(key))
      .map(({ key, line, file }) => ({ key, line, ...(file === undefined ? {} : { file }) }));
  },
};

export type ImportWork = typeof work;
Comlink.expose(work);
