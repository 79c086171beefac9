import HardDrive from "lucide-solid/icons/hard-drive";
import { createResource, createSignal, type JSX, Show } from "solid-js";
import { localMemory } from "../../lib/browserMemory.ts";
import { isPrivateWindow, isStorageKept, keepStorage } from "../../lib/siteStorage.ts";
import { known } from "../../state/known.ts";
import { useWorkspace } from "../../state/workspace.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { showToast } from "../../ui/toast.ts";
import { text } from "./text.ts";

const place = "kontor.keepAsked";

/** Asked only when there is something to lose, and once; never where the browser has no answer, or a window that ends anyway. */
export function Keep(): JSX.Element {
  const { directory, info } = useWorkspace();
  const [isAsked, setIsAsked] = createSignal(localMemory.get(place) !== null);
  const [isAskable] = createResource(async () => (await isStorageKept()) === false && !(await isPrivateWindow()));
  const isNeeded = (): boolean => !isAsked() && known(isAskable) === true && !info.isSample && (directory()?.size ?? 0) > 0;
  const done = (): void => {
    localMemory.set(place, new Date().toISOString());
    setIsAsked(true);
  };
  const ask = async (): Promise<void> => {
    const isGranted = await keepStorage();
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
