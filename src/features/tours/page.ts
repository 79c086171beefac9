import Route from "lucide-solid/icons/route";
import { createText } from "../../i18n/createText.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const toursPage: AppPage<never> = {
  href: "/tours",
  label: createText({ de: "Tour", en: "Tour" }),
  icon: Route,
  keys: "g v",
  ways: ["rail", "more"],
  page: lazily(() => import("./ToursPage.tsx").then((file) => ({ default: file.ToursPage }))),
};
