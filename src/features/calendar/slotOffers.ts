// What is offered to a customer, from what a form says: the message, the link, and what is held.
import { heldFor, newOfferId, writeOffer } from "../../domain/slotOffer.ts";
import type { Language } from "../../i18n/language.ts";
import { slotMessage } from "../../i18n/slotText.ts";
import type { RecordId } from "../../lib/id.ts";
import { wallTimeLater } from "./when.ts";

export interface OfferForm {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly minutes: number;
  readonly starts: readonly string[];
  readonly zone: string;
  /** Who offers, as the customer knows them. */
  readonly from: string;
  readonly email: string;
  readonly party: RecordId | undefined;
  readonly members: readonly string[];
}

/** Minutes since midnight between which a customer likes it. */
export const preferredTimes: Readonly<Record<string, readonly [number, number]>> = {
  morning: [0, 720],
  afternoon: [720, 1_020],
  evening: [1_020, 1_440],
};

export const beginOffer = (): string => newOfferId();

/** The times lie behind the #, so that no server sees them. */
export const linkOf = (offer: OfferForm, app: string): string => `${app}#/slots/${writeOffer(offer)}`;

export const messageOf = (offer: OfferForm, link: string, language: Language, isZoneSaid: boolean): string =>
  slotMessage({ ...offer, isZoneSaid }, { title: offer.title, from: offer.from, link }, language);

/** Appointments that hold the times, to be saved in one act. */
export const holdsOf = ({ id, title, kind, minutes, starts, zone, party, members }: OfferForm) =>
  starts.map((start, at) => ({
    type: "appointment" as const,
    fields: {
      ...{ kind, start, end: wallTimeLater(start, minutes), zone, status: "tentative", offer: heldFor(id, at + 1) },
      ...(title && { title }),
      ...(party && { parties: [party] }),
      ...(members.length > 0 && { members: [...members] }),
    },
  }));
