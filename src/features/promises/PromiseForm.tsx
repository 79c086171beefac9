import { createSignal, type JSX } from "solid-js";
import { type PromiseSide, promiseSides } from "../../domain/promise.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { doneWithUndo } from "../../parts/undo.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import type { FormProps } from "../../ui/appPage.ts";
import { DayField } from "../../ui/DayField.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "./text.ts";

interface Values {
  side: PromiseSide;
  text: string;
  dueOn: string;
  party: RecordId | "";
}

/** A new promise: whose it is, what, to or by whom, and until when. */
export function PromiseForm(props: FormProps): JSX.Element {
  const { engine, status } = useWorkspace();
  const draft = createDraft<Values>(() => ({ side: "ours", text: "", dueOn: "", party: props.party ?? "" }), {
    name: `new promise ${props.party ?? ""}`,
    about: () => ({ kind: "record", noun: "promise", party: props.party }),
  });
  const [isComplaining, setIsComplaining] = createSignal(false);
  const said = (): string => draft.value("text").trim();
  const complaint = (isMissing: boolean, words: string): string => (isComplaining() && isMissing ? words : "");
  const save = async (): Promise<void> => {
    const [party, dueOn, owner] = [draft.value("party"), draft.value("dueOn"), status()?.member];
    setIsComplaining(said() === "" || party === "");
    if (isComplaining()) return;
    const fields = { party, side: draft.value("side"), text: said(), ...(dueOn && { dueOn }), ...(owner && { owner }) };
    const id = await act(engine.put("promise", fields), doneWithUndo(engine, text().saved));
    if (id === undefined) return;
    draft.clear();
    props.onMade(id);
  };
  return (
    <RecordForm noun="promise" onSave={save} onClose={props.onClose}>
      <SegmentedControl
        label={text().side}
        value={draft.value("side")}
        segments={promiseSides.map((value) => ({ value, label: text().sidesChoice[value] ?? value }))}
        onChange={(side) => draft.type("side", side as PromiseSide)}
      />
      <TextField
        label={text().what}
        value={draft.value("text")}
        error={complaint(said() === "", text().whatMissing)}
        onInput={(value) => draft.type("text", value)}
      />
      <PartyField
        label={text().whom[draft.value("side")] ?? ""}
        error={complaint(draft.value("party") === "", text().whomMissing)}
        parties={[draft.value("party")].filter((id): id is RecordId => id !== "")}
        onAdd={(party) => draft.type("party", party)}
        onRemove={() => draft.type("party", "")}
      />
      <DayField label={text().until} value={draft.value("dueOn")} onChange={(day) => draft.type("dueOn", day)} />
    </RecordForm>
  );
}
