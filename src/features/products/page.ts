import Package from "lucide-solid/icons/package";
import { newNoun, nounsTitle } from "../../i18n/nouns.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";
import { lazily } from "../../ui/lazily.ts";

export const productsPage: AppPage<HistorySource> = {
  href: "/products",
  rest: "/:id?",
  label: () => nounsTitle("product"),
  icon: Package,
  keys: "g p",
  ways: ["rail", "more"],
  shows: { noun: "product", titleField: "name" },
  isOnlyOnceUsed: true,
  create: {
    label: () => newNoun("product"),
    form: lazily(() => import("./ProductForm.tsx").then((file) => ({ default: file.ProductForm }))),
  },
  panel: lazily(() => import("./BoughtPanel.tsx").then((file) => ({ default: file.BoughtPanel }))),
  page: lazily(() => import("./ProductsPage.tsx").then((file) => ({ default: file.ProductsPage }))),
};
