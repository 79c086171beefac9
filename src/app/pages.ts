// Every page of an open workspace. Routes, the rail, the bar at a phone's lower edge, More, the search for commands, shortcuts, panels
// of a contact's page and what its history tells are derived from this list, in this order.
import BookUser from "lucide-solid/icons/book-user";
import ChartColumn from "lucide-solid/icons/chart-column";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Settings from "lucide-solid/icons/settings";
import Sun from "lucide-solid/icons/sun";
import Trash from "lucide-solid/icons/trash";
import Upload from "lucide-solid/icons/upload";
import Users from "lucide-solid/icons/users-round";
import { briefPage } from "../features/brief/page.ts";
import { calendarPage } from "../features/calendar/page.ts";
import { productsPage } from "../features/products/page.ts";
import { promisesPage } from "../features/promises/page.ts";
import { tasksPage } from "../features/tasks/page.ts";
import { touchPage } from "../features/touch/page.ts";
import { toursPage } from "../features/tours/page.ts";
import type { HistorySource } from "../state/nouns.ts";
import type { AppPage } from "../ui/appPage.ts";
import { lazily } from "../ui/lazily.ts";
import { text } from "./text.ts";

/** Asked for at once, beside the script that needs it: nearly everybody who comes has a workspace. */
const routesFile = import("./routes.tsx");
const route = (name: "ContactsRoute" | "TodayRoute" | "SettingsRoute" | "BinRoute") =>
  lazily(() => routesFile.then((file) => ({ default: file[name] })));
const later = (name: "ImportRoute" | "SyncRoute" | "TeamRoute") =>
  lazily(() => import("./teamRoutes.tsx").then((file) => ({ default: file[name] })));
/** Kept apart: pictures and tables are needed by nobody who only looks up a number. */
const reports = lazily(() => import("./reportRoutes.tsx").then((file) => ({ default: file.ReportsRoute })));

export const pages: readonly AppPage<HistorySource>[] = [
  { href: "/today", label: () => text().today, icon: Sun, keys: "g t", ways: ["rail", "bar"], page: route("TodayRoute") },
  {
    href: "/contacts",
    rest: "/:id?",
    label: () => text().contacts,
    icon: BookUser,
    keys: "g c",
    ways: ["rail", "bar"],
    page: route("ContactsRoute"),
  },
  calendarPage,
  toursPage,
  tasksPage,
  promisesPage,
  touchPage,
  productsPage,
  briefPage,
  {
    href: "/reports",
    rest: "/:report?",
    label: () => text().reports,
    icon: ChartColumn,
    keys: "g r",
    ways: ["rail", "more"],
    page: reports,
  },
  { href: "/team", label: () => text().team, icon: Users, keys: "g m", ways: ["rail", "more"], page: later("TeamRoute") },
  { href: "/sync", label: () => text().devices, icon: RefreshCw, ways: [], page: later("SyncRoute") },
  { href: "/import", label: () => text().import, icon: Upload, ways: ["more"], page: later("ImportRoute") },
  { href: "/bin", label: () => text().bin, icon: Trash, ways: ["more"], page: route("BinRoute") },
  { href: "/settings", label: () => text().settings, icon: Settings, keys: "g s", ways: ["more"], page: route("SettingsRoute") },
];
