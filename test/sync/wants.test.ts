import { expect, test } from "vitest";
import { planWants } from "../../src/sync/wants.ts";

const offer = (has: Record<string, number>, fetching: Record<string, number> = {}, futile: Record<string, number> = {}) => ({
  has,
  fetching,
  futile,
});

test("what several have is asked of one", () => {
  expect(planWants({ a: 5 }, [offer({ a: 9, b: 3 }), offer({ a: 9, b: 4, c: 1 })])).toEqual(
    new Map([
      [0, ["a", "b"]],
      [1, ["c"]],
    ]),
  );
});

test("nobody is asked for what one has", () => {
  expect(planWants({ a: 9, b: 4 }, [offer({ a: 9, b: 3 })])).toEqual(new Map());
});

test("what is on its way is not asked for again, and who is sending is not interrupted", () => {
  expect(planWants({ a: 5 }, [offer({ a: 9, c: 2 }, { a: 5 }), offer({ a: 20, b: 1 })])).toEqual(new Map([[1, ["b"]]]));
});

test("what somebody claimed and did not deliver is asked of another", () => {
  expect(planWants({}, [offer({ a: 9 }, {}, { a: 9 }), offer({ a: 9 })])).toEqual(new Map([[1, ["a"]]]));
  expect(planWants({}, [offer({ a: 10 }, {}, { a: 9 })])).toEqual(new Map([[0, ["a"]]]));
});
