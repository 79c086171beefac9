import { expect, test } from "vitest";
import { contactInView, quickAddOrder } from "../../src/domain/quickAdd.ts";

const all = ["visit", "call", "note", "contact", "task", "appointment", "product"];

test("what the place suggests comes first, then what was added last, then the everyday order", () => {
  expect(quickAddOrder(all, "/today", null)).toEqual(["visit", "task", "call", "note", "contact", "appointment", "product"]);
  expect(quickAddOrder(all, "/tasks", "call").slice(0, 3)).toEqual(["task", "call", "visit"]);
  expect(quickAddOrder(all, "/today", "note")[0]).toBe("note");
  expect(quickAddOrder(all, "/calendar/week", null)[0]).toBe("appointment");
  expect(quickAddOrder(all, "/contacts", null)[0]).toBe("contact");
  expect(quickAddOrder(all, "/contacts/a.b", null)[0]).toBe("visit");
  expect(quickAddOrder(all, "/products/x", null)[0]).toBe("product");
});

test("only what can be begun is offered, and each once", () => {
  expect(quickAddOrder(["visit", "task"], "/deals", "deal")).toEqual(["visit", "task"]);
  expect(quickAddOrder(all, "/tasks", "task")).toHaveLength(all.length);
});

test("the contact in view is that of its page or of its brief", () => {
  expect(["/contacts/a.b", "/brief/a.b", "/contacts", "/today", "/brief"].map(contactInView)).toEqual(["a.b", "a.b", "", "", ""]);
});
