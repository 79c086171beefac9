import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { errorText } from "../../i18n/errors.ts";
import { useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
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
  const [share, setShare] = createSignal<number>();
  const [problem, setProblem] = createSignal("");
  let stop = new AbortController();
  onCleanup(() => stop.abort());
  const isShort = (): boolean => [...passphrase()].length < leastPassphrase;
  const name = (): string => status()?.name ?? info.name;

  const make = async (): Promise<void> => {
    if (share() !== undefined) return;
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
    setProblem("");
    setShare(0);
    stop = new AbortController();
    const how = { passphrase: passphrase(), keep: props.isIntoFolder, onProgress: setShare, signal: stop.signal };
    const made = await session.backup(engine, how, file === "none" ? undefined : file);
    setShare(undefined);
    if (!made.ok) {
      if (made.error.code !== "backup-cancelled") setProblem(errorText(made.error));
      return;
    }
    if (made.value) download(made.value, name(), "kontor");
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
        <Show when={share() === undefined}>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Button kind="primary" onClick={() => void make()}>
            {props.isIntoFolder ? text().chooseFolder : text().make}
          </Button>
        </Show>
      }
    >
      <Show
        when={share() === undefined}
        fallback={<ProgressBar label={text().making} value={share() ?? 0} onCancel={() => stop.abort()} />}
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
          <button type="submit" hidden />
          <Show when={problem() !== ""}>
            <Banner tone="bad">{problem()}</Banner>
          </Show>
        </form>
      </Show>
    </Dialog>
  );
}
