import type { DirectoryEntry } from "../database/rows.ts";
import type { RecordId } from "../lib/id.ts";

/** What tells two of the same name apart: the firm of a person, and the town. */
export function contactLine(contact: DirectoryEntry, entry: (id: RecordId) => DirectoryEntry | undefined): string {
  const firm = contact.employer === undefined ? undefined : entry(contact.employer);
  return [firm?.name, contact.place || firm?.place].filter(Boolean).join(", ");
}
