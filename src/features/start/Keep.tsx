import HardDrive from "lucide-solid/icons/hard-drive";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";

const place = "kontor.keepAsked";

/** Asked only when there is something to lose, and once. */
export function Keep(): JSX.Element {
  const { directory, info } = useWorkspace();
  const [isAsked, setIsAsked] = createSignal(localStorage.getItem(place) !== null);
  const [isPersisted] = createResource(async () => (await navigator.storage?.persisted?.()) ?? true);
  const isNeeded = (): boolean => !isAsked() && isPersisted() === false && !info.isSample && (directory()?.size ?? 0) > 0;
  const done = (): void => {
    localStorage.setItem(place, new Date().toISOString());
    setIsAsked(true);
  };
  const ask = async (): Promise<void> => {
    const isGranted = await navigator.storage.persist();
    done();
    showToast(isGranted ? text().kept : text().notKept, isGranted ? {} : { tone: "bad" });
  };
  return (
    <Show when={isNeeded()}>
      <Banner
        onDismiss={done}
        actions={
          <Button size="small" kind="quiet" icon={HardDrive} onClick={() => void ask()}>
            {text().keep}
          </Button>
        }
      >
        <strong>{text().keepTitle}</strong> {text().keepText}
      </Banner>
    </Show>
  );
}
