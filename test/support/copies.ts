import { WorkspaceDatabase } from "../../src/database/schema.ts";

/** As a cloned disk or a restored machine has it: every table of a profile, keys included, as they stand at one moment. Nobody has the copy open. */
export async function copyProfile(workspace: string, from: string, to: string): Promise<void> {
  const source = new WorkspaceDatabase(workspace, "strict", from);
  const copy = new WorkspaceDatabase(workspace, "strict", to);
  const tables = await source.transaction("r", source.tables, () =>
    Promise.all(source.tables.map(async (table) => [table.name, await table.toArray()] as const)),
  );
  // Checkpoints are databases of their own: the copy replays its journal.
  for (const [name, rows] of tables)
    await copy.table(name).bulkPut(name === "shards" ? rows.map((row) => ({ ...row, hasCheckpoint: 0 })) : rows);
  source.close();
  copy.close();
}
