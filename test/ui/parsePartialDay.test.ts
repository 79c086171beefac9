import { expect, test } from "vitest";
import { parsePartialDay } from "../../src/ui/parsePartialDay.ts";

test.each([
  ["12.4.1985", "1985-04-12"],
  ["12. 4. 1985", "1985-04-12"],
  ["1985-04-12", "1985-04-12"],
  ["4/1985", "1985-04"],
  ["April 1985", "1985-04"],
  ["1985-04", "1985-04"],
  ["1985", "1985"],
  ["12.4.", "--04-12"],
  ["29.2.", "--02-29"],
  ["12. April 1985", "1985-04-12"],
])("a birthday may be known in part: %s", (typed, stored) => {
  expect(parsePartialDay(typed)).toBe(stored);
});

test.each(["31.2.1985", "13/1985", "gestern", ""])("“%s” is no calendar day", (typed) => {
  expect(parsePartialDay(typed)).toBeUndefined();
});
