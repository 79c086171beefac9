import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packAnswer, unpackAnswer } from "../../src/workspace/answerWire.ts";

const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
const table = fc.nat(3).chain((measures) =>
  fc.array(
    fc.record({
      row: fc.nat(9_999),
      column: fc.nat(9_999),
      facts: fc.nat(1_000_000),
      values: fc.array(value, { minLength: measures, maxLength: measures }),
    }),
  ),
);

test("a table arrives as the JSON it would have been", () => {
  fc.assert(
    fc.property(table, (cells) => {
      const answer = {
        ok: true,
        value: { warnings: [{ code: "values-unknown", facts: 2 }], results: { rows: [], cells, total: { facts: 1, values: [null] } } },
      };
      const { wire, buffers } = packAnswer(answer);
      const arrived = unpackAnswer(structuredClone(wire, { transfer: [...buffers] }));
      expect(arrived).toEqual(JSON.parse(JSON.stringify(answer)));
    }),
  );
});

test("what is no table arrives too: figures by id, and refusals", () => {
  const answers = [
    { ok: true, value: { results: { "7f3kq.k3v9m2x8ta": { class: 0 } } } },
    { ok: false, error: { code: "method-unknown", method: "horoscope" } },
  ];
  for (const answer of answers) expect(unpackAnswer(structuredClone(packAnswer(answer).wire))).toEqual(answer);
});
