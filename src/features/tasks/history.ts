import { taskNoun } from "../../domain/task.ts";
import type { HistorySource } from "../../state/nouns.ts";
import { text } from "./text.ts";

/** A task stands in a contact's history when it was written down and when it was done. */
export const taskHistory: HistorySource<typeof taskNoun> = {
  noun: taskNoun,
  entriesOf: ({ id, record }) => [
    { id, at: record.createdAt, title: record.title, detail: text().planned, href: `/tasks/${id}` },
    ...(record.doneAt ? [{ id, at: record.doneAt, title: record.title, detail: text().completed, href: `/tasks/${id}` }] : []),
  ],
};
