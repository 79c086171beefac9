import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { errorText } from "../../i18n/errors.ts";
import { type RestoreReport, useSession } from "../../state/session.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { FileField } from "../../ui/FileField.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { showToast } from "../../ui/toast.ts";
import { restoreText as text } from "./restoreText.ts";
import "./start.css";

const shownNames = 8;

export interface RestorePageProps {
  readonly onBack: () => void;
  readonly onOpen: () => void;
}

/** A file and its passphrase; then what came back, and what did not. */
export function RestorePage(props: RestorePageProps): JSX.Element {
  const session = useSession();
  const [file, setFile] = createSignal<File>();
  const [passphrase, setPassphrase] = createSignal("");
  const [isComplaining, setIsComplaining] = createSignal(false);
  const [share, setShare] = createSignal<number>();
  const [problem, setProblem] = createSignal("");
  const [report, setReport] = createSignal<RestoreReport>();
  let stop = new AbortController();
  onCleanup(() => stop.abort());

  const restore = async (): Promise<void> => {
    const chosen = file();
    if (share() !== undefined) return;
    if (!chosen || passphrase() === "") {
      setIsComplaining(true);
      return;
    }
    setProblem("");
    setShare(0);
    stop = new AbortController();
    const restored = await session.restore(chosen, { passphrase: passphrase(), onProgress: setShare, signal: stop.signal });
    setShare(undefined);
    if (!restored.ok) {
      if (restored.error.code !== "backup-cancelled") setProblem(errorText(restored.error));
      return;
    }
    if (restored.value.damage) {
      setReport(restored.value);
      return;
    }
    showToast(text().done(restored.value.counts.party ?? 0, restored.value.at));
    props.onOpen();
  };

  return (
    <main class="start">
      <Show
        when={report()}
        fallback={
          <form
            class="start-card"
            onSubmit={(event) => {
              event.preventDefault();
              void restore();
            }}
          >
            <Button kind="quiet" size="small" icon={ChevronLeft} class="start-back" onClick={() => props.onBack()}>
              {text().back}
            </Button>
            <h1>{text().restore}</h1>
            <Show
              when={share() === undefined}
              fallback={<ProgressBar label={text().restoring} value={share() ?? 0} onCancel={() => stop.abort()} />}
            >
              <p class="start-note">{text().explanation}</p>
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
                enterKeyHint="go"
                label={text().passphrase}
                value={passphrase()}
                onInput={setPassphrase}
                error={isComplaining() && passphrase() === "" ? text().passphraseMissing : ""}
              />
              <Show when={problem() !== ""}>
                <Banner tone="bad">{problem()}</Banner>
              </Show>
              <Button kind="primary" size="large" submit>
                {text().begin}
              </Button>
            </Show>
          </form>
        }
      >
        {(found) => <Damaged report={found()} onOpen={props.onOpen} />}
      </Show>
    </main>
  );
}

/** What is lost, by name, and that the rest is there. */
function Damaged(props: { readonly report: RestoreReport; readonly onOpen: () => void }): JSX.Element {
  const damage = () => props.report.damage;
  /** Where a file was cut, what is left of its last frame is no place of its own. */
  const places = (): number => (damage()?.places ?? 0) - (damage()?.isCut ? 1 : 0);
  const contacts = () => damage()?.contacts ?? { count: 0, names: [] };
  return (
    <div class="start-card">
      <h1>{text().damagedTitle}</h1>
      <Banner tone="warn">
        {damage()?.isCut ? text().cut : ""} <Show when={places() > 0}>{text().places(places())}</Show>
      </Banner>
      <ul class="start-lost">
        <For each={damage()?.lost}>
          {(one) => <li>{text().lost(one.count, one.memberName || one.deviceName || text().somebody, one.after, one.before)}</li>}
        </For>
        <li>{contacts().count > 0 ? text().missing(contacts().count, contacts().names.slice(0, shownNames)) : text().nothingMissing}</li>
      </ul>
      <p>{text().rest}</p>
      <Button kind="primary" size="large" onClick={() => props.onOpen()}>
        {text().open}
      </Button>
    </div>
  );
}
