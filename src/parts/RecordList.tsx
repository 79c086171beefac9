import Download from "lucide-solid/icons/download";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import { type Accessor, createEffect, createMemo, type JSX, on, Show } from "solid-js";
import { newNoun, noneOf, nounCount, nounsTitle } from "../i18n/nouns.ts";
import { foldedWords } from "../lib/fold.ts";
import type { RecordId } from "../lib/id.ts";
import { createKept } from "../state/draft.ts";
import { Button, type Icon, IconButton } from "../ui/Button.tsx";
import { download } from "../ui/download.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ListSearch } from "../ui/ListSearch.tsx";
import { Page } from "../ui/Page.tsx";
import { rowRem } from "../ui/settings.ts";
import { VirtualList, type VirtualListHandle } from "../ui/VirtualList.tsx";
import { printTable } from "./printTable.ts";
import { text } from "./text.ts";
import "./RecordGrid.css";
import "./RecordList.css";

export interface ListedRecord {
  readonly id: RecordId;
  /** What the search looks through. */
  readonly words: string;
}

export interface RecordListProps<Row extends ListedRecord> {
  readonly noun: string;
  readonly icon: Icon;
  /** In their order; undefined until they have been read. */
  readonly rows: readonly Row[] | undefined;
  readonly current: RecordId | undefined;
  readonly onOpen: (id: RecordId) => void;
  readonly onNew?: () => void;
  /** One sentence that says what the page is for, while nothing is there. */
  readonly emptyText: string;
  /** What the filter leaves nothing of, where there are records that it hides; "" where there are none at all. */
  readonly filteredOut?: string;
  /** Further ways to begin, while nothing is there. */
  readonly emptyActions?: JSX.Element;
  /** Above the list, under the search. */
  readonly filter?: JSX.Element;
  /** What a table of the listed records says in its columns, for spreadsheets. */
  readonly columns?: readonly { readonly label: string; readonly value: (row: Row) => string | number | null }[];
  /** Rows hold buttons of their own. */
  readonly hasControls?: boolean;
  /** Above the search: the quickest way to a new one. */
  readonly top?: JSX.Element;
  /** Several are chosen, and what is done with them stands in place of their number. */
  readonly selected?: ReadonlySet<RecordId>;
  readonly onSelect?: (selected: ReadonlySet<RecordId>) => void;
  readonly selection?: JSX.Element;
  /** Those that are shown, in their order, whenever that changes. */
  readonly onListed?: (ids: readonly RecordId[]) => void;
  readonly onActive?: (id: RecordId | undefined) => void;
  readonly onPlace?: (id: RecordId, to: number) => void;
  /** Before the new button: what is done with all of them. */
  readonly actions?: JSX.Element;
  /** Asked once for each row in sight; what it reads of the row follows every change. */
  readonly children: (row: Accessor<Row>) => JSX.Element;
}

/** Records of one noun: searched as one types, driven by keys, with the first step where nothing is yet. */
export function RecordList<Row extends ListedRecord>(props: RecordListProps<Row>): JSX.Element {
  const [typed, setTyped] = createKept(`${props.noun}.search`, "");
  let list: VirtualListHandle | undefined;
  const byId = createMemo(() => new Map<RecordId, Row>((props.rows ?? []).map((row) => [row.id, row])));
  const folded = createMemo(() => (props.rows ?? []).map(({ id, words }) => ({ id, words: foldedWords(words) })));
  const ids = createMemo<readonly RecordId[]>(() => {
    const wanted = foldedWords(typed());
    return folded()
      .filter(({ words }) => wanted.every((word) => words.some((own) => own.startsWith(word))))
      .map(({ id }) => id);
  });
  createEffect(() => props.onListed?.(ids()));
  createEffect(on(typed, () => list?.toTop(), { defer: true }));
  const exportListed = (columns: NonNullable<typeof props.columns>): void => {
    const rows = ids().flatMap((id) => byId().get(id) ?? []);
    const table = printTable(
      columns.map(({ label }) => label),
      rows.map((row) => columns.map(({ value }) => value(row))),
    );
    download(new Blob([table], { type: "text/csv;charset=utf-8" }), nounsTitle(props.noun), "csv");
  };
  const openFirst = (): boolean => {
    const [first] = ids();
    if (first !== undefined) props.onOpen(first);
    return first !== undefined;
  };
  return (
    <Page
      title={nounsTitle(props.noun)}
      width="full"
      actions={
        <>
          {props.actions}
          <Show when={props.onNew}>
            {(begin) => (
              <Button size="small" kind="quiet" icon={Plus} class="record-new" title={newNoun(props.noun)} onClick={() => begin()()}>
                {newNoun(props.noun)}
              </Button>
            )}
          </Show>
        </>
      }
      below={
        <div class="record-tools" role="search">
          {props.top}
          <ListSearch label={text().search} typed={typed()} onType={setTyped} onDown={() => list?.focus()} onFirst={openFirst} />
          {props.filter}
          {props.selection}
          <Show when={ids().length > 0 && !((props.selected?.size ?? 0) > 0)}>
            <div class="record-summary">
              <p class="record-count" role="status">
                {nounCount(props.noun, ids().length)}
              </p>
              <Show when={props.columns}>
                {(columns) => <IconButton size="small" icon={Download} label={text().export} onClick={() => exportListed(columns())} />}
              </Show>
            </div>
          </Show>
        </div>
      }
    >
      <Show when={props.rows}>
        <Show
          when={ids().length > 0}
          fallback={
            <Show when={typed() === ""} fallback={<EmptyState icon={Search} title={text().noMatch(typed())} text={text().noMatchText} />}>
              <EmptyState icon={props.icon} title={props.filteredOut || noneOf(props.noun)} text={props.filteredOut ? "" : props.emptyText}>
                <Show when={props.onNew}>
                  {(begin) => (
                    <Button kind="primary" onClick={() => begin()()}>
                      {newNoun(props.noun)}
                    </Button>
                  )}
                </Show>
                <Show when={!props.filteredOut}>{props.emptyActions}</Show>
              </EmptyState>
            </Show>
          }
        >
          <VirtualList
            ref={(handle) => (list = handle)}
            label={nounsTitle(props.noun)}
            ids={ids()}
            rowRem={rowRem()}
            current={props.current}
            hasControls={props.hasControls ?? false}
            onOpen={props.onOpen}
            {...(props.onSelect && { selected: props.selected ?? new Set<RecordId>(), onSelect: props.onSelect, isMain: true })}
            {...(props.onActive && { onActive: props.onActive })}
            {...(props.onPlace && { onPlace: props.onPlace })}
          >
            {(id) => <Show when={byId().get(id)}>{(row) => props.children(row)}</Show>}
          </VirtualList>
        </Show>
      </Show>
    </Page>
  );
}
