// What the worker that reads files and the window that asked it tell each other.
import type { NounName } from "../domain/nouns.ts";
import type { FilesOptions, FilesPlan } from "../exchange/planFiles.ts";
import type { ImportExample } from "../exchange/preset.ts";
import type { ImportType } from "../exchange/presets.ts";
import type { EarlierImport } from "./known.ts";

export type ImportChoices = FilesOptions;

/** What an import would do; the records themselves stay with the worker. */
export interface ImportSummary extends Omit<FilesPlan, "drafts"> {
  readonly records: number;
  /** All of them are records of an export of Kontor, untouched. */
  readonly isOwn: boolean;
  /** How many of them the workspace has already: they are changed, not made. */
  readonly known: Readonly<Partial<Record<NounName, number>>>;
  /** What stands in the workspace and would become another value. */
  readonly replaced: { readonly count: number; readonly examples: readonly string[] };
  /** How many drafts there are of each noun. */
  readonly drafted: Readonly<Partial<Record<NounName, number>>>;
  /** What rows can be, in the order to offer it. */
  readonly types: readonly ImportType[];
  /** The first few of what the rows are. */
  readonly examples: readonly ImportExample[];
  /** NounName of table → what its columns can be mapped to. */
  readonly targets: Readonly<Record<string, readonly string[]>>;
  /** Targets that hold a day, of which the order of day and month may be open. */
  readonly dayTargets: readonly string[];
  /** NounName of table → what its targets are called, where they have names of their own. */
  readonly labels: Readonly<Record<string, Readonly<Record<"de" | "en", Readonly<Record<string, string>>>>>>;
  readonly fileNames: readonly string[];
  readonly sha256: string;
  /** Imports of these very files, the newest first. */
  readonly earlier: readonly EarlierImport[];
  /** How many contacts they made that are here: they stay as they are. */
  readonly here: number;
}

/** Line and, where there are several, file of a planned record. */
export interface ImportPlace {
  readonly key: string;
  readonly line: number;
  readonly file?: string;
}
