import { nameOf, optionsFor, pressEverything } from "../support/everything.ts";
import { report } from "../support/figures.ts";
import { expect, test } from "../support/journey.ts";

const either = [true, false] as const;

// In both languages, at a desk and on a phone, in the sample company and in a workspace where nothing is yet.
for (const isSample of either)
  for (const isPhone of either)
    for (const isGerman of either) {
      const way = { isGerman, isPhone, isSample };
      test(`every control of every screen is pressed, and nothing breaks (${nameOf(way)})`, async ({ device }) => {
        test.setTimeout(1_800_000);
        const pressed = await pressEverything(await device("one", optionsFor(way)), way);
        report({ what: `controls pressed without an error ${nameOf(way)}`, value: pressed, unit: "controls" });
        expect(pressed).toBeGreaterThan(150);
      });
    }
