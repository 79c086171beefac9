// Files of a record, as screens see them: what the record says, the name in clear, and what of the bytes lies here and elsewhere.
import { type Accessor, createEffect, createMemo, createResource, createSignal, on, onCleanup } from "solid-js";
import { type ContentRow, FileDatabase } from "../database/fileDatabase.ts";
import { recordsNaming } from "../database/questions.ts";
import type { RecordRow } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { watchRows } from "../database/watch.ts";
import { chunkCount, type FileRecord, fileNoun, originalOf, thumbnailOf } from "../domain/file.ts";
import { valueKey } from "../domain/keys.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import { known } from "./known.ts";
import { createLiveQuery } from "./liveQuery.ts";
import { useWorkspace } from "./workspace.tsx";

export type { AddFileHow } from "../workspace/windowFiles.ts";

export interface FileView {
  readonly id: RecordId;
  readonly record: FileRecord;
  readonly updatedBy: string;
}

/** What of a file's bytes lies where. */
export interface FileWhere {
  readonly isHere: boolean;
  /** Somebody has asked for it, and it has not come whole: how far it is, 0 to 1. */
  readonly share: number | undefined;
  /** Whether its small picture is here. */
  readonly hasThumbnail: boolean;
  /** Other devices of the team that say that they have it. */
  readonly holders: readonly string[];
}

const databases = new WeakMap<WorkspaceDatabase, FileDatabase>();

/** One connection a window and workspace; it goes with the page, or when the workspace is left. */
function fileDatabaseOf(db: WorkspaceDatabase, workspace: string): FileDatabase {
  const known = databases.get(db) ?? new FileDatabase(workspace, "relaxed");
  databases.set(db, known);
  return known;
}

const filesAbout = async (db: WorkspaceDatabase, about: RecordId): Promise<RecordRow[]> => {
  const own = db.records
    .where("keys")
    .equals(valueKey("file", ["about"], [about]))
    .toArray();
  const rows = [...(await own), ...(await recordsNaming(db, "file", "parties", about))];
  return [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ record }) => !isDeleted(record));
};

/** Files on a record, and on what belongs to it where it is a contact; the newest first. */
export const createFilesAbout = (about: () => RecordId | undefined): Accessor<readonly FileView[] | undefined> =>
  createLiveQuery(about, async (db, wanted) =>
    (await filesAbout(db, wanted))
      .map(({ id, record, updatedBy }): FileView => ({ id, record: read(fileNoun, record), updatedBy }))
      .sort((a, b) => compare(b.record.createdAt, a.record.createdAt) || compare(a.id, b.id)),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const names = new Map<string, string>();

/** Names in clear; "" until the engine has told. */
export function createFileNames(files: () => readonly FileView[] | undefined): (file: FileView) => string {
  const { engine } = useWorkspace();
  const [told, tell] = createSignal(0);
  createEffect(
    on(files, (all) => {
      const asked = [...new Set((all ?? []).flatMap(({ record }) => record.name ?? []))].filter((name) => !names.has(name));
      if (asked.length === 0) return;
      void engine.fileNames(asked).then((clear) => {
        for (const [index, name] of asked.entries()) names.set(name, clear[index] ?? "");
        tell(told() + 1);
      });
    }),
  );
  return ({ record }) => (told() >= 0 ? (names.get(record.name ?? "") ?? "") : "");
}

/** Where the bytes of these files lie, by the file's id. */
export function createFilesWhere(files: () => readonly FileView[] | undefined): (file: FileView) => FileWhere | undefined {
  const { db, id, status } = useWorkspace();
  const own = fileDatabaseOf(db, id);
  const [stored, setStored] = createSignal<{
    readonly rows: ReadonlyMap<string, ContentRow>;
    readonly holders: ReadonlyMap<string, string[]>;
  }>();
  const hashes = createMemo(() => [
    ...new Set((files() ?? []).flatMap(({ record }) => [record.sha256, thumbnailOf(record)?.sha256 ?? ""])),
  ]);
  createEffect(
    on(hashes, (wanted) => {
      if (files() === undefined) return;
      const ask = async () => {
        const [rows, holders] = await Promise.all([own.contents.bulkGet(wanted), own.holders.where("sha256").anyOf(wanted).toArray()]);
        const byHash = new Map<string, string[]>();
        for (const { sha256, device } of holders) byHash.set(sha256, [...(byHash.get(sha256) ?? []), device]);
        return { rows: new Map(rows.flatMap((row) => (row ? [[row.sha256, row] as const] : []))), holders: byHash };
      };
      onCleanup(watchRows(ask, setStored, (error) => console.warn("files could not be read", error)));
    }),
  );
  const devices = createMemo(() => new Set((status()?.devices ?? []).filter((one) => !one.isThis).map((one) => one.id)));
  return ({ record }) => {
    const now = stored();
    if (!now) return undefined;
    const row = now.rows.get(record.sha256);
    const original = originalOf(record);
    const thumbnail = thumbnailOf(record);
    const isHere = row?.state === "whole";
    return {
      isHere,
      share: row?.state === "fetching" && original ? row.chunks / chunkCount(original.bytes) : undefined,
      hasThumbnail: thumbnail !== undefined && now.rows.get(thumbnail.sha256)?.state === "whole",
      holders: (now.holders.get(record.sha256) ?? []).filter((device) => devices().has(device)),
    };
  };
}

/** The address of bytes that lie here, for pictures and sound; it goes with whoever asked. */
export function createFileAddress(
  content: () => { readonly sha256: string; readonly type: string } | undefined,
): Accessor<string | undefined> {
  const { engine } = useWorkspace();
  const key = createMemo(() => {
    const wanted = content();
    return wanted && `${wanted.sha256} ${wanted.type}`;
  });
  const [address] = createResource(key, async (wanted) => {
    const [sha256 = "", type = ""] = wanted.split(" ");
    const bytes = await engine.fileBytes(sha256);
    return bytes.ok ? URL.createObjectURL(new Blob([bytes.value], { type })) : undefined;
  });
  let last: string | undefined;
  const revoke = (): void => {
    if (last) URL.revokeObjectURL(last);
  };
  createEffect(
    on(
      () => known(address),
      (next) => {
        if (next === last) return;
        revoke();
        last = next;
      },
    ),
  );
  onCleanup(revoke);
  return () => (key() === undefined ? undefined : known(address));
}
