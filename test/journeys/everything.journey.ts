import { nameOf, optionsFor, pressEverything } from "../support/everything.ts";
import { expect, test } from "../support/journey.ts";

const way = { isGerman: false, isPhone: true, isSample: false };

test(`every control of every screen but the single reports is pressed, and nothing breaks (${nameOf(way)})`, async ({ device }) => {
  test.setTimeout(600_000);
  const pressed = await pressEverything(await device("phone", optionsFor(way)), way, []);
  console.log(`${pressed} controls pressed ${nameOf(way)}`);
  expect(pressed).toBeGreaterThan(100);
});
