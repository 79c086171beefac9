import { afterAll, describe, expect, test } from "vitest";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { exportAll } from "../../src/workspace/exporter.ts";
import { parseCsv } from "../support/csv.ts";
import { anEngine } from "../support/engine.ts";
import { planImport } from "../support/plan.ts";
import { joinedBy, Meeting, until } from "../support/wires.ts";

const open: Engine[] = [];
const kept = (engine: Engine): Engine => {
  open.push(engine);
  return engine;
};
afterAll(async () => {
  for (const engine of open) await engine.close();
});

let number = 0;

/** As a window reads files: a plan, and its drafts in portions. */
async function readInto(engine: Engine, file: Blob, name: string) {
  const options = { country: "DE", currency: "EUR", language: "de" };
  const plan = unwrap(await planImport([{ name, bytes: new Uint8Array(await file.arrayBuffer()) }], options));
  const isOwn = plan.drafts.every(({ exact }) => exact !== undefined);
  const job = unwrap(await engine.startJob({ command: "import", isOwn }));
  for (let i = 0; i < plan.drafts.length; i += 200)
    unwrap(
      await engine.addDrafts(
        job,
        plan.drafts.slice(i, i + 200).map(({ key, kind, fields, exact }) => ({ key, kind, fields, ...(exact && { exact }) })),
      ),
    );
  return { report: unwrap(await engine.finishJob(job)), plan };
}

/** Two years of a firm, with what was deleted, edited, and written by two at once. */
async function aFirm(): Promise<{ readonly office: Engine; readonly gone: RecordId; readonly both: RecordId }> {
  const office = kept(await anEngine("Offen GmbH", `open-${++number}`));
  unwrap(await office.generate({ contacts: 40, interactions: 120, seed: 3, sales: true }));
  const gone = unwrap(await office.put("party", { kind: "person", familyName: "Vergangen" }));
  const both = unwrap(await office.put("party", { kind: "organisation", name: "Zwei Werte", note: "=1+1", phones: [{ value: "030 12" }] }));
  unwrap(await office.patch(both, { phones: { add: [{ value: "030 34" }] }, employees: 12, tags: { add: ["VIP"] } }));
  unwrap(await office.remove([gone]));
  const meeting = new Meeting();
  const ben = kept(await joinedBy(office, meeting, "Ben"));
  meeting.part();
  unwrap(await office.patch(both, { name: "Zwei Werte A" }));
  unwrap(await ben.patch(both, { name: "Zwei Werte B" }));
  await meeting.connect(office, ben);
  await until("both values are here", async () => (await office.rivals(both)).name?.length === 2);
  meeting.part();
  await office.settled();
  return { office, gone, both };
}

describe("an open export", () => {
  test.each(["json", "csv"] as const)(
    "as %s, read into an empty workspace, gives an equal digest: ids, authors, times, the deleted still deleted",
    async (format) => {
      const { office, gone, both } = await aFirm();
      const file = await exportAll(office, format);
      const text = await file.text();
      for (const value of ["Zwei Werte A", "Zwei Werte B"]) expect(text).toContain(value);
      const home = kept(await anEngine("Neu", `open-${++number}`));
      const { report } = await readInto(home, file, `alles.${format}`);
      expect(report.refused).toEqual([]);
      expect(await home.digest("documents")).toBe(await office.digest("documents"));
      expect(await home.digest("rows")).toBe(await office.digest("documents"));
      const again = await home.get(gone);
      expect(again?.deletedAt).toBe((await office.get(gone))?.deletedAt);
      expect(again?.createdBy).toBe(office.workspace);
      expect((await home.find("Vergangen")).length).toBe(0);
      expect((await home.get(both))?.createdAt).toBe((await office.get(both))?.createdAt);
      expect(await home.count("party")).toBe(await office.count("party"));
    },
  );

  test("of two values names both, and says so when it is read", async () => {
    const { office, both } = await aFirm();
    const line = (await (await exportAll(office, "json")).text()).split("\n").find((one) => one.includes(both) && one.includes("rivals"));
    expect((JSON.parse(line ?? "{}") as { rivals: Record<string, string[]> }).rivals.name?.sort()).toEqual([
      "Zwei Werte A",
      "Zwei Werte B",
    ]);
    const home = kept(await anEngine("Neu", `open-${++number}`));
    const { plan } = await readInto(home, await exportAll(office, "json"), "alles.json");
    expect(plan.hints.find(({ code }) => code === "two-values")?.count).toBe(1);
  });

  test("read where there are contacts already, or edited by hand, makes new records and leaves what is there", async () => {
    const { office } = await aFirm();
    const file = await exportAll(office, "json");
    const home = kept(await anEngine("Voll", `open-${++number}`));
    const own = unwrap(await home.put("party", { kind: "organisation", name: "War schon da" }));
    await readInto(home, file, "alles.json");
    expect((await home.get(own))?.name).toBe("War schon da");
    expect((await home.find("Zwei Werte"))[0]?.id).not.toBe((await office.find("Zwei Werte"))[0]?.id);
    const empty = kept(await anEngine("Leer", `open-${++number}`));
    const edited = (await (await exportAll(office, "csv")).text()).replaceAll("Zwei Werte", "Von Hand");
    const { plan } = await readInto(empty, new Blob([edited.replaceAll('""name"":""Von Hand', '""name"":""Zwei Werte')]), "alles.csv");
    expect(plan.drafts.some(({ exact }) => exact === undefined)).toBe(true);
    expect((await empty.find("Von Hand")).length).toBe(1);
  });

  test("for Excel is one row a contact, without the deleted, in the person's language, and no cell is a formula", async () => {
    const { office } = await aFirm();
    const file = await exportAll(office, "contacts", "de");
    const german = await file.text();
    const rows = parseCsv(german, ";");
    // Without it a spreadsheet shows broken umlauts.
    expect([...new Uint8Array(await file.slice(0, 3).arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf]);
    expect(rows[0]?.slice(0, 8)).toEqual(["Name", "Art", "Titel", "Vorname", "Nachname", "Firma", "Position", "Telefon"]);
    expect(rows.length - 1).toBe(await office.count("party"));
    expect(german).not.toContain("Vergangen");
    const row = rows.find(([name]) => name?.startsWith("Zwei Werte")) as string[];
    expect(row[1]).toBe("Organisation");
    expect(row.at(-1)).toBe("'=1+1");
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^\+\d/.test(cell))).toEqual([]);
    const person = rows.find((cells) => cells[1] === "Person" && cells[5] !== "");
    expect(person?.[4]).not.toBe("");
    const english = parseCsv(await (await exportAll(office, "contacts", "en")).text(), ",");
    expect(english[0]?.slice(0, 3)).toEqual(["Name", "Kind", "Title"]);
  });
});
