// Notes and what was written about activities, to be searched: read when somebody is about to search them for the first time, kept in
// memory of whoever asks, and of each document only what changed is read again. No save does anything for it.
import { idsOf, isDeleted, textIn } from "../domain/record.ts";
import { fold } from "../lib/fold.ts";
import { isRecordId, type RecordId, type ShardName } from "../lib/id.ts";
import { fewestLetters, foldForSearch } from "./directory.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import { timelineOfShard } from "./timeline.ts";

/** Where a contact was found that its name does not tell. */
export interface TextHit {
  readonly party: RecordId;
  readonly where: "note" | "activity";
  /** Of an activity: what it was and when. */
  readonly kind: string;
  readonly at: string;
  /** What stands around the words that were looked for. */
  readonly excerpt: string;
}

interface Text extends Omit<TextHit, "excerpt"> {
  readonly text: string;
}

interface ShardTexts {
  /** The newest entry that was applied, and whether pages lag behind it. */
  readonly version: string;
  readonly texts: readonly Text[];
  /** All folded, each line beginning with a blank and ending with a break. */
  readonly folded: string;
  readonly starts: Uint32Array;
}

export class TextIndex {
  readonly #db: WorkspaceDatabase;
  readonly #shards = new Map<ShardName, ShardTexts>();
  readonly #folded = foldWords();
  #reading: Promise<void> = Promise.resolve();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  /** At most so many contacts whose note or activities have every word: those with words that begin so first, then the newest. */
  async search(typed: string, limit: number): Promise<readonly TextHit[]> {
    const words = foldForSearch(typed).split(" ").filter(Boolean);
    if (!words.some((word) => word.length >= fewestLetters)) return [];
    await this.refresh();
    const found: { readonly text: Text; readonly begins: boolean }[] = [];
    for (const shard of this.#shards.values()) collect(shard, words, found);
    found.sort((a, b) => Number(b.begins) - Number(a.begins) || (a.text.at < b.text.at ? 1 : a.text.at > b.text.at ? -1 : 0));
    const hits = new Map<RecordId, TextHit>();
    for (const { text } of found) {
      if (hits.size === limit) break;
      const { party, where, kind, at } = text;
      if (!hits.has(party)) hits.set(party, { party, where, kind, at, excerpt: excerptOf(text.text, words) });
    }
    return [...hits.values()];
  }

  /** Reads the documents that changed since they were read last; one after the other, else two who ask read the same. */
  refresh(): Promise<void> {
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#readChanged());
    return this.#reading;
  }

  async #readChanged(): Promise<void> {
    const rows = await this.#db.shards.toArray();
    // While pages are written late nothing says how far they are.
    const versions = await Promise.all(rows.map(({ name, lateAfter }) => (lateAfter === undefined ? this.#newest(name) : "")));
    const changed = rows
      .map(({ name }, i) => ({ name, version: versions[i] as string }))
      .filter(({ name, version }) => version === "" || this.#shards.get(name)?.version !== version);
    for (const { name, version } of changed) this.#shards.set(name, await this.#read(name, version));
  }

  async #newest(shard: ShardName): Promise<string> {
    const [key] = await this.#db.entries
      .where("[shard+applied]")
      .between([shard, Number.NEGATIVE_INFINITY], [shard, Number.POSITIVE_INFINITY])
      .reverse()
      .limit(1)
      .primaryKeys();
    return key ? key.join(" ") : "none";
  }

  async #read(shard: ShardName, version: string): Promise<ShardTexts> {
    const texts: Text[] = [];
    for (const { id, record } of await this.#db.parties.where("id").between(`${shard}.`, `${shard}/`).toArray()) {
      const note = isDeleted(record) ? "" : textIn(record["note"]);
      if (note !== "") texts.push({ party: id, where: "note", kind: "", at: "", text: note });
    }
    const seen = new Set<RecordId>();
    for (const { id, record } of await timelineOfShard(this.#db, shard)) {
      if (seen.has(id) || isDeleted(record)) continue;
      seen.add(id);
      // Four texts of hundreds of thousands of records, as they stand: reading each record whole would take several times as long.
      const said = [textIn(record["subject"]), textIn(record["text"])].filter(Boolean).join(": ");
      const [party] = said === "" ? [] : idsOf(record["parties"]).filter(isRecordId);
      if (party !== undefined) texts.push({ party, where: "activity", kind: textIn(record["kind"]), at: textIn(record["at"]), text: said });
    }
    const starts = new Uint32Array(texts.length);
    const lines: string[] = [];
    let length = 0;
    for (const [index, { text }] of texts.entries()) {
      const line = ` ${this.#folded(text)}\n`;
      starts[index] = length;
      length += line.length;
      lines.push(line);
    }
    return { version, texts, folded: lines.join(""), starts };
  }
}

/** Folds texts as search folds them; a word that was folded before is looked up, since texts of one trade share most of theirs. */
export function foldWords(): (text: string) => string {
  const known = new Map<string, string>();
  const folded = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const now = foldForSearch(word);
    if (known.size === mostWords) known.clear();
    if (word.length <= longestWord) known.set(word, now);
    return now;
  };
  return (text) => text.split(/\s+/).map(folded).filter(Boolean).join(" ");
}

const mostWords = 50_000;
const longestWord = 40;

/** The texts that have every word, by one scan for the longest of them. */
function collect(shard: ShardTexts, words: readonly string[], found: { text: Text; begins: boolean }[]): void {
  const [longest = "", ...others] = [...words].sort((a, b) => b.length - a.length);
  const { folded, starts, texts } = shard;
  let index = 0;
  for (let at = folded.indexOf(longest); at >= 0; ) {
    while (index + 1 < starts.length && (starts[index + 1] as number) <= at) index++;
    const end = starts[index + 1] ?? folded.length;
    const line = folded.slice(starts[index], end);
    if (others.every((word) => line.includes(word)))
      found.push({ text: texts[index] as Text, begins: words.every((word) => line.includes(` ${word}`)) });
    at = folded.indexOf(longest, end);
  }
}

const before = 10;
const after = 60;

/** The words around the first place where one of these stands. */
export function excerptOf(text: string, words: readonly string[]): string {
  const plain = text.replace(/\s+/g, " ").trim();
  const ends = (word: string, own: string): boolean => own.startsWith(word);
  const tokens = [...plain.matchAll(/[\p{L}\p{N}\p{M}@.&+-]+/gu)];
  const has = (fits: (word: string, own: string) => boolean) =>
    tokens.find(([token]) => words.some((word) => fits(word, foldedToken(token))));
  const at = (has(ends) ?? has((word, own) => own.includes(word)))?.index ?? 0;
  const from = at <= before ? 0 : plain.indexOf(" ", at - before) + 1;
  const to = plain.length <= at + after ? plain.length : plain.lastIndexOf(" ", at + after);
  const shown = plain.slice(from, Math.max(to, at + 1));
  return `${from > 0 ? "… " : ""}${shown}${to < plain.length ? " …" : ""}`;
}
const foldedToken = (token: string): string => fold(token);
