// What can be done from every page: by shortcut, and by the search for commands.
import { useNavigate } from "@solidjs/router";
import Redo from "lucide-solid/icons/redo-2";
import SquarePen from "lucide-solid/icons/square-pen";
import Undo from "lucide-solid/icons/undo-2";
import UserPlus from "lucide-solid/icons/user-plus";
import WifiOff from "lucide-solid/icons/wifi-off";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import type { Command } from "../ui/CommandPalette.tsx";
import { createShortcut } from "../ui/shortcuts.ts";
import { showToast } from "../ui/toast.ts";
import type { Overlays } from "./overlays.ts";
import { pages } from "./pages.ts";
import { text } from "./text.ts";

function createUndo(): { readonly undo: () => Promise<void>; readonly redo: () => Promise<void> } {
  const { engine } = useWorkspace();
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
  return { undo, redo };
}

/** Binds the shortcuts, and returns what the search for commands offers. */
export function createCommands({
  begin,
  isFinding,
  setIsFinding,
  setIsHelping,
  setTypedName,
  setCapture,
}: Overlays): () => readonly Command[] {
  const { status, engine } = useWorkspace();
  const navigate = useNavigate();
  const { undo, redo } = createUndo();
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

  const isOffline = (): boolean => status()?.network.isOffline ?? false;
  const switchOffline = (): void => void engine.setOffline(!isOffline());
  return () => [
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
    { id: "offline", label: isOffline() ? text().workOnline : text().workOffline, icon: WifiOff, run: switchOffline },
  ];
}
