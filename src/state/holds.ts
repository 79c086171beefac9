// Times that are held until a customer has chosen.
import type { Accessor } from "solid-js";
import { heldAppointments } from "../database/appointments.ts";
import type { Appointment } from "../domain/appointment.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";

export interface Hold {
  readonly id: RecordId;
  readonly record: Appointment;
}

/** Those of one offer, or with "" all, by time; undefined until they are read. */
export const createHolds = (offer: Accessor<string>): Accessor<readonly Hold[] | undefined> =>
  createLiveQuery(offer, (db, wanted) => heldAppointments(db, wanted));
