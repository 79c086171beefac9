import { createSignal, type JSX } from "solid-js";
import type { appointmentNoun } from "../../domain/appointment.ts";
import { plainOf } from "../../lib/plain.ts";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import type { RecordView } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { ownZone } from "./clock.ts";
import { text } from "./text.ts";
import { WhenFields } from "./WhenFields.tsx";
import { fieldsOfWhen, problemOfWhen, type WhenValues, whenOf } from "./when.ts";

/** Another time for an appointment, all of its fields about time at once: a start alone would leave its end behind. */
export function WhenForm(props: { readonly view: RecordView<typeof appointmentNoun>; readonly onClose: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const [typed, setTyped] = createSignal<Partial<WhenValues>>({});
  const [isComplaining, setIsComplaining] = createSignal(false);
  const values = (): WhenValues => ({ ...whenOf(props.view.record), ...typed() });
  const save = async (): Promise<void> => {
    setIsComplaining(problemOfWhen(values()) !== undefined);
    if (isComplaining()) return;
    const { start, end, rule, zone, reminders } = props.view.record;
    const seen = { start, end: end ?? null, rule: rule ?? null, zone: zone ?? null };
    const next = {
      ...fieldsOfWhen(values(), rule),
      zone: values().isAllDay ? null : (zone ?? ownZone()),
    };
    const changed = Object.entries(next).filter(([field, value]) => value !== seen[field as keyof typeof seen]);
    const fields = {
      ...Object.fromEntries(changed),
      ...(values().reminders.join() !== whenOf({ start, reminders }).reminders.join() && { reminders: [...values().reminders] }),
    };
    const base = Object.fromEntries(changed.map(([field]) => [field, seen[field as keyof typeof seen]]));
    if (Object.keys(fields).length > 0) {
      const done = await act(
        engine.patch(props.view.id, plainOf(fields) as typeof fields, plainOf(base) as typeof base),
        savedWithUndo(engine),
      );
      if (done === undefined) return;
    }
    props.onClose();
  };
  return (
    <RecordForm noun="appointment" title={text().changeWhen} onSave={save} onClose={props.onClose}>
      <WhenFields
        values={values()}
        onType={(changes) => setTyped((before) => ({ ...before, ...changes }))}
        isComplaining={isComplaining()}
      />
    </RecordForm>
  );
}
