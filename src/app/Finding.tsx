import { useNavigate } from "@solidjs/router";
import ChartColumn from "lucide-solid/icons/chart-column";
import Download from "lucide-solid/icons/download";
import Keyboard from "lucide-solid/icons/keyboard";
import Languages from "lucide-solid/icons/languages";
import LogOut from "lucide-solid/icons/log-out";
import Moon from "lucide-solid/icons/moon";
import Printer from "lucide-solid/icons/printer";
import ShieldCheck from "lucide-solid/icons/shield-check";
import Sun from "lucide-solid/icons/sun";
import SunMoon from "lucide-solid/icons/sun-moon";
import UserPlus from "lucide-solid/icons/user-plus";
import { createMemo, type JSX } from "solid-js";
import { reportKeys } from "../features/reports/reports.ts";
import { text as reports } from "../features/reports/text.ts";
import { language, setLanguage } from "../i18n/language.ts";
import { nounTitle } from "../i18n/nouns.ts";
import { contactLine } from "../state/contactLine.ts";
import { createTitleSearch } from "../state/nouns.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { type Command, CommandPalette } from "../ui/CommandPalette.tsx";
import { download } from "../ui/download.ts";
import { setTheme, type Theme, theme } from "../ui/settings.ts";
import { showToast } from "../ui/toast.ts";
import { pages } from "./pages.ts";
import { text } from "./text.ts";

const icons = { system: SunMoon, light: Sun, dark: Moon } as const;

/** The search for contacts, records and everything that can be done; titles are read when it opens. */
export function Finding(props: {
  /** What the shell has keys for. */
  readonly commands: readonly Command[];
  readonly onLeave: () => void;
  readonly onHelp: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { directory, engine, entry, info, status } = useWorkspace();
  const session = useSession();
  const navigate = useNavigate();
  const shown = new Map(pages.flatMap((page) => (page.shows ? [[page.shows.noun, page] as const] : [])));
  const titles = createTitleSearch(Object.fromEntries([...shown].map(([noun, { shows }]) => [noun, shows?.titleField ?? ""])));
  const exportContacts = async (): Promise<void> => {
    const file = await session.exportAll(engine, "contacts", language());
    download(file, status()?.name ?? info.name, "csv");
    showToast(text().exported);
  };
  const more = createMemo((): readonly Command[] => [
    ...reportKeys.map(
      (key): Command => ({
        id: `report ${key}`,
        label: reports().questions[key].question,
        detail: text().reports,
        icon: ChartColumn,
        run: () => navigate(`/reports/${key}`),
      }),
    ),
    ...(info.isSample ? [] : [{ id: "invite", label: text().invite, icon: UserPlus, run: () => navigate("/team") }]),
    { id: "export contacts", label: text().exportContacts, icon: Download, run: () => void exportContacts() },
    { id: "export", label: text().exportAll, icon: Download, run: () => navigate("/settings") },
    { id: "backup", label: text().backUp, icon: ShieldCheck, run: () => navigate("/settings") },
    // The search must have gone from the page before it is printed.
    { id: "print", label: text().print, icon: Printer, run: () => void setTimeout(() => window.print()) },
    ...(["dark", "light", "system"] as const satisfies readonly Theme[])
      .filter((one) => one !== theme())
      .map((one): Command => ({ id: `theme ${one}`, label: text().themes[one], icon: icons[one], run: () => setTheme(one) })),
    { id: "language", label: text().otherLanguage, icon: Languages, run: () => setLanguage(language() === "de" ? "en" : "de") },
    { id: "shortcuts", label: text().shortcuts, icon: Keyboard, keys: "?", run: () => props.onHelp() },
    { id: "leave", label: text().leave, icon: LogOut, run: () => props.onLeave() },
  ]);
  const found = (typed: string): readonly Command[] => [
    ...(directory()?.search(typed, 8) ?? []).map((contact) => ({
      id: contact.id,
      label: contact.name,
      detail: contactLine(contact, entry),
      avatar: contact.kind,
      run: () => navigate(`/contacts/${contact.id}`),
    })),
    ...titles(typed, 8).flatMap(({ id, type, title }): Command[] => {
      const page = shown.get(type);
      return page ? [{ id, label: title, detail: nounTitle(type), icon: page.icon, run: () => navigate(`${page.href}/${id}`) }] : [];
    }),
  ];
  return <CommandPalette isOpen onClose={props.onClose} commands={[...props.commands, ...more()]} search={found} />;
}
