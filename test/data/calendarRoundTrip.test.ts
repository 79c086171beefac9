import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { type IcsEntry, readIcs } from "../../src/exchange/ics/entry.ts";
import { decodeText } from "../../src/exchange/text.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { exportedFrom, rowsIn } from "../support/calendarFiles.ts";
import { listData, readData, readDataText } from "../support/data.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

const files = listData("calendar/files", ".ics").map((path) => [path.split("/").at(-1) ?? "", path] as const);

/** What was made, without what belongs to the making: ids become the name of what they point at. */
async function contentOf(engine: Engine): Promise<string[]> {
  const { appointments, tasks } = await rowsIn(engine);
  const nameOf = new Map(appointments.map(({ id, record }) => [id as string, `${record.uid ?? ""} ${record.title ?? ""}`]));
  return [...appointments, ...tasks]
    .map(({ record }) => {
      const { createdAt: _at, createdBy: _by, import: _import, ...fields } = record as typeof record & { readonly series?: string };
      return JSON.stringify({ ...fields, series: fields.series && nameOf.get(fields.series) }, (_key, value: unknown) =>
        typeof value === "object" && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      );
    })
    .sort();
}

/** What another calendar reads in a file, whether it names the day or the hour of a time that is left out. */
const wordsOf = (entries: readonly IcsEntry[]): object[] =>
  entries.map(({ title, start, end, due, zone, rule, text, place, reminders, categories, kept, isCancelled }) => ({
    ...{ start, end, due: due?.slice(0, 16), zone: isDayTime(start ?? due) ? undefined : zone, rule, text, place, reminders, isCancelled },
    ...{ title: title || undefined, categories: [...new Set(categories)].sort(), kept: [...kept].sort() },
  }));
const isDayTime = (time = "2026-01-01"): boolean => time.length === 10;

/** Of several versions in one file the last counts; later times of a series become one of their own, which is tested apart. */
const latestOf = (entries: readonly IcsEntry[]): IcsEntry[] =>
  entries.filter(
    (one, at) =>
      !one.isThisAndFollowing &&
      !entries.some((other, i) => i > at && other.uid !== undefined && other.uid === one.uid && other.replaces === one.replaces),
  );

describe("calendars of other programs through the engine", () => {
  test.each(files)("%s comes out and goes in again with equal content", async (name, path) => {
    const [first, second] = [await anEngine(), await anEngine()];
    try {
      const { plan, report } = await takeFiles(first, [{ name, bytes: readData(path) }], {});
      expect(report.refused).toEqual([]);
      const { entries } = readIcs(decodeText(readData(path)).text, "Europe/Berlin");
      expect(plan.counts.rows).toBe(entries.length);
      const content = await contentOf(first);
      const text = await exportedFrom(first);
      await takeFiles(second, [textFile("again.ics", text)], {});
      expect(await contentOf(second)).toEqual(content);
      const said = wordsOf(readIcs(text, "Europe/Berlin").entries);
      expect(said).toEqual(expect.arrayContaining(wordsOf(latestOf(entries))));
      const again = await takeFiles(first, [{ name, bytes: readData(path) }], {});
      expect([again.report.created.appointment ?? 0, again.report.created.task ?? 0, again.report.updated]).toEqual([0, 0, 0]);
      const own = await takeFiles(first, [textFile("own.ics", text)], {});
      expect([own.report.created.appointment ?? 0, own.report.created.task ?? 0, own.report.updated]).toEqual([0, 0, 0]);
      expect(await contentOf(first)).toEqual(content);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
  test("are all there", () => expect([files.length, readDataText(files[0]?.[1] ?? "").length > 0]).toEqual([47, true]));
});
