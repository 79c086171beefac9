import { createText } from "../i18n/createText.ts";
import { formatMinutes, formatNumber } from "../i18n/format.ts";

const de = {
  remind: "Erinnern",
  at: { appointment: "zu Beginn", task: "wenn fällig" },
  before: (time: string) => `${time} vorher`,
  after: (time: string) => `${time} danach`,
  ask: "Damit Sie auch gerufen werden, wenn Sie gerade woanders sind, braucht dieses Gerät Ihre Erlaubnis.",
  allow: "Mitteilungen erlauben",
  allowed: "Mitteilungen sind erlaubt: Solange Kontor offen ist, auch im Hintergrund, meldet sich dieses Gerät.",
  denied:
    "Mitteilungen sind für Kontor gesperrt. Freigeben können Sie sie in den Einstellungen des Browsers, bei den Berechtigungen dieser Seite.",
  absent: "Dieser Browser kann keine Mitteilungen zeigen. Erinnerungen stehen in Kontor selbst.",
  homeScreen: "Auf iPhone und iPad gehen Mitteilungen erst, wenn Kontor auf dem Home-Bildschirm liegt und von dort geöffnet ist.",
};
const en: typeof de = {
  remind: "Remind",
  at: { appointment: "at the start", task: "when due" },
  before: (time) => `${time} before`,
  after: (time) => `${time} after`,
  ask: "To call you while you are looking elsewhere, this device needs your permission.",
  allow: "Allow notifications",
  allowed: "Notifications are allowed: as long as Kontor is open, also in the background, this device will call you.",
  denied: "Notifications are blocked for Kontor. You can allow them in your browser’s settings, under the permissions of this page.",
  absent: "This browser cannot show notifications. Reminders appear in Kontor itself.",
  homeScreen: "On iPhone and iPad, notifications work only once Kontor is on the Home Screen and opened from there.",
};
export const remindText = createText({ de, en });

/** Minutes before an appointment starts, or a task is due, that a form offers. */
export const reminderChoices = ["0", "10", "30", "60", "1440"] as const;

/** What a reminder is called, by its minutes as they are stored; negative ones come after. */
export function reminderName(minutes: string, of: "appointment" | "task" = "appointment"): string {
  if (Number(minutes) === 0) return remindText().at[of];
  const count = Math.abs(Number(minutes));
  const days = count / 1_440;
  const time = Number.isInteger(days) ? formatNumber(days, { style: "unit", unit: "day", unitDisplay: "long" }) : formatMinutes(count);
  return Number(minutes) < 0 ? remindText().after(time) : remindText().before(time);
}
