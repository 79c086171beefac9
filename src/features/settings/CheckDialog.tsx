import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { errorText } from "../../i18n/errors.ts";
import { type DrillReport, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { backupText as text } from "./backupText.ts";

/** Proves a backup without touching anything. */
export function CheckDialog(props: { readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const { engine, info } = useWorkspace();
  const [file, setFile] = createSignal<File>();
  const [passphrase, setPassphrase] = createSignal("");
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [share, setShare] = createSignal<number>();
  const [report, setReport] = createSignal<DrillReport>();
  const [isSame, setIsSame] = createSignal(false);
  const [problem, setProblem] = createSignal("");
  let stop = new AbortController();
  onCleanup(() => stop.abort());

  const check = async (): Promise<void> => {
    const chosen = file();
    if (!chosen || passphrase() === "") {
      setIsComplaining(true);
      return;
    }
    setProblem("");
    setShare(0);
    stop = new AbortController();
    const checked = await session.checkBackup(chosen, passphrase(), { onProgress: setShare, signal: stop.signal });
    if (checked.ok && checked.value.digest !== null && checked.value.workspace === info.id)
      setIsSame((await engine.digest("documents")) === checked.value.digest);
    setShare(undefined);
    if (checked.ok) setReport(checked.value);
    else if (checked.error.code !== "backup-cancelled") setProblem(errorText(checked.error));
  };

  return (
    <Dialog
      title={text().check}
      size="small"
      isOpen
      onClose={props.onClose}
      actions={
        <Show when={share() === undefined}>
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
            when={share() === undefined}
            fallback={<ProgressBar label={text().checking} value={share() ?? 0} onCancel={() => stop.abort()} />}
          >
            <form
              class="settings-form"
              onSubmit={(event) => {
                event.preventDefault();
                void check();
              }}
            >
              <p class="settings-note">{text().checkExplanation}</p>
              <FileField
                label={text().file}
                choose={text().choose}
                accept=".kontor"
                file={file()}
                onFile={setFile}
                error={isComplaining() && !file() ? text().fileMissing : ""}
              />
              <TextField
                type="password"
                autocomplete="current-password"
                label={text().passphrase}
                value={passphrase()}
                onInput={setPassphrase}
                error={isComplaining() && passphrase() === "" ? text().passphraseMissing : ""}
              />
              <button type="submit" hidden />
              <Show when={problem() !== ""}>
                <Banner tone="bad">{problem()}</Banner>
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
