import { createText } from "../../i18n/createText.ts";
import { formatBytes, formatNumber, plural } from "../../i18n/format.ts";

const de = {
  title: "Dateien",
  here: (bytes: number, here: number, all: number) =>
    `${formatBytes(bytes)} auf diesem Gerät: ${plural(here, { one: "1 Original", other: `${formatNumber(here)} Originale` })} von ${formatNumber(all)}.`,
  none: "Noch keine Dateien.",
  bin: (bytes: number) => `Davon ${formatBytes(bytes)} im Papierkorb; nach 90 Tagen dort werden sie von selbst frei.`,
  free: "Jetzt freigeben",
  freeTitle: "Dateien im Papierkorb freigeben",
  freeText: (bytes: number) =>
    `Die Inhalte aller Dateien im Papierkorb werden gelöscht, hier und auf allen Geräten des Teams, sobald sie davon hören. Das gibt hier ${formatBytes(bytes)} frei und lässt sich nicht rückgängig machen.`,
  freeNow: "Endgültig freigeben",
  cancel: "Abbrechen",
  freed: "Freigegeben.",
  fetching: "Was von selbst auf dieses Gerät kommt",
  fetchingText:
    "Vorschaubilder und Dateien bis 260 kB kommen immer. Für größere Originale gilt diese Wahl nur auf diesem Gerät. „Nur im WLAN“ gilt, wo der Browser das Netz nennt; sonst, und „auf Wunsch“, kommt das Original, wenn Sie es herunterladen.",
  groups: { photo: "Fotos und Scans", voice: "Sprachnotizen", document: "Andere Dateien" },
  rules: { always: "immer", wifi: "nur im WLAN", demand: "auf Wunsch" },
};
const en: typeof de = {
  title: "Files",
  here: (bytes, here, all) =>
    `${formatBytes(bytes)} on this device: ${plural(here, { one: "1 original", other: `${formatNumber(here)} originals` })} of ${formatNumber(all)}.`,
  none: "No files yet.",
  bin: (bytes) => `Of this ${formatBytes(bytes)} in the bin; after 90 days there it is freed by itself.`,
  free: "Free now",
  freeTitle: "Free files in the bin",
  freeText: (bytes) =>
    `The contents of all files in the bin are deleted, here and on all devices of the team as soon as they hear of it. This frees ${formatBytes(bytes)} here and cannot be undone.`,
  freeNow: "Free for good",
  cancel: "Cancel",
  freed: "Freed.",
  fetching: "What comes to this device by itself",
  fetchingText:
    "Previews and files of up to 260 kB always come. For larger originals this choice is for this device alone. “On Wi-Fi only” counts where the browser names the network; elsewhere, and “on demand”, the original comes when you download it.",
  groups: { photo: "Photos and scans", voice: "Voice notes", document: "Other files" },
  rules: { always: "always", wifi: "on Wi-Fi only", demand: "on demand" },
};
export const filesText = createText({ de, en });
