import { A } from "@solidjs/router";
import { createMemo, For, type JSX, Show } from "solid-js";
import type { Deal } from "../../domain/deal.ts";
import { netOf, type Purchase, type PurchaseLine } from "../../domain/purchase.ts";
import { idsOf } from "../../domain/record.ts";
import { compareText, formatDay, formatNumber } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import { createRecords, type FoundRecord } from "../../state/records.ts";
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
  const found = createRecords(() => ids()?.slice(0, most));
  const linesOf = (id: string): readonly number[] =>
    (props.behind?.records ?? []).flatMap((record) => (record.id === id && record.line !== undefined ? [record.line] : []));
  const contacts = createMemo(() =>
    [...(props.behind?.contacts ?? [])].sort((a, b) => compareText(props.names.contact(a), props.names.contact(b))),
  );
  const sorted = createMemo(() => [...(found() ?? [])].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1)));
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
          <For each={sorted()} fallback={<Show when={found()}>{<li>{text().drillNone}</li>}</Show>}>
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

const dayOf = ({ record }: FoundRecord): string => String(record.on ?? record.closedOn ?? record.openedOn ?? "");

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
  const party = (): string => (isDeal() ? (idsOf(deal().parties)[0] ?? "") : (purchase().party ?? ""));
  const currency = (): string => (isDeal() ? deal().currency : purchase().currency) ?? props.currency;
  const title = (): string =>
    isDeal() ? (deal().name ?? text().deal) : `${word("purchaseKind", purchase().kind)} ${purchase().number ?? ""}`.trim();
  const lines = (): readonly PurchaseLine[] => {
    const all = purchase().lines ?? [];
    return props.lines.length === 0 ? all : all.filter((_, at) => props.lines.includes(at));
  };
  const amount = (): number | null => {
    if (isDeal()) {
      const { amountCents } = deal();
      return typeof amountCents === "number" ? amountCents / 100 : null;
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
        <span class="paper-amount">{showMoney(amount(), currency(), true)}</span>
      </div>
      <Show when={!isDeal() && props.lines.length > 0}>
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
