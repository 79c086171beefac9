import { clearChoices } from "../database/choices.ts";
import { readMeta, rowsVersion, rowTables, type WorkspaceDatabase } from "../database/schema.ts";
import type { Ledger } from "./ledger.ts";
import type { Shards } from "./shards.ts";

interface Store {
  readonly db: WorkspaceDatabase;
  readonly ledger: Ledger;
  readonly shards: Shards;
}

/**
 * Finishes what bulk work left when the engine ended, and rebuilds the rows when their shape has changed. False where they are of an
 * earlier build and cannot be made again, because an entry is damaged.
 */
export async function renewRows({ db, ledger, shards }: Store): Promise<boolean> {
  const version = await readMeta<number>(db, "rowsVersion");
  if (version !== undefined && version !== rowsVersion) {
    // Rows are not thrown away while the journal cannot make them again: what is here can be read and exported.
    if (!(await ledger.isWhole())) return false;
    await rebuildRows({ db, ledger });
  }
  await db.meta.put({ key: "rowsVersion", value: rowsVersion });
  if (shards.late.length === 0) return true;
  await ledger.pages.renew();
  await ledger.pages.flush();
  return true;
}

async function rebuildRows({ db, ledger }: Pick<Store, "db" | "ledger">): Promise<void> {
  await db.transaction("rw", db.tables, async () => {
    for (const table of rowTables) await db.table(table).clear();
    await clearChoices(db);
  });
  await ledger.rebuild();
}
