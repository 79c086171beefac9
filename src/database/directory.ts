// What lists and search need of every contact, in pages of one shard each: a window reads them all in a few
// milliseconds, and scanning one folded text beats every index that was measured.

import { mainAddressOf, nameOf, partyNoun, rolesOf, sortNameOf } from "../domain/party.ts";
import { read } from "../domain/read.ts";
import { inOrder, isDeleted, type Merged, textIn } from "../domain/record.ts";
import type { Relation } from "../domain/relation.ts";
import { holdsOn } from "../domain/relation.ts";
import { fold, sortKey } from "../lib/fold.ts";
import { isRecordId, type RecordId, type ShardName, shardOf } from "../lib/id.ts";
import { LatePages, type Scope } from "./late.ts";
import type { DirectoryEntry, DirectoryPage, PageName } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

/** Digits of a phone number as people may type them: international without plus, and national with its zero. */
export type PhoneDigits = (value: string, region: string | undefined) => readonly string[];

export function directoryEntryOf(
  id: RecordId,
  record: Merged,
  before: DirectoryEntry | undefined,
  phoneDigits: PhoneDigits,
): DirectoryEntry {
  const party = read(partyNoun, record);
  const name = nameOf(party);
  const address = mainAddressOf(party);
  const words = [
    name,
    party.nickname,
    party.legalForm,
    party.familyName,
    party.givenName,
    ...inOrder(party.addresses).flatMap((a) => [a.locality, a.street, a.postalCode]),
    ...inOrder(party.emails).map((email) => email.value),
    ...Object.keys(party.tags ?? {}),
    ...Object.values(party.externalIds ?? {}),
  ];
  const digits = inOrder(party.phones).flatMap(({ value, region }) => phoneDigits(value, textIn(region ?? address?.country) || undefined));
  const text = [...new Set([...words.flatMap((word) => (textIn(word) ? foldForSearch(textIn(word)).split(" ") : [])), ...digits])]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    kind: textIn(party.kind) || "person",
    name,
    sort: sortKey(sortNameOf(party)),
    place: textIn(address?.locality),
    roles: Object.fromEntries(rolesOf(party)),
    tags: Object.keys(party.tags ?? {}),
    owner: typeof party.owner === "string" ? party.owner : "",
    ...(before?.employer ? { employer: before.employer } : {}),
    ...(before?.title ? { title: before.title } : {}),
    ...(before?.otherFirms ? { otherFirms: before.otherFirms } : {}),
    ...(before?.lastThere ? { lastThere: before.lastThere } : {}),
    last: before?.last ?? "",
    ...(before?.touched ? { touched: before.touched } : {}),
    ...(before?.touchedThere ? { touchedThere: before.touchedThere } : {}),
    ...(typeof party.cadenceDays === "number" ? { cadenceDays: party.cadenceDays } : {}),
    ...(party.bornOn ? { bornOn: party.bornOn } : {}),
    createdAt: textIn(party.createdAt),
    ...(party.isCollective === true ? { isCollective: true as const } : {}),
    text: ` ${text}`,
  };
}

/** Folded, with everything that is neither letter, digit nor part of an address as a blank. */
export const foldForSearch = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}@.&+-]+/gu, " ")
    .trim();

/** Fewer letters are in nearly every note. */
export const fewestLetters = 3;

/** The employer of a person: of the jobs that have not ended, the one begun last. */
export function employerOf(relations: readonly Relation[], today: string): Pick<DirectoryEntry, "employer" | "title" | "otherFirms"> {
  const jobs = relations
    .filter((relation) => relation.kind === "worksFor" && !isDeleted(relation) && holdsOn(relation, today))
    .sort((a, b) => ((a.startOn ?? "") < (b.startOn ?? "") ? 1 : (a.startOn ?? "") > (b.startOn ?? "") ? -1 : a.to < b.to ? -1 : 1));
  const job = jobs[0];
  const employer = job && isRecordId(job.to) ? job.to : undefined;
  const others: Record<RecordId, string> = {};
  for (const { kind, to, endOn, ...rest } of relations) {
    if (kind !== "worksFor" || isDeleted(rest) || to === employer || !isRecordId(to)) continue;
    const until = textIn(endOn);
    // Of two jobs at one firm the longer one counts.
    if (others[to] === undefined || until === "" || (others[to] !== "" && others[to] < until)) others[to] = until;
  }
  return {
    ...(employer && { employer }),
    ...(employer && textIn(job?.title) && { title: textIn(job?.title) }),
    ...(Object.keys(others).length > 0 && { otherFirms: others }),
  };
}

type Page = Map<RecordId, DirectoryEntry>;

/** A shard's contacts lie in eight pages, by the first character of their random part: a save writes 20 kB, not 200. */
const pagesOfShard = 8;
const pageOf = (id: RecordId): PageName => pageName(shardOf(id), Number.parseInt(id.charAt(id.indexOf(".") + 1), 36) % pagesOfShard);
const pageName = (shard: ShardName, number: number): PageName => `${shard}.${number}`;
const pagesOf = (shard: ShardName): PageName[] => Array.from({ length: pagesOfShard }, (_, number) => pageName(shard, number));

/** The engine's pages: kept in memory while their shards change, written with a save or, in bulk work, a little later. */
export class DirectoryPages {
  readonly #pages = new Map<PageName, Page>();
  readonly #late = new LatePages<PageName>();
  #version = 0;

  async open(db: WorkspaceDatabase): Promise<void> {
    this.#version = (await db.directory.orderBy("version").last())?.version ?? 0;
  }

  /** Reads the pages of these contacts unless they are here; within the caller's transaction, if there is one. */
  async prepare(db: WorkspaceDatabase, ids: Iterable<RecordId>): Promise<void> {
    const missing = [...new Set([...ids].map(pageOf))].filter((page) => !this.#pages.has(page));
    if (missing.length === 0) return;
    const found = await db.directory.bulkGet(missing);
    for (const [i, page] of missing.entries()) this.#pages.set(page, new Map(found[i]?.entries.map((entry) => [entry.id, entry])));
  }

  get(id: RecordId): DirectoryEntry | undefined {
    return this.#pages.get(pageOf(id))?.get(id);
  }

  set(entry: DirectoryEntry): void {
    const page = pageOf(entry.id);
    this.#pages.get(page)?.set(entry.id, entry);
    this.#late.add(page);
  }

  delete(id: RecordId): void {
    const page = pageOf(id);
    if (this.#pages.get(page)?.delete(id)) this.#late.add(page);
  }

  /** How many pages wait to be written. */
  get late(): number {
    return this.#late.size;
  }

  /** Writes changed pages within the transaction that is open; `committed` tells that it is complete. */
  async write(db: WorkspaceDatabase, scope: Scope): Promise<void> {
    const pages = this.#late
      .in(scope)
      .map((page): DirectoryPage => ({ page, version: ++this.#version, entries: [...(this.#pages.get(page) as Page).values()] }));
    if (pages.length > 0) await db.directory.bulkPut(pages);
  }

  committed(scope: Scope): void {
    this.#late.committed(scope);
    if (this.#late.size === 0 && this.#pages.size > mostPages) this.#pages.clear();
  }

  /** Forgets what is not stored. */
  discard(): void {
    for (const page of this.#late.discard()) this.#pages.delete(page);
  }

  /** Empties the pages of a shard, to be filled again. */
  clear(shard: ShardName): void {
    for (const page of pagesOf(shard)) {
      this.#pages.set(page, new Map());
      this.#late.add(page);
    }
  }
}

/** Beyond this what is written is forgotten, 20 kB each. */
const mostPages = 512;
