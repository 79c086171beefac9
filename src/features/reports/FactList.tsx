import { For, type JSX } from "solid-js";
import "./FactList.css";

/** What a figure comes from, term by term. */
export const FactList = (props: { readonly facts: readonly (readonly [term: string, value: string])[] }): JSX.Element => (
  <dl class="drill-facts">
    <For each={props.facts}>
      {([term, value]) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      )}
    </For>
  </dl>
);
