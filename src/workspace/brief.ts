// A brief as scripts ask for it, once and whole; the screen shows what rows say first, and what the reports add when they have answered.
import { type Brief, briefOf, readBrief } from "../database/brief.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import type { CustomerFigures } from "../domain/brief.ts";
import { dayIn } from "../domain/zone.ts";
import type { RecordId } from "../lib/id.ts";

/** Reads a whole brief as of an instant on the clocks of a zone; undefined where there is no such contact. */
export async function wholeBrief(
  db: WorkspaceDatabase,
  id: RecordId,
  figuresOf: (id: RecordId) => Promise<CustomerFigures | null>,
  { zone, now }: { readonly zone: string; readonly now: string },
): Promise<Brief | undefined> {
  const dayOf = (at: string): string => dayIn(at, zone);
  const today = dayOf(now);
  const [rows, figures] = await Promise.all([readBrief(db, id, today), figuresOf(id)]);
  return rows ? briefOf(rows, figures, { today, dayOf }) : undefined;
}
