import ClipboardList from "lucide-solid/icons/clipboard-list";
import { createText } from "../../i18n/createText.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const briefPage: AppPage<HistorySource> = {
  href: "/brief",
  rest: "/:contact?",
  label: createText({ de: "Vorbereitung", en: "Brief" }),
  icon: ClipboardList,
  keys: "g b",
  ways: [],
  page: lazily(() => import("./BriefPage.tsx").then((file) => ({ default: file.BriefPage }))),
};
