import { createText } from "../../i18n/createText.ts";
import { formatNumber, formatRelative, plural } from "../../i18n/format.ts";

/** A device that has everything, and when it was last connected; null while it is. */
export interface Holder {
  readonly name: string;
  readonly seenMs: number | null;
}
const ago = (ms: number): string => formatRelative(new Date(ms).toISOString());

const de = {
  switch: "Arbeitsbereich wechseln",
  workspaces: "Arbeitsbereiche",
  new: "Neuer Arbeitsbereich",
  join: "Mit Einladung beitreten",
  sample: "Beispieldaten",
  waiting: "wartet auf Einlass",
  here: "geöffnet",
  leave: "Arbeitsbereich verlassen",
  stay: "Hierbleiben",
  leaveNow: "Verlassen",
  exportFirst: "Vorher exportieren",
  onlyHere: (n: number) =>
    plural(n, {
      one: "Auf diesem Gerät liegt eine Änderung, die sonst niemand hat.",
      other: `Auf diesem Gerät liegen ${formatNumber(n)} Änderungen, die sonst niemand hat.`,
    }),
  nobodyElse: "Kein anderes Gerät hat diesen Arbeitsbereich: danach ist alles weg.",
  holder: ({ name, seenMs }: Holder) =>
    seenMs === null
      ? `${name} hat alles und ist gerade verbunden; dort bleibt es.`
      : `${name} hatte alles, zuletzt verbunden ${ago(seenMs)}.`,
  longAgo: ({ name, seenMs }: Holder) =>
    seenMs
      ? `Ob es noch woanders liegt, ist ungewiss: ${name} hatte alles, war aber zuletzt ${ago(seenMs)} verbunden.`
      : `Ob es noch woanders liegt, ist ungewiss: ${name} hat es nur über andere bestätigt.`,
  leaveText: (name: string) => `„${name}“ wird von diesem Gerät entfernt.`,
  left: "Verlassen.",
  typeName: "Zur Sicherheit bitte den Namen eintippen",
};
const en: typeof de = {
  switch: "Switch workspace",
  workspaces: "Workspaces",
  new: "New workspace",
  join: "Join with an invitation",
  sample: "Sample data",
  waiting: "waiting to be let in",
  here: "open",
  leave: "Leave workspace",
  stay: "Stay",
  leaveNow: "Leave",
  exportFirst: "Export first",
  onlyHere: (n) =>
    plural(n, { one: "One change exists only on this device.", other: `${formatNumber(n)} changes exist only on this device.` }),
  nobodyElse: "No other device has this workspace: everything will be gone.",
  holder: ({ name, seenMs }) =>
    seenMs === null
      ? `${name} has everything and is connected now; it stays there.`
      : `${name} had everything when it was last connected, ${ago(seenMs)}.`,
  longAgo: ({ name, seenMs }) =>
    seenMs
      ? `It is uncertain whether anyone else still has it: ${name} had everything, but was last connected ${ago(seenMs)}.`
      : `It is uncertain whether anyone else has it: ${name} only confirmed it through others.`,
  leaveText: (name) => `“${name}” will be removed from this device.`,
  left: "Left.",
  typeName: "To be sure, please type the name",
};
export const text = createText({ de, en });
