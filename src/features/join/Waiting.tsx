import { Show, type JSX } from "solid-js";
import { createText } from "../../i18n/createText.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";

const text = createText({ de: { waiting: "Warten auf ein Gerät des Teams …" }, en: { waiting: "Waiting for a device of the team …" } });

/** Shows why nobody has let this device in yet; its children once somebody has. */
export function Waiting(props: { readonly children?: JSX.Element }): JSX.Element {
  const { status } = useWorkspace();
  return (
    <Show when={status()?.state !== "ready"} fallback={props.children}>
      <main>
        <EmptyState title={text().waiting} />
      </main>
    </Show>
  );
}
