import ClipboardList from "lucide-solid/icons/clipboard-list";
import SquarePen from "lucide-solid/icons/square-pen";
import { type JSX, Show } from "solid-js";
import { type appointmentNoun, isReported } from "../../domain/appointment.ts";
import { idsOf } from "../../domain/record.ts";
import type { RecordView } from "../../state/nouns.ts";
import { useShell } from "../../ui/appPage.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { text } from "./text.ts";
import "./ReportButtons.css";

/** Before an appointment its contact's brief, after it the report; with nobody, neither has a subject. */
export function ReportButtons(props: {
  readonly view: RecordView<typeof appointmentNoun>;
  /** Of a series: the start by which the time that is shown is called in it. */
  readonly recurrence: string | undefined;
}): JSX.Element {
  const shell = useShell();
  const party = () => idsOf(props.view.record.parties)[0];
  const start = (): string => props.recurrence ?? props.view.record.start;
  const kind = (): string => (props.view.record.kind === "call" || props.view.record.kind === "meeting" ? props.view.record.kind : "visit");
  const report = (): void => shell.log({ party: party(), kind: kind(), appointment: props.view.id, occurrence: start() });
  return (
    <Show when={party()}>
      {(id) => (
        <>
          <LinkButton icon={ClipboardList} href={`/brief/${id()}`}>
            {text().brief}
          </LinkButton>
          {/* A series as a whole does not take place. */}
          <Show when={props.recurrence !== undefined || !props.view.record.rule}>
            <Show when={!isReported(props.view.record, start())} fallback={<p class="cal-reported">{text().reported}</p>}>
              <Button kind="primary" icon={SquarePen} onClick={report}>
                {text().report}
              </Button>
            </Show>
          </Show>
        </>
      )}
    </Show>
  );
}
