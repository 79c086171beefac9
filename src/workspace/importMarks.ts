// How an import knows its rows again: what a row made bears an id that follows from the import and the row, so that the same
// file finds it, whether the import was cut off half-way or is long past.
import { type Draft as PlannedDraft } from "../exchange/draft.ts";
import { utf8 } from "../lib/bytes.ts";
import { sha256 } from "../lib/hash.ts";
import { keyOf } from "../lib/id.ts";

/** The random part of the id of what a row made in an import. */
export const markedKey = (importId: string, mark: string): string => keyOf(sha256(utf8(`${importId}\n${mark}`)), 10);

/** Which row of which file a record comes from, and which of the row's records it is. */
export function marksOf(drafts: readonly PlannedDraft[]): string[] {
  const counts = new Map<string, number>();
  return drafts.map(({ kind, line, file, fields }) => {
    const place = [file ?? "", line, kind, kind === "party" ? fields["kind"] : ""].join(" ");
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return `${place} ${count}`;
  });
}
