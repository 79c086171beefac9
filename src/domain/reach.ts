// Where somebody is reached: at their own number and address, else at those of the firm they work for today.
import { type Address, mainAddressOf, type Party, type Phone } from "./party.ts";
import { inOrder } from "./record.ts";

export interface Reached<Way> {
  readonly way: Way;
  /** It is the employer's, not the contact's own. */
  readonly isFirms: boolean;
}

type Ways = Pick<Party, "phones" | "addresses">;

/** A fax machine cannot be called. */
const phoneOf = (party: Ways | undefined): Phone | undefined => inOrder(party?.phones).find(({ type }) => type !== "fax");

const first = <Way>(own: Way | undefined, firms: Way | undefined): Reached<Way> | undefined =>
  own !== undefined ? { way: own, isFirms: false } : firms !== undefined ? { way: firms, isFirms: true } : undefined;

export const phoneToCall = (party: Ways, firm: Ways | undefined): Reached<Phone> | undefined => first(phoneOf(party), phoneOf(firm));

export const addressToVisit = (party: Ways, firm: Ways | undefined): Reached<Address> | undefined =>
  first(mainAddressOf(party), firm && mainAddressOf(firm));

/** The firm's numbers and its address, unless the contact has the very same. */
export function firmsWays(party: Ways, firm: Ways): { readonly phones: readonly Phone[]; readonly address: Address | undefined } {
  const own = new Set(inOrder(party.phones).map(({ value }) => digits(value)));
  const address = mainAddressOf(firm);
  const has = inOrder(party.addresses).some((one) => address && place(one) === place(address));
  return { phones: inOrder(firm.phones).filter(({ value }) => !own.has(digits(value))), address: has ? undefined : address };
}

const digits = (value: unknown): string => (typeof value === "string" ? value.replace(/\D/g, "") : "");
const place = ({ street, postalCode, locality }: Address): string =>
  [street, postalCode, locality].map((part) => (part ?? "").trim().toLowerCase()).join("|");
