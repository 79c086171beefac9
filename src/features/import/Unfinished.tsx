import { createResource, For, type JSX } from "solid-js";
import { formatRelative } from "../../i18n/format.ts";
import { known } from "../../state/known.ts";
import { createRecordsOf } from "../../state/records.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { act } from "../../ui/act.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { text } from "./text.ts";

/** Imports that were cut off here: the same file goes on with them, or what they made is taken back. */
export function Unfinished(props: { readonly onChoose?: () => void }): JSX.Element {
  const { engine } = useWorkspace();
  const imports = createRecordsOf("import");
  const [unfinished] = createResource(imports, () => engine.unfinishedImports());
  return (
    <For each={known(unfinished) ?? []}>
      {(one) => (
        <Banner
          tone="warn"
          actions={
            <>
              {props.onChoose && (
                <Button size="small" kind="quiet" onClick={() => props.onChoose?.()}>
                  {text().chooseAgain}
                </Button>
              )}
              <Button size="small" kind="quiet" onClick={() => void act(engine.undoAction(one.action), { message: text().undone })}>
                {text().takeBack}
              </Button>
            </>
          }
        >
          {text().cutOff(one.fileName, one.done, one.total, formatRelative(one.at))}
          {props.onChoose ? "" : ` ${text().chooseToGoOn}`}
        </Banner>
      )}
    </For>
  );
}
