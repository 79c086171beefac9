import { createSignal, type JSX, Show } from "solid-js";
import type { appointmentNoun } from "../../domain/appointment.ts";
import { deviceZone } from "../../domain/zone.ts";
import type { RecordId } from "../../lib/id.ts";
import { plainOf } from "../../lib/plain.ts";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { savedWithUndo } from "../../parts/undo.ts";
import { type AgendaEntry, createSeriesChange, type SeriesScope } from "../../state/agenda.ts";
import type { RecordView } from "../../state/nouns.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Select } from "../../ui/Select.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";
import { WhenFields } from "./WhenFields.tsx";
import { fieldsOfWhen, problemOfWhen, type WhenValues, whenOf } from "./when.ts";

/** Another time for an appointment, all of its fields about time at once: a start alone would leave its end behind. */
export function WhenForm(props: {
  readonly view: RecordView<typeof appointmentNoun>;
  /** The time of a series from which it was opened: whether it alone is meant is asked. */
  readonly occurrence: AgendaEntry | undefined;
  readonly onClose: () => void;
  /** What was changed stands by itself now, under another id. */
  readonly onMoved: (id: RecordId) => void;
}): JSX.Element {
  const { engine } = useWorkspace();
  const change = createSeriesChange();
  const [scope, setScope] = createSignal<SeriesScope>("one");
  const [typed, setTyped] = createSignal<Partial<WhenValues>>({});
  const [isComplaining, setIsComplaining] = createSignal(false);
  const shown = () => {
    const { start, end } = props.occurrence ?? props.view.record;
    return { ...props.view.record, start, end };
  };
  const values = (): WhenValues => ({ ...whenOf(shown()), ...typed() });
  const saveOf = async (occurrence: AgendaEntry): Promise<void> => {
    const { start, end, rule } = fieldsOfWhen(values(), props.view.record.rule);
    const isRuleTyped = ["every", "ends", "until", "count"].some((name) => name in typed());
    const fields = {
      ...(!values().isAllDay && { zone: props.view.record.zone ?? deviceZone() }),
      ...(typed().reminders && { reminders: [...values().reminders] }),
    };
    const wish = { scope: scope(), occurrence: occurrence.recurrence ?? "", start, end, fields };
    const whole = isRuleTyped && scope() !== "one" ? { ...wish, rule } : wish;
    const { id } = props.view;
    const ids = await act(change(id, { does: "change", wish: whole }, "edit"));
    if (ids === undefined) return;
    props.onClose();
    if (ids[0] !== undefined && ids[0] !== id) props.onMoved(ids[0]);
    // Said last: whoever goes to another page leaves the news of this one behind.
    const { message, action } = savedWithUndo(engine);
    showToast(message, { action });
  };
  const save = async (): Promise<void> => {
    setIsComplaining(problemOfWhen(values()) !== undefined);
    if (isComplaining()) return;
    if (props.occurrence) {
      await saveOf(props.occurrence);
      return;
    }
    const { start, end, rule, zone, reminders } = props.view.record;
    const seen = { start, end: end ?? null, rule: rule ?? null, zone: zone ?? null };
    const next = {
      ...fieldsOfWhen(values(), rule),
      zone: values().isAllDay ? null : (zone ?? deviceZone()),
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
      <Show when={props.occurrence}>
        <Select
          label={text().scope}
          value={scope()}
          options={(["one", "following", "all"] as const).map((value) => ({ value, label: text().scopes[value] }))}
          onChange={(next) => setScope(next as SeriesScope)}
        />
      </Show>
      <WhenFields
        isRepeatHidden={props.occurrence !== undefined && scope() === "one"}
        values={values()}
        onType={(changes) => setTyped((before) => ({ ...before, ...changes }))}
        isComplaining={isComplaining()}
      />
    </RecordForm>
  );
}
