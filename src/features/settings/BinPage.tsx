import ChevronLeft from "lucide-solid/icons/chevron-left";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, type JSX, Show } from "solid-js";
import { formatRelative } from "../../i18n/format.ts";
import { createBin } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { text } from "./text.ts";
import "./settings.css";

const portion = 200;

export function BinPage(props: { readonly onBack: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const [limit, setLimit] = createSignal(portion);
  const rows = createBin(limit);
  return (
    <Page title={text().bin} start={<IconButton icon={ChevronLeft} label={text().back} onClick={() => props.onBack()} />}>
      <Show
        when={(rows()?.length ?? 0) > 0}
        fallback={
          <Show when={rows()}>
            <EmptyState icon={Trash} title={text().binEmpty} text={text().binText} />
          </Show>
        }
      >
        <ul class="bin-list">
          <For each={rows()}>
            {(row) => (
              <li>
                <span>
                  {row.title || text().kinds[row.type] || row.type}
                  <small>{[text().kinds[row.type] ?? row.type, text().deletedWhen(formatRelative(row.deletedAt))].join(" · ")}</small>
                </span>
                <Button size="small" onClick={() => void act(engine.restore([row.id]), { message: text().restored })}>
                  {text().restore}
                </Button>
              </li>
            )}
          </For>
        </ul>
        <Show when={(rows()?.length ?? 0) >= limit()}>
          <Button kind="quiet" onClick={() => setLimit(limit() + portion)}>
            {text().more}
          </Button>
        </Show>
      </Show>
    </Page>
  );
}
