import * as z from "zod/mini";
import { type BaseRecord, inOrder } from "./record.ts";
import type { AddressType, PartyKind, PhoneType } from "./words.ts";

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
type Ordered<Element> = Readonly<Record<string, Element>>;

/** A person, organisation, household or group: whoever one can have a relationship with. */
export interface Party extends BaseRecord {
  readonly type: "party";
  readonly kind: PartyKind;
  readonly name?: string | null;
  readonly givenName?: string | null;
  readonly additionalName?: string | null;
  readonly familyName?: string | null;
  readonly nickname?: string | null;
  readonly honorificPrefix?: string | null;
  readonly honorificSuffix?: string | null;
  readonly salutation?: "ms" | "mr" | "none" | null;
  readonly form?: "formal" | "informal" | null;
  readonly language?: string | null;
  readonly sortAs?: string | null;
  readonly legalForm?: string | null;
  readonly vatId?: string | null;
  readonly registerNumber?: string | null;
  readonly industry?: string | null;
  readonly employees?: number | null;
  readonly annualRevenueCents?: number | null;
  readonly currency?: string | null;
  readonly foundedOn?: string | null;
  readonly bornOn?: string | null;
  readonly phones?: Ordered<Phone>;
  readonly emails?: Ordered<LabelledValue>;
  readonly urls?: Ordered<LabelledValue>;
  readonly handles?: Ordered<Handle>;
  readonly addresses?: Ordered<Address>;
  readonly roles?: Readonly<Record<string, string | true>>;
  readonly photo?: string | null;
  readonly note?: string | null;
  readonly mergedInto?: string | null;
  readonly isCollective?: boolean | null;
}

const text = z.nullable(z.string());
const element = z.looseObject({ order: z.optional(z.string()) });
const elements = (shape: z.ZodMiniType) => z.record(z.string(), z.union([z.literal(false), shape]));
const valued = elements(z.looseObject({ value: z.string() }));
/** A calendar day of which people may know only a part: `1985-04-12`, `1985-04`, `1985`, `--04-12`. */
export const partialDay = z
  .string()
  .check(z.regex(/^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/));

/** Field → schema, for guarding what is written and for finding the unreadable in what is read. */
export const partyFields = {
  kind: z.string(),
  name: text,
  givenName: text,
  additionalName: text,
  familyName: text,
  nickname: text,
  honorificPrefix: text,
  honorificSuffix: text,
  salutation: text,
  form: text,
  language: text,
  sortAs: text,
  legalForm: text,
  vatId: text,
  registerNumber: text,
  industry: text,
  employees: z.nullable(z.number()),
  annualRevenueCents: z.nullable(z.int()),
  currency: text,
  foundedOn: z.nullable(partialDay),
  bornOn: z.nullable(partialDay),
  phones: valued,
  emails: valued,
  urls: valued,
  handles: elements(z.looseObject({ service: z.string(), value: z.string() })),
  addresses: elements(element),
  roles: z.record(z.string(), z.union([z.string(), z.boolean()])),
  photo: text,
  note: text,
  dataScope: text,
  mergedInto: text,
  isCollective: z.nullable(z.boolean()),
} as const;

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
