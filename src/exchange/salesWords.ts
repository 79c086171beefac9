// The words that orders, deals and papers use for what Kontor has keys for.
import { fold } from "../lib/fold.ts";

/** The currency that a heading or a cell names. */
export function currencyIn(text: string): string | undefined {
  const named = /(?<![A-Z])(EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|KWD)(?![A-Z])|[€$£]/.exec(text)?.[0];
  return named === undefined ? undefined : ({ "€": "EUR", $: "USD", "£": "GBP" }[named] ?? named);
}

const folded = (words: string): ReadonlySet<string> => new Set(words.split("|").map((word) => fold(word)));
const collectiveNames = folded(
  "Walk-in|Walk in|Walk-in customer|Walk-in customers|Laufkundschaft|Laufkunde|Laufkunden|Barverkauf|Barverkäufe|Barkunde|Barkunden|Cash customer|Cash sale|Cash sales|Diverse|Diverse Kunden|Divers|Anonym|Anonymous|Guest|Gast|Gastbestellung|Guest checkout|Unknown|Unbekannt|Unknown customer|Kunde 0|Customer 0|CPD|CPD-Kunde|CPD-Konto|Thekenverkauf|Ladenverkauf|Kasse|Kassenkunde|One-time customer|Einmalkunde|Einmalkunden|Sammelkunde|Sammelkonto|Sammeldebitor|Kein Kunde|No customer|Retail customer|Tageskunde",
);
/** Whether a customer's name stands for many people who gave none. */
export const isCollectiveName = (name: string): boolean => collectiveNames.has(fold(name.trim()));
/** Keys that tills and shops write where nobody is known: none, or zero. */
export const isCollectiveKey = (key: string): boolean => /^0*(?:\.0+)?$/.test(key);
export const collectiveName = (language: string): string => (language.startsWith("de") ? "Laufkundschaft" : "Walk-in customers");
export const pipelineName = (language: string): string => (language.startsWith("de") ? "Vertrieb" : "Sales");

const won = folded(
  "Won|Gewonnen|Closed won|Abgeschlossen gewonnen|Auftrag|Auftrag erhalten|Beauftragt|Erfolgreich|Abgeschlossen und gewonnen|closedwon",
);
const lost = folded(
  "Lost|Verloren|Closed lost|Abgeschlossen verloren|Abgelehnt|Absage|Storniert|Abgesagt|Kein Auftrag|closedlost|Nicht erfolgreich",
);
/** Whether a stage's name says that the deal is won or lost. */
export const stageKindOfName = (name: string): "open" | "won" | "lost" =>
  won.has(fold(name.trim())) ? "won" : lost.has(fold(name.trim())) ? "lost" : "open";

const stageRanks: readonly RegExp[] = [
  /^(?:new|neu|lead|interest|anfrag|kontakt|first|erst)/,
  /^(?:prospect|intro|akquis)/,
  /^(?:qualif|appointment|termin|bedarf|needs)/,
  /^(?:engag|discover|analys|demo|present|prasent|meeting|gesprach)/,
  /^(?:propos|angebot|quote|offer|value)/,
  /^(?:negot|verhand|decision|entscheid|review)/,
  /^(?:contract|vertrag|commit|verbal|zusage)/,
];
/** How early a stage usually stands; what nobody knows, in the middle. */
export function stageRankOf(name: string): number {
  const rank = stageRanks.findIndex((pattern) => pattern.test(fold(name.trim())));
  return rank < 0 ? 3.5 : rank;
}

/** What kind of paper a heading or a cell names. */
export function purchaseKindOf(text: string): "order" | "invoice" | "creditNote" | undefined {
  const word = fold(text);
  if (creditWords.test(word) || creditCodes.test(text.trim())) return "creditNote";
  if (/rechnung|invoice|bill|facture/.test(word) || invoiceCodes.test(text.trim())) return "invoice";
  return /order|auftrag|bestell|sale|verkauf|commande/.test(word) || orderCodes.test(text.trim()) ? "order" : undefined;
}

/** Since 2013 German law calls a corrected invoice "Rechnungskorrektur"; ledgers and shops have words of their own. */
const creditWords = /gutschrift|credit|storno|return|ruckgabe|retoure|refund|korrektur|berichtigung|ruckerstattung|avoir/;
/** The codes of electronic invoices (UNTDID 1001), and what programs shorten to. */
const creditCodes = /^(?:381|384|261|262|296|308|420|458|532|GS|GU|RK|SR|ST|KR|CN|CR|REK|GUT|ReKo)$/i;
const invoiceCodes = /^(?:380|326|383|386|389|393|394|395|751|RE|RG|RN|AR|INV)$/;
const orderCodes = /^(?:AB|AU|BE|BS|SO)$/;

/** What the status of a paper says of it: it counts, or it does not any more, or not yet. */
export type PaperState = "counts" | "cancelled" | "draft";

const stateWords: readonly (readonly [PaperState, RegExp])[] = [
  ["counts", /^(?:un|nicht |not )(?:refunded|cancell?ed|storniert|erstattet)|teil|partial|partly/],
  [
    "cancelled",
    /storn|cancel|annull|void|fail|fehlgeschlag|gescheitert|refund|erstattet|ruckabgewickelt|abgelehnt|declin|reject|denied|expired|abgelaufen|geloscht|deleted|abandon|chargeback|verworfen|ungultig|invalid|returned|retourniert/,
  ],
  ["draft", /entwurf|draft|angebot|quot|vorlage|template|warenkorb|cart|proforma|pro forma/],
  [
    "counts",
    /bezahlt|paid|offen|open|pending|complete|abgeschlossen|erledigt|versendet|verschickt|versandt|shipped|sent|gesendet|geliefert|delivered|fulfill|uberfallig|overdue|mahn|remind|processing|bearbeitung|authori|capture|settled|neu|new|aktiv|active|gebucht|booked|closed|geschlossen|freigegeben|approved|confirmed|bestatigt|fakturiert|invoiced|berechnet|hold|wartend|unfulfilled|due|fallig|partially|teilweise|ausgeglichen|verbucht|finalisiert|gestellt|issued|success|erfolgreich|accepted|angenommen|received|eingegangen/,
  ],
];

/** Undefined where nobody knows the word. */
export const paperStateOf = (status: string): PaperState | undefined => {
  const word = fold(status).replaceAll("_", " ");
  return stateWords.find(([, pattern]) => pattern.test(word))?.[0];
};

export const isYes = (value: string): boolean => /^(?:1|x|ja|yes|true|wahr|aktiv|active|y|j|✓|✔)$/i.test(value);
