import fc from "fast-check";
import { expect, test } from "vitest";
import { mendRows, mendText } from "../../src/exchange/garbled.ts";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import { decodeAs } from "../../src/exchange/text.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";

/** As a program that takes UTF-8 for Windows-1252 hands it on. */
const misread = (text: string): string => decodeAs(utf8(text) as Uint8Array<ArrayBuffer>, "windows-1252");
const planOf = async (bytes: Uint8Array, options: Partial<FilesOptions> = {}, name = "a.csv"): Promise<FilesPlan> =>
  unwrap(await planFiles([{ name, bytes }], { country: "DE", currency: "EUR", language: "de", ...options }, async () => undefined));
const namesIn = (plan: FilesPlan) => plan.drafts.map(({ fields }) => fields["name"] ?? fields["familyName"]);

const list = `Firma;Straße\n${misread("Müller & Söhne;Hauptstraße 1")}\nJOÃO Bau;„Ä“ 7\nGrün GmbH;Weg 2\n${misread("Café Łódź – 5 €;Weg 3")}\n`;

test("rows that were misread on their way are mended and said, and the others stay as they are", async () => {
  const plan = await planOf(utf8(list));
  expect(namesIn(plan)).toEqual(["Müller & Söhne", "JOÃO Bau", "Grün GmbH", "Café Łódź – 5 €"]);
  expect(plan.hints.find(({ code }) => code === "characters-mended")).toMatchObject({
    count: 2,
    lines: [2, 5],
    examples: ["MÃ¼ller → Müller"],
  });
  expect(plan.questions).toEqual([{ code: "garbled", from: "MÃ¼ller", to: "Müller", count: 2 }]);
});

test("whoever says that it is meant so keeps every letter", async () => {
  const plan = await planOf(utf8(list), { garbled: "keep" });
  expect(namesIn(plan)[0]).toBe(misread("Müller & Söhne"));
  expect([plan.hints.some(({ code }) => code === "characters-mended"), plan.questions.length]).toEqual([false, 1]);
});

test("a file of both encodings is read whole", async () => {
  const latin = [..."Firma;Ort\nKüche AG;Köln\n"].map((char) => char.charCodeAt(0));
  const plan = await planOf(new Uint8Array([...latin, ...utf8("Würth KG;Bühl\n")]));
  expect(namesIn(plan)).toEqual(["Küche AG", "Würth KG"]);
});

test("headings, cards and cells of a sheet are mended as well", async () => {
  const heads = await planOf(utf8(misread("Firma;Straße;Größe\nA GmbH;Weg 1;9\n")));
  expect(heads.mapping.map(({ column, target }) => [column, target])).toEqual([
    ["Firma", "organisation"],
    ["Straße", "street"],
    ["Größe", null],
  ]);
  const card = await planOf(utf8(misread("BEGIN:VCARD\nVERSION:3.0\nN:Müller;Jörg;;;\nEND:VCARD\n")), {}, "a.vcf");
  expect(namesIn(card)).toEqual(["Müller"]);
  expect(mendRows([{ line: 7, cells: [misread("Müller"), "1"] }])).toMatchObject({
    rows: [{ cells: ["Müller", "1"] }],
    garbled: { lines: [7] },
  });
});

test("what was misread twice is mended twice", () => {
  expect(mendText(misread(misread("Müller – Größe"))).text).toBe("Müller – Größe");
});

test.each(["JOÃO", "CAFÉ®", "SÃO PAULO", "Ångström", "„Ä“, „Ö“ und „Ü“", "âme", "Ärger…", "Île-de-France", "50 µm²", "Ä… und so"])(
  "%s was never misread",
  (text) => expect(mendText(text)).toEqual({ text, garbled: undefined }),
);

test("whatever a European writes comes back", () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(..."Müller Größe Æ ø Ñandú Š ž ł é È – „x“ € 5"), { maxLength: 30 }), (letters) => {
      const text = `ü${letters.join("")}`;
      expect(mendText(misread(text)).text).toBe(text);
      expect(mendText(text).text).toBe(text);
    }),
  ));
