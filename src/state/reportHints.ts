// What a report may be about: offered as chips, so that little has to be typed.
import { type Accessor, createMemo } from "solid-js";
import { recordsNaming, timelineOf } from "../database/questions.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { appointmentNoun } from "../domain/appointment.ts";
import { productNoun } from "../domain/product.ts";
import { purchaseNoun } from "../domain/purchase.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { lastSubjects } from "../domain/visitReport.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useWorkspace } from "./workspace.tsx";

export interface ReportHints {
  /** What was planned, and what was spoken of lately. */
  readonly subjects: readonly string[];
  /** What was bought lately, by the contact or its firm. */
  readonly products: readonly { readonly id: RecordId; readonly name: string }[];
}

const none: ReportHints = { subjects: [], products: [] };
const mostProducts = 4;

/** Follows what can be offered for a report about a contact, perhaps of an appointment; nothing until it is known. */
export function createReportHints(party: () => RecordId | undefined, appointment: () => RecordId | undefined): Accessor<ReportHints> {
  const { entry } = useWorkspace();
  const hints = createLiveQuery(
    () => {
      const id = party();
      return id && { id, firm: entry(id)?.employer, appointment: appointment() };
    },
    async (db, asked): Promise<ReportHints> => {
      const [met, products, planned] = await Promise.all([
        timelineOf(db, asked.id),
        lastProducts(db, [asked.id, ...(asked.firm ? [asked.firm] : [])]),
        asked.appointment ? db.records.get(asked.appointment) : undefined,
      ]);
      const title = planned && (read(appointmentNoun, planned.record).title ?? "");
      const subjects = [...(title ? [title] : []), ...lastSubjects(met.map(({ interaction }) => interaction))];
      return { subjects: [...new Set(subjects)], products };
    },
  );
  return createMemo(() => hints() ?? none);
}

/** The products of the last purchases of these contacts, the newest first, each once. */
async function lastProducts(db: WorkspaceDatabase, parties: readonly RecordId[]): Promise<ReportHints["products"]> {
  const rows = (await Promise.all(parties.map((id) => recordsNaming(db, purchaseNoun.name, "party", id)))).flat();
  const purchases = rows.filter(({ record }) => !isDeleted(record)).map(({ record }) => read(purchaseNoun, record));
  purchases.sort((a, b) => ((a.on ?? "") < (b.on ?? "") ? 1 : -1));
  const ids = new Set<RecordId>();
  for (const { lines } of purchases) for (const { product } of lines ?? []) if (product && ids.size < mostProducts) ids.add(product);
  const found = await db.records.bulkGet([...ids]);
  return found.flatMap((row) => (row && !isDeleted(row.record) ? [{ id: row.id, name: read(productNoun, row.record).name }] : []));
}
