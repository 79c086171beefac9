import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { fold } from "../../../lib/fold.ts";
import { createAnalysis } from "../../../state/analysis.ts";
import { Button } from "../../../ui/Button.tsx";
import { Chips } from "../../../ui/Chip.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { SegmentedControl } from "../../../ui/SegmentedControl.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import type { Names } from "../names.tsx";
import { axesOf, axisKey, axisName, axisOf, type Filter, memberName, type Of } from "./axes.ts";
import { text } from "./text.ts";

/** So many members are offered at once; the others are found by typing. */
const mostOffered = 60;

/** Which members of a dimension a table is narrowed to, or which are left out of it. */
export function FilterDialog(props: {
  readonly of: Of;
  readonly asOf: { readonly asOf?: string };
  readonly names: Names;
  readonly onApply: (filter: Filter) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const [key, setKey] = createSignal(axisKey(axesOf(props.of)[0]));
  const [how, setHow] = createSignal<"only" | "except">("only");
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [typed, setTyped] = createSignal("");
  const axis = () => axisOf(key());
  const members = createAnalysis("pivot", () => {
    const row = axis();
    return row && { ...props.asOf, of: props.of, rows: [row], measures: [{ take: "count" as const }] };
  });
  const offered = createMemo(() => {
    const answer = members.answer();
    if (!answer || !("rows" in answer.results)) return [];
    const wanted = fold(typed().trim());
    return answer.results.rows
      .toSorted((a, b) => b.facts - a.facts)
      .map((row) => row.keys[0] ?? "")
      .map((value) => ({ value, label: memberName(axis(), value, props.names) }))
      .filter(({ value, label }) => chosen().includes(value) || wanted === "" || fold(label).includes(wanted))
      .slice(0, mostOffered);
  });
  const apply = (): void => {
    const of = axis();
    if (of && chosen().length > 0) props.onApply({ ...of, members: [...chosen()], ...(how() === "except" ? { isExcluded: true } : {}) });
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
          { value: "only", label: text().only },
          { value: "except", label: text().except },
        ]}
      />
      <TextField label={text().search} type="search" value={typed()} onInput={setTyped} />
      <Show when={offered().length > 0} fallback={<p class="report-note">{text().noMembers}</p>}>
        <Chips label={axisName(axis())} options={offered()} values={chosen()} onChange={setChosen} />
      </Show>
    </Dialog>
  );
}
