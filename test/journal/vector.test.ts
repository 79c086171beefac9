import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanced,
  type Counts,
  countOf,
  countsOf,
  covers,
  decodeVector,
  encodeVector,
  mergeCounts,
  missingCount,
  type Vector,
} from "../../src/journal/vector.ts";
import { concat, toHex } from "../../src/lib/bytes.ts";
import { err, ok } from "../../src/lib/result.ts";

const anyDevice = fc.constantFrom("a", "b", "c", "d").map((letter) => letter.repeat(32));
const anyCounts: fc.Arbitrary<Counts> = fc.dictionary(anyDevice, fc.integer({ min: 1, max: 5 }));
const anyVector: fc.Arbitrary<Vector> = fc.dictionary(
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.record({ seq: fc.maxSafeNat(), hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex) }),
);

describe("how far feeds are known", () => {
  test("merges to what covers both, and no more", () =>
    fc.assert(
      fc.property(anyCounts, anyCounts, (a, b) => {
        const both = mergeCounts(a, b);
        expect(covers(both, a) && covers(both, b)).toBe(true);
        expect(both).toEqual(mergeCounts(b, a));
        for (const device in both) expect([countOf(a, device), countOf(b, device)]).toContain(both[device]);
        expect(covers(a, b)).toBe(missingCount(a, b) === 0);
        expect(missingCount(a, both)).toBe(missingCount(a, b));
      }),
    ));

  test("advances by exactly what is new", () =>
    fc.assert(
      fc.property(anyCounts, anyCounts, (before, now) => {
        const news = advanced(before, now);
        expect(mergeCounts(before, news)).toEqual(mergeCounts(before, now));
        for (const device in news) expect(news[device]).toBeGreaterThan(countOf(before, device));
      }),
    ));

  test("is read back as it was sent", () =>
    fc.assert(
      fc.property(anyVector, (vector) => {
        expect(decodeVector(encodeVector(vector))).toEqual(ok(vector));
        expect(Object.keys(countsOf(vector)).sort()).toEqual(Object.keys(vector).sort());
      }),
    ));

  test("is refused when cut, followed by more, out of order or made up", () => {
    const malformed = err({ code: "vector-malformed" });
    const vector = { ["a".repeat(32)]: { seq: 300, hash: "01".repeat(32) }, ["b".repeat(32)]: { seq: 2, hash: "02".repeat(32) } };
    const bytes = encodeVector(vector);
    for (let length = 0; length < bytes.length; length++) expect(decodeVector(bytes.slice(0, length))).toEqual(malformed);
    expect(decodeVector(concat(bytes, Uint8Array.of(0)))).toEqual(malformed);
    const one = bytes.slice(1, 1 + 16 + 2 + 32);
    expect(decodeVector(concat(Uint8Array.of(2), one, one))).toEqual(malformed);
    expect(decodeVector(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 15))).toEqual(malformed);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (any) => {
        expect(decodeVector(concat(Uint8Array.of(3), any)).ok).toBe(false);
      }),
    );
  });

  test("of a view on a larger buffer ends where the view ends", () => {
    const bytes = encodeVector({ ["a".repeat(32)]: { seq: 1, hash: "01".repeat(32) } });
    const inside = concat(bytes, new Uint8Array(100)).subarray(0, bytes.length - 1);
    expect(decodeVector(inside).ok).toBe(false);
  });
});
