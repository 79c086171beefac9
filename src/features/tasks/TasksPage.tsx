import { useNavigate, useParams } from "@solidjs/router";
import Check from "lucide-solid/icons/check";
import ListChecks from "lucide-solid/icons/list-checks";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Trash from "lucide-solid/icons/trash";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { withoutChecklist } from "../../domain/checklist.ts";
import { idsOf } from "../../domain/record.ts";
import { compareTasks, groupOfTask, isSettled, placeTask, taskNoun, taskPriorities, taskStatuses } from "../../domain/task.ts";
import { compareText as compareNames, localDayOf } from "../../i18n/format.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordField } from "../../parts/RecordField.tsx";
import { NoneChosen, RecordGrid, Wide } from "../../parts/RecordGrid.tsx";
import { RecordList } from "../../parts/RecordList.tsx";
import { RecordPage } from "../../parts/RecordPage.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import { createKept } from "../../state/draft.ts";
import { createTouchStates } from "../../state/nextSteps.ts";
import { createNounRecord, createNounRecords } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { useShell } from "../../ui/appPage.ts";
import { Button } from "../../ui/Button.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SplitView } from "../../ui/SplitView.tsx";
import { createShortcut } from "../../ui/shortcuts.ts";
import { completeTasks, moveTasks, placeTasks, removeTasks, settleTask, type TaskView } from "./acts.ts";
import { DueFields } from "./DueFields.tsx";
import { ruleWords } from "./ruleWords.ts";
import { TaskChecklist } from "./TaskChecklist.tsx";
import { TaskLineField } from "./TaskLineField.tsx";
import { HandOverMenu, MoveMenu, moveKeys } from "./TaskMenus.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { text } from "./text.ts";
import "./TasksPage.css";

const filters = ["all", "mine", "late", "someday", "byContact", "settled"] as const;
type Filter = (typeof filters)[number];

const passes = (filter: Filter, { record }: TaskView, today: string, member: string | undefined): boolean => {
  const group = groupOfTask(record, today);
  if (filter === "settled" || group === "settled") return filter === "settled" && group === "settled";
  if (filter === "late") return group === "overdue";
  if (filter === "someday") return group === "someday";
  return filter !== "mine" || record.owner === member;
};

/** What is to be done, and one task beside it. */
export function TasksPage(): JSX.Element {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  const shell = useShell();
  const { engine, db, status, entry, memberName } = useWorkspace();
  const [kept, setFilter] = createKept<string>("tasks.filter", "all");
  const filter = (): Filter => filters.find((one) => one === kept()) ?? "all";
  const [selected, setSelected] = createSignal<ReadonlySet<RecordId>>(new Set());
  const [listed, setListed] = createSignal<readonly RecordId[]>([]);
  const [active, setActive] = createSignal<RecordId | undefined>();
  let line: HTMLInputElement | undefined;
  const all = createNounRecords(taskNoun);
  const touches = createTouchStates();
  const hasAny = (): boolean => (all()?.length ?? 0) > 0;
  const current = (): RecordId | undefined => (isRecordId(params.id) ? params.id : undefined);
  const contactOf = ({ record }: TaskView): string => entry(idsOf(record.parties)[0] as RecordId)?.name ?? "";
  const rows = createMemo(() => {
    const today = localDayOf(new Date());
    return all()
      ?.filter((view) => passes(filter(), view, today, status()?.member))
      .sort((a, b) => (filter() === "byContact" ? compareNames(contactOf(a), contactOf(b)) : 0) || compareTasks(a.record, b.record, today))
      .map((view) => ({
        ...view,
        words: [view.record.title, view.record.text ?? "", ...idsOf(view.record.parties).map((id) => entry(id)?.name ?? "")].join(" "),
      }));
  });
  const byId = createMemo(() => new Map((all() ?? []).map((view) => [view.id, view])));
  const viewsOf = (ids: Iterable<RecordId>): TaskView[] => [...ids].flatMap((id) => byId().get(id) ?? []);
  const chosen = createMemo(() => viewsOf(selected()).filter(({ id }) => listed().includes(id)));
  /** What keys are about: those that are chosen, else the one that is lit, else the one that is open. */
  const meant = (): TaskView[] => {
    const one = active() ?? current();
    return chosen().length > 0 ? chosen() : one === undefined ? [] : viewsOf([one]);
  };
  const clear = (): void => void setSelected(new Set<RecordId>());
  for (const target of ["today", "tomorrow", "week"] as const)
    createShortcut({
      keys: moveKeys[target] ?? "",
      label: () => text().keysHelp[target],
      run: () => {
        if (meant().length > 0) void moveTasks({ engine, db }, meant(), target);
        // With nothing to move, t begins a task as it does everywhere.
        else if (target === "today") line?.focus();
      },
    });
  const filterWords = (): Readonly<Record<Filter, string>> => {
    const { mine, all: whole, late, someday, byContact, settled } = text();
    return { mine, all: whole, late, someday, byContact, settled };
  };
  const place = (id: RecordId, to: number): void =>
    void placeTasks({ engine, db }, placeTask(viewsOf(listed()), id, to, localDayOf(new Date())));
  const isOrdered = (): boolean => filter() !== "byContact" && filter() !== "settled";
  return (
    <SplitView
      name="tasks"
      isDetailOpen={params.id !== undefined}
      list={
        <RecordList
          noun="task"
          icon={ListChecks}
          hasControls
          top={<TaskLineField ref={(element) => (line = element)} />}
          selected={selected()}
          onSelect={setSelected}
          onListed={setListed}
          onActive={setActive}
          onPlace={(id, to) => isOrdered() && place(id, to)}
          selection={
            <Show when={chosen().length > 0}>
              <div class="task-selection" role="status">
                <span>{text().selected(chosen().length)}</span>
                <Button size="small" kind="quiet" icon={Check} onClick={() => void completeTasks({ engine, db }, chosen()).then(clear)}>
                  {text().completeNow}
                </Button>
                <MoveMenu views={chosen()} onDone={clear} />
                <HandOverMenu views={chosen()} onDone={clear} />
                <Button size="small" kind="quiet" icon={Trash} onClick={() => void removeTasks({ engine, db }, chosen()).then(clear)}>
                  {text().delete}
                </Button>
                <Button size="small" kind="quiet" onClick={clear}>
                  {text().clearSelection}
                </Button>
              </div>
            </Show>
          }
          columns={[
            { label: text().fields.title, value: (row) => row.record.title },
            { label: text().fields.dueOn, value: (row) => row.record.due?.replace("T", " ") ?? row.record.dueOn ?? "" },
            { label: text().rule, value: (row) => (row.record.rule ? ruleWords(row.record.rule) : "") },
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
            <div class="task-filter">
              <SegmentedControl
                label={text().show}
                value={filter()}
                onChange={(next) => setFilter(next as Filter)}
                segments={filters.map((value) => ({ value, label: filterWords()[value] }))}
              />
            </div>
          }
        >
          {(row) => <TaskRow view={row()} touch={touches.of(idsOf(row().record.parties)[0] as RecordId)} />}
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
  const { engine, db, status } = useWorkspace();
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
        <>
          <Button kind="primary" icon={isSettled(task.record) ? RotateCcw : Check} onClick={() => void settleTask({ engine, db }, task)}>
            {isSettled(task.record) ? text().reopenNow : text().completeNow}
          </Button>
          <Show when={!isSettled(task.record)}>
            <MoveMenu views={[task]} />
            <HandOverMenu views={[task]} />
          </Show>
        </>
      )}
    >
      {(task) => (
        <>
          <RecordGrid>
            <Wide>
              <RecordField noun={taskNoun} view={task()} field="title" label={text().fields.title} />
            </Wide>
            <DueFields view={task()} />
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
              <RecordField
                noun={taskNoun}
                view={task()}
                field="text"
                label={text().fields.text}
                isMultiline
                shown={withoutChecklist(task().record.text ?? "") || "–"}
              />
            </Wide>
          </RecordGrid>
          <TaskChecklist view={task()} />
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
