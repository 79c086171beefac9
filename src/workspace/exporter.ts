// Everything of a workspace as one file, in open formats, offline and at any time.
import { exportCsv } from "../exchange/exportCsv.ts";
import type { ExportRecord } from "../exchange/exported.ts";
import { exportJson } from "../exchange/exportJson.ts";
import { exportVcard } from "../exchange/exportVcard.ts";
import type { EngineApi } from "./api.ts";

export type ExportFormat = "json" | "csv" | "vcard";

const formats: Readonly<Record<ExportFormat, { readonly mime: string; readonly print: (records: readonly ExportRecord[]) => string }>> = {
  json: { mime: "application/x-ndjson;charset=utf-8", print: exportJson },
  csv: { mime: "text/csv;charset=utf-8", print: exportCsv },
  vcard: { mime: "text/vcard;charset=utf-8", print: (records) => exportVcard(records) },
};

export async function exportAll(engine: EngineApi, format: ExportFormat): Promise<Blob> {
  const records: ExportRecord[] = [];
  let after: string | null = null;
  do {
    const portion: Awaited<ReturnType<EngineApi["exportPortion"]>> = await engine.exportPortion(after);
    records.push(...portion.records);
    after = portion.after;
  } while (after !== null);
  const { mime, print } = formats[format];
  return new Blob([print(records)], { type: mime });
}
