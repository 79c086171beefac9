import { expect, test } from "vitest";
import { bulkPatch, isWhole } from "../../src/domain/bulkChange.ts";
import type { RecordId } from "../../src/lib/id.ts";

const elke = { id: "s1.elke" as RecordId, tags: ["Messe"], owner: "mehmet", roles: { customer: "prospect" } };

test("one change to many leaves alone who is so already", () => {
  expect(bulkPatch(elke, { kind: "addTag", tag: "Messe" })).toBeUndefined();
  expect(bulkPatch(elke, { kind: "removeTag", tag: "VIP" })).toBeUndefined();
  expect(bulkPatch(elke, { kind: "owner", owner: "mehmet" })).toBeUndefined();
  expect(bulkPatch(elke, { kind: "role", role: "customer", phase: "prospect" })).toBeUndefined();
  expect(bulkPatch(elke, { kind: "role", role: "supplier", phase: "" })).toBeUndefined();
});

test("it writes the one field and tells what stood there", () => {
  expect(bulkPatch(elke, { kind: "addTag", tag: "VIP" })).toEqual({ id: elke.id, fields: { tags: { add: ["VIP"] } } });
  expect(bulkPatch(elke, { kind: "removeTag", tag: "Messe" })).toEqual({ id: elke.id, fields: { tags: { remove: ["Messe"] } } });
  expect(bulkPatch(elke, { kind: "owner", owner: "" })).toEqual({ id: elke.id, fields: { owner: null }, base: { owner: "mehmet" } });
  expect(bulkPatch(elke, { kind: "role", role: "customer", phase: "active" })).toEqual({
    id: elke.id,
    fields: { roles: { customer: "active" } },
    base: { roles: { customer: "prospect" } },
  });
  expect(bulkPatch(elke, { kind: "role", role: "customer", phase: "" })?.fields).toEqual({ roles: { customer: false } });
});

test("a tag without a word changes nobody", () => {
  expect(isWhole({ kind: "addTag", tag: " " })).toBe(false);
  expect(isWhole({ kind: "owner", owner: "" })).toBe(true);
});
