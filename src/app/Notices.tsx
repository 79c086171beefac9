import { useLocation, useNavigate } from "@solidjs/router";
import { createSignal, type JSX, onCleanup, Show, Suspense } from "solid-js";
import { Keep } from "../features/start/Keep.tsx";
import { Unfinished } from "../features/unfinished/Unfinished.tsx";
import { useSession } from "../state/session.tsx";
import type { KeptDraft } from "../state/shelf.ts";
import { useWorkspace } from "../state/workspace.tsx";
import { Banner } from "../ui/Banner.tsx";
import { MissingPart, reportOf } from "../ui/Boundary.tsx";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/clipboard.ts";
import { lazily } from "../ui/lazily.ts";
import { isMissingPart } from "../ui/missingPart.ts";
import { crash, forgetCrash } from "./crash.ts";
import { installer } from "./install.ts";
import { PrivateWindow } from "./PrivateWindow.tsx";
import { text } from "./text.ts";
import { isUpdateReady, takeUpdate } from "./updates.ts";

/** What reminds of something may come a moment later than what one came for. */
const UnfinishedImports = lazily(() => import("../features/import/Unfinished.tsx").then((file) => ({ default: file.Unfinished })));
const BackupReminder = lazily(() => import("../features/settings/BackupReminder.tsx").then((file) => ({ default: file.BackupReminder })));

const Reminders = lazily(() => import("../features/reminders/Reminders.tsx").then((file) => ({ default: file.Reminders })));
/** The first screen comes first. */
const awakeMs = 1_500;

/** What must be said above every page: a sample, an update, what was left half done, a fault. */
export function Notices(props: { readonly onContinue: (draft: KeptDraft) => void }): JSX.Element {
  const session = useSession();
  const { info } = useWorkspace();
  const navigate = useNavigate();
  const location = useLocation();
  const [isAwake, setIsAwake] = createSignal(false);
  const timer = setTimeout(() => setIsAwake(true), awakeMs);
  onCleanup(() => clearTimeout(timer));
  const removeSample = (): void => void session.leave(info.id).then(() => navigate("/"));
  return (
    <>
      <Show when={info.isSample}>
        <Banner
          tone="warn"
          isThin
          actions={
            <Button size="small" kind="quiet" onClick={removeSample}>
              {text().removeSample}
            </Button>
          }
        >
          {text().sample}
        </Banner>
      </Show>
      <Show when={!info.isSample}>
        <PrivateWindow />
      </Show>
      <Show when={isUpdateReady()}>
        <Banner
          actions={
            <Button size="small" kind="quiet" onClick={takeUpdate}>
              {text().updateNow}
            </Button>
          }
        >
          {text().update}
        </Banner>
      </Show>
      <Show when={!info.isSample && isAwake()}>
        <Suspense>
          <Reminders />
        </Suspense>
      </Show>
      <div class="shell-reminder">
        <Keep onInstall={installer()} />
        <Suspense>
          <BackupReminder onBackUp={() => navigate("/settings")} />
        </Suspense>
      </div>
      <Unfinished onContinue={props.onContinue} />
      <Show when={location.pathname !== "/import"}>
        <Suspense>
          <UnfinishedImports onChoose={() => navigate("/import")} />
        </Suspense>
      </Show>
      <Show when={isMissingPart(crash())}>
        <MissingPart onDismiss={forgetCrash} />
      </Show>
      <Show when={crash() !== undefined && !isMissingPart(crash())}>
        <Banner
          tone="bad"
          onDismiss={forgetCrash}
          actions={
            <Button size="small" kind="quiet" onClick={() => void copyText(reportOf(crash(), __BUILD__))}>
              {text().copyReport}
            </Button>
          }
        >
          {text().crash}
        </Banner>
      </Show>
    </>
  );
}
