import { describe, expect, test } from "vitest";
import { read } from "../../src/domain/read.ts";
import { compareTasks, completeTask, groupOfTask, reopenTask, type Task, taskNoun } from "../../src/domain/task.ts";

const today = "2026-03-02";
const aTask = (fields: Partial<Task>): Task => ({
  type: "task",
  createdAt: "2026-03-01T08:00:00.000Z",
  createdBy: "anna",
  title: "Anrufen",
  ...fields,
});

describe("a task", () => {
  test("is completed with the moment, once", () => {
    const now = "2026-03-02T09:00:00.000Z";
    expect(completeTask(aTask({}), now)).toEqual({ status: "done", doneAt: now });
    // By two people: the first moment stays.
    expect(completeTask(aTask({ status: "done", doneAt: "2026-03-01T09:00:00.000Z" }), now).doneAt).toBe("2026-03-01T09:00:00.000Z");
    expect(reopenTask()).toEqual({ status: "open", doneAt: null });
  });

  test("of which only the moment of its completion has arrived is done", () => {
    expect(read(taskNoun, aTask({ doneAt: "2026-03-02T09:00:00.000Z", status: "open" })).status).toBe("done");
    expect(read(taskNoun, aTask({ doneAt: "2026-03-02T09:00:00.000Z", status: "cancelled" })).status).toBe("cancelled");
  });

  test("stands where it belongs on that day, the important first, what is done last", () => {
    const groups = { overdue: "2026-03-01", today, later: "2026-03-03", someday: null };
    for (const [group, dueOn] of Object.entries(groups)) expect(groupOfTask(aTask({ dueOn }), today)).toBe(group);
    expect(groupOfTask(aTask({ dueOn: today, status: "done" }), today)).toBe("settled");
    const tasks = [
      aTask({ title: "erledigt", status: "done", doneAt: "2026-03-01T09:00:00.000Z" }),
      aTask({ title: "irgendwann" }),
      aTask({ title: "heute", dueOn: today }),
      aTask({ title: "heute wichtig", dueOn: today, priority: "high" }),
      aTask({ title: "gestern", dueOn: "2026-03-01" }),
    ];
    expect(tasks.sort((a, b) => compareTasks(a, b, today)).map(({ title }) => title)).toEqual([
      "gestern",
      "heute wichtig",
      "heute",
      "irgendwann",
      "erledigt",
    ]);
  });
});
