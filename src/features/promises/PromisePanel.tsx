import { createMemo, For, type JSX, Show } from "solid-js";
import { comparePromises, isOpenPromise, promiseNoun, sideOf } from "../../domain/promise.ts";
import { formatDay, localDayOf } from "../../i18n/format.ts";
import { Quiet } from "../../parts/RecordGrid.tsx";
import { RecordPanel } from "../../parts/RecordPanel.tsx";
import { createRecordsOfContact, type HistoryEntry, type HistorySource } from "../../state/nouns.ts";
import type { PanelProps } from "../../ui/appPage.ts";
import { PromiseRow } from "./PromiseRow.tsx";
import { text } from "./text.ts";

/** A promise stands in a contact's history when it was given, and when it was kept or broken. */
export const promiseHistory: HistorySource<typeof promiseNoun> = {
  noun: promiseNoun,
  entriesOf: ({ id, record }) => {
    const entry = (at: string, detail: string): HistoryEntry => ({ id, at, title: record.text, detail, href: `/promises/${id}` });
    const given = text().given[sideOf(record)] ?? "";
    return [
      entry(record.createdAt, record.dueOn ? `${given}, ${text().untilDay(formatDay(record.dueOn))}` : given),
      ...(record.keptAt ? [entry(record.keptAt, text().wasKept)] : []),
      ...(record.brokenAt ? [entry(record.brokenAt, text().wasBroken)] : []),
    ];
  },
};

/** What is open between us and a contact. */
export function PromisePanel(props: PanelProps): JSX.Element {
  const all = createRecordsOfContact(promiseNoun, () => props.party);
  const open = createMemo(() => {
    const today = localDayOf(new Date());
    return all()
      ?.filter(({ record }) => isOpenPromise(record))
      .sort((a, b) => comparePromises(a.record, b.record, today));
  });
  return (
    <RecordPanel noun="promise" onNew={props.onNew}>
      {/* The line keeps its place until the answer is there. */}
      <Show when={(open()?.length ?? 0) === 0}>
        <Quiet>{open() ? text().noneOpen : "\u00a0"}</Quiet>
      </Show>
      <For each={open()}>{(view) => <PromiseRow view={view} isPartyHidden href={`/promises/${view.id}`} />}</For>
    </RecordPanel>
  );
}
