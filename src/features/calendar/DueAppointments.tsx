import SquarePen from "lucide-solid/icons/square-pen";
import { For, type JSX, Show } from "solid-js";
import { formatWeekday } from "../../i18n/format.ts";
import { nounsTitle } from "../../i18n/nouns.ts";
import { RecordRow } from "../../parts/RecordRow.tsx";
import { TodaySection } from "../../parts/TodaySection.tsx";
import type { AgendaEntry } from "../../state/agenda.ts";
import { useToday } from "../../state/today.tsx";
import { useShell } from "../../ui/appPage.ts";
import { IconButton } from "../../ui/Button.tsx";
import { detailOf, hrefOf, timeOf, titleOf } from "./entryText.ts";
import { useNames } from "./names.ts";
import { text } from "./text.ts";

const loggedAs = new Set(["visit", "call", "meeting"]);

/** What is planned in the days of Today; one tap writes down what happened. */
export function DueAppointments(): JSX.Element {
  const { answer, today, days } = useToday();
  const names = useNames();
  const shell = useShell();
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
                  <Show when={hasBegun(one) && one.parties[0]}>
                    {(party) => (
                      <IconButton
                        icon={SquarePen}
                        label={text().logOf(titleOf(one, names))}
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
