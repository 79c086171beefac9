import * as z from "zod/mini";
import {
  cents,
  choice,
  decimal,
  defineNoun,
  type Field,
  flag,
  type NounFields,
  type NounRecord,
  ordered,
  partialDay,
  shared,
  text,
  whole,
} from "./noun.ts";
import { inOrder } from "./record.ts";
import { type AddressType, type PartyKind, type PhoneType, partyKinds, phases, sources } from "./words.ts";

export interface Phone {
  readonly value: string;
  readonly region?: string;
  readonly type?: PhoneType | (string & {});
  readonly label?: string;
  readonly relation?: string;
  readonly order?: string;
}
export interface LabelledValue {
  readonly value: string;
  readonly type?: string;
  readonly label?: string;
  readonly relation?: string;
  readonly order?: string;
}
export interface Handle {
  readonly service: string;
  readonly value: string;
  readonly url?: string;
  readonly order?: string;
}
export interface Address {
  readonly type?: AddressType | (string & {});
  readonly extra?: string;
  readonly street?: string;
  readonly poBox?: string;
  readonly postalCode?: string;
  readonly locality?: string;
  readonly region?: string;
  /** ISO 3166-1 alpha-2; what could not be read as a country stays in `countryText`. */
  readonly country?: string;
  readonly countryText?: string;
  readonly geo?: { readonly lat: number; readonly lon: number; readonly accuracyM?: number; readonly at?: string };
  readonly order?: string;
}

const element = z.looseObject({ order: z.optional(z.string()) });
const hasValue = ({ value }: Readonly<Record<string, unknown>>): boolean => typeof value === "string";
const valued = z.looseObject({ value: z.string() });

const fields = {
  kind: choice(partyKinds) as Field<PartyKind, undefined>,
  name: text,
  givenName: text,
  additionalName: text,
  familyName: text,
  nickname: text,
  honorificPrefix: text,
  honorificSuffix: text,
  salutation: choice(["ms", "mr", "none"]),
  form: choice(["formal", "informal"]),
  language: text,
  sortAs: text,
  legalForm: text,
  vatId: text,
  registerNumber: text,
  industry: text,
  employees: decimal,
  annualRevenueCents: cents,
  currency: text,
  foundedOn: partialDay,
  bornOn: partialDay,
  phones: ordered<Phone>(valued, hasValue),
  emails: ordered<LabelledValue>(valued, hasValue),
  urls: ordered<LabelledValue>(valued, hasValue),
  handles: ordered<Handle>(z.looseObject({ service: z.string(), value: z.string() })),
  addresses: ordered<Address>(element, () => true),
  /** Role → phase; `true` where no phase was said. */
  roles: { value: z.record(z.string(), z.union([z.string(), z.boolean()])), shape: "map", choices: phases } as Field<
    Readonly<Record<string, string | true>>,
    "map"
  >,
  photo: text,
  note: shared,
  source: choice(sources),
  dataScope: text,
  mergedInto: text,
  /** Stands for many people who buy without a name. */
  isCollective: flag,
  /** At least every so many days one wants to be in touch; 0: this contact not at all, whatever its role or tags want. */
  cadenceDays: whole(0),
} as const satisfies NounFields;
/** A person, organisation, household or group: whoever one can have a relationship with. */
export type Party = NounRecord<"party", typeof fields, "kind">;

export const partyNoun = defineNoun("party", {
  lies: "withParty",
  fields,
  required: ["kind"],
  title: (party) => nameOf(party),
  sortBy: "name",
  personal: [
    "name",
    "givenName",
    "additionalName",
    "familyName",
    "nickname",
    "bornOn",
    "phones",
    "emails",
    "urls",
    "handles",
    "addresses",
    "photo",
    "note",
  ],
});
/** The name as it is shown: an organisation's own; a person's from its parts, unless `name` says otherwise; never empty when anything is known. */
export function nameOf(
  party: Pick<
    Party,
    | "kind"
    | "name"
    | "givenName"
    | "additionalName"
    | "familyName"
    | "nickname"
    | "honorificPrefix"
    | "honorificSuffix"
    | "emails"
    | "phones"
  >,
): string {
  const own = party.name?.trim();
  if (own) return own;
  const parts = [party.honorificPrefix, party.givenName, party.additionalName, party.familyName]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(" ");
  const suffix = party.honorificSuffix?.trim();
  return (
    (parts && suffix ? `${parts}, ${suffix}` : parts || suffix) ||
    party.nickname?.trim() ||
    inOrder(party.emails)[0]?.value ||
    inOrder(party.phones)[0]?.value ||
    ""
  );
}

/** Particles that German sorting leaves out of account (DIN 5007-2, as phone books do). */
const particles = /^(von und zu|von der|von dem|von den|vom|von|zu|zum|zur|van der|van den|van|de la|de|del|der|den|du|di|da|dos|la|le) /i;

/** What a list sorts by, before folding: family name first, particle last; an organisation's name as it stands. */
export function sortNameOf(party: Party): string {
  if (party.sortAs?.trim()) return party.sortAs.trim();
  const family = party.familyName?.trim();
  if (party.kind !== "person" || !family) return nameOf(party);
  const particle = particles.exec(family)?.[0] ?? "";
  return [family.slice(particle.length), party.givenName?.trim(), particle.trim()].filter(Boolean).join(" ");
}

/** Role → phase, in the order roles were given; a role without phase is active. */
export const rolesOf = (party: Pick<Party, "roles">): [role: string, phase: string][] =>
  Object.entries(party.roles ?? {}).map(([role, phase]) => [role, typeof phase === "string" ? phase : "active"]);

export const mainAddressOf = (party: Pick<Party, "addresses">): Address | undefined => inOrder(party.addresses)[0];
