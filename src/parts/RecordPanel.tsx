import Plus from "lucide-solid/icons/plus";
import { type JSX, Show } from "solid-js";
import { newNoun, nounsTitle } from "../i18n/nouns.ts";
import { Button } from "../ui/Button.tsx";
import "./RecordPanel.css";

/** The records of one noun on a contact's page. */
export const RecordPanel = (props: { readonly noun: string; readonly onNew?: () => void; readonly children: JSX.Element }): JSX.Element => (
  <section class="record-panel" aria-label={nounsTitle(props.noun)}>
    <h2 class="small-heading">{nounsTitle(props.noun)}</h2>
    {props.children}
    <Show when={props.onNew}>
      {(begin) => (
        <Button size="small" kind="quiet" icon={Plus} class="record-add" onClick={() => begin()()}>
          {newNoun(props.noun)}
        </Button>
      )}
    </Show>
  </section>
);
