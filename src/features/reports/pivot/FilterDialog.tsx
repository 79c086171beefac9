import { createMemo, createSignal, type JSX, Show, untrack } from "solid-js";
import { roles } from "../../../domain/words.ts";
import { fold } from "../../../lib/fold.ts";
import { createAnalysis } from "../../../state/analysis.ts";
import { useWorkspace } from "../../../state/workspace.tsx";
import { Button } from "../../../ui/Button.tsx";
import { Chips } from "../../../ui/Chip.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import type { Names } from "../names.tsx";
import { type Axis, axesOf, axisKey, axisName, axisOf, type Filter, isSet, memberName, type Of } from "./axes.ts";
import { text } from "./text.ts";

/** So many members are offered at once; the others are found by typing. */
const mostOffered = 60;

/** What is narrowed by: a dimension, or the filter that is changed. */
export type Narrowing = Axis | Filter;

/** Which members of a dimension a table is narrowed to, or which are left out of it. Of tags and roles each is a filter of its own. */
export function FilterDialog(props: {
  readonly of: Of;
  readonly period: { readonly from?: string; readonly asOf?: string };
  readonly start?: Narrowing | undefined;
  readonly names: Names;
  readonly onApply: (filters: readonly Filter[]) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { directory } = useWorkspace();
  // Where it begins; what is chosen afterwards is the dialog's own.
  const start = untrack(() => props.start);
  const before = start && "members" in start ? start : undefined;
  const isElement = before !== undefined && isSet(before) && before.level !== undefined;
  const startAxis = (): Axis | undefined => (isElement ? { dimension: before.dimension } : start) ?? axesOf(props.of)[0];
  const [key, setKey] = createSignal(axisKey(startAxis()));
  const [how, setHow] = createSignal<"only" | "except">(before?.isExcluded ? "except" : "only");
  const [chosen, setChosen] = createSignal<readonly string[]>(before?.members ?? []);
  const [typed, setTyped] = createSignal("");
  const axis = () => axisOf(key());
  const members = createAnalysis("pivot", () => {
    const row = axis();
    return row && !isSet(row) ? { ...props.period, of: props.of, rows: [row], measures: [{ take: "count" as const }] } : undefined;
  });
  const values = createMemo((): readonly string[] => {
    if (axis()?.dimension === "tag") return directory()?.choices().tags ?? [];
    if (axis()?.dimension === "role") return roles;
    const answer = members.answer();
    if (!answer || !("rows" in answer.results)) return [];
    return answer.results.rows.toSorted((a, b) => b.facts - a.facts).map((row) => row.keys[0] ?? "");
  });
  const offered = createMemo(() => {
    const wanted = fold(typed().trim());
    return values()
      .map((value) => ({ value, label: memberName(axis(), value, props.names) }))
      .filter(({ value, label }) => chosen().includes(value) || wanted === "" || fold(label).includes(wanted))
      .slice(0, mostOffered);
  });
  const apply = (): void => {
    const of = axis();
    const excluded = how() === "except" ? { isExcluded: true } : {};
    if (of && chosen().length > 0)
      props.onApply(
        isSet(of)
          ? chosen().map((element) => ({ dimension: of.dimension, level: element, members: [element], ...excluded }))
          : [{ ...of, members: [...chosen()], ...excluded }],
      );
    props.onClose();
  };
  return (
    <Dialog
      title={text().filter}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{text().cancel}</Button>
          <Button kind="primary" onClick={apply}>
            {text().apply}
          </Button>
        </>
      }
    >
      <Select
        label={text().filterBy}
        value={key()}
        options={axesOf(props.of).map((one) => ({ value: axisKey(one), label: axisName(one) }))}
        onChange={(next) => {
          setKey(next);
          setChosen([]);
        }}
      />
      <SegmentedControl
        label={text().howToFilter}
        value={how()}
        onChange={(next) => setHow(next as "only" | "except")}
        segments={[
          { value: "only", label: isSet(axis()) ? text().hasAll : text().only },
          { value: "except", label: isSet(axis()) ? text().hasNone : text().except },
        ]}
      />
      <TextField label={text().search} type="search" value={typed()} onInput={setTyped} />
      <Show when={offered().length > 0} fallback={<p class="report-note">{text().noMembers}</p>}>
        <Chips label={axisName(axis())} options={offered()} values={chosen()} onChange={setChosen} />
      </Show>
    </Dialog>
  );
}
