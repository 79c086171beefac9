import "fake-indexeddb/auto";
import { packEntries, readEntries } from "../../src/journal/backupContent.ts";
import { BackupWriter, lockOf, openBackupFile } from "../../src/journal/backupFile.ts";
import { concat } from "../../src/lib/bytes.ts";
import type { Chance } from "../../src/lib/chance.ts";
import { ok, unwrap } from "../../src/lib/result.ts";
import type { EngineApi } from "../../src/workspace/api.ts";
import { Engine } from "../../src/workspace/engine.ts";
import { type RestoreOptions, restoreBackup } from "../../src/workspace/restore.ts";

export const passphrase = "Kaffee mit vier Löffeln Zucker";

/** A backup of everything an engine has, as the file a person would keep. */
export async function backupOf(engine: EngineApi, isKept = true): Promise<Blob> {
  const job = unwrap(await engine.startBackup({ passphrase }));
  const parts: BlobPart[] = [];
  for (;;) {
    const { bytes } = unwrap(await engine.backupPortion(job));
    if (!bytes) break;
    parts.push(bytes as Uint8Array<ArrayBuffer>);
  }
  await engine.endBackup(job, isKept);
  return new Blob(parts);
}

let profiles = 0;

/** Restores on a device of its own; the engine stays open. */
export async function restoredFrom(file: Blob, more: Partial<RestoreOptions> = {}) {
  const profile = more.profile ?? `restored-${++profiles}`;
  let engine: Engine | undefined;
  const report = await restoreBackup(file, {
    passphrase,
    deviceName: "Neuer Laptop",
    openEngine: async (workspace) => {
      engine = unwrap(await Engine.open({ workspace, profile }));
      return ok({ engine, close: async () => undefined });
    },
    ...more,
    profile,
  });
  return { report, engine: engine as Engine, profile };
}

/** The same content in small frames under a quick key: so that damage hits a little of it, and a hundred copies are opened in seconds. */
export async function reframed(file: Blob, frameBytes: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const opened = unwrap(await openBackupFile(file, passphrase));
  const writer = new BackupWriter(await lockOf(passphrase, crypto.getRandomValues(new Uint8Array(16)), 1_000));
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of opened.frames()) {
    if (!("kind" in frame)) throw new Error("damaged before it was damaged");
    if (frame.kind !== "entries") {
      frames.push(await writer.frame(frame.kind, frame.content));
      continue;
    }
    let some: Uint8Array[] = [];
    for (const entry of readEntries(frame.content)) {
      some.push(entry);
      if (packEntries(some).length < frameBytes) continue;
      frames.push(await writer.frame("entries", packEntries(some)));
      some = [];
    }
    if (some.length > 0) frames.push(await writer.frame("entries", packEntries(some)));
  }
  return frames;
}

/** One of the ways in which a file is damaged on its way: cut, a bit changed, bytes missing, a block of nothing. */
export function damaged(file: Uint8Array<ArrayBuffer>, chance: Chance): { readonly how: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const at = chance.whole(0, file.length - 1);
  const to = Math.min(file.length, at + chance.whole(1, 4_096));
  switch (chance.whole(0, 3)) {
    case 0:
      return { how: `cut at ${at}`, bytes: file.slice(0, at) };
    case 1:
      return { how: `bit at ${at}`, bytes: file.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte)) };
    case 2:
      return { how: `${at} to ${to} missing`, bytes: concat(file.slice(0, at), file.slice(to)) };
    default:
      return { how: `${at} to ${to} empty`, bytes: file.slice().fill(0, at, to) };
  }
}
