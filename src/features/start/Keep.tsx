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
import "./Keep.css";

const storageKey = "kontor.keepAsked";

/** Asked only when there is something to lose, and once; never where the browser has no answer, or a window that ends anyway. */
export function Keep(props: { readonly onInstall?: (() => void) | undefined }): JSX.Element {
  const { directory, info } = useWorkspace();
  const [isAsked, setIsAsked] = createSignal(localMemory.get(storageKey) !== null);
  const [isAskable] = createResource(async () => (await isStorageKept()) === false && !(await isPrivateWindow()));
  const isNeeded = (): boolean => !isAsked() && known(isAskable) === true && !info.isSample && (directory()?.size ?? 0) > 0;
  const done = (): void => {
    localMemory.set(storageKey, new Date().toISOString());
    setIsAsked(true);
  };
  const ask = async (): Promise<void> => {
    const isGranted = await keepStorage();
    done();
    const install = props.onInstall;
    if (isGranted) showToast(text().kept);
    else showToast(text().notKept, { tone: "bad", ...(install && { action: { label: text().install, run: install } }) });
  };
  return (
    <Show when={isNeeded()}>
      <Banner
        isThin
        onDismiss={done}
        actions={
          <Button size="small" kind="quiet" icon={HardDrive} onClick={() => void ask()}>
            <span class="keep-long">{text().keep}</span>
            <span class="keep-short">{text().keepNow}</span>
          </Button>
        }
      >
        <span class="keep-long">
          <strong>{text().keepTitle}</strong> {text().keepText}
        </span>
        <span class="keep-short">{text().keepShort}</span>
      </Banner>
    </Show>
  );
}
