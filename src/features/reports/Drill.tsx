import { A } from "@solidjs/router";
import { createMemo, createResource, For, type JSX, Show } from "solid-js";
import { amountOf } from "../../domain/currency.ts";
import type { Deal } from "../../domain/deal.ts";
import { netOf, type Purchase, type PurchaseLine } from "../../domain/purchase.ts";
import { idsOf } from "../../domain/record.ts";
import { compareText, formatDay, formatNumber } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { createRecords, type FoundRecord } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { showMoney } from "./money.ts";
import type { Names } from "./names.tsx";
import { text } from "./text.ts";

/** What stands behind a figure: records by id, perhaps only some of their lines. */
export interface Behind {
  readonly title: string;
  readonly records?: readonly { readonly id: string; readonly line?: number }[];
  readonly contacts?: readonly string[];
}

/** More than this nobody reads; the table or a narrower question is quicker. */
const most = 300;
const mostOthers = 100;

/** The orders, deals or contacts that a figure is made of. */
export function Drill(props: {
  readonly behind: Behind | undefined;
  readonly currency: string;
  readonly names: Names;
  readonly onClose: () => void;
}): JSX.Element {
  const ids = createMemo(() => {
    const all = props.behind?.records;
    return all && [...new Set(all.map((record) => record.id))];
  });
  const { engine } = useWorkspace();
  const found = createRecords(() => ids()?.slice(0, most));
  /** What happened with contacts lies with them and not among the papers. */
  const others = createMemo(() => {
    const here = found();
    const all = ids()?.slice(0, mostOthers);
    if (!here || !all) return undefined;
    const known = new Set<string>(here.map(({ id }) => id));
    return all.filter((id) => !known.has(id));
  });
  const [happened] = createResource(others, async (wanted) => {
    const records = await Promise.all(wanted.map((id) => engine.get(id as RecordId)));
    return records.flatMap((record): FoundRecord[] =>
      record ? [{ id: record.id as RecordId, type: String(record.type), record: record as unknown as FoundRecord["record"] }] : [],
    );
  });
  const linesOf = (id: string): readonly number[] =>
    (props.behind?.records ?? []).flatMap((record) => (record.id === id && record.line !== undefined ? [record.line] : []));
  const contacts = createMemo(() =>
    [...(props.behind?.contacts ?? [])].sort((a, b) => compareText(props.names.contact(a), props.names.contact(b))),
  );
  const sorted = createMemo(() => [...(found() ?? []), ...(happened.latest ?? [])].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1)));
  return (
    <Dialog title={text().drillTitle(props.behind?.title ?? "")} isOpen={props.behind !== undefined} onClose={props.onClose} size="large">
      <Show when={props.behind?.contacts}>
        <p class="drill-count">{text().contacts(contacts().length)}</p>
        <ul class="drill">
          <For each={contacts().slice(0, most)}>
            {(id) => (
              <li>
                <A class="report-link" href={`/contacts/${id}`} onClick={props.onClose}>
                  {props.names.contact(id)}
                </A>
              </li>
            )}
          </For>
        </ul>
        <Show when={contacts().length > most}>
          <p class="drill-count">{text().more(contacts().length - most)}</p>
        </Show>
      </Show>
      <Show when={props.behind?.records}>
        <p class="drill-count">{text().drillCount(ids()?.length ?? 0)}</p>
        <ul class="drill">
          <For each={sorted()} fallback={<Show when={happened.state === "ready"}>{<li>{text().drillNone}</li>}</Show>}>
            {(record) => <Paper record={record} lines={linesOf(record.id)} {...props} />}
          </For>
        </ul>
        <Show when={(ids()?.length ?? 0) > most}>
          <p class="drill-count">{text().more((ids()?.length ?? 0) - most)}</p>
        </Show>
      </Show>
    </Dialog>
  );
}

const dayOf = ({ record }: FoundRecord): string => String(record.on ?? record.closedOn ?? record.openedOn ?? record.at ?? "").slice(0, 10);

function Paper(props: {
  readonly record: FoundRecord;
  readonly lines: readonly number[];
  readonly currency: string;
  readonly names: Names;
  readonly onClose: () => void;
}): JSX.Element {
  const purchase = (): Purchase => props.record.record as unknown as Purchase;
  const deal = (): Deal => props.record.record as unknown as Deal;
  const isDeal = (): boolean => props.record.type === "deal";
  const isPurchase = (): boolean => props.record.type === "purchase";
  const party = (): string => {
    const { parties } = props.record.record;
    if (isPurchase()) return purchase().party ?? "";
    return (Array.isArray(parties) ? (parties[0] as string | undefined) : idsOf(parties)[0]) ?? "";
  };
  const currency = (): string => (isDeal() ? deal().currency : purchase().currency) ?? props.currency;
  const title = (): string => {
    if (isDeal()) return deal().name ?? text().deal;
    const kind = String(props.record.record.kind ?? "");
    return isPurchase() ? `${word("purchaseKind", kind)} ${purchase().number ?? ""}`.trim() : word("interactionKind", kind);
  };
  const lines = (): readonly PurchaseLine[] => {
    const all = purchase().lines ?? [];
    return props.lines.length === 0 ? all : all.filter((_, at) => props.lines.includes(at));
  };
  const amount = (): number | null => {
    if (isDeal()) {
      const { amountCents } = deal();
      return typeof amountCents === "number" ? amountOf(amountCents, currency()) : null;
    }
    const nets = lines().map((line) => netOf(line, currency()));
    return nets.every((net) => net === null) ? null : nets.reduce<number>((sum, net) => sum + (net ?? 0), 0);
  };
  return (
    <li class="paper">
      <div class="paper-head">
        <span>
          <strong>{title()}</strong>
          <Show when={dayOf(props.record)}> · {formatDay(dayOf(props.record))}</Show>
          <Show when={party()}>
            {" · "}
            <A class="report-link" href={`/contacts/${party()}`} onClick={props.onClose}>
              {props.names.contact(party())}
            </A>
          </Show>
        </span>
        <Show when={isDeal() || isPurchase()}>
          <span class="paper-amount">{showMoney(amount(), currency(), true)}</span>
        </Show>
      </div>
      <Show when={isPurchase() && props.lines.length > 0}>
        <ul class="paper-lines">
          <For each={lines()}>
            {(line) => (
              <li>
                <span>
                  {formatNumber(line.quantity)} × {line.product ? props.names.product(line.product) : (line.text ?? "–")}
                </span>
                <span class="paper-amount">{showMoney(netOf(line, currency()), currency(), true)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </li>
  );
}
