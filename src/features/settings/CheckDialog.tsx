import { createSignal, type JSX, Show } from "solid-js";
import { BackupFields, createBackupChoice, createBackupWork } from "../../parts/backup.tsx";
import { type DrillReport, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { backupText as text } from "./backupText.ts";

/** Proves a backup without touching anything. */
export function CheckDialog(props: { readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const { engine, info } = useWorkspace();
  const choice = createBackupChoice();
  const work = createBackupWork();
  const [report, setReport] = createSignal<DrillReport>();
  const [isSame, setIsSame] = createSignal(false);

  const check = async (): Promise<void> => {
    const file = choice.chosen();
    if (!file) return;
    const checked = await work.run(async (progress) => {
      const result = await session.checkBackup(file, choice.passphrase(), progress);
      if (result.ok && result.value.digest !== null && result.value.workspace === info.id)
        setIsSame((await engine.digest("documents")) === result.value.digest);
      return result;
    });
    if (checked) setReport(checked);
  };

  return (
    <Dialog
      title={text().check}
      size="small"
      isOpen
      onClose={props.onClose}
      actions={
        <Show when={work.share() === undefined}>
          <Button onClick={() => props.onClose()}>{report() ? text().close : text().cancel}</Button>
          <Show when={!report()}>
            <Button kind="primary" onClick={() => void check()}>
              {text().checkNow}
            </Button>
          </Show>
        </Show>
      }
    >
      <Show
        when={report()}
        fallback={
          <Show
            when={work.share() === undefined}
            fallback={<ProgressBar label={text().checking} value={work.share() ?? 0} onCancel={work.cancel} />}
          >
            <form
              class="settings-form"
              onSubmit={(event) => {
                event.preventDefault();
                void check();
              }}
            >
              <p class="settings-note">{text().checkExplanation}</p>
              <BackupFields choice={choice} choose={text().choose} />
              <button type="submit" hidden />
              <Show when={work.problem() !== ""}>
                <Banner tone="bad">{work.problem()}</Banner>
              </Show>
            </form>
          </Show>
        }
      >
        {(found) => (
          <Banner tone={found().isWhole ? "info" : "bad"}>
            {found().isWhole ? text().whole(found().contacts, found().at) : text().broken(found().entries.read, found().entries.held)}{" "}
            <Show when={found().entries.wrong > 0}>{text().wrong(found().entries.wrong)}</Show>
            <Show when={isSame()}>{text().same}</Show>
          </Banner>
        )}
      </Show>
    </Dialog>
  );
}
