import { afterEach, beforeEach, expect, test } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { Calendar } from "../../src/workspace/calendar.ts";
import { KontorWindow } from "../../src/workspace/window.ts";

let kontor: KontorWindow;
const leaveAll = async (): Promise<void> => {
  for (const { id } of await kontor.workspaces()) await kontor.leave(id);
};
beforeEach(async () => {
  sessionStorage.clear();
  kontor = new KontorWindow();
  await leaveAll();
  unwrap(await kontor.createWorkspace({ name: "Termine", memberName: "Anna", country: "DE", zone: "Europe/Berlin" }));
});
afterEach(leaveAll);

const may = { from: "2026-05-01", to: "2026-06-01", zone: "Europe/Berlin" };

test("an agenda is worked out in a worker, and the next one counts what was saved in between", async () => {
  const { engine } = await kontor.ready();
  const starts = async (): Promise<readonly string[]> => unwrap(await kontor.agenda(may)).entries.map(({ start }) => start);
  expect(await starts()).toEqual([]);
  unwrap(await engine.put("appointment", { start: "2026-05-04T09:00", rule: "FREQ=WEEKLY;COUNT=2" }));
  expect(await starts()).toEqual(["2026-05-04T09:00", "2026-05-11T09:00"]);
  expect(unwrap(await kontor.agenda(may)).holidays.map(({ day }) => day)).toContain("2026-05-01");
});

test("a question under way when the workspace is closed ends with a word instead of waiting for ever", { timeout: 10_000 }, async () => {
  const calendar = new Calendar((await kontor.ready()).info.id);
  const given = calendar.agenda(may);
  calendar.close();
  expect(await given).toEqual({ ok: false, error: { code: "workspace-missing" } });
});
