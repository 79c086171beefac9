import ChevronLeft from "lucide-solid/icons/chevron-left";
import { createSignal, For, type JSX, Show } from "solid-js";
import { BackupFields, createBackupChoice, createBackupWork } from "../../parts/backup.tsx";
import { type RestoreReport, useSession } from "../../state/session.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { showToast } from "../../ui/toast.ts";
import { restoreText as text } from "./restoreText.ts";
import "./start.css";
import "./RestorePage.css";

const shownNames = 8;

export interface RestorePageProps {
  readonly onBack: () => void;
  readonly onOpen: () => void;
}

/** A file and its passphrase; then what came back, and what did not. */
export function RestorePage(props: RestorePageProps): JSX.Element {
  const session = useSession();
  const choice = createBackupChoice();
  const work = createBackupWork();
  const [report, setReport] = createSignal<RestoreReport>();

  const restore = async (): Promise<void> => {
    if (work.share() !== undefined) return;
    const file = choice.chosen();
    if (!file) return;
    const restored = await work.run((progress) => session.restore(file, { passphrase: choice.passphrase(), ...progress }));
    if (!restored) return;
    if (restored.damage) {
      setReport(restored);
      return;
    }
    showToast(text().done(restored.counts.party ?? 0, restored.at));
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
              when={work.share() === undefined}
              fallback={<ProgressBar label={text().restoring} value={work.share() ?? 0} onCancel={work.cancel} />}
            >
              <p class="start-note">{text().explanation}</p>
              <BackupFields choice={choice} choose={text().choose} enterKeyHint="go" />
              <Show when={work.problem() !== ""}>
                <Banner tone="bad">{work.problem()}</Banner>
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
