import HeartHandshake from "lucide-solid/icons/heart-handshake";
import { createText } from "../../i18n/createText.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const touchPage: AppPage<HistorySource> = {
  href: "/touch",
  label: createText({ de: "Kontakt halten", en: "Keeping in touch" }),
  icon: HeartHandshake,
  keys: "g h",
  ways: ["more"],
  due: lazily(() => import("./DueTouches.tsx").then((file) => ({ default: file.DueTouches }))),
  page: lazily(() => import("./TouchPage.tsx").then((file) => ({ default: file.TouchPage }))),
};
