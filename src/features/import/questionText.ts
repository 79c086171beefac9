import { createText } from "../../i18n/createText.ts";
import { formatNumber as n, plural } from "../../i18n/format.ts";

/** What only a person can decide about a file. */
const de = {
  questions: "Bitte entscheiden Sie",
  sameProduct: (a: string, b: string, count: number) =>
    `„${a}“ (${plural(count, { one: "eine Zeile", other: `${n(count)} Zeilen` })}) und „${b}“: dasselbe Produkt?`,
  same: "Ja, dasselbe",
  different: "Nein, zwei Produkte",
  sameContact: (a: string, b: string) =>
    a === b ? `„${a}“: Ist das der Kontakt, den es hier schon gibt?` : `„${a}“: Ist das „${b}“, den es hier schon gibt?`,
  sameOne: "Ja, derselbe",
  otherOne: "Nein, ein anderer",
  netOrGross: (column: string) => `„${column}“: netto oder mit Umsatzsteuer?`,
  isNet: "Netto",
  isGross: "Brutto",
  whichAmount: (count: number) =>
    plural(count, { one: "In welcher Spalte steht der Betrag?", other: `In welcher Spalte stehen die Beträge der ${n(count)} Zeilen?` }),
  noAmount: "In keiner",
  garbled: (from: string, to: string, count: number) =>
    `${plural(count, { one: "In einer Zeile", other: `In ${n(count)} Zeilen` })} stehen verfälschte Buchstaben. „${from}“ lesen wir als „${to}“.`,
  mend: "Lesbar machen",
  keepGarbled: "Lassen, wie es dasteht",
  ownOrCustomers: (column: string) => `„${column}“: Dieselben Namen stehen bei vielen Firmen. Wessen Leute sind das?`,
  ownPeople: "Unsere, sie sind zuständig",
  customersPeople: "Die des Kunden",
  whosePapers: "Wer hat diese Belege geschrieben?",
  ownPapers: "Wir, für unsere Kunden",
  incomingPapers: "Lieferanten, an uns",
};
const en: typeof de = {
  questions: "Please decide",
  sameProduct: (a, b, count) => `“${a}” (${plural(count, { one: "one row", other: `${n(count)} rows` })}) and “${b}”: the same product?`,
  same: "Yes, the same",
  different: "No, two products",
  sameContact: (a: string, b: string) =>
    a === b ? `“${a}”: is this the contact that is here already?` : `“${a}”: is this “${b}”, who is here already?`,
  sameOne: "Yes, the same",
  otherOne: "No, another one",
  netOrGross: (column: string) => `“${column}”: net, or with tax?`,
  isNet: "Net",
  isGross: "Gross",
  whichAmount: (count: number) =>
    plural(count, { one: "Which column holds the amount?", other: `Which column holds the amounts of the ${n(count)} rows?` }),
  noAmount: "None of them",
  garbled: (from: string, to: string, count: number) =>
    `${plural(count, { one: "One row has", other: `${n(count)} rows have` })} garbled letters. We read “${from}” as “${to}”.`,
  mend: "Make readable",
  keepGarbled: "Keep as it stands",
  ownOrCustomers: (column: string) => `“${column}”: the same names stand beside many companies. Whose people are they?`,
  ownPeople: "Ours, they are in charge",
  customersPeople: "The customer’s",
  whosePapers: "Who wrote these invoices?",
  ownPapers: "We did, to our customers",
  incomingPapers: "Suppliers, to us",
};
export const questionText = createText({ de, en });
