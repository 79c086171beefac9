import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalLines } from "../../src/documents/canonical.ts";
import { Shard } from "../../src/documents/shard.ts";
import type { Merged } from "../../src/domain/record.ts";
import type { RecordId, ShardName } from "../../src/lib/id.ts";

const name = "7f3kq" as ShardName;
const id = "7f3kq.k3v9m2x8ta" as RecordId;
const maria: Merged = { type: "party", kind: "person", familyName: "Müller", tags: { VIP: true }, note: "Hund im Hof" };

/** Two devices that hold the same record and have not met since. */
function apart(): [Shard, Shard] {
  const [desk, phone] = [new Shard(name), new Shard(name)];
  const made = desk.write({ create: [{ id, record: maria }] });
  if (!made) throw new Error("nothing was written");
  phone.apply([made.update]);
  return [desk, phone];
}

function patched(shard: Shard, fields: Record<string, unknown>): Uint8Array {
  const written = shard.write({ patch: [{ id, fields }] });
  if (!written) throw new Error("nothing was written");
  return written.update;
}

function meet(desk: Shard, phone: Shard, fromDesk: readonly Uint8Array[], fromPhone: readonly Uint8Array[]): void {
  desk.apply(fromPhone);
  phone.apply(fromDesk);
}

describe("a document", () => {
  test("keeps what two people wrote into different fields, whatever they were", () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom("familyName", "nickname", "industry", "vatId", "legalForm", "language"), { minLength: 2 }),
        fc.nat(),
        (fields, cut) => {
          const [desk, phone] = apart();
          const middle = 1 + (cut % (fields.length - 1));
          const fromDesk = fields.slice(0, middle).map((field) => patched(desk, { [field]: `Tisch ${field}` }));
          const fromPhone = fields.slice(middle).map((field) => patched(phone, { [field]: `Telefon ${field}` }));
          meet(desk, phone, fromDesk, fromPhone);
          for (const shard of [desk, phone]) {
            for (const [i, field] of fields.entries()) expect(shard.read(id)?.[field]).toBe(`${i < middle ? "Tisch" : "Telefon"} ${field}`);
          }
          expect(canonicalLines(desk)).toEqual(canonicalLines(phone));
        },
      ),
    ));

  test("keeps both people's words in a note", () => {
    const [desk, phone] = apart();
    meet(desk, phone, [patched(desk, { note: "Bissiger Hund im Hof" })], [patched(phone, { note: "Hund im Hof, heißt Bello" })]);
    for (const shard of [desk, phone]) {
      expect(shard.read(id)?.note).toContain("Bissiger");
      expect(shard.read(id)?.note).toContain("heißt Bello");
    }
    expect(desk.read(id)?.note).toBe(phone.read(id)?.note);
  });

  test("adds and removes elements of a set one by one", () => {
    const [desk, phone] = apart();
    meet(desk, phone, [patched(desk, { tags: { VIP: false, Messe: true } })], [patched(phone, { tags: { Stammkunde: true } })]);
    for (const shard of [desk, phone]) expect(shard.read(id)?.tags).toEqual({ Messe: true, Stammkunde: true });
    expect(desk.elementsEver(id, "tags")).toEqual(["Messe", "Stammkunde", "VIP"]);
  });

  test("says in words what a change was, and nothing of what stayed as it was", () => {
    const [desk] = apart();
    const written = desk.write({ patch: [{ id, fields: { familyName: "Meier", kind: "person", tags: { VIP: false } } }] });
    expect(written?.changes).toEqual([
      { id, field: "familyName", from: "Müller", to: "Meier" },
      { id, field: "tags", element: "VIP", from: true, to: false },
    ]);
    expect(desk.write({ patch: [{ id, fields: { familyName: "Meier" } }] })).toBeNull();
  });

  test("tells which records others' updates touched, and not what was written here", () => {
    const [desk, phone] = apart();
    desk.takeTouched();
    patched(desk, { nickname: "hier" });
    expect(desk.takeTouched()).toEqual([]);
    desk.apply([patched(phone, { nickname: "dort" })]);
    expect(desk.takeTouched()).toEqual([id]);
  });

  test("counts records and contacts, and is read back the same", () => {
    const [desk] = apart();
    patched(desk, { note: "neu", familyName: "Meier" });
    const again = new Shard(name);
    again.apply([desk.state()]);
    expect([again.recordCount, again.partyCount]).toEqual([1, 1]);
    expect(canonicalLines(again)).toEqual(canonicalLines(desk));
    expect(again.hasPending()).toBe(false);
  });

  test("is not poisoned by a field or an element of an evil name", () => {
    const [desk] = apart();
    patched(desk, { tags: JSON.parse('{"__proto__": true, "gut": true}') as Record<string, unknown> });
    expect(desk.read(id)?.tags).toEqual({ VIP: true, gut: true });
    expect(({} as Record<string, unknown>).gut).toBeUndefined();
  });
});
