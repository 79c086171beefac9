import ArchiveRestore from "lucide-solid/icons/archive-restore";
import Save from "lucide-solid/icons/save";
import ShieldCheck from "lucide-solid/icons/shield-check";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { createBackupState } from "../../state/backup.ts";
import { known } from "../../state/known.ts";
import { type BackupState, type FolderState, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Button } from "../../ui/Button.tsx";
import { BackupDialog } from "./BackupDialog.tsx";
import { backupText as text } from "./backupText.ts";
import { CheckDialog } from "./CheckDialog.tsx";
import { canChooseFolder } from "./pickers.ts";

/** How many days ago, counting today. */
const daysSince = (ms: number): number => Math.max(1, Math.ceil((Date.now() - ms) / 86_400_000));

/** What lies only here, in words; "" when nothing does. */
export const onlyHereWords = ({ onlyHere, onlyHereSinceMs }: BackupState): string =>
  onlyHere > 0 ? text().onlyHere(onlyHere, daysSince(onlyHereSinceMs ?? Date.now())) : "";

export function BackupSection(props: { readonly onRestore: () => void }): JSX.Element {
  const { info } = useWorkspace();
  const session = useSession();
  const { state, refresh } = createBackupState();
  const [task, setTask] = createSignal<"file" | "folder" | "check" | null>(null);
  const [folder, { refetch }] = createResource(
    () => canChooseFolder() && info.id,
    async (id): Promise<FolderState | null> => (await session.backupFolder()).folderState(id),
  );
  const withFolder = async (use: "allow" | "forget"): Promise<void> => {
    const folders = await session.backupFolder();
    if (use === "allow") await folders.allowFolder(info.id);
    else await folders.forgetFolder(info.id);
    await refetch();
  };
  return (
    <section class="settings-section" aria-label={text().title}>
      <h2>{text().title}</h2>
      <p class="settings-note">{text().explanation}</p>
      <Show when={state()}>
        {(now) => (
          <p>
            {now().lastMs === null ? text().none : text().last(now().lastMs ?? 0)}{" "}
            <Show when={now().lastMs !== null && now().changes !== now().onlyHere}>{text().since(now().changes)} </Show>
            <Show when={now().lastMs !== null && now().changes === 0}>{text().since(0)}</Show>
            <Show when={now().onlyHere > 0} fallback={<Show when={now().changes > 0}>{text().elsewhere}</Show>}>
              <strong>{onlyHereWords(now())}</strong>
            </Show>
          </p>
        )}
      </Show>
      <div class="settings-actions">
        <Button kind="primary" icon={Save} onClick={() => setTask("file")}>
          {text().make}
        </Button>
        <Button icon={ShieldCheck} onClick={() => setTask("check")}>
          {text().check}
        </Button>
        <Button icon={ArchiveRestore} onClick={() => props.onRestore()}>
          {text().restore}
        </Button>
      </div>
      <Show when={canChooseFolder()}>
        <h3>{text().folderTitle}</h3>
        <Show
          when={known(folder)}
          fallback={
            <>
              <p class="settings-note">{text().folderText}</p>
              <div class="settings-actions">
                <Button onClick={() => setTask("folder")}>{text().chooseFolder}</Button>
              </div>
            </>
          }
        >
          {(chosen) => (
            <>
              <p class="settings-note">
                {chosen().isAllowed ? `${text().folder(chosen().name)} ${text().folderText}` : text().folderLapsed(chosen().name)}
              </p>
              <div class="settings-actions">
                <Show when={!chosen().isAllowed}>
                  <Button kind="primary" onClick={() => void withFolder("allow")}>
                    {text().allow}
                  </Button>
                </Show>
                <Button onClick={() => void withFolder("forget")}>{text().stopFolder}</Button>
              </div>
            </>
          )}
        </Show>
      </Show>
      <Show when={task() === "file" || task() === "folder"}>
        <BackupDialog
          isIntoFolder={task() === "folder"}
          onClose={() => {
            setTask(null);
            void refresh();
            void refetch();
          }}
        />
      </Show>
      <Show when={task() === "check"}>
        <CheckDialog onClose={() => setTask(null)} />
      </Show>
    </section>
  );
}
