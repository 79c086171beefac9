// Every noun that files can list beside contacts, the deciding one of several files first. A further noun is a line here and a file in
// presets/; a plain one says with `flatPreset` which words its columns are called by.
import { readHeadingPhrase } from "./heading.ts";
import type { Preset } from "./preset.ts";
import { dealPreset } from "./presets/deal.ts";
import { productPreset } from "./presets/product.ts";
import { promisePreset } from "./presets/promise.ts";
import { purchasePreset } from "./presets/purchase.ts";
import { taskPreset } from "./presets/task.ts";

const all = [purchasePreset, dealPreset, productPreset, taskPreset, promisePreset] as const;

/** What the rows of an import are. */
export type ImportType = "party" | (typeof all)[number]["noun"];
export const presets: readonly Preset<Exclude<ImportType, "party">>[] = all;
export const importTypes: readonly ImportType[] = ["party", ...presets.map(({ noun }) => noun)];
export const isImportType = (name: unknown): name is ImportType => (importTypes as readonly unknown[]).includes(name);

/** Whether any table would have such a column. */
export const isHeading = (cell: string): boolean =>
  cell.trim() !== "" && (readHeadingPhrase(cell) !== undefined || presets.some(({ tables }) => tables.some((kind) => kind.isPhrase(cell))));
