import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Users from "lucide-solid/icons/users";
import { createEffect, createSignal, For, type JSX, on, Show } from "solid-js";
import { memberWord } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import type { ContactOrder } from "../../state/contact.ts";
import { createKept } from "../../state/draft.ts";
import { createTouchStates } from "../../state/nextSteps.ts";
import { createTextSearch } from "../../state/textSearch.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ListSearch } from "../../ui/ListSearch.tsx";
import { Page } from "../../ui/Page.tsx";
import { rowRem } from "../../ui/settings.ts";
import { VirtualList, type VirtualListHandle } from "../../ui/VirtualList.tsx";
import { ContactFilter } from "./ContactFilter.tsx";
import { ContactRow } from "./ContactRow.tsx";
import { createFoundContacts, type FilterLabel, type ListFilter, labelsOf, narrowed, searchLimit } from "./listFilter.ts";
import { SelectedContacts } from "./SelectedContacts.tsx";
import { text } from "./text.ts";
import "./ContactList.css";

export interface ContactListProps {
  readonly current: RecordId | undefined;
  readonly onOpen: (id: RecordId) => void;
  readonly onNew: (typed: string) => void;
  readonly onImport: () => void;
}

export function ContactList(props: ContactListProps): JSX.Element {
  const { directory, memberName } = useWorkspace();
  const [typed, setTyped] = createKept("contacts.search", "");
  const [filter, setFilter] = createKept<ListFilter>("contacts.filter", {});
  const [order, setOrder] = createKept<ContactOrder>("contacts.order", "name");
  const [isFilterOpen, setIsFilterOpen] = createSignal(false);
  const [selected, setSelected] = createSignal<ReadonlySet<RecordId>>(new Set());
  let list: VirtualListHandle | undefined;
  const texts = createTextSearch(typed);
  const touches = createTouchStates();
  const { named, inTexts, ids } = createFoundContacts({ typed, filter, order }, texts, touches);
  createEffect(on([typed, filter, order], () => list?.toTop(), { defer: true }));
  const narrow = (change: Partial<ListFilter>): void => setFilter(narrowed(filter(), change));
  const ownerName = (owner: string): string => memberWord(memberName(owner));
  const openFirst = (): boolean => {
    const [first] = ids();
    if (first !== undefined) props.onOpen(first);
    return first !== undefined;
  };

  return (
    <Page
      title={text().contacts}
      width="full"
      actions={
        <Button size="small" kind="quiet" icon={Plus} onClick={() => props.onNew("")}>
          {text().add}
        </Button>
      }
      below={
        <div class="contacts-tools" role="search" onFocusIn={texts.prepare}>
          <ListSearch
            label={text().searchContacts}
            typed={typed()}
            onType={setTyped}
            onDown={() => list?.focus()}
            onFirst={openFirst}
            end={
              <IconButton
                size="small"
                icon={SlidersHorizontal}
                label={text().filter}
                aria-expanded={isFilterOpen()}
                onClick={() => setIsFilterOpen(!isFilterOpen())}
              />
            }
          />
          <Show when={isFilterOpen()}>
            <ContactFilter filter={filter()} onNarrow={narrow} order={order()} onOrder={setOrder} ownerName={ownerName} />
          </Show>
          <Show
            when={selected().size > 0}
            fallback={
              <Show when={(directory()?.size ?? 0) > 0}>
                <Summary
                  count={named().length}
                  isCapped={typed().trim() !== "" && named().length >= searchLimit}
                  inTexts={inTexts().size}
                  isSearching={texts.isSearching()}
                  active={labelsOf(filter(), ownerName)}
                  onRemove={(key) => narrow({ [key]: "" })}
                  order={order()}
                  onOrder={setOrder}
                />
              </Show>
            }
          >
            <SelectedContacts ids={selected()} onClear={() => setSelected(new Set<RecordId>())} />
          </Show>
        </div>
      }
    >
      <Show when={directory()} fallback={<p class="sr-only">{text().reading}</p>}>
        {(view) => (
          <Show
            when={ids().length > 0}
            fallback={
              <NoContacts
                isEmpty={view().size === 0}
                typed={typed()}
                onReset={() => setFilter({})}
                onNew={props.onNew}
                onImport={props.onImport}
              />
            }
          >
            <VirtualList
              ref={(handle) => (list = handle)}
              label={text().contacts}
              isMain
              ids={ids()}
              rowRem={rowRem()}
              current={props.current}
              onOpen={props.onOpen}
              selected={selected()}
              onSelect={setSelected}
            >
              {(id) => <ContactRow id={id} hit={inTexts().get(id)} typed={typed()} touch={touches.of(id)} />}
            </VirtualList>
          </Show>
        )}
      </Show>
    </Page>
  );
}

const Summary = (props: {
  readonly count: number;
  readonly isCapped: boolean;
  /** How many more there are of which a note or an activity tells. */
  readonly inTexts: number;
  readonly isSearching: boolean;
  readonly active: readonly FilterLabel[];
  readonly onRemove: (key: keyof ListFilter) => void;
  readonly order: ContactOrder;
  readonly onOrder: (order: ContactOrder) => void;
}): JSX.Element => (
  <div class="contacts-summary">
    <span role="status">
      {props.isCapped ? text().capped(props.count) : text().count(props.count)}
      <Show when={props.inTexts > 0}>{text().inTexts(props.inTexts)}</Show>
      <Show when={props.isSearching}>{text().searchingTexts}</Show>
    </span>
    <For each={props.active}>{(one) => <Tag tone="accent" label={one.label} onRemove={() => props.onRemove(one.key)} />}</For>
    <Show when={props.order !== "name"}>
      <Tag label={text().orderedBy[props.order]} onRemove={() => props.onOrder("name")} />
    </Show>
  </div>
);

/** Nothing to show: nobody is here yet, or nobody fits. */
const NoContacts = (props: {
  readonly isEmpty: boolean;
  readonly typed: string;
  readonly onReset: () => void;
  readonly onNew: (typed: string) => void;
  readonly onImport: () => void;
}): JSX.Element => (
  <Show
    when={!props.isEmpty}
    fallback={
      <EmptyState icon={Users} title={text().noneTitle} text={text().noneText}>
        <Button kind="primary" onClick={() => props.onImport()}>
          {text().import}
        </Button>
        <Button onClick={() => props.onNew("")}>{text().byHand}</Button>
      </EmptyState>
    }
  >
    <EmptyState icon={Search} title={text().noMatchTitle} text={text().noMatch(props.typed)}>
      <Show when={props.typed} fallback={<Button onClick={() => props.onReset()}>{text().resetFilter}</Button>}>
        <Button icon={Plus} onClick={() => props.onNew(props.typed)}>
          {text().create(props.typed)}
        </Button>
      </Show>
    </EmptyState>
  </Show>
);
