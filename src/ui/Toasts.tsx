import CircleAlert from "lucide-solid/icons/circle-alert";
import X from "lucide-solid/icons/x";
import { For, type JSX, Show } from "solid-js";
import { Button, IconButton } from "./Button.tsx";
import { text } from "./text.ts";
import { dismissToast, toasts } from "./toast.ts";
import "./Toasts.css";

/** Where toasts appear; once in the shell. The live region exists before its first message, else it is not read out. */
export const Toasts = (): JSX.Element => (
  <div class="toasts" role="status" aria-live="polite" data-no-print>
    <For each={toasts()}>
      {(toast) => (
        <div class="toast" data-tone={toast.tone}>
          <Show when={toast.tone === "bad"}>
            <CircleAlert />
          </Show>
          <span>{toast.message}</span>
          <Show when={toast.action}>
            {(action) => (
              <Button
                kind="quiet"
                onClick={() => {
                  dismissToast(toast.id);
                  action().run();
                }}
              >
                {action().label}
              </Button>
            )}
          </Show>
          <IconButton icon={X} label={text().dismiss} onClick={() => dismissToast(toast.id)} />
        </div>
      )}
    </For>
  </div>
);
