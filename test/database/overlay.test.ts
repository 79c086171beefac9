import { describe, expect, test } from "vitest";
import { overlaid } from "../../src/database/overlay.ts";
import type { RivalValue, StructName } from "../../src/database/rows.ts";
import type { FieldWrite } from "../../src/database/writes.ts";
import type { Merged } from "../../src/domain/record.ts";

const weber = { type: "party", kind: "person", familyName: "Weber", tags: { "Heat pump": true } } as unknown as Merged;

/** A write by somebody who knew of everything, the first of its field; `more` says where it is different. */
const aWrite = (key: string, value: unknown, more: Partial<FieldWrite> = {}): FieldWrite => ({
  device: "ben",
  seq: 7,
  key,
  value,
  knew: () => true,
  item: [2, 0],
  origin: null,
  ...more,
});
const stands = (value: unknown, item?: StructName): RivalValue => ({ device: "anna", seq: 3, value, ...(item && { item }) });

describe("what others wrote, told from rows alone", () => {
  test("fields are replaced, elements added and taken out, and the row stays as it was", () => {
    const before = JSON.stringify(weber);
    const after = overlaid({ record: weber }, [
      aWrite("familyName", "Weber-Kim"),
      aWrite("tags Garden", true),
      aWrite("tags Heat pump", false),
      aWrite("roles customer", "active"),
    ]);
    expect(after).toEqual({ ...weber, familyName: "Weber-Kim", tags: { Garden: true }, roles: { customer: "active" } });
    expect(JSON.stringify(weber)).toBe(before);
  });

  test("the later of two writes counts when its author knew of the first", () => {
    const [first, second] = [
      aWrite("familyName", "Kim"),
      aWrite("familyName", "Kim-Weber", { device: "anna", seq: 4, item: [1, 0], origin: [2, 0] }),
    ];
    expect(overlaid({ record: weber }, [first, second])?.["familyName"]).toBe("Kim-Weber");
  });
});

describe("the document must be asked", () => {
  const row = { record: weber, writes: { familyName: [stands("Weber", [1, 4])] } };

  test("when a write did not know of the one that stands there", () => {
    const known = aWrite("familyName", "Kim", { origin: [1, 4] });
    expect(overlaid(row, [known])?.["familyName"]).toBe("Kim");
    expect(overlaid(row, [{ ...known, knew: (device) => device !== "anna" }])).toBeNull();
  });

  test("when a write stands behind another value than the one that the row shows", () => {
    expect(overlaid(row, [aWrite("familyName", "Kim", { origin: [1, 3] })])).toBeNull();
    expect(overlaid(row, [aWrite("familyName", "Kim", { origin: null })])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("familyName", "Kim", { origin: [1, 4] })])).toBeNull();
  });

  test("when it was not noted what a write, or the value that stands there, lies behind", () => {
    const { origin: _origin, ...unplaced } = aWrite("nickname", "Kimi");
    expect(overlaid({ record: weber }, [unplaced])).toBeNull();
    const unnoted = { record: weber, writes: { familyName: [stands("Weber")] } };
    expect(overlaid(unnoted, [aWrite("familyName", "Kim", { origin: [1, 4] })])).toBeNull();
  });

  test("when several values stand beside each other already", () => {
    const rivals = { record: weber, writes: { familyName: [stands("Weber", [1, 4]), { ...stands("Webber", [2, 4]), device: "ben" }] } };
    expect(overlaid(rivals, [aWrite("familyName", "Kim", { origin: [1, 4] })])).toBeNull();
  });

  test("for a text that several type into, and for keys that no save writes", () => {
    expect(overlaid({ record: weber }, [aWrite("note", "Rings twice")])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("note first", "Rings twice")])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("tags", { Garden: true })])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("familyName first", "Kim")])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("__proto__", { isAdmin: true })])).toBeNull();
    expect(overlaid({ record: weber }, [aWrite("tags __proto__", true)])).toBeNull();
  });
});
