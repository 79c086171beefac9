import HeartHandshake from "lucide-solid/icons/heart-handshake";
import { For, type JSX, Show } from "solid-js";
import { Quiet } from "../../parts/RecordGrid.tsx";
import { createKept } from "../../state/draft.ts";
import { createToday } from "../../state/today.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TouchRow } from "./TouchRow.tsx";
import { text } from "./text.ts";
import "./TouchRow.css";

/** Everybody one is about to lose out of sight, the most pressing first. */
export function TouchPage(): JSX.Element {
  const { status } = useWorkspace();
  const [whose, setWhose] = createKept<string>("touch.whose", "mine");
  const { answer } = createToday(() => ({ days: 1, isMine: whose() === "mine" }));
  return (
    <Page title={text().touch}>
      <Show when={(status()?.members.length ?? 0) > 1}>
        <SegmentedControl
          label={text().whose}
          value={whose()}
          onChange={setWhose}
          segments={[
            { value: "mine", label: text().mine },
            { value: "all", label: text().everybody },
          ]}
        />
      </Show>
      <Show when={answer()}>
        {(now) => (
          <Show
            when={now().touches.length > 0}
            fallback={
              <EmptyState icon={HeartHandshake} title={text().nobody} text={text().nobodyText}>
                <LinkButton href="/settings">{text().toSettings}</LinkButton>
              </EmptyState>
            }
          >
            <ul class="touch-list" aria-label={text().due}>
              <For each={now().touches}>{(touch) => <TouchRow touch={touch} />}</For>
            </ul>
            <Show when={now().moreTouches > 0}>
              <Quiet>{text().more(now().moreTouches)}</Quiet>
            </Show>
          </Show>
        )}
      </Show>
    </Page>
  );
}
