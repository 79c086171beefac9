// What this browser can do to call somebody who looks elsewhere: notifications, and a number at the app's icon.

/** `home-screen`: only once Kontor lies on the Home Screen, as Safari on iPhone and iPad wants it. */
export type NotificationState = "granted" | "denied" | "default" | "absent" | "home-screen";

/** What is allowed right now; nothing is asked. */
export function notificationState(): NotificationState {
  if ("Notification" in globalThis) return Notification.permission;
  return isApplePhone() && !isOnHomeScreen() ? "home-screen" : "absent";
}

/** Apple's phones and tablets; a tablet says that it is a Mac, which has no touch. */
const isApplePhone = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
const isOnHomeScreen = (): boolean => matchMedia("(display-mode: standalone)").matches;

/** Asks the person; to be called when they press something, and never otherwise. */
export async function askForNotifications(): Promise<NotificationState> {
  if (!("Notification" in globalThis)) return notificationState();
  try {
    await Notification.requestPermission();
  } catch {
    // What is allowed then says so.
  }
  return notificationState();
}

/** Calls whenever the permission changes, here or in the browser's settings; returns how to stop. */
export function watchNotificationState(onChange: () => void): () => void {
  const ended = new AbortController();
  void navigator.permissions
    ?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", onChange, { signal: ended.signal }))
    .catch(() => undefined);
  return () => ended.abort();
}

export interface NotificationCard {
  readonly title: string;
  readonly body: string;
  /** Another one with the same tag takes its place. */
  readonly tag: string;
  /** Where a press leads, relative to the app: "#/tasks/…". */
  readonly href: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** What was pressed on a notification: an action, or "" for the card itself. */
export interface NotificationPress {
  readonly tag: string;
  readonly action: string;
  readonly href: string;
}

/** The message that the service worker sends to a window. */
export const pressMessage = "kontor-notification";

/**
 * Shows a notification where that is allowed. By the service worker, since phones know no other way; where there is none by the window,
 * and then without actions.
 */
export async function showNotification(
  { title, body, tag, href, actions }: NotificationCard,
  onPress: (press: NotificationPress) => void,
): Promise<boolean> {
  if (notificationState() !== "granted") return false;
  const data = { href };
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.active) {
      const options: NotificationOptions & { readonly actions: NotificationCard["actions"] } = { body, tag, data, actions };
      await registration.showNotification(title, options);
      return true;
    }
    const shown = new Notification(title, { body, tag, data });
    shown.addEventListener("click", () => {
      shown.close();
      window.focus();
      onPress({ tag, action: "", href });
    });
    return true;
  } catch {
    return false; // Refused by the system.
  }
}

/** Takes a notification away again, after it was dealt with elsewhere. */
export async function closeNotification(tag: string): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    for (const shown of (await registration?.getNotifications({ tag })) ?? []) shown.close();
  } catch {
    // A browser without a list of them.
  }
}

/** Follows presses on notifications; returns how to stop. */
export function watchPresses(onPress: (press: NotificationPress) => void): () => void {
  const ended = new AbortController();
  navigator.serviceWorker?.addEventListener(
    "message",
    ({ data }: MessageEvent<{ readonly type?: unknown; readonly press?: NotificationPress } | null>) => {
      if (data?.type === pressMessage && data.press) onPress(data.press);
    },
    { signal: ended.signal },
  );
  return () => ended.abort();
}

/** Whether a number can stand at the app's icon once it is installed. */
export const canShowBadge = (): boolean => "setAppBadge" in navigator;

/** The number at the app's icon; 0 takes it away. */
export async function showBadge(count: number): Promise<void> {
  try {
    if (count > 0) await navigator.setAppBadge?.(count);
    else await navigator.clearAppBadge?.();
  } catch {
    // Not allowed without notifications on some phones.
  }
}
