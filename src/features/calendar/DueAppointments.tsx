import { useNavigate } from "@solidjs/router";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import SquarePen from "lucide-solid/icons/square-pen";
import { For, type JSX, Show } from "solid-js";
import { formatWeekday } from "../../i18n/format.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import type { RecordId } from "../../lib/id.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { TodaySection } from "../../parts/TodaySection.tsx";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useToday } from "../../state/today.tsx";
import { type LogRequest, useShell } from "../../ui/appPage.ts";
import { IconButton } from "../../ui/Button.tsx";
import { detailOf, hrefOf, timeOf, titleOf } from "./entryText.ts";
import { useNames } from "./names.ts";
import { text } from "./text.ts";

const loggedAs = new Set(["visit", "call", "meeting"]);

const reportOf = ({ id, kind, start, recurrence }: AgendaEntry, party: RecordId): LogRequest => ({
  ...{ party, appointment: id, occurrence: recurrence ?? start },
  ...(loggedAs.has(kind) && { kind }),
});

/** What is planned in the days of Today; one tap writes down what happened. */
export function DueAppointments(): JSX.Element {
  const { answer, today, days } = useToday();
  const names = useNames();
  const shell = useShell();
  const navigate = useNavigate();
  const dayOf = ({ shownStart }: AgendaEntry): string => (days() > 1 ? formatWeekday(shownStart.slice(0, 10)) : "");
  const hasBegun = ({ shownStart }: AgendaEntry): boolean => shownStart.slice(0, 10) <= today();
  return (
    <Show when={(answer()?.appointments.length ?? 0) > 0}>
      <TodaySection title={nounsTitle("appointment")} count={answer()?.appointments.length ?? 0}>
        <For each={answer()?.appointments}>
          {(one) => (
            <li>
              <RecordRow
                title={titleOf(one, names)}
                href={hrefOf(one)}
                detail={[dayOf(one), detailOf(one, names)].filter(Boolean).join(" · ")}
                end={timeOf(one)}
                sign={
                  <Show when={one.parties[0]}>
                    {(party) => (
                      <>
                        <IconButton
                          icon={ClipboardList}
                          label={text().briefOf(titleOf(one, names))}
                          onClick={() => navigate(`/brief/${party()}`)}
                        />
                        <Show when={hasBegun(one) && !one.isReported}>
                          <IconButton
                            icon={SquarePen}
                            label={text().logOf(titleOf(one, names))}
                            onClick={() => shell.log(reportOf(one, party()))}
                          />
                        </Show>
                      </>
                    )}
                  </Show>
                }
              />
            </li>
          )}
        </For>
      </TodaySection>
    </Show>
  );
}
