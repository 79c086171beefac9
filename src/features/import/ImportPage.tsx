import CircleCheck from "lucide-solid/icons/circle-check";
import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch, untrack } from "solid-js";
import { roles } from "../../domain/words.ts";
import { errorText } from "../../i18n/errors.ts";
import { formatList, formatRelative } from "../../i18n/format.ts";
import { nounCount, nounsTitle } from "../../i18n/nouns.ts";
import { word } from "../../i18n/words.ts";
import { DropArea } from "../../parts/DropArea.tsx";
import { type ImportType, type JobReport, type PlannedImport, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Page } from "../../ui/Page.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Select } from "../../ui/Select.tsx";
import { dismissNews, showToast } from "../../ui/toast.ts";
import { type Column, Columns } from "./Columns.tsx";
import { ContactExamples } from "./ContactExamples.tsx";
import { Examples } from "./Examples.tsx";
import { Findings } from "./Findings.tsx";
import { type Answers, keyOf, type Question, Questions } from "./Questions.tsx";
import { text } from "./text.ts";
import { Unfinished } from "./Unfinished.tsx";
import "./ImportPage.css";

export interface ImportPageProps {
  /** Files already dropped elsewhere. */
  readonly files: readonly File[];
  readonly onDone: () => void;
}

type Stage =
  | { readonly kind: "choosing"; readonly problem: string }
  | { readonly kind: "reading" }
  | { readonly kind: "preview"; readonly plan: PlannedImport }
  | { readonly kind: "importing" }
  | { readonly kind: "done"; readonly plan: PlannedImport; readonly report: JobReport };

/** Files in, a preview to correct and questions to answer, then records; one undo takes all of them back. */
export function ImportPage(props: ImportPageProps): JSX.Element {
  const session = useSession();
  const { engine, settings } = useWorkspace();
  const [stage, setStage] = createSignal<Stage>({ kind: "choosing", problem: "" });
  const [share, setShare] = createSignal(0);
  const [role, setRole] = createSignal("");
  const [isReplanning, setIsReplanning] = createSignal(false);
  /** Every question these files have raised, the answered ones too. */
  const [questions, setQuestions] = createSignal<readonly Question[]>([]);
  const [answers, setAnswers] = createSignal<Answers>({});
  /** What the person says the rows are; undefined leaves it to the headings. */
  const [type, setType] = createSignal<ImportType>();
  /** What the same file has made already is made once more. */
  const [again, setAgain] = createSignal(false);
  let files: readonly File[] = [];
  let stop = new AbortController();
  let isHere = true;

  const plan = () => {
    const now = stage();
    return now.kind === "preview" ? now.plan : undefined;
  };
  const forget = (): void => plan()?.close();

  /** Reads the files again with what the person has corrected; the preview stays until the new one is there. */
  const read = async (columns?: readonly Column[], isAgain = columns !== undefined): Promise<void> => {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    setShare(0);
    if (isAgain) setIsReplanning(true);
    else setStage({ kind: "reading" });
    const { country = "DE", currency = "EUR", language = "de", zone = "" } = settings();
    const choices = {
      country,
      currency,
      language,
      ...(zone ? { zone } : {}),
      ...(columns ? { mapping: columns } : {}),
      ...(again() ? { isAgain: true } : {}),
      ...(role() ? { roles: { [role()]: "active" } } : {}),
      ...(type() ? { type: type() } : {}),
      ...answered(questions(), answers()),
    };
    const planned = await session.planFiles(files, choices, setShare, signal);
    if (signal.aborted || !isHere) {
      if (planned.ok) planned.value.close();
      return;
    }
    setIsReplanning(false);
    forget();
    if (planned.ok) {
      const raised = planned.value.questions.filter((question) => !questions().some((known) => keyOf(known) === keyOf(question)));
      if (raised.length > 0) setQuestions([...questions(), ...raised]);
      setStage({ kind: "preview", plan: planned.value });
    } else setStage({ kind: "choosing", problem: errorText(planned.error) });
  };
  const startOver = (): void => {
    setQuestions([]);
    setAnswers({});
    setRole("");
    setAgain(false);
  };
  const begin = (chosen: readonly File[]): void => {
    files = chosen;
    startOver();
    setType(undefined);
    void read();
  };
  const cancelReading = (): void => {
    stop.abort();
    setStage({ kind: "choosing", problem: "" });
  };
  const correct = (column: Column): void => {
    const columns = plan()?.mapping.map((one) => (one.column === column.column && one.file === column.file ? column : one));
    if (columns) void read(columns);
  };

  /** Columns mean something else in rows of another kind: they are guessed anew. */
  const chooseType = (next: ImportType): void => {
    startOver();
    setType(next);
    void read(undefined, true);
  };
  const answer = (question: Question, chosen: string): void => {
    setAnswers({ ...answers(), [keyOf(question)]: chosen });
    void read(plan()?.mapping.map((column) => columnAfter(column, question, chosen)));
  };

  const takeOver = async (chosen: PlannedImport): Promise<void> => {
    stop = new AbortController();
    dismissNews();
    setShare(0);
    setStage({ kind: "importing" });
    const outcome = await session.runImport(engine, chosen, setShare, stop.signal);
    if (!outcome.ok) {
      if (isHere) setStage({ kind: "choosing", problem: errorText(outcome.error) });
      else showToast(errorText(outcome.error), { tone: "bad" });
      return;
    }
    const report = outcome.value;
    if (isHere) setStage({ kind: "done", plan: chosen, report });
    else showToast(text().done, { action: { label: text().undo, run: () => void undo(report) } });
  };
  const undo = async (report: JobReport): Promise<void> => {
    if ((await act(engine.undoAction(report.action))) === undefined) return;
    showToast(text().undone);
    if (isHere) setStage({ kind: "choosing", problem: "" });
  };

  onMount(() => {
    if (props.files.length > 0) begin(props.files);
  });
  onCleanup(() => {
    isHere = false;
    // An import under way goes on; a preview nobody looks at does not.
    if (untrack(stage).kind === "importing") return;
    stop.abort();
    forget();
  });

  return (
    <Page title={text().import} width="full">
      <div class="import">
        <Switch>
          <Match when={stage().kind === "choosing" && (stage() as Extract<Stage, { kind: "choosing" }>)}>
            {(choosing) => (
              <>
                <Show when={choosing().problem}>
                  <Banner tone="bad">{choosing().problem}</Banner>
                </Show>
                <Unfinished />
                <DropArea onFiles={begin} hint={text().dropHint} />
              </>
            )}
          </Match>
          <Match when={stage().kind === "reading"}>
            <ProgressBar label={text().reading} value={share()} onCancel={cancelReading} />
          </Match>
          <Match when={plan()}>
            {(shown) => (
              <Preview
                plan={shown()}
                isReplanning={isReplanning()}
                role={role()}
                onRole={(next) => {
                  setRole(next);
                  void read(shown().mapping);
                }}
                questions={questions()}
                answers={answers()}
                onType={chooseType}
                onAnswer={answer}
                isAgain={again()}
                onAgain={(isAgain) => {
                  setAgain(isAgain);
                  void read(shown().mapping);
                }}
                onColumn={correct}
                onOther={() => {
                  forget();
                  setStage({ kind: "choosing", problem: "" });
                }}
                onTakeOver={() => void takeOver(shown())}
              />
            )}
          </Match>
          <Match when={stage().kind === "importing"}>
            <ProgressBar label={text().importing} value={share()} onCancel={() => stop.abort()} />
          </Match>
          <Match when={stage().kind === "done" && (stage() as Extract<Stage, { kind: "done" }>)}>
            {(done) => (
              <Done plan={done().plan} report={done().report} onUndo={() => void undo(done().report)} onDone={() => props.onDone()} />
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  );
}

/** What was answered, as the reading of the files takes it. */
function answered(
  questions: readonly Question[],
  answers: Answers,
): Pick<Parameters<ReturnType<typeof useSession>["planFiles"]>[1], "sameProducts" | "sameContacts" | "papers" | "garbled"> {
  const products: Record<string, string> = {};
  const contacts: Record<string, string> = {};
  let papers: "own" | "incoming" | undefined;
  let garbled: "mend" | "keep" | undefined;
  for (const question of questions) {
    const answer = answers[keyOf(question)];
    if (answer === undefined) continue;
    if (question.code === "same-product") products[question.a] = answer;
    else if (question.code === "same-contact") contacts[question.a] = answer;
    else if (question.code === "whose-papers") papers = answer === "own" ? "own" : "incoming";
    else if (question.code === "garbled") garbled = answer === "keep" ? "keep" : "mend";
  }
  return {
    ...(Object.keys(products).length > 0 ? { sameProducts: products } : {}),
    ...(Object.keys(contacts).length > 0 ? { sameContacts: contacts } : {}),
    ...(papers === undefined ? {} : { papers }),
    ...(garbled === undefined ? {} : { garbled }),
  };
}

/** A question about a column is answered by what the column is taken for. */
function columnAfter(column: Column, question: Question, answer: string): Column {
  const isWhich = question.code === "which-amount";
  if (!isWhich && !("column" in question)) return column;
  if (question.file !== undefined && column.file !== question.file) return column;
  if (column.column !== (isWhich ? answer : question.column)) return column;
  const target = isWhich ? "amount" : answer;
  return { ...column, target, detail: {}, guess: "person" } as Column;
}

interface PreviewProps {
  readonly plan: PlannedImport;
  readonly isReplanning: boolean;
  readonly role: string;
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onType: (type: ImportType) => void;
  readonly onRole: (role: string) => void;
  readonly isAgain: boolean;
  readonly onAgain: (isAgain: boolean) => void;
  readonly onAnswer: (question: Question, product: string) => void;
  readonly onColumn: (column: Column) => void;
  readonly onOther: () => void;
  readonly onTakeOver: () => void;
}

/** How many of what the rows are. */
function countOf(plan: PlannedImport): number {
  return plan.type === "party" ? contactsOf(plan) : (plan.drafted[plan.type] ?? 0);
}

/** Appointments and tasks of calendars, and nothing else: no table whose columns could be corrected. */
const isOfCalendars = ({ type, firstRows }: PlannedImport): boolean =>
  firstRows.length === 0 && (type === "appointment" || type === "task");
const birthdaysIn = ({ hints }: PlannedImport): number =>
  hints.reduce((sum, { code, count }) => sum + (code === "birthday-taken" ? count : 0), 0);

/** What has a sentence of its own, or comes along with others. */
const isCountedByName = (noun: string): boolean =>
  ["party", "relation", "interaction", "purchase", "deal", "product", "pipeline", "settings"].includes(noun);

const contactsOf = ({ counts }: PlannedImport): number => counts.organisations + counts.people;

const countedKinds = ["purchases", "lines", "deals", "products", "organisations", "people", "relations"] as const;

function Preview(props: PreviewProps): JSX.Element {
  const isOfContacts = (): boolean => props.plan.type === "party";
  const { memberName } = useWorkspace();
  /** Contacts that would be made: not those that the same file has made already. */
  const fresh = (): number => contactsOf(props.plan) - props.plan.here;
  const isTable = (): boolean => props.plan.mapping.length > 0 || !(isOfContacts() || isOfCalendars(props.plan));
  const openOrders = (): ReadonlySet<string> =>
    new Set(props.plan.hints.flatMap((hint) => (hint.code === "day-order-open" && hint.column ? [hint.column] : [])));
  const summary = (): string => {
    const { counts, problems, mapping } = props.plan;
    if (isOfContacts())
      return text().summary(
        counts.rows,
        counts.organisations,
        counts.people,
        problems.length,
        mapping.length === 0,
        fresh() === contactsOf(props.plan),
      );
    const { type, drafted } = props.plan;
    if (isOfCalendars(props.plan)) {
      const entries = text().entries(counts.rows);
      const said = takenOver().length > 0 ? `${entries}: ${formatList(takenOver())}` : entries;
      return [said, ...(problems.length > 0 ? [text().unreadable(problems.length)] : [])].join(" · ");
    }
    const isCounted = countedKinds.some((kind) => kind === `${type}s`);
    const parts = [
      ...(isCounted ? [] : [nounCount(type, drafted[type] ?? 0)]),
      ...countedKinds.flatMap((kind) => (counts[kind] > 0 ? [text().kinds[kind](counts[kind])] : [])),
    ];
    return [`${text().rows(counts.rows)}: ${formatList(parts)}`, ...(problems.length > 0 ? [text().unreadable(problems.length)] : [])].join(
      " · ",
    );
  };
  /** All that one press makes: orders bring their customers and products along. */
  const takenOver = (): readonly string[] => {
    const { counts } = props.plan;
    const contacts = isOfContacts() ? fresh() : contactsOf(props.plan);
    const sales = (["purchases", "deals", "products"] as const).flatMap((kind) =>
      counts[kind] > 0 ? [text().kinds[kind](counts[kind])] : [],
    );
    const more = Object.entries(props.plan.drafted).flatMap(([noun, count]) =>
      isCountedByName(noun) || !count ? [] : [nounCount(noun, count)],
    );
    const born = birthdaysIn(props.plan);
    return [...sales, ...more, ...(contacts > 0 ? [text().contacts(contacts)] : []), ...(born > 0 ? [text().birthdays(born)] : [])];
  };
  const isUnchanged = (): boolean => props.plan.problems.length === 0 && props.plan.hints.some(({ code }) => code === "calendar-unchanged");
  const nothingText = (): string =>
    isOfCalendars(props.plan) ? text().nothingCalendar : isOfContacts() ? text().nothing : text().nothingSales;
  const known = (): number => Object.values(props.plan.known).reduce((sum, count) => sum + (count ?? 0), 0);
  /** Beside contacts that are here already a file of cards may bring appointments. */
  const isMore = (): boolean => takenOver().length > 0;
  const canTakeOver = (): boolean =>
    isOfCalendars(props.plan)
      ? props.plan.records > 0
      : isOfContacts()
        ? fresh() > 0 || isUnfinished() || isMore()
        : countOf(props.plan) + contactsOf(props.plan) > 0;
  const isUnfinished = (): boolean => props.plan.earlier.some((one) => one.isUnfinished);
  const isAnswered = (): boolean => props.questions.every((question) => props.answers[keyOf(question)] !== undefined);
  return (
    <>
      <header class="import-head">
        <p class="import-files">{text().files(props.plan.fileNames)}</p>
        <div role="status">
          <h2>{summary()}</h2>
          <Show when={props.plan.earlier[0]}>
            {(earlier) => (
              <p>
                {earlier().isUnfinished
                  ? text().goesOn(formatRelative(earlier().at), props.plan.here)
                  : isOfCalendars(props.plan)
                    ? text().importedOnce(formatRelative(earlier().at), memberName(earlier().by))
                    : text().importedBefore(formatRelative(earlier().at), memberName(earlier().by), props.plan.here)}
              </p>
            )}
          </Show>
          <Show when={known() > 0}>
            <p>{text().alreadyHere(known())}</p>
          </Show>
          <Show when={props.plan.replaced.count > 0}>
            <p>{text().replaces(props.plan.replaced.count, props.plan.replaced.examples.slice(0, 3).join(", "))}</p>
          </Show>
        </div>
      </header>
      <div class="import-choices">
        <Show when={isTable()}>
          <Select
            label={text().type}
            value={props.plan.type}
            options={props.plan.types.map((type) => ({ value: type, label: text().importTypes[type] ?? nounsTitle(type) }))}
            onChange={(type) => props.onType(type as ImportType)}
          />
        </Show>
        <Show when={isOfContacts() && countOf(props.plan) > 0}>
          <Select
            label={text().role}
            value={props.role}
            options={[{ value: "", label: text().noRole }, ...roles.map((role) => ({ value: role as string, label: word("role", role) }))]}
            onChange={props.onRole}
          />
        </Show>
      </div>
      <Show when={isOfCalendars(props.plan) ? props.plan.records === 0 : countOf(props.plan) === 0 && contactsOf(props.plan) === 0}>
        <Show when={isUnchanged()} fallback={<Banner tone="warn">{nothingText()}</Banner>}>
          <Banner>{text().nothingNew}</Banner>
        </Show>
      </Show>
      <Questions questions={props.questions} answers={props.answers} onAnswer={props.onAnswer} />
      <Examples examples={props.plan.examples} />
      <Show when={isOfContacts()}>
        <ContactExamples plan={props.plan} />
      </Show>
      <Show when={props.plan.mapping.length > 0}>
        <Columns
          columns={props.plan.mapping}
          firstRows={props.plan.firstRows}
          targetsOf={props.plan.targetsOf}
          labels={props.plan.labels}
          dayTargets={props.plan.dayTargets}
          openOrders={openOrders()}
          onChange={props.onColumn}
        />
      </Show>
      <Findings plan={props.plan} />
      <footer class="import-actions">
        <Show when={!isAnswered()}>
          <p>{text().answerFirst}</p>
        </Show>
        <Button onClick={() => props.onOther()}>{text().otherFile}</Button>
        <Show when={!isUnfinished() && (props.plan.here > 0 || props.isAgain) && !isOfCalendars(props.plan)}>
          <Checkbox label={text().again} isChecked={props.isAgain} onChange={props.onAgain} />
        </Show>
        <Show when={canTakeOver() && isAnswered()}>
          <Button kind="primary" isBusy={props.isReplanning} onClick={() => props.onTakeOver()}>
            {isUnfinished()
              ? text().goOn
              : takenOver().length > 1 || isOfCalendars(props.plan)
                ? text().takeOverAll(formatList(takenOver()))
                : isOfContacts() || countOf(props.plan) === 0
                  ? text().takeOver(fresh())
                  : text().takeOverSales(props.plan.type, countOf(props.plan), nounCount(props.plan.type, countOf(props.plan)))}
          </Button>
        </Show>
      </footer>
    </>
  );
}

function Done(props: {
  readonly plan: PlannedImport;
  readonly report: JobReport;
  readonly onUndo: () => void;
  readonly onDone: () => void;
}): JSX.Element {
  const sentence = (): string => {
    const { created, updated, here } = props.report;
    const others = [...new Set([...props.plan.types, "appointment" as const])]
      .filter((type) => type !== "party")
      .flatMap((type) => {
        const count = created[type] ?? 0;
        const said = text().kinds[`${type}s` as "purchases"] as ((count: number) => string) | undefined;
        return count > 0 ? [text().madeNew(said?.(count) ?? nounCount(type, count))] : [];
      });
    const isOfContacts = props.plan.type === "party";
    return [
      ...others,
      ...(isOfContacts || created.party ? [text().created(created.party ?? 0)] : []),
      ...(updated > 0 ? [text().updated(updated)] : []),
      ...(here ? [text().stayed(here)] : []),
      ...(created.relation ? [text().relations(created.relation)] : []),
    ].join(" · ");
  };
  return (
    <>
      <div class="import-done" role="status">
        <CircleCheck />
        <h2>{text().done}</h2>
        <p>{sentence()}</p>
        <div class="import-actions">
          <Button onClick={() => props.onUndo()}>{text().undo}</Button>
          <Show
            when={isOfCalendars(props.plan)}
            fallback={
              <Button kind="primary" onClick={() => props.onDone()}>
                {text().toContacts}
              </Button>
            }
          >
            <LinkButton kind="primary" href="/calendar">
              {text().toCalendar}
            </LinkButton>
          </Show>
        </div>
      </div>
      <Findings plan={props.plan} />
    </>
  );
}
