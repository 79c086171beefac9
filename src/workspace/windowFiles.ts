// The window's half of files: small pictures are drawn here, where there is a canvas, and bytes get names and types that no browser
// runs.
import type { WorkspaceDatabase } from "../database/schema.ts";
import { type FileKind, fileNoun, lookOf } from "../domain/file.ts";
import { read } from "../domain/read.ts";
import { instantOf } from "../lib/clock.ts";
import { type RecordId, randomKey } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CommandRefusal, EngineApi } from "./api.ts";
import { thumbnailOf } from "./thumbnail.ts";

export interface AddFileHow {
  /** Otherwise the file's own. */
  readonly name?: string;
  readonly kind?: FileKind;
  readonly takenAt?: string;
  readonly seconds?: number;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

const progressEveryMs = 150;
const askEveryMs = 200;

export async function addFile(
  engine: EngineApi,
  about: string,
  file: Blob,
  { onProgress, signal, ...how }: AddFileHow,
): Promise<Result<RecordId, CommandRefusal>> {
  if (signal?.aborted) return err({ code: "attachment-cancelled" });
  const mime = file.type;
  const job = randomKey(10);
  const thumbnail = await thumbnailOf(file, mime);
  const own = file instanceof File ? file : undefined;
  const takenAt = how.takenAt ?? (own && lookOf(mime) === "image" ? instantOf(own.lastModified) : undefined);
  const facts = {
    ...{ about, job, name: how.name ?? own?.name ?? "" },
    ...(mime && { mime }),
    ...(how.kind && { kind: how.kind }),
    ...(takenAt && { takenAt }),
    ...(how.seconds !== undefined && { seconds: how.seconds }),
  };
  const cancel = (): void => void engine.cancelFile(job);
  signal?.addEventListener("abort", cancel, { once: true });
  const timer = onProgress && setInterval(() => void engine.fileProgress(job).then(onProgress), progressEveryMs);
  try {
    return await engine.addFile(file, facts, thumbnail);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

/** The bytes of a file record. Where they are not here others are asked, and for so long it waits. */
export async function fileOf(
  engine: EngineApi,
  db: WorkspaceDatabase,
  id: RecordId,
  patienceMs: number,
): Promise<Result<File, CommandRefusal>> {
  const row = await db.records.get(id);
  if (row?.type !== "file") return err({ code: "record-missing", id: String(id) });
  const { sha256, mime, name, createdAt } = read(fileNoun, row.record);
  const deadline = performance.now() + patienceMs;
  for (let isAsked = false; ; ) {
    const bytes = await engine.fileBytes(sha256);
    if (bytes.ok) {
      const [clear = ""] = await engine.fileNames([name ?? ""]);
      return ok(new File([bytes.value], clear, { type: harmlessType(mime), lastModified: Date.parse(createdAt) || 0 }));
    }
    if (bytes.error.code !== "attachment-missing") return bytes;
    if (!isAsked) {
      const asked = await engine.fetchFiles([id]);
      if (!asked.ok) return asked;
      isAsked = true;
    }
    if (performance.now() >= deadline) return err({ code: "attachment-missing" });
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

/** Nothing that a browser would open as a page of ours. */
const harmlessType = (mime: string | null | undefined): string => (lookOf(mime) === "other" ? "application/octet-stream" : String(mime));
