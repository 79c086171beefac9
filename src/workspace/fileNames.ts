// Names of files, which lie sealed in records: in clear for windows, scripts and exports. Also the keys for it, and for bytes.
import { isSealedName, markSealed, safeFileName, withoutMark } from "../domain/file.ts";
import type { Merged } from "../domain/record.ts";
import { FileKeys } from "../journal/fileKey.ts";
import type { RecordView } from "./api.ts";
import type { Ledger } from "./ledger.ts";

export class FileNames {
  readonly #ledger: Ledger;
  #keys: FileKeys | null = null;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Of the founding epoch, which every member has. */
  get keys(): FileKeys {
    const { epochs, workspace } = this.#ledger;
    const founding = epochs.find(({ id }) => id === workspace) ?? epochs[0];
    if (!founding) throw new Error("no secret of this workspace is here");
    this.#keys ??= new FileKeys(founding);
    return this.#keys;
  }

  async sealed(name: string): Promise<string> {
    return markSealed(await this.keys.sealName(safeFileName(name)));
  }

  /** "" for one that cannot be opened. */
  async clear(name: string): Promise<string> {
    if (!isSealedName(name)) return safeFileName(name);
    return safeFileName((await this.keys.openName(withoutMark(name))) ?? "");
  }

  /** A stored record with a file's name in clear: for exports, which another workspace could not open. */
  async exported<Of extends Merged>(record: Of): Promise<Of> {
    const { type, name } = record as { readonly type: string; readonly name?: unknown };
    return type === "file" && typeof name === "string" && isSealedName(name) ? { ...record, name: await this.clear(name) } : record;
  }

  /** What the door gives out, with files' names in clear. */
  async named(views: readonly RecordView[]): Promise<RecordView[]> {
    const files = views.filter(({ type }) => type === "file").map(({ id }) => id);
    const rows = files.length > 0 ? await this.#ledger.db.records.bulkGet(files) : [];
    const names = new Map(rows.flatMap((row) => (row ? [[row.id, (row.record as Merged)["name"]] as const] : [])));
    return Promise.all(
      views.map(async (view) => {
        const name = names.get(view.id);
        return typeof name === "string" ? { ...view, name: await this.clear(name) } : view;
      }),
    );
  }
}
