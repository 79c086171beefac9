import CircleCheck from "lucide-solid/icons/circle-check";
import { createSignal, type JSX, Match, onCleanup, onMount, Show, Switch, untrack } from "solid-js";
import { roles } from "../../domain/words.ts";
import { errorText } from "../../i18n/errors.ts";
import { word } from "../../i18n/words.ts";
import { type JobReport, type PlannedImport, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Page } from "../../ui/Page.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Select } from "../../ui/Select.tsx";
import { showToast } from "../../ui/toast.ts";
import { type Column, Columns } from "./Columns.tsx";
import { DropArea } from "./DropArea.tsx";
import { Findings } from "./Findings.tsx";
import { text } from "./text.ts";
import "./import.css";

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

/** Files in, a preview to correct, then contacts; one undo takes all of it back. */
export function ImportPage(props: ImportPageProps): JSX.Element {
  const session = useSession();
  const { engine, settings } = useWorkspace();
  const [stage, setStage] = createSignal<Stage>({ kind: "choosing", problem: "" });
  const [share, setShare] = createSignal(0);
  const [role, setRole] = createSignal("");
  const [isReplanning, setIsReplanning] = createSignal(false);
  let files: readonly File[] = [];
  let stop = new AbortController();
  let isHere = true;

  const plan = () => {
    const now = stage();
    return now.kind === "preview" ? now.plan : undefined;
  };
  const forget = (): void => plan()?.close();

  /** Reads the files again with what the person has corrected; the preview stays until the new one is there. */
  const read = async (columns?: readonly Column[]): Promise<void> => {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    setShare(0);
    if (columns) setIsReplanning(true);
    else setStage({ kind: "reading" });
    const { country = "DE", currency = "EUR", language = "de" } = settings();
    const choices = {
      country,
      currency,
      language,
      ...(columns ? { mapping: columns } : {}),
      ...(role() ? { roles: { [role()]: "active" } } : {}),
    };
    const planned = await session.planFiles(files, choices, setShare, signal);
    if (signal.aborted || !isHere) {
      if (planned.ok) planned.value.close();
      return;
    }
    setIsReplanning(false);
    forget();
    if (planned.ok) setStage({ kind: "preview", plan: planned.value });
    else setStage({ kind: "choosing", problem: errorText(planned.error) });
  };
  const begin = (chosen: readonly File[]): void => {
    files = chosen;
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

  const takeOver = async (chosen: PlannedImport): Promise<void> => {
    stop = new AbortController();
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
                <DropArea onFiles={begin} />
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

interface PreviewProps {
  readonly plan: PlannedImport;
  readonly isReplanning: boolean;
  readonly role: string;
  readonly onRole: (role: string) => void;
  readonly onColumn: (column: Column) => void;
  readonly onOther: () => void;
  readonly onTakeOver: () => void;
}

function Preview(props: PreviewProps): JSX.Element {
  const contacts = (): number => props.plan.counts.organisations + props.plan.counts.people;
  const openOrders = (): ReadonlySet<string> =>
    new Set(props.plan.hints.flatMap((hint) => (hint.code === "day-order-open" && hint.column ? [hint.column] : [])));
  const summary = (): string => {
    const { rows, organisations, people } = props.plan.counts;
    return text().summary(rows, organisations, people, props.plan.problems.length, props.plan.mapping.length === 0);
  };
  return (
    <>
      <header class="import-head">
        <p class="import-files">{text().files(props.plan.fileNames)}</p>
        <div role="status">
          <h2>{summary()}</h2>
        </div>
      </header>
      <Show when={contacts() > 0} fallback={<Banner tone="warn">{text().nothing}</Banner>}>
        <div class="import-role">
          <Select
            label={text().role}
            value={props.role}
            options={[{ value: "", label: text().noRole }, ...roles.map((role) => ({ value: role as string, label: word("role", role) }))]}
            onChange={props.onRole}
          />
        </div>
      </Show>
      <Show when={props.plan.mapping.length > 0}>
        <Columns columns={props.plan.mapping} targets={props.plan.targets} openOrders={openOrders()} onChange={props.onColumn} />
      </Show>
      <Findings plan={props.plan} />
      <footer class="import-actions">
        <Button onClick={() => props.onOther()}>{text().otherFile}</Button>
        <Show when={contacts() > 0}>
          <Button kind="primary" isBusy={props.isReplanning} onClick={() => props.onTakeOver()}>
            {text().takeOver(contacts())}
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
    const { created, updated } = props.report;
    return [
      text().created(created.party ?? 0),
      ...(updated > 0 ? [text().updated(updated)] : []),
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
          <Button kind="primary" onClick={() => props.onDone()}>
            {text().toContacts}
          </Button>
        </div>
      </div>
      <Findings plan={props.plan} />
    </>
  );
}
