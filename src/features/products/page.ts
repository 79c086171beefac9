import Package from "lucide-solid/icons/package";
import { lazy } from "solid-js";
import { newNoun, nounsTitle } from "../../i18n/nouns.ts";
import type { HistorySource } from "../../state/nouns.ts";
import type { AppPage } from "../../ui/appPage.ts";

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
    form: lazy(() => import("./ProductForm.tsx").then((file) => ({ default: file.ProductForm }))),
  },
  panel: lazy(() => import("./BoughtPanel.tsx").then((file) => ({ default: file.BoughtPanel }))),
  page: lazy(() => import("./ProductsPage.tsx").then((file) => ({ default: file.ProductsPage }))),
};
