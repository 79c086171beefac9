// Everything of a workspace as one file, in open formats, offline and at any time. Written portion by portion: the browser
// moves the parts of a Blob to the disk when they become many, and nothing is ever one text in memory.

import { nounOf } from "../domain/nouns.ts";
import { read } from "../domain/read.ts";
import { type ContactsLanguage, exportContacts, FirmsOf } from "../exchange/exportContacts.ts";
import { inOrderOfColumns, noteColumns, printHead, printRecords } from "../exchange/exportCsv.ts";
import type { ExportRecord } from "../exchange/exported.ts";
import { exportJson } from "../exchange/exportJson.ts";
import { exportVcard } from "../exchange/exportVcard.ts";
import { instantOf } from "../lib/clock.ts";
import type { EngineApi } from "./api.ts";

/** `contacts`: a table for spreadsheets, one row a contact; the others hold everything. */
export type ExportFormat = "json" | "csv" | "vcard" | "contacts";

const mimes: Readonly<Record<ExportFormat, string>> = {
  json: "application/x-ndjson;charset=utf-8",
  csv: "text/csv;charset=utf-8",
  contacts: "text/csv;charset=utf-8",
  vcard: "text/vcard;charset=utf-8",
};

/** The directory's day: a file names the firm that the screen names. */
const today = (): string => instantOf(Date.now()).slice(0, 10);

export async function exportAll(engine: EngineApi, format: ExportFormat, language: ContactsLanguage = "de"): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const text of textsOf(engine, format, language)) parts.push(new Blob([text]));
  return new Blob(parts, { type: mimes[format] });
}

async function* textsOf(engine: EngineApi, format: ExportFormat, language: ContactsLanguage): AsyncGenerator<string> {
  switch (format) {
    case "json": {
      const rivals = await engine.exportRivals();
      for await (const records of portionsOf(engine)) yield exportJson(records, rivals);
      return;
    }
    case "csv": {
      const rivals = await engine.exportRivals();
      const columns = new Set<string>();
      for await (const records of portionsOf(engine)) for (const record of records) noteColumns(record, columns, rivals[record.id]);
      const order = inOrderOfColumns(columns);
      yield printHead(order);
      for await (const records of portionsOf(engine)) yield printRecords(records, order, rivals);
      return;
    }
    case "contacts": {
      const firms = new FirmsOf(today());
      for await (const records of readPortions(engine)) for (const record of records) firms.note(record);
      yield exportContacts.head(language);
      for await (const records of readPortions(engine)) yield exportContacts.rows(records, firms, language);
      return;
    }
    case "vcard": {
      // A card names its firm, which may lie in any portion.
      const all: ExportRecord[] = [];
      for await (const records of readPortions(engine)) for (const record of records) if (record.type !== "interaction") all.push(record);
      yield exportVcard(all, { today: today() });
    }
  }
}

async function* portionsOf(engine: EngineApi): AsyncGenerator<readonly ExportRecord[]> {
  let after: string | null = null;
  do {
    const portion: Awaited<ReturnType<EngineApi["exportPortion"]>> = await engine.exportPortion(after);
    yield portion.records;
    after = portion.after;
  } while (after !== null);
}

/** As screens show them, for files that people read; whoever wants all as it is stored takes the portions themselves. */
async function* readPortions(engine: EngineApi): AsyncGenerator<readonly ExportRecord[]> {
  for await (const records of portionsOf(engine))
    yield records.map((record) => {
      const noun = nounOf(record.type);
      return noun ? ({ ...read(noun, record), id: record.id } as ExportRecord) : record;
    });
}
