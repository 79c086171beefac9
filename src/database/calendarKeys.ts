// Keys by which the calendar asks, added to rows that were made before there were such.
import type { Transaction } from "dexie";
import { birthdayOf } from "../domain/birthday.ts";
import { valueKey } from "../domain/keys.ts";
import { isDeleted } from "../domain/record.ts";
import type { PartyRow, RecordRow } from "./rows.ts";

type Changing<Row> = { -readonly [Name in keyof Row]: Row[Name] };

/** Fields of tasks that are asked by index (domain/task.ts). */
const dueFields = ["dueOn", "due"] as const;

/** Gives birthdays to contacts and days to tasks, in the transaction that opens the database. */
export async function addCalendarKeys(transaction: Transaction): Promise<void> {
  await transaction
    .table<Changing<PartyRow>>("parties")
    .toCollection()
    .modify((row) => {
      const birthday = birthdayOf(row.record["bornOn"]);
      if (birthday === undefined || isDeleted(row.record)) return false;
      row.birthday = birthday;
      return true;
    });
  await transaction
    .table<Changing<RecordRow>>("records")
    .where("type")
    .equals("task")
    .modify((row) => {
      const due = dueFields.flatMap((field) => {
        const value = row.record[field];
        return typeof value === "string" && value !== "" ? [valueKey("task", [field], [value])] : [];
      });
      if (due.length === 0) return false;
      row.keys = [...new Set([...row.keys, ...due])];
      return true;
    });
}
