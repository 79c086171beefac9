import { type JSX, Show } from "solid-js";
import { canShowBadge } from "../../lib/notifications.ts";
import { remindText } from "../../parts/remindText.ts";
import { createNotifications } from "../../state/notifications.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { text } from "./text.ts";

/** What of reminders works on this device, in plain words. */
export function ReminderSection(): JSX.Element {
  const { state, ask } = createNotifications();
  const said = (): string =>
    ({
      granted: remindText().allowed,
      default: remindText().ask,
      denied: remindText().denied,
      absent: remindText().absent,
      "home-screen": remindText().homeScreen,
    })[state()];
  return (
    <section class="settings-section" aria-label={text().reminders}>
      <h2>{text().reminders}</h2>
      <p>{text().remindersHere}</p>
      <p class="settings-note" role="status">
        {said()}
      </p>
      <Show when={state() === "default"}>
        <div class="settings-actions">
          <Button onClick={() => void ask()}>{remindText().allow}</Button>
        </div>
      </Show>
      <p class="settings-note">{canShowBadge() ? text().badge : text().noBadge}</p>
      <p class="settings-note">{text().closed}</p>
      <div class="settings-actions">
        <LinkButton href="/calendar">{text().toCalendar}</LinkButton>
      </div>
    </section>
  );
}
