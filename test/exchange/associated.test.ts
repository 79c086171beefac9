import { expect, test } from "vitest";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

const planOf = async (files: Readonly<Record<string, string>>, options: Partial<FilesOptions> = {}): Promise<FilesPlan> =>
  unwrap(
    await planFiles(
      Object.entries(files).map(([name, text]) => ({ name, bytes: utf8(text) })),
      { country: "DE", currency: "EUR", language: "de", ...options },
      async () => ({}),
    ),
  );

const companies = "Record ID,Company name,Associated Contact IDs,Associated Deal IDs,Create Date\n101,Acme Corp,201; 203,301,2025-01-10\n";
const contacts =
  "Record ID,First Name,Last Name,Associated Deal IDs,Create Date\n201,Alice,Adams,301; 302,2025-01-11\n202,Bob,Brown,,2025-01-12\n";
const deals =
  "Record ID,Deal Name,Amount,Deal Stage,Close Date\n301,Acme rollout,100,closedwon,2025-06-30\n302,More,50,closedwon,2025-07-30\n";
const named = (plan: FilesPlan, reference: unknown) => {
  const fields = plan.drafts.find(({ key }) => `#${key}` === reference)?.fields;
  return fields?.["name"] ?? fields?.["familyName"];
};

test("numbers of deals and contacts that come along are ties, and what is not there stays and is said", async () => {
  const plan = await planOf({ "companies.csv": companies, "contacts.csv": contacts, "deals.csv": deals });
  const of = (kind: string) => plan.drafts.filter((draft) => draft.kind === kind).map(({ fields }) => fields);
  expect(of("deal").map(({ name, parties }) => [name, (parties as string[]).map((party) => named(plan, party))])).toEqual([
    ["Acme rollout", ["Acme Corp", "Adams"]],
    ["More", ["Adams"]],
  ]);
  expect(of("relation").map(({ from, to, kind }) => [named(plan, from), kind, named(plan, to)])).toEqual([
    ["Adams", "worksFor", "Acme Corp"],
  ]);
  expect(of("party").map(({ custom }) => (custom as Record<string, string> | undefined)?.["Associated Deal IDs"])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(of("party")[0]?.["custom"]).toMatchObject({ "Associated Contact IDs": "203" });
  expect(plan.hints.filter(({ code }) => code.endsWith("-unknown"))).toMatchObject([{ code: "contact-unknown", examples: ["203"] }]);
});

test("without the deals their numbers stay with the contact, and it says so", async () => {
  const plan = await planOf({ "contacts.csv": contacts });
  expect(plan.drafts[0]?.fields["custom"]).toMatchObject({ "Associated Deal IDs": "301; 302" });
  expect(plan.hints.filter(({ code }) => code === "deal-unknown")).toMatchObject([{ column: "Associated Deal IDs", count: 1 }]);
});

test("whoever wants the column kept keeps it", async () => {
  const plan = await planOf({ "contacts.csv": contacts, "deals.csv": deals }, { mapping: { "Associated Deal IDs": null } });
  expect(plan.drafts.find(({ kind }) => kind === "party")?.fields["custom"]).toMatchObject({ "Associated Deal IDs": "301; 302" });
  expect(plan.drafts.filter(({ kind }) => kind === "deal").map(({ fields }) => fields["parties"])).toEqual([undefined, undefined]);
});

test("a task is of its deal, and about the firm as well", async () => {
  const tasks =
    "Record ID,Task title,Due date,Task status,Associated Contact IDs,Associated Company IDs,Associated Deal IDs\n501,Send proposal,2025-07-01,NOT_STARTED,201,101,302\n";
  const plan = await planOf({ "companies.csv": companies, "contacts.csv": contacts, "deals.csv": deals, "tasks.csv": tasks });
  const task = plan.drafts.find(({ kind }) => kind === "task")?.fields ?? {};
  expect([named(plan, task["deal"]), (task["parties"] as string[]).map((party) => named(plan, party)), task["custom"]]).toEqual([
    "More",
    ["Adams", "Acme Corp"],
    undefined,
  ]);
});

test("one number of two programs ties nobody", async () => {
  const twice = `${deals}301,Another,70,closedwon,2025-08-30\n`;
  const plan = await planOf({ "contacts.csv": contacts, "deals.csv": twice });
  expect(plan.hints.filter(({ code }) => code === "deal-unknown")).toMatchObject([{ examples: ["301"] }]);
});
