// What repairs ask beside their record: the workspace's zone, and the few records that a noun names there.
import type { Noun, RepairContext } from "../domain/noun.ts";
import { type Merged, textIn } from "../domain/record.ts";
import { recordsOfNoun, settingsRow } from "./questions.ts";
import type { WorkspaceDatabase } from "./schema.ts";

export async function repairContextOf(db: WorkspaceDatabase, noun: Pick<Noun, "repairsWith">): Promise<RepairContext> {
  const [settings, ...known] = await Promise.all([settingsRow(db), ...noun.repairsWith.map((name) => recordsOfNoun(db, name))]);
  const records = new Map<string, Merged>(known.flat().map(({ id, record }) => [id, record]));
  return { zone: textIn(settings?.record.zone) || "UTC", recordOf: (id) => records.get(id) };
}
