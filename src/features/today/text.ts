import { createText } from "../../i18n/createText.ts";
import { plural } from "../../i18n/format.ts";

const de = {
  today: "Heute",
  nothing: "Heute steht nichts an.",
  logVisit: "Besuch eintragen",
  newContact: "Neuer Kontakt",
  news: "Neu seit dem letzten Mal",
  seen: "Alles gesehen",
  noNews: "Nichts Neues von anderen.",
  recent: "Zuletzt zu tun gehabt",
  added: "Neu dazugekommen",
  made: (name: string) => `${name} hat angelegt`,
  changed: (name: string) => `${name} hat geändert`,
  imported: (name: string) => `${name} hat importiert`,
  more: (n: number) => plural(n, { one: "und eine weitere Änderung", other: `und ${n} weitere Änderungen` }),
  emptyText: "Hier steht, was anzupacken ist, was es Neues gibt und mit wem Sie zuletzt zu tun hatten.",
  event: "Eintrag",
};
const en: typeof de = {
  today: "Today",
  nothing: "Nothing due today.",
  logVisit: "Log a visit",
  newContact: "New contact",
  news: "New since last time",
  seen: "Mark all as seen",
  noNews: "Nothing new from others.",
  recent: "Recent contacts",
  added: "Recently added",
  made: (name) => `${name} added`,
  changed: (name) => `${name} changed`,
  imported: (name) => `${name} imported`,
  more: (n) => plural(n, { one: "and one more change", other: `and ${n} more changes` }),
  emptyText: "Here you will see what to do, what is new, and whom you dealt with last.",
  event: "Activity",
};
export const text = createText({ de, en });
