import { type JSX, Show } from "solid-js";
import { createNotifications } from "../state/notifications.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { remindText as text } from "./remindText.ts";

/** Where a reminder is set: whether this device will call, and a button that asks for it. Nothing where all is well. */
export function RemindHere(): JSX.Element {
  const { state, ask } = createNotifications();
  const said = (): string =>
    state() === "default"
      ? text().ask
      : state() === "denied"
        ? text().denied
        : state() === "home-screen"
          ? text().homeScreen
          : text().absent;
  return (
    <Show when={state() !== "granted"}>
      <Banner
        actions={
          <Show when={state() === "default"}>
            <Button size="small" kind="quiet" onClick={() => void ask()}>
              {text().allow}
            </Button>
          </Show>
        }
      >
        {said()}
      </Banner>
    </Show>
  );
}
