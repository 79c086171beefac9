// What the analyses say about their own answers, and why they refuse one: a sentence for every code, saying what to do.
import { ownValue } from "../lib/own.ts";
import { createText } from "./createText.ts";
import { customFieldName } from "./customName.ts";
import type { Facts, Messages } from "./errors.ts";
import { formatDay, formatList, formatNumber, formatPercent, plural } from "./format.ts";
import { periodName } from "./periods.ts";

const refusalCodes = [
  "analysis-cancelled",
  "cuts-not-ascending",
  "data-too-few",
  "day-unreadable",
  "dimension-unknown",
  "fields-missing",
  "level-unknown",
  "measure-unknown",
  "method-unknown",
  "option-missing",
  "option-out-of-range",
  "option-unknown",
  "pivot-too-wide",
  "rate-negative",
  "rules-too-many",
  "running-total-of",
  "threshold-out-of-range",
  "time-axis-missing",
] as const;

const warningCodes = [
  "answer-later-than-as-of",
  "as-of-without-days",
  "back-test-impossible",
  "calibration-off",
  "collective-left-out",
  "cost-from-product",
  "cost-unknown",
  "currency-left-out",
  "days-missing",
  "expected-too-high",
  "expected-too-low",
  "facts-end-early",
  "field-constant",
  "field-leaks-answer",
  "field-like-an-id",
  "field-too-many-values",
  "field-unreadable",
  "fit-not-converged",
  "fit-not-settled",
  "funnel-needs-pipeline",
  "group-missing",
  "history-unknown",
  "interaction-without-customer",
  "line-without-price",
  "mean-value-unbounded",
  "minutes-unknown",
  "no-better-than-chance",
  "no-better-than-naive",
  "no-better-than-popularity",
  "not-converged",
  "only-returns",
  "open-without-amount",
  "open-without-probability",
  "orders-and-invoices",
  "outside-segments",
  "parameters-at-limit",
  "party-missing",
  "period-incomplete",
  "product-missing",
  "purchase-without-day",
  "rate-unknown",
  "records-cut",
  "returns-left-out",
  "rules-of-few-baskets",
  "season-too-short",
  "series-empty",
  "stage-history-missing",
  "time-order-impossible",
  "value-depends-on-frequency",
  "values-missing",
  "values-unknown",
  "values-unreadable",
  "without-revenue",
  "won-without-amount",
] as const;

export type AnalysisRefusalCode = (typeof refusalCodes)[number];
export type AnalysisWarningCode = (typeof warningCodes)[number];

const numberOf = (facts: Facts, name: string): number => (typeof facts[name] === "number" ? facts[name] : 0);
const n = (facts: Facts, name: string): string => formatNumber(numberOf(facts, name));
const rounded = (facts: Facts, name: string): string => formatNumber(Math.round(numberOf(facts, name)));
const share = (facts: Facts, name: string): string => formatPercent(numberOf(facts, name));
const words = (facts: Facts, name: string): string => String(facts[name] ?? "?");
const many = (facts: Facts, name: string, one: string, other: string): string =>
  plural(numberOf(facts, name), { one, other: other.replace("#", n(facts, name)) });

/** "in CHF"; of several "in other currencies (10 CHF, 2 USD)". */
function inCurrencies(facts: Facts, several: string): string {
  const counts = Object.entries((facts["currencies"] ?? {}) as Readonly<Record<string, number>>);
  if (counts.length === 1) return `in ${counts[0]?.[0]}`;
  return `${several} (${counts.map(([currency, count]) => `${formatNumber(count)} ${currency}`).join(", ")})`;
}

/** What can be too few, and what to do about it. */
const whatDe: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  customers: ["Kunden mit Käufen", "Importieren Sie mehr Käufe, oder wählen Sie einen längeren Zeitraum."],
  repeaters: ["Kunden, die mehr als einmal gekauft haben", "Importieren Sie auch ältere Käufe."],
  "repeaters-with-value": ["Kunden mit mehreren Käufen und bekanntem Betrag", "Importieren Sie Käufe mit Beträgen."],
  months: ["ganze Monate mit Werten", "Importieren Sie weiter zurückliegende Monate, oder wählen Sie ein einfacheres Verfahren."],
  baskets: ["Einkäufe mit Produkten", "Importieren Sie Käufe mit ihren Positionen."],
  answered: ["Kontakte, deren Antwort bekannt ist", "Warten Sie weitere Ergebnisse ab, oder importieren Sie frühere."],
  "rarer-answer": ["Fälle der selteneren Antwort", "Wählen Sie einen anderen Zeitraum, oder importieren Sie mehr Fälle."],
};
const whatEn: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  customers: ["customers with purchases", "Import more purchases or choose a longer period."],
  repeaters: ["customers who bought more than once", "Import earlier purchases too."],
  "repeaters-with-value": ["customers with several purchases of known value", "Import purchases with their amounts."],
  months: ["whole months with values", "Import earlier months, or choose a simpler method."],
  baskets: ["purchases with products", "Import purchases with their lines."],
  answered: ["contacts whose answer is known", "Wait for more results, or import earlier ones."],
  "rarer-answer": ["cases of the rarer answer", "Choose another period, or import more cases."],
};

/** What an option is called on screen; others by their name. */
const optionsDe: Readonly<Record<string, string>> = {
  asOf: "Stichtag",
  from: "Beginn",
  cuts: "Grenzen",
  periods: "Monate",
  discountRate: "Zins",
  marginShare: "Marge",
  horizonDays: "Tage",
  horizon: "Monate",
  level: "Sicherheit",
  season: "Saison",
  minSupport: "Häufigkeit",
  support: "Häufigkeit",
  minConfidence: "Sicherheit",
  confidence: "Sicherheit",
  minLength: "Länge",
  maxLength: "Länge",
  hourlyCost: "Stundensatz",
  visitCost: "Kosten je Besuch",
  mailingCost: "Kosten je Sendung",
  field: "Feld",
  positive: "Antwort",
};
const optionsEn: Readonly<Record<string, string>> = {
  asOf: "As of",
  from: "From",
  cuts: "Thresholds",
  periods: "Months",
  discountRate: "Discount rate",
  marginShare: "Margin",
  horizonDays: "Days",
  horizon: "Months",
  level: "Confidence",
  season: "Season",
  minSupport: "Frequency",
  support: "Frequency",
  minConfidence: "Confidence",
  confidence: "Confidence",
  minLength: "Length",
  maxLength: "Length",
  hourlyCost: "Hourly cost",
  visitCost: "Cost per visit",
  mailingCost: "Cost per mailing",
  field: "Field",
  positive: "Answer",
};
const option = (names: Readonly<Record<string, string>>, facts: Facts, key = "option"): string => {
  const name = words(facts, key);
  return ownValue(names, name) ?? ownValue(names, name.split(".")[0] ?? "") ?? name;
};

const refusalsDe: Messages<AnalysisRefusalCode> = {
  "analysis-cancelled": () => "Abgebrochen. Sie können jederzeit neu rechnen lassen.",
  "cuts-not-ascending": () => "Die Grenzen müssen von klein nach groß aufeinander folgen. Bitte ordnen Sie sie.",
  "data-too-few": (e) => {
    const [what, remedy] = ownValue(whatDe, words(e, "what")) ?? ["Angaben", "Importieren Sie mehr Daten."];
    return `Dafür braucht es mindestens ${n(e, "needed")} ${what}; hier sind es ${n(e, "found")}. ${remedy}`;
  },
  "day-unreadable": (e) => `„${words(e, "text")}“ ist kein Tag. Bitte wählen Sie einen aus dem Kalender.`,
  "dimension-unknown": (e) => `Danach lässt sich hier nicht gliedern (${words(e, "name")}). Bitte wählen Sie eine andere Gliederung.`,
  "fields-missing": () =>
    "Es bleibt kein Feld, aus dem sich lernen lässt: alle sind leer, überall gleich oder bei jedem Kontakt anders. Pflegen Sie Felder, in denen sich Kontakte unterscheiden.",
  "level-unknown": (e) => `Diese Stufe gibt es hier nicht (${words(e, "name")}). Bitte wählen Sie eine andere.`,
  "measure-unknown": (e) => `Diese Kennzahl gibt es hier nicht (${words(e, "name")}). Bitte wählen Sie eine andere.`,
  "method-unknown": (e) => `Diese Auswertung kennt Ihre Version von Kontor nicht (${words(e, "method")}). Bitte aktualisieren Sie Kontor.`,
  "option-missing": (e) => `Hier fehlt noch eine Angabe: ${option(optionsDe, e)}.`,
  "option-out-of-range": (e) => `„${option(optionsDe, e)}“ kann nicht ${words(e, "found")} sein. Bitte wählen Sie einen anderen Wert.`,
  "option-unknown": (e) => `Die Einstellung „${option(optionsDe, e)}“ gibt es hier nicht. Setzen Sie die Einstellungen zurück.`,
  "pivot-too-wide": () => "Diese Tabelle würde zu groß. Nehmen Sie eine gröbere Stufe (Monat statt Tag) oder grenzen Sie ein.",
  "rate-negative": () => "Ein Kostensatz kann nicht kleiner als null sein. Bitte berichtigen Sie ihn.",
  "rules-too-many": () => "Es gäbe zu viele Regeln, um sie zu lesen. Erhöhen Sie die Mindesthäufigkeit.",
  "running-total-of": () => "Nur Summen und Anzahlen lassen sich aufaddieren. Wählen Sie eine solche Kennzahl oder eine andere Anzeige.",
  "threshold-out-of-range": (e) => `„${option(optionsDe, e, "field")}“ muss größer als 0 und höchstens 100 % sein.`,
  "time-axis-missing": () =>
    "Ein Vergleich mit dem Vorjahr braucht eine Zeitachse. Legen Sie Jahr, Quartal oder Monat in Zeilen oder Spalten.",
};
const refusalsEn: Messages<AnalysisRefusalCode> = {
  "analysis-cancelled": () => "Cancelled. You can run it again at any time.",
  "cuts-not-ascending": () => "The thresholds must go from small to large. Please put them in order.",
  "data-too-few": (e) => {
    const [what, remedy] = ownValue(whatEn, words(e, "what")) ?? ["records", "Import more data."];
    return `This needs at least ${n(e, "needed")} ${what}; there are ${n(e, "found")}. ${remedy}`;
  },
  "day-unreadable": (e) => `“${words(e, "text")}” is not a day. Please choose one from the calendar.`,
  "dimension-unknown": (e) => `This cannot be broken down that way (${words(e, "name")}). Please choose something else.`,
  "fields-missing": () =>
    "No field is left to learn from: all are empty, the same everywhere, or different for every contact. Fill in fields in which contacts differ.",
  "level-unknown": (e) => `There is no such level here (${words(e, "name")}). Please choose another.`,
  "measure-unknown": (e) => `There is no such figure here (${words(e, "name")}). Please choose another.`,
  "method-unknown": (e) => `Your version of Kontor does not know this report (${words(e, "method")}). Please update Kontor.`,
  "option-missing": (e) => `Something is missing here: ${option(optionsEn, e)}.`,
  "option-out-of-range": (e) => `“${option(optionsEn, e)}” cannot be ${words(e, "found")}. Please choose another value.`,
  "option-unknown": (e) => `There is no setting “${option(optionsEn, e)}” here. Reset the settings.`,
  "pivot-too-wide": () => "This table would be too large. Take a coarser level (month instead of day) or narrow it down.",
  "rate-negative": () => "A cost rate cannot be below zero. Please correct it.",
  "rules-too-many": () => "There would be too many rules to read. Raise the minimum frequency.",
  "running-total-of": () => "Only sums and counts can be added up. Choose such a figure, or show it differently.",
  "threshold-out-of-range": (e) => `“${option(optionsEn, e, "field")}” must be above 0 and at most 100%.`,
  "time-axis-missing": () => "A comparison with the previous year needs a time axis. Put year, quarter or month in rows or columns.",
};

const fields = createText<Readonly<Record<string, string>>>({
  de: {
    purchases: "Käufe bisher",
    recentPurchases: "Käufe zuletzt",
    daysSinceLastPurchase: "Tage seit letztem Kauf",
    daysSinceFirstPurchase: "Tage seit erstem Kauf",
    meanDaysBetweenPurchases: "Tage zwischen Käufen",
    revenue: "Umsatz",
    meanPurchaseValue: "Umsatz je Kauf",
    kind: "Art",
    industry: "Branche",
    source: "Herkunft",
    language: "Sprache",
    owner: "Zuständig",
    employees: "Mitarbeiterzahl",
    legalForm: "Rechtsform",
    name: "Name",
  },
  en: {
    purchases: "purchases so far",
    recentPurchases: "purchases lately",
    daysSinceLastPurchase: "days since last purchase",
    daysSinceFirstPurchase: "days since first purchase",
    meanDaysBetweenPurchases: "days between purchases",
    revenue: "revenue",
    meanPurchaseValue: "revenue per purchase",
    kind: "kind",
    industry: "industry",
    source: "source",
    language: "language",
    owner: "owner",
    employees: "employees",
    legalForm: "legal form",
    name: "name",
  },
});
/** What a field that is learned from is called; a field of the team's own by its own name. */
export const analysisFieldName = (name: string): string => ownValue(fields(), name) ?? customFieldName(name.replace(/^custom\./, ""));
const field = (facts: Facts): string => analysisFieldName(words(facts, "field"));
const warningsDe: Messages<AnalysisWarningCode> = {
  "answer-later-than-as-of": (e) =>
    many(
      e,
      "count",
      "Eine Antwort ist jünger als der Stichtag und zählt nicht mit.",
      "# Antworten sind jünger als der Stichtag und zählen nicht mit.",
    ),
  "as-of-without-days": () => "Diese Angaben haben keine Tage; der Stichtag ändert nichts an ihnen.",
  "back-test-impossible": () =>
    "Für eine Probe an der Vergangenheit sind es zu wenige Monate: Wie gut die Vorhersage ist, lässt sich nicht sagen.",
  "calibration-off": (e) =>
    `Die Reihenfolge stimmt, die Prozentzahlen liegen aber um etwa ${share(e, "error")} daneben. Richten Sie sich nach der Reihenfolge.`,
  "collective-left-out": (e) =>
    many(
      e,
      "customers",
      "Ein Sammelkunde (Laufkundschaft) steht in keiner Rangliste: unter ihm kaufen viele.",
      "# Sammelkunden (Laufkundschaft) stehen in keiner Rangliste: unter ihnen kaufen viele.",
    ),
  "cost-from-product": (e) =>
    many(
      e,
      "lines",
      "Bei einer Position fehlten die Kosten; es zählen die heutigen des Produkts.",
      "Bei # Positionen fehlten die Kosten; es zählen die heutigen des Produkts.",
    ),
  "cost-unknown": (e) =>
    many(
      e,
      "lines",
      "Bei einer Position sind die Kosten unbekannt. Sie zählen nicht als null: Der Deckungsbeitrag ist dort nur nach oben begrenzt.",
      "Bei # Positionen sind die Kosten unbekannt. Sie zählen nicht als null: Der Deckungsbeitrag ist dort nur nach oben begrenzt.",
    ),
  "currency-left-out": (e) => {
    const [what, verb] =
      typeof e.deals === "number"
        ? [many(e, "deals", "Eine Verkaufschance", "# Verkaufschancen"), e.deals === 1 ? "zählt" : "zählen"]
        : [many(e, "purchases", "Ein Kauf", "# Käufe"), e.purchases === 1 ? "zählt" : "zählen"];
    return `${what} ${inCurrencies(e, "in anderen Währungen")} ${verb} hier nicht mit: Gezählt wird in ${words(e, "currency")}.`;
  },
  "days-missing": (e) =>
    many(
      e,
      "deals",
      "Bei einer Verkaufschance fehlt der Beginn oder das Ende; sie zählt nicht zur Dauer.",
      "Bei # Verkaufschancen fehlt der Beginn oder das Ende; sie zählen nicht zur Dauer.",
    ),
  "expected-too-high": (e) =>
    `In der Probe an der Vergangenheit wurden statt ${rounded(e, "expected")} erwarteter Verkaufschancen nur ${n(e, "won")} gewonnen; ${n(e, "stillOpen")} blieben offen. Was lange liegt, wird selten noch gewonnen: Nehmen Sie den erwarteten Wert als zu hoch, und schließen Sie ab, was aufgegeben ist.`,
  "expected-too-low": (e) =>
    `In der Probe an der Vergangenheit wurden statt ${rounded(e, "expected")} erwarteter Verkaufschancen ${n(e, "won")} gewonnen. Nehmen Sie den erwarteten Wert als zu niedrig.`,
  "facts-end-early": (e) =>
    `Der letzte Kauf war am ${formatDay(words(e, "last"))}. Wenn die Daten dort enden, wählen Sie diesen Tag als Stichtag; sonst sehen alle Kunden verloren aus.`,
  "field-constant": (e) => `„${field(e)}“ ist überall gleich oder leer und bleibt außen vor.`,
  "field-leaks-answer": (e) =>
    `„${field(e)}“ kennt die Antwort fast genau. Vermutlich wurde es erst danach ausgefüllt; schließen Sie es aus, sonst ist die Vorhersage zu schön.`,
  "field-like-an-id": (e) => `„${field(e)}“ ist bei fast jedem anders, wie eine Nummer, und bleibt außen vor.`,
  "field-too-many-values": (e) => `„${field(e)}“ hat zu viele verschiedene Werte (${n(e, "distinct")}) und bleibt außen vor.`,
  "field-unreadable": (e) => `„${field(e)}“ lässt sich nicht als Zahl, Tag oder Auswahl lesen und bleibt außen vor.`,
  "fit-not-converged": () => "Die Berechnung kam nicht ganz zum Abschluss. Nehmen Sie die Vorhersage als grobe Schätzung.",
  "fit-not-settled": () => "Die Berechnung kam nicht ganz zum Abschluss. Nehmen Sie die Werte als grobe Schätzung.",
  "funnel-needs-pipeline": () => "Es gibt mehrere Verkaufswege mit eigenen Stufen. Wählen Sie einen, um seinen Trichter zu sehen.",
  "group-missing": (e) => `Ohne Gruppe: ${formatList((e.members as readonly string[] | undefined)?.slice(0, 5) ?? [])}.`,
  "history-unknown": (e) => {
    const count = (e.ids as readonly string[] | undefined)?.length ?? 0;
    return plural(count, {
      one: "Von einem Kunden ist kein gekauftes Produkt bekannt.",
      other: `Von ${formatNumber(count)} Kunden ist kein gekauftes Produkt bekannt.`,
    });
  },
  "interaction-without-customer": (e) =>
    many(
      e,
      "interactions",
      "Ein Eintrag gehört zu keinem Kunden, sondern etwa zu einem Lieferanten, und zählt nicht mit.",
      "# Einträge gehören zu keinem Kunden, sondern etwa zu Lieferanten, und zählen nicht mit.",
    ),
  "line-without-price": (e) =>
    many(e, "lines", "Eine Position hat keinen Preis und zählt als 0.", "# Positionen haben keinen Preis und zählen als 0."),
  "mean-value-unbounded": () => "Einzelne Käufe sind so groß, dass kein Mittelwert verlässlich ist. Lesen Sie den Kundenwert mit Vorsicht.",
  "minutes-unknown": (e) =>
    many(
      e,
      "interactions",
      "Bei einem Eintrag steht keine Dauer. Geben Sie in den Einstellungen an, wie lange so etwas dauert.",
      "Bei # Einträgen steht keine Dauer. Geben Sie in den Einstellungen an, wie lange so etwas dauert.",
    ),
  "no-better-than-chance": () =>
    "Aus diesen Feldern lässt sich die Antwort nicht besser vorhersagen als durch Raten. Verwenden Sie die Prozentzahlen nicht.",
  "no-better-than-naive": () =>
    "In der Probe war die Vorhersage nicht besser als „wie zuletzt“. Verlassen Sie sich nicht auf Einzelheiten.",
  "no-better-than-popularity": () => "Die Empfehlungen treffen nicht öfter als die allgemein beliebtesten Produkte.",
  "not-converged": () => "Die Berechnung kam nicht ganz zum Abschluss. Nehmen Sie die Prozentzahlen als grobe Schätzung.",
  "only-returns": (e) =>
    many(e, "count", "Ein Kunde hat nur zurückgegeben und zählt nicht mit.", "# Kunden haben nur zurückgegeben und zählen nicht mit."),
  "open-without-amount": (e) =>
    many(
      e,
      "deals",
      "Eine offene Verkaufschance hat keinen Betrag; sie fehlt in der Summe.",
      "# offene Verkaufschancen haben keinen Betrag; sie fehlen in der Summe.",
    ),
  "open-without-probability": (e) =>
    many(
      e,
      "deals",
      "Von einer offenen Verkaufschance weiß niemand, wie wahrscheinlich sie ist; sie fehlt im erwarteten Wert.",
      "Von # offenen Verkaufschancen weiß niemand, wie wahrscheinlich sie sind; sie fehlen im erwarteten Wert.",
    ),
  "orders-and-invoices": (e) =>
    `Es gibt Aufträge (${n(e, "orders")}) und Rechnungen (${n(e, "invoices")}). Damit nichts doppelt zählt, ${e.counted === "order" ? "zählen nur die Aufträge" : "zählen nur die Rechnungen und Gutschriften"}.`,
  "outside-segments": (e) => many(e, "count", "Ein Kunde passt in keine Gruppe.", "# Kunden passen in keine Gruppe."),
  "parameters-at-limit": () => "Die Kunden unterscheiden sich zu wenig, um alles zu bestimmen. Die Reihenfolge gilt, die Werte sind grob.",
  "party-missing": (e) =>
    many(e, "lines", "Eine Position gehört zu keinem Kunden und fehlt hier.", "# Positionen gehören zu keinem Kunden und fehlen hier."),
  "period-incomplete": (e) =>
    e["from"] === undefined
      ? `Der Zeitraum ${periodName(words(e, "period"))} reicht nur bis ${formatDay(words(e, "until"))} und sieht daher kleiner aus, als er wird.`
      : `Vom Zeitraum ${periodName(words(e, "period"))} zählt nur, was ab ${formatDay(words(e, "from"))} war; er sieht daher kleiner aus, als er ist.`,
  "product-missing": (e) =>
    many(e, "lines", "Eine Position nennt kein Produkt und fehlt hier.", "# Positionen nennen kein Produkt und fehlen hier."),
  "purchase-without-day": (e) =>
    many(
      e,
      "purchases",
      "Ein Kauf hat keinen Tag und zählt nur, wo die Zeit keine Rolle spielt.",
      "# Käufe haben keinen Tag und zählen nur, wo die Zeit keine Rolle spielt.",
    ),
  "rate-unknown": (e) =>
    `Ohne „${option(optionsDe, e, "rate")}“ bleibt der Deckungsbeitrag offen. Tragen Sie ihn bei den Einstellungen ein.`,
  "records-cut": (e) => `Gezeigt werden die ersten ${n(e, "shown")} von ${n(e, "found")}.`,
  "returns-left-out": (e) =>
    many(e, "days", "Ein Tag mit überwiegend Rückgaben zählt nicht als Kauf.", "# Tage mit überwiegend Rückgaben zählen nicht als Kauf."),
  "rules-of-few-baskets": (e) =>
    `${many(e, "rules", "Eine Regel beruht", "# Regeln beruhen")} auf weniger als ${n(e, "fewerThan")} Einkäufen: Das kann Zufall sein.`,
  "season-too-short": (e) =>
    `Für eine Saison von ${n(e, "season")} Monaten braucht es ${n(e, "needed")} Monate, hier sind es ${n(e, "found")}. Sie bleibt außen vor.`,
  "series-empty": () => "Alle Monate sind null. Es gibt nichts vorherzusagen.",
  "stage-history-missing": (e) =>
    many(
      e,
      "deals",
      "Von einer Verkaufschance ist keine Stufe bekannt; sie fehlt im Trichter.",
      "Von # Verkaufschancen ist keine Stufe bekannt; sie fehlen im Trichter.",
    ),
  "time-order-impossible": () =>
    "Früher und später gibt es zu wenige Fälle; geprüft wurde darum ohne Rücksicht auf die Zeit. Das sieht meist etwas besser aus, als es ist.",
  "value-depends-on-frequency": (e) =>
    `Wer öfter kauft, gibt je Kauf ${numberOf(e, "correlation") > 0 ? "mehr" : "weniger"} aus. Der Kundenwert rechnet das nicht ein; nehmen Sie ihn als grobe Schätzung.`,
  "values-missing": (e) => many(e, "count", `„${field(e)}“ fehlt bei einem Kontakt.`, `„${field(e)}“ fehlt bei # Kontakten.`),
  "values-unknown": (e) =>
    many(e, "facts", "Ein Wert ist unbekannt und fehlt in der Summe.", "# Werte sind unbekannt und fehlen in der Summe."),
  "values-unreadable": (e) =>
    many(
      e,
      "count",
      `Ein Wert in „${field(e)}“ ist keine Zahl und gilt als fehlend.`,
      `# Werte in „${field(e)}“ sind keine Zahlen und gelten als fehlend.`,
    ),
  "without-revenue": (e) =>
    many(
      e,
      "count",
      "Einer hat nichts eingebracht und steht in der letzten Klasse.",
      "# haben nichts eingebracht und stehen in der letzten Klasse.",
    ),
  "won-without-amount": (e) =>
    many(
      e,
      "deals",
      "Eine gewonnene Verkaufschance hat keinen Betrag; sie fehlt in der Summe.",
      "# gewonnene Verkaufschancen haben keinen Betrag; sie fehlen in der Summe.",
    ),
};
const warningsEn: Messages<AnalysisWarningCode> = {
  "answer-later-than-as-of": (e) =>
    many(
      e,
      "count",
      "One answer is later than the date chosen and is not counted.",
      "# answers are later than the date chosen and are not counted.",
    ),
  "as-of-without-days": () => "These records have no dates, so the date chosen makes no difference.",
  "back-test-impossible": () => "There are too few months to test against the past, so nobody can say how good the forecast is.",
  "calibration-off": (e) => `The ranking holds, but the percentages are off by about ${share(e, "error")}. Go by the ranking.`,
  "collective-left-out": (e) =>
    many(
      e,
      "customers",
      "A catch-all customer (walk-ins) is left out of the rankings: many people buy under it.",
      "# catch-all customers (walk-ins) are left out of the rankings: many people buy under them.",
    ),
  "cost-from-product": (e) =>
    many(
      e,
      "lines",
      "One line had no cost; the product's current cost is used.",
      "# lines had no cost; the product's current cost is used.",
    ),
  "cost-unknown": (e) =>
    many(
      e,
      "lines",
      "The cost of one line is unknown. It is not counted as zero: there the margin is an upper limit.",
      "The cost of # lines is unknown. It is not counted as zero: there the margin is an upper limit.",
    ),
  "currency-left-out": (e) => {
    const [what, verb] =
      typeof e.deals === "number"
        ? [many(e, "deals", "One deal", "# deals"), e.deals === 1 ? "does" : "do"]
        : [many(e, "purchases", "One purchase", "# purchases"), e.purchases === 1 ? "does" : "do"];
    return `${what} ${inCurrencies(e, "in other currencies")} ${verb} not count here: this report is in ${words(e, "currency")}.`;
  },
  "days-missing": (e) =>
    many(
      e,
      "deals",
      "One deal has no start or end date; it is left out of the time taken.",
      "# deals have no start or end date; they are left out of the time taken.",
    ),
  "expected-too-high": (e) =>
    `When tested on the past, ${rounded(e, "expected")} deals were expected but only ${n(e, "won")} were won; ${n(e, "stillOpen")} stayed open. Deals that sit for long are seldom won: treat the expected value as too high, and close those you have given up.`,
  "expected-too-low": (e) =>
    `When tested on the past, ${rounded(e, "expected")} deals were expected and ${n(e, "won")} were won. Treat the expected value as too low.`,
  "facts-end-early": (e) =>
    `The last purchase was on ${formatDay(words(e, "last"))}. If the data ends there, choose that date; otherwise all customers look lost.`,
  "field-constant": (e) => `“${field(e)}” is the same everywhere or empty, and is left out.`,
  "field-leaks-answer": (e) =>
    `“${field(e)}” gives the answer away almost exactly. It was probably filled in afterwards; exclude it, or the prediction is too good to be true.`,
  "field-like-an-id": (e) => `“${field(e)}” differs for nearly everybody, like an ID, and is left out.`,
  "field-too-many-values": (e) => `“${field(e)}” has too many different values (${n(e, "distinct")}) and is left out.`,
  "field-unreadable": (e) => `“${field(e)}” cannot be read as a number, day or choice, and is left out.`,
  "fit-not-converged": () => "The calculation did not fully settle. Treat the forecast as a rough guide.",
  "fit-not-settled": () => "The calculation did not fully settle. Treat the values as a rough guide.",
  "funnel-needs-pipeline": () => "There are several pipelines with stages of their own. Choose one to see its funnel.",
  "group-missing": (e) => `Without a group: ${formatList((e.members as readonly string[] | undefined)?.slice(0, 5) ?? [])}.`,
  "history-unknown": (e) => {
    const count = (e.ids as readonly string[] | undefined)?.length ?? 0;
    return plural(count, {
      one: "For one customer, no purchased product is known.",
      other: `For ${formatNumber(count)} customers, no purchased product is known.`,
    });
  },
  "interaction-without-customer": (e) =>
    many(
      e,
      "interactions",
      "One activity is not with a customer (but with a supplier, for example) and is not counted.",
      "# activities are not with customers (but with suppliers, for example) and are not counted.",
    ),
  "line-without-price": (e) => many(e, "lines", "One line has no price and counts as 0.", "# lines have no price and count as 0."),
  "mean-value-unbounded": () => "Some purchases are so large that no average is reliable. Read the customer value with care.",
  "minutes-unknown": (e) =>
    many(
      e,
      "interactions",
      "One activity has no duration. Enter in the settings how long this kind of activity takes.",
      "# activities have no duration. Enter in the settings how long these kinds of activity take.",
    ),
  "no-better-than-chance": () => "These fields predict the answer no better than guessing. Do not use the percentages.",
  "no-better-than-naive": () => "When tested, the forecast was no better than “same as last month”. Do not rely on the details.",
  "no-better-than-popularity": () => "The suggestions are right no more often than simply suggesting the most popular products.",
  "not-converged": () => "The calculation did not fully settle. Treat the percentages as a rough guide.",
  "only-returns": (e) =>
    many(e, "count", "One customer only returned things and is not counted.", "# customers only returned things and are not counted."),
  "open-without-amount": (e) =>
    many(
      e,
      "deals",
      "One open deal has no amount; it is missing from the total.",
      "# open deals have no amount; they are missing from the total.",
    ),
  "open-without-probability": (e) =>
    many(
      e,
      "deals",
      "Nobody knows how likely one open deal is; it is missing from the expected value.",
      "Nobody knows how likely # open deals are; they are missing from the expected value.",
    ),
  "orders-and-invoices": (e) =>
    `There are orders (${n(e, "orders")}) and invoices (${n(e, "invoices")}). To avoid counting anything twice, only ${e.counted === "order" ? "orders" : "invoices and credit notes"} are counted.`,
  "outside-segments": (e) => many(e, "count", "One customer fits no group.", "# customers fit no group."),
  "parameters-at-limit": () => "Customers differ too little to pin everything down. The ranking holds, the values are rough.",
  "party-missing": (e) =>
    many(e, "lines", "One line belongs to no customer and is left out here.", "# lines belong to no customer and are left out here."),
  "period-incomplete": (e) =>
    e["from"] === undefined
      ? `${periodName(words(e, "period"))} only runs to ${formatDay(words(e, "until"))}, so it looks smaller than it will be.`
      : `${periodName(words(e, "period"))} only counts from ${formatDay(words(e, "from"))} on, so it looks smaller than it is.`,
  "product-missing": (e) =>
    many(e, "lines", "One line names no product and is left out here.", "# lines name no product and are left out here."),
  "purchase-without-day": (e) =>
    many(
      e,
      "purchases",
      "One purchase has no date and only counts where time plays no part.",
      "# purchases have no date and only count where time plays no part.",
    ),
  "rate-unknown": (e) => `Without “${option(optionsEn, e, "rate")}” the margin cannot be worked out. Enter it in the settings here.`,
  "records-cut": (e) => `The first ${n(e, "shown")} of ${n(e, "found")} are shown.`,
  "returns-left-out": (e) =>
    many(e, "days", "One day with mostly returns does not count as a purchase.", "# days with mostly returns do not count as purchases."),
  "rules-of-few-baskets": (e) =>
    `${many(e, "rules", "One rule rests", "# rules rest")} on fewer than ${n(e, "fewerThan")} purchases: that may be coincidence.`,
  "season-too-short": (e) =>
    `A season of ${n(e, "season")} months needs ${n(e, "needed")} months of figures; there are ${n(e, "found")}. The season is left out.`,
  "series-empty": () => "All months are zero. There is nothing to forecast.",
  "stage-history-missing": (e) =>
    many(
      e,
      "deals",
      "One deal has no known stage; it is missing from the funnel.",
      "# deals have no known stage; they are missing from the funnel.",
    ),
  "time-order-impossible": () =>
    "There are too few early or late cases, so the test ignored time. That usually looks a little better than it is.",
  "value-depends-on-frequency": (e) =>
    `Customers who buy more often spend ${numberOf(e, "correlation") > 0 ? "more" : "less"} each time. The customer value does not allow for this; treat it as a rough guide.`,
  "values-missing": (e) => many(e, "count", `“${field(e)}” is missing for one contact.`, `“${field(e)}” is missing for # contacts.`),
  "values-unknown": (e) =>
    many(e, "facts", "One value is unknown and missing from the total.", "# values are unknown and missing from the total."),
  "values-unreadable": (e) =>
    many(
      e,
      "count",
      `One value in “${field(e)}” is not a number and counts as missing.`,
      `# values in “${field(e)}” are not numbers and count as missing.`,
    ),
  "without-revenue": (e) =>
    many(e, "count", "One brought in nothing and is in the bottom class.", "# brought in nothing and are in the bottom class."),
  "won-without-amount": (e) =>
    many(
      e,
      "deals",
      "One won deal has no amount; it is missing from the total.",
      "# won deals have no amount; they are missing from the total.",
    ),
};

const refusals = createText({ de: refusalsDe, en: refusalsEn });
const warnings = createText({ de: warningsDe, en: warningsEn });
const unknown = createText({
  de: (code: string) => `Dazu gibt es einen Hinweis, den Ihre Version von Kontor nicht kennt (${code}).`,
  en: (code) => `There is a note that your version of Kontor does not know (${code}).`,
});

type Said = { readonly code: string };
const say = (sentences: Readonly<Record<string, ((facts: Facts) => string) | undefined>>, said: Said): string =>
  ownValue(sentences, said.code)?.(said as unknown as Facts) ?? unknown()(said.code);

/** Why a report has no answer, and what to do. */
export const analysisRefusalText = (refusal: Said): string => say(refusals(), refusal);
/** What is to be known about an answer. */
export const analysisWarningText = (warning: Said): string => say(warnings(), warning);
