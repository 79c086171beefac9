import { createResource, createSignal, type JSX, Show } from "solid-js";
import { createBackupWork } from "../../parts/backup.tsx";
import { known } from "../../state/known.ts";
import { useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { download } from "../../ui/download.ts";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { backupText as text } from "./backupText.ts";
import { chooseFile, chooseFolder } from "./pickers.ts";

const leastPassphrase = 10;

/** Asks for a passphrase twice and for a place, then writes the file there. */
export function BackupDialog(props: { readonly isIntoFolder: boolean; readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const { engine, info, status } = useWorkspace();
  const [passphrase, setPassphrase] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [files] = createResource(() => engine.fileStorage());
  const [isWithFiles, setIsWithFiles] = createSignal(true);
  const work = createBackupWork();
  const isShort = (): boolean => [...passphrase()].length < leastPassphrase;
  const name = (): string => status()?.name ?? info.name;

  const make = async (): Promise<void> => {
    if (work.share() !== undefined) return;
    if (isShort() || passphrase() !== again()) {
      setIsComplaining(true);
      return;
    }
    const folders = await session.backupFolder();
    const fileName = folders.backupName(name());
    const folder = props.isIntoFolder ? await chooseFolder() : undefined;
    if (folder === "none" || folder === "cancelled") return;
    const file = folder ? await folder.getFileHandle(fileName, { create: true }) : await chooseFile(fileName);
    if (file === "cancelled") return;
    const how = { passphrase: passphrase(), keep: props.isIntoFolder, isWithoutFiles: props.isIntoFolder || !isWithFiles() };
    const made = await work.run((progress) => session.backup(engine, { ...how, ...progress }, file === "none" ? undefined : file));
    if (made === undefined) return;
    if (made) download(made, name(), "kontor");
    if (folder) await folders.keepFolder(info.id, folder);
    showToast(text().made);
    props.onClose();
  };

  return (
    <Dialog
      title={props.isIntoFolder ? text().folderTitle : text().make}
      size="small"
      isOpen
      isSticky
      onClose={props.onClose}
      actions={
        <Show when={work.share() === undefined}>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Button kind="primary" onClick={() => void make()}>
            {props.isIntoFolder ? text().chooseFolder : text().make}
          </Button>
        </Show>
      }
    >
      <Show
        when={work.share() === undefined}
        fallback={<ProgressBar label={text().making} value={work.share() ?? 0} onCancel={work.cancel} />}
      >
        <form
          class="settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <TextField
            autofocus
            type="password"
            autocomplete="new-password"
            label={text().passphrase}
            description={text().passphraseHint}
            value={passphrase()}
            onInput={setPassphrase}
            error={isComplaining() && isShort() ? text().passphraseShort : ""}
          />
          <TextField
            type="password"
            autocomplete="new-password"
            label={text().again}
            value={again()}
            onInput={setAgain}
            error={isComplaining() && !isShort() && passphrase() !== again() ? text().passphraseDiffers : ""}
          />
          <Show when={!props.isIntoFolder && (known(files)?.bytes ?? 0) > 0 && known(files)}>
            {(now) => (
              <Checkbox
                label={text().withFiles}
                description={text().withFilesText(now().bytes, now().filesHere, now().files)}
                isChecked={isWithFiles()}
                onChange={setIsWithFiles}
              />
            )}
          </Show>
          <button type="submit" hidden />
          <Show when={work.problem() !== ""}>
            <Banner tone="bad">{work.problem()}</Banner>
          </Show>
        </form>
      </Show>
    </Dialog>
  );
}
