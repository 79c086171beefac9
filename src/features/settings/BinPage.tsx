import ChevronLeft from "lucide-solid/icons/chevron-left";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { formatRelative } from "../../i18n/format.ts";
import { relationWord, word } from "../../i18n/words.ts";
import { groupBy } from "../../lib/group.ts";
import { type BinRow, createBin } from "../../state/contact.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { text } from "./text.ts";
import "./settings.css";

const portion = 200;

/** Records that were deleted in one act. */
interface Deed {
  readonly deletedAt: string;
  readonly rows: readonly BinRow[];
}

const named = 3;

const titleOf = (row: BinRow): string => {
  if (row.type === "relation") return relationWord(row.title, "from");
  if (row.type === "interaction") return word("interactionKind", row.title);
  return row.title || (text().kinds[row.type] ?? text().record);
};

/** The first few by name, contacts before what hangs on them. */
function wordsOf({ rows }: Deed): string {
  const ofContacts = rows.filter((row) => row.type === "party");
  const shown = ofContacts.length > 0 ? ofContacts : rows;
  const names = [...new Set(shown.map(titleOf))];
  return names.length > named ? text().andMore(names.slice(0, named).join(", "), names.length - named) : names.join(", ");
}

const kindsOf = ({ rows }: Deed): string =>
  [...groupBy(rows, (row) => row.type)]
    .map(([type, own]) =>
      own.length === 1 ? (text().kinds[type] ?? text().record) : text().many(own.length, text().plurals[type] ?? text().records),
    )
    .join(", ");

export function BinPage(props: { readonly onBack: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const [limit, setLimit] = createSignal(portion);
  const rows = createBin(limit);
  /** What was deleted at once comes back at once: a relation has nothing to say without whom it is about. */
  const acts = createMemo((): readonly Deed[] =>
    [...groupBy(rows() ?? [], (row) => row.deletedAt)].map(([deletedAt, own]) => ({ deletedAt, rows: own })),
  );
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
          <For each={acts()}>
            {(deed) => (
              <li>
                <span>
                  {wordsOf(deed)}
                  <small>{[kindsOf(deed), text().deletedWhen(formatRelative(deed.deletedAt))].join(" · ")}</small>
                </span>
                <Button size="small" onClick={() => void act(engine.restore(deed.rows.map((row) => row.id)), { message: text().restored })}>
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
