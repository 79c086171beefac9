import ListChecks from "lucide-solid/icons/list-checks";
import { newNoun, nounsTitle } from "../../i18n/nouns.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const tasksPage: AppPage<HistorySource> = {
  href: "/tasks",
  rest: "/:id?",
  label: () => nounsTitle("task"),
  icon: ListChecks,
  keys: "g a",
  ways: ["rail", "bar"],
  shows: { noun: "task", titleField: "title" },
  create: {
    label: () => newNoun("task"),
    keys: "t",
    form: lazily(() => import("./TaskForm.tsx").then((file) => ({ default: file.TaskForm }))),
  },
  panel: lazily(() => import("./TaskPanel.tsx").then((file) => ({ default: file.TaskPanel }))),
  due: lazily(() => import("./DueTasks.tsx").then((file) => ({ default: file.DueTasks }))),
  history: () => import("./TaskPanel.tsx").then((file) => file.taskHistory),
  page: lazily(() => import("./TasksPage.tsx").then((file) => ({ default: file.TasksPage }))),
};
