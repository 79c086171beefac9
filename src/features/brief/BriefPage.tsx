import { A, useNavigate, useParams } from "@solidjs/router";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Printer from "lucide-solid/icons/printer";
import SquarePen from "lucide-solid/icons/square-pen";
import { For, type JSX, Show } from "solid-js";
import { deviceZone } from "../../domain/zone.ts";
import { formatShort, localDayOf } from "../../i18n/format.ts";
import { addDays } from "../../lib/calendarDay.ts";
import { isRecordId, type RecordId } from "../../lib/id.ts";
import { createAgenda } from "../../state/agenda.ts";
import { createBrief } from "../../state/brief.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { useShell } from "../../ui/appPage.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Combobox } from "../../ui/Combobox.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Page } from "../../ui/Page.tsx";
import { createShortcut } from "../../ui/shortcuts.ts";
import { BriefSheet } from "./BriefSheet.tsx";
import { PrintedBrief } from "./PrintedBrief.tsx";
import { text } from "./text.ts";
import "./BriefPage.css";

/** What one must know before meeting a contact, on one screen of a phone and one page of paper. */
export function BriefPage(): JSX.Element {
  const params = useParams<{ contact?: string }>();
  const contact = (): RecordId | undefined => (isRecordId(params.contact) ? params.contact : undefined);
  return (
    <Show when={contact()} fallback={<Choice />}>
      {(id) => <OneBrief id={id()} />}
    </Show>
  );
}

function OneBrief(props: { readonly id: RecordId }): JSX.Element {
  const { brief, isComplete } = createBrief(() => props.id);
  const shell = useShell();
  /** Of what is planned for today, where there is something. */
  const report = (): void => {
    const next = brief()?.next;
    const isToday = next?.record.start.slice(0, 10) === localDayOf(new Date());
    const kind = isToday && (next?.record.kind === "call" || next?.record.kind === "meeting") ? next.record.kind : "visit";
    shell.log({ party: props.id, kind, ...(next && isToday && { appointment: next.id, occurrence: next.record.start }) });
  };
  createShortcut({ keys: "l", label: () => text().report, run: report });
  return (
    <Show when={brief() !== null} fallback={<EmptyState icon={ClipboardList} title={text().missing} text={text().missingText} />}>
      <Page
        title={brief()?.name ?? text().brief}
        actions={
          <Show when={brief()}>
            <IconButton icon={Printer} label={text().print} onClick={() => window.print()} />
            <Button class="brief-report" kind="primary" icon={SquarePen} title={text().report} onClick={report}>
              {text().report}
            </Button>
          </Show>
        }
      >
        <Show when={brief()}>
          {(shown) => (
            <>
              <BriefSheet brief={shown()} isComplete={isComplete()} />
              <PrintedBrief brief={shown()} />
            </>
          )}
        </Show>
      </Page>
    </Show>
  );
}

const shownDays = 7;

/** Without a contact: whom one meets in the next days, whom one met last, and everybody by search. */
function Choice(): JSX.Element {
  const { directory, entry } = useWorkspace();
  const navigate = useNavigate();
  const agenda = createAgenda(() => {
    const from = localDayOf(new Date());
    return { from, to: addDays(from, shownDays), zone: deviceZone() };
  });
  const coming = (): readonly { readonly id: RecordId; readonly end: string }[] => {
    const seen = new Set<RecordId>();
    return (agenda()?.entries ?? []).flatMap(({ parties, shownStart }) =>
      parties.slice(0, 1).flatMap((id) => (seen.has(id) || !seen.add(id) ? [] : [{ id, end: formatShort(shownStart.slice(0, 10)) }])),
    );
  };
  const recent = () => (directory()?.recent(5) ?? []).map(({ id }) => ({ id, end: "" }));
  return (
    <Page title={text().brief}>
      <p class="brief-choose">{text().chooseText}</p>
      <Combobox
        label={text().choose}
        placeholder={text().search}
        search={(typed) =>
          (directory()?.search(typed, 8) ?? []).map((one) => ({ value: one.id, label: one.name, avatar: one.kind, detail: one.place }))
        }
        onChoose={({ value }) => navigate(`/brief/${value}`)}
      />
      <For
        each={[
          { title: text().coming, rows: coming() },
          { title: text().recent, rows: recent() },
        ]}
      >
        {({ title, rows }) => (
          <Show when={rows.length > 0}>
            <section class="brief-choice" aria-label={title}>
              <h2>{title}</h2>
              <For each={rows}>
                {({ id, end }) => (
                  <A href={`/brief/${id}`}>
                    <Avatar size="small" name={entry(id)?.name ?? ""} seed={id} kind={entry(id)?.kind} />
                    <span>{entry(id)?.name ?? "…"}</span>
                    <small>{end}</small>
                  </A>
                )}
              </For>
            </section>
          </Show>
        )}
      </For>
    </Page>
  );
}
