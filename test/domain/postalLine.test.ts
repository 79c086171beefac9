import { expect, test } from "vitest";
import { postalLines } from "../../src/domain/postalLine.ts";

test("town and code stand as the post of the country wants them", () => {
  expect(postalLines({ country: "DE", postalCode: "53879", locality: "Euskirchen" })).toEqual(["53879 Euskirchen"]);
  expect(postalLines({ country: "GB", postalCode: "SW1A 1AA", locality: "London" })).toEqual(["London", "SW1A 1AA"]);
  expect(postalLines({ country: "US", postalCode: "62704", locality: "Springfield", region: "IL" })).toEqual(["Springfield, IL 62704"]);
  expect(postalLines({ country: "CA", postalCode: "M5V 2T6", locality: "Toronto", region: "ON" })).toEqual(["Toronto ON M5V 2T6"]);
  expect(postalLines({ country: "AT", postalCode: "6020", locality: "Innsbruck", region: "Tirol" })).toEqual(["6020 Innsbruck", "Tirol"]);
  expect(postalLines({ locality: "Bern" })).toEqual(["Bern"]);
  expect(postalLines({})).toEqual([]);
});
