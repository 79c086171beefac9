// What the list of contacts is narrowed to, and what of it is found.
import { type Accessor, createMemo } from "solid-js";
import { monthsAgo } from "../../domain/lastContact.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { touchWord } from "../../parts/TouchSign.tsx";
import type { ContactOrder, DirectoryFilter } from "../../state/contact.ts";
import type { TouchStates } from "../../state/nextSteps.ts";
import type { TextHit, TextSearchView } from "../../state/textSearch.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";

/** `unseen` is for how many months. */
export interface ListFilter extends Omit<DirectoryFilter, "notSince"> {
  readonly unseen?: string;
  /** How one stands with them. */
  readonly touch?: string;
}

/** The filter with some of it changed; "" takes a part away. */
export const narrowed = (filter: ListFilter, change: Partial<ListFilter>): ListFilter =>
  Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== "" && value !== undefined));

export interface FilterLabel {
  readonly key: keyof ListFilter;
  readonly label: string;
}

/** What is filtered by, in words; the kind stands in its own control. */
export function labelsOf({ role, phase, tag, owner, unseen, touch }: ListFilter, ownerName: (owner: string) => string): FilterLabel[] {
  const labels: FilterLabel[] = [];
  if (role) labels.push({ key: "role", label: word("role", role) });
  if (phase) labels.push({ key: "phase", label: word("phase", phase) });
  if (tag) labels.push({ key: "tag", label: tag });
  if (owner) labels.push({ key: "owner", label: ownerName(owner) });
  if (unseen) labels.push({ key: "unseen", label: text().notSeenFor(text().spans[unseen] ?? "") });
  if (touch) labels.push({ key: "touch", label: touchWord(touch) });
  return labels;
}

/** Beyond this nobody reads on; typing another letter is quicker. */
export const searchLimit = 500;

export interface FoundContacts {
  /** Those that are called so. */
  readonly named: Accessor<readonly RecordId[]>;
  /** Contacts that only their note or an activity tells of. */
  readonly inTexts: Accessor<ReadonlyMap<RecordId, TextHit>>;
  /** Both, in this order. */
  readonly ids: Accessor<readonly RecordId[]>;
}

export function createFoundContacts(
  asked: { readonly typed: () => string; readonly filter: () => ListFilter; readonly order: () => ContactOrder },
  texts: TextSearchView,
  touches: TouchStates,
): FoundContacts {
  const { directory } = useWorkspace();
  /** As the directory is asked: a span counts from now. */
  const wanted = createMemo((): DirectoryFilter => {
    const { unseen, touch: _touch, ...rest } = asked.filter();
    return unseen ? { ...rest, notSince: monthsAgo(Number(unseen), new Date()) } : rest;
  });
  const withTouch = (all: readonly RecordId[]): readonly RecordId[] => {
    const { touch } = asked.filter();
    return touch ? touches.those(all, touch) : all;
  };
  const named = createMemo<readonly RecordId[]>(() => {
    const view = directory();
    if (!view) return [];
    if (asked.typed().trim() === "") return withTouch(view.ids(wanted(), asked.order()));
    const found = view.search(asked.typed(), searchLimit, wanted());
    // What fits best comes first, unless somebody asked for an order.
    return withTouch((asked.order() === "name" ? found : view.sorted(found, asked.order())).map((entry) => entry.id));
  });
  const inTexts = createMemo((): ReadonlyMap<RecordId, TextHit> => {
    const view = directory();
    const known = new Set(named());
    const hits = texts.hits().filter(({ party }) => !known.has(party) && view?.fits(party, wanted()) && withTouch([party]).length > 0);
    return new Map(hits.map((hit) => [hit.party, hit]));
  });
  const ids = createMemo<readonly RecordId[]>(() => (inTexts().size === 0 ? named() : [...named(), ...inTexts().keys()]));
  return { named, inTexts, ids };
}
