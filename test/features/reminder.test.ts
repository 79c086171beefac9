import { expect, test } from "vitest";
import { isReminderDue } from "../../src/features/settings/reminder.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 29);
const state = (more: object) => ({ lastMs: null, changes: 10, onlyHere: 10, onlyHereSinceMs: now, isLockKept: false, ...more });

test("work that lies only here is told after seven days or two hundred changes, and not before", () => {
  expect(isReminderDue(state({}), null, now)).toBe(false);
  expect(isReminderDue(state({ onlyHereSinceMs: now - 6 * day }), null, now)).toBe(false);
  expect(isReminderDue(state({ onlyHereSinceMs: now - 7 * day }), null, now)).toBe(true);
  expect(isReminderDue(state({ changes: 199, onlyHere: 199 }), null, now)).toBe(false);
  expect(isReminderDue(state({ changes: 200, onlyHere: 200 }), null, now)).toBe(true);
  expect(isReminderDue(state({ changes: 0, onlyHere: 0, onlyHereSinceMs: null }), null, now)).toBe(false);
});

test("where other devices have everything it is told much later", () => {
  const shared = { onlyHere: 0, onlyHereSinceMs: null, changes: 300 };
  expect(isReminderDue(state({ ...shared, lastMs: now - 8 * day }), null, now)).toBe(false);
  expect(isReminderDue(state({ ...shared, lastMs: now - 31 * day }), null, now)).toBe(true);
});

test("put off it comes back after three days, or after two hundred changes more", () => {
  const due = state({ changes: 212, onlyHere: 212, onlyHereSinceMs: now - 3 * day });
  expect(isReminderDue(due, { atMs: now - day, changes: 212 }, now)).toBe(false);
  expect(isReminderDue(due, { atMs: now - 3 * day, changes: 212 }, now)).toBe(true);
  expect(isReminderDue({ ...due, changes: 412, onlyHere: 412 }, { atMs: now - day, changes: 212 }, now)).toBe(true);
  // A backup was made meanwhile, and two hundred have come since that.
  expect(isReminderDue({ ...due, changes: 201, onlyHere: 201 }, { atMs: now - day, changes: 900 }, now)).toBe(true);
});
