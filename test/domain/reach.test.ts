import { expect, test } from "vitest";
import { addressToVisit, firmsWays, phoneToCall } from "../../src/domain/reach.ts";

const firm = { phones: { a: { value: "02251 9900", type: "work" } }, addresses: { a: { street: "Am Markt 1", locality: "Euskirchen" } } };

test("whoever has no number or address of their own is reached at the firm", () => {
  expect(phoneToCall({}, firm)).toEqual({ way: { key: "a", value: "02251 9900", type: "work" }, isFirms: true });
  expect(addressToVisit({}, firm)).toMatchObject({ way: { street: "Am Markt 1" }, isFirms: true });
  expect(phoneToCall({}, undefined)).toBeUndefined();
});

test("one's own comes first, and a fax is no telephone", () => {
  expect(phoneToCall({ phones: { m: { value: "0171 1", type: "mobile" } } }, firm)).toMatchObject({
    way: { value: "0171 1" },
    isFirms: false,
  });
  expect(phoneToCall({ phones: { f: { value: "02251 9909", type: "fax" } } }, firm)).toMatchObject({ isFirms: true });
});

test("what the contact has as well is not shown twice", () => {
  const own = { phones: { x: { value: "(02251) 99-00" } }, addresses: { x: { street: "am markt 1 ", locality: "Euskirchen" } } };
  expect(firmsWays(own, firm)).toEqual({ phones: [], address: undefined });
  expect(firmsWays({}, firm).phones).toHaveLength(1);
});
