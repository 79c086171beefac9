import { useBeforeLeave, useNavigate } from "@solidjs/router";
import { type JSX, onCleanup, Suspense } from "solid-js";
import { useWorkspace } from "../state/workspace.tsx";
import { ShellContext } from "../ui/appPage.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { listenToShortcuts } from "../ui/shortcuts.ts";
import { Toasts } from "../ui/Toasts.tsx";
import { createDocumentTitle } from "../ui/title.ts";
import { dismissNews } from "../ui/toast.ts";
import { type Actions, ActionsContext } from "./actions.ts";
import { createCommands } from "./commands.ts";
import { AppBar, AppRail, createNavItems } from "./Navigation.tsx";
import { Notices } from "./Notices.tsx";
import { Opened } from "./Opened.tsx";
import { createOverlays } from "./overlays.ts";
import { PhoneBack } from "./PhoneBack.tsx";
import { PhoneMark } from "./PhoneMark.tsx";
import "./Shell.css";

/** Files chosen on one page and read on the import's. */
function createHandover(): Pick<Actions, "importFiles" | "takeFiles"> {
  const navigate = useNavigate();
  let files: readonly File[] = [];
  return {
    importFiles: (chosen) => {
      files = chosen;
      navigate("/import");
    },
    takeFiles: () => {
      const taken = files;
      files = [];
      return taken;
    },
  };
}

/** Around every page of an open workspace: the rail, what is always at hand, and what must be said. */
export function Shell(props: { readonly children?: JSX.Element }): JSX.Element {
  const { info, status } = useWorkspace();
  const overlays = createOverlays();
  // Whoever goes to another page leaves the news of the last one behind.
  useBeforeLeave(dismissNews);
  createDocumentTitle(() => `${status()?.name ?? info.name} – Kontor`);
  onCleanup(listenToShortcuts());
  const commands = createCommands(overlays);
  const navItems = createNavItems();
  const actions: Actions = {
    ...createHandover(),
    log: overlays.setCapture,
    newContact: overlays.setTypedName,
    leave: () => overlays.setIsLeaving(true),
    shortcuts: () => overlays.setIsHelping(true),
    find: () => overlays.setIsFinding(true),
  };
  return (
    <ShellContext.Provider
      value={{ log: overlays.setCapture, begin: overlays.begin, start: () => <PhoneBack />, end: () => <PhoneMark /> }}
    >
      <ActionsContext.Provider value={actions}>
        <div class="shell">
          <AppRail items={navItems("rail")} onFind={actions.find} />
          <div class="shell-main">
            <Notices onContinue={overlays.goOn} />
            <main class="shell-page">
              <Boundary build={__BUILD__}>
                <Suspense>{props.children}</Suspense>
              </Boundary>
            </main>
          </div>
          <AppBar items={navItems("bar")} onAdd={() => overlays.setIsAdding(true)} />
          <Opened overlays={overlays} commands={commands} />
          <Toasts />
        </div>
      </ActionsContext.Provider>
    </ShellContext.Provider>
  );
}
