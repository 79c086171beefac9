import { useLocation, useNavigate } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import Settings from "lucide-solid/icons/settings";
import { type JSX, Show } from "solid-js";
import { Switcher } from "../features/workspaces/Switcher.tsx";
import { createPresence } from "../state/nouns.ts";
import { useSession } from "../state/session.tsx";
import { useWorkspace } from "../state/workspace.tsx";
import { BottomBar, type NavItem, Rail, RailButton, RailLink } from "../ui/Rail.tsx";
import { SyncMark } from "../ui/SyncMark.tsx";
import { isInBar } from "./PhoneBack.tsx";
import { pages } from "./pages.ts";
import { syncWords } from "./syncWords.ts";
import { text } from "./text.ts";

/** The pages that a way leads to; one that shows what nobody uses yet is left out until it is open or used. */
export function createNavItems(): (way: "rail" | "bar") => readonly NavItem[] {
  const location = useLocation();
  const present = createPresence(pages.flatMap(({ shows, isOnlyOnceUsed }) => (shows && isOnlyOnceUsed ? [shows.noun] : [])));
  const isInSight = ({ shows, isOnlyOnceUsed, href }: (typeof pages)[number]): boolean =>
    !isOnlyOnceUsed || (shows !== undefined && present()?.has(shows.noun) === true) || location.pathname.startsWith(href);
  return (way) =>
    pages.filter((page) => page.ways.includes(way) && isInSight(page)).map(({ href, label, icon }) => ({ href, label: label(), icon }));
}

/** The way to every page at a desk: the workspace, the pages, the search, and how far others know. */
export function AppRail(props: { readonly items: readonly NavItem[]; readonly onFind: () => void }): JSX.Element {
  const session = useSession();
  const { info, status } = useWorkspace();
  const navigate = useNavigate();
  const words = () => syncWords(status());
  return (
    <Rail
      label={text().places}
      items={props.items}
      top={
        <Switcher
          current={info}
          name={status()?.name ?? info.name}
          all={session.workspaces() ?? [info]}
          look="rail"
          onOpen={(id) => void session.open(id)}
          onNew={() => navigate("/start/new")}
          onJoin={() => navigate("/join")}
        />
      }
      bottom={
        <>
          <RailButton label={text().search} icon={Search} onPress={props.onFind} />
          <Show when={!info.isSample}>
            <SyncMark state={words().state} sentence={words().sentence} short={words().short} onPress={() => navigate("/sync")} />
          </Show>
          <RailLink item={{ href: "/settings", label: text().settings, icon: Settings }} isLabelHidden />
        </>
      }
    />
  );
}

/** The same on a phone, with what can be added in the middle. */
export function AppBar(props: { readonly items: readonly NavItem[]; readonly onAdd: () => void }): JSX.Element {
  const location = useLocation();
  return (
    <BottomBar
      label={text().places}
      items={[...props.items, { href: "/more", label: text().more, icon: Ellipsis, isHere: !isInBar(location.pathname) }]}
      action={{ label: text().add, icon: Plus, run: () => props.onAdd() }}
    />
  );
}
