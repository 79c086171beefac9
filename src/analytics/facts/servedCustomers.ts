// For whom something was done. A firm buys, and its people are visited, called and written to: what that costs is the firm's.
import type { PartyFacts, PurchaseFacts } from "./source.ts";

/** Party → the customer who was served; whoever is none, such as a supplier, has no entry. */
export type ServedCustomers = ReadonlyMap<string, string>;
type Parties = ReadonlyMap<string, Pick<PartyFacts, "roles" | "employer">>;

const kept = new WeakMap<PurchaseFacts, { readonly parties: Parties; readonly served: ServedCustomers }>();

/**
 * Finds the customer each party stands for: who buys stands for themselves; who does not, for the firm they work for today. Who
 * never bought, nor the firm, is a customer all the
 * same unless there are roles and none of them says so.
 */
export function servedCustomers(parties: Parties, lines: PurchaseFacts): ServedCustomers {
  const known = kept.get(lines);
  if (known?.parties === parties) return known.served;
  const buyers = new Set(lines.parties);
  const isCustomer = (id: string): boolean => {
    const roles = Object.keys(parties.get(id)?.roles ?? {});
    return buyers.has(id) || roles.length === 0 || roles.includes("customer");
  };
  const served = new Map<string, string>();
  for (const [id, { employer }] of parties) {
    const customer = buyers.has(id) ? id : (employer ?? id);
    if (isCustomer(customer)) served.set(id, customer);
  }
  kept.set(lines, { parties, served });
  return served;
}
