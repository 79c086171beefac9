import { expect, test } from "vitest";
import { parseTime } from "../../src/ui/parseTime.ts";

test.each([
  ["9", "09:00"],
  ["9:30", "09:30"],
  ["9.30", "09:30"],
  ["930", "09:30"],
  ["1415", "14:15"],
  ["14 Uhr", "14:00"],
  ["14 Uhr 30", "14:30"],
  ["14h", "14:00"],
  ["2 pm", "14:00"],
  ["2:15pm", "14:15"],
  ["12 am", "00:00"],
  ["12 PM", "12:00"],
  ["mittags", "12:00"],
  ["00:00", "00:00"],
])("%s is %s", (typed, time) => expect(parseTime(typed)).toBe(time));

test.each(["", "24", "9:60", "13 pm", "0 am", "bald", "9:5", "toString"])("%s is no time", (typed) =>
  expect(parseTime(typed)).toBeUndefined(),
);
