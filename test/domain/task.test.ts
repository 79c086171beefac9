import { describe, expect, test } from "vitest";
import { checklistOf, tick, untickAll, withItem, withoutChecklist } from "../../src/domain/checklist.ts";
import { read } from "../../src/domain/read.ts";
import {
  compareTasks,
  completeTask,
  completion,
  groupOfTask,
  moveTask,
  reopening,
  reopenTask,
  type Task,
  taskNoun,
} from "../../src/domain/task.ts";
import type { RecordId } from "../../src/lib/id.ts";

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

  test("with a day and a time is due at that time of that day", () => {
    // Somebody whose Kontor knows of no times moved it.
    const merged = aTask({ due: "2026-03-02T09:00", zone: "Europe/Berlin", dueOn: "2026-03-05" });
    expect(read(taskNoun, merged)).toMatchObject({ due: "2026-03-05T09:00", dueOn: null });
  });

  test("is moved to another day at its time, and to some day without one", () => {
    expect(moveTask({ due: "2026-03-02T09:00" }, "2026-03-09")).toEqual({ due: "2026-03-09T09:00", dueOn: null });
    expect(moveTask({ dueOn: "2026-03-02" }, "2026-03-09")).toEqual({ due: null, dueOn: "2026-03-09" });
    expect(moveTask({ due: "2026-03-02T09:00" }, null)).toEqual({ due: null, dueOn: null, zone: null });
  });

  test("of one day stands where it was put by hand, then by importance, then by time", () => {
    const of = (title: string, fields: Partial<Task>) => aTask({ title, dueOn: today, ...fields });
    const tasks = [
      of("ohne Zeit", {}),
      of("um zehn", { dueOn: null, due: `${today}T10:00` }),
      of("um neun", { dueOn: null, due: `${today}T09:00` }),
      of("wichtig", { priority: "high" }),
      of("zweite von Hand", { order: "i" }),
      of("erste von Hand", { order: "9" }),
    ];
    expect(tasks.sort((a, b) => compareTasks(a, b, today)).map(({ title }) => title)).toEqual([
      "erste von Hand",
      "zweite von Hand",
      "wichtig",
      "um neun",
      "um zehn",
      "ohne Zeit",
    ]);
  });
});

describe("a task that comes again", () => {
  const now = "2026-03-02T09:00:00.000Z";
  const first = {
    id: "7f3kq.k3v9m2x8ta" as RecordId,
    record: aTask({
      dueOn: today,
      rule: "FREQ=WEEKLY",
      priority: "high",
      owner: "ben",
      parties: { "7f3kq.aaaaaaaaaa": "h" },
      text: "Vorher\n- [x] Filter\n- [ ] Druck",
      order: "i",
    }),
  };
  const next = { due: "2026-03-09", rule: "FREQ=WEEKLY" };

  test("is followed by one as it was, with nothing ticked and no place of its own", () => {
    expect(completion(first, now, next)).toEqual([
      { id: first.id, fields: { status: "done", doneAt: now } },
      {
        type: "task",
        fields: {
          title: "Anrufen",
          priority: "high",
          owner: "ben",
          parties: ["7f3kq.aaaaaaaaaa"],
          text: "Vorher\n- [ ] Filter\n- [ ] Druck",
          dueOn: "2026-03-09",
          rule: "FREQ=WEEKLY",
          series: first.id,
        },
        by: { rule: "task series", subject: first.id, occasion: "2026-03-09" },
      },
    ]);
    // Done already, by whomever: nothing follows again.
    expect(completion({ ...first, record: { ...first.record, status: "done" } }, now, next)).toHaveLength(1);
    expect(completion(first, now)).toHaveLength(1);
  });

  test("takes the next one with it when it is opened again, unless somebody has worked on that", () => {
    const done = { ...first, record: { ...first.record, status: "done" as const, doneAt: now } };
    const { parties: _parties, ...fields } = (completion(first, now, next)[1] as unknown as { fields: Partial<Task> }).fields;
    const following = { id: "7f3kq.bbbbbbbbbb" as RecordId, record: aTask({ ...fields, parties: { "7f3kq.aaaaaaaaaa": "h" } }) };
    const gone = { id: following.id, fields: { deletedAt: now } };
    const reopened = { id: first.id, fields: { status: "open", doneAt: null } };
    expect(reopening(done, [done, following], now)).toEqual([reopened, gone]);
    for (const work of [{ owner: "anna" }, { status: "inProgress" }, { text: "Schlüssel holen" }, { title: "Anderes" }, { parties: {} }])
      expect(reopening(done, [done, { ...following, record: { ...following.record, ...work } }], now)).toEqual([reopened]);
    expect(reopening(done, [done], now)).toEqual([reopened]);
  });
});

describe("a checklist", () => {
  const text = "Mitnehmen:\n- [ ] Filter\n- [x] Manometer\nund Kaffee";

  test("is the lines of a text that begin with a box", () => {
    expect(checklistOf(text)).toEqual([
      { line: 1, label: "Filter", isDone: false },
      { line: 2, label: "Manometer", isDone: true },
    ]);
    expect(checklistOf("- kein Kasten\n[x] auch nicht")).toEqual([]);
    expect(withoutChecklist(text)).toBe("Mitnehmen:\nund Kaffee");
  });

  test("is ticked line by line, and nothing else of the text changes", () => {
    expect(tick(text, 1, true)).toBe("Mitnehmen:\n- [x] Filter\n- [x] Manometer\nund Kaffee");
    expect(tick(text, 2, false)).toBe("Mitnehmen:\n- [ ] Filter\n- [ ] Manometer\nund Kaffee");
    expect(tick(text, 3, true)).toBe(text);
    expect(untickAll(text)).toBe("Mitnehmen:\n- [ ] Filter\n- [ ] Manometer\nund Kaffee");
  });

  test("takes one more behind the last", () => {
    expect(withItem(text, "Pumpe")).toBe("Mitnehmen:\n- [ ] Filter\n- [x] Manometer\n- [ ] Pumpe\nund Kaffee");
    expect(withItem("Notiz", "Pumpe")).toBe("Notiz\n- [ ] Pumpe");
    expect(withItem("", "Pumpe")).toBe("- [ ] Pumpe");
  });
});
