import { useBeforeLeave, useLocation, useNavigate } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Plus from "lucide-solid/icons/plus";
import Redo from "lucide-solid/icons/redo-2";
import Search from "lucide-solid/icons/search";
import Settings from "lucide-solid/icons/settings";
import SquarePen from "lucide-solid/icons/square-pen";
import Undo from "lucide-solid/icons/undo-2";
import UserPlus from "lucide-solid/icons/user-plus";
import WifiOff from "lucide-solid/icons/wifi-off";
import { createSignal, type JSX, lazy, onCleanup, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { CaptureRequest } from "../features/capture/Capture.tsx";
import { Keep } from "../features/start/Keep.tsx";
import { Unfinished } from "../features/unfinished/Unfinished.tsx";
import { Switcher } from "../features/workspaces/Switcher.tsx";
import type { RecordId } from "../lib/id.ts";
import { createPresence } from "../state/nouns.ts";
import { useSession } from "../state/session.tsx";
import type { KeptDraft } from "../state/shelf.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { ShellContext } from "../ui/appPage.ts";
import { Banner } from "../ui/Banner.tsx";
import { Boundary, MissingPart, reportOf } from "../ui/Boundary.tsx";
import { Button } from "../ui/Button.tsx";
import type { Command } from "../ui/CommandPalette.tsx";
import { copyText } from "../ui/clipboard.ts";
import { isMissingPart } from "../ui/missingPart.ts";
import { BottomBar, type NavItem, Rail } from "../ui/Rail.tsx";
import { SyncMark } from "../ui/SyncMark.tsx";
import { createShortcut, listenToShortcuts } from "../ui/shortcuts.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { createDocumentTitle } from "../ui/title.ts";
import { dismissNews, showToast } from "../ui/toast.ts";
import { ActionsContext } from "./actions.ts";
import { crash, forgetCrash } from "./crash.ts";
import { installer } from "./install.ts";
import { isInBar, PhoneBack } from "./PhoneBack.tsx";
import { PhoneMark } from "./PhoneMark.tsx";
import { PrivateWindow } from "./PrivateWindow.tsx";
import { pages } from "./pages.ts";
import { syncWords } from "./syncWords.ts";
import { text } from "./text.ts";
import { isUpdateReady, takeUpdate } from "./updates.ts";
import "./Shell.css";

/** What reminds of something may come a moment later than what one came for. */
const UnfinishedImports = lazy(() => import("../features/import/Unfinished.tsx").then((file) => ({ default: file.Unfinished })));
const BackupReminder = lazy(() => import("../features/settings/BackupReminder.tsx").then((file) => ({ default: file.BackupReminder })));
const Capture = lazy(() => import("../features/capture/Capture.tsx").then((file) => ({ default: file.Capture })));
const NewContact = lazy(() => import("../features/contacts/NewContact.tsx").then((file) => ({ default: file.NewContact })));
const Finding = lazy(() => import("./Finding.tsx").then((file) => ({ default: file.Finding })));
const ShortcutsHelp = lazy(() => import("../ui/ShortcutsHelp.tsx").then((file) => ({ default: file.ShortcutsHelp })));
const Leave = lazy(() => import("../features/workspaces/Leave.tsx").then((file) => ({ default: file.Leave })));

/** Around every page of an open workspace: the rail, what is always at hand, and what must be said. */
export function Shell(props: { readonly children?: JSX.Element }): JSX.Element {
  const session = useSession();
  const { info, status, engine } = useWorkspace();
  const navigate = useNavigate();
  const location = useLocation();
  const [capture, setCapture] = createSignal<CaptureRequest | null>(null);
  const [typedName, setTypedName] = createSignal<string | null>(null);
  const [isFinding, setIsFinding] = createSignal(false);
  const [isHelping, setIsHelping] = createSignal(false);
  const [isLeaving, setIsLeaving] = createSignal(false);
  let files: readonly File[] = [];
  const name = (): string => status()?.name ?? info.name;
  const words = () => syncWords(status());

  const present = createPresence(pages.flatMap(({ shows, isOnlyOnceUsed }) => (shows && isOnlyOnceUsed ? [shows.noun] : [])));
  const isInSight = ({ shows, isOnlyOnceUsed, href }: (typeof pages)[number]): boolean =>
    !isOnlyOnceUsed || (shows !== undefined && present()?.has(shows.noun) === true) || location.pathname.startsWith(href);
  const navItemsIn = (way: "rail" | "bar"): readonly NavItem[] =>
    pages.filter((page) => page.ways.includes(way) && isInSight(page)).map(({ href, label, icon }) => ({ href, label: label(), icon }));
  /** What is being begun, and the contact it is about. */
  const [form, setForm] = createSignal<{ readonly page: (typeof pages)[number]; readonly party: RecordId | undefined } | null>(null);
  const begin = (href: string, party?: RecordId): void => {
    const page = pages.find((one) => one.href === href);
    if (page?.create) setForm({ page, party });
  };
  const importFiles = (chosen: readonly File[]): void => {
    files = chosen;
    navigate("/import");
  };
  const takeFiles = (): readonly File[] => {
    const taken = files;
    files = [];
    return taken;
  };
  /** Opens again what was left half typed. */
  const goOn = ({ about }: KeptDraft): void => {
    const page = pages.find(({ shows }) => shows !== undefined && shows.noun === about.noun);
    if (page && about.record === undefined) begin(page.href, about.party);
    else if (page) navigate(`${page.href}/${about.record}`);
    else if (about.kind === "contact") setTypedName("");
    else if (about.kind === "activity") setCapture({ party: about.party, interaction: about.interaction });
    else navigate(`/contacts/${about.party ?? ""}`, { state: { view: "details" } });
  };
  const undo = async (): Promise<void> => {
    const report = await act(engine.undo());
    if (report)
      showToast(report.left > 0 ? text().left(report.left) : text().undone(report.action.records), {
        action: { label: text().redo, run: () => void redo() },
      });
  };
  const redo = async (): Promise<void> => {
    const report = await act(engine.redo());
    if (report) showToast(text().redone, { action: { label: text().undo, run: () => void undo() } });
  };
  const setOffline = (isOffline: boolean): void => void engine.setOffline(isOffline);
  const isOffline = (): boolean => status()?.network.isOffline ?? false;
  const removeSample = (): void => void session.leave(info.id).then(() => navigate("/"));

  // Whoever goes to another page leaves the news of the last one behind.
  useBeforeLeave(dismissNews);
  createDocumentTitle(() => `${name()} – Kontor`);
  onCleanup(listenToShortcuts());
  createShortcut({ keys: "mod+k", isGlobal: true, label: () => text().search, run: () => setIsFinding(!isFinding()) });
  createShortcut({ keys: "?", label: () => text().shortcuts, run: () => setIsHelping(true) });
  createShortcut({ keys: "n", label: () => text().newContact, run: () => setTypedName("") });
  createShortcut({ keys: "c", label: () => text().log, run: () => setCapture({}) });
  for (const { href, keys, label, create } of pages) {
    if (keys) createShortcut({ keys, label, run: () => navigate(href) });
    if (create?.keys) createShortcut({ keys: create.keys, label: create.label, run: () => begin(href) });
  }
  createShortcut({ keys: "mod+z", label: () => text().undo, run: () => void undo() });
  createShortcut({ keys: "mod+shift+z", label: () => text().redo, run: () => void redo() });

  const commands = (): readonly Command[] => [
    { id: "new", label: text().newContact, icon: UserPlus, keys: "n", run: () => setTypedName("") },
    { id: "log", label: text().logVisit, icon: SquarePen, keys: "c", run: () => setCapture({ kind: "visit" }) },
    ...pages.flatMap(({ href, create, icon }): Command[] =>
      create ? [{ id: `new ${href}`, label: create.label(), icon, ...(create.keys && { keys: create.keys }), run: () => begin(href) }] : [],
    ),
    ...pages.map(
      ({ href, label, icon, keys }): Command => ({ id: href, label: label(), icon, ...(keys && { keys }), run: () => navigate(href) }),
    ),
    { id: "undo", label: text().undo, icon: Undo, keys: "mod+z", run: () => void undo() },
    { id: "redo", label: text().redo, icon: Redo, keys: "mod+shift+z", run: () => void redo() },
    { id: "offline", label: isOffline() ? text().workOnline : text().workOffline, icon: WifiOff, run: () => setOffline(!isOffline()) },
  ];
  const switcher = (look: "rail" | "line"): JSX.Element => (
    <Switcher
      current={info}
      name={name()}
      all={session.workspaces() ?? [info]}
      look={look}
      onOpen={(id) => void session.open(id)}
      onNew={() => navigate("/start/new")}
      onJoin={() => navigate("/join")}
    />
  );

  return (
    <ShellContext.Provider value={{ begin, start: () => <PhoneBack />, end: () => <PhoneMark /> }}>
      <ActionsContext.Provider
        value={{
          log: setCapture,
          newContact: setTypedName,
          importFiles,
          takeFiles,
          leave: () => setIsLeaving(true),
          shortcuts: () => setIsHelping(true),
          find: () => setIsFinding(true),
        }}
      >
        <div class="shell">
          <Rail
            label={text().places}
            items={navItemsIn("rail")}
            top={switcher("rail")}
            bottom={
              <>
                <button type="button" class="rail-item" onClick={() => setIsFinding(true)}>
                  <span class="rail-icon">
                    <Search />
                  </span>
                  <span>{text().search}</span>
                </button>
                <Show when={!info.isSample}>
                  <SyncMark state={words().state} sentence={words().sentence} short={words().short} onPress={() => navigate("/sync")} />
                </Show>
                <RailLink
                  href="/settings"
                  label={text().settings}
                  isHere={location.pathname === "/settings"}
                  onGo={() => navigate("/settings")}
                />
              </>
            }
          />
          <div class="shell-main">
            <Show when={info.isSample}>
              <Banner
                tone="warn"
                isThin
                actions={
                  <Button size="small" kind="quiet" onClick={removeSample}>
                    {text().removeSample}
                  </Button>
                }
              >
                {text().sample}
              </Banner>
            </Show>
            <Show when={!info.isSample}>
              <PrivateWindow />
            </Show>
            <Show when={isUpdateReady()}>
              <Banner
                actions={
                  <Button size="small" kind="quiet" onClick={takeUpdate}>
                    {text().updateNow}
                  </Button>
                }
              >
                {text().update}
              </Banner>
            </Show>
            <div class="shell-reminder">
              <Keep onInstall={installer()} />
              <Suspense>
                <BackupReminder onBackUp={() => navigate("/settings")} />
              </Suspense>
            </div>
            <Unfinished onContinue={goOn} />
            <Show when={location.pathname !== "/import"}>
              <Suspense>
                <UnfinishedImports onChoose={() => navigate("/import")} />
              </Suspense>
            </Show>
            <Show when={isMissingPart(crash())}>
              <MissingPart onDismiss={forgetCrash} />
            </Show>
            <Show when={crash() !== undefined && !isMissingPart(crash())}>
              <Banner
                tone="bad"
                onDismiss={forgetCrash}
                actions={
                  <Button size="small" kind="quiet" onClick={() => void copyText(reportOf(crash(), __BUILD__))}>
                    {text().copyReport}
                  </Button>
                }
              >
                {text().crash}
              </Banner>
            </Show>
            <main class="shell-page">
              <Boundary build={__BUILD__}>
                <Suspense>{props.children}</Suspense>
              </Boundary>
            </main>
          </div>
          <BottomBar
            label={text().places}
            items={[...navItemsIn("bar"), { href: "/more", label: text().more, icon: Ellipsis, isHere: !isInBar(location.pathname) }]}
            action={{ label: text().log, icon: Plus, run: () => setCapture({}) }}
          />
          <Suspense>
            <Show when={capture()}>
              <Capture request={capture()} onClose={() => setCapture(null)} />
            </Show>
            <Show when={typedName() !== null}>
              <NewContact
                isOpen
                typed={typedName() ?? ""}
                onClose={() => setTypedName(null)}
                onMade={(id) => {
                  setTypedName(null);
                  navigate(`/contacts/${id}`);
                }}
              />
            </Show>
            <Show when={form()} keyed>
              {({ page, party }) => (
                <Dynamic
                  component={page.create?.form}
                  party={party}
                  onClose={() => setForm(null)}
                  onMade={(id: RecordId) => {
                    setForm(null);
                    // Whoever began it from a contact's page goes on there.
                    if (party === undefined) navigate(`${page.href}/${id}`);
                  }}
                />
              )}
            </Show>
            <Show when={isFinding()}>
              <Finding
                commands={commands()}
                onLeave={() => setIsLeaving(true)}
                onHelp={() => setIsHelping(true)}
                onClose={() => setIsFinding(false)}
              />
            </Show>
            <Show when={isHelping()}>
              <ShortcutsHelp
                isOpen
                onClose={() => setIsHelping(false)}
                more={[
                  { keys: "j k", label: text().list },
                  { keys: "x", label: text().listSelect },
                  { keys: "Enter", label: text().listOpen },
                ]}
              />
            </Show>
            <Show when={isLeaving()}>
              <Leave
                isOpen
                onClose={() => setIsLeaving(false)}
                onExport={() => navigate("/settings")}
                onLeave={() => session.leave(info.id).then(() => navigate("/"))}
              />
            </Show>
          </Suspense>
          <Toasts />
        </div>
      </ActionsContext.Provider>
    </ShellContext.Provider>
  );
}

const RailLink = (props: {
  readonly href: string;
  readonly label: string;
  readonly isHere: boolean;
  readonly onGo: () => void;
}): JSX.Element => (
  <a
    href={`#${props.href}`}
    class="rail-item"
    classList={{ "is-here": props.isHere }}
    aria-current={props.isHere ? "page" : undefined}
    onClick={(event) => {
      event.preventDefault();
      props.onGo();
    }}
  >
    <span class="rail-icon">
      <Settings />
    </span>
    <span class="sr-only">{props.label}</span>
  </a>
);
