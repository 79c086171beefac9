import { useNavigate, useParams } from "@solidjs/router";
import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import Handshake from "lucide-solid/icons/handshake";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { createMemo, type JSX, Show } from "solid-js";
import {
  comparePromises,
  type GivenPromise,
  isOpenPromise,
  promiseNoun,
  promiseSides,
  sideOf,
  stateOfPromise,
} from "../../domain/promise.ts";
import { formatMoment, localDayOf } from "../../i18n/format.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordField } from "../../parts/RecordField.tsx";
import { NoneChosen, Quiet, RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
import { RecordList } from "../../parts/RecordList.tsx";
import { RecordPage } from "../../parts/RecordPage.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import { createKept } from "../../state/draft.ts";
import { createNounRecord, createNounRecords } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { useShell } from "../../ui/appPage.ts";
import { Button } from "../../ui/Button.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SplitView } from "../../ui/SplitView.tsx";
import { breakIt, keep, type PromiseView, reopen } from "./acts.ts";
import { PromiseRates } from "./PromiseRates.tsx";
import { PromiseRow } from "./PromiseRow.tsx";
import { text } from "./text.ts";

const filters = ["ours", "theirs", "overdue", "kept", "broken"] as const;
type Filter = (typeof filters)[number];

const passes = (filter: Filter, promise: GivenPromise, today: string): boolean => {
  const state = stateOfPromise(promise, today);
  if (filter === "ours" || filter === "theirs") return isOpenPromise(promise) && sideOf(promise) === filter;
  return state === filter;
};

/** What was promised, and one promise beside it. */
export function PromisesPage(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const shell = useShell();
  const { entry, memberName } = useWorkspace();
  const [kept, setFilter] = createKept<string>("promises.filter", "ours");
  const filter = (): Filter => filters.find((one) => one === kept()) ?? "ours";
  const all = createNounRecords(promiseNoun);
  const hasAny = (): boolean => (all()?.length ?? 0) > 0;
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  const contactOf = ({ party }: GivenPromise): string => (party ? (entry(party)?.name ?? "") : "");
  const rows = createMemo(() => {
    const today = localDayOf(new Date());
    return all()
      ?.filter(({ record }) => passes(filter(), record, today))
      .sort((a, b) => comparePromises(a.record, b.record, today))
      .map((view) => ({ ...view, words: [view.record.text, contactOf(view.record)].join(" ") }));
  });
  return (
    <SplitView
      name="promises"
      isDetailOpen={params.id !== undefined}
      list={
        <RecordList
          noun="promise"
          icon={Handshake}
          hasControls
          columns={[
            { label: text().fields.text, value: ({ record }) => record.text },
            { label: text().fields.side, value: ({ record }) => text().sides[sideOf(record)] ?? "" },
            { label: text().fields.dueOn, value: ({ record }) => record.dueOn ?? "" },
            { label: text().fields.state, value: ({ record }) => text().states[stateOfPromise(record, localDayOf(new Date()))] },
            { label: text().fields.party, value: ({ record }) => contactOf(record) },
            { label: text().fields.owner, value: ({ record }) => memberName(record.owner ?? "") },
            { label: text().fields.keptAt, value: ({ record }) => (record.keptAt ? localDayOf(record.keptAt) : "") },
            { label: text().fields.brokenAt, value: ({ record }) => (record.brokenAt ? localDayOf(record.brokenAt) : "") },
          ]}
          rows={rows()}
          current={current()}
          onOpen={(id) => navigate(`/promises/${id}`)}
          onNew={() => shell.begin("/promises")}
          emptyText={text().empty}
          filteredOut={hasAny() ? text().noneOf[filter()] : ""}
          filter={
            <div class="promise-filter">
              <SegmentedControl
                label={text().show}
                value={filter()}
                onChange={setFilter}
                segments={filters.map((value) => ({ value, label: text().filters[value] }))}
              />
              <PromiseRates views={all() ?? []} side={filter() === "theirs" ? "theirs" : "ours"} />
            </div>
          }
        >
          {(row) => <PromiseRow view={row()} />}
        </RecordList>
      }
      detail={
        <Show when={current()} fallback={<NoneChosen>{hasAny() ? text().choose : ""}</NoneChosen>}>
          {(id) => <PromisePage id={id()} onBack={() => navigate("/promises")} />}
        </Show>
      }
    />
  );
}

function PromisePage(props: { readonly id: RecordId; readonly onBack: () => void }): JSX.Element {
  const { engine, status } = useWorkspace();
  const view = createNounRecord(promiseNoun, () => props.id);
  const members = () => [{ value: "", label: "–" }, ...(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const settled = ({ record }: PromiseView): string => {
    const at = record.keptAt || record.brokenAt;
    return at ? `${record.keptAt ? text().wasKept : text().wasBroken}: ${formatMoment(at)}` : "";
  };
  const setParty = (party: RecordId | null): void => void act(engine.patch(props.id, { party }), savedWithUndo(engine));
  return (
    <RecordPage
      noun={promiseNoun}
      id={props.id}
      view={view}
      onBack={props.onBack}
      onGone={props.onBack}
      actions={(promise) => (
        <Show
          when={isOpenPromise(promise.record)}
          fallback={
            <Button icon={RotateCcw} onClick={() => void reopen(engine, promise)}>
              {text().reopenNow}
            </Button>
          }
        >
          <Button kind="primary" icon={Check} onClick={() => void keep(engine, promise)}>
            {text().keepNow}
          </Button>
          <Button icon={Ban} onClick={() => void breakIt(engine, promise)}>
            {text().breakNow}
          </Button>
        </Show>
      )}
    >
      {(promise) => (
        <>
          <Show when={settled(promise())}>{(words) => <Quiet>{words()}</Quiet>}</Show>
          <RecordGrid>
            <Wide>
              <RecordField noun={promiseNoun} view={promise()} field="text" label={text().fields.text} />
            </Wide>
            <RecordField
              noun={promiseNoun}
              view={promise()}
              field="side"
              label={text().fields.side}
              otherwise="ours"
              options={promiseSides.map((value) => ({ value, label: text().sides[value] ?? value }))}
            />
            <RecordField noun={promiseNoun} view={promise()} field="dueOn" label={text().fields.dueOn} />
            <RecordField noun={promiseNoun} view={promise()} field="owner" label={text().fields.owner} options={members()} />
          </RecordGrid>
          <PartyField
            label={text().whom[sideOf(promise().record)] ?? ""}
            parties={promise().record.party ? [promise().record.party as RecordId] : []}
            onAdd={setParty}
            onRemove={() => setParty(null)}
          />
        </>
      )}
    </RecordPage>
  );
}
