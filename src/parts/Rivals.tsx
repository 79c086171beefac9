import { For, type JSX, Show } from "solid-js";
import type { RecordId } from "../lib/id.ts";
import { plainOf } from "../lib/plain.ts";
import type { RivalValue } from "../state/contact.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { act } from "../ui/act.ts";
import { Button } from "../ui/Button.tsx";
import { text } from "./text.ts";
import { savedWithUndo } from "./undo.ts";
import "./Rivals.css";

/** Values of one field that were written without knowing of each other: all are shown until somebody chooses. */
export function Rivals(props: {
  readonly id: RecordId;
  readonly field: string;
  readonly rivals: Readonly<Record<string, readonly RivalValue[]>>;
  readonly show: (value: unknown) => string;
}): JSX.Element {
  const { engine, memberOf } = useWorkspace();
  const choose = (rival: RivalValue): void =>
    void act(engine.save([{ id: props.id, fields: { [props.field]: plainOf(rival.value ?? null) } }], "choose"), savedWithUndo(engine));
  return (
    <Show when={props.rivals[props.field]}>
      {(rivals) => (
        <div class="record-rivals" role="group" aria-label={text().rivals(rivals().length)}>
          <span>{text().rivals(rivals().length)}</span>
          <For each={rivals()}>
            {(rival) => (
              <Button size="small" onClick={() => choose(rival)}>
                {props.show(rival.value) || text().none} <small>{memberOf(rival.device)}</small>
              </Button>
            )}
          </For>
        </div>
      )}
    </Show>
  );
}
