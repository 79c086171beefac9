// What a browser forgets it does not tell. So that Kontor notices, each workspace leaves a mark outside the databases: its
// name and since when it lies here. Two places, because a browser may clear the one and not the other.
import { localMemory } from "../lib/browserMemory.ts";

export interface Mark {
  readonly id: string;
  readonly name: string;
  /** Instant since when it lies on this device. */
  readonly since: string;
}

const storageKey = "kontor.workspaces";
/** Not among the names that the service worker keeps in order. */
const cacheName = "kontor-marks";
const address = "./kontor-marks.json";

function parse(text: string | null | undefined): Mark[] {
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.filter(isMark) : [];
  } catch {
    return []; // Written by somebody else, or half.
  }
}

const isMark = (one: unknown): one is Mark =>
  typeof one === "object" &&
  one !== null &&
  ["id", "name", "since"].every((field) => typeof (one as Record<string, unknown>)[field] === "string");

async function readCached(): Promise<Mark[]> {
  try {
    const found = await (await caches.open(cacheName)).match(address);
    return parse(await found?.text());
  } catch {
    return []; // No such storage in this window.
  }
}

const readStored = (): Mark[] => parse(localMemory.get(storageKey));

async function write(marks: readonly Mark[]): Promise<void> {
  const text = JSON.stringify(marks);
  localMemory.set(storageKey, text);
  try {
    await (await caches.open(cacheName)).put(address, new Response(text, { headers: { "content-type": "application/json" } }));
  } catch {
    // A window without storage has nothing to lose either.
  }
}

/** From both places; what one of them has forgotten the other tells. */
export async function readMarks(): Promise<Mark[]> {
  const marks = new Map<string, Mark>();
  for (const mark of [...(await readCached()), ...readStored()]) marks.set(mark.id, mark);
  return [...marks.values()].sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** What is here now is marked; what was marked before stays, until it is left or given up. */
export async function markWorkspaces(here: readonly Mark[]): Promise<void> {
  const before = await readMarks();
  const after = [...before.filter(({ id }) => !here.some((one) => one.id === id)), ...here];
  if (JSON.stringify(parse(JSON.stringify(after))) !== JSON.stringify(before) || readStored().length < after.length) await write(after);
}

export async function unmark(id: string): Promise<void> {
  await write((await readMarks()).filter((one) => one.id !== id));
}
