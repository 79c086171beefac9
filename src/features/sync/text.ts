import { createText } from "../../i18n/createText.ts";
import { formatBytes, formatList, formatMoment, formatNumber, formatRelative, formatTime, plural } from "../../i18n/format.ts";

const n = formatNumber;
const instant = (ms: number): string => new Date(ms).toISOString();
/** "14:02" of today, else with its day. */
const since = (ms: number): string =>
  new Date(ms).toDateString() === new Date().toDateString() ? formatTime(instant(ms)) : formatMoment(instant(ms));
const isJustNow = (ms: number): boolean => Date.now() - ms < 60_000;

const de = {
  devices: "Geräte",
  savedHere: "Alles, was Sie eingeben, ist auf diesem Gerät gespeichert.",
  onAll: (all: number) => `Alles ist auf ${n(all)} von ${n(all)} Geräten.`,
  onSome: (copies: number, all: number) => `Ihre letzte Änderung ist auf ${n(copies)} von ${n(all)} Geräten.`,
  onlyHere: (count: number) =>
    plural(count, { one: "Eine Änderung liegt nur auf diesem Gerät.", other: `${n(count)} Änderungen liegen nur auf diesem Gerät.` }),
  onlyDevice: "Dies ist das einzige Gerät. Geht es verloren, sind die Daten weg.",
  connectedTo: (devices: readonly string[]) => `Verbunden mit ${formatList(devices)}.`,
  alone: (ms: number) => `Nicht verbunden seit ${since(ms)}.`,
  offline: (ms: number | null) => (ms === null ? "Sie arbeiten offline." : `Sie arbeiten offline, seit ${since(ms)}.`),
  noMeetingPoint:
    "Es fehlt ein Treffpunkt: an dieser Adresse antwortet keiner, deshalb finden sich die Geräte nicht. Läuft der Server? Sonst hilft ein Eintrag unter „signalling“ in config.json.",
  noNetwork: "Dieses Gerät hat gerade kein Netz. Alles geht weiter; ausgetauscht wird, sobald es wieder da ist.",
  meetingPointAbsent: "Kontor hält hier gerade keine Verbindungen; ein sichtbares Fenster nimmt sie wieder auf.",
  unsupported:
    "Dieser Browser kann sich nicht mit anderen Geräten verbinden; gearbeitet und gespeichert wird hier trotzdem. Zum Austauschen öffnen Sie Kontor in Chrome, Edge, Firefox oder Safari.",
  searching: "Sucht die anderen Geräte …",
  connecting: "Ein Gerät ist da und wird verbunden …",
  noDevices: "Kein anderes Gerät des Teams hat Kontor gerade offen. Ausgetauscht wird, sobald eines da ist.",
  noPath: (count: number) =>
    `${plural(count, { one: "Ein Gerät ist", other: `${n(count)} Geräte sind` })} da, aber die Netze lassen keine direkte Verbindung zu. Ins gleiche WLAN gehen oder einen Vermittler (TURN) eintragen.`,
  receiving: (have: number, total: number) => `${n(have)} von ${n(total)} Kontakten`,
  workOffline: "Offline arbeiten",
  workOfflineHint: "Bleibt an, bis Sie es ausschalten. Alles geht weiter; ausgetauscht wird danach.",
  thisDevice: "dieses Gerät",
  connected: "jetzt verbunden",
  seen: (ms: number) => (isJustNow(ms) ? "gerade noch da" : ms > 0 ? `zuletzt ${formatRelative(instant(ms))}` : "noch nie gesehen"),
  hasAll: "hat alles",
  lacks: (count: number) => plural(count, { one: "ihm fehlt eine Änderung", other: `ihm fehlen ${n(count)} Änderungen` }),
  lacksAll: "hat noch nichts",
  invite: "Team einladen",
  storage: "Speicher",
  used: (bytes: number) => `${formatBytes(bytes)} belegt`,
  kept: "Der Browser behält die Daten dauerhaft.",
  notKept: "Der Browser darf die Daten löschen, wenn der Platz knapp wird.",
  keep: "Dauerhaft behalten",
  keptNow: "Der Browser behält diese Daten dauerhaft.",
  notKeptNow: "Der Browser hat das nicht zugesagt. Ist Kontor installiert, behält er die Daten meist.",
  traffic: (sent: number, received: number) => `Seit dem Öffnen gesendet: ${formatBytes(sent)}, empfangen: ${formatBytes(received)}.`,
  waiting: (count: number) =>
    plural(count, { one: "Eine Änderung wartet noch auf eine frühere.", other: `${n(count)} Änderungen warten noch auf frühere.` }),
  sample: "Beispieldaten bleiben auf diesem Gerät und werden nie ausgetauscht.",
};
const en: typeof de = {
  devices: "Devices",
  savedHere: "Everything you enter is saved on this device.",
  onAll: (all) => `Everything is on ${n(all)} of ${n(all)} devices.`,
  onSome: (copies, all) => `Your latest change is on ${n(copies)} of ${n(all)} devices.`,
  onlyHere: (count) =>
    plural(count, { one: "One change exists only on this device.", other: `${n(count)} changes exist only on this device.` }),
  onlyDevice: "This is the only device. If it is lost, the data is gone.",
  connectedTo: (devices) => `Connected to ${formatList(devices)}.`,
  alone: (ms) => `Not connected since ${since(ms)}.`,
  offline: (ms) => (ms === null ? "You are working offline." : `You are working offline, since ${since(ms)}.`),
  noMeetingPoint:
    "No meeting point answers at this address, so devices cannot find each other. Is the server running? Otherwise set one under “signalling” in config.json.",
  noNetwork: "This device is offline right now. You can keep working; changes are exchanged as soon as the network is back.",
  meetingPointAbsent: "Kontor is not keeping connections here right now; a visible window will pick them up again.",
  unsupported:
    "This browser cannot connect to other devices; you can still work and save here. To exchange data, open Kontor in Chrome, Edge, Firefox or Safari.",
  searching: "Looking for the other devices …",
  connecting: "A device is online and connecting …",
  noDevices: "No other device of the team has Kontor open right now. Changes are exchanged as soon as one does.",
  noPath: (count) =>
    `${plural(count, { one: "One device is", other: `${n(count)} devices are` })} online, but the networks do not allow a direct connection. Use the same Wi-Fi or set up a relay (TURN).`,
  receiving: (have, total) => `${n(have)} of ${n(total)} contacts`,
  workOffline: "Work offline",
  workOfflineHint: "Stays on until you switch it off. You can keep working; changes are exchanged afterwards.",
  thisDevice: "this device",
  connected: "connected now",
  seen: (ms) => (isJustNow(ms) ? "online a moment ago" : ms > 0 ? `last seen ${formatRelative(instant(ms))}` : "not seen yet"),
  hasAll: "has everything",
  lacks: (count) => plural(count, { one: "is missing one change", other: `is missing ${n(count)} changes` }),
  lacksAll: "has nothing yet",
  invite: "Invite team",
  storage: "Storage",
  used: (bytes) => `${formatBytes(bytes)} used`,
  kept: "The browser keeps the data for good.",
  notKept: "The browser may delete the data when space runs out.",
  keep: "Keep for good",
  keptNow: "The browser keeps this data for good.",
  notKeptNow: "The browser has not agreed. Once Kontor is installed, it usually keeps the data.",
  traffic: (sent, received) => `Sent since opening: ${formatBytes(sent)}, received: ${formatBytes(received)}.`,
  waiting: (count) =>
    plural(count, {
      one: "One change is still waiting for an earlier one.",
      other: `${n(count)} changes are still waiting for earlier ones.`,
    }),
  sample: "Sample data stays on this device and is never exchanged.",
};
export const text = createText({ de, en });
