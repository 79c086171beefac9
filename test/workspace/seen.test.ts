import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/lib/canonical.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";
import { isEqualVector, joinedBy, Meeting, until } from "../support/wires.ts";

let office: Engine;
let phone: Engine;
let meeting: Meeting;
let id: RecordId;

beforeEach(async () => {
  office = await anEngine();
  meeting = new Meeting();
  phone = await joinedBy(office, meeting, "Ben");
  id = unwrap(
    await office.put("party", { kind: "person", familyName: "Öttl", note: "Mag Tee.", phones: { k1: { value: "0171 1", order: "h" } } }),
  );
  await inStep();
});
afterEach(async () => {
  meeting.part();
  await office.close();
  await phone.close();
});

const inStep = (): Promise<void> => until("both have the same", async () => isEqualVector(await office.status(), await phone.status()));
/** The different values of a field that stand beside each other, the same on both devices. */
async function rivals(of: RecordId, key: string): Promise<Set<unknown>> {
  const [here, there] = [await office.rivals(of), await phone.rivals(of)];
  expect(canonicalJson(there)).toBe(canonicalJson(here));
  return new Set((here[key] ?? []).map(({ value }) => value));
}
async function sameDigests(): Promise<void> {
  const digests = new Set<string>();
  for (const engine of [office, phone]) for (const of of ["rows", "documents"] as const) digests.add(await engine.digest(of));
  expect([...digests]).toHaveLength(1);
}

describe("what a person had not seen when they began is not replaced by what they save", () => {
  test("both people's words stay in a note that the one types while the other's arrive", async () => {
    unwrap(await office.patch(id, { note: "Mag Tee. HAT GEKÜNDIGT." }, { note: "Mag Tee." }));
    await inStep();
    unwrap(await phone.patch(id, { note: "Mag Tee. Ruft Freitag an." }, { note: "Mag Tee." }));
    // The field goes on from what it said itself.
    unwrap(await phone.patch(id, { note: "Mag Tee. Ruft Freitag früh an." }, { note: "Mag Tee. Ruft Freitag an." }));
    await inStep();
    expect((await office.get(id))?.note).toBe("Mag Tee. HAT GEKÜNDIGT. Ruft Freitag früh an.");
    expect(await office.rivals(id)).toEqual({});
    await sameDigests();
  });

  test("two texts typed apart become one, and nobody is asked to choose", async () => {
    meeting.part();
    unwrap(await office.patch(id, { note: "Mag Tee. Vom Büro." }, { note: "Mag Tee." }));
    unwrap(await phone.patch(id, { note: "Mag Tee. Vom Telefon." }, { note: "Mag Tee." }));
    await meeting.connect(office, phone);
    await inStep();
    const note = (await office.get(id))?.note;
    expect(note).toContain("Vom Büro.");
    expect(note).toContain("Vom Telefon.");
    expect(await office.rivals(id)).toEqual({});
  });

  test("of another field both values are kept until somebody chooses", async () => {
    const call = unwrap(await office.put("interaction", { kind: "call", at: "2026-01-01", parties: [id], text: "Erstens" }));
    await inStep();
    unwrap(await office.patch(call, { text: "Erstens. Vom Büro." }, { text: "Erstens" }));
    unwrap(await office.patch(id, { nickname: "Vroni" }, { nickname: undefined }));
    unwrap(
      await office.patch(id, { phones: { k1: { value: "0171 2", order: "h" } } }, { phones: { k1: { value: "0171 1", order: "h" } } }),
    );
    await inStep();
    unwrap(await phone.patch(call, { text: "Erstens. Von Ben." }, { text: "Erstens" }));
    unwrap(await phone.patch(id, { nickname: "Vera" }, { nickname: null }));
    unwrap(await phone.patch(id, { phones: { k1: false } }, { phones: { k1: { value: "0171 1", order: "h" } } }));
    await inStep();
    expect(await rivals(call, "text")).toEqual(new Set(["Erstens. Vom Büro.", "Erstens. Von Ben."]));
    expect(await rivals(id, "nickname")).toEqual(new Set(["Vera", "Vroni"]));
    expect(await rivals(id, "phones k1")).toEqual(new Set([false, { value: "0171 2", order: "h" }]));
    await sameDigests();

    unwrap(await office.save([{ id, fields: { nickname: "Vroni" } }], "choose"));
    await inStep();
    expect(await rivals(id, "nickname")).toEqual(new Set([]));
    expect((await phone.get(id))?.nickname).toBe("Vroni");
  });

  test("what they had seen is replaced, and scripts that say nothing of it replace as ever", async () => {
    unwrap(await office.patch(id, { nickname: "Vroni" }, { nickname: null }));
    await inStep();
    unwrap(await phone.patch(id, { nickname: "Vera" }, { nickname: "Vroni" }));
    unwrap(await phone.patch(id, { industry: "Bau" }));
    await inStep();
    unwrap(await office.patch(id, { industry: "Handel" }));
    await inStep();
    expect(await office.rivals(id)).toEqual({});
    expect((await office.get(id))?.nickname).toBe("Vera");
  });

  test("one person's quick corrections are no rivals, however stale the screen", async () => {
    unwrap(await phone.patch(id, { nickname: "V" }, { nickname: null }));
    unwrap(await phone.patch(id, { nickname: "Vroni" }, { nickname: null }));
    await inStep();
    expect(await office.rivals(id)).toEqual({});
  });

  test("undone, the value that came meanwhile stands alone again", async () => {
    unwrap(await office.patch(id, { nickname: "Vroni" }, { nickname: null }));
    await inStep();
    unwrap(await phone.patch(id, { nickname: "Vera" }, { nickname: null }));
    unwrap(await phone.undo());
    await inStep();
    expect(await rivals(id, "nickname")).toEqual(new Set([]));
    expect((await office.get(id))?.nickname).toBe("Vroni");
  });
});
