// Files that list nothing of ours, and papers that are no sales: they are named for what they are.
import { type Meaning, meaningsOf } from "./meanings.ts";
import type { TableHead } from "./table.ts";

/** What a table holds that none of the records here are. */
const foreignKinds = ["calendar", "newsletter", "postings", "payments", "stock", "activities", "incoming"] as const;
export type ForeignKind = (typeof foreignKinds)[number];

/** What a table lists that nothing here keeps, or that is none of the own papers; undefined where it may be read. */
export function foreignKindOf({ headings, hasHeader, isDatev }: TableHead): ForeignKind | undefined {
  if (!hasHeader) return undefined;
  const written = headings.map((heading) => heading.toLowerCase());
  const some = (pattern: RegExp): boolean => written.some((heading) => pattern.test(heading));
  const many = (pattern: RegExp): number => written.filter((heading) => pattern.test(heading)).length;
  if (
    some(/^(?:subject|betreff|summary|titel)$/) &&
    some(/^(?:start date|beginnt am|start|beginn|dtstart)$/) &&
    some(/^(?:end date|endet am|end|ende|dtend)$/)
  )
    return "calendar";
  if (many(/\b(?:opens?|clicks?|bounces?|unsubscribes?|deliver(?:ies|ed)|öffnungen|öffnungsrate|klicks|abmeldungen|recipients)\b/) > 3)
    return "newsletter";
  const isLedger = some(/soll\/haben|soll-haben|^gkonto$|gegenkonto|^buchsymbol$|^bu-schlüssel/) || (isDatev && some(/^umsatz/));
  if (isLedger) return "postings";
  const isPaid = some(/\b(?:fees?|gebühr(?:en)?)\b/) || some(/^captured$|^statement descriptor$/);
  if (
    isPaid &&
    (some(/guthaben|\bbalance\b|^captured$|^payment id$|^payout/) || (some(/transaktionscode|transaction id/) && some(/^(?:net|netto)$/)))
  )
    return "payments";
  if (
    many(/\bon hand\b|\bcommitted\b|\bavailable\b|\bunavailable\b|\bincoming\b|lagerbestand|mindestbestand|lagerort|inventory/) > 2 &&
    !some(/price|preis/)
  )
    return "stock";
  if (isActivities(written)) return "activities";
  return isIncoming(headings) ? "incoming" : undefined;
}

/** Tasks, calls and notes: a subject with a day it is due or was done, and nobody's name or amount. */
function isActivities(written: readonly string[]): boolean {
  const some = (pattern: RegExp): boolean => written.some((heading) => pattern.test(heading));
  if (written.filter((heading) => heading.startsWith("activity")).length > 2) return true;
  const isTask = some(
    /^(?:task|aufgabe|activity|aktivität)\b.*(?:title|subject|titel|betreff|type|status|typ)|^(?:subject|betreff|task|aufgabe)$/,
  );
  const isDated = some(/due date|fällig|activity date|completion date|erledigt am|^due$/);
  const isMoney = some(/amount|betrag|netto|brutto|total|preis|price|wert|value/);
  const isDone = some(/status|assigned|zugewiesen|priorit|erledigt|done/);
  return isTask && isDated && isDone && !isMoney && !some(/rechnung|invoice|deal name|deal stage/);
}

/** A paper whose other side is a supplier is no sale. */
function isIncoming(headings: readonly string[]): boolean {
  const isNumbered = count(headings, (has) => (has("document") || has("invoice")) && (has("number") || has("date"))) > 0;
  const isSuppliers = count(headings, (has) => has("supplier") && !has("item")) > 0;
  const isCustomers = count(headings, (has) => has("customer")) > 0;
  const isBilled = count(headings, (has) => has("bill") || has("ship") || has("line")) > 1;
  return (
    isNumbered &&
    isSuppliers &&
    !isCustomers &&
    !isBilled &&
    headings.some((heading) => /betrag|netto|brutto|amount|total|net|gross|summe|preis|price/i.test(heading))
  );
}

const count = (headings: readonly string[], is: (has: (...meanings: readonly Meaning[]) => boolean) => boolean): number =>
  headings.filter((heading) => is(meaningsOf(heading).has)).length;
