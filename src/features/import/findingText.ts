import { createText } from "../../i18n/createText.ts";
import { formatNumber as n, plural } from "../../i18n/format.ts";
import { calendarHintsDe, calendarHintsEn } from "./calendarFindingText.ts";

interface HintFacts {
  readonly column: string;
  readonly count: number;
  readonly examples: string;
  /** The first lines it was seen in. */
  readonly lines: string;
}
interface ProblemFacts {
  readonly column: string;
  readonly value: string;
}

/** What a file is that holds nothing of ours. */
const foreignDe: Readonly<Record<string, string>> = {
  calendar: "Das ist ein Kalender als Tabelle; Termine liest Kontor aus einer .ics-Datei",
  newsletter: "Das ist die Auswertung eines Newsletters; davon liest Kontor nichts",
  postings: "Das sind Buchungen; Umsatz liest Kontor aus Rechnungen oder Aufträgen",
  payments: "Das sind Zahlungen eines Zahlungsdienstes; Umsatz liest Kontor aus Rechnungen oder Aufträgen",
  stock: "Das ist eine Lagerliste; Bestände führt Kontor nicht",
  activities: "Das sind Aktivitäten; davon liest Kontor hier nichts",
  incoming: "Das sind Belege von Lieferanten; als Umsatz zählen sie nicht",
};
const foreignEn: Readonly<Record<string, string>> = {
  calendar: "This is a calendar as a table; Kontor reads appointments from an .ics file",
  newsletter: "This is the report of a newsletter; Kontor reads nothing of it",
  postings: "These are postings; Kontor reads revenue from invoices or orders",
  payments: "These are payments of a payment service; Kontor reads revenue from invoices or orders",
  stock: "This is a stock list; Kontor keeps no stock",
  activities: "These are activities; Kontor reads nothing of them here",
  incoming: "These are invoices from suppliers; they are no revenue",
};

/** What was noticed in a file, and why a row cannot be read. */
const de = {
  lines: (count: number, lines: string, more: boolean) =>
    plural(count, { one: `Zeile ${lines}`, other: `${n(count)} Zeilen: ${lines}${more ? " …" : ""}` }),
  line: (line: number, file: string) => (file ? `${file}, Zeile ${n(line)}` : `Zeile ${n(line)}`),
  more: (count: number) => `und ${n(count)} weitere`,
  hints: "Gut zu wissen",
  hint: {
    ...calendarHintsDe,
    "total-row": (h) =>
      plural(h.count, {
        one: `Eine Zeile zählt nur zusammen (${h.examples}); sie wird nicht übernommen.`,
        other: `${n(h.count)} Zeilen zählen nur zusammen (${h.examples}); sie werden nicht übernommen.`,
      }),
    "postal-code-short": (h) =>
      plural(h.count, {
        one: `Eine deutsche Postleitzahl hat nur vier Ziffern (${h.examples}): Ging die Null vorne verloren?`,
        other: `${n(h.count)} deutsche Postleitzahlen haben nur vier Ziffern (${h.examples}): Ging die Null vorne verloren?`,
      }),
    "same-number": (h) => `Mehrere Zeilen nennen dieselbe Nummer (${h.examples}); alle ihre Angaben bleiben erhalten.`,
    "known-by-name": (h) =>
      plural(h.count, {
        one: `Ein Kontakt ist schon da und wird ergänzt (${h.examples}).`,
        other: `${n(h.count)} Kontakte sind schon da und werden ergänzt, zum Beispiel: ${h.examples}.`,
      }),
    "percent-and-share": (h) =>
      `In „${h.column}“ stehen Prozente neben Anteilen (${h.examples}); jede Angabe wird gelesen, wie sie dasteht.`,
    "amount-as-it-stands": (h) => `„${h.column}“ sagt nicht, ob netto oder brutto; die Beträge werden übernommen, wie sie dastehen.`,
    "gross-without-tax": (h) =>
      `„${h.column}“ ist brutto, und die Steuer steht nicht dabei; die Beträge werden übernommen, wie sie dastehen.`,
    "gross-made-net": (h) => `Aus „${h.column}“ und der Steuer wird netto gerechnet.`,
    "amount-missing": () => "Keine Spalte sagt, was die Belege wert sind; sie zählen ohne Betrag.",
    "cancelled-by-status": (h) =>
      plural(h.count, {
        one: `Ein Beleg gilt als storniert (${h.examples}); er bleibt erhalten und zählt nicht.`,
        other: `${n(h.count)} Belege gelten als storniert (${h.examples}); sie bleiben erhalten und zählen nicht.`,
      }),
    "drafts-left-out": (h) =>
      plural(h.count, {
        one: `Ein Entwurf bleibt weg (${h.examples}).`,
        other: `${n(h.count)} Entwürfe bleiben weg (${h.examples}).`,
      }),
    "status-unknown": (h) => `„${h.column}“: Was „${h.examples}“ heißt, ist nicht bekannt; diese Belege zählen mit.`,
    "word-unknown": (h) => `„${h.column}“: Was „${h.examples}“ heißt, ist nicht bekannt; es bleibt als Text erhalten.`,
    "contact-unknown": (h) =>
      plural(h.count, {
        one: `„${h.column}“ nennt jemanden, den es hier nicht gibt (${h.examples}); die Angabe bleibt erhalten.`,
        other: `„${h.column}“ nennt ${n(h.count)}-mal jemanden, den es hier nicht gibt (${h.examples}); die Angaben bleiben erhalten.`,
      }),
    "deal-unknown": (h) =>
      plural(h.count, {
        one: `„${h.column}“ nennt eine Verkaufschance, die nicht in diesen Dateien steht (${h.examples}); die Nummer bleibt beim Kontakt.`,
        other: `„${h.column}“ nennt ${n(h.count)}-mal Verkaufschancen, die nicht in diesen Dateien stehen (${h.examples}); die Nummern bleiben bei den Kontakten. Wählen Sie die Datei der Verkaufschancen mit aus, dann werden sie verknüpft.`,
      }),
    "characters-mended": (h) =>
      plural(h.count, {
        one: `Verfälschte Buchstaben in einer Zeile sind wieder lesbar gemacht (${h.examples}).`,
        other: `Verfälschte Buchstaben in ${n(h.count)} Zeilen sind wieder lesbar gemacht (${h.examples}).`,
      }),
    "characters-lost": () => "Einige Zeichen sind schon in der Datei verloren; dort steht �.",
    "empty-words": (h) => `„${h.examples}“ gilt als leer (${n(h.count)}-mal).`,
    "row-short": (h) =>
      plural(h.count, {
        one: `Eine Zeile hat weniger Spalten als die Überschrift.`,
        other: `${n(h.count)} Zeilen haben weniger Spalten als die Überschrift.`,
      }),
    "row-long": (h) =>
      plural(h.count, {
        one: `Eine Zeile hat mehr Spalten als die Überschrift; der Rest bleibt erhalten.`,
        other: `${n(h.count)} Zeilen haben mehr Spalten als die Überschrift; der Rest bleibt erhalten.`,
      }),
    "quote-unclosed": () => "Ein Anführungszeichen wird nie geschlossen; bitte prüfen Sie die letzten Zeilen.",
    "day-order-open": (h) => `Bei „${h.column}“ ist nicht zu erkennen, was Tag und was Monat ist. Bitte wählen Sie es über der Spalte.`,
    "day-unreadable": (h) =>
      plural(h.count, {
        one: `${h.column}: eine Angabe ist kein Tag (${h.examples}); sie bleibt als Text erhalten.`,
        other: `${h.column}: ${n(h.count)} Angaben sind kein Tag (${h.examples}); sie bleiben als Text erhalten.`,
      }),
    "number-unreadable": (h) =>
      plural(h.count, {
        one: `${h.column}: eine Angabe ist keine Zahl (${h.examples}); sie bleibt als Text erhalten.`,
        other: `${h.column}: ${n(h.count)} Angaben sind keine Zahl (${h.examples}); sie bleiben als Text erhalten.`,
      }),
    "email-unreadable": (h) =>
      plural(h.count, {
        one: `Eine E-Mail-Adresse sieht nicht richtig aus (${h.examples}); sie bleibt erhalten.`,
        other: `${n(h.count)} E-Mail-Adressen sehen nicht richtig aus (${h.examples}); sie bleiben erhalten.`,
      }),
    "country-unreadable": (h) => `Unbekanntes Land: ${h.examples}; es bleibt als Text erhalten.`,
    "name-split": (h) =>
      plural(h.count, {
        one: `Ein Name wurde in Vor- und Nachname geteilt: ${h.examples}.`,
        other: `${n(h.count)} Namen wurden in Vor- und Nachname geteilt, zum Beispiel: ${h.examples}.`,
      }),
    "name-from-address": (h) =>
      plural(h.count, {
        one: `Ein Kontakt hatte keinen Namen und heißt nun nach seiner E-Mail-Adresse.`,
        other: `${n(h.count)} Kontakte hatten keinen Namen und heißen nun nach ihrer E-Mail-Adresse.`,
      }),
    "same-name": (h) =>
      plural(h.count, {
        one: `Eine Zeile nennt einen Namen noch einmal (${h.examples}); sie wurde dazugelegt.`,
        other: `${n(h.count)} Zeilen nennen einen Namen noch einmal (${h.examples}); sie wurden zusammengefasst.`,
      }),
    "same-name-apart": (h) => `${h.examples}: gleicher Name, verschiedene Angaben; sie bleiben getrennt.`,
    "parent-added": (h) =>
      plural(h.count, {
        one: `Eine Mutterfirma stand nicht in der Liste und kommt dazu: ${h.examples}.`,
        other: `${n(h.count)} Mutterfirmen standen nicht in der Liste und kommen dazu: ${h.examples}.`,
      }),
    "organisation-missing": (h) =>
      plural(h.count, {
        one: `Eine Person nennt eine Firma, die nicht in der Liste steht: ${h.examples}.`,
        other: `${n(h.count)} Personen nennen eine Firma, die nicht in der Liste steht: ${h.examples}.`,
      }),
    "revenue-in-millions": () => "Umsätze werden als Millionen gelesen.",
    "revenue-in-thousands": () => "Umsätze werden als Tausend gelesen.",
    "custom-column": (h) => `„${h.column}“ bleibt als eigenes Feld erhalten.`,
    "collective-customer": (h) =>
      plural(h.count, {
        one: `Ein Kauf nennt keinen Kunden; er zählt bei den Summen mit, aber in keiner Rangfolge.`,
        other: `${n(h.count)} Käufe nennen keinen Kunden; sie liegen bei einem Sammelkunden, zählen bei den Summen mit, aber in keiner Rangfolge.`,
      }),
    "customer-added": (h) =>
      plural(h.count, {
        one: `Ein Kunde stand nicht in der Liste und kommt dazu: ${h.examples}.`,
        other: `${n(h.count)} Kunden standen nicht in der Liste und kommen dazu: ${h.examples}.`,
      }),
    "customer-unnamed": (h) =>
      plural(h.count, {
        one: `Von einem Kunden ist nur die Nummer bekannt; so heißt er nun: ${h.examples}.`,
        other: `Von ${n(h.count)} Kunden ist nur die Nummer bekannt; so heißen sie nun, zum Beispiel: ${h.examples}.`,
      }),
    "product-added": (h) =>
      plural(h.count, {
        one: `Ein Produkt stand nicht in der Produktliste und kommt dazu: ${h.examples}.`,
        other: `${n(h.count)} Produkte standen nicht in der Produktliste und kommen dazu: ${h.examples}.`,
      }),
    "product-unnamed": (h) =>
      plural(h.count, {
        one: `Von einem Produkt ist nur die Nummer bekannt; so heißt es nun: ${h.examples}.`,
        other: `Von ${n(h.count)} Produkten ist nur die Nummer bekannt; so heißen sie nun, zum Beispiel: ${h.examples}.`,
      }),
    returns: (h) => plural(h.count, { one: `Eine Zeile ist eine Rückgabe.`, other: `${n(h.count)} Zeilen sind Rückgaben.` }),
    "amounts-negated": (h) =>
      plural(h.count, {
        one: `Eine Zeile einer Gutschrift wird abgezogen.`,
        other: `${n(h.count)} Zeilen von Gutschriften werden abgezogen.`,
      }),
    "day-missing": (h) => plural(h.count, { one: `Bei einem Kauf fehlt der Tag.`, other: `Bei ${n(h.count)} Käufen fehlt der Tag.` }),
    "discount-in-percent": (h) => `„${h.column}“ wird als Prozent gelesen.`,
    "freight-apart": (h) => `„${h.column}“ wird getrennt geführt und gehört nicht zum Umsatz.`,
    baskets: (h) =>
      plural(h.count, { one: `Die Zeile gilt als ein Einkauf.`, other: `Jede der ${n(h.count)} Zeilen gilt als ein Einkauf.` }),
    "orders-and-invoices": () =>
      "Es gibt Aufträge und Rechnungen desselben Geschäfts. Damit nichts doppelt zählt, gilt nur eines davon als Umsatz; welches, steht in den Einstellungen.",
    "two-values": (h) =>
      `${h.count === 1 ? "Bei einem Feld standen" : `Bei ${n(h.count)} Feldern standen`} zwei Werte zur Wahl: der, der galt, ist übernommen; der andere steht in der Datei unter „rivals“.`,
    "order-unknown": (h) =>
      plural(h.count, {
        one: `Eine Rechnung nennt einen Auftrag, den es hier nicht gibt (${h.examples}); die Nummer bleibt erhalten.`,
        other: `${n(h.count)} Rechnungen nennen Aufträge, die es hier nicht gibt (${h.examples}); die Nummern bleiben erhalten.`,
      }),
    "picture-too-large": (h) =>
      plural(h.count, {
        one: `Ein Bild ist zu groß und wurde weggelassen.`,
        other: `${n(h.count)} Bilder sind zu groß und wurden weggelassen.`,
      }),
    "line-unreadable": (h) =>
      plural(h.count, {
        one: `Eine Zeile in einer Karte ist nicht lesbar; der Rest der Karte ist da.`,
        other: `${n(h.count)} Zeilen in Karten sind nicht lesbar; der Rest der Karten ist da.`,
      }),
  } as Readonly<Record<string, (facts: HintFacts) => string>>,
  problem: {
    "name-missing": () => "kein Name",
    "start-unreadable": (p) => `${p.column}: ohne lesbaren Beginn${p.value ? ` („${p.value}“)` : ""}`,
    "calendar-missing": () => "In der Datei stehen weder Termine (VEVENT) noch Aufgaben (VTODO)",
    "file-foreign": (p) => foreignDe[p.value] ?? "Von dieser Datei liest Kontor nichts",
    "card-unclosed": () => "die Karte endet nicht",
    "card-line-outside": () => "steht in keiner Karte",
    "day-unreadable": (p) => `${p.column}: „${p.value}“ ist kein Tag`,
    "number-unreadable": (p) => `${p.column}: „${p.value}“ ist keine Zahl`,
    "number-out-of-range": (p) => `${p.column}: „${p.value}“ kann hier nicht stehen, zum Beispiel mehr als 100 %`,
    "number-missing": (p) => `${p.column}: die Nummer fehlt`,
    "order-missing": (p) => `${p.column}: den Auftrag „${p.value}“ gibt es in keiner der Dateien`,
    "product-missing": () => "kein Produkt",
    "stage-missing": () => "keine Phase",
    "columns-missing": () => "die Spalte für die Phase fehlt; bitte ordnen Sie sie zu",
    "type-unknown": (p) => `unbekannte Art „${p.value}“`,
  } as Readonly<Record<string, (facts: ProblemFacts) => string>>,
  /** Several rows that differ in what stands there only. */
  problems: {
    "day-unreadable": (p) => `${p.column}: kein Tag, zum Beispiel ${p.value}`,
    "number-unreadable": (p) => `${p.column}: keine Zahl, zum Beispiel ${p.value}`,
    "number-out-of-range": (p) => `${p.column}: das kann hier nicht stehen (mehr als 100 %?), zum Beispiel ${p.value}`,
    "order-missing": (p) => `${p.column}: diese Aufträge gibt es in keiner der Dateien, zum Beispiel ${p.value}`,
    "type-unknown": (p) => `unbekannte Art, zum Beispiel ${p.value}`,
  } as Readonly<Record<string, (facts: ProblemFacts) => string>>,
  problemsOther: (column: string, values: string) => `${column ? `${column}: ` : ""}nicht lesbar, zum Beispiel ${values}`,
  quoted: (value: string) => `„${value}“`,
  problemOther: (column: string, value: string) => (value ? `${column ? `${column}: ` : ""}„${value}“ ist nicht lesbar` : "nicht lesbar"),
};
const en: typeof de = {
  lines: (count, lines, more) => plural(count, { one: `line ${lines}`, other: `${n(count)} lines: ${lines}${more ? " …" : ""}` }),
  line: (line, file) => (file ? `${file}, line ${n(line)}` : `Line ${n(line)}`),
  more: (count) => `and ${n(count)} more`,
  hints: "Good to know",
  hint: {
    ...calendarHintsEn,
    "total-row": (h) =>
      plural(h.count, {
        one: `One row only adds up the others (${h.examples}); it is left out.`,
        other: `${n(h.count)} rows only add up the others (${h.examples}); they are left out.`,
      }),
    "postal-code-short": (h) =>
      plural(h.count, {
        one: `One German postal code has only four digits (${h.examples}): was a leading zero lost?`,
        other: `${n(h.count)} German postal codes have only four digits (${h.examples}): were leading zeros lost?`,
      }),
    "same-number": (h) => `Several rows have the same number (${h.examples}); everything they say is kept.`,
    "known-by-name": (h) =>
      plural(h.count, {
        one: `One contact is here already and is completed (${h.examples}).`,
        other: `${n(h.count)} contacts are here already and are completed, for example ${h.examples}.`,
      }),
    "percent-and-share": (h) => `“${h.column}” has percentages beside shares (${h.examples}); each is read as it stands.`,
    "amount-as-it-stands": (h) => `“${h.column}” does not say whether it is net or gross; the amounts are taken as they stand.`,
    "gross-without-tax": (h) => `“${h.column}” is gross, and no tax stands beside it; the amounts are taken as they stand.`,
    "gross-made-net": (h) => `Net amounts are worked out from “${h.column}” and the tax.`,
    "amount-missing": () => "No column says what these documents are worth; they count without an amount.",
    "cancelled-by-status": (h) =>
      plural(h.count, {
        one: `One document is cancelled (${h.examples}); it is kept and does not count.`,
        other: `${n(h.count)} documents are cancelled (${h.examples}); they are kept and do not count.`,
      }),
    "drafts-left-out": (h) =>
      plural(h.count, { one: `One draft is left out (${h.examples}).`, other: `${n(h.count)} drafts are left out (${h.examples}).` }),
    "status-unknown": (h) => `“${h.column}”: nobody knows what “${h.examples}” means; these documents count.`,
    "word-unknown": (h) => `“${h.column}”: nobody knows what “${h.examples}” means; it is kept as text.`,
    "contact-unknown": (h) =>
      plural(h.count, {
        one: `“${h.column}” names somebody who is not here (${h.examples}); it is kept as it stands.`,
        other: `“${h.column}” names somebody who is not here ${n(h.count)} times (${h.examples}); they are kept as they stand.`,
      }),
    "deal-unknown": (h) =>
      plural(h.count, {
        one: `“${h.column}” names a deal that is not in these files (${h.examples}); its number stays with the contact.`,
        other: `“${h.column}” names deals that are not in these files ${n(h.count)} times (${h.examples}); the numbers stay with the contacts. Choose the file of the deals as well, and they are tied.`,
      }),
    "characters-mended": (h) =>
      plural(h.count, {
        one: `Garbled letters in one row were made readable again (${h.examples}).`,
        other: `Garbled letters in ${n(h.count)} rows were made readable again (${h.examples}).`,
      }),
    "characters-lost": () => "Some characters were lost in the file already; it says � there.",
    "empty-words": (h) => `“${h.examples}” counts as empty (${n(h.count)} times).`,
    "row-short": (h) =>
      plural(h.count, {
        one: `One row has fewer columns than the header.`,
        other: `${n(h.count)} rows have fewer columns than the header.`,
      }),
    "row-long": (h) =>
      plural(h.count, {
        one: `One row has more columns than the header; the rest is kept.`,
        other: `${n(h.count)} rows have more columns than the header; the rest is kept.`,
      }),
    "quote-unclosed": () => "A quotation mark is never closed; please check the last rows.",
    "day-order-open": (h) => `In “${h.column}” it is unclear which is the day and which the month. Please choose above the column.`,
    "day-unreadable": (h) =>
      plural(h.count, {
        one: `${h.column}: one value is not a day (${h.examples}); it is kept as text.`,
        other: `${h.column}: ${n(h.count)} values are not a day (${h.examples}); they are kept as text.`,
      }),
    "number-unreadable": (h) =>
      plural(h.count, {
        one: `${h.column}: one value is not a number (${h.examples}); it is kept as text.`,
        other: `${h.column}: ${n(h.count)} values are not a number (${h.examples}); they are kept as text.`,
      }),
    "email-unreadable": (h) =>
      plural(h.count, {
        one: `One e-mail address looks wrong (${h.examples}); it is kept.`,
        other: `${n(h.count)} e-mail addresses look wrong (${h.examples}); they are kept.`,
      }),
    "country-unreadable": (h) => `Unknown country: ${h.examples}; it is kept as text.`,
    "name-split": (h) =>
      plural(h.count, {
        one: `One name was split into first and last name: ${h.examples}.`,
        other: `${n(h.count)} names were split into first and last name, for example: ${h.examples}.`,
      }),
    "name-from-address": (h) =>
      plural(h.count, {
        one: `One contact had no name and is named after its e-mail address.`,
        other: `${n(h.count)} contacts had no name and are named after their e-mail address.`,
      }),
    "same-name": (h) =>
      plural(h.count, {
        one: `One row repeats a name (${h.examples}); it was merged.`,
        other: `${n(h.count)} rows repeat a name (${h.examples}); they were merged.`,
      }),
    "same-name-apart": (h) => `${h.examples}: same name, different details; they stay apart.`,
    "parent-added": (h) =>
      plural(h.count, {
        one: `One parent organisation was not in the list and is added: ${h.examples}.`,
        other: `${n(h.count)} parent organisations were not in the list and are added: ${h.examples}.`,
      }),
    "organisation-missing": (h) =>
      plural(h.count, {
        one: `One person names an organisation that is not in the list: ${h.examples}.`,
        other: `${n(h.count)} people name an organisation that is not in the list: ${h.examples}.`,
      }),
    "revenue-in-millions": () => "Revenues are read as millions.",
    "revenue-in-thousands": () => "Revenues are read as thousands.",
    "custom-column": (h) => `“${h.column}” is kept as a separate field.`,
    "collective-customer": (h) =>
      plural(h.count, {
        one: `One purchase names no customer; it counts towards totals but not rankings.`,
        other: `${n(h.count)} purchases name no customer; they are grouped under one catch-all customer and count towards totals but not rankings.`,
      }),
    "customer-added": (h) =>
      plural(h.count, {
        one: `One customer was not in the list and is added: ${h.examples}.`,
        other: `${n(h.count)} customers were not in the list and are added: ${h.examples}.`,
      }),
    "customer-unnamed": (h) =>
      plural(h.count, {
        one: `For one customer only the number is known, and it is used as the name: ${h.examples}.`,
        other: `For ${n(h.count)} customers only the number is known, and it is used as the name, for example: ${h.examples}.`,
      }),
    "product-added": (h) =>
      plural(h.count, {
        one: `One product was not in the list of products and is added: ${h.examples}.`,
        other: `${n(h.count)} products were not in the list of products and are added: ${h.examples}.`,
      }),
    "product-unnamed": (h) =>
      plural(h.count, {
        one: `For one product only the number is known, and it is used as the name: ${h.examples}.`,
        other: `For ${n(h.count)} products only the number is known, and it is used as the name, for example: ${h.examples}.`,
      }),
    returns: (h) => plural(h.count, { one: `One row is a return.`, other: `${n(h.count)} rows are returns.` }),
    "amounts-negated": (h) =>
      plural(h.count, {
        one: `One row of a credit note is subtracted.`,
        other: `${n(h.count)} rows of credit notes are subtracted.`,
      }),
    "day-missing": (h) => plural(h.count, { one: `One purchase has no date.`, other: `${n(h.count)} purchases have no date.` }),
    "discount-in-percent": (h) => `“${h.column}” is read as a percentage.`,
    "freight-apart": (h) => `“${h.column}” is kept separately and not part of revenue.`,
    baskets: (h) => plural(h.count, { one: `The row is one purchase.`, other: `Each of the ${n(h.count)} rows is one purchase.` }),
    "orders-and-invoices": () =>
      "There are orders and invoices for the same business. To avoid counting twice, only one of them counts as revenue; Settings says which.",
    "two-values": (h) =>
      `${h.count === 1 ? "One field had" : `${n(h.count)} fields had`} two values to choose from: the current one was imported, the other is in the file under “rivals”.`,
    "order-unknown": (h) =>
      plural(h.count, {
        one: `One invoice names an order that is not here (${h.examples}); the number is kept.`,
        other: `${n(h.count)} invoices name orders that are not here (${h.examples}); the numbers are kept.`,
      }),
    "picture-too-large": (h) =>
      plural(h.count, {
        one: `One picture is too large and was left out.`,
        other: `${n(h.count)} pictures are too large and were left out.`,
      }),
    "line-unreadable": (h) =>
      plural(h.count, {
        one: `One line in a card is unreadable; the rest of the card is there.`,
        other: `${n(h.count)} lines in cards are unreadable; the rest of the cards is there.`,
      }),
  },
  problem: {
    "name-missing": () => "no name",
    "start-unreadable": (p) => `${p.column}: no readable start${p.value ? ` (“${p.value}”)` : ""}`,
    "calendar-missing": () => "The file holds neither appointments (VEVENT) nor tasks (VTODO)",
    "file-foreign": (p) => foreignEn[p.value] ?? "Kontor reads nothing in this file",
    "card-unclosed": () => "the card has no end",
    "card-line-outside": () => "is outside any card",
    "day-unreadable": (p) => `${p.column}: “${p.value}” is not a date`,
    "number-unreadable": (p) => `${p.column}: “${p.value}” is not a number`,
    "number-out-of-range": (p) => `${p.column}: “${p.value}” is not possible here (for example, more than 100%)`,
    "number-missing": (p) => `${p.column}: the number is missing`,
    "order-missing": (p) => `${p.column}: order “${p.value}” is in none of the files`,
    "product-missing": () => "no product",
    "stage-missing": () => "no stage",
    "columns-missing": () => "the column with the stage is missing; please assign it",
    "type-unknown": (p) => `unknown type “${p.value}”`,
  },
  problems: {
    "day-unreadable": (p) => `${p.column}: not a date, for example ${p.value}`,
    "number-unreadable": (p) => `${p.column}: not a number, for example ${p.value}`,
    "number-out-of-range": (p) => `${p.column}: not possible here (more than 100%?), for example ${p.value}`,
    "order-missing": (p) => `${p.column}: these orders are in none of the files, for example ${p.value}`,
    "type-unknown": (p) => `unknown type, for example ${p.value}`,
  },
  problemsOther: (column, values) => `${column ? `${column}: ` : ""}unreadable, for example ${values}`,
  quoted: (value) => `“${value}”`,
  problemOther: (column, value) => (value ? `${column ? `${column}: ` : ""}“${value}” is unreadable` : "unreadable"),
};
export const findingText = createText({ de, en });
