import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLayer } from "../../src/ui/layers.ts";

let gone: (() => void)[] = [];
const opens = (close = vi.fn()) => {
  gone.push(openLayer(close));
  return close;
};
const goes = async (step: number): Promise<void> => {
  const there = new Promise((done) => addEventListener("popstate", done, { once: true }));
  history.go(step);
  await there;
};
const place = () => location.hash;
const page = (hash: string) => history.pushState(null, "", hash);

beforeEach(() => page("#/first"));
afterEach(() => {
  for (const one of gone) one();
  gone = [];
});

test("Back closes the upper layer, then the lower one, and the page stays", async () => {
  page("#/today");
  const sheet = opens();
  const menu = opens();
  await goes(-1);
  expect([sheet.mock.calls.length, menu.mock.calls.length]).toEqual([0, 1]);
  await goes(-1);
  expect([sheet.mock.calls.length, menu.mock.calls.length]).toEqual([1, 1]);
  expect(place()).toBe("#/today");
});

test("a layer that closed otherwise costs no step back, and the next one uses its entry", async () => {
  page("#/contacts");
  page("#/today");
  // Not history.length, which ends at fifty.
  const entries = [1, 2, 3].map(() => {
    openLayer(vi.fn())();
    return (history.state as { layer: number }).layer;
  });
  expect(new Set(entries).size).toBe(1);
  history.back();
  await vi.waitFor(() => expect(place()).toBe("#/contacts"));
});

test("going on to another page from a layer, and back: once for the page, once for what was before", async () => {
  page("#/contacts");
  page("#/today");
  openLayer(vi.fn())();
  page("#/contact/1");
  await goes(-1);
  await vi.waitFor(() => expect(place()).toBe("#/today"));
  history.back();
  await vi.waitFor(() => expect(place()).toBe("#/contacts"));
});

test("the same address reached anew is no step back", async () => {
  page("#/today");
  openLayer(vi.fn())();
  page("#/contact/1");
  const there = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  location.hash = "#/today";
  await there;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  expect(place()).toBe("#/today");
  await goes(-1);
  expect(place()).toBe("#/contact/1");
});
