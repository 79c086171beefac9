import { describe, expect, test } from "vitest";
import { groupBy } from "../../src/lib/group.ts";
import { Places } from "../../src/tours/places.ts";
import { kilometresBetween, middleOf, type Point } from "../../src/tours/point.ts";
import { placeTable } from "../../src/tours/tables.ts";
import { readDataText } from "../support/data.ts";

interface Row extends Point {
  readonly code: string;
  readonly town: string;
}

/** GeoNames' post codes, as published for a country. */
function rowsOf(country: string): Row[] {
  return readDataText(`postal-codes/zipcodes.${country.toLowerCase()}.csv`)
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const cells = [...line.matchAll(/"([^"]*)"|([^,]+|(?<=,)(?=,))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
      const [code = "", town = ""] = cells.slice(1, 3);
      return code ? [{ code, town, lat: Number(cells.at(-2)), lon: Number(cells.at(-1)) }] : [];
    });
}

const places = new Places(placeTable);

function measure(country: string, rows: readonly Row[], withTown: boolean) {
  const distances = rows
    .flatMap((row) => {
      const found = places.find({ country, postalCode: row.code, ...(withTown && { locality: row.town }) }, "DE");
      return typeof found === "string" ? [] : [kilometresBetween(found, row)];
    })
    .sort((a, b) => a - b);
  const at = (share: number): number => distances[Math.floor(share * (distances.length - 1))] ?? 0;
  return { known: distances.length / rows.length, median: at(0.5), p95: at(0.95) };
}

/** What was measured when the sources were chosen, with a little room: share known, and kilometres in the middle and at 95 of 100. */
const limits = [
  { country: "DE", byCode: [0.3, 1.5, 7], byRow: [0.61, 1.5, 13] },
  { country: "AT", byCode: [0.84, 2, 9], byRow: [0.84, 3.5, 12] },
  { country: "CH", byCode: [0.99, 0.5, 3], byRow: [0.99, 1, 5] },
] as const;

describe("points of post codes beside those that GeoNames gives", () => {
  test.each(limits)("$country", ({ country, byCode, byRow }) => {
    const rows = rowsOf(country);
    const codes = [...groupBy(rows, ({ code }) => code)].map(([code, of]): Row => ({ code, town: "", ...middleOf(of) }));
    for (const [name, got, [known, median, p95]] of [
      [`${country}, ${codes.length} codes alone`, measure(country, codes, false), byCode],
      [`${country}, ${rows.length} codes with a town`, measure(country, rows, true), byRow],
    ] as const) {
      console.info(`${name}: ${(got.known * 100).toFixed(1)} % placed, median ${got.median.toFixed(2)} km, 95 % ${got.p95.toFixed(1)} km`);
      expect(got.known).toBeGreaterThan(known);
      expect(got.median).toBeLessThan(median);
      expect(got.p95).toBeLessThan(p95);
    }
  });
});
