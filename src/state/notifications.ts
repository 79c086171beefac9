import { type Accessor, createSignal, onCleanup } from "solid-js";
import { askForNotifications, type NotificationState, notificationState, watchNotificationState } from "../lib/notifications.ts";

/** Whether this device may call, followed as it changes, and how to ask the person: only when they press something. */
export function createNotifications(): { readonly state: Accessor<NotificationState>; readonly ask: () => Promise<void> } {
  const [state, setState] = createSignal(notificationState());
  onCleanup(watchNotificationState(() => setState(notificationState())));
  return { state, ask: async () => void setState(await askForNotifications()) };
}
