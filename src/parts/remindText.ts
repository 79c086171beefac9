import { createText } from "../i18n/createText.ts";

const de = {
  ask: "Damit Sie auch gerufen werden, wenn Sie gerade woanders sind, braucht dieses Gerät Ihre Erlaubnis.",
  allow: "Mitteilungen erlauben",
  allowed: "Mitteilungen sind erlaubt: Solange Kontor offen ist, auch im Hintergrund, meldet sich dieses Gerät.",
  denied:
    "Mitteilungen sind für Kontor gesperrt. Freigeben können Sie sie in den Einstellungen des Browsers, bei den Berechtigungen dieser Seite.",
  absent: "Dieser Browser kann keine Mitteilungen zeigen. Erinnerungen stehen in Kontor selbst.",
  homeScreen: "Auf iPhone und iPad gehen Mitteilungen erst, wenn Kontor auf dem Home-Bildschirm liegt und von dort geöffnet ist.",
};
const en: typeof de = {
  ask: "To call you while you are looking elsewhere, this device needs your permission.",
  allow: "Allow notifications",
  allowed: "Notifications are allowed: as long as Kontor is open, also in the background, this device will call you.",
  denied: "Notifications are blocked for Kontor. You can allow them in your browser’s settings, under the permissions of this page.",
  absent: "This browser cannot show notifications. Reminders appear in Kontor itself.",
  homeScreen: "On iPhone and iPad, notifications work only once Kontor is on the Home Screen and opened from there.",
};
export const remindText = createText({ de, en });
