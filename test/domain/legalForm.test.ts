import { expect, test } from "vitest";
import { readLegalForm } from "../../src/domain/legalForm.ts";

test("the legal form stands at the end of a firm's name", () => {
  expect(readLegalForm("Muster & Söhne GmbH & Co. KG")).toEqual({ rest: "Muster & Söhne", legalForm: "GmbH & Co. KG" });
  expect(readLegalForm("Anton Berg e.K.")).toEqual({ rest: "Anton Berg", legalForm: "e.K." });
  expect(readLegalForm("Foo UG (haftungsbeschränkt)")).toEqual({ rest: "Foo", legalForm: "UG (haftungsbeschränkt)" });
});

test("a name without a legal form has none, nor has a form without a name", () => {
  expect(["Alfreds Futterkiste", "GmbH", "", "SE", "Kaagen"].map(readLegalForm)).toEqual(Array(5).fill(undefined));
});
