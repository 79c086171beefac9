import { createSignal, type JSX } from "solid-js";
import { formatClock } from "../../i18n/format.ts";
import type { DraftStop } from "../../tours/draft.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TimeField } from "../../ui/TimeField.tsx";
import { text } from "./text.ts";

const mostMinutes = 1_440;

/** How long a visit takes, and between which times one must arrive. */
export function StopDialog(props: {
  readonly name: string;
  readonly stop: DraftStop;
  readonly onClose: () => void;
  readonly onSave: (stop: DraftStop) => void;
}): JSX.Element {
  const [minutes, setMinutes] = createSignal(String(props.stop.minutes));
  const [from, setFrom] = createSignal(props.stop.from);
  const [until, setUntil] = createSignal(props.stop.until);
  const [isComplaining, setIsComplaining] = createSignal(false);
  const isNumber = (): boolean => /^\d{1,4}$/.test(minutes().trim()) && Number(minutes()) <= mostMinutes;
  const isWindow = (): boolean => !from() || !until() || from() <= until();
  const save = (): void => {
    setIsComplaining(true);
    if (!isNumber() || !isWindow()) return;
    props.onSave({ ...props.stop, minutes: Number(minutes()), from: from(), until: until() });
    props.onClose();
  };
  return (
    <Dialog title={props.name} size="small" isOpen onClose={props.onClose}>
      <form
        class="tour-stop-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={text().minutes}
          inputMode="numeric"
          value={minutes()}
          error={isComplaining() && !isNumber() ? text().minutesWrong : ""}
          onInput={setMinutes}
        />
        <div class="tour-hours">
          <TimeField label={text().from} value={from()} show={formatClock} onChange={setFrom} />
          <TimeField
            label={text().until}
            value={until()}
            show={formatClock}
            error={isComplaining() && !isWindow() ? text().windowWrong : ""}
            onChange={setUntil}
          />
        </div>
        <Button kind="primary" size="large" submit>
          {text().save}
        </Button>
      </form>
    </Dialog>
  );
}
