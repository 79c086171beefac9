import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { FileDatabase } from "../../src/database/fileDatabase.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { binKeepsMs, chunkBytes, largestFile } from "../../src/domain/file.ts";
import { toHex } from "../../src/lib/bytes.ts";
import { sha256 as hashBytes } from "../../src/lib/hash.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { err, unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { exportAll } from "../../src/workspace/exporter.ts";
import { bytesIn, someBytes } from "../support/bytes.ts";
import { anEngine, reopened } from "../support/engine.ts";
import { until } from "../support/wires.ts";

const open: Engine[] = [];
const databases: { close(): void }[] = [];
afterEach(async () => {
  for (const db of databases.splice(0)) db.close();
  for (const engine of open.splice(0)) await engine.close();
});

let profiles = 0;

async function aPlace(now?: () => number) {
  const profile = `files-${++profiles}`;
  const engine = await anEngine("Dateien", profile, now);
  open.push(engine);
  const files = new FileDatabase(engine.workspace, "relaxed", profile);
  const db = new WorkspaceDatabase(engine.workspace, "relaxed", profile);
  databases.push(files, db);
  const party = unwrap(await engine.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  return { profile, engine, files, db, party };
}

const text = (words: string): Blob => new Blob([words]);
const hashIn = (bytes: Uint8Array): string => toHex(hashBytes(bytes));
const hashOf = async (engine: Engine, id: RecordId): Promise<string> => String((await engine.get(id))?.["sha256"]);

describe("a file on one device", { timeout: 30_000 }, () => {
  test("comes back as it was, of any size, and lies there once however often it is added", async () => {
    const { engine, files, party } = await aPlace();
    for (const size of [1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 5 * chunkBytes + 77]) {
      const bytes = someBytes(size, size);
      const id = unwrap(await engine.addFile(new Blob([bytes]), { about: party, name: "Plan.pdf", mime: "application/pdf" }));
      const record = await engine.get(id);
      expect(record).toMatchObject({ about: party, parties: [party], bytes: size, name: "Plan.pdf", sha256: hashIn(bytes) });
      expect(hashIn(await bytesIn(unwrap(await engine.fileBytes(String(record?.["sha256"])))))).toBe(hashIn(bytes));
    }
    const [contents, chunks] = [await files.contents.count(), await files.chunks.count()];
    unwrap(await engine.addFile(new Blob([someBytes(chunkBytes, chunkBytes)]), { about: party, name: "Kopie.pdf" }));
    expect([await files.contents.count(), await files.chunks.count()]).toEqual([contents, chunks]);
    expect(await engine.count("file")).toBe(6);
  });

  test("lies with the contacts of the record it hangs on", async () => {
    const { engine, party } = await aPlace();
    const task = unwrap(await engine.put("task", { title: "Heizung", parties: [party] }));
    const id = unwrap(await engine.addFile(text("x"), { about: task, name: "x.txt" }));
    expect(await engine.get(id)).toMatchObject({ about: task, parties: [party] });
    expect(id.slice(0, 5)).toBe(party.slice(0, 5));
    expect((await engine.list("file", { filter: { about: task } })).rows.map((row) => row.id)).toEqual([id]);
  });

  test("is refused when it is empty, too large, or hangs on nothing", async () => {
    const { engine, files, party } = await aPlace();
    expect(await engine.addFile(text(""), { about: party, name: "leer" })).toEqual(err({ code: "attachment-empty" }));
    const huge = { size: largestFile + 1 } as Blob;
    expect(await engine.addFile(huge, { about: party, name: "riesig" })).toEqual(err({ code: "attachment-too-large", most: largestFile }));
    expect(await engine.addFile(text("x"), { about: "nowhere", name: "x" })).toEqual(err({ code: "record-missing", id: "nowhere" }));
    unwrap(await engine.remove([party]));
    expect(await engine.addFile(text("x"), { about: party, name: "x" })).toMatchObject({ ok: false, error: { code: "record-deleted" } });
    expect(await files.contents.count()).toBe(0);
  });

  test("that is cancelled, or changes while it is read, leaves nothing", async () => {
    const { engine, files, party } = await aPlace();
    const adding = engine.addFile(new Blob([someBytes(40 * chunkBytes)]), { about: party, name: "x", job: "one" });
    await until("it has begun", async () => (await files.contents.count()) === 1);
    await engine.cancelFile("one");
    expect(await adding).toEqual(err({ code: "attachment-cancelled" }));
    expect([await files.contents.count(), await files.chunks.count(), await engine.count("file")]).toEqual([0, 0, 0]);

    let reads = 0;
    const whole = new Blob([someBytes(2 * chunkBytes)]);
    const changing = {
      size: whole.size,
      type: "",
      slice: (from: number, to: number) => (++reads > 2 ? new Blob([someBytes(chunkBytes, reads)]) : whole.slice(from, to)),
    } as unknown as Blob;
    expect(await engine.addFile(changing, { about: party, name: "x" })).toEqual(err({ code: "attachment-unreadable" }));
    expect([await files.contents.count(), await files.chunks.count(), await engine.count("file")]).toEqual([0, 0, 0]);
  });

  test("half added when the power went is cleared at the next start, and what was confirmed is whole", async () => {
    const { profile, engine, files, party } = await aPlace();
    const bytes = someBytes(3 * chunkBytes, 9);
    const id = unwrap(await engine.addFile(new Blob([bytes]), { about: party, name: "ganz" }));
    const sha256 = await hashOf(engine, id);
    await files.contents.put({ sha256: "ab".repeat(32), bytes: 9, root: "", hashes: new Uint8Array(), chunks: 0, state: "adding" });
    await files.chunks.put({ sha256: "ab".repeat(32), index: 0, sealed: new Uint8Array(9) });
    // Whole, and the power went before its record was written; the other's record was, and the mark was not taken off yet.
    const lonely = {
      sha256: "cd".repeat(32),
      bytes: 9,
      root: "",
      hashes: new Uint8Array(),
      chunks: 1,
      state: "whole",
      isUnbound: true,
    } as const;
    await files.contents.put(lonely);
    await files.contents.update(sha256, { isUnbound: true });
    const { workspace } = engine;
    await engine.close();
    open.length = 0;
    const again = await reopened(workspace, profile);
    open.push(again);
    expect(await files.contents.toCollection().primaryKeys()).toEqual([sha256]);
    expect(await files.contents.get(sha256)).not.toHaveProperty("isUnbound");
    expect(await files.chunks.count()).toBe(3);
    expect(hashIn(await bytesIn(unwrap(await again.fileBytes(sha256))))).toBe(hashIn(bytes));
  });

  test("whose chunk is damaged is not given out, and is wanted again", async () => {
    const { engine, files, party } = await aPlace();
    const id = unwrap(await engine.addFile(new Blob([someBytes(2 * chunkBytes)]), { about: party, name: "x" }));
    const sha256 = await hashOf(engine, id);
    const chunk = await files.chunks.get([sha256, 1]);
    const sealed = Uint8Array.from(chunk?.sealed ?? []);
    sealed[1000] = (sealed[1000] ?? 0) ^ 1;
    await files.chunks.put({ sha256, index: 1, sealed });
    expect(await engine.fileBytes(sha256)).toEqual(err({ code: "attachment-missing" }));
    expect(await files.contents.get(sha256)).toMatchObject({ state: "fetching", isDemanded: true });
  });

  test("names and bytes stand in no row in clear, and an export has the name", async () => {
    const { engine, files, db, party } = await aPlace();
    const canary = "Zypressenhain Kanarienvogel";
    const id = unwrap(await engine.addFile(text(`${canary} im Inhalt`), { about: party, name: `${canary}.txt` }, text(`${canary} klein`)));
    expect((await engine.get(id))?.name).toBe(`${canary}.txt`);
    const rows: unknown[] = [];
    for (const table of [...files.tables, ...db.tables]) rows.push(...(await table.toArray()));
    const found = (canaryIn: string): boolean => JSON.stringify(rows, asText).includes(canaryIn);
    expect(found("Mühle Öttl KG")).toBe(true);
    expect(found("Kanarienvogel")).toBe(false);
    expect(await (await exportAll(engine, "json")).text()).toContain(`${canary}.txt`);
    const sealed = String(((await db.records.get(id))?.record as Record<string, unknown> | undefined)?.["name"]);
    expect(await engine.fileNames([sealed, "sealed:AAAA", "frei"])).toEqual([`${canary}.txt`, "", "frei"]);
  });
});

/** Bytes as letters, so that a search finds words in them. */
const asText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("latin1") + Buffer.from(value).toString("utf8") : value;

describe("the bytes of deleted files", { timeout: 30_000 }, () => {
  const isHere = async (files: FileDatabase, sha256: string): Promise<boolean> => (await files.contents.get(sha256)) !== undefined;

  test("stay while the file is in the bin, and go when it is freed, unless another file has the same", async () => {
    const { engine, files, party } = await aPlace();
    const [bytes, small] = [new Blob([someBytes(chunkBytes + 5)]), text("klein")];
    const first = unwrap(await engine.addFile(bytes, { about: party, name: "a" }, small));
    const second = unwrap(await engine.addFile(bytes, { about: party, name: "b" }));
    const sha256 = await hashOf(engine, first);
    unwrap(await engine.remove([first]));
    unwrap(await engine.freeFiles());
    await until("the thumbnail is gone", async () => (await files.contents.count()) === 1);
    expect(await isHere(files, sha256)).toBe(true);
    unwrap(await engine.remove([second]));
    expect((await engine.fileStorage()).files).toBe(0);
    expect(await isHere(files, sha256)).toBe(true);
    unwrap(await engine.restore([second]));
    expect(hashIn(await bytesIn(unwrap(await engine.fileBytes(sha256))))).toBe(sha256);
    unwrap(await engine.remove([second]));
    await until("it is known to be in the bin", async () => (await engine.fileStorage()).binBytes === bytes.size);
    unwrap(await engine.freeFiles([second]));
    await until("all is freed", async () => (await files.chunks.count()) === 0);
    expect(await engine.fileStorage()).toEqual({ bytes: 0, binBytes: 0, files: 0, filesHere: 0 });
  });

  test("go by themselves after ninety days", async () => {
    let nowMs = Date.parse("2026-03-01T09:00:00Z");
    const { profile, engine, files, party } = await aPlace(() => nowMs);
    const id = unwrap(await engine.addFile(text("alt"), { about: party, name: "alt" }));
    unwrap(await engine.remove([id]));
    const { workspace } = engine;
    for (const [days, left] of [
      [-1, 1],
      [2, 0],
    ] as const) {
      nowMs += binKeepsMs + days * 86_400_000 - (left ? 0 : binKeepsMs);
      await open.pop()?.close();
      open.push(await reopened(workspace, profile, () => nowMs));
      if (left === 0) await until("freed", async () => (await files.contents.count()) === 0);
      else await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await files.contents.count()).toBe(left);
    }
  });
});
