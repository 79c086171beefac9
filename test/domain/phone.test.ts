import { expect, test } from "vitest";
import { digitsOf, readPhone } from "../../src/domain/phone.ts";

test("a number is read as somebody in its country would dial it", () => {
  expect(readPhone("030 / 901820", "DE")).toEqual({
    e164: "+4930901820",
    national: "30901820",
    isValid: true,
    international: "+49 30 901820",
  });
  expect(readPhone("(1) 123-5556", "AT")?.e164).toBe("+4311235556");
  expect(readPhone("+49 (0)171 1234567", "US")?.e164).toBe("+491711234567");
});

test("an extension is kept", () => {
  expect(readPhone("tel:+1-418-656-9254;ext=102")).toMatchObject({ e164: "+14186569254", extension: "102" });
});

test("what is no number is not one", () => {
  expect(["", "siehe Zentrale", "9".repeat(10_000)].map((text) => readPhone(text, "DE"))).toEqual([null, null, null]);
});

test("a number can be searched by its digits even where it cannot be read", () => {
  expect(digitsOf("030 901820", "DE")).toBe("4930901820");
  expect(digitsOf("App. 12-34")).toBe("1234");
});
