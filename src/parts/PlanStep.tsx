import CalendarPlus from "lucide-solid/icons/calendar-plus";
import ListPlus from "lucide-solid/icons/list-plus";
import type { JSX } from "solid-js";
import { nextStepDay } from "../domain/cadence.ts";
import { formatWeekday, localDayOf } from "../i18n/format.ts";
import type { RecordId } from "../lib/id.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { useShell } from "../ui/appPage.ts";
import { Button } from "../ui/Button.tsx";
import { text } from "./touchText.ts";
import { doneWithUndo } from "./undo.ts";
import "./TouchSign.css";

/** One tap plans the next step with a contact: a task for the next working day, or an appointment whose time is asked. */
export function PlanStep(props: { readonly party: RecordId; readonly name: string }): JSX.Element {
  const { engine, status } = useWorkspace();
  const shell = useShell();
  const planTask = async (): Promise<void> => {
    const dueOn = nextStepDay(localDayOf(new Date()));
    const owner = status()?.member;
    const fields = { title: text().taskFor(props.name), dueOn, parties: [props.party], ...(owner && { owner }) };
    await act(engine.put("task", fields), doneWithUndo(engine, text().planned(formatWeekday(dueOn))));
  };
  return (
    <span class="plan-step">
      <Button size="small" icon={ListPlus} aria-label={text().planTaskFor(props.name)} onClick={() => void planTask()}>
        {text().planTask}
      </Button>
      <Button
        size="small"
        icon={CalendarPlus}
        aria-label={text().planVisitFor(props.name)}
        onClick={() => shell.begin("/calendar", props.party)}
      >
        {text().planVisit}
      </Button>
    </span>
  );
}
