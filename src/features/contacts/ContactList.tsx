import Pencil from "lucide-solid/icons/pencil";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import Trash from "lucide-solid/icons/trash";
import Users from "lucide-solid/icons/users";
import { createEffect, createMemo, createSignal, For, type JSX, on, Show, Suspense } from "solid-js";
import { touchLights } from "../../domain/cadence.ts";
import { monthsAgo, unseenMonths } from "../../domain/lastContact.ts";
import { phases, roles } from "../../domain/words.ts";
import { memberWord, word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { touchWord } from "../../parts/TouchSign.tsx";
import type { ContactOrder, DirectoryFilter } from "../../state/contact.ts";
import { createKept } from "../../state/draft.ts";
import { createTouchStates } from "../../state/nextSteps.ts";
import { createTextSearch, type TextHit } from "../../state/textSearch.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Tag } from "../../ui/Chip.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ListSearch } from "../../ui/ListSearch.tsx";
import { lazily } from "../../ui/lazily.ts";
import { Page } from "../../ui/Page.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { type Option, Select } from "../../ui/Select.tsx";
import { rowRem } from "../../ui/settings.ts";
import { showToast } from "../../ui/toast.ts";
import { VirtualList, type VirtualListHandle } from "../../ui/VirtualList.tsx";
import { ContactRow } from "./ContactRow.tsx";
import { text } from "./text.ts";
import "./ContactList.css";

export interface ContactListProps {
  readonly current: RecordId | undefined;
  readonly onOpen: (id: RecordId) => void;
  readonly onNew: (typed: string) => void;
  readonly onImport: () => void;
}

/** What a list is narrowed to; `unseen` is for how many months. */
interface ListFilter extends Omit<DirectoryFilter, "notSince"> {
  readonly unseen?: string;
  /** How one stands with them. */
  readonly touch?: string;
}

/** Needed by nobody who only looks up a number. */
const BulkChange = lazily(() => import("./BulkChange.tsx").then((file) => ({ default: file.BulkChange })));

const contactOrders: readonly ContactOrder[] = ["name", "last", "place"];

/** Beyond this nobody reads on; typing another letter is quicker. */
const searchLimit = 500;

export function ContactList(props: ContactListProps): JSX.Element {
  const { directory, engine } = useWorkspace();
  const [typed, setTyped] = createKept("contacts.search", "");
  const [filter, setFilter] = createKept<ListFilter>("contacts.filter", {});
  const [order, setOrder] = createKept<ContactOrder>("contacts.order", "name");
  const [isFilterOpen, setIsFilterOpen] = createSignal(false);
  const [selected, setSelected] = createSignal<ReadonlySet<RecordId>>(new Set());
  const [isChanging, setIsChanging] = createSignal(false);
  let list: VirtualListHandle | undefined;

  /** As the directory is asked: a span counts from now. */
  const wanted = createMemo((): DirectoryFilter => {
    const { unseen, touch: _touch, ...rest } = filter();
    return unseen ? { ...rest, notSince: monthsAgo(Number(unseen), new Date()) } : rest;
  });
  const touches = createTouchStates();
  const withTouch = (all: readonly RecordId[]): readonly RecordId[] => {
    const { touch } = filter();
    return touch ? touches.those(all, touch) : all;
  };
  const named = createMemo<readonly RecordId[]>(() => {
    const view = directory();
    if (!view) return [];
    if (typed().trim() === "") return withTouch(view.ids(wanted(), order()));
    const found = view.search(typed(), searchLimit, wanted());
    // What fits best comes first, unless somebody asked for an order.
    return withTouch((order() === "name" ? found : view.sorted(found, order())).map((entry) => entry.id));
  });
  const texts = createTextSearch(typed);
  /** Contacts that only their note or an activity tells of, behind those that are called so. */
  const inTexts = createMemo((): ReadonlyMap<RecordId, TextHit> => {
    const view = directory();
    const known = new Set(named());
    const hits = texts.hits().filter(({ party }) => !known.has(party) && view?.fits(party, wanted()) && withTouch([party]).length > 0);
    return new Map(hits.map((hit) => [hit.party, hit]));
  });
  const ids = createMemo<readonly RecordId[]>(() => (inTexts().size === 0 ? named() : [...named(), ...inTexts().keys()]));
  createEffect(on([typed, filter, order], () => list?.toTop(), { defer: true }));

  const narrow = (change: Partial<ListFilter>): void => {
    setFilter(Object.fromEntries(Object.entries({ ...filter(), ...change }).filter(([, value]) => value !== "" && value !== undefined)));
  };
  const active = createMemo(() => {
    const labels: { readonly key: keyof ListFilter; readonly label: string }[] = [];
    const { role, phase, tag, owner, unseen, touch } = filter();
    if (role) labels.push({ key: "role", label: word("role", role) });
    if (phase) labels.push({ key: "phase", label: word("phase", phase) });
    if (tag) labels.push({ key: "tag", label: tag });
    if (owner) labels.push({ key: "owner", label: ownerName(owner) });
    if (unseen) labels.push({ key: "unseen", label: text().notSeenFor(text().spans[unseen] ?? "") });
    if (touch) labels.push({ key: "touch", label: touchWord(touch) });
    return labels;
  });
  const { memberName } = useWorkspace();
  const ownerName = (owner: string): string => memberWord(memberName(owner));
  const choices = createMemo(() => (isFilterOpen() ? directory()?.choices() : undefined));
  const options = (values: readonly string[], label: (value: string) => string): readonly Option[] => [
    { value: "", label: text().any },
    ...values.map((value) => ({ value, label: label(value) })),
  ];

  /** How many contacts somebody is about to delete, where that must be asked; 0 while nothing is. */
  const [asked, setAsked] = createSignal(0);
  const remove = async (confirmed?: number): Promise<void> => {
    const chosen = [...selected()];
    const outcome = await engine.remove(chosen, confirmed);
    if (!outcome.ok && outcome.error.code === "deletion-unconfirmed") return void setAsked(outcome.error.contacts);
    setAsked(0);
    if ((await act(Promise.resolve(outcome))) === undefined) return;
    setSelected(new Set<RecordId>());
    showToast(text().deleted(chosen.length), { action: { label: text().undo, run: () => void act(engine.restore(chosen)) } });
  };

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
            <div class="contacts-filter">
              <SegmentedControl
                label={text().kind}
                value={filter().kind ?? ""}
                onChange={(kind) => narrow({ kind })}
                segments={[
                  { value: "", label: text().all },
                  { value: "person", label: text().people },
                  { value: "organisation", label: text().organisations },
                ]}
              />
              <div class="contacts-selects">
                <Select
                  label={text().role}
                  value={filter().role ?? ""}
                  options={options(roles, (role) => word("role", role))}
                  onChange={(role) => narrow({ role })}
                />
                <Select
                  label={text().phase}
                  value={filter().phase ?? ""}
                  options={options(phases, (phase) => word("phase", phase))}
                  onChange={(phase) => narrow({ phase })}
                />
                <Select
                  label={text().tag}
                  value={filter().tag ?? ""}
                  options={options(choices()?.tags ?? [], (tag) => tag)}
                  onChange={(tag) => narrow({ tag })}
                />
                <Select
                  label={text().owner}
                  value={filter().owner ?? ""}
                  options={options(choices()?.owners ?? [], ownerName)}
                  onChange={(owner) => narrow({ owner })}
                />
                <Select
                  label={text().notSeen}
                  value={filter().unseen ?? ""}
                  options={options(unseenMonths, (months) => text().spans[months] ?? "").map((option) =>
                    option.value === "" ? { value: "", label: text().whenever } : option,
                  )}
                  onChange={(unseen) => narrow({ unseen })}
                />
                <Select
                  label={text().touch}
                  value={filter().touch ?? ""}
                  options={options(
                    touchLights.filter((light) => light !== "none"),
                    touchWord,
                  )}
                  onChange={(touch) => narrow({ touch })}
                />
                <Select
                  label={text().order}
                  value={order()}
                  options={contactOrders.map((one) => ({ value: one, label: text().orders[one] }))}
                  onChange={(one) => setOrder(one as ContactOrder)}
                />
              </div>
            </div>
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
                  active={active()}
                  onRemove={(key) => narrow({ [key]: "" })}
                  order={order()}
                  onOrder={setOrder}
                />
              </Show>
            }
          >
            <div class="contacts-summary" role="status">
              <span>{text().selected(selected().size)}</span>
              <Button size="small" kind="quiet" icon={Pencil} onClick={() => setIsChanging(true)}>
                {text().change}
              </Button>
              <Button size="small" kind="quiet" icon={Trash} onClick={() => void remove()}>
                {text().delete}
              </Button>
              <Button size="small" kind="quiet" onClick={() => setSelected(new Set<RecordId>())}>
                {text().clearSelection}
              </Button>
            </div>
          </Show>
        </div>
      }
    >
      <Dialog
        title={text().deleteMany(asked())}
        size="small"
        isOpen={asked() > 0}
        onClose={() => setAsked(0)}
        actions={
          <>
            <Button onClick={() => setAsked(0)}>{text().cancel}</Button>
            <Button kind="danger" onClick={() => void remove(asked())}>
              {text().deleteManyNow(asked())}
            </Button>
          </>
        }
      >
        <p>{text().deleteManyText}</p>
      </Dialog>
      <Show when={isChanging()}>
        <Suspense>
          <BulkChange ids={[...selected()]} onClose={() => setIsChanging(false)} />
        </Suspense>
      </Show>
      <Show when={directory()} fallback={<p class="sr-only">{text().reading}</p>}>
        {(view) => (
          <Show
            when={ids().length > 0}
            fallback={
              <Show
                when={view().size > 0}
                fallback={
                  <EmptyState icon={Users} title={text().noneTitle} text={text().noneText}>
                    <Button kind="primary" onClick={() => props.onImport()}>
                      {text().import}
                    </Button>
                    <Button onClick={() => props.onNew("")}>{text().byHand}</Button>
                  </EmptyState>
                }
              >
                <EmptyState icon={Search} title={text().noMatchTitle} text={text().noMatch(typed())}>
                  <Show when={typed()} fallback={<Button onClick={() => setFilter({})}>{text().resetFilter}</Button>}>
                    <Button icon={Plus} onClick={() => props.onNew(typed())}>
                      {text().create(typed())}
                    </Button>
                  </Show>
                </EmptyState>
              </Show>
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
  readonly active: readonly { readonly key: keyof ListFilter; readonly label: string }[];
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
