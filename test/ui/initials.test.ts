import { expect, test } from "vitest";
import { initialsOf } from "../../src/ui/initials.ts";

test.each([
  ["Kim Weber", "person", "KW"],
  ["Prof. Dr. Anna von der Heide", "person", "AH"],
  ["Anna Heide, M. A.", "person", "AH"],
  ["Zoë", "person", "Z"],
  ["Blauer See Delikatessen", "organisation", "BS"],
  ["", "person", ""],
])("%s (%s) is shown as %s", (name, kind, initials) => {
  expect(initialsOf(name, kind)).toBe(initials);
});
