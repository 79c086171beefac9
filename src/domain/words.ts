// The choices that Kontor knows; a team may add keys in its settings, and what is unknown is kept and shown as text.

export const partyKinds = ["person", "organisation", "household", "group"] as const;
export type PartyKind = (typeof partyKinds)[number];

export const phases = ["lead", "prospect", "active", "former", "wonBack"] as const;
export type Phase = (typeof phases)[number];

export const roles = ["customer", "supplier", "partner", "influencer", "press", "employee", "authority", "competitor", "other"] as const;
export type Role = (typeof roles)[number];

export const relationKinds = [
  "worksFor",
  "reportsTo",
  "subsidiaryOf",
  "memberOf",
  "supplies",
  "influences",
  "referred",
  "relatedTo",
] as const;
export type RelationKind = (typeof relationKinds)[number];

export const interactionKinds = ["visit", "meeting", "call", "email", "letter", "message", "social", "event", "web", "note"] as const;
export type InteractionKind = (typeof interactionKinds)[number];

/** The channel of a kind, unless the interaction names one. */
export const channelOf: Readonly<Record<InteractionKind, string>> = {
  visit: "inPerson",
  meeting: "inPerson",
  event: "inPerson",
  call: "phone",
  email: "email",
  letter: "post",
  message: "messenger",
  social: "social",
  web: "web",
  note: "none",
};

const callResults = ["reached", "noAnswer", "busy", "voicemail", "leftMessage", "wrongNumber"] as const;
const meetingResults = ["held", "noShow", "cancelled", "postponed"] as const;
const writtenResults = ["sent", "delivered", "opened", "clicked", "replied", "bounced", "optedOut"] as const;
export const results = [...callResults, ...meetingResults, ...writtenResults] as const;
export type InteractionResult = (typeof results)[number];

/** The results offered for a kind, in the order they are offered. */
export function resultsOf(kind: InteractionKind): readonly InteractionResult[] {
  if (kind === "call") return callResults;
  if (kind === "visit" || kind === "meeting" || kind === "event") return meetingResults;
  if (kind === "note" || kind === "web") return [];
  return writtenResults;
}

export const directions = ["out", "in", "none"] as const;
export type Direction = (typeof directions)[number];

export const sources = ["referral", "web", "phone", "event", "ad", "partner", "list", "walkIn", "import", "other"] as const;
export const phoneTypes = ["work", "home", "mobile", "fax", "other"] as const;
export type PhoneType = (typeof phoneTypes)[number];
export const addressTypes = ["work", "home", "billing", "delivery", "site"] as const;
export type AddressType = (typeof addressTypes)[number];
