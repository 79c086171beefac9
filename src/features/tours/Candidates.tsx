import { A } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import { For, type JSX, Show } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import type { Candidate } from "../../tours/candidates.ts";
import { Button } from "../../ui/Button.tsx";
import { reasonsOf, text } from "./text.ts";

/** Whom one might visit on the day, the best first, each with the reason. */
export function Candidates(props: { readonly all: readonly Candidate[]; readonly onAdd: (candidate: Candidate) => void }): JSX.Element {
  const { entry, settings } = useWorkspace();
  return (
    <section class="tour-candidates" aria-label={text().candidates}>
      <h2 class="small-heading">{text().candidates}</h2>
      <Show
        when={props.all.length > 0}
        fallback={
          <p class="tour-quiet">
            {text().noCandidates} {text().noCandidatesText}
          </p>
        }
      >
        <p class="tour-quiet">{text().candidatesText}</p>
        <ul>
          <For each={props.all}>
            {(candidate) => {
              const contact = () => entry(candidate.id as RecordId);
              return (
                <li class="tour-candidate">
                  <div class="tour-stop-words">
                    <A class="tour-stop-name" href={`/contacts/${candidate.id}`}>
                      {contact()?.name ?? ""}
                    </A>
                    <span class="tour-stop-detail">{reasonsOf(candidate, settings().currency ?? "EUR")}</span>
                    <Show when={typeof candidate.place === "string" && candidate.place}>
                      {(reason) => <span class="tour-stop-detail">{text().unplaced[reason()]}</span>}
                    </Show>
                  </div>
                  <Button
                    size="small"
                    icon={Plus}
                    aria-label={text().addCandidate(contact()?.name ?? "")}
                    onClick={() => props.onAdd(candidate)}
                  >
                    {text().addShort}
                  </Button>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
    </section>
  );
}
