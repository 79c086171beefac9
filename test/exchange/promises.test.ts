// Promises from a spreadsheet: each with the one contact it was given to, or by whom.
import { expect, test } from "vitest";
import { planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

const promisesIn = async (text: string) => {
  const plan = unwrap(
    await planFiles([{ name: "a.csv", bytes: utf8(text) }], { country: "DE", currency: "EUR", language: "de", zone: "UTC" }, async () => ({
      parties: [{ id: "p.known" as never, kind: "person", name: "Udo Berg", reach: ["mail udo@berg.example"] }],
    })),
  );
  return { plan, promises: plan.drafts.filter(({ kind }) => kind === "promise").map(({ fields }) => fields) };
};

test("a list of promises is known by its headings and finds its contacts", async () => {
  const { plan, promises } = await promisesIn(
    "Zusage;Von wem;Zugesagt bis;Gehalten am;Kontakt\nAngebot schicken;wir;05.12.2026;;Udo Berg\nAnzahlung überweisen;Kunde;01.11.2026;30.10.2026;Niemand\n",
  );
  expect(plan.type).toBe("promise");
  expect(promises).toMatchObject([
    { text: "Angebot schicken", side: "ours", dueOn: "2026-12-05", party: "p.known" },
    {
      text: "Anzahlung überweisen",
      side: "theirs",
      dueOn: "2026-11-01",
      keptAt: "2026-10-30T12:00:00.000Z",
      custom: { Kontakt: "Niemand" },
    },
  ]);
  expect(promises[1]).not.toHaveProperty("party");
  expect(plan.hints.map(({ code }) => code)).toEqual(["contact-unknown"]);
});

test("in English as well, and a row without words is refused", async () => {
  const { plan, promises } = await promisesIn("Promise,Promised until,Contact\nSend the quote,2026-12-05,udo@berg.example\n,2026-12-06,\n");
  expect(promises).toMatchObject([{ text: "Send the quote", dueOn: "2026-12-05", party: "p.known" }]);
  expect(plan.problems).toMatchObject([{ line: 3, code: "name-missing" }]);
});
