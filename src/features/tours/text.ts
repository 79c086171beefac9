import { formatClock as formatWallTime } from "../../i18n/calendarFormat.ts";
import { createText } from "../../i18n/createText.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber, plural } from "../../i18n/format.ts";
import type { Candidate, VisitReason } from "../../tours/candidates.ts";
import type { KnownBy, UnplacedReason } from "../../tours/places.ts";

export const kilometres = (km: number): string => `${formatNumber(km, { maximumFractionDigits: km < 10 ? 1 : 0 })} km`;
const days = {
  de: (n: number) => plural(n, { one: "1 Tag", other: `${formatNumber(n)} Tage` }),
  en: (n: number) => plural(n, { one: "1 day", other: `${formatNumber(n)} days` }),
};
const clockIn = (at: string): string => (at.length > 10 ? formatWallTime(at) : "");

type Unplaced = Readonly<Record<UnplacedReason | "contact-missing", string>>;

const de = {
  tour: "Tour",
  day: "Tag",
  departure: "Abfahrt",
  start: "Start",
  end: "Ziel",
  noStart: "beim ersten Besuch",
  ends: { start: "zurück zum Start", first: "zurück zum ersten Besuch", last: "beim letzten Besuch", place: "an einem anderen Ort" },
  endPlace: "Ort des Ziels",
  here: "Hier",
  hereHint: "Standort dieses Geräts als Start nehmen",
  change: "Ändern",
  placeOf: (what: string) => `${what}: Wo?`,
  placeHint: "Postleitzahl und Ort, ein Punkt (48.2, 16.37) oder der Link einer Karte",
  placeUnknown: "Diesen Ort finden wir nicht. Postleitzahl und Ort zusammen führen am weitesten, zum Beispiel: 86150 Augsburg",
  take: "Übernehmen",
  cancel: "Abbrechen",
  save: "Speichern",
  remove: "Entfernen",
  visits: (n: number) => plural(n, { one: "1 Besuch", other: `${formatNumber(n)} Besuche` }),
  visitsTitle: "Besuche",
  add: "Wen besuchen?",
  empty: "Noch kein Besuch",
  emptyText: "Wählen Sie aus den Vorschlägen, oder suchen Sie einen Kontakt.",
  best: "Beste Reihenfolge",
  isBest: "Das ist die beste Reihenfolge.",
  costs: (km: string) => `${km} mehr als die beste Reihenfolge`,
  shorter: (km: string) => `${km} weniger, aber mit Verspätung`,
  moreLate: (minutes: string) => `${minutes} Verspätung, die sich vermeiden ließe`,
  totals: (km: string, minutes: string, end: string) => `${km} · ${minutes} Fahrt · fertig um ${end}`,
  estimated: "Geschätzt: Luftlinie × 1,3, mit 50 km/h. Kein Kartendienst wird gefragt.",
  leg: (km: string, minutes: string) => `${km}, ${minutes}`,
  back: (km: string, minutes: string) => `${km}, ${minutes} zum Ziel`,
  sameTown: "im selben Ort",
  at: (arrives: string, leaves: string) => `${arrives}–${leaves}`,
  waits: (minutes: string) => `${minutes} warten`,
  late: (minutes: string) => `${minutes} zu spät`,
  window: (from: string, until: string) => (from && until ? `zwischen ${from} und ${until}` : until ? `bis ${until}` : `ab ${from}`),
  knownBy: { visit: "Ort vom Besuch", hand: "Ort von Hand", postCode: "Ort nach Postleitzahl", town: "Ortsmitte" } satisfies Record<
    KnownBy,
    string
  > as Record<KnownBy, string>,
  unplaced: {
    "address-missing": "Ohne Anschrift: Der Ort fehlt noch.",
    "country-unknown": "Für dieses Land kennen wir keine Orte. Bitte geben Sie den Ort an.",
    "town-unknown": "Diesen Ort finden wir nicht. Bitte geben Sie ihn an.",
    "town-ambiguous": "Diesen Ort gibt es mehrmals. Bitte ergänzen Sie die Postleitzahl.",
    "contact-missing": "Dieser Kontakt ist nicht mehr da.",
  } satisfies Unplaced as Unplaced,
  notInOrder: "Nicht in der Reihenfolge:",
  actions: (name: string) => `${name}: Mehr`,
  edit: "Dauer und Zeiten",
  minutes: "Dauer in Minuten",
  minutesWrong: "Bitte eine Zahl von Minuten, höchstens 1440.",
  from: "Frühestens",
  until: "Spätestens",
  windowWrong: "Das Späteste liegt vor dem Frühesten.",
  givePlace: "Ort angeben",
  placeOfVisit: "Wo ist das?",
  up: "Nach oben",
  down: "Nach unten",
  first: "Als Erstes",
  last: "Als Letztes",
  withCost: (what: string, cost: string) => `${what} (${cost})`,
  open: "In der Karte öffnen",
  route: (map: string) => `Route in ${map === "Apple Maps" ? "Apple Karten" : map}`,
  routeNote: (map: string, n: number, all: number) =>
    `${map === "Apple Maps" ? "Apple Karten" : map} erfährt dabei ${n < all ? `die ersten ${formatNumber(n)} Orte` : "diese Orte"}.`,
  calendar: "In den Kalender",
  inCalendar: (made: number, kept: number) =>
    `${plural(made, { one: "1 Besuch steht", other: `${formatNumber(made)} Besuche stehen` })} jetzt im Kalender.${kept > 0 ? ` ${plural(kept, { one: "Einer stand", other: `${formatNumber(kept)} standen` })} schon dort.` : ""}`,
  allInCalendar: "Diese Besuche stehen schon im Kalender.",
  print: "Drucken",
  clear: "Tour leeren",
  cleared: "Tour geleert.",
  removed: (name: string) => `${name} ist nicht mehr in der Tour.`,
  undo: "Rückgängig",
  candidates: "Vorschläge",
  candidatesText: "Nach Wert, Dringlichkeit und Nähe.",
  noCandidates: "Für diesen Tag drängt nichts.",
  noCandidatesText: "Vorgeschlagen wird, wer Kunde ist und lange nicht gesehen wurde, oder für wen etwas zu tun ist.",
  addCandidate: (name: string) => `${name} einplanen`,
  addShort: "Einplanen",
  away: (km: string) => `${km} weg`,
  picture: (n: number, km: string) =>
    `Bild der Tour: ${plural(n, { one: "1 Besuch", other: `${formatNumber(n)} Besuche` })}, ${km}. Norden ist oben.`,
  north: "N",
  tooMany: "Mehr als 50 Besuche passen nicht in eine Tour.",
  printed: (workspace: string, day: string) => `${workspace} · gedruckt am ${day}`,
  columns: { time: "Zeit", visit: "Besuch", way: "Weg" },
  move: "Mit Alt und den Pfeiltasten verschieben",
  reason: (reason: VisitReason, currency: string): string => {
    switch (reason.code) {
      case "appointment":
        return clockIn(reason.at) ? `Termin um ${clockIn(reason.at)}` : "Termin an diesem Tag";
      case "task-late":
        return `Überfällig seit ${formatDay(reason.dueOn)}: ${reason.title}${more.de(reason.more)}`;
      case "task-due":
        return `An diesem Tag fällig: ${reason.title}${more.de(reason.more)}`;
      case "task-soon":
        return `Fällig am ${formatDay(reason.dueOn)}: ${reason.title}${more.de(reason.more)}`;
      case "touch-late":
        return `Alle ${days.de(reason.every)} gewünscht, seit ${days.de(reason.days)} überfällig`;
      case "touch-soon":
        return `Wieder dran am ${formatDay(reason.dueOn)} (alle ${days.de(reason.every)})`;
      case "unseen":
        return `Zuletzt gesprochen am ${formatDay(reason.lastOn)}`;
      case "never-seen":
        return "Noch nie gesprochen";
      case "value":
        return `${"AB"[reason.abcClass]}\u2011Kunde${reason.revenue === undefined ? "" : `, ${formatMoney(Math.round(reason.revenue * 100), currency)} im Jahr`}`;
      case "near":
        return reason.kilometres < sameTownKm ? de.sameTown : `nur ${kilometres(reason.kilometres)} entfernt`;
    }
  },
};

/** Two addresses of one post code lie at one point. */
export const sameTownKm = 0.05;

const more = {
  de: (n: number): string => (n > 0 ? ` und ${formatNumber(n)} weitere` : ""),
  en: (n: number): string => (n > 0 ? ` and ${formatNumber(n)} more` : ""),
};

const en: typeof de = {
  tour: "Tour",
  day: "Day",
  departure: "Departure",
  start: "Start",
  end: "End",
  noStart: "at the first visit",
  ends: { start: "back at the start", first: "back at the first visit", last: "at the last visit", place: "somewhere else" },
  endPlace: "Where it ends",
  here: "Here",
  hereHint: "Start where this device is",
  change: "Change",
  placeOf: (what) => `${what}: where?`,
  placeHint: "Post code and town, a point (48.2, 16.37) or the link of a map",
  placeUnknown: "We cannot find this place. Post code and town together work best, for example: 86150 Augsburg",
  take: "Use it",
  cancel: "Cancel",
  save: "Save",
  remove: "Remove",
  visits: (n) => plural(n, { one: "1 visit", other: `${formatNumber(n)} visits` }),
  visitsTitle: "Visits",
  add: "Whom to visit?",
  empty: "No visit yet",
  emptyText: "Choose from the suggestions, or look for a contact.",
  best: "Best order",
  isBest: "This is the best order.",
  costs: (km) => `${km} more than the best order`,
  shorter: (km) => `${km} less, but late`,
  moreLate: (minutes) => `${minutes} late that could be avoided`,
  totals: (km, minutes, end) => `${km} · ${minutes} on the road · done at ${end}`,
  estimated: "Estimated: as the crow flies × 1.3, at 50 km/h. No map service is asked.",
  leg: (km, minutes) => `${km}, ${minutes}`,
  back: (km, minutes) => `${km}, ${minutes} to the end`,
  sameTown: "in the same town",
  at: (arrives, leaves) => `${arrives}–${leaves}`,
  waits: (minutes) => `${minutes} of waiting`,
  late: (minutes) => `${minutes} late`,
  window: (from, until) => (from && until ? `between ${from} and ${until}` : until ? `by ${until}` : `from ${from}`),
  knownBy: { visit: "place from a visit", hand: "place set by hand", postCode: "place by post code", town: "middle of the town" },
  unplaced: {
    "address-missing": "No address: the place is missing.",
    "country-unknown": "We know no places in this country. Please say where it is.",
    "town-unknown": "We cannot find this town. Please say where it is.",
    "town-ambiguous": "There are several towns of this name. Please add the post code.",
    "contact-missing": "This contact is not here any more.",
  },
  notInOrder: "Not in the order:",
  actions: (name) => `${name}: more`,
  edit: "Length and hours",
  minutes: "Length in minutes",
  minutesWrong: "Please give a number of minutes, 1440 at most.",
  from: "Not before",
  until: "Not after",
  windowWrong: "The latest is before the earliest.",
  givePlace: "Say where it is",
  placeOfVisit: "Where is it?",
  up: "Move up",
  down: "Move down",
  first: "Make it the first",
  last: "Make it the last",
  withCost: (what, cost) => `${what} (${cost})`,
  open: "Open in the map",
  route: (map) => `Route in ${map}`,
  routeNote: (map, n, all) => `${map} then learns ${n < all ? `the first ${formatNumber(n)} places` : "these places"}.`,
  calendar: "Put into the calendar",
  inCalendar: (made, kept) =>
    `${plural(made, { one: "1 visit is", other: `${formatNumber(made)} visits are` })} in the calendar now.${kept > 0 ? ` ${plural(kept, { one: "One was", other: `${formatNumber(kept)} were` })} there before.` : ""}`,
  allInCalendar: "These visits are in the calendar already.",
  print: "Print",
  clear: "Empty the tour",
  cleared: "Tour emptied.",
  removed: (name) => `${name} is no longer in the tour.`,
  undo: "Undo",
  candidates: "Suggestions",
  candidatesText: "By worth, urgency and distance.",
  noCandidates: "Nothing is pressing on this day.",
  noCandidatesText: "Suggested are customers who have not been seen for long, and those for whom something is to be done.",
  addCandidate: (name) => `Add ${name}`,
  addShort: "Add",
  away: (km) => `${km} away`,
  picture: (n, km) => `Picture of the tour: ${plural(n, { one: "1 visit", other: `${formatNumber(n)} visits` })}, ${km}. North is up.`,
  north: "N",
  tooMany: "More than 50 visits do not fit into a tour.",
  printed: (workspace, day) => `${workspace} · printed on ${day}`,
  columns: { time: "Time", visit: "Visit", way: "Way" },
  move: "Move with Alt and the arrow keys",
  reason: (reason, currency) => {
    switch (reason.code) {
      case "appointment":
        return clockIn(reason.at) ? `Appointment at ${clockIn(reason.at)}` : "Appointment on that day";
      case "task-late":
        return `Overdue since ${formatDay(reason.dueOn)}: ${reason.title}${more.en(reason.more)}`;
      case "task-due":
        return `Due on that day: ${reason.title}${more.en(reason.more)}`;
      case "task-soon":
        return `Due on ${formatDay(reason.dueOn)}: ${reason.title}${more.en(reason.more)}`;
      case "touch-late":
        return `Wanted every ${days.en(reason.every)}, ${days.en(reason.days)} overdue`;
      case "touch-soon":
        return `Due again on ${formatDay(reason.dueOn)} (every ${days.en(reason.every)})`;
      case "unseen":
        return `Last spoken to on ${formatDay(reason.lastOn)}`;
      case "never-seen":
        return "Never spoken to";
      case "value":
        return `${"AB"[reason.abcClass]} customer${reason.revenue === undefined ? "" : `, ${formatMoney(Math.round(reason.revenue * 100), currency)} a year`}`;
      case "near":
        return reason.kilometres < sameTownKm ? en.sameTown : `only ${kilometres(reason.kilometres)} away`;
    }
  },
};

export const text = createText({ de, en });

/** Why somebody is proposed, in a sentence. */
export const reasonsOf = (candidate: Candidate, currency: string): string =>
  candidate.reasons.map((reason) => text().reason(reason, currency)).join(" · ");

export const roundMinutes = (minutes: number): string => formatMinutes(Math.round(minutes));
