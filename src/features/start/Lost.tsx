import ArchiveRestore from "lucide-solid/icons/archive-restore";
import Users from "lucide-solid/icons/users-round";
import { type JSX, Show } from "solid-js";
import { formatList } from "../../i18n/format.ts";
import type { Mark } from "../../state/session.tsx";
import { Button } from "../../ui/Button.tsx";
import { LanguageChoice } from "../../ui/LanguageChoice.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { restoreText as text } from "./restoreText.ts";
import { text as startText } from "./text.ts";
import "./start.css";

export interface LostProps {
  readonly lost: readonly Mark[];
  readonly onRestore: () => void;
  readonly onJoin: () => void;
  readonly onNew: () => void;
  readonly onForget: () => void;
}

/** In place of the first screen, where a workspace lay that nobody left. */
export function Lost(props: LostProps): JSX.Element {
  const first = (): Mark => props.lost[0] as Mark;
  return (
    <main class="start">
      <div class="start-card">
        <Logo />
        <h1>{text().lostTitle(formatList(props.lost.map(({ name }) => name)))}</h1>
        <p class="start-lead">{text().lostText(first().since)}</p>
        <div class="start-choices">
          <Button kind="primary" size="large" icon={ArchiveRestore} onClick={() => props.onRestore()}>
            {text().restore}
          </Button>
          <Button size="large" icon={Users} onClick={() => props.onJoin()}>
            {text().fromColleague}
          </Button>
          <p class="start-note">{text().fromColleagueText}</p>
          <Button size="large" kind="quiet" onClick={() => props.onNew()}>
            {text().startAnew}
          </Button>
        </div>
        <div class="start-foot">
          <Show when={props.lost.length > 0}>
            <Button size="small" kind="quiet" onClick={() => props.onForget()}>
              {text().notMissed}
            </Button>
          </Show>
          <LanguageChoice label={startText().language} />
        </div>
      </div>
    </main>
  );
}
