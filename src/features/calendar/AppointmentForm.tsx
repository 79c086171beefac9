import { createSignal, type JSX, Show } from "solid-js";
import { appointmentKinds } from "../../domain/appointment.ts";
import { deviceZone } from "../../domain/zone.ts";
import { localNow } from "../../lib/calendarDay.ts";
import type { RecordId } from "../../lib/id.ts";
import { PartyField } from "../../parts/PartyField.tsx";
import { RecordForm } from "../../parts/RecordForm.tsx";
import { doneWithUndo } from "../../parts/undo.ts";
import { createDraft } from "../../state/draft.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import type { FormProps } from "../../ui/appPage.ts";
import { Chips } from "../../ui/Chip.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextArea, TextField } from "../../ui/TextField.tsx";
import { Clashes } from "./Clashes.tsx";
import { text } from "./text.ts";
import { WhenFields } from "./WhenFields.tsx";
import { fieldsOfWhen, nextHour, problemOfWhen, type WhenValues, whenOf } from "./when.ts";
import "./calendar.css";

interface Values extends WhenValues {
  readonly title: string;
  readonly kind: string;
  readonly parties: readonly RecordId[];
  readonly members: readonly string[];
  readonly place: string;
  readonly text: string;
}

const whenNames = Object.keys(whenOf({ start: "2026-01-01" })) as (keyof WhenValues)[];

/** A new appointment: what, when, and if one likes with whom, where and how often. */
export function AppointmentForm(
  props: FormProps & {
    /** Where it was begun in a calendar: days for all day, else wall times. */
    readonly span?: { readonly start: string; readonly end: string } | undefined;
    /** Whose, where it was begun in a colleague's column. */
    readonly members?: readonly string[];
  },
): JSX.Element {
  const { engine, status } = useWorkspace();
  const begun = nextHour(localNow());
  const draft = createDraft<Values>(
    () => ({
      ...whenOf({ ...(props.span ?? begun) }),
      ...{ title: "", kind: "meeting", place: "", text: "", members: props.members ?? [], parties: props.party ? [props.party] : [] },
    }),
    { name: `new appointment ${props.party ?? ""}`, about: () => ({ kind: "record", noun: "appointment", party: props.party }) },
  );
  const [isComplaining, setIsComplaining] = createSignal(false);
  const when = (): WhenValues => Object.fromEntries(whenNames.map((name) => [name, draft.value(name)])) as unknown as WhenValues;
  const type = (changes: Partial<WhenValues>): void => {
    for (const name of whenNames) if (name in changes) draft.type(name, changes[name] as never);
  };
  const filled = (field: "title" | "place" | "text") => draft.value(field).trim() && { [field]: draft.value(field).trim() };
  const listed = (field: "parties" | "members" | "reminders") => draft.value(field).length > 0 && { [field]: [...draft.value(field)] };
  const save = async (): Promise<void> => {
    setIsComplaining(problemOfWhen(when()) !== undefined);
    if (isComplaining()) return;
    const { start, end, rule } = fieldsOfWhen(when(), null);
    const fields = {
      ...{ start, end, kind: draft.value("kind") },
      ...(!when().isAllDay && { zone: deviceZone() }),
      ...(rule !== null && { rule }),
      ...filled("title"),
      ...filled("place"),
      ...filled("text"),
      ...listed("parties"),
      ...listed("members"),
      ...listed("reminders"),
    };
    const id = await act(engine.put("appointment", fields), doneWithUndo(engine, text().saved));
    if (id === undefined) return;
    draft.clear();
    props.onMade(id);
  };
  return (
    <RecordForm noun="appointment" onSave={save} onClose={props.onClose}>
      <TextField label={text().title} value={draft.value("title")} onInput={(title) => draft.type("title", title)} />
      <SegmentedControl
        label={text().fields.kind}
        value={draft.value("kind")}
        onChange={(kind) => draft.type("kind", kind)}
        segments={appointmentKinds.map((value) => ({ value, label: text().kinds[value] ?? value }))}
      />
      <WhenFields values={when()} onType={type} isComplaining={isComplaining()} />
      <Show when={problemOfWhen(when()) === undefined}>
        <Clashes start={fieldsOfWhen(when(), null).start} end={fieldsOfWhen(when(), null).end} members={draft.value("members")} />
      </Show>
      <PartyField
        label={text().fields.contacts}
        parties={draft.value("parties")}
        onAdd={(party) => draft.type("parties", [...draft.value("parties"), party])}
        onRemove={(party) =>
          draft.type(
            "parties",
            draft.value("parties").filter((id) => id !== party),
          )
        }
      />
      <Show when={(status()?.members.length ?? 0) > 1}>
        <Chips
          label={text().fields.members}
          isLabelShown
          options={(status()?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          values={draft.value("members")}
          onChange={(members) => draft.type("members", members)}
        />
      </Show>
      <TextField label={text().fields.place} value={draft.value("place")} onInput={(place) => draft.type("place", place)} />
      <TextArea label={text().fields.text} value={draft.value("text")} onInput={(said) => draft.type("text", said)} />
    </RecordForm>
  );
}
