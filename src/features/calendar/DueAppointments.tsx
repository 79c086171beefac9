import SquarePen from "lucide-solid/icons/square-pen";
import { For, type JSX, Show } from "solid-js";
import { formatWeekday } from "../../i18n/format.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { TodaySection } from "../../parts/TodaySection.tsx";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useToday } from "../../state/today.tsx";
import { useWorkspace } from "../../state/workspace.tsx";
import { useShell } from "../../ui/appPage.ts";
import { IconButton } from "../../ui/Button.tsx";
import { detailOf, hrefOf, timeOf, titleOf } from "./entryText.ts";
import { text } from "./text.ts";

const loggedAs = new Set(["visit", "call", "meeting"]);

/** What is planned in the days of Today; one tap writes down what happened. */
export function DueAppointments(): JSX.Element {
  const { answer, today, days } = useToday();
  const { entry: contact } = useWorkspace();
  const shell = useShell();
  const nameOf = (id: AgendaEntry["id"]): string => contact(id)?.name ?? "";
  const dayOf = ({ shownStart }: AgendaEntry): string => (days() > 1 ? formatWeekday(shownStart.slice(0, 10)) : "");
  const hasBegun = ({ shownStart }: AgendaEntry): boolean => shownStart.slice(0, 10) <= today();
  return (
    <Show when={(answer()?.appointments.length ?? 0) > 0}>
      <TodaySection title={nounsTitle("appointment")} count={answer()?.appointments.length ?? 0}>
        <For each={answer()?.appointments}>
          {(one) => (
            <li>
              <RecordRow
                title={titleOf(one, nameOf)}
                href={hrefOf(one)}
                detail={[dayOf(one), detailOf(one, nameOf)].filter(Boolean).join(" · ")}
                end={timeOf(one)}
                sign={
                  <Show when={hasBegun(one) && one.parties[0]}>
                    {(party) => (
                      <IconButton
                        icon={SquarePen}
                        label={text().logOf(titleOf(one, nameOf))}
                        onClick={() => shell.log({ party: party(), ...(loggedAs.has(one.kind) && { kind: one.kind }) })}
                      />
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
