import { A } from "@solidjs/router";
import { createMemo, type JSX, Show } from "solid-js";
import { comparePromises, isPromisePressing, promiseNoun, sideOf, stateOfPromise } from "../../domain/promise.ts";
import { localDayOf } from "../../i18n/format.ts";
import type { RecordId } from "../../lib/id.ts";
import { createRecordsOfContact } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { keep, type PromiseView } from "./acts.ts";
import { text } from "./text.ts";

/** Across a contact's page: the most pressing promise between us, where one is overdue or due within a week. */
export function PromiseBanner(props: { readonly party: RecordId }): JSX.Element {
  const { engine } = useWorkspace();
  const all = createRecordsOfContact(promiseNoun, () => props.party);
  const pressing = createMemo(() => {
    const today = localDayOf(new Date());
    return (all() ?? [])
      .filter(({ record }) => isPromisePressing(record, today))
      .sort((a, b) => comparePromises(a.record, b.record, today));
  });
  const sentence = ({ record }: PromiseView): string => {
    const day = record.dueOn ?? "";
    const when = stateOfPromise(record, localDayOf(new Date())) === "overdue" ? text().overdueSince(day) : text().dueOn(day);
    return text().banner[sideOf(record)]?.(record.text, when) ?? "";
  };
  return (
    <Show when={pressing()[0]}>
      {(first) => (
        <Banner
          tone={stateOfPromise(first().record, localDayOf(new Date())) === "overdue" ? "warn" : "info"}
          actions={
            <Button size="small" kind="quiet" onClick={() => void keep(engine, first())}>
              {text().keepNow}
            </Button>
          }
        >
          <A href={`/promises/${first().id}`}>{sentence(first())}</A>
          <Show when={pressing().length > 1}> {text().more(pressing().length - 1)}</Show>
        </Banner>
      )}
    </Show>
  );
}
