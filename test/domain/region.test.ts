import { expect, test } from "vitest";
import { isZoneHidden } from "../../src/domain/region.ts";

test("a zone that hides where somebody is is asked for, but not in Iceland", () => {
  for (const zone of ["UTC", "Etc/UTC", "GMT", "Atlantic/Reykjavik"]) {
    expect(isZoneHidden(["de-DE", "en"], zone)).toBe(true);
    expect(isZoneHidden(["en-US"], zone)).toBe(true);
    expect(isZoneHidden(["is-IS", "en"], zone)).toBe(false);
    expect(isZoneHidden(["en-IS"], zone)).toBe(false);
  }
  for (const zone of ["Europe/Berlin", "Europe/London", "Africa/Abidjan"]) expect(isZoneHidden(["de-DE"], zone)).toBe(false);
});
