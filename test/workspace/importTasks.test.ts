import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await anEngine();
});
afterEach(() => engine.close());

test("a list of tasks comes in with its contacts, and the same list again makes nothing twice", async () => {
  const files = [
    textFile("contacts.csv", "Record ID,First Name,Last Name\n201,Alice,Adams\n"),
    textFile(
      "tasks.csv",
      "Record ID,Task title,Due date,Task status,Associated Contact IDs,Completion date\n501,Send proposal,2025-07-01 09:00,NOT_STARTED,201,\n502,Call Carol,2025-04-20 09:00,COMPLETED,,2025-04-19 15:30\n",
    ),
  ];
  const { report } = await takeFiles(engine, files, {});
  expect([report.refused, report.created]).toEqual([[], { party: 1, task: 2 }]);
  const [alice] = (await engine.list("party")).rows;
  const { rows } = await engine.list("task");
  expect(rows.find(({ name, title }) => (title ?? name) === "Send proposal")).toMatchObject({
    due: "2025-07-01T09:00",
    status: "open",
    parties: [alice?.id],
  });
  const again = await takeFiles(engine, files, {});
  expect([again.report.created, again.report.updated, await engine.count("task")]).toEqual([{}, 0, 2]);
});
