import { createText } from "../../i18n/createText.ts";
import { formatNumber, formatShort, plural } from "../../i18n/format.ts";

const de = {
  touch: "Kontakt halten",
  due: "Kontakt geht verloren",
  nobody: "Niemand ist überfällig.",
  nobodyText:
    "Hier steht, bei wem Sie sich länger nicht gemeldet haben als gewünscht, und welche offene Verkaufschance keinen nächsten Schritt hat. Wie oft Sie sich melden wollen, sagen Sie in den Einstellungen oder beim Kontakt.",
  toSettings: "Zu den Einstellungen",
  never: "noch kein Kontakt",
  last: (day: string) => `zuletzt ${formatShort(day)}`,
  all: (n: number) => `Alle ${formatNumber(n)} anzeigen`,
  more: (n: number) => plural(n, { one: "und ein weiterer Kontakt", other: `und ${formatNumber(n)} weitere Kontakte` }),
  whose: "Wessen",
  mine: "Meine",
  everybody: "Alle",
};
const en: typeof de = {
  touch: "Keeping in touch",
  due: "Losing touch",
  nobody: "Nobody is overdue.",
  nobodyText:
    "Here you see whom you have not been in touch with for longer than you wanted, and which open deal has no next step. How often you want to be in touch you say in the settings or on a contact.",
  toSettings: "Open settings",
  never: "never in touch yet",
  last: (day) => `last ${formatShort(day)}`,
  all: (n) => `Show all ${formatNumber(n)}`,
  more: (n) => plural(n, { one: "and one more contact", other: `and ${formatNumber(n)} more contacts` }),
  whose: "Whose",
  mine: "Mine",
  everybody: "Everybody’s",
};
export const text = createText({ de, en });
