// What stands against a time: shown to whoever plans it, never forbidden.
import { offerOfHeld } from "../../domain/slotOffer.ts";
import type { AgendaEntry } from "../../state/agenda.ts";

export interface Planned {
  /** Instants in milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Who takes part; nobody named: nothing stands against it. */
  readonly owners: readonly string[];
  readonly id?: string;
  /** Held for this offer: the other times of it do not count. */
  readonly offer?: string | undefined;
}

/** Appointments and absences of those who take part, at the same time. */
export const clashesWith = (entries: readonly AgendaEntry[], { from, to, owners, id, offer }: Planned): readonly AgendaEntry[] =>
  entries.filter(
    (entry) =>
      (entry.layer === "appointment" || entry.layer === "absence") &&
      entry.id !== id &&
      !(offer && offerOfHeld(entry.offer) === offer) &&
      entry.from < to &&
      entry.to > from &&
      entry.owners.some((owner) => owners.includes(owner)),
  );
