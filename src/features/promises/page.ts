import Handshake from "lucide-solid/icons/handshake";
import { newNoun, nounsTitle } from "../../i18n/nouns.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const promisesPage: AppPage<HistorySource> = {
  href: "/promises",
  rest: "/:id?",
  label: () => nounsTitle("promise"),
  icon: Handshake,
  keys: "g z",
  ways: ["rail", "more"],
  shows: { noun: "promise", titleField: "text" },
  isOnlyOnceUsed: true,
  create: {
    label: () => newNoun("promise"),
    keys: "z",
    form: lazily(() => import("./PromiseForm.tsx").then((file) => ({ default: file.PromiseForm }))),
  },
  panel: lazily(() => import("./PromisePanel.tsx").then((file) => ({ default: file.PromisePanel }))),
  banner: lazily(() => import("./PromiseBanner.tsx").then((file) => ({ default: file.PromiseBanner }))),
  due: lazily(() => import("./DuePromises.tsx").then((file) => ({ default: file.DuePromises }))),
  history: () => import("./PromisePanel.tsx").then((file) => file.promiseHistory),
  page: lazily(() => import("./PromisesPage.tsx").then((file) => ({ default: file.PromisesPage }))),
};
