import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import type { Draft, ImportPlan } from "../../src/exchange/draft.ts";
import { FirmsOf } from "../../src/exchange/exportContacts.ts";
import { exportCsv } from "../../src/exchange/exportCsv.ts";
import { type ExportRecord, elementsOf, entriesOf, setOf } from "../../src/exchange/exported.ts";
import { exportJson } from "../../src/exchange/exportJson.ts";
import { exportVcard } from "../../src/exchange/exportVcard.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { planImport } from "../support/plan.ts";

const options = { country: "DE", currency: "EUR", language: "de" };
const planOf = async (name: string, text: string): Promise<ImportPlan> => unwrap(await planImport([{ name, bytes: utf8(text) }], options));

/** A record as stored, with the fields a person gave. */
const record = (id: string, type: "party" | "relation" | "interaction", fields: Record<string, unknown>): ExportRecord => ({
  id,
  type,
  createdAt: "2026-01-02T03:04:05.678Z",
  createdBy: "m1",
  ...unwrap(normaliseFields(type, fields)),
});

const anna = record("7f3kq.aaaaaaaaaa", "party", {
  kind: "person",
  honorificPrefix: "Dr.",
  givenName: "Anna",
  familyName: "von der Heide",
  bornOn: "--04-12",
  salutation: "ms",
  tags: ["VIP", "a, b"],
  note: "Erste Zeile\nzweite; mit, Zeichen \\ und so",
  phones: [
    { value: "030 901820", region: "DE", type: "work", label: "Zentrale" },
    { value: "+491711234567", region: "DE", type: "mobile" },
    { value: "030 901821", region: "DE", type: "fax", label: "home" },
  ],
  emails: [{ value: "anna@heide.example", type: "work" }],
  handles: [
    { service: "linkedin", value: "anna-heide", url: "https://www.linkedin.com/in/anna-heide" },
    { service: "skype", value: "anna.heide" },
  ],
  addresses: [
    {
      type: "work",
      street: "Überweg 1",
      extra: "3. OG",
      postalCode: "01067",
      locality: "Dresden",
      country: "DE",
      geo: { lat: 51.05, lon: 13.74 },
    },
    { type: "Lager", locality: "Nirgends", countryText: "Philipines" },
  ],
  roles: { customer: "prospect" },
  owner: "Kim",
  source: "referral",
  externalIds: { northwind: "ALFKI" },
  custom: { Größe: "XL", "vcard:X-ABDATE;X-ABLABEL=_$!<Anniversary>!$_": "1975-03-01" },
});
const firm = record("7f3kq.bbbbbbbbbb", "party", {
  kind: "organisation",
  name: "Heide & Söhne GmbH",
  industry: "Handel",
  employees: 12,
  annualRevenueCents: 110004000000,
  currency: "EUR",
  foundedOn: "1996",
  isCollective: false,
});
const today = "2026-11-30";
const job = record("7f3kq.cccccccccc", "relation", {
  from: anna.id,
  to: firm.id,
  kind: "worksFor",
  title: "=Leiterin",
  department: "Einkauf",
});
const call = record("7f3kq.dddddddddd", "interaction", {
  kind: "call",
  at: "2026-03-02T09:00:00.000Z",
  parties: [firm.id, anna.id],
  subject: "-Angebot",
  mood: -1,
  durationMinutes: 5,
});
const all = [anna, firm, job, call];

/** What a record said, in the shape of a draft, so that both can be compared whole. */
const said = (from: Readonly<Record<string, unknown>>, leave: readonly string[] = []): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(from)) {
    if (["id", "type", "createdAt", "createdBy", ...leave].includes(field) || value === null) continue;
    if (["phones", "emails", "urls", "handles", "addresses"].includes(field)) out[field] = elementsOf(value);
    else if (field === "tags") out[field] = setOf(value).sort();
    else if (field === "roles" || field === "custom" || field === "externalIds") out[field] = Object.fromEntries(entriesOf(value));
    else if (field === "parties") out[field] = Array.isArray(value) ? value : Object.keys(value as object);
    else out[field] = value;
  }
  return out;
};
const pointed = (fields: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(fields).replace(/"#([^"]+)"/g, '"$1"')) as Record<string, unknown>;
const byKey = (plan: ImportPlan, id: string): Draft => plan.drafts.find((draft) => draft.key === id) as Draft;

describe("the full export as CSV", () => {
  test("opens in a spreadsheet: byte order mark, field names, no formulas", () => {
    const text = exportCsv(all);
    expect(
      text.startsWith(
        "\uFEFFid,type,kind,name,honorificPrefix,givenName,familyName,salutation,bornOn,industry,employees,annualRevenueCents,currency,foundedOn,phones.1.value,phones.1.type,phones.1.label,phones.1.region,",
      ),
    ).toBe(true);
    expect(text).toContain("roles.customer");
    expect(text).toContain(",'=Leiterin,");
    expect(text).toContain(",+491711234567,");
  });

  test("whatever ends a cell where it is opened, no cell begins a formula, and it is read back as it was", async () => {
    const sly = {
      ...firm,
      name: "Firma;=1+1;",
      note: 'x\n=2+2\t=3+3;"=4+4',
      "=5+5;=6": ";@a;",
      tags: { "=7;=8": true },
      custom: { ";=9": ";=9;" },
    };
    const table = exportCsv([sly]);
    for (const delimiter of [",", ";", "\t"]) {
      const { data } = Papa.parse<string[]>(table, { delimiter });
      expect(
        data.flat().filter((cell) => /^[ "]*[=+\-@]/.test(cell)),
        delimiter,
      ).toEqual([]);
    }
    const plan = await planOf("kontor.csv", table);
    expect(plan.problems).toEqual([]);
    expect(byKey(plan, firm.id).fields).toMatchObject({ name: sly.name, note: sly.note, "=5+5;=6": ";@a;", custom: { ";=9": ";=9;" } });
  });

  test("is read back as it was, with its ties", async () => {
    const plan = await planOf("kontor.csv", exportCsv(all));
    expect(plan.problems).toEqual([]);
    expect(plan.counts).toMatchObject({ rows: 4, organisations: 1, people: 1, relations: 1, interactions: 1 });
    for (const one of all) expect(said(pointed(byKey(plan, one.id).fields as Record<string, unknown>))).toEqual(said(one));
    expect(byKey(plan, job.id).fields).toMatchObject({ from: `#${anna.id}`, to: `#${firm.id}` });
  });

  test("a row of a kind nobody knows is reported, the others are read", async () => {
    const plan = await planOf("kontor.csv", "id,type,name,kind\na,party,Foo,organisation\nb,spaceship,Bar,\n");
    expect(plan.problems).toEqual([{ line: 3, column: "type", code: "type-unknown", value: "spaceship" }]);
    expect(plan.drafts).toHaveLength(1);
  });
});

describe("the full export as JSON", () => {
  test("equal records give equal files, whatever their order", () => {
    expect(exportJson([call, job, firm, anna])).toBe(exportJson(all));
    expect(exportJson(all).split("\n")).toHaveLength(5);
  });

  test("is read back as it was", async () => {
    const plan = await planOf("kontor.jsonl", exportJson(all));
    for (const one of all) expect(said(pointed(byKey(plan, one.id).fields as Record<string, unknown>))).toEqual(said(one));
  });
});

describe("contacts as vCards", () => {
  const personIn = (plan: ImportPlan): Record<string, unknown> =>
    said(plan.drafts.find((draft) => draft.fields["kind"] === "person")?.fields ?? {});
  const withId = (one: ExportRecord): Record<string, unknown> => ({
    ...said(one),
    externalIds: { ...(one["externalIds"] as object | undefined), kontor: one.id },
  });

  test("are read back as they were, with firm, title and department", async () => {
    const plan = await planOf("kontor.vcf", exportVcard(all, { today, language: "de" }));
    expect(plan.problems).toEqual([]);
    expect(personIn(plan)).toEqual(withId(anna));
    expect(said(plan.drafts.find((draft) => draft.fields["kind"] === "organisation")?.fields ?? {})).toEqual(withId(firm));
    expect(plan.drafts.filter((draft) => draft.kind === "relation").map((draft) => draft.fields)).toEqual([
      expect.objectContaining({ kind: "worksFor", title: "=Leiterin", department: "Einkauf" }),
    ]);
    expect(plan.counts).toMatchObject({ organisations: 1, people: 1, relations: 1 });
  });

  test("no line is longer than 75 bytes, and no letter is cut", () => {
    const text = exportVcard([record("7f3kq.eeeeeeeeee", "party", { kind: "organisation", name: "ä".repeat(200) + "😀".repeat(50) })], {
      today,
    });
    for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.replaceAll("\r\n ", "")).toContain("ä".repeat(200) + "😀".repeat(50));
  });

  test("who left a firm does not work there in the address book", () => {
    expect(exportVcard([anna, firm, { ...job, endOn: "2025-12-31" }], { today })).not.toContain("ORG:");
    expect(exportVcard([anna, firm, { ...job, startOn: "2026-12" }], { today })).not.toContain("ORG:");
  });

  test.each(["2026-11-30", "2026-12-31", "2026", "2027"])("who leaves in %s works there until then", (endOn) => {
    expect(exportVcard([anna, firm, { ...job, endOn }], { today })).toContain("ORG:");
    const firms = new FirmsOf(today);
    for (const one of [anna, firm, { ...job, endOn }]) firms.note(one);
    expect(firms.of(anna.id)).toEqual({ name: "Heide & Söhne GmbH", title: "=Leiterin" });
  });

  const word = fc
    .string({
      unit: fc.constantFrom("a", "ß", "Ä", ",", ";", "\\", ":", '"', "'", "x", "7", "€", "😀", ".", "^", "="),
      minLength: 1,
      maxLength: 12,
    })
    .map((text) => `w${text}w`);
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const anyPerson = fc.record({
    kind: fc.constant("person"),
    givenName: optional(word),
    familyName: word,
    additionalName: optional(word),
    honorificPrefix: optional(word),
    nickname: optional(word.map((text) => text.replaceAll(",", ""))),
    salutation: optional(fc.constantFrom("ms", "mr", "none")),
    bornOn: optional(fc.constantFrom("1985-04-12", "1985-04", "1985", "--04-12")),
    language: optional(fc.constantFrom("de", "en-GB")),
    note: optional(fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"))),
    phones: optional(
      fc.uniqueArray(
        fc.record(
          {
            value: word,
            region: fc.constantFrom("DE", "US"),
            type: fc.constantFrom("work", "home", "mobile", "fax"),
            label: optional(word),
          },
          { requiredKeys: ["value", "region", "type"] },
        ),
        { minLength: 1, maxLength: 3, selector: (phone) => phone.value },
      ),
    ),
    emails: optional(
      fc.uniqueArray(fc.record({ value: word, type: fc.constantFrom("work", "home") }), {
        minLength: 1,
        maxLength: 3,
        selector: (email) => email.value,
      }),
    ),
    addresses: optional(
      fc.uniqueArray(
        fc.record({
          street: word.map((text) => text.replaceAll(",", "")),
          locality: word.map((text) => text.replaceAll(",", "")),
          postalCode: fc.constantFrom("01067", "SW1A 1AA"),
          country: fc.constantFrom("DE", "GB", "KR"),
          type: fc.constantFrom("work", "billing"),
        }),
        { minLength: 1, maxLength: 2, selector: (address) => address.street },
      ),
    ),
    tags: optional(fc.uniqueArray(word, { minLength: 1, maxLength: 3 })),
    roles: optional(fc.dictionary(fc.constantFrom("customer", "supplier"), fc.constantFrom("active", "lead"), { minKeys: 1 })),
    industry: optional(word),
    custom: optional(fc.dictionary(word, word, { minKeys: 1, maxKeys: 2 })),
  });
  const stored = anyPerson.map((fields) =>
    record("7f3kq.ffffffffff", "party", JSON.parse(JSON.stringify(fields)) as Record<string, unknown>),
  );

  test("whatever a contact is made of, it is read back from its vCard", () =>
    fc.assert(
      fc.asyncProperty(stored, async (one) => {
        expect(personIn(await planOf("a.vcf", exportVcard([one], { today })))).toEqual(withId(one));
      }),
    ));

  test("and from the CSV and the JSON export", () =>
    fc.assert(
      fc.asyncProperty(stored, async (one) => {
        expect(personIn(await planOf("a.csv", exportCsv([one])))).toEqual(said(one));
        expect(personIn(await planOf("a.jsonl", exportJson([one])))).toEqual(said(one));
      }),
    ));
});
