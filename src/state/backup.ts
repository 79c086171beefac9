import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { BackupState } from "../workspace/api.ts";
import { useWorkspace } from "./workspace.tsx";

/** It moves with every change anywhere; a reminder that is a minute late is early enough. */
const everyMs = 60_000;

/** What the person should know of the backup; undefined until the engine has said so. */
export function createBackupState(): { readonly state: Accessor<BackupState | undefined>; readonly refresh: () => Promise<void> } {
  const { engine } = useWorkspace();
  const [state, setState] = createSignal<BackupState>();
  let isGone = false;
  const refresh = async (): Promise<void> => {
    const next = await engine.backupState();
    if (!isGone) setState(next);
  };
  const timer = setInterval(() => void refresh(), everyMs);
  onCleanup(() => {
    isGone = true;
    clearInterval(timer);
  });
  void refresh();
  return { state, refresh };
}
