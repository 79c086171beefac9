import { type JSX, Show } from "solid-js";
import type { RecordId } from "../../lib/id.ts";
import { PlanStep } from "../../parts/PlanStep.tsx";
import { TouchSign } from "../../parts/TouchSign.tsx";
import { createTouchStates } from "../../state/nextSteps.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { text } from "./text.ts";
import "./NextStep.css";

/** How one stands with a contact and, where no step is planned, one tap to plan one. */
export function NextStep(props: { readonly party: RecordId }): JSX.Element {
  const { entry } = useWorkspace();
  const touches = createTouchStates();
  const state = () => touches.of(props.party);
  return (
    <Show when={state() && state()?.light !== "none"}>
      <section class="contact-step" aria-label={text().nextStep}>
        <TouchSign state={state()} says="reason" />
        <Show when={state()?.light === "late" || state()?.light === "soon"}>
          <PlanStep party={props.party} name={entry(props.party)?.name ?? ""} />
        </Show>
      </section>
    </Show>
  );
}
