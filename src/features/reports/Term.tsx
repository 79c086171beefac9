import { For, type JSX, Show } from "solid-js";
import { Info } from "../../ui/Info.tsx";
import { text } from "./text.ts";
import "./Term.css";

/** A word of the trade: what it means to whoever reads it, how it comes about, and who thought of it. */
export interface Definition {
  readonly term: string;
  readonly meaning: string;
  readonly computed?: string;
  readonly source?: string;
}

export const Term = (props: { readonly of: Definition }): JSX.Element => (
  <Info of={props.of.term}>
    <p>{props.of.meaning}</p>
    <Show when={props.of.computed}>
      <p>
        <strong>{text().computed}: </strong>
        {props.of.computed}
      </p>
    </Show>
    <Show when={props.of.source}>
      <p class="info-source">
        {text().source}: {props.of.source}
      </p>
    </Show>
  </Info>
);

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly definition?: Definition;
  readonly detail?: string;
  /** Opens what the figure is made of. */
  readonly onOpen?: (() => void) | undefined;
}

/** The few figures that matter, above the picture. */
export const Figures = (props: { readonly all: readonly Figure[] }): JSX.Element => (
  <dl class="figures">
    <For each={props.all}>
      {(figure) => (
        <div class="figure">
          <dt>
            {figure.label}
            <Show when={figure.definition}>{(definition) => <Term of={definition()} />}</Show>
          </dt>
          <dd>
            <Show when={figure.onOpen} fallback={figure.value}>
              <button type="button" class="figure-link" data-print onClick={() => figure.onOpen?.()}>
                {figure.value}
              </button>
            </Show>
            <Show when={figure.detail}>
              <small>{figure.detail}</small>
            </Show>
          </dd>
        </div>
      )}
    </For>
  </dl>
);

/** A figure in a table that opens what it is made of. */
export const CellButton = (props: { readonly onOpen: () => void; readonly children: JSX.Element }): JSX.Element => (
  <button type="button" class="cell-link" data-print onClick={() => props.onOpen()}>
    {props.children}
  </button>
);
