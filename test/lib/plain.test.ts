import fc from "fast-check";
import { expect, test } from "vitest";
import { plainOf } from "../../src/lib/plain.ts";

test("data comes out as it went in, as a copy", () =>
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = plainOf(value);
      expect(copy).toEqual(value);
      if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
    }),
  ));

test("a proxy reads like what is behind it", () => {
  const phones = new Proxy([{ value: "040" }], {});
  expect(structuredClone(plainOf(new Proxy({ phones }, {})))).toEqual({ phones: [{ value: "040" }] });
});

test("what lives is refused with its place", () => {
  expect(() => plainOf({ a: [1, () => 2] })).toThrow(
    expect.objectContaining({ code: "value-no-data", place: "value.a[1]", found: "function" }),
  );
  expect(() => plainOf(new Map())).toThrow(expect.objectContaining({ found: "Map" }));
});
