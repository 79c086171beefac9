import { For, type JSX } from "solid-js";
import { useWorkspace } from "../../state/workspace.tsx";
import { hueOf } from "../../ui/hue.ts";
import { layerText } from "./layerText.ts";
import type { Shown } from "./shown.ts";
import "./People.css";

/** The team by colour and name: each calendar can be hidden and shown again. */
export function People(props: { readonly shown: Shown }): JSX.Element {
  const { status } = useWorkspace();
  return (
    <div class="cal-people" role="group" aria-label={layerText().people}>
      <For each={props.shown.everybody()}>
        {({ id, name }) => (
          <button
            type="button"
            class="cal-person"
            aria-pressed={props.shown.isPersonShown(id)}
            data-own={id === status()?.member || undefined}
            data-hue={hueOf(id)}
            onClick={() => props.shown.togglePerson(id)}
          >
            <i aria-hidden="true" />
            {name}
          </button>
        )}
      </For>
    </div>
  );
}
