import { createSignal, type JSX, Show } from "solid-js";
import { Button } from "../../ui/Button.tsx";
import { LanguageChoice } from "../../ui/LanguageChoice.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { text } from "./text.ts";
import "./start.css";

export interface WelcomeProps {
  readonly onNew: () => void;
  readonly onJoin: () => void;
  readonly onSample: () => Promise<unknown>;
  readonly onRestore: () => void;
}

/** The address opened and nothing here yet. */
export function Welcome(props: WelcomeProps): JSX.Element {
  const [isMaking, setIsMaking] = createSignal(false);
  const sample = async (): Promise<void> => {
    setIsMaking(true);
    await props.onSample().finally(() => setIsMaking(false));
  };
  return (
    <main class="start">
      <div class="start-card">
        <Logo />
        <h1>{text().promise}</h1>
        <p class="start-lead">{text().explanation}</p>
        <div class="start-choices">
          <Button kind="primary" size="large" onClick={() => props.onNew()}>
            {text().startNew}
          </Button>
          <Button size="large" onClick={() => props.onJoin()}>
            {text().join}
          </Button>
          <Show when={!isMaking()} fallback={<ProgressBar label={text().sampleBusy} />}>
            <Button size="large" kind="quiet" onClick={() => void sample()}>
              {text().sample}
            </Button>
          </Show>
        </div>
        <div class="start-foot">
          <Button size="small" kind="quiet" onClick={() => props.onRestore()}>
            {text().restore}
          </Button>
          <LanguageChoice label={text().language} />
        </div>
      </div>
    </main>
  );
}
