import { useNavigate, useParams } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import ListChecks from "lucide-solid/icons/list-checks";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import { createMemo, type JSX, Show } from "solid-js";
import { idsOf } from "../../domain/record.ts";
import { compareTasks, isSettled, taskNoun, taskPriorities, taskStatuses } from "../../domain/task.ts";
import { localDayOf } from "../../i18n/format.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordField } from "../../parts/RecordField.tsx";
import { NoneChosen, RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
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
import { settleTask, TaskRow, type TaskView } from "./TaskRow.tsx";
import { text } from "./text.ts";

type Filter = "open" | "mine" | "settled";

/** What is to be done, and one task beside it. */
export function TasksPage(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const shell = useShell();
  const { status, entry, memberName } = useWorkspace();
  const [filter, setFilter] = createKept<Filter>("tasks.filter", "open");
  const all = createNounRecords(taskNoun);
  const hasAny = (): boolean => (all()?.length ?? 0) > 0;
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  const passes = ({ record }: TaskView): boolean =>
    filter() === "settled" ? isSettled(record) : !isSettled(record) && (filter() === "open" || record.owner === status()?.member);
  const rows = createMemo(() => {
    const today = localDayOf(new Date());
    return all()
      ?.filter(passes)
      .sort((a, b) => compareTasks(a.record, b.record, today))
      .map((view) => ({
        ...view,
        words: [view.record.title, view.record.text ?? "", ...idsOf(view.record.parties).map((id) => entry(id)?.name ?? "")].join(" "),
      }));
  });
  return (
    <SplitView
      name="tasks"
      isDetailOpen={params.id !== undefined}
      list={
        <RecordList
          noun="task"
          icon={ListChecks}
          hasControls
          columns={[
            { label: text().fields.title, value: (row) => row.record.title },
            { label: text().fields.dueOn, value: (row) => row.record.dueOn ?? "" },
            { label: text().fields.status, value: (row) => text().statuses[row.record.status ?? "open"] ?? row.record.status ?? "" },
            {
              label: text().fields.priority,
              value: (row) => text().priorities[row.record.priority ?? "normal"] ?? row.record.priority ?? "",
            },
            {
              label: text().contact,
              value: (row) =>
                idsOf(row.record.parties)
                  .map((id) => entry(id)?.name ?? "")
                  .join(", "),
            },
            { label: text().fields.owner, value: (row) => (row.record.owner ? memberName(row.record.owner) : "") },
            { label: text().fields.text, value: (row) => row.record.text ?? "" },
          ]}
          rows={rows()}
          current={current()}
          onOpen={(id) => navigate(`/tasks/${id}`)}
          onNew={() => shell.begin("/tasks")}
          emptyText={text().empty}
          filteredOut={hasAny() ? text().noneOf[filter()] : ""}
          filter={
            <SegmentedControl
              label={text().show}
              value={filter()}
              onChange={(next) => setFilter(next as Filter)}
              segments={[
                { value: "open", label: text().open },
                { value: "mine", label: text().mine },
                { value: "settled", label: text().settled },
              ]}
            />
          }
        >
          {(row) => <TaskRow view={row()} />}
        </RecordList>
      }
      detail={
        <Show when={current()} fallback={<NoneChosen>{hasAny() ? text().chooseTask : ""}</NoneChosen>}>
          {(id) => <TaskPage id={id()} onBack={() => navigate("/tasks")} />}
        </Show>
      }
    />
  );
}

function TaskPage(props: { readonly id: RecordId; readonly onBack: () => void }): JSX.Element {
  const { engine, status } = useWorkspace();
  const view = createNounRecord(taskNoun, () => props.id);
  const members = () => [{ value: "", label: "–" }, ...(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const change = (parties: Readonly<Record<string, readonly string[]>>): void =>
    void act(engine.patch(props.id, { parties }), savedWithUndo(engine));
  return (
    <RecordPage
      noun={taskNoun}
      id={props.id}
      view={view}
      onBack={props.onBack}
      onGone={props.onBack}
      actions={(task) => (
        <Button kind="primary" icon={isSettled(task.record) ? RotateCcw : Check} onClick={() => void settleTask(engine, task)}>
          {isSettled(task.record) ? text().reopenNow : text().completeNow}
        </Button>
      )}
    >
      {(task) => (
        <>
          <RecordGrid>
            <Wide>
              <RecordField noun={taskNoun} view={task()} field="title" label={text().fields.title} />
            </Wide>
            <RecordField noun={taskNoun} view={task()} field="dueOn" label={text().fields.dueOn} />
            <RecordField
              noun={taskNoun}
              view={task()}
              field="priority"
              label={text().fields.priority}
              otherwise="normal"
              options={taskPriorities.map((value) => ({ value, label: text().priorities[value] ?? value }))}
            />
            <RecordField
              noun={taskNoun}
              view={task()}
              field="status"
              label={text().fields.status}
              otherwise="open"
              options={taskStatuses.map((value) => ({ value, label: text().statuses[value] ?? value }))}
            />
            <RecordField noun={taskNoun} view={task()} field="owner" label={text().fields.owner} options={members()} />
            <Wide>
              <RecordField noun={taskNoun} view={task()} field="text" label={text().fields.text} isMultiline />
            </Wide>
          </RecordGrid>
          <PartyField
            label={text().about}
            parties={idsOf(task().record.parties)}
            onAdd={(party) => change({ add: [party] })}
            onRemove={(party) => change({ remove: [party] })}
          />
        </>
      )}
    </RecordPage>
  );
}
