// What working with a backup's file takes, whether it is made, checked or read back.
import { createSignal, type JSX, onCleanup } from "solid-js";
import { errorText } from "../i18n/errors.ts";
import type { Result } from "../lib/result.ts";
import { FileField } from "../ui/FileField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { backupText as text } from "./backupText.ts";

interface Progress {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Work on a backup while somebody looks on: how far it is, how it is given up, and why there was nothing to show for it. */
export function createBackupWork() {
  const [share, setShare] = createSignal<number>();
  const [problem, setProblem] = createSignal("");
  let stop = new AbortController();
  onCleanup(() => stop.abort());
  const run = async <Value, Refusal extends Parameters<typeof errorText>[0]>(
    work: (progress: Progress) => Promise<Result<Value, Refusal>>,
  ): Promise<Value | undefined> => {
    setProblem("");
    setShare(0);
    stop = new AbortController();
    const done = await work({ onProgress: setShare, signal: stop.signal });
    setShare(undefined);
    if (done.ok) return done.value;
    if (done.error.code !== "backup-cancelled") setProblem(errorText(done.error));
    return undefined;
  };
  return { share, problem, run, cancel: () => stop.abort() };
}

/** A backup's file and its passphrase. */
export function createBackupChoice() {
  const [file, setFile] = createSignal<File>();
  const [passphrase, setPassphrase] = createSignal("");
  const [isComplaining, setIsComplaining] = createSignal(false);
  /** The file, if both are there; else the fields say what is missing. */
  const chosen = (): File | undefined => {
    const isWhole = file() !== undefined && passphrase() !== "";
    if (!isWhole) setIsComplaining(true);
    return isWhole ? file() : undefined;
  };
  return { file, setFile, passphrase, setPassphrase, isComplaining, chosen };
}

export const BackupFields = (props: {
  readonly choice: ReturnType<typeof createBackupChoice>;
  /** What the button says with which the file is chosen. */
  readonly choose: string;
  readonly enterKeyHint?: "go";
}): JSX.Element => (
  <>
    <FileField
      label={text().file}
      choose={props.choose}
      accept=".kontor"
      file={props.choice.file()}
      onFile={props.choice.setFile}
      error={props.choice.isComplaining() && !props.choice.file() ? text().fileMissing : ""}
    />
    <TextField
      type="password"
      autocomplete="current-password"
      {...(props.enterKeyHint && { enterKeyHint: props.enterKeyHint })}
      label={text().passphrase}
      value={props.choice.passphrase()}
      onInput={props.choice.setPassphrase}
      error={props.choice.isComplaining() && props.choice.passphrase() === "" ? text().passphraseMissing : ""}
    />
  </>
);
