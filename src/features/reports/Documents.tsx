import { A } from "@solidjs/router";
import { createMemo, createResource, For, type JSX, Show } from "solid-js";
import { amountOf } from "../../domain/currency.ts";
import type { Deal } from "../../domain/deal.ts";
import { netOf, type Purchase, type PurchaseLine } from "../../domain/purchase.ts";
import { idsOf } from "../../domain/record.ts";
import { compareText, formatDay, formatNumber } from "../../i18n/format.ts";
import { word } from "../../i18n/words.ts";
import type { RecordId } from "../../lib/id.ts";
import { known } from "../../state/known.ts";
import { createRecords, type ReadRecord } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { showMoney } from "./money.ts";
import type { Names } from "./names.tsx";
import { text } from "./text.ts";
import "./Documents.css";

/** More than this nobody reads; the table or a narrower question is quicker. */
const most = 300;
const mostOthers = 100;

export interface DocumentRef {
  readonly id: string;
  /** Only this line of it. */
  readonly line?: number;
}

interface DocumentsProps {
  readonly refs: readonly DocumentRef[];
  /** Only lines of these are told, where it is about products. */
  readonly products?: ReadonlySet<string> | undefined;
  readonly currency: string;
  readonly names: Names;
  /** Somebody goes to a contact. */
  readonly onLeave: () => void;
}

/** Orders, deals and activities, the newest first: what a figure was counted from. */
export function Documents(props: DocumentsProps): JSX.Element {
  const ids = createMemo(() => [...new Set(props.refs.map(({ id }) => id))]);
  const { engine } = useWorkspace();
  const found = createRecords(() => ids().slice(0, most));
  /** What happened with contacts lies with them and not among the documents. */
  const others = createMemo(() => {
    const here = found();
    if (!here) return undefined;
    const known = new Set<string>(here.map(({ id }) => id));
    return ids()
      .slice(0, most)
      .filter((id) => !known.has(id))
      .slice(0, mostOthers);
  });
  const [happened] = createResource(others, async (wanted) => {
    const records = await Promise.all(wanted.map((id) => engine.get(id as RecordId)));
    return records.flatMap((record): ReadRecord[] =>
      record ? [{ id: record.id as RecordId, type: String(record.type), record: record as unknown as ReadRecord["record"] }] : [],
    );
  });
  const linesById = createMemo(() => {
    const lines = new Map<string, number[]>();
    for (const { id, line } of props.refs) {
      if (line === undefined) continue;
      const known = lines.get(id);
      if (known) known.push(line);
      else lines.set(id, [line]);
    }
    return lines;
  });
  const sorted = createMemo(() =>
    [...(found() ?? []), ...(known(happened) ?? [])].sort(
      (a, b) => compareText(dayOf(b), dayOf(a)) || compareText(numberOf(a), numberOf(b)),
    ),
  );
  return (
    <>
      <p class="drill-count">{text().drillCount(ids().length)}</p>
      <ul class="drill">
        <For each={sorted()} fallback={<Show when={happened.state === "ready"}>{<li>{text().drillNone}</li>}</Show>}>
          {(record) => <DocumentItem {...props} record={record} lines={linesById().get(record.id) ?? []} />}
        </For>
      </ul>
      <Show when={ids().length > most}>
        <p class="drill-count">{text().more(ids().length - most)}</p>
      </Show>
    </>
  );
}

/** Of what happened on one day, by what it is called. */
const numberOf = ({ record }: ReadRecord): string => String(record.number ?? record.name ?? record.at ?? "");
const dayOf = ({ record }: ReadRecord): string => String(record.on ?? record.closedOn ?? record.openedOn ?? record.at ?? "").slice(0, 10);

function DocumentItem(props: DocumentsProps & { readonly record: ReadRecord; readonly lines: readonly number[] }): JSX.Element {
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
    if (props.products) return all.filter(({ product }) => props.products?.has(product ?? ""));
    return props.lines.length === 0 ? all : all.filter((_, at) => props.lines.includes(at));
  };
  const isPart = (): boolean => props.lines.length > 0 || props.products !== undefined;
  const amount = (): number | null => {
    if (isDeal()) {
      const { amountCents } = deal();
      return typeof amountCents === "number" ? amountOf(amountCents, currency()) : null;
    }
    const nets = lines().map((line) => netOf(line, currency()));
    return nets.every((net) => net === null) ? null : nets.reduce<number>((sum, net) => sum + (net ?? 0), 0);
  };
  return (
    <li class="document">
      <div class="document-head">
        <span>
          <strong>{title()}</strong>
          <Show when={dayOf(props.record)}> · {formatDay(dayOf(props.record))}</Show>
          <Show when={party()}>
            {" · "}
            <A class="report-link" href={`/contacts/${party()}`} onClick={props.onLeave}>
              {props.names.contact(party())}
            </A>
          </Show>
        </span>
        <Show when={isDeal() || isPurchase()}>
          <span class="document-amount">{showMoney(amount(), currency(), true)}</span>
        </Show>
      </div>
      <Show when={isPurchase() && isPart()}>
        <ul class="document-lines">
          <For each={lines()}>
            {(line) => (
              <li>
                <span>
                  {formatNumber(line.quantity)} × {line.product ? props.names.product(line.product) : (line.text ?? "–")}
                </span>
                <span class="document-amount">{showMoney(netOf(line, currency()), currency(), true)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </li>
  );
}
