import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseFields } from "../../src/domain/fields.ts";
import {
  decodeQuotedPrintable,
  escapeText,
  printContentLine,
  readContentLine,
  splitEscaped,
  unescapeText,
} from "../../src/exchange/contentLine.ts";
import type { ImportPlan } from "../../src/exchange/draft.ts";
import { parseCards } from "../../src/exchange/vcard.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import { planImport } from "../support/plan.ts";

const card = (...lines: string[]): string => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const planOf = async (text: string): Promise<ImportPlan> =>
  unwrap(await planImport([{ name: "a.vcf", bytes: utf8(text) }], { country: "DE", currency: "EUR", language: "de" }));
const only = async (...lines: string[]): Promise<Record<string, unknown>> =>
  (await planOf(card(...lines))).drafts[0]?.fields as Record<string, unknown>;

describe("whom and what Apple's cards name", () => {
  const heide = card(
    "VERSION:3.0",
    "FN:Eva Heide",
    "N:Heide;Eva;;;",
    "item1.X-ABRELATEDNAMES;type=pref:Udo Heide",
    "item1.X-ABLabel:_$!<Spouse>!$_",
    "item2.X-ABRELATEDNAMES:Udo",
    "item2.X-ABLabel:_$!<Child>!$_",
    "item3.X-ABRELATEDNAMES:Carla Chef",
    "item3.X-ABLabel:_$!<Manager>!$_",
    "item4.X-ABDATE:1999-05-01",
    "item4.X-ABLabel:_$!<Anniversary>!$_",
    "item5.URL:https://heide.example",
    "item5.X-ABLabel:_$!<HomePage>!$_",
  );
  const others = ["Udo Heide", "Carla Chef"].map((name) => card("VERSION:3.0", `FN:${name}`)).join("");
  const named = { "vcard:X-ABRELATEDNAMES;X-ABLABEL=_$!<Child>!$_": "Udo", "vcard:X-ABDATE;X-ABLABEL=_$!<Anniversary>!$_": "1999-05-01" };

  test("are tied to if they are contacts of the import; a first name makes nobody", async () => {
    const plan = await planOf(heide + others);
    const [eva, udo, carla] = plan.drafts.map(({ key }) => `#${key}`);
    expect(plan.counts.people).toBe(3);
    expect(plan.drafts.filter(({ kind }) => kind === "relation").map(({ fields }) => fields)).toEqual([
      { from: eva, to: udo, kind: "relatedTo", title: "spouse" },
      { from: eva, to: carla, kind: "reportsTo" },
    ]);
    expect(plan.drafts[0]?.fields["custom"]).toEqual(named);
    expect(plan.drafts[0]?.fields["urls"]).toEqual([{ value: "https://heide.example" }]);
  });

  test("stay with the card, and go out again, where nobody is called so or several are", async () => {
    const alone = { "vcard:X-ABRELATEDNAMES;TYPE=pref;X-ABLABEL=_$!<Spouse>!$_": "Udo Heide" };
    for (const text of [heide, heide + others + others]) {
      const [eva] = (await planOf(text)).drafts;
      expect(eva?.fields["custom"]).toMatchObject(alone);
    }
  });

  test("Outlook's, Evolution's and vCard 4's names are the same ties", async () => {
    const lines = [
      "VERSION:4.0",
      "FN:Ida Kurz",
      "X-MS-SPOUSE:Ole Lang",
      "X-EVOLUTION-MANAGER:Ole Lang",
      "RELATED;TYPE=friend;VALUE=text:Ole Lang",
    ];
    const plan = await planOf(card(...lines) + card("VERSION:4.0", "FN:Ole Lang"));
    expect(plan.drafts.filter(({ kind }) => kind === "relation").map(({ fields }) => [fields["kind"], fields["title"]])).toEqual([
      ["relatedTo", "spouse"],
      ["reportsTo", undefined],
      ["relatedTo", "friend"],
    ]);
  });
});

describe("a card of version 2.1", () => {
  test("umlauts and line breaks come out of quoted-printable", async () => {
    expect(
      await only(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Erste Zeile=0D=0A=",
        "zweite: Stra=DFe",
      ),
    ).toMatchObject({
      familyName: "Müller",
      givenName: "Jörg",
      note: "Erste Zeile\nzweite: Straße",
    });
  });

  test("a path is no line break", async () => {
    expect((await only("VERSION:2.1", "N:A", "NOTE:C:\\neu\\alt"))["note"]).toBe("C:\\neu\\alt");
  });

  test("a soft break at the end of a torn card swallows no other card", () => {
    const { cards, problems } = parseCards(
      `${card("VERSION:2.1", "N:Eins").replace("END:VCARD\r\n", "NOTE;ENCODING=QUOTED-PRINTABLE:offen=\r\n")}${card("VERSION:2.1", "N:Zwei")}`,
    );
    expect(cards.map((read) => read.properties[0]?.value)).toEqual(["Zwei"]);
    expect(problems).toEqual([{ line: 1, code: "card-unclosed", value: "Eins" }]);
  });

  test("the assistant's card stands inside as it is", async () => {
    const plan = await planOf(
      card(
        "VERSION:2.1",
        "N:Chef;Carla",
        "AGENT:",
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N:Assistent;Udo",
        "TEL;WORK:030 1234",
        "END:VCARD",
        "EMAIL:carla@chef.de",
      ),
    );
    expect(plan.drafts.map((draft) => draft.fields)).toEqual([
      { kind: "person", familyName: "Chef", givenName: "Carla", emails: [{ value: "carla@chef.de" }] },
      { kind: "person", familyName: "Assistent", givenName: "Udo", phones: [{ value: "030 1234", region: "DE", type: "work" }] },
      { from: "#p2", to: "#p1", kind: "relatedTo", title: "agent" },
    ]);
  });
});

describe("who is on a card", () => {
  test("a person with a firm makes both, and the firm only once", async () => {
    const plan = await planOf(
      card("VERSION:3.0", "N:Stein;Eva", "FN:Eva Stein", "ORG:Muster GmbH;Einkauf", "TITLE:Leiterin") +
        card("VERSION:3.0", "N:Berg;Udo", "FN:Udo Berg", "ORG:Muster  gmbh"),
    );
    expect(plan.counts).toMatchObject({ rows: 2, organisations: 1, people: 2, relations: 2, interactions: 0 });
    expect(plan.drafts.find((draft) => draft.kind === "relation")?.fields).toEqual({
      from: "#p1",
      to: "#o2",
      kind: "worksFor",
      title: "Leiterin",
      department: "Einkauf",
    });
  });

  test("a firm alone is a firm", async () => {
    for (const lines of [
      ["FN:Muster", "ORG:Muster"],
      ["KIND:org", "FN:Muster"],
      ["N:;;;;", "ORG:Muster", "X-ABShowAs:COMPANY", "FN:Muster"],
      ["ORG:Muster"],
    ])
      expect(await only("VERSION:4.0", ...lines)).toEqual({ kind: "organisation", name: "Muster" });
    expect(await only("VERSION:3.0", "FN:Muster GmbH")).toEqual({ kind: "organisation", name: "Muster GmbH" });
  });

  test("a name in one line is taken apart", async () => {
    expect(await only("VERSION:3.0", "FN:Dr. Hans von der Heide")).toEqual({
      kind: "person",
      honorificPrefix: "Dr.",
      givenName: "Hans",
      familyName: "von der Heide",
    });
  });

  test("a name that says more than its parts is kept", async () => {
    expect(await only("VERSION:3.0", "N:Stevenson;John", "FN:J. Doe")).toMatchObject({
      familyName: "Stevenson",
      givenName: "John",
      name: "J. Doe",
    });
    expect(await only("VERSION:3.0", "N:Doe;John;;Mr.", "FN:John Doe")).not.toHaveProperty("name");
  });

  test("a group names its members", async () => {
    const plan = await planOf(
      card("VERSION:4.0", "KIND:group", "FN:Chor", "MEMBER:urn:uuid:1", "MEMBER:urn:uuid:9") +
        card("VERSION:4.0", "FN:Eva Stein", "UID:urn:uuid:1"),
    );
    expect(plan.drafts.map((draft) => draft.fields)).toEqual([
      { kind: "group", name: "Chor", custom: { "vcard:MEMBER": "urn:uuid:9" } },
      { kind: "person", givenName: "Eva", familyName: "Stein", externalIds: { vcard: "urn:uuid:1" } },
      { from: "#p2", to: "#g1", kind: "memberOf" },
    ]);
  });
});

describe("how to reach somebody", () => {
  test("the preferred number stands first, with its kind and its own label", async () => {
    expect(
      (
        await only(
          "VERSION:3.0",
          "N:A",
          "TEL;TYPE=HOME,FAX:1",
          "item1.TEL:2",
          "item1.X-ABLabel:_$!<Zentrale>!$_",
          "TEL;TYPE=CELL;TYPE=pref:3",
          'TEL;VALUE=uri;TYPE="work,voice":tel:+49-30-1;ext=5',
        )
      )["phones"],
    ).toEqual([
      { value: "3", region: "DE", type: "mobile" },
      { value: "1", region: "DE", type: "fax", label: "home" },
      { value: "2", region: "DE", label: "Zentrale" },
      { value: "+49-30-1 ext. 5", region: "DE", type: "work" },
    ]);
  });

  test("a number is read with the country of the card's address", async () => {
    expect(await only("VERSION:4.0", "N:A", "TEL:(171) 555-7788", "ADR;TYPE=work:;;1 Street;London;;W1;United Kingdom")).toMatchObject({
      phones: [{ region: "GB" }],
      addresses: [{ type: "work", street: "1 Street", country: "GB" }],
    });
  });

  test("messengers and networks", async () => {
    expect(
      (
        await only(
          "VERSION:4.0",
          "N:A",
          "IMPP;X-SERVICE-TYPE=Skype:skype:eva",
          "X-AIM:eva5",
          "X-SOCIALPROFILE;type=twitter:https://twitter.com/eva",
          "SOCIALPROFILE;SERVICE-TYPE=Mastodon;USERNAME=eva:https://example.social/@eva",
        )
      )["handles"],
    ).toEqual([
      { service: "skype", value: "eva" },
      { service: "aim", value: "eva5" },
      { service: "x", value: "eva", url: "https://twitter.com/eva" },
      { service: "mastodon", value: "eva", url: "https://example.social/@eva" },
    ]);
  });
});

test("a birthday in every spelling", async () => {
  const born = async (line: string) => (await only("VERSION:4.0", "N:A", line))["bornOn"];
  expect(
    await Promise.all(
      [
        "BDAY:19850412",
        "BDAY:1985-04-12",
        "BDAY;VALUE=date-and-or-time:19850412T102200Z",
        "BDAY:--0412",
        "BDAY:1985-04",
        "BDAY:1985",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "BDAY;VALUE=text:circa 1800",
      ].map(born),
    ),
  ).toEqual(["1985-04-12", "1985-04-12", "1985-04-12", "--04-12", "1985-04", "1985", "--04-12", undefined]);
});

test("what Kontor has no field for is kept under its vCard name", async () => {
  expect(
    (
      await only(
        "VERSION:4.0",
        "N:A",
        "BDAY;VALUE=text:circa 1800",
        "ROLE:Programmer\\, senior",
        "item1.X-ABDATE:2000-01-02",
        "item1.X-ABLabel:Jahrestag",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
      )
    )["custom"],
  ).toEqual({
    "vcard:BDAY;VALUE=text": "circa 1800",
    "vcard:ROLE": "Programmer, senior",
    "vcard:X-ABDATE;X-ABLABEL=Jahrestag": "2000-01-02",
    "vcard:PHOTO": "data:image/jpeg;base64,/9j/4AAQ",
  });
});

test("a picture too large for a document is told about", async () => {
  const plan = await planOf(card("VERSION:3.0", "N:A", `PHOTO;ENCODING=b;TYPE=JPEG:/9j/${"A".repeat(200_000)}`));
  expect(plan.drafts[0]?.fields).toEqual({ kind: "person", familyName: "A" });
  expect(plan.hints).toEqual([{ code: "picture-too-large", count: 1, examples: ["PHOTO 147 KiB"], lines: [4] }]);
});

test("a broken card is reported with its line, and the others are imported", async () => {
  const plan = await planOf(
    `${card("VERSION:3.0", "N:Eins")}Unsinn\r\nBEGIN:VCARD\r\nN:Zwei\r\n${card("VERSION:3.0", "N:Drei", "ohne Doppelpunkt")}${card("VERSION:3.0", "NOTE:niemand")}BEGIN:VCARD\r\nFN:Fünf\r\n`,
  );
  expect(plan.drafts.map((draft) => draft.fields)).toEqual([
    { kind: "person", familyName: "Eins" },
    { kind: "person", familyName: "Drei", custom: { "vcard:X-UNREADABLE": "ohne Doppelpunkt" } },
  ]);
  expect(plan.problems.map(({ line, code, value }) => [line, code, value])).toEqual([
    [5, "card-line-outside", "Unsinn"],
    [6, "card-unclosed", "Zwei"],
    [13, "name-missing", "NOTE:niemand"],
    [17, "card-unclosed", "Fünf"],
  ]);
  expect(plan.hints.map((hint) => hint.code)).toEqual(["line-unreadable"]);
});

describe("content lines", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "ß", "€", "😀", "\\", ";", ",", ":", '"', "\n", "^", "=", " ", "\t", "n", "0D"),
    maxLength: 60,
  });

  test("escaped text is read back", () =>
    fc.assert(
      fc.property(text, (value) => {
        expect(unescapeText(escapeText(value))).toBe(value);
      }),
    ));

  test("parts are cut only where they were joined", () =>
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constantFrom(";" as const, "," as const), (parts, sign) => {
        expect(splitEscaped(parts.map(escapeText).join(sign), sign).map((part) => unescapeText(part))).toEqual(parts);
      }),
    ));

  test("a printed line is read back, folded and with its parameters", () =>
    fc.assert(
      fc.property(
        text.filter((value) => !/[\t]/.test(value)),
        text,
        (param, value) => {
          const printed = printContentLine("X-A", param === "" ? [] : [["X-P", param]], escapeText(value), "item1");
          const read = readContentLine(printed.slice(0, -2).replaceAll("\r\n ", ""), 1);
          expect(read && { ...read, value: unescapeText(read.value) }).toEqual({
            group: "item1",
            name: "X-A",
            params: param === "" ? [] : [["X-P", param]],
            value,
            line: 1,
          });
        },
      ),
    ));

  test("quoted-printable is read, also where it is none", () => {
    expect(decodeQuotedPrintable("=C3=A4 =E4 =ZZ 100=", "utf-8")).toBe("ä \uFFFD =ZZ 100=");
    expect(decodeQuotedPrintable("=E4")).toBe("ä");
    expect(decodeQuotedPrintable("=80", "klingon")).toBe("\uFFFD");
  });
});

describe("whatever stands in a file", () => {
  const pieces = fc.constantFrom(
    "BEGIN:VCARD\r\n",
    "END:VCARD\r\n",
    "VERSION:2.1\n",
    "VERSION:4.0\n",
    "N:",
    "FN:",
    "AGENT:",
    "AGENT:BEGIN:VCARD\\nN:B\\nEND:VCARD\\n",
    ";ENCODING=QUOTED-PRINTABLE:",
    "TEL;TYPE=",
    "ADR:",
    "ORG:",
    "MEMBER:urn:x",
    "UID:urn:x",
    "RELATED:urn:x",
    "BDAY:--0203",
    "item1.",
    "X-ABLabel:",
    "CATEGORIES:a,b",
    'X-KONTOR:{"roles":{"a":"b"}}',
    "X-KONTOR:[",
    "constructor",
    "__proto__",
    "toString",
    "\n",
    "\r",
    "\r\n ",
    "=",
    "=C3",
    ";",
    ",",
    ":",
    "\\",
    '"',
    "\u0000",
    "ä",
    "😀",
    "PHOTO;ENCODING=b:AAAA",
    "SOCIALPROFILE:",
    "GENDER:M",
  );

  test("it is planned without an accident, and what it makes can be stored", () =>
    fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        const answer = await planImport([{ name: "a.vcf", bytes: utf8(parts.join("")) }], {
          country: "DE",
          currency: "EUR",
          language: "de",
        });
        if (!answer.ok) return;
        for (const draft of answer.value.drafts) expect(normaliseFields(draft.kind, draft.fields)).toMatchObject({ ok: true });
      }),
      { numRuns: 500 },
    ));

  test("large and hostile files are read to their end", async () => {
    const large = [
      "BEGIN:VCARD\n".repeat(50_000),
      "BEGIN:VCARD\nAGENT:\n".repeat(20_000),
      card("VERSION:3.0", "N:A", `NOTE:${"x".repeat(5_000_000)}`),
      `${card("N:A")}${"\n".repeat(500_000)}`,
      '"'.repeat(200_000),
      `${"A:\n".repeat(100_000)}\r`,
      `BEGIN:VCARD\n${" x\n".repeat(200_000)}`,
      card("VERSION:2.1", `NOTE;ENCODING=QUOTED-PRINTABLE:${"=\r\n".repeat(100_000)}`),
    ];
    // What takes time with the square of its length would not end within this test's limit.
    for (const text of large) expect(parseCards(text)).toBeDefined();
  });
});
