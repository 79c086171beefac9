import { configure, render, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { ImportPage } from "../../src/features/import/ImportPage.tsx";
import { err, ok } from "../../src/lib/result.ts";
import { planFiles, runImport } from "../../src/workspace/importer.ts";
import { onScreen } from "../support/screen.tsx";

// A worker that reads files starts in its own time on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

const customers = new File(
  [
    [
      "Firma;Ansprechpartner;Telefon;Lieblingsfarbe",
      "Mühle Öttl KG;Vera Öttl;089 123456;blau",
      "Östermann GmbH;Jan Östermann;NULL;rot",
      ";;;grün",
    ].join("\r\n"),
  ],
  "kunden.csv",
);

test("a file is shown before it is imported: what it would make, what each column means, which rows stay out", async () => {
  render(onScreen(() => <ImportPage files={[customers]} onDone={() => undefined} />, { session: { planFiles } }));
  await screen.findByText("3 Zeilen: 2 Firmen und 2 Ansprechpartner neu, 1 nicht lesbar");
  expect((screen.getByLabelText("Bedeutung von „Firma“") as HTMLSelectElement).value).toBe("organisation");
  const color = screen.getByLabelText("Bedeutung von „Lieblingsfarbe“") as HTMLSelectElement;
  expect(color.selectedOptions[0]?.text).toBe("bleibt als eigenes Feld erhalten");
  screen.getByText("Zeile 4");
  screen.getByText("„NULL“ gilt als leer (1-mal).");
  screen.getByRole("button", { name: "4 Kontakte übernehmen" });
});

test("the first rows of each file are shown as they stand there, and the button says all that it takes over", async () => {
  const names = ["Ada", "Bea", "Cem", "Dan", "Eva", "Finn"];
  const people = new File(
    [["Vorname;Nachname;Ort", ...names.map((name, i) => `${name};Muster;${i % 2 ? "" : "Ulm"}`)].join("\n")],
    "leute.csv",
  );
  const deals = new File(["Deal;Betrag;Phase;Abschlussdatum\nHeizung;100;Gewonnen;01.03.2026\n"], "chancen.csv");
  render(onScreen(() => <ImportPage files={[people, deals]} onDone={() => undefined} />, { session: { planFiles } }));
  const table = await screen.findByRole("region", { name: "Spalten: leute.csv" });
  const rows = within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent));
  expect(rows).toEqual([
    ["2", "Ada", "Muster", "Ulm"],
    ["3", "Bea", "Muster", ""],
    ["4", "Cem", "Muster", "Ulm"],
    ["5", "Dan", "Muster", ""],
    ["6", "Eva", "Muster", "Ulm"],
  ]);
  screen.getByRole("region", { name: "Spalten: chancen.csv" });
  screen.getByRole("button", { name: "Alles importieren: eine Verkaufschance und 6 Kontakte" });
});

test("a wrong guess can be corrected, and the preview follows", async () => {
  render(onScreen(() => <ImportPage files={[customers]} onDone={() => undefined} />, { session: { planFiles } }));
  await userEvent.selectOptions(await screen.findByLabelText("Bedeutung von „Ansprechpartner“"), "note");
  await screen.findByText(/3 Zeilen: 2 Firmen neu/);
  screen.getByRole("button", { name: "2 Kontakte übernehmen" });
});

test("what was imported can be undone on the spot", async () => {
  const undone: number[] = [];
  const made: string[] = [];
  const engine = {
    startJob: async () => ok("job"),
    addDrafts: async (_job: string, drafts: readonly { key: string }[]) => {
      made.push(...drafts.map(({ key }) => key));
      return ok({ done: made.length });
    },
    finishJob: async () => ok({ job: "job", created: { party: 4, relation: 2 }, updated: 0, refused: [], action: 7 }),
    undoAction: async (number: number) => {
      undone.push(number);
      return ok({ action: { number, command: "import", records: 6, at: "" }, changed: 6, left: 0 });
    },
  };
  render(
    onScreen(() => <ImportPage files={[customers]} onDone={() => undefined} />, {
      session: { planFiles, runImport },
      engine,
      language: "en",
    }),
  );
  (await screen.findByRole("button", { name: "Import 4 contacts" })).click();
  await screen.findByText("Imported.");
  screen.getByText("4 contacts new · 2 relationships");
  expect(made).toHaveLength(6);
  screen.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => undone).toEqual([7]);
});

test("a file that is no table is refused in a sentence, and another one can be chosen", async () => {
  const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], "foto.png");
  render(onScreen(() => <ImportPage files={[picture]} onDone={() => undefined} />, { session: { planFiles } }));
  await screen.findByText(/„foto\.png“ ist weder CSV noch vCard/);
  screen.getByText("Excel/CSV, vCard, Kalender – hierher ziehen oder auswählen");
});

test("when the disk is full nothing is half imported: the reason is said", async () => {
  const cancelled: string[] = [];
  const engine = {
    startJob: async () => ok("job"),
    addDrafts: async () => err({ code: "disk-full" as const }),
    cancelJob: async (job: string) => {
      cancelled.push(job);
      return ok(null);
    },
  };
  render(onScreen(() => <ImportPage files={[customers]} onDone={() => undefined} />, { session: { planFiles, runImport }, engine }));
  (await screen.findByRole("button", { name: "4 Kontakte übernehmen" })).click();
  await screen.findByText(/Auf diesem Gerät ist kein Platz mehr/);
  expect(cancelled).toEqual(["job"]);
});

const orders = new File(
  [
    "Auftragsnummer;Datum;Kunde;Artikel;Menge;Einzelpreis\r\n",
    "A1;3/25/2026;Mühle Öttl KG;GTX Pro;2;9,50\r\n",
    "A1;3/25/2026;Mühle Öttl KG;Sieb;1;5,00\r\n",
    "A2;3/4/2026;;GTXPro;zwei;9,50\r\n",
    "A3;3/4/2026;;GTXPro;1;9,50\r\n",
  ],
  "auftraege.csv",
);

test("orders are seen as such: what they would make, an example, who stays nameless, which row is wrong and where", async () => {
  render(onScreen(() => <ImportPage files={[orders]} onDone={() => undefined} />, { session: { planFiles } }));
  await screen.findByText(/4 Zeilen: 2 Käufe, 3 Positionen, 3 Produkte und eine Firma/);
  expect((screen.getByLabelText("Was sind diese Zeilen?") as HTMLSelectElement).selectedOptions[0]?.text).toBe("Aufträge und Rechnungen");
  const example = within(screen.getByRole("region", { name: "Zum Beispiel" }))
    .getByText("A1")
    .closest("li");
  expect(example?.textContent).toMatch(/25\. ?März 2026|25\.0?3\.2026/);
  expect(example?.textContent).toMatch(/Mühle Öttl KG · 2 Positionen · 24\s€/);
  screen.getByText("Zeile 4");
  screen.getByText(/Menge: „zwei“ ist keine Zahl/);
  screen.getByText(/Ein Kauf nennt keinen Kunden/);
  // One 25 tells for the whole column which number is the month.
  expect(screen.getByLabelText("Bedeutung von „Datum“").closest(".import-column")?.textContent).toContain("Monat/Tag");
});

test("a product spelt two ways is asked about before anything is made, and the answer can be changed", async () => {
  const made: { kind: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const engine = {
    startJob: async () => ok("job"),
    addDrafts: async (_job: string, drafts: readonly { key: string; kind: string; fields: Readonly<Record<string, unknown>> }[]) => {
      made.push(...drafts);
      return ok({ done: made.length });
    },
    finishJob: async () => ok({ job: "job", created: { party: 2, product: 2, purchase: 2 }, updated: 0, refused: [], action: 7 }),
  };
  render(onScreen(() => <ImportPage files={[orders]} onDone={() => undefined} />, { session: { planFiles, runImport }, engine }));
  await screen.findByText("„GTXPro“ (eine Zeile) und „GTX Pro“: dasselbe Produkt?");
  expect(screen.queryByRole("button", { name: /übernehmen/ })).toBeNull();
  await userEvent.click(screen.getByText("Nein, zwei Produkte"));
  await screen.findByRole("button", { name: /^Alles importieren: 2 Käufe, .* und ein Kontakt$/ });
  await userEvent.click(screen.getByText("Ja, dasselbe"));
  await screen.findByText(/2 Käufe, 3 Positionen, 2 Produkte und eine Firma/);
  (await screen.findByRole("button", { name: /^Alles importieren: 2 Käufe, .* und ein Kontakt$/ })).click();
  await screen.findByText("2 Käufe neu · 2 Produkte neu · 2 Kontakte neu");
  expect(made.filter(({ kind }) => kind === "product").map(({ fields }) => [fields["name"], fields["aliases"]])).toEqual([
    ["GTX Pro", ["GTXPro"]],
    ["Sieb", undefined],
  ]);
});

test("whoever says that the rows are something else gets the columns read anew", async () => {
  render(onScreen(() => <ImportPage files={[orders]} onDone={() => undefined} />, { session: { planFiles }, language: "en" }));
  await userEvent.selectOptions(await screen.findByLabelText("What are these rows?"), "product");
  await screen.findByRole("button", { name: "Import 3 products" });
  expect((screen.getByLabelText("Meaning of “Menge”") as HTMLSelectElement).selectedOptions[0]?.text).toBe("kept as a separate field");
  await userEvent.selectOptions(screen.getByLabelText("What are these rows?"), "deal");
  await screen.findByText(/There is nothing of that kind in this file/);
  screen.getByText(/the column with the stage is missing/);
});
