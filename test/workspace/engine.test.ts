import { afterEach, describe, expect, test } from "vitest";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "../support/engine.ts";

let engine: Engine;
afterEach(() => engine.close());

const equalDigests = async (): Promise<void> => expect(await engine.digest("rows")).toBe(await engine.digest("documents"));

describe("one device", () => {
  test("what was entered is there again after a restart", async () => {
    engine = await anEngine();
    const id = unwrap(
      await engine.put("party", {
        kind: "person",
        givenName: "Maria",
        familyName: "Müller",
        phones: [{ value: "030 901820" }],
        tags: ["Stammkunde"],
        note: "Hund im Hof",
      }),
    );
    unwrap(await engine.put("interaction", { kind: "visit", at: "2026-11-20T09:00:00.000Z", parties: [id], result: "held" }));
    unwrap(await engine.patch(id, { note: "Hund im Hof, heißt Bello", familyName: "Müller-Lüdenscheidt" }));
    await equalDigests();
    const digest = await engine.digest("rows");
    await engine.close();
    engine = await reopened(engine.workspace);
    expect(await engine.digest("rows")).toBe(digest);
    expect(await engine.get(id)).toMatchObject({
      name: "Maria Müller-Lüdenscheidt",
      note: "Hund im Hof, heißt Bello",
      tags: { Stammkunde: true },
    });
    expect(await engine.count("interaction")).toBe(1);
    await equalDigests();
  });

  test("a contact is found by any of its words and by its number however it is typed", async () => {
    engine = await anEngine();
    const id = unwrap(
      await engine.put("party", {
        kind: "person",
        givenName: "Maria",
        familyName: "Müller",
        phones: [{ value: "030 901820" }],
        addresses: [{ locality: "Köln" }],
      }),
    );
    unwrap(await engine.put("party", { kind: "organisation", name: "Meier & Söhne" }));
    for (const text of ["muller", "Mueller", "MÜL", "maria m", "koeln", "+49 30 9018", "030/901", "0049309018"]) {
      expect(
        (await engine.find(text)).map((found) => found.id),
        text,
      ).toEqual([id]);
    }
  });

  test("a list is filtered, sorted and given in portions", async () => {
    engine = await anEngine();
    for (const [name, phase] of [
      ["Ärger", "active"],
      ["Zorn", "prospect"],
      ["Anna", "active"],
      ["Bert", "active"],
    ]) {
      unwrap(await engine.put("party", { kind: "person", name, roles: { customer: phase } }));
    }
    const first = await engine.list("party", { filter: { "roles.customer": "active" }, sort: "name", limit: 2 });
    expect(first.rows.map((row) => row.name)).toEqual(["Anna", "Ärger"]);
    const second = await engine.list("party", {
      filter: { "roles.customer": "active" },
      sort: "name",
      limit: 2,
      after: first.after as string,
    });
    expect(second.rows.map((row) => row.name)).toEqual(["Bert"]);
    expect(second.after).toBeNull();
    const back = await engine.list("party", { filter: { name: { startsWith: "z" } }, sort: "-name" });
    expect(back.rows.map((row) => row.name)).toEqual(["Zorn"]);
  });

  test("the last actions can be undone and done again, across a restart", async () => {
    engine = await anEngine();
    const id = unwrap(await engine.put("party", { kind: "organisation", name: "Alt" }));
    unwrap(await engine.patch(id, { name: "Neu", tags: ["A", "B"] }));
    await engine.close();
    engine = await reopened(engine.workspace);
    unwrap(await engine.undo());
    expect(await engine.get(id)).toMatchObject({ name: "Alt", tags: {} });
    unwrap(await engine.redo());
    expect(await engine.get(id)).toMatchObject({ name: "Neu", tags: { A: true, B: true } });
    unwrap(await engine.undo());
    unwrap(await engine.undo());
    expect((await engine.get(id))?.deletedAt).toBeTypeOf("string");
    expect(await engine.undo()).toMatchObject({ ok: false, error: { code: "nothing-to-undo" } });
    expect(await engine.count("party")).toBe(0);
    unwrap(await engine.redo());
    expect(await engine.count("party")).toBe(1);
    await equalDigests();
  });

  test("an import is one action: one undo takes all of it back", async () => {
    engine = await anEngine();
    const report = unwrap(await engine.generate({ contacts: 900, interactions: 4_000, seed: 7 }));
    expect(report.created).toMatchObject({ party: 900, interaction: 4_000 });
    expect(report.refused).toEqual([]);
    expect(await engine.count("party")).toBe(900);
    await equalDigests();
    const undone = unwrap(await engine.undoAction(report.action));
    expect(undone.changed).toBeGreaterThan(4_900);
    expect(await engine.count("party")).toBe(0);
    expect(await engine.count("interaction")).toBe(0);
    await equalDigests();
  });

  test("a contact with thousands of entries shows them all, also after one moved to somebody else", async () => {
    engine = await anEngine();
    const [a, b] = [
      unwrap(await engine.put("party", { kind: "person", name: "A" })),
      unwrap(await engine.put("party", { kind: "person", name: "B" })),
    ];
    const job = unwrap(await engine.startJob({ command: "import" }));
    unwrap(
      await engine.addDrafts(
        job,
        Array.from({ length: 700 }, (_, i) => ({
          key: String(i),
          kind: "interaction" as const,
          fields: { kind: "call", at: `2026-01-01T10:00:00.${String(i).padStart(3, "0")}Z`, parties: [a] },
        })),
      ),
    );
    unwrap(await engine.finishJob(job));
    const { rows } = await engine.list("interaction", { filter: { parties: a }, limit: 1_000 });
    expect(rows).toHaveLength(700);
    const moved = rows[0]?.id as RecordId;
    unwrap(await engine.patch(moved, { parties: [b] }));
    expect((await engine.list("interaction", { filter: { parties: a }, limit: 1_000 })).rows).toHaveLength(699);
    expect((await engine.list("interaction", { filter: { parties: b } })).rows.map((row) => row.id)).toEqual([moved]);
    await equalDigests();
  });

  test("what is wrong is refused and named, and leaves no trace", async () => {
    engine = await anEngine();
    expect(await engine.put("party", { name: "ohne Art" })).toEqual({ ok: false, error: { code: "field-missing", field: "kind" } });
    expect(await engine.put("party", { kind: "person", bornOn: "morgen" })).toMatchObject({
      ok: false,
      error: { code: "field-invalid", field: "bornOn" },
    });
    expect(await engine.put("relation", { from: "x", to: "y", kind: "worksFor" })).toMatchObject({
      ok: false,
      error: { code: "reference-unreadable", field: "from" },
    });
    expect(await engine.patch("7f3kq.k3v9m2x8ta" as RecordId, { name: "x" })).toMatchObject({
      ok: false,
      error: { code: "record-missing" },
    });
    expect(await engine.count("party")).toBe(0);
    await equalDigests();
  });
});
