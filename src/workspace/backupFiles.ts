// The window's part of backups: it writes the portions that the engine seals where the person wants them, opens an engine
// for a workspace that is restored, and keeps the folder for backups that are made by themselves.
import * as Comlink from "comlink";
import { readMeta, WorkspaceDatabase } from "../database/schema.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { siteFolder } from "../lib/siteStorage.ts";
import type { CommandRefusal, EngineApi } from "./api.ts";
import { connectEngine, type EngineState } from "./connect.ts";
import type { DrillRefusal, DrillReport } from "./drill.ts";
import type { DrillWork } from "./drillWorker.ts";
import type { EngineHomes } from "./engineHome.ts";
import { createEngineLink } from "./engineLink.ts";
import { leaveWorkspace } from "./leave.ts";
import type { OpenedEngine } from "./restore.ts";

export type BackupRefusal = CommandRefusal | { readonly code: "backup-cancelled" } | { readonly code: "file-unwritable" };

export interface BackupHow {
  /** Left out: the one that was kept for backups by themselves. */
  readonly passphrase?: string;
  readonly keep?: boolean;
  readonly isWithoutFiles?: boolean;
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Where a backup is written. */
interface Target {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** What was written; nothing when it lies in a file of the person's. */
  readonly close: () => Promise<Blob | null>;
  readonly abort: () => Promise<void>;
}

/** A file the person chose: what stood in it stays until the backup is complete. */
export async function fileTarget(handle: FileSystemFileHandle): Promise<Target> {
  const stream = await handle.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    async close() {
      await stream.close();
      return null;
    },
    abort: () => stream.abort(),
  };
}

const scratchName = "kontor-backup.tmp";

/** For browsers in which nobody can choose a file: written to the page's own storage and downloaded from there, never whole in memory. */
async function scratchTarget(): Promise<Target> {
  try {
    const root = await siteFolder();
    if (!root) return partsTarget(); // A private window, or a browser without such a folder.
    const handle = await root.getFileHandle(scratchName, { create: true });
    const target = await fileTarget(handle);
    return {
      ...target,
      async close() {
        await target.close();
        return handle.getFile();
      },
    };
  } catch {
    return partsTarget(); // An older browser.
  }
}

/** The browser moves parts of a Blob to the disk itself when they become many. */
function partsTarget(): Target {
  let parts: Blob[] = [];
  return {
    write: async (bytes) => void parts.push(new Blob([bytes])),
    close: async () => new Blob(parts),
    async abort() {
      parts = [];
    },
  };
}

/** Makes a backup: into a file that was chosen, else as a Blob. Given up it leaves nothing. */
export async function makeBackup(
  engine: EngineApi,
  how: BackupHow,
  into?: FileSystemFileHandle,
): Promise<Result<Blob | null, BackupRefusal>> {
  const { onProgress, signal, ...start } = how;
  const job = await engine.startBackup(start);
  if (!job.ok) return job;
  let target: Target | null = null;
  let done: Result<Blob | null, BackupRefusal> = err({ code: "backup-cancelled" });
  try {
    target = into ? await fileTarget(into) : await scratchTarget();
    for (;;) {
      const portion = await engine.backupPortion(job.value);
      if (!portion.ok || signal?.aborted) {
        done = portion.ok ? err({ code: "backup-cancelled" }) : portion;
        break;
      }
      const { bytes, share } = portion.value;
      if (!bytes) {
        done = ok(await target.close());
        break;
      }
      await target.write(bytes as Uint8Array<ArrayBuffer>);
      onProgress?.(share);
    }
  } catch {
    done = err({ code: "file-unwritable" });
  }
  if (!done.ok) await target?.abort().catch(() => undefined);
  await engine.endBackup(job.value, done.ok);
  return done;
}

/** An engine for a workspace that is not open in this window. */
export function openEngineOf(workspace: string, homes: EngineHomes): Promise<Result<OpenedEngine, CommandRefusal>> {
  return new Promise((resolve) => {
    const link = createEngineLink();
    const hear = (state: EngineState): void => {
      link.use(state.kind === "ready" ? state.engine : null);
      if (state.kind === "refused") resolve(err(state.error));
      else if (state.kind === "failed") resolve(err({ code: "disk-failed", reason: state.reason }));
      else if (state.kind === "ready") resolve(ok({ engine: link, close }));
    };
    const connection = connectEngine(workspace, hear, homes);
    // The engine runs on: the window that opens the workspace now is served by it, and would meet a dying one otherwise.
    const close = async (isGivenUp: boolean): Promise<void> => {
      if (isGivenUp) await leaveWorkspace(workspace, () => connection.end());
      else connection.close();
    };
  });
}

// ---- backups by themselves, where the browser lets a page keep a folder ------------------------------------------------

interface BackupFolder {
  readonly handle: FileSystemDirectoryHandle;
  /** What was written there, oldest first. */
  readonly files: readonly string[];
}

/** Older browsers, and types, know neither permissions of handles nor the picker. */
type Permitted = FileSystemDirectoryHandle & {
  queryPermission(how: { mode: "readwrite" }): Promise<PermissionState>;
  requestPermission(how: { mode: "readwrite" }): Promise<PermissionState>;
};

export interface FolderState {
  readonly name: string;
  /** The browser asks again after a while: until somebody allows it, no backup is made. */
  readonly isAllowed: boolean;
}

/** A backup by itself is made once a day, if anything has changed, and the last few are kept. */
const betweenMs = 20 * 3_600_000;
const keptFiles = 5;

async function withFolder<Value>(
  workspace: string,
  use: (folder: BackupFolder, save: (next: BackupFolder | null) => Promise<void>) => Promise<Value>,
): Promise<Value | null> {
  const db = new WorkspaceDatabase(workspace, "relaxed");
  try {
    const folder = await readMeta<BackupFolder>(db, "backupFolder");
    if (!folder) return null;
    return await use(folder, async (next) => {
      await (next ? db.meta.put({ key: "backupFolder", value: next }) : db.meta.delete("backupFolder"));
    });
  } finally {
    db.close();
  }
}

export async function keepFolder(workspace: string, handle: FileSystemDirectoryHandle): Promise<void> {
  const db = new WorkspaceDatabase(workspace, "strict");
  await db.meta.put({ key: "backupFolder", value: { handle, files: [] } satisfies BackupFolder });
  db.close();
}

export const forgetFolder = async (workspace: string): Promise<void> => {
  await withFolder(workspace, (_folder, save) => save(null));
};

export const folderState = (workspace: string): Promise<FolderState | null> =>
  withFolder(workspace, async ({ handle }) => ({
    name: handle.name,
    isAllowed: (await (handle as Permitted).queryPermission({ mode: "readwrite" })) === "granted",
  }));

/** Asks the person; only a tap may. */
export const allowFolder = async (workspace: string): Promise<boolean> =>
  (await withFolder(
    workspace,
    async ({ handle }) => (await (handle as Permitted).requestPermission({ mode: "readwrite" })) === "granted",
  )) ?? false;

/** Makes a backup in the folder if one is due; of several windows one does. */
export async function backUpByItself(
  workspace: string,
  name: string,
  engine: EngineApi,
  isNow = false,
): Promise<Result<boolean, BackupRefusal>> {
  const made = await navigator.locks.request(`backup:${workspace}`, { ifAvailable: true }, (lock) =>
    lock
      ? withFolder(workspace, async (folder, save): Promise<Result<boolean, BackupRefusal>> => {
          const { lastMs, changes } = await engine.backupState();
          const isDue = isNow || (changes > 0 && Date.now() - (lastMs ?? 0) > betweenMs);
          const isAllowed = (await (folder.handle as Permitted).queryPermission({ mode: "readwrite" })) === "granted";
          if (!isDue || !isAllowed) return ok(false);
          const file = backupName(name);
          const handle = await folder.handle.getFileHandle(file, { create: true }).catch(() => null);
          if (!handle) return err({ code: "file-unwritable" });
          const done = await makeBackup(engine, { isWithoutFiles: true }, handle);
          if (!done.ok) return done;
          const files = [...folder.files.filter((one) => one !== file), file];
          for (const old of files.splice(0, Math.max(0, files.length - keptFiles)))
            await folder.handle.removeEntry(old).catch(() => undefined); // Moved or deleted by somebody: nothing to do.
          await save({ ...folder, files });
          return ok(true);
        })
      : null,
  );
  return made ?? ok(false);
}

/** What a backup is called: whose and of which day. */
export const backupName = (name: string, at = new Date()): string => {
  const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
  return `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim() || "Kontor"} ${day}.kontor`;
};

/** Reads a whole backup in a worker and touches nothing. */
export async function drillInWorker(
  file: Blob,
  passphrase: string,
  { onProgress, signal }: { readonly onProgress?: (share: number) => void; readonly signal?: AbortSignal } = {},
): Promise<Result<DrillReport, DrillRefusal>> {
  const worker = new Worker(new URL("./drillWorker.ts", import.meta.url), { type: "module", name: "kontor-drill" });
  const cancelled = new Promise<Result<never, DrillRefusal>>((resolve) => {
    signal?.addEventListener("abort", () => resolve(err({ code: "backup-cancelled" })), { once: true });
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the worker could not start"));
  });
  try {
    const report = Comlink.proxy((share: number) => onProgress?.(share));
    return await Promise.race([Comlink.wrap<DrillWork>(worker).drill(file, passphrase, report), cancelled, failed]);
  } finally {
    worker.terminate();
  }
}
