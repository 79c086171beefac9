import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import type { Draft, ImportOptions, ImportPlan } from "../../src/exchange/draft.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { err, unwrap } from "../../src/lib/result.ts";
import { planImport } from "../support/plan.ts";

const german: ImportOptions = { country: "DE", currency: "EUR", language: "de" };
const file = (text: string, name = "kontakte.csv") => ({ name, bytes: utf8(text) });
const planOf = async (text: string, options: Partial<ImportOptions> = {}, name?: string): Promise<ImportPlan> =>
  unwrap(await planImport([file(text, name)], { ...german, ...options }));
const parties = (plan: ImportPlan): Record<string, unknown>[] =>
  plan.drafts.filter((draft) => draft.kind === "party").map((draft) => draft.fields as Record<string, unknown>);
const ties = (plan: ImportPlan): Draft[] => plan.drafts.filter((draft) => draft.kind === "relation");

describe("a list of firms with a contact each", () => {
  test("makes firm, person and what ties them", async () => {
    const plan = await planOf(
      "Firma;Ansprechpartner;Position;Straße;PLZ;Ort;Land;Telefon;E-Mail\nMuster GmbH;Frau Dr. Eva von Stein;Einkauf;Hauptstr. 1;01067;Dresden;Deutschland;0351 123456;info@muster.de\n",
    );
    expect(parties(plan)).toEqual([
      {
        kind: "organisation",
        name: "Muster GmbH",
        phones: [{ value: "0351 123456", region: "DE", type: "work" }],
        emails: [{ value: "info@muster.de" }],
        addresses: [{ street: "Hauptstr. 1", postalCode: "01067", locality: "Dresden", country: "DE" }],
      },
      { kind: "person", salutation: "ms", honorificPrefix: "Dr.", givenName: "Eva", familyName: "von Stein" },
    ]);
    expect(ties(plan).map((tie) => tie.fields)).toEqual([{ from: "#p2", to: "#o1", kind: "worksFor", title: "Einkauf" }]);
  });

  test("a second contact of the same firm makes no second firm", async () => {
    const plan = await planOf("Firma,Ansprechpartner\nMuster GmbH,Eva Stein\nMuster  gmbh,Udo Berg\n");
    expect(plan.counts).toMatchObject({ organisations: 1, people: 2, relations: 2 });
  });

  test("two firms of one name with two customer numbers stay two", async () => {
    const plan = await planOf("Kundennummer,Firma\n1,Schmidt\n2,Schmidt\n");
    expect(plan.counts.organisations).toBe(2);
    expect(plan.hints.map((hint) => hint.code)).toContain("same-name-apart");
  });
});

describe("a column of contact persons", () => {
  const bexio =
    "Kontaktart;Name 1;Name 2;Ansprechpartner;PLZ;Ort\nFirma;Probe Malerei AG;;Anna Beispiel;8001;Zürich\nFirma;Muster Holz;;Urs Eigen;8002;Zürich\n";
  const manyFirms = `Firma;Ansprechpartner;Ort\n${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `Betrieb ${i};${i % 2 ? "Anna Beispiel" : "Urs Eigen"};Bonn`).join("\n")}\n`;

  test("is the own user in bexio's list: nobody becomes the customer's person", async () => {
    const plan = await planOf(bexio);
    expect(plan.counts).toMatchObject({ organisations: 2, people: 0, relations: 0 });
    expect(parties(plan).map((party) => party["owner"])).toEqual(["Anna Beispiel", "Urs Eigen"]);
    expect(plan.questions).toEqual([]);
  });

  test("with few names beside many firms is asked about, and is the own people until somebody says otherwise", async () => {
    const plan = await planOf(manyFirms);
    expect(plan.questions).toEqual([{ code: "own-or-customers", column: "Ansprechpartner" }]);
    expect([plan.counts.people, parties(plan)[0]?.["owner"]]).toEqual([0, "Anna Beispiel"]);
    const told = await planOf(manyFirms, { mapping: { Ansprechpartner: "personName" } });
    expect([told.counts.people, told.questions.length]).toEqual([8, 1]);
  });

  test("with a name a firm is the customer's, also where a firm stands in several rows", async () => {
    const plan = await planOf(
      `Firma;Ansprechpartner;Ort\n${["Bonn", "Köln", "Ulm", "Kiel", "Hof", "Jena"].map((town) => `Nord AG;Ida Kurz;${town}`).join("\n")}\n`,
    );
    expect([plan.counts.organisations, plan.counts.people > 0, plan.questions]).toEqual([1, true, []]);
  });

  test.each([
    ["Kontakt", "info@muster.example", { emails: [{ value: "info@muster.example" }] }],
    ["Contact", "0351 123456", { phones: [{ value: "0351 123456", region: "DE", type: "work" }] }],
    ["Kontakt", "+49 (0)351 / 12 34 56", { phones: [{ value: "+49 (0)351 / 12 34 56", region: "DE", type: "work" }] }],
  ])("%s that holds %s is that channel and no name", async (heading, value, reached) => {
    const plan = await planOf(`Firma;${heading}\nMuster GmbH;${value}\n`);
    expect(parties(plan)).toEqual([{ kind: "organisation", name: "Muster GmbH", ...reached }]);
  });

  test("holds names in some rows and channels in others: each is what it is", async () => {
    const plan = await planOf(
      "Firma;Kontakt\nA GmbH;Eva Stein\nB GmbH;info@b.example\nC GmbH;Udo Berg\nD GmbH;0351 123456\nE GmbH;Ida Kurz\n",
    );
    expect([plan.counts.organisations, plan.counts.people]).toEqual([5, 3]);
    const [b, d] = parties(plan).filter(({ name }) => name === "B GmbH" || name === "D GmbH");
    expect([b?.["emails"], d?.["phones"]]).toEqual([[{ value: "info@b.example" }], [{ value: "0351 123456", region: "DE", type: "work" }]]);
  });

  test("is a way to reach somebody in a list of names too, and a mail among telephones stays a mail", async () => {
    const plan = await planOf("Vorname;Nachname;Kontakt\nEva;Stein;0351 123456\nUdo;Berg;0351 654321\nIda;Kurz;ida@kurz.example\n");
    expect(plan.mapping.map(({ target }) => target)).toEqual(["givenName", "familyName", "phone"]);
    expect(parties(plan)[2]).toMatchObject({ familyName: "Kurz", emails: [{ value: "ida@kurz.example" }] });
    expect(parties(plan)[2]?.["phones"]).toBeUndefined();
  });
});

describe("a list of people", () => {
  test("a personal mail address is the person's, the firm's mailbox the firm's", async () => {
    const plan = await planOf("Vorname,Nachname,Firma,E-Mail,E-Mail 2\nEva,Stein,Muster GmbH,eva.stein@muster.de,info@muster.de\n");
    expect(parties(plan).find((party) => party["kind"] === "person")?.["emails"]).toEqual([{ value: "eva.stein@muster.de" }]);
    expect(parties(plan).find((party) => party["kind"] === "organisation")?.["emails"]).toEqual([{ value: "info@muster.de" }]);
  });

  test("phones are read with the country of the address", async () => {
    const plan = await planOf("Name,Phone,Country\nAnn Lee,(171) 555-7788,UK\nEva Stein,030 123456,\n");
    expect(parties(plan).map((party) => (party["phones"] as { region: string }[])[0]?.region)).toEqual(["GB", "DE"]);
  });

  test("a bare Name beside Vorname is the family name", async () => {
    expect(parties(await planOf("Vorname;Name;Ort\nEva;von Stein;Bonn\n"))).toEqual([
      { kind: "person", givenName: "Eva", familyName: "von Stein", addresses: [{ locality: "Bonn" }] },
    ]);
  });

  test("a mail address is name enough, nothing at all is not", async () => {
    const plan = await planOf("First Name,Last Name,Email Address,Company,Connected On\n,,eva@stein.de,,1 Jan 2026\n,,,,30 Apr 2026\n");
    expect(parties(plan)).toHaveLength(1);
    expect(plan.problems).toEqual([{ line: 3, code: "name-missing", value: "30 Apr 2026" }]);
  });

  test("Google's labels say which number is which", async () => {
    const plan = await planOf(
      'First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,E-mail 1 - Label,E-mail 1 - Value\nEva,Stein,"Messe ::: * myContacts",Mobile,0171 1 ::: 0171 2,Home Fax,030 9,* Work,eva@stein.de\n',
    );
    expect(parties(plan)[0]).toMatchObject({
      tags: ["Messe"],
      emails: [{ value: "eva@stein.de", type: "work" }],
      phones: [
        { value: "0171 1", type: "mobile" },
        { value: "0171 2", type: "mobile" },
        { value: "030 9", type: "fax", label: "Home Fax" },
      ],
    });
  });

  test("birthdays are read however the column writes them", async () => {
    const born = async (heading: string, ...values: string[]) =>
      parties(await planOf(`Nachname;${heading}\n${values.map((value) => `A;${value}`).join("\n")}\n`)).map(
        (party) => party["bornOn"] ?? party["custom"],
      );
    expect(await born("Geburtstag", "12.04.1985", "1985", "12.4.")).toEqual(["1985-04-12", "1985", "--04-12"]);
    expect(await born("Birthday", "04/13/1985", "04/05/1985")).toEqual(["1985-04-13", "1985-04-05"]);
    expect(await born("Geburtstag", "gestern")).toEqual([{ Geburtstag: "gestern" }]);
  });
});

describe("nothing of a file is lost", () => {
  test("a column nobody mapped stays under its heading", async () => {
    const plan = await planOf("Name,Schuhgröße,Schuhgröße,\nEva Stein,38,39,x\n");
    expect(parties(plan)[0]?.["custom"]).toEqual({ Schuhgröße: "38", "Schuhgröße 2": "39", "#4": "x" });
    expect(plan.hints.filter((hint) => hint.code === "custom-column").map((hint) => hint.column)).toEqual([
      "Schuhgröße",
      "Schuhgröße 2",
      "#4",
    ]);
  });

  test("rows that are too short or too long are told about and imported", async () => {
    const plan = await planOf("Name,Ort,Telefon\nEva Stein,Bonn\nUdo Berg,Köln,0221 1,und noch,mehr\n");
    expect(plan.counts.people).toBe(2);
    expect(plan.hints.filter((hint) => hint.code.startsWith("row-"))).toEqual([
      { code: "row-short", count: 1, examples: ["2"], lines: [2] },
      { code: "row-long", count: 1, examples: ["3"], lines: [3] },
    ]);
    expect(parties(plan)[1]?.["custom"]).toEqual({ "#4": "und noch", "#5": "mehr" });
  });

  test("an unclosed quote costs no other row", async () => {
    const plan = await planOf('Name,Ort\n"Eva Stein,Bonn\nUdo Berg,Köln\n');
    expect(parties(plan).map((party) => party["familyName"])).toEqual(["Stein", "Berg"]);
    expect(plan.hints.map((hint) => hint.code)).toContain("quote-unclosed");
  });

  test("words for nothing are empty, with a hint", async () => {
    const plan = await planOf("Name,Ort,Telefon\nEva Stein,NULL,-\n");
    expect(parties(plan)[0]).toEqual({ kind: "person", givenName: "Eva", familyName: "Stein" });
    expect(plan.hints.find((hint) => hint.code === "empty-words")).toEqual({
      code: "empty-words",
      count: 2,
      examples: ["NULL", "-"],
      lines: [2, 2],
    });
  });

  test("every word of any table is somewhere in the plan", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            "Name",
            "Vorname",
            "Nachname",
            "Firma",
            "Telefon",
            "E-Mail",
            "Ort",
            "PLZ",
            "Land",
            "Umsatz",
            "Position",
            "Anrede",
            "Geburtstag",
            "Quatsch",
            "Rolle",
            "Website",
            "Notizen",
            "Tags",
            "Kundennummer",
            "Sprache",
            "USt-ID",
            "Titel",
            "Account ID",
            "Adresse",
          ),
          { minLength: 1, maxLength: 8 },
        ),
        fc.array(
          fc.array(
            fc.nat(999_999).map((n) => `w${n}`),
            { minLength: 1, maxLength: 8 },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        async (headings, rows) => {
          const plan = await planOf(`${headings.join(",")}\n${rows.map((row) => row.join(",")).join("\n")}\n`);
          const whole = JSON.stringify([plan.drafts, plan.problems]);
          for (const cell of rows.flat()) expect(whole).toContain(cell);
          for (const draft of plan.drafts) expect(normaliseFields(draft.kind, draft.fields)).toMatchObject({ ok: true });
        },
      ),
    ));
});

describe("what a person decides", () => {
  test("a column can be given another target, or none", async () => {
    const text = "Name,Info,Ort\nEva Stein,Anfrage,Bonn\n";
    expect(parties(await planOf(text, { mapping: { Info: "note", Ort: null } }))).toEqual([
      { kind: "person", givenName: "Eva", familyName: "Stein", note: "Anfrage", custom: { Ort: "Bonn" } },
    ]);
  });

  test("a mapping handed back as it came gives the same plan", async () => {
    const text = 'Firma,Umsatz,Mitarbeiter,Gegründet,Telefon privat\nMuster GmbH,"12,5",80,03/04/1999,030 1\n';
    const plan = await planOf(text);
    expect(await planOf(text, { mapping: plan.mapping })).toEqual(plan);
  });

  test("every contact of an import can be given a role", async () => {
    const plan = await planOf("Firma,Ansprechpartner\nMuster GmbH,Eva Stein\n", { roles: { customer: "active" } });
    expect(parties(plan).map((party) => party["roles"])).toEqual([{ customer: "active" }, undefined]);
  });

  test("a role column speaks for itself", async () => {
    expect(parties(await planOf("Name,Rolle,Phase\nEva Stein,Kunde; Partner,Interessent\n"))[0]?.["roles"]).toEqual({
      customer: "prospect",
      partner: "active",
    });
  });
});

describe("numbers", () => {
  test("revenue in millions is recognised by what a head earns, and said", async () => {
    const plan = await planOf("company,revenue,employees\nAcme,1100.04,2822\nBeta,251.41,495\n");
    expect(parties(plan)[0]).toMatchObject({ annualRevenueCents: 110_004_000_000, currency: "EUR", employees: 2822 });
    expect(plan.hints.map((hint) => hint.code)).toContain("revenue-in-millions");
  });

  test("revenue in full is taken as it stands, in its currency's smallest unit", async () => {
    expect(parties(await planOf("Firma;Jahresumsatz (€);Mitarbeiter\nMuster;1.234.567,89;12\n"))[0]).toMatchObject({
      annualRevenueCents: 123_456_789,
      currency: "EUR",
    });
    expect(parties(await planOf("Company,Revenue,Employees\nKK,500000000,40\n", { currency: "JPY" }))[0]).toMatchObject({
      annualRevenueCents: 500_000_000,
      currency: "JPY",
    });
  });

  test("a number that is none stays as text", async () => {
    const plan = await planOf("Firma,Mitarbeiter\nMuster,etwa 50\n");
    expect(parties(plan)[0]).toEqual({ kind: "organisation", name: "Muster", custom: { Mitarbeiter: "etwa 50" } });
    expect(plan.hints.map((hint) => hint.code)).toContain("number-unreadable");
  });
});

describe("ties between firms", () => {
  test("a subsidiary finds its parent further down in the file", async () => {
    const plan = await planOf("account,subsidiary_of\nBluth,Acme\nAcme,\n");
    expect(ties(plan).map((tie) => tie.fields)).toEqual([{ from: "#o1", to: "#o2", kind: "subsidiaryOf" }]);
  });

  test("a parent that is not in the file is added, and said", async () => {
    const plan = await planOf("account,subsidiary_of\nBluth,Acme\nSelf,Self\n");
    expect(plan.counts).toMatchObject({ organisations: 3, relations: 1 });
    expect(plan.hints.find((hint) => hint.code === "parent-added")?.examples).toEqual(["Acme"]);
    expect(parties(plan).find((party) => party["name"] === "Self")?.["custom"]).toEqual({ subsidiary_of: "Self" });
  });

  test("contacts find their firms in the other file of the same import", async () => {
    const plan = unwrap(
      await planImport(
        [
          file(
            "Record ID,First Name,Last Name,Associated Company IDs,Job Title,Create Date\n201,Alice,Adams,101,CEO,2025-01-11 09:00\n",
            "hubspot-contacts.csv",
          ),
          file("Record ID,Company name\n101,Acme Corp\n", "hubspot-companies.csv"),
        ],
        german,
      ),
    );
    expect(ties(plan).map((tie) => tie.fields)).toEqual([{ from: "#p1", to: "#o2", kind: "worksFor", title: "CEO" }]);
    expect(parties(plan).map((party) => party["externalIds"])).toEqual([{ "hubspot.contact": "201" }, { hubspot: "101" }]);
  });
});

describe("keys of other programs", () => {
  const keys = async (text: string, name?: string) => parties(await planOf(text, {}, name)).map((party) => party["externalIds"]);

  test("a customer number is the firm's own, whatever program wrote it", async () => {
    expect(await keys("Kundennummer,Firma\n10023,Muster\n")).toEqual([{ customerNumber: "10023" }]);
  });

  test("number 1 of one list is not number 1 of another", async () => {
    const [one, other] = [await keys("ID,Firma\n1,Muster\n"), await keys("ID,Firma,Ort\n1,Berg,Bonn\n")];
    expect(Object.keys(one[0] as object)).not.toEqual(Object.keys(other[0] as object));
    expect(await keys("ID,Firma\n1,Muster AG\n", "later.csv")).toEqual(one);
  });

  test("a firm's contact is found again by the firm's number and the name", async () => {
    expect(await keys("Kundennummer,Firma,Ansprechpartner\n7,Muster,Eva Stein\n")).toEqual([
      { customerNumber: "7" },
      { "customerNumber.contact": "7 eva stein" },
    ]);
  });
});

describe("files that are no lists", () => {
  const refusal = (bytes: Uint8Array, name: string) => planImport([{ name, bytes }], german);

  test("are refused by name", async () => {
    expect(await refusal(new Uint8Array(), "leer.csv")).toEqual(err({ code: "file-empty", file: "leer.csv" }));
    expect(await refusal(utf8(" \n \n"), "leer.csv")).toEqual(err({ code: "file-empty", file: "leer.csv" }));
    expect(await refusal(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "liste.xlsx")).toEqual(
      err({ code: "file-type-unsupported", file: "liste.xlsx", type: "xlsx" }),
    );
    expect(await refusal(Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d), "a.pdf")).toEqual(
      err({ code: "file-type-unsupported", file: "a.pdf", type: "pdf" }),
    );
    expect(
      await refusal(
        Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251),
        "zufall.csv",
      ),
    ).toEqual(err({ code: "file-unreadable", file: "zufall.csv" }));
  });

  test("a header alone is a list of nobody", async () => {
    expect((await planOf("Name;Ort\n")).counts).toMatchObject({ rows: 0, organisations: 0, people: 0, relations: 0, interactions: 0 });
  });

  test("one column of names is a list of people, of firms where they say so", async () => {
    expect(parties(await planOf("Eva Stein\nUdo Berg\nIda Tal\n")).map((party) => party["familyName"])).toEqual(["Stein", "Berg", "Tal"]);
    expect(parties(await planOf("Muster GmbH\nBerg KG\nTal & Co\n")).map((party) => party["name"])).toEqual([
      "Muster GmbH",
      "Berg KG",
      "Tal & Co",
    ]);
  });

  test("deals are not taken for contacts", async () => {
    const plan = await planOf("Record ID,Deal Name,Amount\n301,Acme rollout,12500\n");
    expect(plan.counts).toMatchObject({ rows: 1, organisations: 0, people: 0 });
    expect(plan.problems.map((problem) => problem.code)).toEqual(["name-missing"]);
  });

  test("one line of ten megabytes is read in good time", async () => {
    expect((await planOf(`Name,Notizen\nEva Stein,${"x".repeat(10_000_000)}\n`)).counts.people).toBe(1);
  });
});

test("an import can be cancelled, and says how far it is", async () => {
  const text = `Name,Ort\n${Array.from({ length: 20_000 }, (_, i) => `Eva Stein${i},Bonn`).join("\n")}\n`;
  const seen: [number, number][] = [];
  const answer = await planImport([file(text)], german, (done, total) => {
    seen.push([done, total]);
    return false;
  });
  expect(answer).toEqual(err({ code: "import-cancelled" }));
  expect(seen).toHaveLength(1);
  expect(seen[0]?.[0]).toBeLessThanOrEqual(seen[0]?.[1] as number);
});

test("whatever is in a file, it is planned or refused, never an accident", () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc
          .string({
            unit: fc.constantFrom(
              "Name",
              "E-Mail",
              "Firma",
              ",",
              ";",
              "\t",
              "\n",
              "\r\n",
              '"',
              "a@b.de",
              "GmbH",
              "1.5",
              "=",
              "NULL",
              "\u0000",
              "é",
              "{",
              "id",
              "type",
              "__proto__",
            ),
            maxLength: 40,
          })
          .map(utf8),
      ),
      fc.constantFrom("a.csv", "a.vcf", "a.json", "a"),
      async (bytes, name) => {
        const answer = await planImport([{ name, bytes }], german);
        if (answer.ok)
          for (const draft of answer.value.drafts) expect(normaliseFields(draft.kind, draft.fields)).toMatchObject({ ok: true });
      },
    ),
    { numRuns: 400 },
  ));
