import Download from "lucide-solid/icons/download";
import Share2 from "lucide-solid/icons/share-2";
import { createSignal, type JSX, Show } from "solid-js";
import { language } from "../../i18n/language.ts";
import { addDays } from "../../lib/calendarDay.ts";
import { type CalendarKind, useSession } from "../../state/session.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Chips } from "../../ui/Chip.tsx";
import { DayField } from "../../ui/DayField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { download } from "../../ui/download.ts";
import { showToast } from "../../ui/toast.ts";
import { canShareFile, shareFile } from "./shareFile.ts";
import { text } from "./text.ts";
import "./CalendarExport.css";

const kinds: readonly CalendarKind[] = ["appointment", "task", "birthday"];

/** What is planned as a file for another calendar: which days, and what of them. */
export function CalendarExport(props: { readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const { status, info } = useWorkspace();
  const [chosen, setChosen] = createSignal<readonly string[]>(kinds);
  const [from, setFrom] = createSignal("");
  const [last, setLast] = createSignal("");
  const [isBusy, setIsBusy] = createSignal(false);
  const problem = (): string =>
    chosen().length === 0 ? text().file.nothingChosen : from() && last() && last() < from() ? text().file.endBeforeStart : "";
  const name = (): string => status()?.name ?? info.name;
  const file = (): Promise<Blob> =>
    session.exportCalendar({
      ...{ language: language(), name: name(), kinds: chosen() as CalendarKind[] },
      ...(from() && { from: from() }),
      ...(last() && { to: addDays(last(), 1) }),
    });
  const give = async (isShared: boolean): Promise<void> => {
    if (problem()) return;
    setIsBusy(true);
    try {
      const made = await file();
      if (isShared) await shareFile(made, name());
      else download(made, name(), "ics");
      props.onClose();
      if (!isShared) showToast(text().file.saved);
    } catch {
      showToast(text().file.failed, { tone: "bad" });
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={text().file.title}
      size="small"
      isOpen
      onClose={() => props.onClose()}
      actions={
        <>
          <Show when={canShareFile()}>
            <Button icon={Share2} isBusy={isBusy()} onClick={() => void give(true)}>
              {text().file.share}
            </Button>
          </Show>
          <Button kind="primary" icon={Download} isBusy={isBusy()} onClick={() => void give(false)}>
            {text().file.save}
          </Button>
        </>
      }
    >
      <div class="cal-export">
        <p>{text().file.explain}</p>
        <Chips
          label={text().file.what}
          isLabelShown
          options={kinds.map((value) => ({ value, label: text().file.kinds[value] }))}
          values={chosen()}
          onChange={setChosen}
        />
        <div class="cal-export-days">
          <DayField label={text().file.from} value={from()} onChange={setFrom} />
          <DayField label={text().file.last} value={last()} onChange={setLast} />
        </div>
        <Show when={problem()}>
          <Banner tone="warn">{problem()}</Banner>
        </Show>
      </div>
    </Dialog>
  );
}
