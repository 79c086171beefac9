import "fake-indexeddb/auto";
import Dexie from "dexie";
import { expect, test } from "vitest";
import { birthdaysBetween, tasksDue } from "../../src/database/besides.ts";
import { databaseName, WorkspaceDatabase } from "../../src/database/schema.ts";

test("contacts and tasks of a database of the version before are found by birthday and day", async () => {
  const before = new Dexie(databaseName("older", "keys"));
  before.version(4).stores({ parties: "id, *externalKeys", records: "id, type, *keys", columns: "[kind+shard]" });
  const row = (id: string, record: object) => ({ id, record, externalKeys: [], updatedMs: 1, updatedBy: "a" });
  await before
    .table("parties")
    .bulkPut([
      row("aaaaa.1", { type: "party", kind: "person", givenName: "Ida", bornOn: "1985-04-12" }),
      row("aaaaa.2", { type: "party", kind: "person", givenName: "Eva", bornOn: "1985" }),
    ]);
  await before.table("records").bulkPut([
    { ...row("aaaaa.3", { type: "task", title: "Anrufen", dueOn: "2026-04-12" }), type: "task", keys: ["own"] },
    { ...row("aaaaa.4", { type: "task", title: "Irgendwann" }), type: "task", keys: [] },
  ]);
  before.close();
  const db = new WorkspaceDatabase("older", "relaxed", "keys");
  expect((await birthdaysBetween(db, "2026-04-06", "2026-04-13")).map(({ party, day }) => [party, day])).toEqual([
    ["aaaaa.1", "2026-04-12"],
  ]);
  expect((await tasksDue(db, "2026-04-06", "2026-04-13")).map(({ id }) => id)).toEqual(["aaaaa.3"]);
  expect((await db.records.where("keys").equals("own").primaryKeys()).length).toBe(1);
  db.close();
});
