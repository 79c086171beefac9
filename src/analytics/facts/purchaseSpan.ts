import { sum } from "../../lib/sum.ts";
import { dayText, noDay, type Warning } from "./facts.ts";
import type { Span } from "./options.ts";
import { orderedPurchases } from "./orderedPurchases.ts";
import { currencyWarnings } from "./otherCurrencies.ts";
import type { FactSource, PurchaseFacts } from "./source.ts";

/** The lines that brought revenue in a span, and the warnings about them. */
export interface PurchaseSpan {
  readonly lines: PurchaseFacts;
  readonly warnings: readonly Warning[];
}

/** After so many days without a purchase of anybody the facts have probably ended, and not the customers. */
const silentDays = 92;

/**
 * Reads the lines of a span. `ranks`: customers are told apart, so lines of nobody, or of many people under one name, have no
 * place in the answer.
 */
export async function purchaseSpan(source: FactSource, { until, since, asOf }: Span, ranks: boolean): Promise<PurchaseSpan> {
  const lines = orderedPurchases(await source.purchases());
  const warnings: Warning[] = [
    ...currencyWarnings("purchases", lines.inOtherCurrencies, source.currency, { until, since }),
    ...lines.warnings,
  ];
  const collective = { parties: new Set<number>(), nets: [] as number[] };
  let [last, withoutParty] = [Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < lines.count; row++) {
    const day = lines.day[row] as number;
    if (day > until) continue;
    if (day > last && day !== noDay) last = day;
    if (day < since) continue;
    const party = lines.party[row] as number;
    if (party < 0) withoutParty++;
    else if (lines.collective.has(party)) {
      collective.parties.add(party);
      collective.nets.push(lines.net[row] as number);
    }
  }
  if (until - last > silentDays && Number.isFinite(last)) warnings.push({ code: "facts-end-early", last: dayText(last), asOf });
  if (ranks && collective.parties.size > 0)
    warnings.push({ code: "collective-left-out", customers: collective.parties.size, revenue: sum(collective.nets) });
  if (ranks && withoutParty > 0) warnings.push({ code: "party-missing", lines: withoutParty });
  return { lines, warnings };
}
