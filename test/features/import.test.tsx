import { render, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { ImportPage } from "../../src/features/import/ImportPage.tsx";
import { err, ok } from "../../src/lib/result.ts";
import { planFiles, runImport } from "../../src/workspace/importer.ts";
import { onScreen } from "../support/screen.tsx";

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
  screen.getByText("4 contacts new · 2 relations");
  expect(made).toHaveLength(6);
  screen.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => undone).toEqual([7]);
});

test("a file that is no table is refused in a sentence, and another one can be chosen", async () => {
  const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], "foto.png");
  render(onScreen(() => <ImportPage files={[picture]} onDone={() => undefined} />, { session: { planFiles } }));
  await screen.findByText(/„foto\.png“ ist weder CSV noch vCard/);
  screen.getByText("Excel/CSV, vCard — hierher ziehen oder auswählen");
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
