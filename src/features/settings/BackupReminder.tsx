import { createResource, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { localMemory } from "../../lib/browserMemory.ts";
import { createBackupState } from "../../state/backup.ts";
import { known } from "../../state/known.ts";
import { type BackupState, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { onlyHereWords } from "./BackupSection.tsx";
import { backupText as text } from "./backupText.ts";
import { canChooseFolder } from "./pickers.ts";
import { type Dismissed, isReminderDue } from "./reminder.ts";

const storageKey = "kontor.backupDismissed";
const betweenMs = 3_600_000;

const readDismissed = (id: string): Dismissed | null => {
  try {
    const read = JSON.parse(localMemory.get(`${storageKey}.${id}`) ?? "null") as Dismissed | null;
    return read && typeof read.atMs === "number" && typeof read.changes === "number" ? read : null;
  } catch {
    return null; // Somebody else's: it is said again.
  }
};

/** A quiet line when work lies only here, or the last backup is old; and the backup that is made by itself. */
export function BackupReminder(props: { readonly onBackUp: () => void }): JSX.Element {
  const { engine, info, status } = useWorkspace();
  const session = useSession();
  const { state, refresh } = createBackupState();
  const [dismissed, setDismissed] = createSignal(readDismissed(info.id));
  const [folder, { refetch }] = createResource(canChooseFolder, async () => (await session.backupFolder()).folderState(info.id));
  const isOwn = (): boolean => !info.isSample && status()?.state === "ready";

  const byItself = async (): Promise<void> => {
    if (!isOwn() || !canChooseFolder()) return;
    const made = await (await session.backupFolder()).backUpByItself(info.id, status()?.name ?? info.name, engine);
    if (made.ok && made.value) await refresh();
  };
  const timers = [setTimeout(() => void byItself(), 10_000), setInterval(() => void byItself(), betweenMs)];
  onCleanup(() => timers.forEach(clearTimeout));

  const later = (now: BackupState): void => {
    const next: Dismissed = { atMs: Date.now(), changes: now.changes };
    localMemory.set(`${storageKey}.${info.id}`, JSON.stringify(next));
    setDismissed(next);
  };
  const allow = async (): Promise<void> => {
    await (await session.backupFolder()).allowFolder(info.id);
    await refetch();
    await byItself();
  };
  const lapsed = () => (known(folder)?.isAllowed === false && (state()?.changes ?? 0) > 0 ? known(folder) : undefined);
  const due = (): BackupState | undefined => {
    const now = state();
    return now && isOwn() && !known(folder)?.isAllowed && isReminderDue(now, dismissed(), Date.now()) ? now : undefined;
  };
  return (
    <Show
      when={lapsed()}
      fallback={
        <Show when={due()}>
          {(now) => (
            <Banner
              tone={now().onlyHere > 0 ? "warn" : "info"}
              onDismiss={() => later(now())}
              actions={
                <Button size="small" kind="quiet" onClick={() => props.onBackUp()}>
                  {text().backUp}
                </Button>
              }
            >
              {onlyHereWords(now()) || text().remindLast(now().lastMs, now().changes)}
            </Banner>
          )}
        </Show>
      }
    >
      {(kept) => (
        <Banner
          actions={
            <Button size="small" kind="quiet" onClick={() => void allow()}>
              {text().allow}
            </Button>
          }
        >
          {text().folderLapsed(kept().name)}
        </Banner>
      )}
    </Show>
  );
}
