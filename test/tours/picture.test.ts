import { expect, test } from "vitest";
import { drawingOf, marksOf } from "../../src/tours/picture.ts";
import { kilometresBetween } from "../../src/tours/point.ts";

const box = { width: 360, height: 280, margin: 30 };

test("north is up, both directions have one scale, and everything lies within the margin", () => {
  const points = [
    { lat: 48.1, lon: 10.7 },
    { lat: 48.5, lon: 10.9 },
    { lat: 48.3, lon: 11.4 },
  ];
  const { at, scale } = drawingOf(points, box);
  const drawn = points.map(at);
  expect((drawn[1]?.y ?? 0) < (drawn[0]?.y ?? 0)).toBe(true);
  expect((drawn[2]?.x ?? 0) > (drawn[1]?.x ?? 0)).toBe(true);
  for (const { x, y } of drawn) {
    expect(x).toBeGreaterThanOrEqual(box.margin - 1e-6);
    expect(x).toBeLessThanOrEqual(box.width - box.margin + 1e-6);
    expect(y).toBeGreaterThanOrEqual(box.margin - 1e-6);
    expect(y).toBeLessThanOrEqual(box.height - box.margin + 1e-6);
  }
  const perKm = scale.length / scale.kilometres;
  const [a, b] = [drawn[0] as { x: number; y: number }, drawn[2] as { x: number; y: number }];
  const km = kilometresBetween(points[0] as never, points[2] as never);
  expect(Math.hypot(a.x - b.x, a.y - b.y) / km / perKm).toBeCloseTo(1, 2);
});

test("the scale is a round number that fits; one place alone lies in the middle", () => {
  const { at, scale } = drawingOf([{ lat: 48, lon: 11 }], box);
  expect(at({ lat: 48, lon: 11 })).toEqual({ x: 180, y: 140 });
  expect([1, 2, 5]).toContain(scale.kilometres / 10 ** Math.floor(Math.log10(scale.kilometres)));
  expect(scale.length).toBeLessThanOrEqual(box.width * 0.3);
});

test("points that would cover each other are one mark", () => {
  expect(
    marksOf(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 3, y: 4 },
      ],
      17,
    ),
  ).toEqual([
    { x: 0, y: 0, members: [0, 2] },
    { x: 50, y: 0, members: [1] },
  ]);
});
