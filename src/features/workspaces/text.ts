import { createText } from "../../i18n/createText.ts";
import { formatNumber, plural } from "../../i18n/format.ts";

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
  others: (n: number) =>
    plural(n, { one: "Ein anderes Gerät hat alles; dort bleibt es.", other: `${n} andere Geräte haben alles; dort bleibt es.` }),
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
  others: (n) =>
    plural(n, { one: "Another device has everything; it stays there.", other: `${n} other devices have everything; it stays there.` }),
  leaveText: (name) => `“${name}” will be removed from this device.`,
  left: "Left.",
  typeName: "To be safe, please type the name",
};
export const text = createText({ de, en });
