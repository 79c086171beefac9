import { For, type JSX, Show } from "solid-js";
import { formatDay, formatMoney } from "../../i18n/format.ts";
import type { PlannedImport } from "../../state/session.tsx";
import { text } from "./text.ts";
import "./Examples.css";

type Example = PlannedImport["examples"][number];

const factsOf = (example: Example): string =>
  [
    example.on && formatDay(example.on),
    example.party,
    example.category,
    example.stage,
    example.lines !== undefined && text().kinds.lines(example.lines),
    example.amountCents !== undefined && example.currency !== "" && formatMoney(example.amountCents, example.currency),
  ]
    .filter(Boolean)
    .join(" · ");

/** The first few as they would stand here, so that a wrong column is seen at once. */
export const Examples = (props: { readonly examples: readonly Example[] }): JSX.Element => (
  <Show when={props.examples.length > 0}>
    <section class="import-examples" aria-label={text().examples}>
      <strong>{text().examples}</strong>
      <ul>
        <For each={props.examples}>
          {(example) => (
            <li>
              <b>{example.name}</b> {factsOf(example)}
            </li>
          )}
        </For>
      </ul>
    </section>
  </Show>
);
