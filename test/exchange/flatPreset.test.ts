// A plain noun of one table, tried on tasks: the words of its columns are all that its preset says.
import { describe, expect, test } from "vitest";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

const planOf = async (files: Readonly<Record<string, string>>, options: Partial<FilesOptions> = {}): Promise<FilesPlan> =>
  unwrap(
    await planFiles(
      Object.entries(files).map(([name, text]) => ({ name, bytes: utf8(text) })),
      { country: "DE", currency: "EUR", language: "de", ...options },
      async () => ({ parties: [{ id: "p.known" as never, kind: "person", name: "Udo Berg", reach: ["mail udo@berg.example"] }] }),
    ),
  );
const tasksOf = (plan: FilesPlan) => plan.drafts.filter(({ kind }) => kind === "task").map(({ fields }) => fields);

const hubspot =
  "Record ID,Task title,Task body,Due date,Task status,Assigned to,Associated Contact IDs,Completion date\n501,Send proposal,Attach it.,2025-07-01 09:00,NOT_STARTED,Jane,201,\n502,Call Carol,,2025-04-20 09:00,COMPLETED,Sam,999,2025-04-19 15:30\n";

describe("the hour at which something was done", () => {
  test.each([
    // Of the clocks here, in summer and in winter.
    ["Erledigt am", "19.07.2025 15:30", "2025-07-19T13:30:00.000Z"],
    ["Erledigt am", "19.01.2025 00:15", "2025-01-18T23:15:00.000Z"],
    ["Completed", "2025-07-19 3:30 pm", "2025-07-19T13:30:00.000Z"],
    ["Completed", "2025-07-19 12:05 am", "2025-07-18T22:05:00.000Z"],
    // Of the zone that the cell or the heading names.
    ["Completed", "2025-07-19T15:30:00Z", "2025-07-19T15:30:00.000Z"],
    ["Completed", "2025-07-19T15:30:00-05:00", "2025-07-19T20:30:00.000Z"],
    ["Completed (UTC)", "2025-07-19 15:30", "2025-07-19T15:30:00.000Z"],
    // Noon here, where only the day is told.
    ["Erledigt am", "19.07.2025", "2025-07-19T10:00:00.000Z"],
  ])("%s: %s", async (heading, cell, instant) => {
    const plan = await planOf(
      { "a.csv": `Aufgabe;Fällig am;Stand;${heading}\nAnrufen;20.07.2025;erledigt;${cell}\n` },
      { zone: "Europe/Berlin" },
    );
    expect(tasksOf(plan)).toMatchObject([{ doneAt: instant }]);
  });
});

describe("when a task is due, and how it comes again", () => {
  test.each([
    ["20.07.2025;14:30;jeden Montag", { due: "2025-07-20T14:30", zone: "Europe/Berlin", rule: "FREQ=WEEKLY;BYDAY=MO" }],
    ["20.07.2025 14:30;;wöchentlich", { due: "2025-07-20T14:30", zone: "Europe/Berlin", rule: "FREQ=WEEKLY" }],
    ["20.07.2025 00:00;9 Uhr;FREQ=MONTHLY;", { due: "2025-07-20T09:00", rule: "FREQ=MONTHLY" }],
    ["20.07.2025;2:30 pm;quarterly", { due: "2025-07-20T14:30", rule: "FREQ=MONTHLY;INTERVAL=3" }],
    ["20.07.2025;;", { dueOn: "2025-07-20" }],
    ["20.07.2025 00:00;;alle 2 Wochen", { dueOn: "2025-07-20", rule: "FREQ=WEEKLY;INTERVAL=2" }],
    // What nobody can read is kept and said.
    ["20.07.2025;bald;ab und zu", { dueOn: "2025-07-20", custom: { Uhrzeit: "bald", Wiederholung: "ab und zu" } }],
    [";14:30;", { custom: { "Fällig um": "14:30" } }],
  ])("%s", async (cells, fields) => {
    const plan = await planOf(
      { "a.csv": `Aufgabe;Stand;Fällig am;Uhrzeit;Wiederholung\nAnrufen;offen;${cells}\n` },
      { zone: "Europe/Berlin" },
    );
    const [task] = tasksOf(plan);
    expect(task).toMatchObject(fields);
    expect(task).not.toHaveProperty("dueTime");
  });
});

describe("a list of tasks", () => {
  test("is known by its headings, and read field by field", async () => {
    const plan = await planOf(
      {
        "tasks.csv": hubspot,
        "contacts.csv": "Record ID,First Name,Last Name\n201,Alice,Adams\n",
      },
      { zone: "UTC" },
    );
    expect(plan.type).toBe("task");
    expect(tasksOf(plan)).toMatchObject([
      {
        title: "Send proposal",
        text: "Attach it.",
        due: "2025-07-01T09:00",
        zone: "UTC",
        status: "open",
        owner: "Jane",
        parties: [expect.stringMatching(/^#p/)],
      },
      { title: "Call Carol", status: "done", doneAt: "2025-04-19T15:30:00.000Z", custom: { "Associated Contact IDs": "999" } },
    ]);
    expect(plan.hints.map(({ code }) => code)).toContain("contact-unknown");
  });

  test("in German, with contacts by name or mail, of the workspace as well", async () => {
    const plan = await planOf({
      "a.csv":
        "Aufgabe;Fällig am;Status;Priorität;Kontakt\nAngebot schreiben;01.07.2026;in Bearbeitung;hoch;Udo Berg\nAnrufen;;erledigt;egal;udo@berg.example\n",
    });
    expect(tasksOf(plan)).toEqual([
      {
        title: "Angebot schreiben",
        dueOn: "2026-07-01",
        status: "inProgress",
        priority: "high",
        parties: ["p.known"],
        externalIds: { row: "angebot schreiben|2026-07-01|udo berg" },
      },
      {
        title: "Anrufen",
        status: "done",
        parties: ["p.known"],
        custom: { Priorität: "egal" },
        externalIds: { row: "anrufen||udo@berg.example" },
      },
    ]);
    expect(plan.hints).toMatchObject([{ code: "word-unknown", column: "Priorität" }]);
    expect(plan.mapping.map(({ target }) => target)).toEqual(["title", "dueOn", "status", "priority", "parties"]);
  });

  test("refuses a row without its title or with a day that is none, by line and column", async () => {
    const plan = await planOf({ "a.csv": "Aufgabe;Fällig am;Status\n;01.07.2026;offen\nAnrufen;irgendwann;offen\n" });
    expect(plan.problems).toEqual([
      { line: 2, column: "Aufgabe", code: "name-missing" },
      { line: 3, column: "Fällig am", code: "day-unreadable", value: "irgendwann" },
    ]);
  });

  test("is what somebody says it is, and a column what somebody says of it", async () => {
    const plan = await planOf({ "a.csv": "Was;Bis\nAnrufen;01.07.2026\n" }, { type: "task", mapping: { Was: "title", Bis: "dueOn" } });
    expect(tasksOf(plan)).toEqual([{ title: "Anrufen", dueOn: "2026-07-01", externalIds: { row: "anrufen|2026-07-01|" } }]);
  });

  test("is no calendar, and no list of contacts is one of tasks", async () => {
    expect((await planOf({ "a.csv": "Betreff;Beginnt am;Endet am\nA;1.7.2026;1.7.2026\n" })).problems).toMatchObject([
      { value: "calendar" },
    ]);
    expect((await planOf({ "a.csv": "Name;Status;E-Mail\nVera Öttl;aktiv;vera@example.org\n" })).type).toBe("party");
  });
});
