// Tries whether this browser keeps a device's keys: the window stores some, as it does when it makes a workspace, and the
// worker in which the engine would run reads and uses them, and stores some of its own.
import { ProbeDatabase } from "../database/probe.ts";
import {
  type DeviceKeys,
  keysToStored,
  makeDeviceKeys,
  openSealed,
  openStoredKeys,
  sealTo,
  signBytes,
  unwrapBytes,
  verifyBytes,
  wrapBytes,
} from "../journal/deviceKeys.ts";
import { toHex, utf8 } from "../lib/bytes.ts";
import { err, ok, Refused, type Result } from "../lib/result.ts";
import { tooLate, within } from "../lib/wait.ts";
import { type EngineHome, type EngineHomes, startWorker } from "./engineHome.ts";

export type ProbeAnswer = { readonly kind: "kept" } | { readonly kind: "not-kept"; readonly reason: string };

export type ProbeRefusal =
  /** Keys are not kept: a private window, Lockdown Mode, or a browser that never does. */
  | { readonly code: "keys-not-kept"; readonly reason: string }
  | { readonly code: "storage-missing"; readonly reason: string }
  | { readonly code: "storage-silent" };

/** A storage that says nothing for so long will not say anything, nor a worker, which has to be loaded first. */
const defaultPatience: Patience = { storageMs: 6_000, workerMs: 15_000 };

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/**
 * Whether any key passes the border of this scope at all. In WebKit's SharedWorker none does: storing one throws, and a
 * row with one is never delivered, so this is asked before anything is read.
 */
export async function canCloneKeys(): Promise<boolean> {
  try {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    return (structuredClone(key) as unknown) instanceof CryptoKey;
  } catch {
    return false;
  }
}

/** Stores keys of this scope and gives back what they are called. */
async function storeKeys(db: ProbeDatabase): Promise<string> {
  const keys = await makeDeviceKeys();
  const key = toHex(keys.signPublic);
  await db.rows.put({ key, value: keysToStored(keys) });
  return key;
}

/** The stored keys do all that a device's keys have to do. */
async function useKeys(db: ProbeDatabase, key: string): Promise<boolean> {
  // WebKit gives back null in place of a row with a key that it could not keep.
  const row = (await db.rows.get(key)) as { readonly value: unknown } | null | undefined;
  const keys = await openStoredKeys(row?.value);
  return keys.ok && (await doAll(keys.value));
}

async function doAll(keys: DeviceKeys): Promise<boolean> {
  const text = utf8("kontor/probe");
  const isSigned = await verifyBytes(keys.signPublic, text, await signBytes(keys, text));
  const unwrapped = await unwrapBytes(keys, await wrapBytes(keys, text, "probe"), "probe");
  const received = await openSealed(keys, await sealTo(keys.receivePublic, text, "probe"), "probe");
  return isSigned && unwrapped.ok && received.ok;
}

/** In the worker: what the window stored under `key` is there, and what is stored here comes back. */
export async function answerProbe(key: string, profile?: string): Promise<ProbeAnswer> {
  if (!(await canCloneKeys())) return { kind: "not-kept", reason: "no key can be cloned" };
  const db = new ProbeDatabase(profile);
  try {
    if (!(await useKeys(db, key))) return { kind: "not-kept", reason: "the window's keys did not come back" };
    const own = await storeKeys(db);
    const isKept = await useKeys(db, own);
    await db.rows.delete(own);
    return isKept ? { kind: "kept" } : { kind: "not-kept", reason: "its own keys did not come back" };
  } catch (error) {
    return { kind: "not-kept", reason: reasonOf(error) };
  } finally {
    db.close();
  }
}

export interface Patience {
  readonly storageMs: number;
  readonly workerMs: number;
}

/** Asks a worker; injected in tests. */
export type AskHome = (home: EngineHome, key: string) => Promise<ProbeAnswer>;

const askWorker: AskHome = (home, key) =>
  new Promise((resolve) => {
    const fail = (reason: string): void => resolve({ kind: "not-kept", reason });
    try {
      const worker = startWorker(`kontor-probe:${key}`, home, fail);
      worker.port.onmessage = ({ data }: MessageEvent<ProbeAnswer>) => {
        worker.abandon();
        resolve(data);
      };
    } catch (error) {
      fail(reasonOf(error));
    }
  });

/**
 * Before a workspace is made: decides where its engine will run, or says why it cannot run here. Where a workspace of this
 * page is open already, or this was tried before, it is known.
 */
export async function probeHomes(
  homes: EngineHomes,
  how: { readonly ask?: AskHome; readonly patience?: Patience; readonly profile?: string } = {},
): Promise<Result<null, ProbeRefusal>> {
  if (homes.isProved) return ok(null);
  const patience = how.patience ?? defaultPatience;
  const ask = how.ask ?? askWorker;
  const db = new ProbeDatabase(how.profile);
  const stored = await within(tryHere(db), patience.storageMs);
  if (stored === tooLate) return err({ code: "storage-silent" });
  if (!stored.ok) return stored;
  try {
    for (;;) {
      const { home } = homes;
      const answer = await within(ask(home, stored.value), patience.workerMs);
      if (answer !== tooLate && answer.kind === "kept") {
        homes.proved();
        return ok(null);
      }
      if (home === "worker") return err(answer === tooLate ? { code: "storage-silent" } : { code: "keys-not-kept", reason: answer.reason });
      homes.leaveShared(answer === tooLate ? "shared-worker-silent" : "shared-worker-keeps-no-keys");
    }
  } finally {
    // Nobody waits for it: a storage that does not answer would hold up the sentence that says so.
    void db.rows
      .delete(stored.value)
      .catch(() => undefined)
      .finally(() => db.close());
  }
}

/** In the window, which writes the keys of a new workspace. */
async function tryHere(db: ProbeDatabase): Promise<Result<string, ProbeRefusal>> {
  try {
    await db.open();
  } catch (error) {
    return err({ code: "storage-missing", reason: reasonOf(error) });
  }
  try {
    const key = await storeKeys(db);
    if (await useKeys(db, key)) return ok(key);
    return err({ code: "keys-not-kept", reason: "the window's keys did not come back" });
  } catch (error) {
    // No Ed25519 or no room are told in words of their own.
    if (error instanceof Refused || /Quota/.test(reasonOf(error))) throw error;
    return err({ code: "keys-not-kept", reason: reasonOf(error) });
  }
}
