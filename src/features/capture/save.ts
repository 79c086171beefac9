// What is saved of the form: one act, one tick, one way back.
import { type Accessor, createSignal } from "solid-js";
import { readTaskLine } from "../../domain/taskLine.ts";
import { isAhead, type NextStep, plannedInstead, type ReportChange, type ReportedBy, reportChanges } from "../../domain/visitReport.ts";
import { deviceZone } from "../../domain/zone.ts";
import { localDayOf } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import { doneWithUndo } from "../../parts/undo.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import type { LogRequest } from "../../ui/appPage.ts";
import { showToast } from "../../ui/toast.ts";
import { type CaptureDraft, changedFields, newFields, seenFields } from "./captureValues.ts";
import { text } from "./text.ts";

const twoDigits = (value: number): string => String(value).padStart(2, "0");
/** What the clocks of this device show at an instant; a day stays one. */
const wallClock = (at: string | Date): string => {
  if (typeof at === "string" && at.length === 10) return at;
  const date = new Date(at);
  return `${localDayOf(date)}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
};

/** Whether what is being written down has yet to happen. */
export const isPlan = (draft: CaptureDraft): boolean =>
  isAhead({ kind: draft.value("kind"), at: draft.value("at") }, { ms: Date.now(), day: localDayOf(new Date()) });

/** The next step as it was chosen and typed; undefined for none. */
function nextOf(draft: CaptureDraft): NextStep | undefined {
  const [does = "", weeks = "0"] = draft.value("next").split(" ");
  const typed = draft.value("nextTitle").trim();
  if (does === "" && typed === "") return undefined;
  if (does === "appointment")
    return { does, weeks: Number(weeks), title: typed || draft.value("subject").trim() || text().followUpMeeting };
  const { title, dueOn, due } = readTaskLine(typed, { now: wallClock(new Date()) });
  return { does: "task", weeks: Number(weeks), title: title || text().followUp, dueOn, due };
}

/** The day of the next step; "" where none is named. */
export function nextDay(draft: CaptureDraft): string {
  const next = nextOf(draft);
  if (!next) return "";
  return next.due?.slice(0, 10) ?? next.dueOn ?? (next.weeks > 0 ? addDays(localDayOf(new Date()), next.weeks * 7) : "");
}

interface Save {
  readonly run: () => Promise<void>;
  readonly isBusy: Accessor<boolean>;
}

/** Saves what stands in the form: a change of an activity, a new one with all that belongs to its report, or a plan. */
export function createSave(request: LogRequest, draft: CaptureDraft, opened: string, onDone: () => void): Save {
  const { engine, status } = useWorkspace();
  const [isBusy, setIsBusy] = createSignal(false);
  const by = (): ReportedBy => ({ member: draft.value("by") || (status()?.member ?? ""), zone: deviceZone(), now: wallClock(new Date()) });
  const changes = (): readonly ReportChange[] => {
    const fields = newFields(draft, opened);
    if (isPlan(draft)) return [plannedInstead(fields, wallClock(draft.value("at")), by())];
    const { appointment: id, occurrence } = request;
    const named = { ...fields, ...(id && { appointment: id }), ...(occurrence && { occurrence }) };
    return reportChanges(named, id && { id, start: occurrence ?? wallClock(new Date()) }, nextOf(draft), by());
  };
  const store = async (): Promise<boolean> => {
    const { interaction } = request;
    if (interaction === undefined) return (await act(engine.save(changes(), "create"))) !== undefined;
    if (!draft.isDirty()) return true;
    return (await act(engine.patch(interaction, changedFields(draft, opened), seenFields(draft, opened)))) !== undefined;
  };
  const run = async (): Promise<void> => {
    const said = isPlan(draft) ? text().planned : text().saved;
    setIsBusy(true);
    try {
      if (!(await store())) return;
    } finally {
      // Whatever came of it, the sheet can be used again.
      setIsBusy(false);
    }
    draft.clear();
    onDone();
    const { message, action } = doneWithUndo(engine, said);
    showToast(message, { action });
  };
  return { run, isBusy };
}
